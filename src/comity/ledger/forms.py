"""How values of each type are written into an entry's facts and read back, exactly.

Every field is written, also an empty one. A `Ref` is written as its place in the entry's
list of words; one of several dataclasses carries its `NAME` along as "rule".
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from comity.domain.act import Ref

Refs = list[str]
"""The words of an entry, in order, while its facts are written or read."""

_FACT = re.compile(r"[!-~]{0,100}")
"""What a text among facts may be: ids, references, zone names; no spaces, so no sentence."""

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z")

Write = Callable[[Any, Refs], Any]
Read = Callable[[Any, Refs], Any]


class Undecodable(Exception):
    """Facts that are not those of the type they are read as."""


class NotAFact(ValueError):
    """A value that no fact can have: free text where an id, a name or a number belongs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How the values of one type are written and read."""

    write: Write
    read: Read


def form_of(hint: Any) -> Form:
    """The form of a field's type; an unknown type is a programming error, found when the table is made."""
    if hint is Ref:
        return Form(write=_write_ref, read=_read_ref)
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Form(write=lambda value, _refs: value.value, read=_reader(str, hint))
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass_form(hint)
    if get_origin(hint) is tuple:
        return _tuple_form(hint)
    if get_origin(hint) in (Union, types.UnionType):
        return _union_form(get_args(hint))
    raise TypeError(f"no form for {hint!r}")


def _dataclass_form(cls: type) -> Form:
    hints = get_type_hints(cls)
    forms = [(each.name, form_of(hints[each.name])) for each in fields(cls)]
    names = {name for name, _form in forms}

    def write(value: Any, refs: Refs) -> dict[str, Any]:
        return {name: form.write(getattr(value, name), refs) for name, form in forms}

    def read(value: Any, refs: Refs) -> Any:
        if type(value) is not dict or value.keys() != names:
            raise Undecodable(cls.__name__)
        return cls(**{name: form.read(value[name], refs) for name, form in forms})

    return Form(write=write, read=read)


def _tuple_form(hint: Any) -> Form:
    inner, dots = get_args(hint)
    if dots is not Ellipsis:
        raise TypeError(f"no form for {hint!r}")
    form = form_of(inner)

    def write(value: Any, refs: Refs) -> list[Any]:
        return [form.write(each, refs) for each in value]

    def read(value: Any, refs: Refs) -> tuple[Any, ...]:
        if type(value) is not list:
            raise Undecodable("a list")
        return tuple(form.read(each, refs) for each in value)

    return Form(write=write, read=read)


def _union_form(choices: tuple[Any, ...]) -> Form:
    some = tuple(each for each in choices if each is not types.NoneType)
    form = form_of(some[0]) if len(some) == 1 else _tagged_form(some)
    if len(some) == len(choices):
        return form
    return Form(
        write=lambda value, refs: None if value is None else form.write(value, refs),
        read=lambda value, refs: None if value is None else form.read(value, refs),
    )


def _tagged_form(choices: tuple[Any, ...]) -> Form:
    """Several dataclasses, told apart by the `NAME` that each carries."""
    by_name = {each.NAME: _dataclass_form(each) for each in choices}
    if len(by_name) < len(choices) or any("rule" in get_type_hints(each) for each in choices):
        raise TypeError("a name that is not one's own")

    def write(value: Any, refs: Refs) -> dict[str, Any]:
        return {"rule": value.NAME, **by_name[value.NAME].write(value, refs)}

    def read(value: Any, refs: Refs) -> Any:
        if type(value) is not dict or value.get("rule") not in by_name:
            raise Undecodable("rule")
        rest = {name: each for name, each in value.items() if name != "rule"}
        return by_name[value["rule"]].read(rest, refs)

    return Form(write=write, read=read)


def _write_ref(value: str, refs: Refs) -> int:
    if value not in refs:
        refs.append(value)
    return refs.index(value)


def _read_ref(value: Any, refs: Refs) -> str:
    if type(value) is not int or not 0 <= value < len(refs):
        raise Undecodable("words")
    return refs[value]


def _reader(stored: type, make: Callable[[Any], Any]) -> Read:
    def read(value: Any, _refs: Refs) -> Any:
        if type(value) is not stored:
            raise Undecodable(stored.__name__)
        try:
            return make(value)
        except ValueError:
            raise Undecodable(stored.__name__) from None

    return read


def _write_text(value: str, _refs: Refs) -> str:
    if _FACT.fullmatch(value) is None:
        raise NotAFact
    return value


def _write_number(value: int, _refs: Refs) -> int:
    if not -(2**31) < value < 2**31:
        raise NotAFact
    return value


def _unchanged(value: Any) -> Any:
    return value


def write_moment(at: datetime) -> str:
    """A moment as an entry has it: UTC, whole seconds."""
    return at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def read_moment(text: str) -> datetime:
    """A moment back from an entry; no other way of writing it is accepted."""
    if _MOMENT.fullmatch(text) is None:
        raise ValueError(text)
    return datetime.fromisoformat(text)


def _read_day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


_PLAIN: dict[Any, Form] = {
    str: Form(write=_write_text, read=_reader(str, _unchanged)),
    int: Form(write=_write_number, read=_reader(int, _unchanged)),
    bool: Form(write=lambda value, _refs: value, read=_reader(bool, _unchanged)),
    date: Form(write=lambda value, _refs: value.isoformat(), read=_reader(str, _read_day)),
    datetime: Form(write=lambda value, _refs: write_moment(value), read=_reader(str, read_moment)),
}
