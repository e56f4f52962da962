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
ID = re.compile(r"[0-9a-f]{32}")
DIGEST = re.compile(r"[0-9a-f]{64}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


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
    return words_hash(salt, canonical(dict(words)))


def words_hash(salt: bytes, written: bytes) -> str:
    """The commitment to a piece of words that is at hand in its canonical bytes."""
    return _hash(_WORDS, salt, written)


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


@dataclass(slots=True)
class Walk:
    """Where one is in a chain, going from entry to entry.

    `alliance`, where given, must be that of every entry; `strict` also asks whether the bytes
    are canonical.
    """

    alliance: str | None = None
    strict: bool = False
    seq: int = 0
    prev: str = BEFORE_FIRST
    at: str = ""
    entry: dict[str, Any] | None = None
    """The entry that one stands at, where its bytes are known and can be read."""

    def step(self, body: bytes | None, stored: str) -> list[str]:
        """Go on to the next entry, and find what is wrong with it; without a body its hash alone is known."""
        self.seq, self.entry = self.seq + 1, None
        faults = [] if body is None else self._look(body, stored)
        self.prev = stored
        return faults

    def _look(self, body: bytes, stored: str) -> list[str]:
        faults = [] if entry_hash(body) == stored else ["hash"]
        self.entry = entry = read(body)
        if entry is None:
            return [*faults, "unreadable"]
        self.alliance = entry["alliance"] if self.alliance is None else self.alliance
        faults += _misplaced(entry, self)
        self.at = entry["at"]
        if self.strict and not _is_canonical(body, entry):
            faults.append("not_canonical")
        return faults


def verify(
    entries: Iterable[tuple[bytes, str]],
    *,
    alliance: str | None = None,
    head: str | None = None,
    strict: bool = False,
) -> Iterator[Fault]:
    """Every fault of a chain of (stored bytes, hash), first to last; `head`, where given, must be its last hash."""
    walk = Walk(alliance=alliance, strict=strict)
    for body, stored in entries:
        for code in walk.step(body, stored):
            yield Fault(seq=walk.seq, code=code)
    if head is not None and walk.prev != head:
        yield Fault(seq=walk.seq, code="head")


def read(body: bytes) -> dict[str, Any] | None:
    """The entry in these bytes, or None where they hold none of this form."""
    try:
        entry = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(entry, dict) or entry.keys() != FIELDS:
        return None
    return entry if _is_formed(entry) else None


def _misplaced(entry: dict[str, Any], walk: Walk) -> Iterator[str]:
    if entry["alliance"] != walk.alliance:
        yield "alliance"
    if entry["seq"] != walk.seq:
        yield "seq"
    if entry["prev"] != walk.prev:
        yield "prev"
    if entry["at"] < walk.at:
        yield "order"


def _is_formed(entry: dict[str, Any]) -> bool:
    return (
        matches(ID, entry["alliance"])
        and (entry["by"] == "" or matches(ID, entry["by"]))
        and matches(MOMENT, entry["at"])
        and matches(DIGEST, entry["prev"])
        and type(entry["seq"]) is int
        and type(entry["version"]) is int
        and type(entry["type"]) is str
        and type(entry["facts"]) is dict
        and type(entry["words"]) is list
        and all(matches(DIGEST, each) for each in entry["words"])
    )


def matches(pattern: re.Pattern[str], value: Any) -> bool:
    """Whether a value is a text of this form, from end to end."""
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
