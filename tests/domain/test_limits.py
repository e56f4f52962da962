"""What others say to a limit: understood, or let's talk."""

from comity.domain.act import BoundaryReply
from comity.domain.alliance import Alliance
from comity.domain.boundaries import BoundaryStoodBy, StandBy
from comity.domain.consents import BoundaryAnswered, Withdraw
from comity.domain.holding import bound
from sayings import (
    Said,
    alliance,
    boundary,
    invite,
    join,
    lets_talk,
    request,
    revise,
    understood,
    yes,
)
from story import ANA, BEN, DAN, EVE, Story, given, ref

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


def test_when_asked_to_talk_its_owner_may_say_that_it_stands() -> None:
    story = given(*LIMIT, (BEN, lets_talk("late"))).when(ANA, stand_by(text="I need the sleep."))

    story.then(BoundaryStoodBy(term="late", revision=1, words=ref(2)))
    assert not story.sight(BEN).term("late").lets_talk
    assert story.sight(BEN).term("late").shown.stood_by
    assert ref(2) in story.sight(BEN).readable
    assert who_is_bound(story, "late") == {ANA}


def test_it_can_be_talked_about_again() -> None:
    story = given(*LIMIT, (BEN, lets_talk("late")), (ANA, stand_by()), (BEN, lets_talk("late")))

    assert story.sight(ANA).term("late").lets_talk
    assert "stand_by" in story.sight(ANA).term("late").may


def test_only_its_owner_says_that_it_stands() -> None:
    given(*LIMIT, (BEN, lets_talk("late"))).when(BEN, stand_by()).refused("owner_only")


def test_nothing_but_a_limit_stands_by_its_owners_word() -> None:
    given(*LIMIT, (ANA, request())).when(ANA, stand_by("quiet")).refused("owner_only")


def test_where_nobody_wants_to_talk_there_is_nothing_to_answer() -> None:
    given(*LIMIT, (BEN, understood("late"))).when(ANA, stand_by()).refused("already_said")


def test_a_limit_that_was_dropped_does_not_stand() -> None:
    dropped = [*LIMIT, (BEN, lets_talk("late")), (ANA, Withdraw(term="late"))]

    given(*dropped).when(ANA, stand_by()).refused("no_longer_open")


def test_it_stands_in_the_words_that_its_owner_had_in_view() -> None:
    reworded = (ANA, revise("late", text="If it is past ten, I will go to bed."))

    given(*LIMIT, reworded, (BEN, lets_talk("late"))).when(ANA, stand_by(number=1)).refused("changed_meanwhile")


def test_a_newcomer_does_not_read_what_its_owner_said_before() -> None:
    said = [*LIMIT, (BEN, lets_talk("late")), (ANA, stand_by(text="I need the sleep."))]
    story = given(*said, (ANA, invite(EVE)), (EVE, join(EVE)))

    assert story.sight(EVE).readable == {ref(1)}


def stand_by(term: str = "late", number: int = 0, text: str = "") -> Said:
    def said(state: Alliance) -> StandBy:
        revision = state.terms[term].revisions[number - 1]
        words = {"text": text} if text else None
        return StandBy(term=term, revision=revision.number, digest=revision.digest, words=words)

    return said
