"""Asks as lists show them, and the ways to a new one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from comity.domain.act import Here
from comity.domain.views import AskView
from comity.web import asks_in_words
from comity.web.reading import Reading
from comity.web.ways import way


def rows(found: Reading, *, ahead: bool) -> list[dict[str, Any]]:
    """What lies ahead, or what is over, a line each, in the order of the due moments."""
    return [_row(found, view) for view in found.sight.asks if view.ahead is ahead]


def _row(found: Reading, view: AskView) -> dict[str, Any]:
    return {
        "url": way("ask", found.sight.alliance, view.id),
        "text": what(found, view),
        "due": asks_in_words.due(view.due),
        "standing": asks_in_words.standing(found, view),
        "from": found.name(view.by),
        "number": found.number(view.by),
    }


def what(found: Reading, view: AskView) -> str:
    """The words of an ask."""
    return found.said(view.words).get("text", _("(erased by its author)"))


def ways_to_new(found: Reading) -> list[dict[str, str]]:
    """A way to ask something of each of the others, where neither pauses."""
    if found.sight.you.here is not Here.HERE:
        return []
    words = asks_in_words.noun(found.sight.kind, found.sight.you.side)
    return [
        {"url": way("send-ask", found.sight.alliance, m.id), "label": words.new % {"name": found.name(m.id)}}
        for m in found.others
        if m.here is Here.HERE
    ]
