"""What the entries of an alliance are, however they were made: their kinds in order, and the words beside them."""

from __future__ import annotations

from datetime import timedelta
from functools import singledispatch
from typing import Any

from comity.accounts import seats
from comity.domain.act import Recorded, Ref
from comity.domain.alliance import Outline
from comity.domain.ask_answers import AskAnswered
from comity.domain.asks import AskSent
from comity.domain.calendar import local_date
from comity.domain.consents import BoundaryAnswered, TermAnswered
from comity.domain.conversation import QuestionOpened
from comity.domain.listening import SaidBack, SaidBackAnswered
from comity.domain.people import AllianceOpened
from comity.domain.terms import TermProposed, TermRevised
from comity.ledger import loading, store

HOUSE = "the house"


def kinds(alliance: str) -> list[tuple[object, ...]]:
    """Each entry as what happened, who did it, and what tells it from others of its sort."""
    names = seats.names(alliance)
    return [
        (type(entry.event).__name__, names.get(entry.by, HOUSE), *_more(entry.event, entry))
        for entry in _entries(alliance)
    ]


def words(alliance: str) -> list[dict[str, Any]]:
    """The words beside each entry; the opening's are left out, for the pages have no place for a purpose."""
    names = seats.names(alliance)
    return [_said(alliance, entry, names) for entry in _entries(alliance)]


def _entries(alliance: str) -> tuple[Recorded, ...]:
    head = loading.head_of(alliance)
    assert head is not None
    return loading.past(alliance, head).entries


@singledispatch
def _more(_event: object, _entry: Recorded) -> tuple[object, ...]:
    return ()


@_more.register(TermProposed)
@_more.register(TermRevised)
def _(event: TermProposed | TermRevised, entry: Recorded) -> tuple[object, ...]:
    outline = event.outline
    return (outline.kind.value, tuple(type(rule).__name__ for rule in outline.rules), _tried(outline, entry))


@_more.register
def _(event: TermAnswered, _entry: Recorded) -> tuple[object, ...]:
    return (event.reply.value,)


@_more.register
def _(event: AskSent, _entry: Recorded) -> tuple[object, ...]:
    return (event.fitting.fits, tuple(checked.against for checked in event.fitting.checked))


@_more.register
def _(event: AskAnswered, _entry: Recorded) -> tuple[object, ...]:
    return (event.reply.value,)


@_more.register
def _(event: BoundaryAnswered, _entry: Recorded) -> tuple[object, ...]:
    return (event.reply.value,)


@_more.register
def _(event: SaidBack, _entry: Recorded) -> tuple[object, ...]:
    return ("aloud" if event.words is None else "written",)


@_more.register
def _(event: SaidBackAnswered, _entry: Recorded) -> tuple[object, ...]:
    return ("heard" if event.heard else "there is more",)


@_more.register
def _(event: QuestionOpened, _entry: Recorded) -> tuple[object, ...]:
    return (len(event.answers),)


def _tried(outline: Outline, entry: Recorded) -> timedelta | None:
    """How long it is tried; None without an end."""
    return outline.until - local_date(entry.at, outline.zone) if outline.until else None


def _said(alliance: str, entry: Recorded, names: dict[str, str]) -> dict[str, Any]:
    def read(ref: Ref | None) -> dict[str, str]:
        return store.read_words(alliance, [ref])[ref] if ref else {}

    match entry.event:
        case AllianceOpened():
            return {}
        case QuestionOpened(answers=answers):
            return {names[answer.by]: read(answer.words) for answer in answers}
        case event:
            return read(getattr(event, "words", None))
