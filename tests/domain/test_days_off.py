"""Own days off: told in spans, taken back in spans, never for what is past."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from comity.domain.act import Part
from comity.domain.days_off import FURTHEST, LONGEST, DaysOffTold, TellDaysOff
from comity.domain.invitations import Admit
from sayings import COUPLE, day, invite, join
from story import ANA, BEN, CLEO, given, moment

TODAY = day("02")
WEEK = TellDaysOff(first=day("09"), last=day("13"))


def days_off(*steps: object, who: str = ANA) -> tuple[date, ...]:
    return given(*COUPLE, *steps).sight(BEN).members[0 if who == ANA else 1].days_off  # type: ignore[arg-type]


def test_a_span_is_told_and_the_others_see_its_days() -> None:
    given(*COUPLE).when(ANA, WEEK).then(DaysOffTold(first=day("09"), last=day("13"), off=True))

    assert days_off((ANA, WEEK)) == tuple(day(each) for each in ("09", "10", "11", "12", "13"))
    assert days_off((ANA, WEEK), who=BEN) == ()


def test_a_day_in_the_middle_is_worked_after_all() -> None:
    back = TellDaysOff(first=day("11"), last=day("11"), off=False)

    assert days_off((ANA, WEEK), (ANA, back)) == tuple(day(each) for each in ("09", "10", "12", "13"))


def test_days_that_are_past_are_shown_to_nobody() -> None:
    assert days_off((ANA, WEEK), moment("2026-03-12 09:00")) == (day("12"), day("13"))


@pytest.mark.parametrize(
    ("first", "last", "part"),
    [
        (TODAY - timedelta(days=1), TODAY, "first"),
        (TODAY + FURTHEST + timedelta(days=1), TODAY + FURTHEST + timedelta(days=1), "first"),
        (day("09"), day("08"), "last"),
        (day("09"), day("09") + LONGEST + timedelta(days=1), "last"),
    ],
    ids=["past", "far", "backwards", "long"],
)
def test_a_span_begins_today_at_the_earliest_and_has_an_end(first: date, last: date, part: str) -> None:
    given(*COUPLE).when(ANA, TellDaysOff(first=first, last=last)).refused("bad_date", part=part)


def test_there_is_an_end_to_how_many_days_one_can_tell() -> None:
    spans = [day("02") + timedelta(days=122 * times) for times in range(3)]
    told = [(ANA, TellDaysOff(first=first, last=first + LONGEST)) for first in spans]
    more = TellDaysOff(first=TODAY + timedelta(days=400), last=TODAY + timedelta(days=460))

    given(*COUPLE, *told).when(ANA, more).refused("too_many_days_off", most=400)


def test_a_guide_has_none() -> None:
    guided = (*COUPLE, (ANA, invite(CLEO, part=Part.GUIDE)), (BEN, Admit(invitation=f"place of {CLEO}", yes=True)))

    given(*guided, (CLEO, join(CLEO))).when(CLEO, WEEK).refused("guide_never_agrees")


def test_promise_10_a_guide_sees_nobodys() -> None:
    guided = (*COUPLE, (ANA, invite(CLEO, part=Part.GUIDE)), (BEN, Admit(invitation=f"place of {CLEO}", yes=True)))

    story = given(*guided, (CLEO, join(CLEO)), (ANA, WEEK))

    assert [member.days_off for member in story.sight(CLEO).members] == [(), (), ()]
