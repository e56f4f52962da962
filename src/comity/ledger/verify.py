"""The examination of all ledgers of a house: bytes, chains, words, and what is derived from them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from comity.domain import rulebook
from comity.domain.alliance import Alliance
from comity.ledger import chain, codec, projection, words
from comity.ledger.forms import Undecodable
from comity.ledger.models import Entry, Ledger, Membership, Words
from comity.ledger.writing import writing
from comity.vault import keys
from comity.vault.boxes import Unopenable

AT_ONCE = 200
"""How many rows are in memory at a time."""


@dataclass(slots=True)
class Replay:
    """What a ledger tells while its entries pass by, once."""

    state: Alliance | None = None
    troubles: list[str] = field(default_factory=list)
    places: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Commitment -> the first entry that has it, and that entry's type."""

    def follow(self, rows: Iterator[tuple[bytes, str]]) -> Iterator[tuple[bytes, str]]:
        """Pass the entries on, and take up what they record."""
        for body, hashed in rows:
            try:
                self._take_up(json.loads(body))
            except (ValueError, LookupError, TypeError, AttributeError, RecursionError, Undecodable):
                self.troubles.append("an entry that cannot be replayed")
            yield body, hashed

    def _take_up(self, entry: dict[str, Any]) -> None:
        recorded = codec.decode(entry)
        for commitment in entry["words"]:
            self.places.setdefault(commitment, (recorded.seq, codec.NAMES[type(recorded.event)][0]))
        self.state = rulebook.evolve(self.state, recorded)


def verify_house(write: Callable[[str], None]) -> int:
    """Check every ledger, writing a line for each trouble and a closing count; the number of ledgers in trouble."""
    checked = entries = troubled = 0
    for ledger in Ledger.objects.order_by("alliance").iterator(chunk_size=AT_ONCE):
        troubles = list(verify_ledger(ledger)) and _once_more(ledger.alliance)
        for trouble in troubles:
            write(f"{ledger.alliance}: {trouble}")
        checked, entries, troubled = checked + 1, entries + ledger.seq, troubled + bool(troubles)
    for alliance in _stray():
        write(f"{alliance}: members of an alliance that has no ledger")
        troubled += 1
    write(f"{checked} ledgers with {entries} entries checked, {troubled or 'none'} in trouble")
    return troubled


def _once_more(alliance: str) -> list[str]:
    """The troubles that are still there when nobody writes meanwhile, each once."""
    with writing():
        return list(dict.fromkeys(verify_ledger(Ledger.objects.select_for_update().get(pk=alliance))))


def verify_ledger(ledger: Ledger) -> Iterator[str]:
    """What is wrong with one ledger."""
    replay = Replay()
    faults = chain.verify(replay.follow(_stored(ledger)), alliance=ledger.alliance, head=ledger.head, strict=True)
    for fault in faults:
        yield f"entry {fault.seq}: {fault.code}"
    yield from replay.troubles
    yield from _count(ledger)
    yield from _words(ledger, replay)
    if projection.rows_of(replay.state) != projection.stored(ledger.alliance):
        yield "the list of members differs from the entries"


def _stored(ledger: Ledger) -> Iterator[tuple[bytes, str]]:
    found = Entry.objects.filter(ledger=ledger).order_by("seq").values_list("body", "hash")
    for body, hashed in found.iterator(chunk_size=AT_ONCE):
        yield bytes(body), hashed


def _count(ledger: Ledger) -> Iterator[str]:
    if Entry.objects.filter(ledger=ledger).count() != ledger.seq:
        yield f"not {ledger.seq} entries, as its last number says"


def _words(ledger: Ledger, replay: Replay) -> Iterator[str]:
    """Words must be those that an entry committed to, and none may be missing that was not erased."""
    missing = set(replay.places)
    for row in Words.objects.filter(ledger=ledger).iterator(chunk_size=AT_ONCE):
        missing.discard(row.commitment)
        if replay.places.get(row.commitment) != (row.seq, row.type):
            yield f"words that entry {row.seq} did not commit to"
        elif (trouble := _trouble_with(row)) is not None:
            yield f"entry {row.seq}: {trouble}"
    for commitment in missing:
        yield f"entry {replay.places[commitment][0]}: words are missing"


def _trouble_with(row: Words) -> str | None:
    found = keys.keys(scope=row.ledger_id, owners=[row.owner])
    if row.owner not in found:
        return "the key of its words is missing"
    try:
        piece = words.opened(row, key=found[row.owner])
    except (Unopenable, ValueError, LookupError):
        return "words that do not open"
    return None if piece.ref == row.commitment else "words other than those committed to"


def _stray() -> Iterator[str]:
    without = Membership.objects.exclude(alliance__in=Ledger.objects.values("alliance"))
    yield from without.order_by("alliance").values_list("alliance", flat=True).distinct()
