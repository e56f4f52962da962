"""An export: a ledger as one member may take it along, in JSON lines.

Pure, like the chain; `docs/ledger.md` tells the form in words, and `checking.py` reads it again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = "comity export"
VERSION = 1
NOTICE = "This is not a contract. It cannot lessen law, contract, court order or policy."
LONGEST_LINE = 1 << 20
"""In bytes: an entry that opens twelve long answers takes a fifth of it."""

DOMAIN = b"comity/export/v1\0"
FIRST = frozenset({"format", "version", "notice", "alliance", "member", "names", "made", "count", "head"})
ENTRY = frozenset({"body", "hash", "words"})
PIECE = frozenset({"salt", "words"})
LAST = frozenset({"count", "head", "digest"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What an export says of itself before its entries."""

    alliance: str
    member: str
    names: Mapping[str, str]
    made: str
    count: int
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry, with the pieces (salt, words) that its reader may have; no body where it is not for them."""

    body: bytes | None
    hash: str
    pieces: tuple[tuple[bytes, bytes], ...] = ()


def lines(header: Header, rows: Iterable[Row]) -> Iterator[bytes]:
    """An export, line by line."""
    digest = hashlib.sha256(DOMAIN)
    for line in _before_the_last(header, rows):
        digest.update(line)
        yield line
    yield _written({"count": header.count, "head": header.head, "digest": digest.hexdigest()})


def _before_the_last(header: Header, rows: Iterable[Row]) -> Iterator[bytes]:
    yield _written({"format": FORMAT, "version": VERSION, "notice": NOTICE, **asdict(header)})
    for row in rows:
        body = None if row.body is None else row.body.decode()
        words = [{"salt": salt.hex(), "words": words.decode()} for salt, words in row.pieces]
        yield _written({"body": body, "hash": row.hash, "words": words})


def _written(line: dict[str, Any]) -> bytes:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
