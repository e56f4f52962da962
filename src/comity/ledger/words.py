"""Words on record: each piece in a box of its own beside the entry that commits to it."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import connection

from comity.domain.act import Ref
from comity.ledger import chain
from comity.ledger.models import Words
from comity.vault import boxes, keys

# One question instead of two, for each page; Django puts it together in ten times the time.
_WITH_KEYS = """
SELECT w.commitment, w.seq, w.author, w.type, w.box, w.owner, k.wrapped, k.version
FROM ledger_words w JOIN vault_datakey k ON k.scope = w.alliance AND k.owner = w.owner
WHERE w.alliance = %s AND w.commitment IN ({})
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One author's piece of words with its salt."""

    author: str
    salt: bytes
    words: Mapping[str, str]

    @property
    def ref(self) -> Ref:
        """The commitment to this piece."""
        return Ref(chain.commitment(salt=self.salt, words=self.words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a piece belongs: the first entry that commits to it, and that entry's type."""

    alliance: str
    seq: int
    type: str


def piece(*, author: str, words: Mapping[str, str]) -> Piece:
    """A piece with a fresh salt (F8)."""
    return Piece(author=author, salt=secrets.token_bytes(chain.SALT_BYTES), words=words)


def keep(added: Piece, *, place: Place) -> None:
    """Put a piece on record under its author's key, where it is not on record yet."""
    if Words.objects.filter(ledger_id=place.alliance, commitment=added.ref).exists():
        return
    row = Words(
        ledger_id=place.alliance,
        commitment=added.ref,
        seq=place.seq,
        author=added.author,
        type=place.type,
        owner=added.author,
    )
    row.box = _box(row, added, key=keys.key(scope=place.alliance, owner=added.author))
    row.save(force_insert=True)


def read(alliance: str, refs: Iterable[Ref]) -> dict[Ref, dict[str, str]]:
    """The words behind these references; erased ones are missing."""
    asked = sorted(set(refs))
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_WITH_KEYS.format(", ".join(["%s"] * len(asked))), [alliance, *asked])
        found = cursor.fetchall()
    locks: dict[str, bytes] = {}
    said: dict[Ref, dict[str, str]] = {}
    for commitment, seq, author, kind, box, owner, wrapped, version in found:
        if owner not in locks:
            locks[owner] = keys.unwrapped(wrapped, scope=alliance, owner=owner, version=version)
        # The box opens under this commitment, and to no other: it need not be made again.
        aad = _bound(alliance, seq=seq, author=author, kind=kind, commitment=commitment)
        said[Ref(commitment)] = boxes.unseal_content(bytes(box), key=locks[owner], aad=aad)["words"]
    return said


def between(
    alliance: str, first: int, last: int, *, readable: Collection[Ref], author: str
) -> Iterator[tuple[int, Piece]]:
    """The pieces that these entries brought, with the entry's number: those that may be read, and the author's own."""
    rows = Words.objects.filter(ledger_id=alliance, seq__range=(first, last)).order_by("seq", "commitment")
    allowed = [row for row in rows if row.commitment in readable or row.author == author]
    return ((row.seq, found) for row, found in _pieces(allowed))


def opened(row: Words, *, key: bytes) -> Piece:
    """What lies in a row."""
    content = boxes.unseal_content(bytes(row.box), key=key, aad=_bound_row(row))
    return Piece(author=row.author, salt=bytes.fromhex(content["salt"]), words=content["words"])


def share(alliance: str, refs: Iterable[Ref]) -> None:
    """Put wording that has become agreed under the alliance's own key: it now belongs to all of them (F9)."""
    rows = Words.objects.filter(ledger_id=alliance, commitment__in=set(refs)).exclude(owner=keys.OF_ALL)
    for row, found in _pieces(rows):
        box = _box(row, found, key=keys.key(scope=alliance, owner=keys.OF_ALL))
        Words.objects.filter(pk=row.pk).update(owner=keys.OF_ALL, box=box)


def _pieces(found: Iterable[Words]) -> Iterator[tuple[Words, Piece]]:
    """Rows of one alliance with what lies in them; what lost its key is as good as erased."""
    rows = list(found)
    locks = keys.keys(scope=rows[0].ledger_id, owners={row.owner for row in rows}) if rows else {}
    return ((row, opened(row, key=locks[row.owner])) for row in rows if row.owner in locks)


def _box(row: Words, content: Piece, *, key: bytes) -> bytes:
    return boxes.seal_content({"salt": content.salt.hex(), "words": dict(content.words)}, key=key, aad=_bound_row(row))


def _bound_row(row: Words) -> bytes:
    return _bound(row.ledger_id, seq=row.seq, author=row.author, kind=row.type, commitment=row.commitment)


def _bound(alliance: str, *, seq: int, author: str, kind: str, commitment: str) -> bytes:
    return boxes.bound("words/v1", alliance, str(seq), author, kind, commitment)
