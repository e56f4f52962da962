"""What holds at a moment, among whom, and what is only talked about."""

import pytest

from comity.domain.act import TermKind
from comity.domain.alliance import Alliance
from comity.domain.consents import Withdraw
from comity.domain.holding import Standing, bound, coming, current, standing
from comity.domain.people import Leave, Pause, Resume
from sayings import COUPLE, alliance, boundary, day, no, outline, request, revise, shared, yes
from story import ANA, BEN, DAN, EVE, Story, given, moment

TEAM = alliance(ANA, BEN, DAN)
AGREED = [*COUPLE, (ANA, request()), (BEN, yes())]
CLOSED = [*TEAM, (ANA, shared("phones", ANA, BEN, DAN)), (BEN, yes("phones")), (DAN, yes("phones"))]
OPEN = [*TEAM, (ANA, shared("phones", ANA, BEN, DAN, open=True)), (BEN, yes("phones")), (DAN, yes("phones"))]
FROM_THE_TWENTIETH = outline(TermKind.REQUEST, BEN, starts=day("20"))
LATER = [*AGREED, (ANA, revise("quiet", FROM_THE_TWENTIETH)), (BEN, yes())]


def at(story: Story, text: str = "", term: str = "") -> tuple[Standing, set[str]]:
    """What holds, and among whom."""
    story = story.given(moment(text)) if text else story
    one = story.alliance.terms[term or next(iter(story.alliance.terms))]
    return standing(story.alliance, one, story.now), set(bound(story.alliance, one, story.now))


def numbers(story: Story, text: str) -> tuple[int | None, int | None]:
    """The wording to show, and the one that begins next."""
    state: Alliance = story.alliance
    shown, follows = (find(state, state.terms["quiet"], moment(text)) for find in (current, coming))
    return shown.number if shown else None, follows.number if follows else None


def test_nothing_holds_before_all_have_said_yes() -> None:
    assert at(given(*CLOSED[:-1])) == (Standing.NONE, set())


def test_it_holds_among_all_who_said_yes() -> None:
    assert at(given(*CLOSED)) == (Standing.IN_FORCE, {ANA, BEN, DAN})


def test_a_try_holds_to_the_end_of_its_last_day_in_its_own_zone() -> None:
    tried = [*COUPLE, (ANA, request(until=day("16"), zone="America/New_York")), (BEN, yes())]

    assert at(given(*tried), "2026-03-17 04:59") == (Standing.TRIAL, {ANA, BEN})
    assert at(given(*tried), "2026-03-17 05:00") == (Standing.LAPSED, set())


def test_a_last_day_is_as_long_as_the_clock_makes_it() -> None:
    tried = [*COUPLE, (ANA, request(until=day("29"))), (BEN, yes())]
    end = moment("2026-03-30 00:00")

    assert (end - moment("2026-03-29 00:00")).total_seconds() == 23 * 3600
    assert at(given(*tried), "2026-03-29 23:59") == (Standing.TRIAL, {ANA, BEN})
    assert at(given(*tried), "2026-03-30 00:00") == (Standing.LAPSED, set())


def test_what_begins_later_is_agreed_and_binds_nobody_yet() -> None:
    soon = [*COUPLE, (ANA, request(starts=day("20"))), (BEN, yes())]

    assert at(given(*soon), "2026-03-19 23:59") == (Standing.AGREED, set())
    assert at(given(*soon), "2026-03-20 00:00") == (Standing.IN_FORCE, {ANA, BEN})


def test_what_is_agreed_after_its_start_holds_from_the_last_yes() -> None:
    late = [*COUPLE, (ANA, request(starts=day("03"))), moment("2026-03-05 09:00")]

    assert at(given(*late)) == (Standing.NONE, set())
    assert at(given(*late, (BEN, yes()))) == (Standing.IN_FORCE, {ANA, BEN})


def test_the_old_wording_holds_until_the_new_one_begins() -> None:
    assert at(given(*LATER), "2026-03-19 23:59") == (Standing.IN_FORCE, {ANA, BEN})
    assert numbers(given(*LATER), "2026-03-19 23:59") == (1, 2)
    assert numbers(given(*LATER), "2026-03-20 00:00") == (2, None)


def test_where_the_old_one_ends_first_nothing_holds_in_between() -> None:
    steps = [*COUPLE, (ANA, request(until=day("10"))), (BEN, yes()), (ANA, revise("quiet", FROM_THE_TWENTIETH))]
    story = given(*steps, (BEN, yes()))

    assert at(story, "2026-03-10 23:59")[0] is Standing.TRIAL
    assert at(story, "2026-03-11 00:00") == (Standing.AGREED, set())
    assert at(story, "2026-03-20 00:00")[0] is Standing.IN_FORCE


def test_of_two_that_begin_later_the_newer_is_the_last_word() -> None:
    sooner = outline(TermKind.REQUEST, BEN, starts=day("15"))
    story = given(*LATER, (ANA, revise("quiet", sooner)), (BEN, yes()))

    assert numbers(story, "2026-03-14 00:00") == (1, 3)
    assert numbers(story, "2026-03-21 00:00") == (3, None)


def test_new_words_that_were_over_before_they_began_leave_the_old_ones_in_force() -> None:
    both = outline(TermKind.SHARED, ANA, BEN, DAN, starts=day("20"))
    steps = [*TEAM, (ANA, request()), (BEN, yes()), (ANA, revise("quiet", both)), (BEN, yes()), (DAN, yes())]

    assert at(given(*steps, (DAN, Leave())), "2026-03-21 00:00") == (Standing.IN_FORCE, {ANA, BEN})


def test_what_was_over_before_it_began_has_ended() -> None:
    soon = [*COUPLE, (ANA, request(starts=day("20"))), (BEN, yes()), (BEN, Withdraw(term="quiet"))]

    assert at(given(*soon)) == (Standing.ENDED, set())
    assert at(given(*soon), "2026-03-21 00:00") == (Standing.ENDED, set())


@pytest.mark.parametrize("step", [(BEN, revise("quiet")), (BEN, revise("quiet", FROM_THE_TWENTIETH))])
def test_talk_leaves_what_holds_in_force(step: tuple[str, object]) -> None:
    assert at(given(*AGREED, step)) == (Standing.IN_FORCE, {ANA, BEN})
    assert at(given(*AGREED, step, (ANA, no()))) == (Standing.IN_FORCE, {ANA, BEN})


def test_a_closed_term_ends_for_all_when_one_takes_back() -> None:
    assert at(given(*CLOSED, (DAN, Withdraw(term="phones")))) == (Standing.ENDED, set())


def test_an_open_term_goes_on_among_two() -> None:
    story = given(*OPEN, (DAN, Withdraw(term="phones")))

    assert at(story) == (Standing.IN_FORCE, {ANA, BEN})
    assert at(story.given((BEN, Withdraw(term="phones")))) == (Standing.ENDED, set())


def test_a_pause_lets_a_closed_term_rest_for_all() -> None:
    story = given(*CLOSED, (DAN, Pause()))

    assert at(story) == (Standing.RESTS, set())
    assert at(story.given((DAN, Resume()))) == (Standing.IN_FORCE, {ANA, BEN, DAN})


def test_a_pause_lets_an_open_term_rest_for_the_one() -> None:
    assert at(given(*OPEN, (DAN, Pause()))) == (Standing.IN_FORCE, {ANA, BEN})
    assert at(given(*OPEN, (DAN, Pause()), (BEN, Pause()))) == (Standing.RESTS, set())


def test_dates_run_on_in_a_pause() -> None:
    tried = [*COUPLE, (ANA, request(until=day("16"))), (BEN, yes()), (BEN, Pause())]

    assert at(given(*tried), "2026-03-17 00:00") == (Standing.LAPSED, set())


def test_a_limit_binds_its_owner_alone() -> None:
    assert at(given(*TEAM, (ANA, boundary("late", BEN, DAN)))) == (Standing.STANDS, {ANA})


def test_a_limit_rests_while_its_owner_pauses_and_not_while_another_does() -> None:
    limit = [*TEAM, (ANA, boundary("late", BEN))]

    assert at(given(*limit, (ANA, Pause()))) == (Standing.RESTS, set())
    assert at(given(*limit, (BEN, Pause()))) == (Standing.STANDS, {ANA})


def test_a_limit_needs_somebody_else_to_be_there() -> None:
    assert at(given(*COUPLE, (ANA, boundary("late", BEN)), (BEN, Leave()))) == (Standing.RESTS, set())


def test_a_reworded_limit_stands_from_its_start_and_the_old_one_till_then() -> None:
    weekend = outline(TermKind.BOUNDARY, concerns=(BEN,), starts=day("20"))
    reworded = revise("late", weekend, text="If it is past ten, I will go to bed.")
    story = given(*COUPLE, (ANA, boundary("late", BEN)), (ANA, reworded))

    assert story.sight(BEN).term("late").holds.number == 1
    assert story.sight(BEN).term("late").coming.number == 2
    assert at(story, "2026-03-20 00:00") == (Standing.STANDS, {ANA})
    assert story.sight(BEN).term("late").holds.number == 2


def test_where_one_leaves_pair_and_closed_terms_that_name_them_end() -> None:
    steps = [*CLOSED, (ANA, request("quiet")), (BEN, yes()), (ANA, request("to dan", DAN)), (DAN, yes("to dan"))]
    story = given(*steps, (DAN, Leave()))

    assert at(story, term="phones") == (Standing.ENDED, set())
    assert at(story, term="to dan") == (Standing.ENDED, set())
    assert at(story, term="quiet") == (Standing.IN_FORCE, {ANA, BEN})


def test_where_one_leaves_open_terms_go_on_among_the_rest() -> None:
    assert at(given(*OPEN, (DAN, Leave()))) == (Standing.IN_FORCE, {ANA, BEN})


def test_where_one_is_left_nothing_holds() -> None:
    story = given(*OPEN, (DAN, Leave()), (BEN, Leave()))

    assert at(story) == (Standing.ENDED, set())


def test_who_comes_later_is_bound_by_nothing() -> None:
    assert EVE not in at(given(*alliance(ANA, BEN, DAN, EVE), *OPEN[len(TEAM) :]))[1]


def test_after_an_end_the_same_can_be_agreed_again() -> None:
    again = [*AGREED, (BEN, Withdraw(term="quiet")), (BEN, revise("quiet"))]

    assert at(given(*again)) == (Standing.ENDED, set())
    assert at(given(*again, (ANA, yes()))) == (Standing.IN_FORCE, {ANA, BEN})
