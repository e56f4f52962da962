"""The first moment that fits all rules between two: it does, nothing before it does, and where none does it is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import count, pairwise, takewhile
from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

import story
from comity.domain import calendar, fitting
from comity.domain.asked import Fitting
from comity.domain.fitting import Wanted
from comity.domain.rules import LeadTime, QuietWindow, Rule, lead_time, quiet
from comity.domain.sight_asks import asking
from sayings import alliance, boundary, request, yes
from story import ANA, BEN, BERLIN, MINUTE, Story, moment

DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
ZONES = (BERLIN, BERLIN, "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Cairo", "Pacific/Auckland")
STARTS = [moment(f"2026-{day} 09:00") for day in ("03-02", "03-20", "04-01", "04-20", "09-23", "10-19", "10-28")]
"""Among them days before which, or after which, some clock changes."""

SOME = settings(
    max_examples=150,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

WEEKDAYS = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
CLOCK = st.integers(0, 95).map(lambda quarter: f"{quarter // 4:02d}:{quarter % 4 * 15:02d}")
DAYS = st.sets(st.integers(0, 25), max_size=8)


@dataclass(frozen=True)
class Asking:
    """A story in which some rules hold, and what Ben wants of Ana in it."""

    story: Story
    rules: tuple[Rule, ...]
    """Those that protect Ana."""
    wanted: Wanted

    def fitting(self, **other: Any) -> Fitting:
        holidays, wanted = self.story.holidays, replace(self.wanted, **other)
        return fitting.fitting(self.story.alliance, wanted, at=self.story.now, holidays=holidays)

    def fits(self, due: datetime) -> bool:
        """Rule by rule, with no look at any first."""
        return all(self._fits(rule, due) for rule in self.rules)

    def _fits(self, rule: Rule, due: datetime) -> bool:
        if isinstance(rule, QuietWindow):
            return quiet(rule, at=due) is None
        years = (self.story.holidays(rule.country, rule.region, year) for year in range(2025, 2030))
        asked, closed = self.wanted.asked, frozenset[date]().union(*(year or () for year in years))
        if self.wanted.complete_on is not None:
            asked = max(asked, calendar.day_start(self.wanted.complete_on, rule.zone))
        off = frozenset(self.story.alliance.members[ANA].days_off)
        return lead_time(rule, asked=asked, due=due, closed=closed, off=off).fits

    def counted(self) -> list[datetime]:
        """The first that each lead time names where it is missed: at the same time of day, on its last counted day."""
        checked = zip(self.fitting().checked, self.rules, strict=True)
        return [each.earliest for each, rule in checked if isinstance(rule, LeadTime) and each.earliest is not None]


@st.composite
def windows(draw: st.DrawFn, whose: str) -> QuietWindow:
    start, end = draw(CLOCK), draw(CLOCK)
    assume(start != end)
    return QuietWindow(owner=whose, weekdays=draw(WEEKDAYS), start=start, end=end, zone=draw(st.sampled_from(ZONES)))


@st.composite
def lead_times(draw: st.DrawFn, whose: str) -> LeadTime:
    country, region = draw(st.sampled_from(sorted(story.HOLIDAYS)))
    return LeadTime(
        days=draw(st.integers(1, 8)),
        weekdays=draw(WEEKDAYS),
        country=country,
        region=region,
        cut_off=draw(st.none() | CLOCK),
        zone=draw(st.sampled_from(ZONES)),
        days_off_of=whose,
    )


@st.composite
def full_days(draw: st.DrawFn, whose: str) -> list[Rule]:
    """Windows that touch and leave nothing, or nothing but other days."""
    cuts, zone, weekdays = (
        sorted(draw(st.sets(CLOCK, min_size=2, max_size=9))),
        draw(st.sampled_from(ZONES)),
        draw(WEEKDAYS),
    )
    days = draw(st.sampled_from((weekdays, tuple(range(6)), tuple(range(7)))))
    ends = [*cuts[1:], cuts[0]]
    return [
        QuietWindow(owner=whose, weekdays=days, start=start, end=end, zone=zone)
        for start, end in zip(cuts, ends, strict=True)
    ]


@st.composite
def askings(draw: st.DrawFn, rules: Any = None) -> Asking:
    begun = draw(st.sampled_from(STARTS))
    told = Story().given(*alliance(ANA, BEN, begun=begun))
    hers = draw(st.lists(lead_times(ANA) | windows(ANA), max_size=5) if rules is None else rules)
    his = draw(st.lists(lead_times(BEN) | windows(BEN), max_size=1))
    held = tuple(draw(st.permutations([*hers, *his])))
    for number in range(0, len(held), 3):
        _hold(told, f"term {number}", held[number : number + 3], is_limit=draw(st.booleans()))
    off = {(begun + ahead * DAY).date() for ahead in draw(DAYS)}
    told.alliance.members[ANA].days_off = off
    told.alliance.members[BEN].days_off = {(begun + ahead * DAY).date() for ahead in draw(DAYS)}
    extra = frozenset((begun + ahead * DAY).date() for ahead in draw(DAYS))
    told.holidays = lambda country, region, year: _more(story.holidays(country, region, year), extra, year)
    told.now = told.now + draw(st.integers(1, 14 * 24 * 60)) * MINUTE
    due = told.now + draw(st.integers(1, 14 * 24 * 60)) * MINUTE
    complete_on = draw(st.none() | st.integers(0, 12).map(lambda ahead: told.now.date() + ahead * DAY))
    wanted = Wanted(by=BEN, to=ANA, asked=told.now, complete_on=complete_on, due=due)
    return Asking(told, tuple(rule for rule in held if rule in hers), wanted)


def _hold(told: Story, name: str, rules: tuple[Rule, ...], *, is_limit: bool) -> None:
    if is_limit:
        told.given((ANA, boundary(name, BEN, rules=rules)))
    else:
        told.given((ANA, request(name, BEN, f"Please keep to {name}.", rules=rules)), (BEN, yes(name)))


def _more(known: frozenset[date] | None, extra: frozenset[date], year: int) -> frozenset[date] | None:
    return known and known | {day for day in extra if day.year == year}


def around_every_edge(rules: tuple[Rule, ...], start: datetime, end: datetime) -> Iterator[datetime]:
    """Each quarter of an hour that some window begins or ends at, and midnight, with the minutes beside it."""
    edges = {start, end}
    for rule in rules:
        clocks = [rule.start, rule.end] if isinstance(rule, QuietWindow) else ["00:00"]
        first, last = calendar.local_date(start, rule.zone), calendar.local_date(end, rule.zone)
        for ahead in range(-1, (last - first).days + 2):
            for clock in map(time.fromisoformat, clocks):
                day = first + ahead * DAY
                edges |= {calendar.begins(day, clock, rule.zone), calendar.ends(day, clock, rule.zone)}
    beside = (-MINUTE, -SECOND, 0 * SECOND, SECOND, MINUTE)
    yield from sorted({edge + by for edge in edges for by in beside if start <= edge + by < end})


@SOME
@given(asking=askings())
def test_the_first_that_is_named_fits_all_rules(asking: Asking) -> None:
    first = asking.fitting().first
    assume(first is not None)
    assert first is not None

    again = asking.fitting(due=first)

    assert asking.fits(first)
    assert first >= asking.wanted.due
    assert (again.fits, again.first) == (True, first)


@SOME
@given(asking=askings())
def test_what_fits_is_its_own_first(asking: Asking) -> None:
    found = asking.fitting()

    assert (
        found.fits
        == asking.fits(asking.wanted.due)
        == (found.first == asking.wanted.due)
        == all(each.earliest is None for each in found.checked)
    )


@SOME
@given(asking=askings())
def test_nothing_fits_from_the_moment_that_the_days_allow_until_the_first(asking: Asking) -> None:
    first = asking.fitting().first
    assume(first not in (None, asking.wanted.due))
    assert first is not None

    start = max([asking.wanted.due, *asking.counted()])

    assert start <= first
    assert [due for due in around_every_edge(asking.rules, start, first) if asking.fits(due)] == []


@SOME
@given(asking=askings())
def test_nothing_fits_before_the_last_day_that_is_counted(asking: Asking) -> None:
    checked = zip(asking.fitting().checked, asking.rules, strict=True)
    missed = [(each.working[-1], rule.zone) for each, rule in checked if each.code == "too_soon"]
    assume(missed)

    begins = max(calendar.day_start(*day) for day in missed)

    assert begins > asking.wanted.due
    hours = takewhile(lambda due: due < begins, (asking.wanted.due + ahead * HOUR for ahead in count()))
    assert [due for due in (*hours, begins - MINUTE, begins - SECOND) if asking.fits(due)] == []


@settings(SOME, max_examples=100, phases=[Phase.generate])
@given(asking=askings(rules=full_days(ANA)))
def test_where_none_is_named_nothing_fits_for_two_months(asking: Asking) -> None:
    found = asking.fitting()

    if found.first is None:
        coarse = (asking.wanted.due + ahead * HOUR for ahead in range(0, 60 * 24, 5))
        assert [due for due in coarse if asking.fits(due)] == []
    else:
        assert asking.fits(found.first)
        assert [
            due for due in around_every_edge(asking.rules, asking.wanted.due, found.first) if asking.fits(due)
        ] == []


@SOME
@given(asking=askings(), earlier=st.integers(1, 10 * 24 * 60).map(lambda minutes: minutes * MINUTE))
def test_what_fits_goes_on_fitting_where_it_is_asked_earlier(asking: Asking, earlier: timedelta) -> None:
    first = asking.fitting().first
    assume(first is not None)
    assert first is not None

    assert asking.fitting(due=first, asked=asking.wanted.asked - earlier).fits


def test_windows_that_touch_from_monday_to_saturday_leave_sunday() -> None:
    eighths = [f"{hour:02d}:00" for hour in (*range(0, 24, 3), 0)]
    rules = [
        QuietWindow(owner=ANA, weekdays=tuple(range(6)), start=a, end=b, zone=BERLIN) for a, b in pairwise(eighths)
    ]
    told = Story().given(*alliance(ANA, BEN))
    for number in range(0, 8, 3):
        _hold(told, f"term {number}", tuple(rules[number : number + 3]), is_limit=False)
    wanted = Wanted(by=BEN, to=ANA, asked=told.now, complete_on=None, due=moment("2026-03-02 12:00"))

    assert Asking(told, tuple(rules), wanted).fitting().first == moment("2026-03-08 00:00")


def test_where_every_day_is_off_there_is_no_first() -> None:
    rule = LeadTime(days=1, weekdays=(6,), country="DE", region="", cut_off=None, zone=BERLIN, days_off_of=ANA)
    told = Story().given(*alliance(ANA, BEN))
    _hold(told, "lead", (rule,), is_limit=False)
    told.holidays = lambda *of: frozenset(date(of[2], 1, 1) + ahead * DAY for ahead in range(366))
    wanted = Wanted(by=BEN, to=ANA, asked=told.now, complete_on=None, due=moment("2026-03-12 12:00"))

    found = Asking(told, (rule,), wanted).fitting()

    assert ([each.code for each in found.checked], found.first) == (["no_day_fits"], None)


def test_before_an_ask_stand_the_rules_it_falls_under_and_the_words_of_limits() -> None:
    window = QuietWindow(owner=ANA, weekdays=(0,), start="12:00", end="14:00", zone=BERLIN)
    told = Story().given(*alliance(ANA, BEN))
    _hold(told, "noon", (window,), is_limit=True)
    _hold(told, "noon too", (window,), is_limit=False)

    before = asking(told.alliance, by=BEN, to=ANA, at=told.now, wanted=None, holidays=told.holidays)

    assert before.under == (("noon", 1), ("noon too", 1))
    assert before.limits == (told.alliance.terms["noon"].last.words,)
    assert before.fitting is None
