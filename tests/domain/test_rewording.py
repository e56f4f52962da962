"""To find another wording: a counter, an amendment, a restatement."""

import pytest

from comity.domain.act import TermKind
from comity.domain.holding import Standing, Talk, standing, talk
from comity.domain.people import Leave, Pause
from comity.domain.terms import TermRevised
from sayings import (
    COUPLE,
    alliance,
    boundary,
    day,
    no,
    outline,
    request,
    revise,
    shared,
    yes,
)
from story import ANA, BEN, DAN, Story, given

ASKED = [*COUPLE, (ANA, request())]
AGREED = [*ASKED, (BEN, yes())]
TEAM = alliance(ANA, BEN, DAN)


def needs(story: Story, term: str = "quiet") -> set[str]:
    return set(story.alliance.terms[term].last.needs)


def talked(story: Story, term: str = "quiet") -> Talk:
    return talk(story.alliance, story.alliance.terms[term], story.now)


def holds(story: Story, term: str = "quiet") -> Standing:
    return standing(story.alliance, story.alliance.terms[term], story.now)


def test_another_way_is_a_new_wording_that_needs_every_yes_anew() -> None:
    story = given(*ASKED).when(BEN, revise("quiet"))

    assert isinstance(story.happened[0], TermRevised)
    assert list(story.alliance.terms["quiet"].last.given) == [BEN]
    assert talked(story) is Talk.WAITING


def test_only_those_asked_put_it_another_way_while_it_waits() -> None:
    given(*TEAM, (ANA, request())).when(DAN, revise("quiet")).refused("not_asked")


def test_anybody_may_reword_what_nothing_waits_on() -> None:
    story = given(*TEAM, (ANA, request()), (BEN, yes())).when(DAN, revise("quiet"))

    assert story.refusal is None
    assert needs(story) == {ANA, BEN}
    assert list(story.alliance.terms["quiet"].last.given) == []


def test_the_writing_of_a_third_is_nobodys_yes() -> None:
    third = [*TEAM, (ANA, request()), (BEN, yes()), (DAN, revise("quiet"))]

    story = given(*third, (ANA, yes()), (BEN, yes()))

    assert story.sight(ANA).term("quiet").holds.number == 2


def test_another_way_may_turn_it_into_both_of_us() -> None:
    story = given(*ASKED).when(BEN, revise("quiet", outline(TermKind.SHARED, ANA, BEN)))

    assert story.refusal is None
    assert needs(story) == {ANA, BEN}


def test_another_way_may_bring_in_a_third_who_must_agree_too() -> None:
    story = given(*TEAM, (ANA, request())).when(BEN, revise("quiet", outline(TermKind.SHARED, ANA, BEN, DAN)))

    assert needs(story) == {ANA, BEN, DAN}


@pytest.mark.parametrize("kind", [TermKind.OFFER, TermKind.SUPPORT])
def test_otherwise_the_kind_stays(kind: TermKind) -> None:
    given(*ASKED).when(BEN, revise("quiet", outline(kind, BEN))).refused("kind_fixed")


def test_nothing_turns_into_a_limit() -> None:
    given(*ASKED).when(ANA, revise("quiet", outline(TermKind.BOUNDARY, concerns=(BEN,)))).refused("kind_fixed")


def test_a_limit_turns_into_nothing_else() -> None:
    limit = [*COUPLE, (ANA, boundary("late", BEN))]

    given(*limit).when(ANA, revise("late", outline(TermKind.SHARED, ANA, BEN))).refused("kind_fixed")


def test_after_a_no_to_both_of_us_it_may_be_a_request_again() -> None:
    both = revise("quiet", outline(TermKind.SHARED, ANA, BEN))
    story = given(*AGREED, (BEN, both), (ANA, no())).when(ANA, revise("quiet", outline(TermKind.REQUEST, BEN)))

    assert story.refusal is None


def test_once_it_is_both_of_us_it_stays_so() -> None:
    both = revise("quiet", outline(TermKind.SHARED, ANA, BEN))
    steps = [*AGREED, (BEN, both), (ANA, yes())]

    given(*steps).when(ANA, revise("quiet", outline(TermKind.REQUEST, BEN))).refused("kind_fixed")


def test_only_its_owner_rewords_a_limit() -> None:
    given(*COUPLE, (ANA, boundary("late", BEN))).when(BEN, revise("late")).refused("owner_only")


def test_a_reworded_limit_stands_at_once() -> None:
    steps = [*COUPLE, (ANA, boundary("late", BEN))]
    story = given(*steps).when(ANA, revise("late", text="If it is past ten, I will go to bed."))

    assert story.sight(BEN).term("late").holds.number == 2


def test_another_wording_names_the_one_its_author_had_in_view() -> None:
    given(*ASKED).when(BEN, revise("quiet", revision=2)).refused("changed_meanwhile", revision=1)
    given(*ASKED).when(BEN, revise("quiet", digest="0" * 64)).refused("changed_meanwhile")


def test_to_drop_somebody_needs_that_persons_yes() -> None:
    steps = [*TEAM, (ANA, shared("phones", ANA, BEN, DAN)), (BEN, yes("phones")), (DAN, yes("phones"))]

    story = given(*steps, (ANA, revise("phones", outline(TermKind.SHARED, ANA, BEN))))

    assert needs(story, "phones") == {ANA, BEN, DAN}


def test_to_drop_somebody_before_it_begins_needs_that_persons_yes_too() -> None:
    steps = [
        *TEAM,
        (ANA, shared("phones", ANA, BEN, DAN, starts=day("20"))),
        (BEN, yes("phones")),
        (DAN, yes("phones")),
    ]

    story = given(*steps, (ANA, revise("phones", outline(TermKind.SHARED, ANA, BEN))))

    assert needs(story, "phones") == {ANA, BEN, DAN}


def test_a_term_of_somebody_who_pauses_is_not_reworded_by_others() -> None:
    given(*AGREED, (ANA, Pause())).when(BEN, revise("quiet")).refused("member_paused", member=ANA)


def test_a_term_of_somebody_who_left_is_not_reworded_by_others() -> None:
    given(*AGREED, (ANA, Leave())).when(BEN, revise("quiet")).refused("not_a_party", member=ANA)
