"""The alliance page: left what I do, right what I can count on; each reader has their own left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comity.domain.act import Ref
from comity.domain.agenda import Item
from comity.domain.holding import Standing, Talk
from comity.domain.sight import Sight
from comity.domain.term_kinds import Bond
from comity.domain.views import TermView
from comity.web import asks_in_words
from comity.web.cards import printed
from comity.web.kinds_in_words import KINDS
from comity.web.reading import Reading
from comity.web.templatetags.comity_dates import clock, day
from comity.web.ways import way

ALIVE = frozenset({Standing.IN_FORCE, Standing.TRIAL, Standing.STANDS, Standing.RESTS, Standing.AGREED})


def needed(sight: Sight) -> Iterator[Ref | None]:
    """The words that this page shows, of all that its reader may read."""
    yield sight.purpose
    yield from (question.words for question in sight.questions)
    yield from (quiet.words for quiet in sight.right_now)
    yield from (ask.words for ask in sight.asks if ask.ahead)
    for term in sight.terms:
        yield term.shown.words
        yield term.talked.words if term.talked else None


def sections(reading: Reading) -> dict[str, Any]:
    """The terms by where they stand on the page, each as a card."""
    alive = [t for t in reading.sight.terms if t.standing in ALIVE]
    talked = [t for t in reading.sight.terms if t.talk is Talk.WAITING]
    over = [t for t in reading.sight.terms if t.standing not in ALIVE and t.talk is not Talk.WAITING]
    return {
        "theirs": _cards(reading, (t for t in alive if _side(reading, t) == "theirs")),
        "mine": _cards(reading, (t for t in alive if _side(reading, t) == "mine")),
        "both": _cards(reading, (t for t in alive if t.kind.bond is Bond.TOGETHER)),
        "my_limits": _cards(reading, (t for t in alive if _limit_of(reading, t, own=True))),
        "their_limits": _cards(reading, (t for t in alive if _limit_of(reading, t, own=False))),
        "talking": [printed(reading, t, talked=True) for t in talked],
        "over": _cards(reading, over),
        "coming": [_coming(reading, t) for t in alive if t.last_day or t.next_look],
    }


def _cards(reading: Reading, terms: Iterable[TermView]) -> list[SafeString]:
    return [printed(reading, term) for term in terms]


def _limit_of(reading: Reading, term: TermView, *, own: bool) -> bool:
    return term.kind.bond is Bond.ALONE and (term.owner == reading.you) is own


def _side(reading: Reading, term: TermView) -> str:
    """Who does it: the reader, or somebody else."""
    if term.kind.bond is not Bond.PAIR:
        return ""
    doers = (term.owner,) if term.kind.owner_acts else term.shown.names
    return "mine" if reading.you in doers else "theirs"


def _coming(reading: Reading, term: TermView) -> dict[str, str]:
    return {
        "sentence": _("look back, %(day)s") % {"day": day(term.last_day or term.next_look)},
        "url": way("term", reading.sight.alliance, term.id),
    }


def right_now(reading: Reading) -> dict[str, str] | None:
    """The quiet that holds at this moment, and until when at the latest."""
    for quiet in reading.sight.right_now:
        sign = reading.said(quiet.words).get("sign", "")
        return {
            "what": _("Quiet for %(name)s") % {"name": reading.name(quiet.owner)},
            "sign": sign,
            "until": _("%(time)s at the latest") % {"time": clock(quiet.until)},
        }
    return None


def for_you(reading: Reading) -> list[dict[str, str]]:
    """What waits for the reader, a sentence and a way to it each."""
    return [found for found in (_waiting(reading, item) for item in reading.sight.agenda) if found]


def _waiting(reading: Reading, item: Item) -> dict[str, str]:
    alliance = reading.sight.alliance
    if item.term:
        term = reading.sight.term(item.term)
        owner = reading.name(term.owner)
        sentences = {
            "reply": _reply(term) % {"name": owner},
            "answer_boundary": _("%(name)s says a limit") % {"name": owner},
            "look_back": _("Look back, by %(day)s") % {"day": day(item.due)},
        }
        name = "look-back" if item.code == "look_back" else "term"
        return {"sentence": sentences[item.code], "url": way(name, alliance, item.term)}
    if item.ask:
        ask = reading.sight.ask(item.ask)
        sentence = _("%(name)s names another date") if ask.turns else asks_in_words.noun_of(reading, ask).waits
        other = ask.to if ask.by == reading.you else ask.by
        return {"sentence": sentence % {"name": reading.name(other)}, "url": way("ask", alliance, item.ask)}
    if item.question:
        sentences = {
            "answer": _("A question for all of you, to answer alone"),
            "say_heard": _("%(name)s said what they heard") % {"name": reading.name(item.member)},
        }
        return {"sentence": sentences[item.code], "url": way("question", alliance, item.question)}
    return {"sentence": _("Somebody is to join"), "url": way("places", alliance)}


def _reply(term: TermView) -> str:
    if term.ended_on is not None:
        return _("Something to take up again")
    if term.talked is not None and term.talked.number > 1:
        return _("Other words for something you talk about")
    return str(KINDS[term.kind].waits)
