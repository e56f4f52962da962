"""One reader, one alliance, one request: the sight, the names, and the words that the sight allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils import timezone

from comity.accounts import seats
from comity.accounts.models import Person, Seat
from comity.accounts.signing_in import person_of
from comity.domain.act import Here, Ref
from comity.domain.refusal import Refused
from comity.domain.sight import Sight
from comity.domain.views import MemberView
from comity.ledger import store


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that a page about an alliance may be made of."""

    person: Person
    seat: Seat
    sight: Sight
    names: Mapping[str, str]
    words: Mapping[Ref, Mapping[str, str]]

    @property
    def you(self) -> str:
        """The reader's member id."""
        return self.sight.you.id

    def name(self, member: str) -> str:
        """How a member is called here; a former member without a name is called nobody's name."""
        return self.names.get(member, "")

    def number(self, member: str) -> int:
        """The joining number, which gives the ink."""
        return next((m.number for m in self.sight.members if m.id == member), 1)

    def said(self, ref: Ref | None) -> Mapping[str, str]:
        """The words of a reference; empty where they were erased or may not be read."""
        return self.words.get(ref, {}) if ref is not None else {}

    @property
    def others(self) -> list[MemberView]:
        """The members beside the reader who have not left."""
        return list(self.sight.others)


def read(request: HttpRequest, alliance: str) -> Reading:
    """The reading of whoever asks; the same 404 for all who have no sight of it."""
    person = person_of(request)
    if person is None or not store.is_id(alliance):
        raise Http404
    for seat in reversed(seats.seat_of(person, alliance)):
        found = _seen(person, seat)
        if found is not None:
            return found
    raise Http404


def is_in(person: Person | None, alliance: str) -> bool:
    """Whether somebody is in an alliance now: who left is not, and may come back by a new link."""
    if person is None or not store.is_id(alliance):
        return False
    own = {seat.member for seat in seats.seat_of(person, alliance)}
    state = store.load(alliance) if own else None
    return state is not None and any(m.id in own and m.here is not Here.LEFT for m in state.members.values())


def has_left(person: Person | None, alliance: str) -> bool:
    """Whether somebody was in an alliance, and is no longer."""
    was_in = person is not None and store.is_id(alliance) and seats.seat_of(person, alliance)
    return bool(was_in) and not is_in(person, alliance)


def _seen(person: Person, seat: Seat) -> Reading | None:
    try:
        sight = store.see(alliance=seat.alliance, viewer=seat.member, at=timezone.now())
    except Refused:
        return None
    if sight is None:
        return None
    return Reading(
        person=person,
        seat=seat,
        sight=sight,
        names=seats.names(seat.alliance),
        words=store.read_words(seat.alliance, sight.readable),
    )


def all_of(person: Person) -> list[Reading]:
    """A reading of every alliance that the person is in, the latest first."""
    found = (_seen(person, seat) for seat in seats.seats_of(person))
    return [reading for reading in reversed(list(found)) if reading is not None]
