"""Codes of the domain as sentences: each says what is so and what can be done, and never blames."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comity.domain import care
from comity.domain.act import TermKind
from comity.domain.kinds import RELATIONS, Side
from comity.domain.refusal import Refused
from comity.domain.term_kinds import Bond
from comity.web.care_sentences import HINTS, INSTEAD, OWN_ACTS
from comity.web.refusal_sentences import REFUSALS
from comity.web.templatetags.comity_dates import day
from comity.wordlists import lexicon

LANGUAGE = "en"
FALLBACK = gettext_lazy("That does not go as it stands. Load the page anew, and look at what has changed.")


def of(refused: Refused) -> str:
    """Say what a rule refused."""
    match refused.code:
        case "control":
            return controlled(refused.values["reason"])
        case "too_long":
            return too_long(limit=refused.values["limit"], length=refused.values["length"])
        case "bad_date":
            return bad_date(earliest=refused.values["earliest"], latest=refused.values.get("latest"))
        case code:
            sentence = REFUSALS.get(f"{code}/{refused.values.get('part')}") or REFUSALS.get(code) or FALLBACK
            values = {key: _readable(value) for key, value in refused.values.items()}
            return str(sentence) % defaultdict(str, values)


def refusal(*, kind: TermKind, text: str, draft: Mapping[str, str]) -> str:
    """Say why such words cannot be asked of anybody, and what can; nothing where they can."""
    if not text:
        return ""
    relation = RELATIONS.get(draft.get("relation", ""))
    minor = relation is not None and relation.mine is Side.PARENT
    code = care.refusal(kind=kind, text=text, minor=minor, lexicon=lexicon(LANGUAGE))
    return controlled(code) if code else ""


def controlled(code: str) -> str:
    """Say why words under this code of care cannot become a term, and what can be asked instead."""
    why, instead = INSTEAD[code]
    return f"{why} {instead}"


def hint(text: str, *, name: str, kind: str = "", besides: tuple[str, ...] = ()) -> str:
    """Say at most one thing that would make a wording easier to do, or nothing; `besides` are codes to pass over."""
    for found in care.hints(text, lexicon=lexicon(LANGUAGE), kind=kind):
        if found.code in HINTS and found.code not in besides:
            return str(HINTS[found.code]) % {"found": "", **found.values, "name": name}
    return ""


def hint_on_term(words: Mapping[str, str], *, kind: TermKind, minor: bool, name: str, timed: bool) -> str:
    """Say at most one thing about a wording that can be said as it stands; nothing about one that cannot."""
    text, besides = words["text"], ("sign_offered", "no_time") if timed else ("no_time",)
    refused = any(care.refusal(kind=kind, text=each, minor=minor, lexicon=lexicon(LANGUAGE)) for each in words.values())
    if refused:
        return ""
    if kind.bond is Bond.ALONE:
        acts = care.boundary(text, lexicon=lexicon(LANGUAGE)).code
        return str(HINTS["rule_as_limit"]) if acts == "nobody_acts" else ""
    return hint(text, name=name, kind=kind, besides=besides)


def own_act(text: str) -> str:
    """Turn a limit that gives orders into one whose second half is its owner's own act; nothing where it gives none."""
    reading = care.boundary(text, lexicon=lexicon(LANGUAGE))
    if reading.code != "orders_the_other":
        return ""
    condition = reading.condition[:1].upper() + reading.condition[1:]
    act = str(OWN_ACTS.get(reading.act, OWN_ACTS["say_no"])) % {"matter": reading.matter}
    return _("%(condition)s, %(act)s.") % {"condition": condition, "act": act} if condition else f"{act}."


def too_long(*, limit: int, length: int) -> str:
    """Say by how much words are too long."""
    over = length - limit
    return ngettext(
        "There is room for %(limit)d letters, and this is one longer. All of it is still here, to be shortened.",
        "There is room for %(limit)d letters, and this is %(over)d longer. All of it is still here, to be shortened.",
        over,
    ) % {"limit": limit, "over": over}


def bad_date(*, earliest: date, latest: date | None) -> str:
    """Say which days fit."""
    days = {"earliest": day(earliest), "latest": day(latest)}
    if latest is None:
        return _("That day is too early. Choose %(earliest)s or a later one.") % days
    if latest < earliest:
        return _("There is no day left to put it off to. Please answer yes, no, or another way.")
    if latest == earliest:
        return _("That day does not fit. Only %(earliest)s does.") % days
    return _("That day does not fit. Choose one from %(earliest)s to %(latest)s.") % days


def _readable(value: Any) -> Any:
    return day(value) if isinstance(value, date) else value
