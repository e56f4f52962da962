"""The check of an export without a house: no database, no settings, a line at a time.

Pure but for the file that is read. What is wrong with a file is one sentence, `Unsound`, about
the first thing that is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from comity.accounts.words import joined, plain_words
from comity.ledger import bundle, chain
from comity.ledger.bundle import Header

HEAD_WORDS = 4
"""As many as the history page shows."""

_COMES_IN = ("alliance_opened", "member_joined")
_NO_EXPORT = "it is no export of Comity"
_FAULTS = {
    "hash": "is not as it was when it was hashed",
    "unreadable": "has not the form of an entry",
    "alliance": "belongs to another alliance",
    "seq": "is not in its place: one is missing, there twice or moved",
    "prev": "does not follow from the one before it",
    "order": "is dated before the one before it",
    "not_canonical": "is not in canonical form",
}


class Unsound(Exception):
    """Why an export is not accepted, as a sentence."""


@dataclass(slots=True, kw_only=True)
class Found:
    """What the check of an export has seen."""

    header: Header
    bodiless: int = 0
    """Entries that stand by their hash alone."""
    pieces: int = 0
    kept_at: int = 0
    """The last entry whose hash is the head that somebody kept."""


def tell(path: str, *, head: str | None = None, strict: bool = False, write: Callable[[str], None]) -> bool:
    """Check an export, and write what came of it in plain words; whether it is sound."""
    try:
        with Path(path).open("rb") as file:
            found = check(file, is_kept=kept(head) if head is not None else None, strict=strict)
    except OSError as error:
        write(f"{path} cannot be read: {error.strerror}")
    except Unsound as fault:
        write(f"{path} is not accepted: {fault}")
    else:
        for sentence in _sentences(found, path=path, head=head):
            write(sentence)
        return head is None or found.kept_at > 0
    return False


def _sentences(found: Found, *, path: str, head: str | None) -> Iterator[str]:
    header = found.header
    if head is not None and not found.kept_at:
        yield f"{path} is not accepted: none of its entries has the head that you kept"
        return
    yield f"{path} is sound: {header.count} entries, each as it was when it was hashed, in their order, none missing"
    yield f"made at {header.made} for {header.member} in {header.alliance}"
    yield f"{found.pieces} pieces of words are those that were committed to"
    if found.bodiless:
        yield f"{found.bodiless} entries stand by their hash alone: they were not this member's to read"
    if head is not None:
        yield f"the head that you kept is that of entry {found.kept_at}: up to there nothing has changed since"
    yield f"its head: {' '.join(words_of(header.head))} ({header.head})"
    if head is None:
        yield "read these words to the others, or hold words that you kept against it: --head"
    yield bundle.NOTICE


def check(file: BinaryIO, *, is_kept: Callable[[str], bool] | None = None, strict: bool = False) -> Found:
    """Read an export to its end, a line at a time. Raises `Unsound` at the first thing that is wrong."""
    read = _lines(file)
    first = next(read, b"")
    digest = hashlib.sha256(bundle.DOMAIN + first)
    found = Found(header=_header(first))
    walk = chain.Walk(alliance=found.header.alliance, strict=strict)
    here = False
    for number, line in enumerate(read, 2):
        told = _parsed(line, number)
        if told.keys() == bundle.LAST:
            _close(told, digest.hexdigest(), found=found, walk=walk, here=here)
            if next(read, None) is not None:
                raise Unsound(f"there is more after its last line, which is line {number}")
            return found
        digest.update(line)
        _step(walk, told, found)
        here = here or _is_of(found.header.member, walk.entry)
        if is_kept is not None and is_kept(walk.prev):
            found.kept_at = walk.seq
    raise Unsound("it is cut short: its last line is missing")


def kept(head: str) -> Callable[[str], bool]:
    """Whether a hash is the head that somebody kept, as 64 hex digits or as the words of the history page."""
    typed = head.strip().lower()
    if chain.matches(chain.DIGEST, typed):
        return lambda hashed: hashed == typed
    words = joined(head)
    return lambda hashed: joined(" ".join(words_of(hashed))) == words


def words_of(head: str) -> tuple[str, ...]:
    """A head as the words that members read to each other."""
    return plain_words(bytes.fromhex(head), HEAD_WORDS)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    number = 0
    while line := file.readline(bundle.LONGEST_LINE + 1):
        number += 1
        if len(line) > bundle.LONGEST_LINE:
            raise Unsound(f"line {number} is longer than any line of an export")
        yield line


def _parsed(line: bytes, number: int) -> dict[str, Any]:
    if not line.endswith(b"\n"):
        raise Unsound(f"it is cut short in line {number}" if number > 1 else _NO_EXPORT)
    try:
        told = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        told = None
    if type(told) is not dict:
        raise Unsound(f"line {number} is not a line of an export")
    return told


def _header(line: bytes) -> Header:
    if not line:
        raise Unsound("the file is empty")
    try:
        told = _parsed(line, 1)
    except Unsound:
        raise Unsound(_NO_EXPORT) from None
    if told.get("format") != bundle.FORMAT:
        raise Unsound(_NO_EXPORT)
    if type(told.get("version")) is not int or told["version"] != bundle.VERSION:
        raise Unsound(f"it is in a version that is not known here: only {bundle.VERSION} is")
    if not _is_header(told):
        raise Unsound("its first line has not the form of one")
    return Header(**{name: told[name] for name in Header.__dataclass_fields__})


def _is_header(told: dict[str, Any]) -> bool:
    return (
        told.keys() == bundle.FIRST
        and told["notice"] == bundle.NOTICE
        and chain.matches(chain.ID, told["alliance"])
        and chain.matches(chain.ID, told["member"])
        and type(told["names"]) is dict
        and all(chain.matches(chain.ID, each) and type(name) is str for each, name in told["names"].items())
        and chain.matches(chain.MOMENT, told["made"])
        and type(told["count"]) is int
        and chain.matches(chain.DIGEST, told["head"])
    )


def _step(walk: chain.Walk, told: dict[str, Any], found: Found) -> None:
    place = walk.seq + 1
    body, hashed, pieces = told.get("body"), told.get("hash"), told.get("words")
    if told.keys() != bundle.ENTRY or not chain.matches(chain.DIGEST, hashed) or type(pieces) is not list:
        raise Unsound(f"entry {place} has not the form of an entry")
    for code in walk.step(None if body is None else _bytes(body, place), str(hashed)):
        raise Unsound(f"entry {place} {_FAULTS[code]}")
    found.bodiless += body is None
    committed = list(walk.entry["words"]) if walk.entry is not None else []
    for piece in pieces:
        commitment = _commitment(piece)
        if commitment not in committed:
            raise Unsound(f"words stand beside entry {place} that it did not commit to")
        committed.remove(commitment)
        found.pieces += 1


def _bytes(text: Any, place: int) -> bytes:
    try:
        return bytes(text.encode())
    except (AttributeError, ValueError):
        raise Unsound(f"entry {place} has not the form of an entry") from None


def _commitment(piece: Any) -> str:
    """What a piece of words is committed to by; empty where it is none."""
    if type(piece) is not dict or piece.keys() != bundle.PIECE or type(piece["words"]) is not str:
        return ""
    if not chain.matches(chain.DIGEST, piece["salt"]):
        return ""
    try:
        return chain.words_hash(bytes.fromhex(piece["salt"]), piece["words"].encode())
    except ValueError:
        return ""


def _is_of(member: str, entry: dict[str, Any] | None) -> bool:
    return entry is not None and entry["type"] in _COMES_IN and entry["facts"].get("member") == member


def _close(told: dict[str, Any], digest: str, *, found: Found, walk: chain.Walk, here: bool) -> None:
    header = found.header
    if not (told["count"] == header.count == walk.seq and told["head"] == header.head == walk.prev):
        raise Unsound(f"it has {walk.seq} entries, and not those that its first and last line promise")
    if told["digest"] != digest:
        raise Unsound("it is not as it was when it was closed")
    if not here:
        raise Unsound("it was made for somebody who never came into this alliance")
