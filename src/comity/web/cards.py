"""A term as a page shows it: whose it is, how firmly it holds, and in whose words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from comity.domain.act import TermKind
from comity.domain.holding import Standing, Talk
from comity.domain.views import RevisionView, TermView
from comity.web.reading import Reading
from comity.web.rules_in_words import in_words
from comity.web.templatetags.comity_dates import day
from comity.web.templatetags.look import filled, name, seam
from comity.web.ways import way

STITCHES = {
    Standing.IN_FORCE: "living",
    Standing.AGREED: "living",
    Standing.TRIAL: "trying",
    Standing.STANDS: "stands",
    Standing.RESTS: "talking",
    Standing.LAPSED: "ended",
    Standing.ENDED: "ended",
}


def card(reading: Reading, term: TermView, *, talked: bool = False) -> dict[str, Any]:
    """What `parts/term.html` takes; `talked` shows the wording that is not agreed yet."""
    revision = term.talked if talked and term.talked else term.shown
    holds = term.holds is not None and revision.number == term.holds.number
    who, to = heading(reading, term, revision, holds=holds)
    number = revision.number
    state = _stitch(term) if holds else "ended" if term.talk is not Talk.WAITING else "talking"
    numbers = inks(reading, term, revision)
    return {
        "id": term.id,
        "state": state,
        "inks": numbers,
        "seam": seam(state, numbers),
        "who": who,
        "to": to,
        "heading": _heading(state, who, to, ink=numbers[0]),
        **parts(reading, revision),
        "status": standing_in_words(term) if holds else talk_in_words(term),
        "wording": number,
        "again": _("wording %(wording)s") % {"wording": number} if number > 1 else "",
        "url": way("term", reading.sight.alliance, term.id),
    }


def parts(reading: Reading, revision: RevisionView) -> dict[str, Any]:
    """What a wording says, part by part."""
    words = reading.said(revision.words)
    return {
        "words": capfirst(words.get("text", _("(erased by its author)"))),
        "because": words.get("because", ""),
        "sign": words.get("sign", ""),
        "not_meant": words.get("not_meant", ""),
        "watch": words.get("watch", ""),
        "times": SimpleLazyObject(partial(_times, revision)),
    }


def _times(revision: RevisionView) -> str:
    """The rules in words: asked for only where they are shown, for they name countries."""
    return " ".join(in_words(rule) for rule in revision.rules)


def _heading(state: str, who: str, to: str, *, ink: int) -> str:
    """Whose it is, the one who does it in their ink."""
    if not who:
        return ""
    if state == "stands":
        return name(_("%(who)s's limit") % {"who": who}, ink)
    return filled(_("%(doer)s, for %(to)s"), doer=name(who, ink), to=to) if to else who


def _stitch(term: TermView) -> str:
    return STITCHES.get(term.standing, "talking")


def inks(reading: Reading, term: TermView, revision: RevisionView) -> list[int]:
    """The joining numbers of those whom the term names, the one who does it first."""
    doers = _doers(term, revision)
    rest = [m for m in (term.owner, *revision.names) if m not in doers]
    return [reading.number(m) for m in dict.fromkeys((*doers, *rest))]


def _doers(term: TermView, revision: RevisionView) -> tuple[str, ...]:
    match revision.kind:
        case TermKind.REQUEST | TermKind.SUPPORT | TermKind.SHARED:
            return revision.names
        case TermKind.OFFER | TermKind.BOUNDARY:
            return (term.owner,)


def heading(reading: Reading, term: TermView, revision: RevisionView, *, holds: bool) -> tuple[str, str]:
    """Who does it, and for whom; or, while it is talked about, who asks whom."""
    owner, names = reading.name(term.owner), _names(reading, revision.names)
    match revision.kind:
        case TermKind.BOUNDARY:
            return owner, ""
        case TermKind.SHARED:
            return (_("We both") if len(revision.names) == 2 else _("We all")), ""
        case TermKind.OFFER:
            if holds:
                return owner, names
            return _("%(owner)s offers %(name)s") % {"owner": owner, "name": names}, ""
        case TermKind.REQUEST | TermKind.SUPPORT:
            if holds:
                return names, owner
            return _("%(owner)s asks %(name)s") % {"owner": owner, "name": names}, ""


def _names(reading: Reading, members: Iterable[str]) -> str:
    return ", ".join(reading.name(m) for m in members)


def standing_in_words(term: TermView) -> str:
    """How firmly the wording holds, in the page's words; never who ended it, never why."""
    match term.standing:
        case Standing.IN_FORCE:
            return _living(term)
        case Standing.TRIAL:
            return _("Trying it until %(day)s") % {"day": day(term.last_day)}
        case Standing.AGREED:
            return _("Begins %(day)s") % {"day": day(term.shown.starts)}
        case Standing.LAPSED | Standing.ENDED:
            return _("Ended %(day)s") % {"day": day(term.ended_on)}
        case Standing.STANDS | Standing.RESTS:
            return _limit(term) if term.standing is Standing.STANDS else _("Rests for now")
        case Standing.NONE:
            return talk_in_words(term)


def _limit(term: TermView) -> str:
    return _("Stands, and you talk about it") if term.lets_talk else _("Stands")


def _living(term: TermView) -> str:
    if term.shown.kind is not TermKind.SHARED:
        return _("We live by this")
    return _("We both live by this") if len(term.shown.holders) == 2 else _("We all live by this")


def talk_in_words(term: TermView) -> str:
    """Where the talk about a wording stands."""
    match term.talk:
        case Talk.WAITING:
            return _("Still talking")
        case Talk.NOT_AGREED:
            return _("Not agreed")
        case Talk.EXPIRED:
            return _("No answer came")
        case Talk.TAKEN_BACK | Talk.CLOSED:
            return _("No longer asked")
        case Talk.NONE:
            return ""
