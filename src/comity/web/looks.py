"""Looking back in words: how long it was tried, what was to be watched, what each said, and how they differ."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from comity.domain.act import Verdict
from comity.domain.holding import Standing, Talk, local_date
from comity.domain.views import RevisionView, SaidView, TermView
from comity.web.durations import lasted
from comity.web.reading import Reading
from comity.web.templatetags.comity_dates import day
from comity.web.templatetags.look import filled, name, unstop

BETWEEN = re.compile(r"[,;\n]+")


def is_today(reading: Reading, term: TermView) -> bool:
    """Whether this is the day on which all look back."""
    return _today(reading, term) in {term.last_day, term.called, term.next_look}


def tried(reading: Reading, term: TermView) -> str:
    """How long it has been tried; where no length can be told, since when."""
    began = local_date(term.since, term.shown.zone) if term.since else None
    if began is not None and term.last_day is not None:
        days = (min(_today(reading, term), term.last_day) - began).days
        if days > 0:
            return _("%(duration)s you tried this:") % {"duration": capfirst(lasted(days))}
    return _("Since %(day)s you tried this:") % {"day": day(term.since)}


def watched(reading: Reading, revision: RevisionView) -> SafeString | str:
    """What they said they would watch, one quote a thing."""
    things = [unstop(thing.strip()) for thing in BETWEEN.split(reading.said(revision.words).get("watch", ""))]
    quotes = format_html_join(" · ", '<q dir="auto">{}</q>', ((thing,) for thing in things if thing))
    return filled(_("You said you would watch: %(things)s."), things=quotes) if quotes else ""


def opened(reading: Reading, term: TermView) -> list[dict[str, Any]]:
    """The opened look backs at the wording that holds, the latest first."""
    found = [_look(reading, review) for review in reversed(term.holds.reviews)] if term.holds else []
    latest = next((look for look in found if not look["goes_on"]), None)
    if latest is not None:
        latest["latest"] = True
    return found


def _look(reading: Reading, review: Sequence[SaidView]) -> dict[str, Any]:
    said = sorted(review, key=lambda each: reading.number(each.by))
    return {
        "sheets": [_sheet(reading, each) for each in said],
        "two": len(said) == 2,
        "goes_on": _goes_on(said),
        "differ": _differ(reading, said),
        "wants_change": any(each.by == reading.you and each.verdict is Verdict.CHANGE for each in said),
    }


def _sheet(reading: Reading, said: SaidView) -> dict[str, Any]:
    words = reading.said(said.words)
    return {
        "name": reading.name(said.by),
        "number": reading.number(said.by),
        "verdict": said.verdict.value,
        "until": said.until,
        "noticed": words.get("noticed", ""),
        "thanks": words.get("thanks", ""),
    }


def _goes_on(said: Sequence[SaidView]) -> date | None:
    """The new last day, where all agreed to go on for a time and wrote nothing: that needs no unfolding."""
    days = [each.until for each in said if each.until and each.verdict is Verdict.KEEP and each.words is None]
    return min(days) if len(days) == len(said) else None


def _differ(reading: Reading, said: Sequence[SaidView]) -> str:
    """How what they said differs; nobody is he or she."""
    verdicts = {each.verdict for each in said}
    if len(said) < 2:
        return ""
    if verdicts == {Verdict.CHANGE}:
        return _("Both of you want it changed.") if len(said) == 2 else _("All of you want it changed.")
    if verdicts == {Verdict.LET_GO}:
        return _("Both of you let it go.") if len(said) == 2 else _("All of you let it go.")
    if len(verdicts) < 2:
        return ""
    sentences = {
        Verdict.KEEP: _("%(name)s says keep"),
        Verdict.CHANGE: _("%(name)s says change"),
        Verdict.LET_GO: _("%(name)s says let go"),
    }
    each_says = (
        (filled(sentences[each.verdict], name=name(reading.name(each.by), reading.number(each.by))),) for each in said
    )
    return filled(_("You differ: %(said)s."), said=format_html_join(", ", "{}", each_says))


def ending(reading: Reading, term: TermView, looks: Sequence[Mapping[str, Any]], *, two: bool) -> str:
    """When the try ends unless they agree, where they differ or other words wait in its last week; else nothing."""
    waits = term.talk is Talk.WAITING
    differ = any(look.get("latest") and look["differ"] for look in looks)
    last_week = waits and (term.one_more_week is not None or term.verdict_folded)
    if term.standing is not Standing.TRIAL or not (differ or last_week):
        return ""
    tonight = term.last_day == _today(reading, term)
    when = _("tonight") if tonight else _("on %(day)s") % {"day": day(term.last_day)}
    if waits and two:
        return _("Until you both say yes to the new words, the try ends %(when)s, as agreed.") % {"when": when}
    if waits:
        return _("Until you all say yes to the new words, the try ends %(when)s, as agreed.") % {"when": when}
    if two:
        return _("Until you both say yes to other words, the try ends %(when)s, as agreed.") % {"when": when}
    return _("Until you all say yes to other words, the try ends %(when)s, as agreed.") % {"when": when}


def own_note(reading: Reading, term: TermView) -> str:
    """What the reader noticed at the latest look back."""
    said = [each for review in term.holds.reviews for each in review if each.by == reading.you] if term.holds else []
    return next((note for each in reversed(said) if (note := reading.said(each.words).get("noticed", ""))), "")


def _today(reading: Reading, term: TermView) -> date:
    return local_date(reading.sight.at, term.shown.zone)
