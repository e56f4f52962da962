"""A yes taken back, alone and at once, whenever it stands."""

import pytest

from comity.domain.act import TermKind
from comity.domain.consents import Withdraw, YesTakenBack
from comity.domain.holding import Standing, bound, standing
from comity.domain.people import Pause
from sayings import (
    COUPLE,
    alliance,
    day,
    outline,
    request,
    revise,
    yes,
)
from story import ANA, BEN, DAN, Story, given, moment

ASKED = [*COUPLE, (ANA, request())]
AGREED = [*ASKED, (BEN, yes())]
TEAM = alliance(ANA, BEN, DAN)


def who_is_bound(story: Story, term: str = "quiet") -> set[str]:
    return set(bound(story.alliance, story.alliance.terms[term], story.now))


def test_a_yes_is_taken_back_alone_and_at_once() -> None:
    story = given(*AGREED).when(BEN, Withdraw(term="quiet"))

    story.then(YesTakenBack(term="quiet"))
    assert who_is_bound(story) == set()
    assert standing(story.alliance, story.alliance.terms["quiet"], story.now) is Standing.ENDED


def test_it_is_taken_back_also_while_new_words_are_talked_about() -> None:
    story = given(*AGREED, (ANA, revise("quiet"))).when(BEN, Withdraw(term="quiet"))

    story.then(YesTakenBack(term="quiet"))
    assert who_is_bound(story) == set()


def test_a_yes_is_taken_back_once() -> None:
    given(*AGREED, (BEN, Withdraw(term="quiet"))).when(BEN, Withdraw(term="quiet")).refused("no_yes_to_take_back")


def test_before_it_is_agreed_there_is_a_no_and_nothing_to_take_back() -> None:
    given(*ASKED).when(ANA, Withdraw(term="quiet")).refused("no_yes_to_take_back")


@pytest.mark.parametrize("more", [[], [(ANA, Pause())], [(BEN, Pause())]])
def test_a_yes_is_taken_back_also_while_it_rests(more: list[tuple[str, Pause]]) -> None:
    given(*AGREED, *more).when(BEN, Withdraw(term="quiet")).then(YesTakenBack(term="quiet"))


def test_a_yes_is_taken_back_also_before_it_begins() -> None:
    given(*COUPLE, (ANA, request(starts=day("20"))), (BEN, yes())).when(BEN, Withdraw(term="quiet")).then(
        YesTakenBack(term="quiet")
    )


def test_also_where_an_older_wording_still_holds() -> None:
    third = outline(TermKind.SHARED, ANA, BEN, DAN, starts=day("20"))
    steps = [*TEAM, (ANA, request()), (BEN, yes()), (ANA, revise("quiet", third)), (BEN, yes()), (DAN, yes())]
    story = given(*steps).when(DAN, Withdraw(term="quiet"))

    story.then(YesTakenBack(term="quiet"))
    assert who_is_bound(story.given(moment("2026-03-21 09:00"))) == {ANA, BEN}


def test_who_is_not_bound_has_nothing_to_take_back() -> None:
    given(*TEAM, (ANA, request()), (BEN, yes())).when(DAN, Withdraw(term="quiet")).refused("no_yes_to_take_back")
