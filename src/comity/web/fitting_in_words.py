"""Whether a moment fits what holds, and why not, as sentences: they speak of days and rules, never of a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity import holidays
from comity.domain.asked import Checked, Fitting
from comity.domain.rules import LeadTime, LeftOut
from comity.domain.views import TermView
from comity.web.asks_in_words import due
from comity.web.reading import Reading
from comity.web.rules_in_words import WEEKEND, days_in_words, number
from comity.web.templatetags.comity_dates import day

A_DAY = timedelta(days=1)


def headline(fitting: Fitting, when: datetime) -> str:
    """Whether the day fits."""
    if fitting.fits:
        return _("%(day)s fits.") % {"day": day(when)}
    return _("%(day)s does not fit.") % {"day": day(when)}


def reasons(reading: Reading, fitting: Fitting, *, to: str) -> list[str]:
    """Why a moment does not fit, a paragraph for each rule; it speaks of days and rules, never of a person."""
    return [_reason(reading, checked, to=to) for checked in fitting.checked if not checked.fits]


def counted(reading: Reading, fitting: Fitting, *, to: str) -> list[str]:
    """How the days of each lead time were counted, fitting or not."""
    return [_lead_time(reading, each, to=to) for each in fitting.checked if each.code != "quiet" and each.started]


def _reason(reading: Reading, checked: Checked, *, to: str) -> str:
    match checked.code:
        case "quiet":
            until = due(checked.earliest) if checked.earliest is not None else ""
            return _("It is quiet for %(name)s then, until %(until)s.") % {"name": reading.name(to), "until": until}
        case "no_day_fits":
            return _("So many days are off that none of the next years fits.")
        case _:
            return _lead_time(reading, checked, to=to)


def _lead_time(reading: Reading, checked: Checked, *, to: str) -> str:
    """What was agreed on, from when it is counted, and what is left out."""
    first, left_out = _first_day(checked), _left_out(reading, checked, to=to)
    if not first:
        return _agreed(reading, checked, to=to)
    how = _("Counted from %(first)s; %(left_out)s.") if left_out else _("Counted from %(first)s.")
    return f"{_agreed(reading, checked, to=to)} {how % {'first': first, 'left_out': left_out}}"


def _agreed(reading: Reading, checked: Checked, *, to: str) -> str:
    """Where the days come from: what two or more agreed on, or a limit."""
    values = {"days": number(checked.days), "name": reading.name(to)}
    if any(term.owner == to and not term.shown.names for term in _term(reading, checked)):
        return ngettext(
            "%(name)s's limit is one working day.", "%(name)s's limit is %(days)s working days.", checked.days
        ) % (values)
    if len(reading.sight.members) == 2:
        return ngettext(
            "You two agreed on one working day.", "You two agreed on %(days)s working days.", checked.days
        ) % (values)
    return ngettext(
        "You agreed with %(name)s on one working day.",
        "You agreed with %(name)s on %(days)s working days.",
        checked.days,
    ) % (values)


def _term(reading: Reading, checked: Checked) -> list[TermView]:
    return [term for term in reading.sight.terms if term.id == checked.term]


def _first_day(checked: Checked) -> str:
    """The day after the one on which it counts as asked."""
    if checked.started is None:
        return ""
    first = checked.started + A_DAY
    return _("tomorrow") if first == timezone.localdate() + A_DAY else day(first)


def _left_out(reading: Reading, checked: Checked, *, to: str) -> str:
    """Which days were left out, each kind once; "" where none were."""
    rule = _rule(reading, checked)
    parts = list(dict.fromkeys(_called(reading, each, rule, checked, to=to) for each in checked.left_out))
    if not parts:
        return ""
    if len(parts) == 1:
        many = len(checked.left_out) > 2
        return (_("%(days)s don't count") if many else _("%(days)s doesn't count")) % {"days": parts[0]}
    listed = _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}
    return _("%(days)s don't count") % {"days": listed}


def _called(reading: Reading, left: LeftOut, rule: LeadTime | None, checked: Checked, *, to: str) -> str:
    """What a day that does not count is called."""
    if left.why == "day_off":
        return _("%(name)s's days off") % {"name": reading.name(to)}
    if left.why == "holiday":
        language = translation.get_language() or "en"
        named = holidays.name(rule.country, rule.region, left.day, language) if rule else ""
        return named or day(left.day)
    if left.day.weekday() in WEEKEND:
        return _("weekends") if _weekends(checked.left_out) > 1 else _("the weekend")
    return days_in_words((left.day.weekday(),))


def _weekends(left_out: Iterable[LeftOut]) -> int:
    """How many weekends are among the days."""
    weekends: set[date] = {
        each.day - timedelta(days=each.day.weekday())
        for each in left_out
        if each.why == "weekday" and each.day.weekday() in WEEKEND
    }
    return len(weekends)


def _rule(reading: Reading, checked: Checked) -> LeadTime | None:
    """The rule that a day was held against, where its wording is still to be seen."""
    for term in _term(reading, checked):
        for revision in (term.holds, term.coming, term.talked):
            if revision is not None and revision.number == checked.revision:
                return next((rule for rule in revision.rules if isinstance(rule, LeadTime)), None)
    return None
