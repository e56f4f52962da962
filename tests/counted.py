"""Lead times and quiet windows, counted as with a calendar in hand: day by day, and by the clock on the wall.

Good for windows and cut-offs that no clock change touches: their edges are never between 23:00 and 03:00.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from comity.domain.rules import LeadTime, QuietWindow
from remembered import midnight_after

DAY = timedelta(days=1)
Holidays = Callable[[str, str, int], frozenset[date] | None]


def is_quiet(rule: QuietWindow, at: datetime) -> bool:
    wall = at.astimezone(ZoneInfo(rule.zone))
    clock = f"{wall:%H:%M}"
    began_today = wall.weekday() in rule.weekdays and rule.start <= clock
    if rule.start < rule.end:
        return began_today and clock < rule.end
    return began_today or ((wall - DAY).weekday() in rule.weekdays and clock < rule.end)


def working_days(
    rule: LeadTime, asked: datetime, complete_on: date | None, holidays: Holidays, off: Collection[date]
) -> list[date]:
    """The days that count, one by one; the last is the first on which it may be due."""

    def works(day: date) -> bool:
        closed = holidays(rule.country, rule.region, day.year) or ()
        return day.weekday() in rule.weekdays and day not in closed and day not in off

    if complete_on is not None:
        asked = max(asked, midnight_after(complete_on - DAY, rule.zone))
    wall = asked.astimezone(ZoneInfo(rule.zone))
    day = wall.date()
    if rule.cut_off is not None and (not works(day) or f"{wall:%H:%M}" >= rule.cut_off):
        day += DAY
        while not works(day):
            day += DAY
    counted: list[date] = []
    while len(counted) < rule.days:
        day += DAY
        counted += [day] if works(day) else []
    return counted
