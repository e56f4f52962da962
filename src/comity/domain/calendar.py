"""Wall clocks and instants: what a day and an hour on the wall mean in a zone, clock changes included.

A time that the clock skips begins when the clock has passed it; a time that the clock shows twice
begins the first time and ends the second time.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from comity.domain.refusal import Refused

_ZONE = re.compile(r"UTC|(?!posix/|right/)[A-Za-z_]+(/[A-Za-z0-9_+-]+)+")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_SECOND = timedelta(seconds=1)


def zone_checked(zone: str) -> ZoneInfo:
    """The zone of that name; refused where there is none."""
    if not _ZONE.fullmatch(zone):
        raise Refused("zone_unknown", zone=zone)
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as unknown:  # a folder of zones is an OSError
        raise Refused("zone_unknown", zone=zone) from unknown


def clock_checked(clock: str) -> time:
    """The time of day written "HH:MM"; refused where it is none."""
    if not _CLOCK.fullmatch(clock):
        raise Refused("time_unknown", time=clock)
    return time.fromisoformat(clock)


def local_date(at: datetime, zone: str) -> date:
    """The day that an instant falls on in a zone."""
    return at.astimezone(ZoneInfo(zone)).date()


@lru_cache(maxsize=4096)
def day_start(day: date, zone: str) -> datetime:
    """The first instant of a day, also where the clock skips midnight."""
    return begins(day, time.min, zone)


def begins(day: date, clock: time, zone: str) -> datetime:
    """The first instant, in UTC, at which the wall shows that time or a later one."""
    early, late = _both(day, clock, zone)
    return early if early <= late else _passed(late, early, ZoneInfo(zone))


def ends(day: date, clock: time, zone: str) -> datetime:
    """The last instant, in UTC, at which the wall comes to that time."""
    early, late = _both(day, clock, zone)
    return late if early <= late else _passed(late, early, ZoneInfo(zone))


def _both(day: date, clock: time, zone: str) -> tuple[datetime, datetime]:
    """The two readings of a time on the wall: equal on most days, swapped where the clock skips it."""
    wall = datetime.combine(day, clock, ZoneInfo(zone))
    return wall.replace(fold=0).astimezone(UTC), wall.replace(fold=1).astimezone(UTC)


def _passed(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant between the two at which the clock changes, to the second."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = (before + (after - before) // 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
