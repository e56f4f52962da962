"""A term as a page shows it: whose it is, how firmly it holds, and in whose words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comity.domain.holding import Standing, Talk
from comity.domain.term_kinds import Bond
from comity.domain.views import RevisionView, TermView
from comity.web.kinds_in_words import KINDS
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

HEADING = '<p class="who">{}</p>'
ARTICLE = """<article class="term {state}">
{seam}
<div>
{heading}
<p class="words" dir="auto">{words}</p>
<p class="status"><a href="{url}">{status}</a>{again}</p>
</div>
</article>
"""


def card(reading: Reading, term: TermView, *, talked: bool = False) -> dict[str, Any]:
    """What `parts/term.html` takes; `talked` shows the wording that is not agreed yet."""
    revision = term.talked if talked and term.talked else term.shown
    holds = _holds(term, revision)
    who, to = heading(reading, term, revision, holds=holds)
    return {
        "id": term.id,
        "state": _stitch(term, holds=holds),
        "inks": inks(reading, term, revision),
        "who": who,
        "to": to,
        **parts(reading, revision),
        "status": _status(term, holds=holds),
        "wording": revision.number,
        "url": way("term", reading.sight.alliance, term.id),
    }


def parts(reading: Reading, revision: RevisionView) -> dict[str, Any]:
    """What a wording says, part by part."""
    words = reading.said(revision.words)
    return {
        "words": _text(words),
        "because": words.get("because", ""),
        "sign": words.get("sign", ""),
        "not_meant": words.get("not_meant", ""),
        "watch": words.get("watch", ""),
        "times": SimpleLazyObject(partial(_times, revision)),
    }


def _times(revision: RevisionView) -> str:
    """The rules in words: asked for only where they are shown, for they name countries."""
    return " ".join(in_words(rule) for rule in revision.rules)


def printed(reading: Reading, term: TermView, *, talked: bool = False) -> SafeString:
    """A term as the alliance page has it, which shows dozens: no template is half as fast."""
    revision = term.talked if talked and term.talked else term.shown
    holds, number = _holds(term, revision), revision.number
    who, to = heading(reading, term, revision, holds=holds)
    state, numbers = _stitch(term, holds=holds), inks(reading, term, revision)
    return format_html(
        ARTICLE,
        state=state,
        seam=seam(state, numbers),
        heading=_heading(state, who, to, ink=numbers[0]),
        words=_text(reading.said(revision.words)),
        url=way("term", reading.sight.alliance, term.id),
        status=_status(term, holds=holds),
        again=f" · {_('wording %(wording)s') % {'wording': number}}" if number > 1 else "",
    )


def _holds(term: TermView, revision: RevisionView) -> bool:
    return term.holds is not None and revision.number == term.holds.number


def _text(words: Mapping[str, str]) -> str:
    text = words.get("text", _("(erased by its author)"))
    return text[:1].upper() + text[1:]


def _status(term: TermView, *, holds: bool) -> str:
    return standing_in_words(term) if holds else talk_in_words(term)


def _heading(state: str, who: str, to: str, *, ink: int) -> str:
    """Whose it is, the one who does it in their ink."""
    if not who:
        return ""
    if state == "stands":
        return format_html(HEADING, name(_("%(who)s's limit") % {"who": who}, ink))
    return format_html(HEADING, filled(_("%(doer)s, for %(to)s"), doer=name(who, ink), to=to) if to else who)


def _stitch(term: TermView, *, holds: bool) -> str:
    if holds:
        return STITCHES.get(term.standing, "talking")
    return "ended" if term.talk is not Talk.WAITING else "talking"


def inks(reading: Reading, term: TermView, revision: RevisionView) -> list[int]:
    """The joining numbers of those whom the term names, the one who does it first."""
    doers = _doers(term, revision)
    rest = [m for m in (term.owner, *revision.names) if m not in doers]
    return [reading.number(m) for m in dict.fromkeys((*doers, *rest))]


def _doers(term: TermView, revision: RevisionView) -> tuple[str, ...]:
    return (term.owner,) if revision.kind.owner_acts else revision.names


def heading(reading: Reading, term: TermView, revision: RevisionView, *, holds: bool) -> tuple[str, str]:
    """Who does it, and for whom; or, while it is talked about, who asks whom."""
    owner, names = reading.name(term.owner), _names(reading, revision.names)
    match revision.kind.bond:
        case Bond.ALONE:
            return owner, ""
        case Bond.TOGETHER:
            return (_("We both") if len(revision.names) == 2 else _("We all")), ""
        case Bond.PAIR:
            if holds:
                return (owner, names) if revision.kind.owner_acts else (names, owner)
            return str(KINDS[revision.kind].talked) % {"owner": owner, "name": names}, ""


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
    if term.shown.kind.bond is not Bond.TOGETHER:
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
