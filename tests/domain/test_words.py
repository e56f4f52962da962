"""What may stand in a piece of words, and how long it may be."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from comity.domain.refusal import Refused
from comity.domain.words import LIMITS, TOTAL, checked, clean, limit, same

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
HEART_ON_FIRE = "\u2764\ufe0f\u200d\U0001f525"
PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
HINDI = "\u0915\u094d\u200d\u0937"
HEBREW = "\u05e9\u05dc\u05d5\u05dd (A)\u200f"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  my cup is empty \n", "my cup is empty"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one\u2028two\u2029three", "one\ntwo\nthree"),
        ("cafe\u0301", "caf\u00e9"),
        ("a\tb", "a\tb"),
        ("it doesn\u2019t mean \u201cno\u201d", "it doesn\u2019t mean \u201cno\u201d"),
        (FAMILY, FAMILY),
        (HEART_ON_FIRE, HEART_ON_FIRE),
        ("\U0001f44d\U0001f3fd", "\U0001f44d\U0001f3fd"),
        ("an emoji newer than this Python: \U0001fae9", "an emoji newer than this Python: \U0001fae9"),
        (PERSIAN, PERSIAN),
        (HINDI, HINDI),
        (HEBREW, HEBREW),
        ("Auf\u200clage", "Auf\u200clage"),
        ("\u3164", ""),
        ("\u200e \u200f", ""),
        ("", ""),
    ],
)
def test_words_are_kept_as_their_author_wrote_them(typed: str, kept: str) -> None:
    assert kept == clean(typed)


@pytest.mark.parametrize(
    ("typed", "character"),
    [
        ("a\0b", "U+0000"),
        ("a\x1b[31m", "U+001B"),
        ("a\x7f", "U+007F"),
        ("a\x85b", "U+0085"),
        ("a\u0378b", "U+0378"),
        ("a\ufffeb", "U+FFFE"),
        ("a\U0001ffff", "U+1FFFF"),
        ("a\ue000b", "U+E000"),
        ("a\ud800b", "U+D800"),
        ("a\u202eb", "U+202E"),
        ("a\u202ab", "U+202A"),
        ("a\u2066b\u2069", "U+2066"),
        ("pass\u200bword", "U+200B"),
        ("pass\u2060word", "U+2060"),
        ("\ufeffpassword", "U+FEFF"),
        ("\U000e0041", "U+E0041"),
        ("\U000e007f", "U+E007F"),
        ("a\u2063b", "U+2063"),
        ("a\ufff9b", "U+FFF9"),
        ("pass\u200dword", "U+200D"),
        ("\u200dword", "U+200D"),
        (" \u200cword", "U+200C"),
        ("the e\u0301\u200d", "U+200D"),
        ("a\u200c\u200cb", "U+200C"),
        ("x\ufe0e\ufe0f", "U+FE0F"),
        ("x\U000e0100\U000e0101", "U+E0101"),
    ],
)
def test_what_cannot_be_seen_or_turns_the_text_around_is_refused(typed: str, character: str) -> None:
    with pytest.raises(Refused) as refused:
        clean(typed, part="sign")

    assert ("unprintable", {"part": "sign", "character": character}) == (
        refused.value.code,
        refused.value.values,
    )


@given(st.text() | st.text(alphabet="ae\u0301\u200c\u200d\ufe0f\u2764\u3164 \n\r\u2028"))
def test_cleaning_twice_changes_nothing(typed: str) -> None:
    try:
        once = clean(typed)
    except Refused:
        assume(False)

    assert once == clean(once)
    assert unicodedata.is_normalized("NFC", once)


def test_empty_parts_are_dropped_and_the_rest_is_cleaned() -> None:
    assert checked({"text": " a ", "sign": "  ", "because": ""}) == {"text": "a"}


@pytest.mark.parametrize(
    ("part", "most"),
    [("text", 2000), ("feeling", 2000), ("sign", 1000), ("name", 80), ("anything_else", 1000)],
)
def test_each_part_has_its_limit(part: str, most: int) -> None:
    assert most == limit(part)
    assert {part: "x" * most} == checked({part: " " + "x" * most})

    with pytest.raises(Refused) as refused:
        checked({part: "x" * (most + 1)})

    assert refused.value.code == "too_long"
    assert {"part": part, "limit": most, "length": most + 1} == refused.value.values


def test_a_whole_piece_fits_its_box_even_when_every_sign_is_escaped() -> None:
    piece = {part: '"' * limit(part) for part in LIMITS if part != "name"}

    with pytest.raises(Refused) as refused:
        checked(piece)

    assert refused.value.code == "too_much"
    assert TOTAL == refused.value.values["limit"] < refused.value.values["length"]


def test_the_refused_character_comes_with_its_part() -> None:
    with pytest.raises(Refused) as refused:
        checked({"text": "fine", "because": "no\0"})

    assert refused.value.values["part"] == "because"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Let the first cup come", "let  the\nfirst cup come ", True),
        ("cafe\u0301", "CAF\u00c9", True),
        ("Stra\u00dfe", "STRASSE", True),
        ("a\u00a0b", "a b", True),
        ("a\u00adb", "ab", True),
        ("\u1fb3", "\u03b1\u03b9", True),
        ("let the first cup come", "let the second cup come", False),
        ("", "", True),
    ],
)
def test_the_same_words_are_the_same_whatever_their_case_and_spaces(first: str, second: str, expected: bool) -> None:
    assert expected is same(first, second)
    assert expected is same(second, first)
