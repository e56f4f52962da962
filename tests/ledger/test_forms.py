"""Forms: every type of field, written and read back as it was, and nothing else accepted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any, ClassVar

import pytest

from comity.domain.act import Ref
from comity.ledger.forms import NotAFact, Undecodable, form_of


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    NAME: ClassVar[str] = "line"

    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    NAME: ClassVar[str] = "circle"

    around: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    who: str
    count: int
    done: bool
    on: date
    at: datetime
    colour: Colour
    words: Ref
    note: Ref | None
    until: date | None
    names: tuple[str, ...]
    shapes: tuple[Line | Circle, ...]
    more: tuple[Ref | None, ...]


FIRST, SECOND = Ref("1" * 64), Ref("2" * 64)
DRAWN = Drawn(
    who="ana",
    count=0,
    done=False,
    on=date(2026, 11, 24),
    at=datetime(2026, 11, 24, 7, 30, tzinfo=UTC),
    colour=Colour.RED,
    words=FIRST,
    note=SECOND,
    until=None,
    names=(),
    shapes=(Line(to="x"), Circle(around=1)),
    more=(FIRST, None),
)
FACTS = {
    "who": "ana",
    "count": 0,
    "done": False,
    "on": "2026-11-24",
    "at": "2026-11-24T07:30:00Z",
    "colour": "red",
    "words": 0,
    "note": 1,
    "until": None,
    "names": [],
    "shapes": [{"rule": "line", "to": "x"}, {"rule": "circle", "around": 1}],
    "more": [0, None],
}


def test_every_field_is_written_also_what_is_empty_or_false() -> None:
    words: list[str] = []

    assert form_of(Drawn).write(DRAWN, words) == FACTS
    assert words == [FIRST, SECOND]


def test_what_was_written_reads_as_it_was() -> None:
    assert form_of(Drawn).read(FACTS, [FIRST, SECOND]) == DRAWN


def test_a_moment_of_any_zone_is_written_in_utc() -> None:
    tokyo = datetime(2026, 11, 24, 16, 30, tzinfo=timezone(timedelta(hours=9)))

    assert form_of(datetime).write(tokyo, []) == "2026-11-24T07:30:00Z"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("who", 1),
        ("who", None),
        ("count", True),
        ("count", "1"),
        ("count", 1.0),
        ("done", 0),
        ("on", "20261124"),
        ("on", "2026-W48-2"),
        ("on", "2026-11-24T00:00:00Z"),
        ("on", "2026-11-31"),
        ("at", "2026-11-24"),
        ("at", "2026-11-24T07:30:00"),
        ("at", "2026-11-24T07:30:00+01:00"),
        ("at", "2026-11-24T07:30:00.5Z"),
        ("at", 0),
        ("colour", "blue"),
        ("words", 2),
        ("words", -1),
        ("words", False),
        ("words", None),
        ("names", "ana"),
        ("shapes", [{"rule": "square"}]),
        ("shapes", [{"to": "x"}]),
        ("shapes", [{"rule": "line"}]),
        ("shapes", ["line"]),
    ],
)
def test_what_is_not_of_its_type_is_not_read(field: str, value: Any) -> None:
    with pytest.raises(Undecodable):
        form_of(Drawn).read({**FACTS, field: value}, [FIRST, SECOND])


def test_a_missing_or_unknown_field_is_not_read() -> None:
    form = form_of(Drawn)

    with pytest.raises(Undecodable):
        form.read({**FACTS, "extra": 1}, [FIRST, SECOND])
    with pytest.raises(Undecodable):
        form.read({name: value for name, value in FACTS.items() if name != "note"}, [FIRST, SECOND])


@pytest.mark.parametrize("text", ["quiet until coffee", "a\nb", "a\0", "é", "x" * 101, "\ud800"])
def test_free_text_never_becomes_a_fact(text: str) -> None:
    with pytest.raises(NotAFact):
        form_of(str).write(text, [])


@pytest.mark.parametrize("number", [2**31, -(2**31), 2**64])
def test_a_number_beyond_measure_never_becomes_a_fact(number: int) -> None:
    with pytest.raises(NotAFact):
        form_of(int).write(number, [])


@pytest.mark.parametrize("hint", [float, dict[str, str], tuple[str, str], list[str], Line | int, object])
def test_a_type_without_a_form_is_found_when_the_table_is_made(hint: Any) -> None:
    with pytest.raises((TypeError, AttributeError)):
        form_of(hint)
