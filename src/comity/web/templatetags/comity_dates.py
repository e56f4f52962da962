"""Days and times of day as the reader writes them, in the reader's zone."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.formats import date_format, time_format

register = template.Library()


@register.filter
def day(when: dt.date | dt.datetime | None) -> str:
    """Print weekday, day and month; the year only where it is not this one."""
    if when is None:
        return ""
    here = timezone.localtime(when).date() if isinstance(when, dt.datetime) else when
    this_year = here.year == timezone.localdate().year
    return date_format(here, "MONTH_DAY_FORMAT" if this_year else "DATE_FORMAT")


@register.filter
def clock(when: dt.time | dt.datetime | None) -> str:
    """Print the time of day."""
    if when is None:
        return ""
    here = timezone.localtime(when).time() if isinstance(when, dt.datetime) else when
    return time_format(here, "TIME_FORMAT")


@register.filter
def short(when: dt.date | dt.datetime | None) -> str:
    """Print a day as short as a line to paste wants it: Wed 2 Dec."""
    if when is None:
        return ""
    here = timezone.localtime(when).date() if isinstance(when, dt.datetime) else when
    return date_format(here, "SHORT_MONTH_DAY_FORMAT")
