"""What others say to a limit: understood, or let's talk."""

from comity.domain.act import BoundaryReply
from comity.domain.consents import BoundaryAnswered, Withdraw
from comity.domain.holding import bound
from sayings import (
    alliance,
    boundary,
    lets_talk,
    revise,
    understood,
    yes,
)
from story import ANA, BEN, DAN, Story, given

TEAM = alliance(ANA, BEN, DAN)
LIMIT = [*TEAM, (ANA, boundary("late", BEN))]


def who_is_bound(story: Story, term: str = "quiet") -> set[str]:
    return set(bound(story.alliance, story.alliance.terms[term], story.now))


def test_the_others_say_understood_or_lets_talk_to_a_limit() -> None:
    story = given(*LIMIT).when(BEN, understood("late"))

    story.then(BoundaryAnswered(term="late", revision=1, reply=BoundaryReply.UNDERSTOOD, words=None))
    assert story.given((BEN, lets_talk("late"))).sight(ANA).term("late").lets_talk
    assert who_is_bound(story, "late") == {ANA}


def test_only_those_it_concerns_answer_a_limit() -> None:
    given(*LIMIT).when(DAN, understood("late")).refused("not_asked")


def test_a_limit_takes_no_yes_and_no_no() -> None:
    given(*LIMIT).when(BEN, yes("late")).refused("not_asked")


def test_what_was_understood_is_not_carried_over_to_new_words() -> None:
    steps = [*LIMIT, (BEN, lets_talk("late")), (ANA, revise("late", text="If it is past ten, I will go to bed."))]
    story = given(*steps)

    assert not story.sight(ANA).term("late").lets_talk
    story.when(BEN, understood("late", number=1)).refused("changed_meanwhile", revision=2)


def test_a_limit_that_was_dropped_takes_no_answer() -> None:
    given(*LIMIT, (ANA, Withdraw(term="late"))).when(BEN, understood("late")).refused("no_longer_open")
