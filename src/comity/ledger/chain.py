"""The chain: canonical bytes, commitments to words, hashes, and how to check them.

Pure, and all that a second verifier has to do again; `docs/ledger.md` tells the same in words.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785

BEFORE_FIRST = "0" * 64
"""What stands for the hash before the first entry."""

FIELDS = frozenset({"alliance", "at", "by", "facts", "prev", "seq", "type", "version", "words"})

SALT_BYTES = 32

_ENTRY = b"comity/entry/v1\0"
_WORDS = b"comity/words/v1\0"
_ID = re.compile(r"[0-9a-f]{32}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What an entry says: its type by name and version, its facts, and the commitments to its words."""

    type: str
    version: int
    facts: dict[str, Any]
    words: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """An entry as it is stored: the bytes that were hashed, and their hash."""

    body: bytes
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with a chain, and at which entry (counted from one)."""

    seq: int
    code: str


def canonical(value: Any) -> bytes:
    """The one way to write a value as JSON (RFC 8785)."""
    return rfc8785.dumps(value)


def commitment(*, salt: bytes, words: Mapping[str, str]) -> str:
    """What an entry holds of a piece of words: it gives nothing away without the salt."""
    return _hash(_WORDS, salt, canonical(dict(words)))


def entry_hash(body: bytes) -> str:
    """The hash of an entry's stored bytes."""
    return _hash(_ENTRY, body)


def link(content: Content, *, prev: str, alliance: str, seq: int, at: str, by: str) -> Linked:
    """Make the next entry of a chain whose last hash is `prev`."""
    body = canonical(
        {
            "alliance": alliance,
            "at": at,
            "by": by,
            "facts": content.facts,
            "prev": prev,
            "seq": seq,
            "type": content.type,
            "version": content.version,
            "words": content.words,
        }
    )
    return Linked(body=body, hash=entry_hash(body))


def verify(
    entries: Iterable[tuple[bytes, str]],
    *,
    alliance: str | None = None,
    head: str | None = None,
    strict: bool = False,
) -> Iterator[Fault]:
    """Every fault of a chain of (stored bytes, hash), first to last.

    `alliance` and `head`, where given, must be those of the chain; `strict` also asks
    whether the bytes are canonical.
    """
    prev, at, count = BEFORE_FIRST, "", 0
    for count, (body, stored) in enumerate(entries, 1):
        if entry_hash(body) != stored:
            yield Fault(seq=count, code="hash")
        entry = read(body)
        if entry is None:
            yield Fault(seq=count, code="unreadable")
        else:
            alliance = entry["alliance"] if alliance is None else alliance
            for code in _misplaced(entry, alliance=alliance, seq=count, prev=prev, at=at):
                yield Fault(seq=count, code=code)
            at = entry["at"]
            if strict and not _is_canonical(body, entry):
                yield Fault(seq=count, code="not_canonical")
        prev = stored
    if head is not None and prev != head:
        yield Fault(seq=count, code="head")


def read(body: bytes) -> dict[str, Any] | None:
    """The entry in these bytes, or None where they hold none of this form."""
    try:
        entry = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(entry, dict) or entry.keys() != FIELDS:
        return None
    return entry if _is_formed(entry) else None


def _misplaced(entry: dict[str, Any], *, alliance: str, seq: int, prev: str, at: str) -> Iterator[str]:
    if entry["alliance"] != alliance:
        yield "alliance"
    if entry["seq"] != seq:
        yield "seq"
    if entry["prev"] != prev:
        yield "prev"
    if entry["at"] < at:
        yield "order"


def _is_formed(entry: dict[str, Any]) -> bool:
    return (
        _matches(_ID, entry["alliance"])
        and (entry["by"] == "" or _matches(_ID, entry["by"]))
        and _matches(_MOMENT, entry["at"])
        and _matches(_DIGEST, entry["prev"])
        and type(entry["seq"]) is int
        and type(entry["version"]) is int
        and type(entry["type"]) is str
        and type(entry["facts"]) is dict
        and type(entry["words"]) is list
        and all(_matches(_DIGEST, each) for each in entry["words"])
    )


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return type(value) is str and pattern.fullmatch(value) is not None


def _is_canonical(body: bytes, entry: dict[str, Any]) -> bool:
    try:
        return canonical(entry) == body
    except rfc8785.CanonicalizationError:
        return False


def _hash(domain: bytes, *parts: bytes) -> str:
    """SHA-256 over a domain and parts, each after its length, so that no two lists of parts look alike."""
    digest = hashlib.sha256(domain)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
