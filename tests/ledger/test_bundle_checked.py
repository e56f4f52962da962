"""Whatever is given to `comity verify`, it says in plain lines what it found, needs no house, and never breaks."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from comity.ledger import bundle, chain, checking

PAGE = Path(__file__).parents[2] / "docs" / "ledger.md"
HEAD = "dfd334ce01e980f005e0a75c94e5f06d95e69cd0a8ab55558f891c049a6ed61d"

Change = Callable[[bytes], bytes]


@pytest.fixture
def export() -> bytes:
    """The example on the page."""
    (example,) = re.findall(r"```jsonl vector\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return str(example).encode()


def told(path: Path, raw: bytes, head: str | None = None, *, strict: bool = False) -> tuple[bool, list[str]]:
    path.write_bytes(raw)
    lines: list[str] = []
    return checking.tell(str(path), head=head, strict=strict, write=lines.append), lines


def line(number: int, **values: object) -> Change:
    """One line, told from 0, with other values; None takes one away."""

    def change(raw: bytes) -> bytes:
        lines = raw.splitlines(keepends=True)
        said = {name: value for name, value in {**json.loads(lines[number]), **values}.items() if value != ""}
        lines[number] = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        return b"".join(lines)

    return change


def lines_of(*chosen: int) -> Change:
    return lambda raw: b"".join(raw.splitlines(keepends=True)[number] for number in chosen)


def in_place_of(number: int, raw_line: bytes) -> Change:
    def change(raw: bytes) -> bytes:
        lines = raw.splitlines(keepends=True)
        return b"".join([*lines[:number], raw_line, *lines[number + 1 :]])

    return change


DEEP = b"[" * 100_000 + b"\n"
LONG = b'{"body":"' + b"x" * bundle.LONGEST_LINE + b'"}\n'
HALVES = b'{"body":"\\ud800","hash":"%s","words":[]}\n' % (b"0" * 64)
WORDS_IN_HALVES = b'{"body":null,"hash":"%s","words":[{"salt":"%s","words":"\\ud800"}]}\n' % (b"0" * 64, b"0" * 64)

NOT_ACCEPTED: dict[str, tuple[Change, str]] = {
    "empty": (lambda _: b"", "the file is empty"),
    "one line feed": (lambda _: b"\n", "no export of Comity"),
    "binary": (lambda _: bytes(range(256)) * 9, "no export of Comity"),
    "text": (lambda _: b"Dear diary\n", "no export of Comity"),
    "other JSON": (lambda _: b'{"format":"calendar"}\n', "no export of Comity"),
    "a list": (lambda _: b"[]\n", "no export of Comity"),
    "a number": (lambda _: b"1" * 5000 + b"\n", "no export of Comity"),
    "deep": (lambda _: DEEP, "no export of Comity"),
    "with a byte order mark": (lambda raw: b"\xef\xbb\xbf" + raw, "no export of Comity"),
    "in UTF-16": (lambda raw: raw.decode().encode("utf-16"), "no export of Comity"),
    "in Latin-1": (lambda raw: raw.decode().replace("☕", "é").encode("latin-1"), "line 2 is not a line"),
    "another version": (line(0, version=2), "a version that is not known here"),
    "a version in words": (line(0, version="1"), "a version that is not known here"),
    "a version that is true": (line(0, version=True), "a version that is not known here"),
    "another notice": (line(0, notice="Signed and sealed."), "first line"),
    "no member": (line(0, member=""), "first line"),
    "more in the first line": (line(0, more=1), "first line"),
    "names of nobody": (line(0, names={"ana": "Ana"}), "first line"),
    "for somebody else": (line(0, member="0" * 32), "not as it was when it was closed"),
    "cut in a line": (lambda raw: raw[:-20], "cut short in line 4"),
    "cut before its last line feed": (lambda raw: raw[:-1], "cut short in line 4"),
    "cut after a line": (lines_of(0, 1, 2), "cut short: its last line is missing"),
    "cut and closed": (lines_of(0, 1, 3), "it has 1 entries, and not those"),
    "only closed": (lines_of(0, 3), "it has 0 entries, and not those"),
    "only its first line": (lines_of(0), "cut short: its last line is missing"),
    "in another order": (lines_of(0, 2, 1, 3), "entry 1 is not in its place"),
    "with one twice": (lines_of(0, 1, 1, 2, 3), "entry 2 is not in its place"),
    "with one missing": (lines_of(0, 2, 3), "entry 1 is not in its place"),
    "begun twice": (lines_of(0, 0, 1, 2, 3), "entry 1 has not the form"),
    "twice": (lambda raw: raw + raw, "more after its last line, which is line 4"),
    "with an empty line": (lambda raw: raw + b"\n", "more after its last line"),
    "edited": (lambda raw: raw.replace(b"Lisbon", b"London", 1), "entry 1 is not as it was when it was hashed"),
    "words edited": (lambda raw: raw.replace(b"coffee", b"cocoa!", 1), "words stand beside entry 1"),
    "words that are none": (line(1, words=[1]), "words stand beside entry 1"),
    "words without salt": (line(1, words=[{"words": "{}"}]), "words stand beside entry 1"),
    "words with half a salt": (line(1, words=[{"words": "{}", "salt": "00"}]), "words stand beside entry 1"),
    "words that are no text": (line(1, words=[{"words": {}, "salt": "0" * 64}]), "words stand beside entry 1"),
    "words in halves": (in_place_of(1, WORDS_IN_HALVES), "words stand beside entry 1"),
    "words that are no list": (line(1, words=1), "entry 1 has not the form"),
    "no entry": (in_place_of(1, b"null\n"), "line 2 is not a line"),
    "an entry without a hash": (line(1, hash=None), "entry 1 has not the form"),
    "a body that is no text": (line(1, body=1), "entry 1 has not the form"),
    "a body in halves": (in_place_of(1, HALVES), "entry 1 has not the form"),
    "a body left out": (line(2, body=None), "not as it was when it was closed"),
    "a body left out with its words": (line(1, body=None, words=[]), "not as it was when it was closed"),
    "deep in a line": (in_place_of(2, DEEP), "line 3 is not a line"),
    "a line that is too long": (in_place_of(2, LONG), "line 3 is longer"),
    "another end": (line(3, head="0" * 64), "it has 2 entries, and not those"),
    "another digest": (line(3, digest="0" * 64), "not as it was when it was closed"),
    "with other line ends": (lambda raw: raw.replace(b"\n", b"\r\n"), "not as it was when it was closed"),
}


@pytest.mark.parametrize("name", NOT_ACCEPTED)
def test_promise_08_what_is_no_sound_export_is_not_accepted_in_one_line(
    export: bytes, tmp_path: Path, name: str
) -> None:
    change, expected = NOT_ACCEPTED[name]

    accepted, lines = told(tmp_path / "history.jsonl", change(export))

    assert not accepted
    assert len(lines) == 1
    assert expected in lines[0]


def test_the_example_on_the_page_is_told_in_plain_words(export: bytes, tmp_path: Path) -> None:
    accepted, lines = told(tmp_path / "history.jsonl", export, strict=True)

    assert accepted
    assert "is sound: 2 entries" in lines[0]
    assert any("1 pieces of words" in each for each in lines)
    assert lines[-1] == "This is not a contract. It cannot lessen law, contract, court order or policy."


@pytest.mark.parametrize(
    "head",
    [HEAD, HEAD.upper(), f" {HEAD} ", " ".join(checking.words_of(HEAD)), "-".join(checking.words_of(HEAD)).upper()],
)
def test_a_head_that_was_kept_may_be_typed_in_many_ways(export: bytes, tmp_path: Path, head: str) -> None:
    accepted, lines = told(tmp_path / "history.jsonl", export, head)

    assert accepted
    assert any("entry 2: up to there nothing has changed" in each for each in lines)


@pytest.mark.parametrize("head", ["", " ", HEAD[:-1], HEAD[:-1] + "e", "quite other words here", "☕", "x" * 5000])
def test_another_head_is_not_accepted(export: bytes, tmp_path: Path, head: str) -> None:
    accepted, lines = told(tmp_path / "history.jsonl", export, head)

    assert not accepted
    assert len(lines) == 1
    assert lines[0].endswith("none of its entries has the head that you kept")


def test_a_body_that_is_not_canonical_is_found_when_asked_strictly(tmp_path: Path) -> None:
    alliance, member = "a" * 32, "b" * 32
    facts = {"member": member}
    content = chain.Content(type="alliance_opened", version=1, facts=facts, words=[])
    linked = chain.link(
        content, prev=chain.BEFORE_FIRST, alliance=alliance, seq=1, at="2026-11-24T07:30:00Z", by=member
    )
    loosely = json.dumps(json.loads(linked.body)).encode()
    hashed = chain.entry_hash(loosely)
    header = bundle.Header(
        alliance=alliance, member=member, names={}, made="2026-11-24T07:31:00Z", count=1, head=hashed
    )
    raw = b"".join(bundle.lines(header, [bundle.Row(body=loosely, hash=hashed)]))

    assert told(tmp_path / "history.jsonl", raw)[0]
    assert not told(tmp_path / "history.jsonl", raw, strict=True)[0]


def test_an_entry_for_somebody_else_alone_does_not_make_an_owner(tmp_path: Path) -> None:
    header = bundle.Header(
        alliance="a" * 32, member="b" * 32, names={}, made="2026-11-24T07:31:00Z", count=1, head="c" * 64
    )
    raw = b"".join(bundle.lines(header, [bundle.Row(body=None, hash="c" * 64)]))

    accepted, lines = told(tmp_path / "history.jsonl", raw)

    assert not accepted
    assert lines[0].endswith("it was made for somebody who never came into this alliance")


def test_what_cannot_be_opened_is_told_in_one_line(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.jsonl"):
        lines: list[str] = []

        assert not checking.tell(str(path), write=lines.append)
        assert re.fullmatch(r".* cannot be read: .*", lines[0])
