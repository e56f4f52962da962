"""A job on its page: what was typed is never lost, and nothing is sent that was not meant."""

from __future__ import annotations

from typing import Any

import pytest

from comity.ledger import store
from web.moments import Clock
from web.pair import Somebody, together

pytestmark = pytest.mark.django_db

FIVE_DAYS = {"lead_days": "5", "lead_weekdays": ["0", "1", "2", "3", "4"], "lead_country": "US", "until": "open"}
FRIDAY, WEDNESDAY = "2026-11-27", "2026-12-02"


@pytest.fixture
def two(clock: Clock) -> tuple[Somebody, Somebody]:
    """Ana, who needs five working days, and Ben, who has a job for her; it is a Tuesday."""
    ana, ben = together()
    ana.asks("Send each job five working days before it is due", **FIVE_DAYS)
    ben.term = ana.term
    ben.answers("yes")
    return ana, ben


def asks(somebody: Somebody) -> dict[str, Any]:
    state = store.load(somebody.alliance)
    assert state is not None
    return state.asks


def test_what_does_not_fit_is_not_sent_and_comes_back_with_three_ways_on(two: tuple[Somebody, Somebody]) -> None:
    ana, ben = two

    page = ben.sends_job(ana.member, day=FRIDAY).content.decode()

    assert asks(ben) == {}
    assert "Spring flyer" in page
    assert "Friday 27 November does not fit." in page
    assert 'value="first"' in page


def test_the_first_day_that_fits_is_taken_with_one_tap(two: tuple[Somebody, Somebody]) -> None:
    ana, ben = two
    page = ben.sends_job(ana.member, day=FRIDAY).content.decode()
    first = page.split('name="first" value="')[1].split('"')[0]

    ben.sends_job(ana.member, day=FRIDAY, way="first", first=first)

    (ask,) = asks(ben).values()
    assert ask.due.date().isoformat() == WEDNESDAY
    assert ask.fitting.fits


@pytest.mark.parametrize("first", ["", "soon", "-1", "9" * 11, "١٢٣"])
def test_a_first_day_that_nobody_named_sends_nothing(two: tuple[Somebody, Somebody], first: str) -> None:
    ana, ben = two

    answer = ben.sends_job(ana.member, day=FRIDAY, way="first", first=first)

    assert answer.status_code in {200, 422}
    assert asks(ben) == {}


def test_sent_twice_it_is_one_job(two: tuple[Somebody, Somebody]) -> None:
    ana, ben = two
    key = "5" * 32

    places = [ben.sends_job(ana.member, day=WEDNESDAY, act=key)["Location"] for _ in range(2)]

    assert places[0] == places[1]
    assert len(asks(ben)) == 1


def test_a_rule_that_changed_meanwhile_is_read_first_and_what_was_typed_is_kept(
    two: tuple[Somebody, Somebody],
) -> None:
    ana, ben = two
    path = ben.at("ask", ana.member)
    ben.sees(path)
    old = {"text": "Spring flyer", "due_day": WEDNESDAY, "due_time": "17:00", "under": f"{ana.term}/1"}
    ana.fills(ana.at("terms", ana.term, "another-way"), text="Six days, please", **(FIVE_DAYS | {"lead_days": "6"}))
    ben.answers("yes")

    page = ben.sends(path, **old).content.decode()

    assert asks(ben) == {}
    assert "What you agreed on has changed since you opened this page." in page
    assert "Spring flyer" in page
    assert f'value="{ana.term}/2"' in page


def test_whoever_has_just_left_is_not_asked_and_what_was_typed_is_kept(two: tuple[Somebody, Somebody]) -> None:
    ana, ben = two
    member = ana.member
    ana.sends(ana.at("leaving"))

    answer = ben.sends(ben.at("ask", member), text="Spring flyer", due_day=WEDNESDAY, due_time="17:00")

    assert answer.status_code == 409
    assert "Spring flyer" in answer.content.decode()
    assert asks(ben) == {}


def test_whoever_pauses_is_not_asked(two: tuple[Somebody, Somebody]) -> None:
    ana, ben = two
    ana.sends(ana.at("pause"))

    page = ben.sends(ben.at("ask", ana.member), text="Spring flyer", due_day=WEDNESDAY, due_time="17:00")

    assert "has paused" in page.content.decode()
    assert ben.at("ask", ana.member) not in ben.sees(ben.at())


def test_the_verdict_alone_carries_no_words_and_needs_none(two: tuple[Somebody, Somebody]) -> None:
    ana, ben = two

    part = ben.client.get(ben.at("ask", ana.member, "fit"), {"due_day": FRIDAY, "due_time": "17:00"})

    assert part.status_code == 200
    assert "<html" not in part.content.decode()
    assert "Friday 27 November does not fit." in part.content.decode()


@pytest.mark.parametrize("asked", [{}, {"due_day": "x"}, {"due_day": "2020-01-01", "due_time": "17:00"}])
def test_the_verdict_stands_under_no_day_that_cannot_be(two: tuple[Somebody, Somebody], asked: dict[str, str]) -> None:
    ana, ben = two

    part = ben.client.get(ben.at("ask", ana.member, "fit"), asked).content.decode()

    assert "fit." not in part
    assert "Send to Ana" in part


def test_where_it_is_another_hour_for_the_other_it_says_so(two: tuple[Somebody, Somebody], clock: Clock) -> None:
    ana, ben = two
    ben.sends("/settings/", name="Ben", zone="Asia/Tokyo", language="en", theme="")

    part = ben.client.get(ben.at("ask", ana.member, "fit"), {"due_day": WEDNESDAY, "due_time": "17:00"})

    assert "For Ana that is Wednesday 2 December, 09:00." in part.content.decode()


def test_a_counter_that_does_not_fit_is_asked_all_the_same_with_one_more_tick(two: tuple[Somebody, Somebody]) -> None:
    ana, ben = two
    ben.sends_job(ana.member, day=WEDNESDAY)
    ana.job = ben.job
    ana.answers_job("counter", due_day="2026-12-04", due_time="12:00")

    refused = ben.answers_job("counter", due_day=FRIDAY, due_time="12:00").content.decode()
    ben.answers_job("counter", due_day=FRIDAY, due_time="12:00", knowingly="1")

    assert "That day does not fit what you agreed on." in refused
    assert "Ask Ana all the same" in refused
    assert [turn.fitting and turn.fitting.fits for turn in asks(ben)[ben.job].turns] == [None, False]


def test_an_answer_to_a_date_that_was_changed_is_refused_and_its_line_kept(two: tuple[Somebody, Somebody]) -> None:
    ana, ben = two
    ben.sends_job(ana.member, day=WEDNESDAY)
    ana.job = ben.job
    ana.answers_job("counter", due_day="2026-12-04", due_time="12:00")

    page = ben.sends(ben.at("asks", ben.job, "answer"), answer="yes", turn="0", line="Fine with me").content.decode()

    assert "There is another date by now." in page
    assert "Fine with me" in page


def test_the_history_leads_to_what_was_asked(two: tuple[Somebody, Somebody]) -> None:
    ana, ben = two
    ben.sends_job(ana.member, day=WEDNESDAY)

    assert ana.at("asks", ben.job) in ana.sees(ana.at("history"))


def test_days_off_are_told_and_taken_back(two: tuple[Somebody, Somebody]) -> None:
    ana, ben = two
    ana.sends(ana.at("days-off"), first="2026-12-01", last="2026-12-04")

    assert "Tuesday 1 December to Friday 4 December" in ben.sees(ben.at("days-off"))
    assert "does not fit" in ben.sends_job(ana.member, day=WEDNESDAY).content.decode()
    ana.sends(ana.at("days-off"), first="2026-12-02", last="2026-12-03", after_all="1")
    page = ana.sees(ana.at("days-off"))
    assert "Tuesday 1 December" in page
    assert "Friday 4 December" in page
    assert "to Friday" not in page


def test_promise_09_what_one_does_oneself_leaves_nothing_behind(two: tuple[Somebody, Somebody]) -> None:
    ana, ben = two
    before = store.load(ben.alliance)

    page = ben.sends_job(ana.member, day=FRIDAY, way="myself")

    assert "Then it stays with you" in page.content.decode()
    assert store.load(ben.alliance) == before
