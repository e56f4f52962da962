"""One reader, one alliance, one request: the sight, the names, and the words that the sight allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils import timezone

from comity.accounts import seats
from comity.accounts.models import Person, Seat
from comity.accounts.signing_in import person_of
from comity.domain.act import Here, Ref
from comity.domain.kinds import WORK
from comity.domain.refusal import Refused
from comity.domain.sight import Sight
from comity.domain.views import MemberView
from comity.ledger import store
from comity.ledger.store import Head
from comity.web import marking
from comity.web.marking import Marks

Needed = Callable[[Sight], Iterable[Ref | None]]
"""From a sight to those of its words that a page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that a page about an alliance may be made of."""

    person: Person
    seat: Seat
    sight: Sight
    names: Mapping[str, str]
    words: Mapping[Ref, Mapping[str, str]]
    left_out: frozenset[Ref] = frozenset()
    """Words that the page said it would not show."""

    @property
    def you(self) -> str:
        """The reader's member id."""
        return self.sight.you.id

    @property
    def work(self) -> bool:
        """Whether the pages speak the work register."""
        return self.sight.kind in WORK

    def name(self, member: str) -> str:
        """How a member is called here; a former member without a name is called nobody's name."""
        return self.names.get(member, "")

    def number(self, member: str) -> int:
        """The joining number, which gives the ink."""
        return next((m.number for m in self.sight.members if m.id == member), 1)

    def said(self, ref: Ref | None) -> Mapping[str, str]:
        """The words of a reference; empty where they were erased or may not be read."""
        if ref in self.left_out:
            raise LookupError("words that were not asked for")
        return self.words.get(ref, {}) if ref is not None else {}

    @property
    def others(self) -> list[MemberView]:
        """The members beside the reader who have not left."""
        return list(self.sight.others)


def read(request: HttpRequest, alliance: str) -> Reading:
    """The reading of whoever asks; the same 404 for all who have no sight of it."""
    person = reader(request, alliance)
    return read_marked(person, alliance, marking.marks(person, alliance))


def reader(request: HttpRequest, alliance: str) -> Person:
    """Whoever asks for an alliance; the same 404 for who is unknown and for what cannot be one."""
    person = person_of(request)
    if person is None or not store.is_id(alliance):
        raise Http404
    return person


def read_marked(person: Person, alliance: str, marks: Marks, *, needed: Needed | None = None) -> Reading:
    """The reading of somebody who has asked for the marks; `needed` says which words, and without it all."""
    for seat in marks.own(person, alliance):
        found = _seen(person, seat, marks.names, head=marks.head, needed=needed)
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


def _seen(
    person: Person,
    seat: Seat,
    names: Mapping[str, str],
    *,
    head: Head | None = None,
    needed: Needed | None = None,
) -> Reading | None:
    try:
        sight = store.see(alliance=seat.alliance, viewer=seat.member, at=timezone.now(), head=head)
    except Refused:
        return None
    if sight is None:
        return None
    readable = sight.readable
    refs = readable if needed is None else readable.intersection(needed(sight))
    return Reading(
        person=person,
        seat=seat,
        sight=sight,
        names=names,
        words=store.read_words(seat.alliance, refs),
        left_out=readable - refs,
    )


def all_of(person: Person) -> list[Reading]:
    """A reading of every alliance that the person is in, the latest first."""
    found = (_seen(person, seat, seats.names(seat.alliance)) for seat in seats.seats_of(person))
    return [reading for reading in reversed(list(found)) if reading is not None]
