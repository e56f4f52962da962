"""Links that lead into an alliance, each for one person, once, until a day.

1. Looking changes nothing: only `take` uses a link up, and by one conditional update.
2. The link itself is nowhere in clear: a keyed digest finds it, and a box under the maker's
   own key lets the maker copy it again.
3. Until someone joins, the ledger and the maker know nothing of who took it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from comity.accounts.digests import keyed, keyed_bytes
from comity.accounts.models import Invitation, Person, Seat
from comity.accounts.words import joined, plain_words
from comity.vault import boxes, keys

TOKEN_BYTES = 32
CODE_WORDS = 4
TOKEN = b"link"
CODE = b"link code"
DRAW = b"link code words"


class State(StrEnum):
    """What has become of a link, for whoever holds it."""

    OPEN = "open"
    TAKEN = "taken"
    RUN_OUT = "run_out"
    TAKEN_BACK = "taken_back"


class NotOpen(Exception):
    """The link leads nowhere for this person: taken, run_out, taken_back, own, story."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What the maker hands over: a token for an address, or a few words to say."""

    invitation: Invitation
    token: str
    code: tuple[str, ...]


def make(
    *, invitation: str, alliance: str, made_by: str, maker: Person, to_name: str, last_day: date, zone: str
) -> Link:
    """Make a link that is good until the end of a day in a zone."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    code = _code_of(token)
    row = Invitation.objects.create(
        id=invitation,
        alliance=alliance,
        made_by=made_by,
        to_name=to_name,
        token_digest=keyed(TOKEN, token),
        code_digest=keyed(CODE, joined("".join(code))),
        token_box=boxes.seal(token.encode(), key=_key(maker), aad=_place(invitation), sizes=(64,)),
        last_day=last_day,
        ends=datetime.combine(last_day + timedelta(days=1), time(), ZoneInfo(zone)),
    )
    return Link(invitation=row, token=token, code=code)


def find(token: str) -> Invitation | None:
    """The invitation that a link leads to."""
    return Invitation.objects.filter(token_digest=keyed(TOKEN, token[:100])).first()


def find_by_code(text: str) -> Invitation | None:
    """The invitation that four words lead to."""
    return Invitation.objects.filter(code_digest=keyed(CODE, joined(text))).first()


def state(invitation: Invitation, *, at: datetime) -> State:
    """What has become of a link, for its bearer."""
    if invitation.taken and not invitation.taken_back:
        return State.TAKEN
    return state_for_maker(invitation, at=at)


def state_for_maker(invitation: Invitation, *, at: datetime) -> State:
    """What its maker may see: never whether someone has taken it."""
    if invitation.taken_back:
        return State.TAKEN_BACK
    return State.OPEN if at < invitation.ends else State.RUN_OUT


def take(invitation: Invitation, *, person: Person, at: datetime) -> None:
    """Use a link up for a person, or raise NotOpen; the same person may come again."""
    if person.story:
        raise NotOpen("story")
    if Seat.objects.filter(alliance=invitation.alliance, member=invitation.made_by, person=person).exists():
        raise NotOpen("own")
    good = Invitation.objects.filter(pk=invitation.pk, taken=False, taken_back=False, ends__gt=at)
    if good.update(taken=True, taken_by=person):
        return
    present = Invitation.objects.get(pk=invitation.pk)
    if present.taken_by_id == person.pk and not present.taken_back:
        return
    raise NotOpen(state(present, at=at))


def take_back(invitation: Invitation) -> None:
    """Let a link lead nowhere from now on."""
    Invitation.objects.filter(pk=invitation.pk).update(taken_back=True)


def link_of(invitation: Invitation, *, maker: Person) -> Link:
    """The link again, for its maker; nobody else's key opens it."""
    box = bytes(invitation.token_box)
    token = boxes.unseal(box, key=_key(maker), aad=_place(invitation.pk)).decode()
    return Link(invitation=invitation, token=token, code=_code_of(token))


def pass_on(*, giver: Person, taker: Person) -> None:
    """Let the links that a guest took follow when the guest turns out to be someone known."""
    Invitation.objects.filter(taken_by=giver).update(taken_by=taker)


def _code_of(token: str) -> tuple[str, ...]:
    return plain_words(keyed_bytes(DRAW, token), CODE_WORDS)


def _key(maker: Person) -> bytes:
    return keys.key(scope=keys.NO_ALLIANCE, owner=maker.id.hex)


def _place(invitation: str) -> bytes:
    return boxes.bound("link/v1", invitation)
