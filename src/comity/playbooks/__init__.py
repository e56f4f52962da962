"""The questions worth asking, for every kind of relationship: one file a kind and language.

A question goes by an id that stands for ever, since rounds name it. `docs/playbooks.md` tells the form.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from comity.domain import words
from comity.domain.act import TermKind
from comity.domain.kinds import WORK, Kind, Side
from comity.domain.refusal import Refused
from comity.domain.term_kinds import kind_of

FALLBACK = "en"
MOST_BYTES = 64 * 1024
LONGEST = {"text": 140, "why": 120, "sample": 140}
HOW_MANY = {"full": (8, 12), "renewal": (3, 5)}
THEMES = ("purpose", "bring", "needs", "communication", "time", "conflict", "limits", "ending")
RULES = ("lead_time", "quiet_window", "reply_time", "notice", "cadence", "cut_off", "limit")
ALL = "all"


class NotAPlaybook(ValueError):
    """What is wrong with a file, and where: nothing of it is taken."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}" if where else what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """A question worth asking; `asked` is the one side it is for, None where it is for all."""

    id: str
    theme: str
    asked: Side | None
    text: str
    why: str
    samples: tuple[str, str]
    leads_to: tuple[TermKind, ...]
    rule: str
    """What a clock or a calendar could check of the term that comes of it; "" for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """The questions of one kind: of the first visit only samples, since its question is the same for all."""

    kind: Kind
    samples: tuple[str, str]
    feelings: tuple[str, str]
    full: tuple[Worth, ...]
    renewal: tuple[Worth, ...]

    @property
    def questions(self) -> tuple[Worth, ...]:
        """All of them, in their order."""
        return (*self.full, *self.renewal)


@cache
def playbook(kind: Kind, language: str) -> Playbook | None:
    """The playbook of a kind in a language, in English where it has none there; None for a kind without one."""
    for each in (language, language.split("-", maxsplit=1)[0], FALLBACK):
        file = files(__name__) / each / f"{kind.value}.toml"
        if each.replace("-", "").isalnum() and file.is_file():
            return read(file.read_bytes())
    return None


@cache
def question(ref: str, language: str) -> Worth | None:
    """The question of that id, or None."""
    name = ref.partition(".")[0]
    book = playbook(Kind(name), language) if name in set(Kind) else None
    return next((each for each in book.questions if each.id == ref), None) if book else None


def read(content: bytes) -> Playbook:
    """The playbook that a file holds, whole and checked. Raises `NotAPlaybook`."""
    if len(content) > MOST_BYTES:
        raise NotAPlaybook("", f"more than {MOST_BYTES} bytes")
    try:
        found = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as wrong:
        raise NotAPlaybook("", f"no TOML: {wrong}") from wrong
    _fields(found, "", {"kind": str, "register": str, "first": dict, "full": list, "renewal": list})
    kind = _one_of(found["kind"], Kind, "kind")
    if found["register"] != ("work" if kind in WORK else "home"):
        raise NotAPlaybook("register", "another one belongs to this kind")
    _fields(found["first"], "first", {"samples": list, "feelings": list})
    book = Playbook(
        kind=Kind(kind),
        samples=_two(found["first"]["samples"], "first.samples"),
        feelings=_two(found["first"]["feelings"], "first.feelings"),
        full=tuple(_questions(found, "full", kind)),
        renewal=tuple(_questions(found, "renewal", kind)),
    )
    ids = [each.id for each in book.questions]
    if len(set(ids)) < len(ids):
        raise NotAPlaybook("id", "one stands twice")
    return book


def _questions(found: Mapping[str, Any], part: str, kind: str) -> Iterator[Worth]:
    least, most = HOW_MANY[part]
    if not least <= len(found[part]) <= most:
        raise NotAPlaybook(part, f"from {least} to {most} questions")
    for number, each in enumerate(found[part], 1):
        yield _question(each, f"{part} {number}", kind)


def _question(each: Any, where: str, kind: str) -> Worth:
    needed = {"id": str, "theme": str, "asked": str, "text": str, "why": str, "samples": list, "leads_to": list}
    _fields(each, where, needed, optional={"rule": str})
    prefix, _dot, name = each["id"].partition(".")
    if prefix != kind or not name.isascii() or not name.replace("_", "").isalnum() or not name.islower():
        raise NotAPlaybook(f"{where} id", f"{kind}. and a name in small letters")
    leads_to = tuple(kind_of(_one_of(one, TermKind, f"{where} leads_to")) for one in each["leads_to"])
    return Worth(
        id=each["id"],
        theme=_one_of(each["theme"], THEMES, f"{where} theme"),
        asked=None if each["asked"] == ALL else Side(_one_of(each["asked"], Side, f"{where} asked")),
        text=_said(each["text"], "text", where),
        why=_said(each["why"], "why", where),
        samples=_two(each["samples"], f"{where} samples"),
        leads_to=leads_to,
        rule=_one_of(each["rule"], RULES, f"{where} rule") if "rule" in each else "",
    )


def _fields(found: Any, where: str, needed: Mapping[str, type], optional: Mapping[str, type] | None = None) -> None:
    """Refuse what lacks a field, has one too many, or one of another type."""
    if not isinstance(found, dict):
        raise NotAPlaybook(where, "a table")
    known = {**needed, **(optional or {})}
    for name in needed:
        if name not in found:
            raise NotAPlaybook(where, f"{name} is missing")
    for name, value in found.items():
        if name not in known or type(value) is not known[name]:
            raise NotAPlaybook(where, f"{name} does not belong here, or not like this")


def _one_of(value: Any, choices: Any, where: str) -> str:
    if value not in list(choices):
        raise NotAPlaybook(where, f"one of {', '.join(choices)}")
    return str(value)


def _two(values: list[Any], where: str) -> tuple[str, str]:
    if len(values) != 2:
        raise NotAPlaybook(where, "two of them")
    return _said(values[0], "sample", where), _said(values[1], "sample", where)


def _said(text: Any, part: str, where: str) -> str:
    """A text as it may stand on a page: short, and with nothing in it that nobody can see."""
    try:
        kept = words.clean(text) if isinstance(text, str) else ""
    except Refused as refused:
        raise NotAPlaybook(where, "a character that nobody can see") from refused
    if not kept or kept != text or len(kept) > LONGEST[part] or "\n" in kept or "<" in kept:
        raise NotAPlaybook(where, f"{part}: one plain line of at most {LONGEST[part]} letters")
    return kept
