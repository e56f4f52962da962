"""From stored entries to the state of an alliance, without any lock.

What entries record never changes, and a head stands for all entries up to it: so what was read
of a ledger is kept in memory under its head, and only what came since is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection

from comity.domain import rulebook
from comity.domain.act import Recorded
from comity.domain.alliance import Alliance
from comity.ledger import codec
from comity.ledger.chain import BEFORE_FIRST
from comity.ledger.keeping import Kept
from comity.ledger.models import Ledger

ENTRIES_AT_MOST = 20_000
"""How many entries a process keeps in memory: facts, no words."""

# Django puts this question together in five times the time that a database needs to answer it.
_BODIES = "SELECT body FROM ledger_entry WHERE alliance = %s AND seq BETWEEN %s AND %s ORDER BY seq"
_NO_END = 2**31 - 1

_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How far a ledger goes: its last entry's number and hash."""

    seq: int
    hash: str


@dataclass(frozen=True, kw_only=True)
class Past:
    """What a ledger records up to a head."""

    head: Head
    entries: tuple[Recorded, ...]

    @cached_property
    def state(self) -> Alliance | None:
        """The state that the entries tell, for readers: it is shared, and nobody may change it."""
        return rulebook.replay(self.entries)


_kept: Kept[str, Past] = Kept(at_most=ENTRIES_AT_MOST)


def empty() -> None:
    """Let everything go that is kept in memory."""
    _kept.empty()


def is_id(text: str) -> bool:
    """Whether a text can be an id at all; the database is not asked about anything else."""
    return _ID.fullmatch(text) is not None


def head_of(alliance: str) -> Head | None:
    """How far a ledger goes by now; None where there is none."""
    if not is_id(alliance):
        return None
    found = Ledger.objects.filter(pk=alliance).values_list("seq", "head").first()
    return Head(seq=found[0], hash=found[1]) if found is not None else None


def load(alliance: str) -> Alliance | None:
    """The state of an alliance as its entries tell it, for the asker's own use; None where there is none."""
    head = head_of(alliance)
    return load_at(alliance, head) if head is not None else None


def load_at(alliance: str, head: Head) -> Alliance | None:
    """The state at a head, for the asker's own use."""
    return rulebook.replay(past(alliance, head).entries)


def past(alliance: str, head: Head) -> Past:
    """What a ledger records up to a head."""
    kept = _kept.get(alliance)
    if kept is not None and kept.head == head:
        return kept
    found = _gone_on(alliance, kept, head) or _from_the_first(alliance, head)
    _kept.keep(alliance, found, weight=head.seq)
    return found


def _gone_on(alliance: str, kept: Past | None, head: Head) -> Past | None:
    """What is kept with what came since; None where the entries themselves do not say that they go on from there."""
    if kept is None or not 0 < kept.head.seq < head.seq:
        return None
    since = list(_stored(alliance, first=kept.head.seq + 1, last=head.seq))
    if not since or since[0]["prev"] != kept.head.hash:
        return None
    return Past(head=head, entries=(*kept.entries, *map(codec.decode, since)))


def _from_the_first(alliance: str, head: Head) -> Past:
    if head.hash == BEFORE_FIRST:
        return Past(head=head, entries=())
    return Past(head=head, entries=tuple(recorded(alliance, last=head.seq)))


def recorded(alliance: str, *, first: int = 1, last: int | None = None) -> Iterator[Recorded]:
    """What the entries of an alliance record, in order."""
    return map(codec.decode, _stored(alliance, first=first, last=last))


def _stored(alliance: str, *, first: int, last: int | None) -> Iterator[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(_BODIES, [alliance, first, _NO_END if last is None else last])
        bodies = cursor.fetchall()
    for (body,) in bodies:
        yield json.loads(bytes(body))
