"""A rule that a machine can check, read back in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from django.utils import translation
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comity import holidays
from comity.domain.rules import LeadTime, QuietWindow, Rule
from comity.web.templatetags.comity_dates import clock

EVERY_DAY = tuple(range(7))
WORKING_WEEK = tuple(range(5))
WEEKEND = (5, 6)
NUMBERS = (
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
    gettext_lazy("eleven"),
    gettext_lazy("twelve"),
)


def in_words(rule: Rule) -> str:
    """One sentence for a rule."""
    match rule:
        case QuietWindow():
            return _("From %(start)s to at the latest %(end)s, %(days)s.") % {
                "start": clock(time.fromisoformat(rule.start)),
                "end": clock(time.fromisoformat(rule.end)),
                "days": days_in_words(rule.weekdays),
            }
        case LeadTime():
            return " ".join(_lead_time(rule))


def _lead_time(rule: LeadTime) -> Iterator[str]:
    """How many working days, and what is known of them."""
    yield ngettext("At least one working day before.", "At least %(days)s working days before.", rule.days) % {
        "days": number(rule.days)
    }
    if rule.weekdays != WORKING_WEEK:
        yield _("Working days: %(days)s.") % {"days": days_in_words(rule.weekdays)}
    if rule.country:
        language = translation.get_language() or "en"
        country = holidays.country_name(rule.country, language)
        region = dict(holidays.regions(rule.country)).get(rule.region, rule.region)
        place = _("%(region)s, %(country)s") % {"region": region, "country": country} if region else country
        yield _("Public holidays don't count (%(place)s).") % {"place": place}
    if rule.cut_off is not None:
        cut_off = clock(time.fromisoformat(rule.cut_off))
        yield _("What comes after %(time)s counts as the next working day.") % {"time": cut_off}


def number(count: int) -> str:
    """A small number as a word, and a larger one in digits."""
    return str(NUMBERS[count - 1]) if 1 <= count <= len(NUMBERS) else str(count)


def days_in_words(weekdays: tuple[int, ...]) -> str:
    """The days of a rule: every day, on weekdays, at the weekend, or by name."""
    if weekdays == EVERY_DAY:
        return _("every day")
    if weekdays == WORKING_WEEK:
        return _("on weekdays")
    if weekdays == WEEKEND:
        return _("at the weekend")
    return ", ".join(str(WEEKDAYS[weekday]) for weekday in weekdays)
