"""The page on the ledger names every event with every field."""

import re
import types
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from comity.ledger import codec

PAGE = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")


def dataclasses_in(hint: Any) -> set[type]:
    if isinstance(hint, type) and is_dataclass(hint) and not isinstance(hint, types.GenericAlias):
        return {hint}.union(*map(dataclasses_in, get_type_hints(hint).values()))
    return set().union(*map(dataclasses_in, get_args(hint)))


def told(title: str) -> set[str]:
    line = re.search(rf"^- {re.escape(title)}.*$", PAGE, re.MULTILINE)
    assert line is not None, title
    return set(re.findall(r"`(\w+)`: ", line[0]))


def label(part: type) -> str:
    return re.sub(r"(?<!^)([A-Z])", r" \1", part.__name__).lower()


@pytest.mark.parametrize(("event", "name"), codec.NAMES.items(), ids=str)
def test_every_event_stands_on_the_page_with_every_field(event: type, name: tuple[str, int]) -> None:
    assert told(f"**{name[0]}** {name[1]}:") == {each.name for each in fields(event)}


@pytest.mark.parametrize("part", sorted(set().union(*map(dataclasses_in, codec.NAMES)) - set(codec.NAMES), key=label))
def test_every_part_of_an_event_stands_on_the_page_with_every_field(part: type) -> None:
    assert told(f"*{label(part)}*") - {"rule"} == {each.name for each in fields(part)}


def test_the_page_names_no_event_that_does_not_exist() -> None:
    named = set(re.findall(r"^- \*\*(\w+)\*\* (\d+):", PAGE, re.MULTILINE))

    assert named == {(name, str(version)) for name, version in codec.NAMES.values()}
