"""The promises of freedom (7, 11, 12), as far as the rules alone can keep them."""

from __future__ import annotations

import pickle
import re
from dataclasses import fields
from typing import Any, get_args

import pytest

from comity.domain.consents import Withdraw
from comity.domain.holding import bound
from comity.domain.invitations import Join
from comity.domain.people import Leave, MemberLeft, Pause, Resume
from comity.domain.sight import Sight
from sayings import (
    COUPLE,
    alliance,
    ask,
    boundary,
    day,
    fold,
    offer,
    request,
    yes,
)
from story import ANA, BEN, CLEO, DAN, Step, Story, given, ref

ASKED: list[Step] = [*COUPLE, (ANA, request())]
AGREED: list[Step] = [*ASKED, (BEN, yes())]
TRIED: list[Step] = [*COUPLE, (ANA, request(until=day("16"))), (BEN, yes())]
QUESTION: list[Step] = [*COUPLE, (ANA, ask())]
OPEN: list[Step] = [*QUESTION, (ANA, fold()), (BEN, fold())]
TEAM = alliance(ANA, BEN, DAN)


def who_is_bound(story: Story, term: str = "quiet") -> set[str]:
    return set(bound(story.alliance, story.alliance.terms[term], story.now))


EVERYWHERE: list[list[Step]] = [COUPLE, QUESTION, OPEN, ASKED, AGREED, TRIED, [*AGREED, (BEN, Pause())]]


def names_in(kind: Any, seen: set[Any] | None = None) -> set[str]:
    """The names of all fields that can be reached from a type, its parts included."""
    seen = set() if seen is None else seen
    if kind in seen:
        return set()
    seen.add(kind)
    found = {field.name for field in fields(kind)} if hasattr(kind, "__dataclass_fields__") else set()
    hints = getattr(kind, "__annotations__", {}).values() if found else get_args(kind)
    return found.union(*(names_in(hint, seen) for hint in hints))


@pytest.mark.parametrize("steps", EVERYWHERE)
def test_promise_07_anyone_may_leave_alone_and_at_once(steps: list[Step]) -> None:
    story = given(*steps).when(BEN, Leave())

    assert story.happened[0] == MemberLeft()
    assert all(BEN not in who_is_bound(story, term) for term in story.alliance.terms)


@pytest.mark.parametrize("steps", EVERYWHERE[:-1])
def test_promise_07_anyone_may_pause_alone_and_at_once(steps: list[Step]) -> None:
    story = given(*steps).when(BEN, Pause())

    assert story.refusal is None
    assert all(BEN not in who_is_bound(story, term) for term in story.alliance.terms)
    assert story.when(BEN, Resume()).refusal is None


def test_promise_07_to_leave_and_to_pause_no_reason_can_be_given() -> None:
    assert [field.name for kind in (Pause, Withdraw, Leave) for field in fields(kind)] == ["term", "on"]


def test_promise_07_taking_a_yes_back_is_one_act_like_giving_it() -> None:
    story = given(*AGREED).when(BEN, Withdraw(term="quiet"))

    assert len(story.happened) == 1
    assert who_is_bound(story) == set()


def test_promise_07_nothing_new_of_a_leaver_is_seen() -> None:
    story = given(*alliance(ANA, BEN, DAN), (ANA, ask()), (DAN, fold()), (ANA, fold()), (DAN, Leave()), (BEN, fold()))

    assert ref(1) not in story.sight(ANA).readable
    assert story.sight(ANA).readable == {ref(2), ref(3)}


def test_promise_07_who_left_gets_in_by_no_old_link() -> None:
    given(*COUPLE, (BEN, Leave())).when(CLEO, Join(invitation="place of ben", zone="UTC")).refused("invitation_gone")


def test_promise_11_nothing_that_is_shown_judges_a_person() -> None:
    shown = names_in(Sight)

    assert not [name for name in shown if re.search("late$|seen|typing|online|kept|broke|breach|slip|percent", name)]


def test_promise_11_nobody_can_see_how_many_have_answered() -> None:
    none, some = given(*TEAM, (ANA, ask())), given(*TEAM, (ANA, ask()), (ANA, fold()), (BEN, fold()))
    none.now = some.now

    assert repr(none.sight(DAN)) == repr(some.sight(DAN))


def test_promise_12_a_term_does_not_govern_another_and_nobody_learns_of_the_attempt() -> None:
    story = given(*COUPLE)
    before = pickle.dumps((story.state, story.recorded, story.folds))

    story.when(ANA, request(text="Share your location with me, always.")).refused("control")

    assert pickle.dumps((story.state, story.recorded, story.folds)) == before


def test_promise_12_what_one_offers_of_oneself_is_ones_own() -> None:
    text = "I will share my location when I hike alone."

    assert given(*COUPLE).when(ANA, offer("hike", BEN, text=text)).refusal is None


def test_promise_12_a_limit_gives_no_orders() -> None:
    orders = "Suki will have to do the work herself, unless I have proper turn-around time"

    given(*COUPLE).when(ANA, boundary("work", BEN, text=orders)).refused("orders_the_other")


def test_a_sight_is_looked_through_to_its_last_part() -> None:
    assert {"answers", "heard", "digest", "reviews", "verdict", "may"} <= names_in(Sight)
