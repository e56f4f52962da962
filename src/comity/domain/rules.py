"""The rules that a machine can check, and their verdicts: codes, dates and instants, no sentence.

Rules of this file:
1. A rule stores wall time and the name of its zone, never an offset.
2. Windows are half-open, may cross midnight and belong to the day on which they start.
3. Holidays and days off are handed in; what a verdict left out stands in the verdict (G4).
4. Instants come back in UTC.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from comity.domain import calendar
from comity.domain.refusal import Refused

DAYS_AT_MOST = 60
"""The longest lead time."""

HORIZON = 1100
"""How many days ahead a lead time is looked for: about three years of days off."""

DAY = timedelta(days=1)

_COUNTRY = re.compile("([A-Z]{2})?")  # ISO 3166-1
_REGION = re.compile("[A-Z0-9]{0,3}|[A-Z][A-Za-z_]{3,29}")  # ISO 3166-2 without the country, or the name of a town


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTime:
    """At least so many working days between asking and the due day, which is the last one counted."""

    NAME: ClassVar[str] = "lead_time"

    days: int
    weekdays: tuple[int, ...]
    """Working days, 0 = Monday."""
    country: str
    region: str
    cut_off: str | None
    """From this time of day ("HH:MM", in `zone`) what is asked counts as asked on the next working day.

    Where the clock shows it twice, from the first; what is asked on a day that does not count does so as well.
    """
    zone: str
    """Where the receiver is."""
    days_off_of: str
    """The member whose own days off do not count either."""

    @property
    def protects(self) -> str:
        """The member whose rule it is."""
        return self.days_off_of


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietWindow:
    """Not to be disturbed from one time of day to another; from midnight to midnight is the whole day."""

    NAME: ClassVar[str] = "quiet_window"

    owner: str
    weekdays: tuple[int, ...]
    """The days on which the window starts, 0 = Monday."""
    start: str
    end: str
    zone: str

    @property
    def protects(self) -> str:
        """The member whose rule it is."""
        return self.owner


Rule = LeadTime | QuietWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A day that does not count: `weekday` (not a working day), `holiday`, or `day_off` (the member's own)."""

    day: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a due moment fits a lead time, and what was counted."""

    fits: bool
    code: str
    """`fits`, `too_soon`, or `no_day_fits` where the days off leave none."""
    days: int
    started: date
    """The day on which it counts as asked; counting begins on the day after."""
    counted: tuple[date, ...]
    left_out: tuple[LeftOut, ...]
    earliest: datetime | None
    """Where it does not fit: the first that would, at the same time of day."""


def check(rule: Rule) -> None:
    """Refuse a rule that nobody could meet or that says nothing."""
    calendar.zone_checked(rule.zone)
    weekdays = rule.weekdays
    if not weekdays or any(day not in range(7) for day in weekdays) or list(weekdays) != sorted(set(weekdays)):
        raise Refused("rule_impossible", rule=rule.NAME, part="weekdays")
    if isinstance(rule, LeadTime):
        _check_lead_time(rule)
    else:
        _check_quiet_window(rule)


def lead_time(
    rule: LeadTime, *, asked: datetime, due: datetime, closed: frozenset[date], off: frozenset[date] = frozenset()
) -> Verdict:
    """Whether what is asked now can be due then; `closed` are holidays, `off` the member's own days off."""
    started, counted, left_out = _count(rule, asked, closed, off)
    wanted = due.astimezone(ZoneInfo(rule.zone))
    found = len(counted) == rule.days
    fits = found and wanted.date() >= counted[-1]
    return Verdict(
        fits=fits,
        code="fits" if fits else "too_soon" if found else "no_day_fits",
        days=rule.days,
        started=started,
        counted=counted,
        left_out=left_out,
        earliest=calendar.begins(counted[-1], wanted.time(), rule.zone) if found and not fits else None,
    )


def earliest(
    rule: LeadTime, *, asked: datetime, closed: frozenset[date], off: frozenset[date] = frozenset()
) -> datetime | None:
    """The first instant that fits: the beginning of the last counted day; none if days off leave none."""
    _, counted, _ = _count(rule, asked, closed, off)
    return calendar.day_start(counted[-1], rule.zone) if len(counted) == rule.days else None


def quiet(rule: QuietWindow, *, at: datetime) -> datetime | None:
    """Until when it is quiet, if it is quiet at that instant; windows that touch are one."""
    until = _quiet_until(rule, at)
    return until if until > at else None


def next_quiet(rule: QuietWindow, *, at: datetime) -> tuple[datetime, datetime] | None:
    """From when to when it is quiet next, leaving aside the quiet that may be running."""
    after = _quiet_until(rule, at)
    for begin, _ in _windows(rule, after, days=15):  # a clock change can swallow a week's only window
        if begin > after:
            return begin, _quiet_until(rule, begin)
    return None


def _check_lead_time(rule: LeadTime) -> None:
    if not 1 <= rule.days <= DAYS_AT_MOST:
        raise Refused("rule_impossible", rule=rule.NAME, part="days", limit=DAYS_AT_MOST)
    if rule.cut_off is not None:
        calendar.clock_checked(rule.cut_off)
    if not _COUNTRY.fullmatch(rule.country):
        raise Refused("country_unknown", country=rule.country, region=rule.region, part="country")
    if not _REGION.fullmatch(rule.region):
        raise Refused("country_unknown", country=rule.country, region=rule.region, part="region")


def _check_quiet_window(rule: QuietWindow) -> None:
    start, end = calendar.clock_checked(rule.start), calendar.clock_checked(rule.end)
    whole_day = start == end == time.min
    if (start == end and not whole_day) or (whole_day and len(rule.weekdays) == 7):
        raise Refused("rule_impossible", rule=rule.NAME, part="end")


def _count(
    rule: LeadTime, asked: datetime, closed: frozenset[date], off: frozenset[date]
) -> tuple[date, tuple[date, ...], tuple[LeftOut, ...]]:
    """The day it counts as asked, the working days from the day after, and the days left out."""
    wall = asked.astimezone(ZoneInfo(rule.zone))
    started, counted, left_out = wall.date(), list[date](), list[LeftOut]()
    waits = rule.cut_off is not None and (
        _why_left_out(rule, started, closed, off) != ""
        or asked >= calendar.begins(started, time.fromisoformat(rule.cut_off), rule.zone)
    )
    for ahead in range(1, HORIZON):
        day = wall.date() + ahead * DAY
        if why := _why_left_out(rule, day, closed, off):
            left_out.append(LeftOut(day=day, why=why))
        elif waits:
            started, waits = day, False
        else:
            counted.append(day)
        if len(counted) == rule.days:
            break
    return started, tuple(counted), tuple(left_out)


def _why_left_out(rule: LeadTime, day: date, closed: frozenset[date], off: frozenset[date]) -> str:
    """Why a day does not count; "" where it does."""
    if day.weekday() not in rule.weekdays:
        return "weekday"
    return "holiday" if day in closed else "day_off" if day in off else ""


def _quiet_until(rule: QuietWindow, at: datetime) -> datetime:
    """The end of the quiet that runs at that instant; the instant itself where none runs."""
    until = at
    for _ in range(8):  # each day of the week can go on into the next
        before, until = until, max([until, *(end for begin, end in _windows(rule, until, days=2) if begin <= until)])
        if until == before:
            break
    return until


def _windows(rule: QuietWindow, at: datetime, *, days: int) -> Iterator[tuple[datetime, datetime]]:
    """The windows that start from the day before that instant on; one that a clock change swallows is none."""
    start, end = time.fromisoformat(rule.start), time.fromisoformat(rule.end)
    for ahead in range(-1, days):
        day = calendar.local_date(at, rule.zone) + ahead * DAY
        if day.weekday() in rule.weekdays:
            begin = calendar.begins(day, start, rule.zone)
            finish = calendar.ends(day if start < end else day + DAY, end, rule.zone)
            if begin < finish:
                yield begin, finish
