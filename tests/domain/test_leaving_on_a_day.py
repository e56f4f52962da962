"""One may set a day for leaving: until it comes nobody else can see it, and one may stay."""

from __future__ import annotations

from datetime import date, timedelta

from comity.domain.people import Leave, MemberLeft, Stay, due
from sayings import alliance
from story import ANA, BEN, MONDAY, given

COUPLE = alliance(ANA, BEN)

FRIDAY = date(2026, 3, 6)


def test_a_leaving_with_a_day_is_no_entry() -> None:
    given(*COUPLE).when(BEN, Leave(on=FRIDAY)).folded()


def test_a_day_that_has_come_is_at_once() -> None:
    given(*COUPLE).when(BEN, Leave(on=date(2026, 3, 2))).then(MemberLeft())


def test_a_day_lies_two_weeks_ahead_at_most() -> None:
    given(*COUPLE).when(BEN, Leave(on=date(2026, 3, 17))).refused("bad_date")


def test_one_may_stay_after_all() -> None:
    given(*COUPLE, (BEN, Leave(on=FRIDAY))).when(BEN, Stay()).then()


def test_who_has_set_no_day_has_nothing_to_take_back() -> None:
    given(*COUPLE).when(BEN, Stay()).refused("not_leaving")


def test_who_has_set_a_day_may_still_leave_at_once() -> None:
    story = given(*COUPLE, (BEN, Leave(on=FRIDAY))).when(BEN, Leave())

    assert story.folds == []


def test_the_day_falls_due_when_it_begins_where_the_leaver_is() -> None:
    story = given(*COUPLE, (BEN, Leave(on=FRIDAY)))
    assert story.state is not None
    eve = MONDAY.replace(hour=22, minute=59) + timedelta(days=3)

    assert due(story.state, story.folds, eve) == []
    assert due(story.state, story.folds, eve + timedelta(minutes=1)) == [BEN]


def test_promise_07_the_others_see_nothing_of_a_day_set_for_leaving() -> None:
    before = given(*COUPLE)
    after = given(*COUPLE, (BEN, Leave(on=FRIDAY)))

    before.now = after.now

    assert before.sight(ANA) == after.sight(ANA)
    assert after.sight(BEN).leaves_on == FRIDAY
