"""What a member takes along of an alliance: all entries, and the words that are theirs to read at that moment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from comity.accounts import seats
from comity.domain.act import Ref
from comity.domain.alliance import Alliance
from comity.domain.history import may_have
from comity.domain.refusal import Refused
from comity.domain.sight import Sight
from comity.ledger import bundle, chain, codec, loading, store, words
from comity.ledger.bundle import Header, Row
from comity.ledger.forms import write_moment
from comity.ledger.models import Entry, Ledger

AT_ONCE = 200
"""How many entries are in memory at a time."""


def export(*, alliance: str, member: str, at: datetime) -> Iterator[bytes]:
    """The lines of an export for a member. Raises `Refused` for whoever may not see the alliance."""
    sight = store.see(alliance=alliance, viewer=member, at=at)
    ledger = Ledger.objects.filter(pk=alliance).first() if sight is not None else None
    state = store.load(alliance)
    if sight is None or ledger is None or state is None:
        raise Refused("no_such_alliance")
    header = Header(
        alliance=alliance,
        member=member,
        names=_names(sight),
        made=write_moment(at),
        count=ledger.seq,
        head=ledger.head,
    )
    return bundle.lines(header, _rows(sight, state, last=ledger.seq))


def called(alliance: str, name: str) -> list[str]:
    """The members of an alliance who are called so there; an id stands for itself."""
    if loading.is_id(name):
        return [name]
    return [member for member, each in seats.names(alliance).items() if each == name]


def _names(sight: Sight) -> dict[str, str]:
    names = seats.names(sight.alliance)
    return {each.id: names[each.id] for each in sight.members if names.get(each.id)}


def _rows(sight: Sight, state: Alliance, *, last: int) -> Iterator[Row]:
    for first in range(1, last + 1, AT_ONCE):
        until = min(first + AT_ONCE - 1, last)
        brought = _brought(sight, first=first, last=until)
        entries = Entry.objects.filter(ledger_id=sight.alliance, seq__range=(first, until)).order_by("seq")
        for seq, body, hashed in entries.values_list("seq", "body", "hash"):
            yield _row(bytes(body), hashed, tuple(brought.get(seq, ())), sight=sight, state=state)


def _row(body: bytes, hashed: str, pieces: tuple[tuple[bytes, bytes], ...], *, sight: Sight, state: Alliance) -> Row:
    entry = json.loads(body)
    refs = [Ref(commitment) for commitment in entry["words"]]
    if may_have(codec.decode(entry), refs, state=state, sight=sight):
        return Row(body=body, hash=hashed, pieces=pieces)
    return Row(body=None, hash=hashed)


def _brought(sight: Sight, *, first: int, last: int) -> dict[int, list[tuple[bytes, bytes]]]:
    """The pieces that these entries brought and the member may read, or wrote, each with its salt."""
    found: dict[int, list[tuple[bytes, bytes]]] = {}
    for seq, piece in words.between(sight.alliance, first, last, readable=sight.readable, author=sight.you.id):
        found.setdefault(seq, []).append((piece.salt, chain.canonical(dict(piece.words))))
    return found
