"""Days as calendar entries that tell nothing: no names, no words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

NINE = time(9)
HALF_AN_HOUR = timedelta(minutes=30)


def look_back_day(*, uid: str, day: date, zone: str, title: str, url: str, made: datetime) -> bytes:
    """One entry at nine in the morning of a day, by the clock of a zone, under a neutral title."""
    entry = Event()
    begin = datetime.combine(day, NINE, ZoneInfo(zone))
    entry.add("uid", f"{uid}@comity")
    entry.add("dtstamp", made)
    entry.add("summary", title)
    entry.add("dtstart", begin)
    entry.add("dtend", begin + HALF_AN_HOUR)
    entry.add("url", url)
    entry.add("class", "PRIVATE")
    entry.add("transp", "TRANSPARENT")
    calendar = Calendar()
    calendar.add("prodid", "-//Comity//Comity//EN")
    calendar.add("version", "2.0")
    calendar.add_component(entry)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
