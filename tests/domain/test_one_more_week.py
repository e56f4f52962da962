"""One more week with the old words: a keep with a day of each, while other words wait or somebody wants a change."""

from __future__ import annotations

import pytest

from comity.domain.act import TermKind, Verdict
from comity.domain.holding import Standing, bound, last_day, present, standing
from comity.domain.people import Pause
from comity.domain.reviews import ReviewOpened, UnsealVerdict
from comity.domain.terms import TakeBackProposal
from sayings import (
    COUPLE,
    Said,
    alliance,
    boundary,
    day,
    invite,
    join,
    no,
    outline,
    request,
    revise,
    shared,
    verdict,
    yes,
)
from story import ANA, BEN, DAN, Story, given, moment, ref

KEEP, CHANGE, LET_GO = Verdict.KEEP, Verdict.CHANGE, Verdict.LET_GO
TRIED = [*COUPLE, (ANA, request(until=day("16"))), (BEN, yes())]
LAST_DAY = moment("2026-03-16 09:00")
LAST_SECOND = moment("2026-03-16 23:58:59")
MIDNIGHT = moment("2026-03-17 00:00")
DIFFER = [*TRIED, LAST_DAY, (ANA, verdict("quiet", KEEP)), (BEN, verdict("quiet", CHANGE))]
NEW_WORDS = revise("quiet", outline(TermKind.REQUEST, BEN))
WAITING = [*DIFFER, (BEN, NEW_WORDS)]


def one_more_week(until: str = "23", term: str = "quiet") -> Said:
    return verdict(term, KEEP, until=day(until), number=1)


def offered(story: Story, who: str, term: str = "quiet") -> object:
    return story.sight(who).term(term).one_more_week


def holds(story: Story, term: str = "quiet") -> tuple[Standing, int]:
    one = story.alliance.terms[term]
    now = present(story.alliance, one, story.now)
    return standing(story.alliance, one, story.now), now.number if now else 0


def test_it_is_offered_to_both_where_one_wants_a_change() -> None:
    story = given(*DIFFER)

    assert [offered(story, who) for who in (ANA, BEN)] == [day("23"), day("23")]


@pytest.mark.parametrize("said", [(KEEP, KEEP), (KEEP, LET_GO), (LET_GO, LET_GO)])
def test_it_is_not_offered_where_nobody_wants_a_change(said: tuple[Verdict, Verdict]) -> None:
    story = given(*TRIED, LAST_DAY, (ANA, verdict("quiet", said[0])), (BEN, verdict("quiet", said[1])))

    assert offered(story, ANA) is None


def test_it_is_offered_while_other_words_wait() -> None:
    story = given(*TRIED, LAST_DAY, (BEN, NEW_WORDS))

    assert offered(story, ANA) == offered(story, BEN) == day("23")
    assert offered(story.given((ANA, no())), ANA) is None
    assert offered(given(*TRIED, LAST_DAY), ANA) is None


def test_it_is_offered_in_the_last_week_alone() -> None:
    waits = [*TRIED, (BEN, NEW_WORDS)]

    assert offered(given(*waits, moment("2026-03-09 23:59")), ANA) is None
    assert offered(given(*waits, moment("2026-03-10 00:00")), ANA) == day("23")


def test_what_has_no_end_and_a_limit_need_no_more_weeks() -> None:
    lived = [*COUPLE, (ANA, request()), (BEN, yes()), (BEN, revise("quiet"))]
    limit = [*COUPLE, (ANA, boundary("late", BEN, until=day("16"))), LAST_DAY, (ANA, verdict("late", CHANGE))]

    assert offered(given(*lived), ANA) is None
    assert offered(given(*limit), ANA, "late") is None


def test_when_both_say_so_it_goes_on_a_week_with_the_old_words() -> None:
    story = given(*WAITING, LAST_SECOND, (ANA, one_more_week()))
    story.now = moment("2026-03-16 23:58:59")
    story.when(BEN, one_more_week())

    assert isinstance(story.happened[0], ReviewOpened)
    assert story.now == moment("2026-03-16 23:59:59")
    assert last_day(story.alliance.terms["quiet"].revisions[0]) == day("23")
    assert holds(story.given(MIDNIGHT)) == (Standing.TRIAL, 1)
    assert holds(story.given(moment("2026-03-23 23:59:59"))) == (Standing.TRIAL, 1)
    assert holds(story.given(moment("2026-03-24 00:00"))) == (Standing.LAPSED, 1)


def test_a_second_too_late_is_too_late() -> None:
    story = given(*WAITING, LAST_DAY, (ANA, one_more_week()), LAST_SECOND)
    story.now = moment("2026-03-16 23:59")

    story.when(BEN, one_more_week()).refused("not_bound")


def test_the_new_words_wait_on_meanwhile_and_take_its_place_when_agreed() -> None:
    story = given(*WAITING, (ANA, one_more_week()), (BEN, one_more_week()))
    assert "yes" in story.sight(ANA).term("quiet").may

    story.given(MIDNIGHT, (ANA, yes()))

    assert holds(story) == (Standing.IN_FORCE, 2)
    assert bound(story.alliance, story.alliance.terms["quiet"], story.now) == {ANA, BEN}


def test_agreeing_to_the_new_words_makes_what_was_folded_about_the_old_void() -> None:
    story = given(*WAITING, (BEN, one_more_week()), (ANA, yes()))

    assert story.folds == []
    assert holds(story) == (Standing.IN_FORCE, 2)
    story.when(ANA, one_more_week()).refused("changed_meanwhile")


def test_promise_06_where_only_one_says_so_it_ends_that_night() -> None:
    story = given(*WAITING, (BEN, one_more_week()), MIDNIGHT)

    assert holds(story) == (Standing.LAPSED, 1)
    assert bound(story.alliance, story.alliance.terms["quiet"], story.now) == set()


@pytest.mark.parametrize("when", [LAST_SECOND, MIDNIGHT], ids=["that day", "after it"])
def test_promise_04_nobody_sees_whether_the_other_said_so(when: object) -> None:
    plain, told = (given(*WAITING, *more, when) for more in ([], [(BEN, one_more_week())]))  # type: ignore[misc]
    told.now = plain.now

    assert plain.sight(ANA) == told.sight(ANA)
    assert [each.event for each in plain.recorded] == [each.event for each in told.recorded]


def test_afterwards_nobody_sees_from_their_own_page_either_that_they_said_so() -> None:
    plain, told = (given(*WAITING, *more, MIDNIGHT) for more in ([], [(BEN, one_more_week())]))

    assert plain.sight(BEN) == told.sight(BEN)


def test_whoever_has_folded_is_not_asked_again_and_may_take_it_back() -> None:
    story = given(*WAITING, (BEN, one_more_week()))
    assert offered(story, BEN) is None
    assert story.sight(BEN).term("quiet").verdict_folded

    story.when(BEN, UnsealVerdict(term="quiet")).folded()

    assert offered(story, BEN) == day("23")


def test_a_keep_without_a_day_goes_with_a_week_of_the_other() -> None:
    story = given(*WAITING, (ANA, verdict("quiet", KEEP, number=1)), (BEN, one_more_week()))

    assert last_day(story.alliance.terms["quiet"].revisions[0]) == day("23")


def test_whoever_says_change_again_moves_nothing() -> None:
    story = given(*WAITING, (ANA, one_more_week()), (BEN, verdict("quiet", CHANGE, number=1)))

    assert last_day(story.alliance.terms["quiet"].revisions[0]) == day("16")


def test_it_is_offered_again_in_the_last_week_of_the_new_day() -> None:
    story = given(*WAITING, (ANA, one_more_week()), (BEN, one_more_week()))
    assert offered(story, ANA) is None

    assert offered(story.given(moment("2026-03-17 09:00")), ANA) == day("30")


def test_of_three_it_needs_all() -> None:
    three = alliance(ANA, BEN, DAN)
    all_say = [(ANA, shared("phones", ANA, BEN, DAN, until=day("16"))), (BEN, yes("phones")), (DAN, yes("phones"))]
    said = [(ANA, verdict("phones", KEEP)), (BEN, verdict("phones", KEEP)), (DAN, verdict("phones", CHANGE))]
    story = given(*three, *all_say, LAST_DAY, *said)
    assert [offered(story, who, "phones") for who in (ANA, BEN, DAN)] == [day("23")] * 3

    story.when(ANA, one_more_week(term="phones")).folded()
    story.when(BEN, one_more_week(term="phones")).folded()
    story.when(DAN, one_more_week(term="phones"))

    assert last_day(story.alliance.terms["phones"].last) == day("23")


def test_whoever_pauses_is_offered_nothing() -> None:
    assert offered(given(*WAITING, (ANA, Pause())), ANA) is None
    assert offered(given(*WAITING, (ANA, Pause())), BEN) is None


def test_a_waiting_wording_is_held_against_what_holds() -> None:
    story = given(*WAITING)
    assert [story.sight(who).term("quiet").before.number for who in (ANA, BEN)] == [1, 1]  # type: ignore[union-attr]

    story.given((ANA, revise("quiet", outline(TermKind.REQUEST, BEN), text="Let one cup come first.")))

    assert story.sight(BEN).term("quiet").before == story.sight(BEN).term("quiet").holds


def test_before_anything_holds_it_is_held_against_the_wording_before_it() -> None:
    story = given(*COUPLE, (ANA, request()), (BEN, revise("quiet")))

    before = story.sight(ANA).term("quiet").before
    assert before is not None
    assert before.words == ref(1)
    assert ref(1) in story.sight(BEN).readable
    assert given(*COUPLE, (ANA, request())).sight(BEN).term("quiet").before is None


def test_what_was_taken_back_is_shown_beside_nothing() -> None:
    taken = (ANA, TakeBackProposal(term="quiet", revision=1))
    story = given(*COUPLE, (ANA, request()), taken, (ANA, revise("quiet")))

    assert story.sight(BEN).term("quiet").before is None
    assert ref(1) not in story.sight(BEN).readable


def test_a_newcomer_is_not_shown_what_was_asked_before() -> None:
    story = given(*COUPLE, (ANA, request()), (ANA, invite(DAN)), (DAN, join(DAN)), (BEN, revise("quiet")))

    assert story.sight(DAN).term("quiet").before is None
    assert story.sight(ANA).term("quiet").before is not None


def test_what_has_no_end_may_carry_a_day_for_the_next_look() -> None:
    """The day ends nothing (B19)."""
    story = given(*COUPLE, (ANA, request(review_on=day("30"))), (BEN, yes()))
    assert story.sight(BEN).term("quiet").next_look == day("30")

    story.given(moment("2026-03-31 00:00"))

    assert (story.sight(BEN).term("quiet").next_look, holds(story)) == (None, (Standing.IN_FORCE, 1))


def test_a_try_has_its_last_day_and_no_next_look() -> None:
    story = given(*COUPLE, (ANA, request(until=day("16"), review_on=day("30"))), (BEN, yes()))

    assert story.sight(BEN).term("quiet").next_look is None


def test_the_next_look_lies_ahead() -> None:
    given(*COUPLE).when(ANA, request(review_on=day("01"))).refused("bad_date", part="review_on", earliest=day("02"))
