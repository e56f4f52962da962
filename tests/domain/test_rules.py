"""Worked cases of the rules a machine checks; every row can be followed with a calendar in hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial
from itertools import pairwise
from operator import add
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from comity import holidays
from comity.domain import calendar
from comity.domain.refusal import Refused
from comity.domain.rules import (
    LeadTime,
    LeftOut,
    QuietWindow,
    Rule,
    check,
    earliest,
    lead_time,
    next_quiet,
    quiet,
)

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NEW_YORK, BERLIN, LORD_HOWE = "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"
WEEK = (0, 1, 2, 3, 4, 5, 6)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


def rows(table: str) -> list[list[str]]:
    """The lines of a table below its heading, cell by cell; "#" begins what is said about it."""
    lines = (Path(__file__).parent / table).read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if line and not line.startswith("#")]
    return [[cell.strip() for cell in line.split("|")] for line in told[1:]]


def wall(text: str, zone: str) -> datetime:
    """ "2026-11-24 10:00" on the wall of a zone; an asterisk means the second time it shows that."""
    return datetime.fromisoformat(text.rstrip("*")).replace(tzinfo=ZoneInfo(zone), fold=int(text.endswith("*")))


def on_the_wall(at: datetime, zone: str) -> str:
    """The opposite of `wall`, with the weekday before it."""
    there = at.astimezone(ZoneInfo(zone))
    twice = "*" if there.fold else ""
    seconds = f":{there:%S}" if there.second else ""
    return f"{DAY_NAMES[there.weekday()]} {there:%Y-%m-%d %H:%M}{seconds}{twice}"


def weekdays(text: str) -> tuple[int, ...]:
    """ "Mon-Fri" or "Tue Thu"."""
    if "-" in text:
        first, last = text.split("-")
        return tuple(range(DAY_NAMES.index(first), DAY_NAMES.index(last) + 1))
    return tuple(DAY_NAMES.index(name) for name in text.split())


def lead(days: int, zone: str = NEW_YORK, *, cut_off: str | None = None, on: str = "Mon-Fri") -> LeadTime:
    return LeadTime(
        days=days,
        weekdays=weekdays(on),
        country="US",
        region="",
        cut_off=cut_off,
        zone=zone,
        days_off_of="zoe",
    )


def window(start: str, end: str, zone: str = BERLIN, *, on: str = "Mon-Sun") -> QuietWindow:
    return QuietWindow(owner="sarah", weekdays=weekdays(on), start=start, end=end, zone=zone)


def public_holidays(place: str, *, of: datetime) -> frozenset[date]:
    """Those of "DE BY" or "US", of the year before a moment until the one after."""
    country, _, region = place.partition(" ")
    years = [holidays.closed(country, region, of.year + ahead) for ahead in (-1, 0, 1)]
    return frozenset[date]().union(*(year for year in years if year is not None))


def called(left: LeftOut, place: str) -> str:
    """The name of a holiday, or "day off"."""
    country, _, region = place.partition(" ")
    return holidays.name(country, region, left.day, "en") if left.why == "holiday" else left.why.replace("_", " ")


@pytest.mark.parametrize("row", [pytest.param(cells, id=cells[0]) for cells in rows("rules_lead_time.txt")])
def test_a_lead_time_counts_working_days(row: list[str]) -> None:
    _, days, on, cut_off, place, off, zone, asked, due, expected, left_out = row
    rule = lead(int(days), zone, cut_off=cut_off or None, on=on)
    at, days_off = wall(asked, zone).astimezone(UTC), frozenset(map(date.fromisoformat, off.split()))

    check(rule)
    verdict = lead_time(
        rule, asked=at, due=wall(due, zone).astimezone(UTC), closed=public_holidays(place, of=at), off=days_off
    )

    found = on_the_wall(verdict.earliest, zone) if verdict.earliest else verdict.code
    assert found == expected
    assert ", ".join(called(left, place) for left in verdict.left_out if left.why != "weekday") == left_out
    assert verdict.fits is (expected == "fits")
    assert len(verdict.counted) == verdict.days == int(days)


def test_the_lines_of_a_table_have_names_of_their_own() -> None:
    for table in ("rules_lead_time.txt", "rules_quiet.txt", "rules_next_quiet.txt"):
        names = [cells[0] for cells in rows(table)]
        assert len(names) == len(set(names))


def test_the_verdict_says_what_was_counted_and_what_was_left_out() -> None:
    """Suki's job: asked on Tuesday 24 November 2026, counted from tomorrow."""
    verdict = lead_time(
        lead(5),
        asked=wall("2026-11-24 10:00", NEW_YORK),
        due=wall("2026-11-27 17:00", NEW_YORK),
        closed=frozenset({date(2026, 11, 26)}),
    )

    assert (verdict.fits, verdict.code, verdict.started) == (False, "too_soon", date(2026, 11, 24))
    assert verdict.counted == (
        date(2026, 11, 25),
        date(2026, 11, 27),
        date(2026, 11, 30),
        date(2026, 12, 1),
        date(2026, 12, 2),
    )
    assert verdict.left_out == (
        LeftOut(day=date(2026, 11, 26), why="holiday"),
        LeftOut(day=date(2026, 11, 28), why="weekday"),
        LeftOut(day=date(2026, 11, 29), why="weekday"),
    )
    assert verdict.earliest == datetime(2026, 12, 2, 22, 0, tzinfo=UTC)


def test_a_holiday_and_a_day_off_are_told_apart_and_a_holiday_is_named_first() -> None:
    both = {date(2026, 11, 26), date(2026, 11, 28)}

    verdict = lead_time(
        lead(1),
        asked=wall("2026-11-25 10:00", NEW_YORK),
        due=wall("2026-11-30 17:00", NEW_YORK),
        closed=frozenset(both),
        off=frozenset(both | {date(2026, 11, 27)}),
    )

    assert [(left.day.day, left.why) for left in verdict.left_out] == [
        (26, "holiday"),
        (27, "day_off"),
        (28, "weekday"),
        (29, "weekday"),
    ]


def test_after_the_cut_off_the_verdict_names_the_day_on_which_it_counts_as_asked() -> None:
    verdict = lead_time(
        lead(1, cut_off="17:00"),
        asked=wall("2026-11-27 17:30", NEW_YORK),
        due=wall("2026-12-01 09:00", NEW_YORK),
        closed=frozenset(),
    )

    assert (verdict.fits, verdict.started, verdict.counted) == (
        True,
        date(2026, 11, 30),
        (date(2026, 12, 1),),
    )


def test_days_are_those_of_the_receivers_zone() -> None:
    """Late on Tuesday in New York it is Wednesday in Auckland."""
    asked = wall("2026-11-24 20:00", NEW_YORK)

    assert earliest(lead(1, "America/New_York"), asked=asked, closed=frozenset()) == wall("2026-11-25 00:00", NEW_YORK)
    assert earliest(lead(1, "Pacific/Auckland"), asked=asked, closed=frozenset()) == wall(
        "2026-11-26 00:00", "Pacific/Auckland"
    )


def test_days_off_without_end_leave_no_day() -> None:
    asked = wall("2026-11-24 10:00", NEW_YORK)
    closed = frozenset(asked.date() + timedelta(days=ahead) for ahead in range(2000))

    verdict = lead_time(lead(1), asked=asked, due=asked, closed=closed)

    assert (verdict.fits, verdict.code, verdict.earliest) == (False, "no_day_fits", None)
    assert earliest(lead(1), asked=asked, closed=closed) is None


@pytest.mark.parametrize("row", [pytest.param(cells, id=cells[0]) for cells in rows("rules_quiet.txt")])
def test_it_is_quiet_from_the_first_instant_to_before_the_last(row: list[str]) -> None:
    _, on, start, end, zone, at, expected = row
    rule = window(start, end, zone, on=on)

    check(rule)
    until = quiet(rule, at=wall(at, zone).astimezone(UTC))

    assert (on_the_wall(until, zone) if until else "not") == expected


@pytest.mark.parametrize("row", [pytest.param(cells, id=cells[0]) for cells in rows("rules_next_quiet.txt")])
def test_the_next_quiet_time_is_known(row: list[str]) -> None:
    _, on, start, end, zone, at, begins, until = row
    rule = window(start, end, zone, on=on)

    found = next_quiet(rule, at=wall(at, zone))

    assert found is not None
    assert [on_the_wall(each, zone) for each in found] == [begins, until]


def test_a_window_on_no_day_never_comes() -> None:
    rule = QuietWindow(owner="sarah", weekdays=(), start="07:00", end="08:00", zone=BERLIN)

    assert next_quiet(rule, at=wall("2026-11-24 07:00", BERLIN)) is None


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (lead(0), "rule_impossible"),
        (lead(61), "rule_impossible"),
        (lead(1, on=""), "rule_impossible"),
        (lead(1, "Nowhere/Here"), "zone_unknown"),
        (lead(1, "America"), "zone_unknown"),
        (lead(1, "localtime"), "zone_unknown"),
        (lead(1, "../etc/passwd"), "zone_unknown"),
        (lead(1, "Etc/../passwd"), "zone_unknown"),
        (lead(1, "posix/Europe/Berlin"), "zone_unknown"),
        (lead(1, "America/Argentina"), "zone_unknown"),
        (lead(1, ""), "zone_unknown"),
        (lead(1, cut_off="25:00"), "time_unknown"),
        (lead(1, cut_off="9:00"), "time_unknown"),
        (window("07:00", "08:60"), "time_unknown"),
        (window("7", "08:00"), "time_unknown"),
        (window("07:00", "07:00"), "rule_impossible"),
        (window("00:00", "00:00"), "rule_impossible"),
        (window("07:00", "08:00", on=""), "rule_impossible"),
        (window("07:00", "08:00", on="Tue Mon"), "rule_impossible"),
        (window("07:00", "08:00", on="Mon Mon"), "rule_impossible"),
        (QuietWindow(owner="a", weekdays=(7,), start="07:00", end="08:00", zone="UTC"), "rule_impossible"),
        (
            LeadTime(
                days=1,
                weekdays=(0,),
                country="Zoe's country",
                region="",
                cut_off=None,
                zone="UTC",
                days_off_of="",
            ),
            "country_unknown",
        ),
        *((replace(lead(1), region=region), "country_unknown") for region in ("all", "B-Y", "New York", "B" * 31)),
    ],
)
def test_a_rule_that_nobody_could_meet_is_refused(rule: Rule, code: str) -> None:
    with pytest.raises(Refused) as refused:
        check(rule)

    assert refused.value.code == code


@pytest.mark.parametrize("region", ["", "9", "BY", "ENG", "Augsburg", "NSW_Western"])
def test_a_region_goes_by_a_code_or_the_name_of_a_town(region: str) -> None:
    check(replace(lead(1), region=region))


def test_rules_have_names_for_ever() -> None:
    assert (LeadTime.NAME, QuietWindow.NAME) == ("lead_time", "quiet_window")


ZONES = st.sampled_from(
    [NEW_YORK, BERLIN, LORD_HOWE, "Africa/Cairo", "America/Havana", "Asia/Kolkata", "Pacific/Apia", "UTC"]
)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
SOME_WEEKDAYS = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
CLOCKS = (st.times() | st.times(max_value=time(4))).map(lambda at: f"{at:%H:%M}")
"""Any, and often one of the small hours, in which clocks are changed."""
LEADS = st.builds(
    LeadTime,
    days=st.integers(1, 12),
    weekdays=SOME_WEEKDAYS,
    country=st.just("DE"),
    region=st.just("BY"),
    cut_off=st.none() | CLOCKS,
    zone=ZONES,
    days_off_of=st.just("zoe"),
)
WINDOWS = st.builds(
    QuietWindow, owner=st.just("sarah"), weekdays=SOME_WEEKDAYS, start=CLOCKS, end=CLOCKS, zone=ZONES
).filter(lambda rule: rule.start != rule.end)
HOURS = timedelta(hours=4)
AROUND = st.timedeltas(-HOURS, HOURS)
WHILE = st.timedeltas(timedelta(0), timedelta(days=20)) | st.timedeltas(timedelta(0), HOURS)


@cache
def clock_changes(zone: str) -> list[datetime]:
    """The hours in which the clock is changed, in three years."""
    hours = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=each) for each in range(3 * 366 * 24)]
    there = ZoneInfo(zone)
    return [
        after
        for before, after in pairwise(hours)
        if there.utcoffset(before.astimezone(there)) != there.utcoffset(after.astimezone(there))
    ]


def instants(zone: str, *clocks: str | None) -> st.SearchStrategy[datetime]:
    """Any, and often one near a change of the clock or within a second of such a time of day."""
    kinds = [INSTANTS]
    if changes := clock_changes(zone):
        kinds.append(st.builds(add, st.sampled_from(changes), AROUND))
    for clock in filter(None, clocks):
        days = st.dates(date(2020, 1, 1), date(2036, 1, 1)) | st.sampled_from(
            [at.date() for at in changes] or [date(2026, 1, 1)]
        )
        edges = st.builds(partial(calendar.begins, clock=time.fromisoformat(clock), zone=zone), days)
        kinds.append(st.builds(add, edges, st.sampled_from([-SECOND, timedelta(0), SECOND])))
    return st.one_of(kinds)


def asked_where_the_clock_changes(zone: str) -> st.SearchStrategy[tuple[LeadTime, datetime]]:
    """A lead time whose cut-off is near a change of the clock, and a moment near both."""
    return st.builds(
        lambda change, cut_off, asked: (
            lead(1, zone, cut_off=f"{(change + cut_off).astimezone(ZoneInfo(zone)):%H:%M}", on="Mon-Sun"),
            change + asked,
        ),
        st.sampled_from(clock_changes(zone)),
        NEAR,
        NEAR,
    )


def looked_at_where_the_clock_changes(zone: str) -> st.SearchStrategy[tuple[QuietWindow, datetime]]:
    """A window that begins and ends near a change of the clock, and a moment near it."""
    return st.builds(
        lambda change, start, end, at: (
            window(*(f"{(change + each).astimezone(ZoneInfo(zone)):%H:%M}" for each in (start, end)), zone),
            change + at,
        ),
        st.sampled_from(clock_changes(zone)),
        NEAR,
        NEAR,
        NEAR,
    ).filter(lambda looking: looking[0].start != looking[0].end)


NEAR = st.timedeltas(timedelta(hours=-2), timedelta(hours=2))
CHANGING = st.sampled_from([NEW_YORK, BERLIN, LORD_HOWE, "Africa/Cairo", "America/Havana"])
ASKED = st.one_of(
    LEADS.flatmap(lambda rule: st.tuples(st.just(rule), instants(rule.zone, rule.cut_off))),
    CHANGING.flatmap(asked_where_the_clock_changes),
)
LOOKED_AT = st.one_of(
    WINDOWS.flatmap(lambda rule: st.tuples(st.just(rule), instants(rule.zone, rule.start, rule.end))),
    CHANGING.flatmap(looked_at_where_the_clock_changes),
)
DAYS_AHEAD = st.sets(st.integers(0, 30), max_size=12)


def from_then(asked: datetime, ahead: set[int]) -> frozenset[date]:
    """So many days after it was asked."""
    return frozenset(asked.date() + timedelta(days=each) for each in ahead)


def counts(rule: LeadTime, day: date, *left_out: frozenset[date]) -> bool:
    """Whether a day is a working day, said another way."""
    return day.weekday() in rule.weekdays and not any(day in days for days in left_out)


def day_it_counts_as_asked(rule: LeadTime, asked: datetime, *left_out: frozenset[date]) -> date:
    """The same as `Verdict.started`, said another way."""
    shown = calendar.local_date(asked, rule.zone)
    if rule.cut_off is None:
        return shown
    if counts(rule, shown, *left_out) and asked < calendar.begins(shown, time.fromisoformat(rule.cut_off), rule.zone):
        return shown
    return next(day for day in days_after(shown) if counts(rule, day, *left_out))


def days_after(day: date, *, until: date = date(2100, 1, 1)) -> Iterator[date]:
    """The days after one, up to the last and with it."""
    while day < until:
        day += timedelta(days=1)
        yield day


@given(asking=ASKED, closed=DAYS_AHEAD, off=DAYS_AHEAD)
def test_the_earliest_fits_and_a_minute_earlier_does_not(
    asking: tuple[LeadTime, datetime], closed: set[int], off: set[int]
) -> None:
    rule, asked = asking
    handed_in = {"closed": from_then(asked, closed), "off": from_then(asked, off)}
    first = earliest(rule, asked=asked, **handed_in)
    assert first is not None

    for sooner in (SECOND, MINUTE):
        before = lead_time(rule, asked=asked, due=first - sooner, **handed_in)
        assert lead_time(rule, asked=asked, due=first, **handed_in).fits
        assert (before.fits, before.code) == (False, "too_soon")
        assert before.earliest is not None
        assert before.earliest > first - sooner
        assert lead_time(rule, asked=asked, due=before.earliest, **handed_in).fits
        assert not lead_time(rule, asked=asked, due=before.earliest - timedelta(days=2), **handed_in).fits


@given(asking=ASKED, wait=WHILE, closed=DAYS_AHEAD, off=DAYS_AHEAD)
def test_it_fits_where_there_are_enough_working_days_until_then(
    asking: tuple[LeadTime, datetime], wait: timedelta, closed: set[int], off: set[int]
) -> None:
    rule, asked = asking
    holidays_then, days_off = from_then(asked, closed), from_then(asked, off)
    due = asked + wait

    verdict = lead_time(rule, asked=asked, due=due, closed=holidays_then, off=days_off)

    started = day_it_counts_as_asked(rule, asked, holidays_then, days_off)
    between = days_after(started, until=calendar.local_date(due, rule.zone))
    assert verdict.started == started
    assert verdict.fits is (sum(counts(rule, day, holidays_then, days_off) for day in between) >= rule.days)
    assert lead_time(rule, asked=asked, due=due + wait, closed=holidays_then, off=days_off).fits >= verdict.fits


@given(asking=ASKED, later=WHILE, closed=DAYS_AHEAD, off=DAYS_AHEAD)
def test_asking_later_never_makes_it_due_sooner(
    asking: tuple[LeadTime, datetime], later: timedelta, closed: set[int], off: set[int]
) -> None:
    rule, asked = asking
    handed_in = {"closed": from_then(asked, closed), "off": from_then(asked, off)}
    first = earliest(rule, asked=asked, **handed_in)
    second = earliest(rule, asked=asked + later, **handed_in)

    assert first is not None
    assert second is not None
    assert first <= second


@given(asking=ASKED, closed=DAYS_AHEAD, off=DAYS_AHEAD, more=DAYS_AHEAD)
def test_more_days_off_never_make_it_due_sooner(
    asking: tuple[LeadTime, datetime], closed: set[int], off: set[int], more: set[int]
) -> None:
    rule, asked = asking
    holidays_then = from_then(asked, closed)
    few = earliest(rule, asked=asked, closed=holidays_then, off=from_then(asked, off))
    many = earliest(rule, asked=asked, closed=holidays_then, off=from_then(asked, off | more))

    assert few is not None
    assert many is not None
    assert few <= many


@given(asking=ASKED, closed=DAYS_AHEAD, off=DAYS_AHEAD)
def test_every_day_between_is_counted_or_left_out_with_its_reason(
    asking: tuple[LeadTime, datetime], closed: set[int], off: set[int]
) -> None:
    rule, asked = asking
    holidays_then, days_off = from_then(asked, closed), from_then(asked, off)

    verdict = lead_time(rule, asked=asked, due=asked, closed=holidays_then, off=days_off)

    shown = calendar.local_date(asked, rule.zone)
    passed = set(days_after(shown, until=verdict.counted[-1]))
    assert passed - {verdict.started} == {*verdict.counted, *(each.day for each in verdict.left_out)}
    for left in verdict.left_out:
        assert (left.why == "weekday") is (left.day.weekday() not in rule.weekdays)
        assert left.why != "holiday" or left.day in holidays_then
        assert left.why != "day_off" or left.day in days_off - holidays_then
    assert all(counts(rule, day, holidays_then, days_off) for day in verdict.counted)


@given(looking=LOOKED_AT)
def test_quiet_ends_when_it_says_and_not_a_second_or_a_minute_sooner(looking: tuple[QuietWindow, datetime]) -> None:
    rule, at = looking
    at = at.replace(microsecond=0)
    until = quiet(rule, at=at)

    if until is None:
        following = next_quiet(rule, at=at)
        assert following is not None
        assert at < following[0] < following[1]
        assert quiet(rule, at=following[0] - SECOND) is None
        assert quiet(rule, at=following[0]) == following[1]
    else:
        assert quiet(rule, at=until) is None
        assert quiet(rule, at=until - SECOND) == until
        assert quiet(rule, at=max(at, until - MINUTE)) == until


@given(looking=LOOKED_AT)
def test_between_its_beginning_and_its_end_it_is_quiet_all_the_time(looking: tuple[QuietWindow, datetime]) -> None:
    rule, at = looking
    found = next_quiet(rule, at=at)
    assert found is not None
    begins, ends = found

    within = [begins + (ends - begins) * part / 7 for part in range(7)]

    assert {quiet(rule, at=moment) for moment in within} == {ends}


@given(looking=LOOKED_AT)
def test_where_no_clock_changes_quiet_is_what_the_wall_shows(looking: tuple[QuietWindow, datetime]) -> None:
    rule, at = looking
    zone = ZoneInfo(rule.zone)
    assume((at - timedelta(days=2)).astimezone(zone).utcoffset() == at.astimezone(zone).utcoffset())
    assume((at + timedelta(days=2)).astimezone(zone).utcoffset() == at.astimezone(zone).utcoffset())
    there = at.astimezone(zone)
    now, start, end = there.time(), time.fromisoformat(rule.start), time.fromisoformat(rule.end)
    today, yesterday = there.weekday() in rule.weekdays, (there.weekday() - 1) % 7 in rule.weekdays
    on_one_day = today and start <= now < end
    over_midnight = (today and now >= start) or (yesterday and now < end)

    assert (quiet(rule, at=at) is not None) is (on_one_day if start < end else over_midnight)
