"""Answers to exact words: yes, no, later by a date; to a limit, understood or let's talk; and a yes taken back."""

from datetime import date, timedelta

import pytest

from comity.domain.act import Part, Reply, TermKind
from comity.domain.consents import TermAnswered, Withdraw
from comity.domain.holding import Talk, bound, talk
from comity.domain.invitations import Admit
from comity.domain.kinds import Kind, Side
from comity.domain.people import Leave
from sayings import (
    COUPLE,
    alliance,
    answer,
    day,
    invite,
    join,
    later,
    no,
    outline,
    request,
    revise,
    shared,
    yes,
)
from story import ANA, BEN, CLEO, DAN, EVE, Story, given, moment, ref

ASKED = [*COUPLE, (ANA, request())]
AGREED = [*ASKED, (BEN, yes())]
TEAM = alliance(ANA, BEN, DAN)
ALL = [*TEAM, (ANA, shared("phones", ANA, BEN, DAN))]


def who_is_bound(story: Story, term: str = "quiet") -> set[str]:
    return set(bound(story.alliance, story.alliance.terms[term], story.now))


def talked(story: Story, term: str = "quiet") -> Talk:
    return talk(story.alliance, story.alliance.terms[term], story.now)


def test_the_last_yes_brings_it_into_force() -> None:
    story = given(*ASKED).when(BEN, yes())
    digest = story.alliance.terms["quiet"].last.digest

    story.then(TermAnswered(term="quiet", revision=1, digest=digest, reply=Reply.YES, later=None, words=None))
    assert who_is_bound(story) == {ANA, BEN}


def test_a_line_may_go_with_any_answer() -> None:
    story = given(*ASKED, (BEN, no(text="Not before the move.")))

    assert [(reply.by, reply.words) for reply in story.sight(ANA).term("quiet").talked.replies] == [
        (ANA, None),
        (BEN, ref(2)),
    ]


def test_a_no_needs_no_reason_and_closes_it_for_all() -> None:
    story = given(*ALL, (BEN, no("phones"))).when(DAN, yes("phones"))

    story.refused("no_longer_open", talk=Talk.NOT_AGREED)


def test_a_yes_may_be_turned_into_a_no_until_all_have_said_it() -> None:
    story = given(*ALL, (BEN, yes("phones"))).when(BEN, no("phones"))

    assert story.refusal is None
    assert talked(story, "phones") is Talk.NOT_AGREED


def test_a_yes_is_said_once() -> None:
    given(*ALL, (BEN, yes("phones"))).when(BEN, yes("phones")).refused("already_said")


def test_who_asks_has_said_yes_already() -> None:
    given(*ASKED).when(ANA, yes()).refused("already_said")


def test_only_those_asked_answer() -> None:
    given(*TEAM, (ANA, request())).when(DAN, yes()).refused("not_asked")


def test_there_is_no_answer_to_what_is_not_there() -> None:
    given(*COUPLE).when(BEN, Withdraw(term="quiet")).refused("no_such_term")


@pytest.mark.parametrize("seen", [{"revision": 2}, {"digest": "0" * 64}])
def test_an_answer_is_to_exactly_the_words_in_view(seen: dict[str, object]) -> None:
    given(*ASKED).when(BEN, yes(**seen)).refused("changed_meanwhile", revision=1)


def test_a_yes_to_words_that_were_changed_meanwhile_is_no_yes() -> None:
    given(*ASKED, (ANA, revise("quiet"))).when(BEN, yes(number=1)).refused("changed_meanwhile", revision=2)


def test_an_agreed_term_is_answered_no_more() -> None:
    given(*AGREED).when(BEN, no()).refused("no_longer_open", talk=Talk.NONE)


def test_later_has_a_date() -> None:
    story = given(*ASKED).when(BEN, later("quiet", day("10")))

    assert [event.later for event in story.happened] == [day("10")]
    assert who_is_bound(story) == set()


def test_a_date_that_comes_with_a_yes_or_a_no_goes_nowhere() -> None:
    story = given(*ASKED).when(BEN, answer("quiet", Reply.NO, later=day("10")))

    assert [event.later for event in story.happened] == [None]


@pytest.mark.parametrize("by", [None, day("02"), day("2026-04-02")])
def test_later_is_between_tomorrow_and_thirty_days_ahead(by: date | None) -> None:
    given(*ASKED).when(BEN, answer("quiet", Reply.LATER, later=by)).refused(
        "bad_date", earliest=day("03"), latest=day("2026-04-01")
    )


def test_later_is_not_after_the_end_of_the_try() -> None:
    given(*COUPLE, (ANA, request(until=day("09")))).when(BEN, later("quiet", day("10"))).refused(
        "bad_date", latest=day("09")
    )


def test_later_is_said_twice_at_most() -> None:
    twice = [(BEN, later("quiet", day("10"))), (BEN, later("quiet", day("12")))]

    given(*ASKED, *twice).when(BEN, later("quiet", day("13"))).refused("later_twice")


def test_later_keeps_the_proposal_open_until_then() -> None:
    steps = [*COUPLE, (ANA, request(answer_by=day("05"))), (BEN, later("quiet", day("20")))]

    assert given(*steps, moment("2026-03-20 23:50")).when(BEN, yes()).refusal is None
    given(*steps, moment("2026-03-21 00:00")).when(BEN, yes()).refused("no_longer_open", talk=Talk.EXPIRED)


def test_later_keeps_it_open_for_the_others_also_once_its_giver_has_said_yes() -> None:
    waiting = [*TEAM, (ANA, shared("phones", ANA, BEN, DAN)), (BEN, later("phones", day("25")))]
    story = given(*waiting, moment("2026-03-24 09:00"), (BEN, yes("phones"))).when(DAN, yes("phones"))

    assert story.refusal is None


def test_silence_is_never_a_yes() -> None:
    story = given(*ASKED, moment("2026-03-17 00:00"))

    assert (talked(story), who_is_bound(story)) == (Talk.EXPIRED, set())
    story.when(BEN, yes()).refused("no_longer_open", talk=Talk.EXPIRED)


def test_nobody_says_yes_to_a_try_that_is_over() -> None:
    over = [*COUPLE, (ANA, request(until=day("04"), answer_by=day("10"))), moment("2026-03-05 00:00")]

    given(*over).when(BEN, yes()).refused("trial_over", until=day("04"))
    assert "yes" not in given(*over).sight(BEN).term("quiet").may


def test_among_three_those_with_more_say_go_last() -> None:
    work = alliance(ANA, BEN, DAN, kind=Kind.MANAGER_REPORT, ben=Side.MANAGER, dan=Side.REPORT)
    waiting = [*work, (ANA, shared("phones", ANA, BEN, DAN))]

    given(*waiting).when(BEN, yes("phones")).refused("others_first")
    assert "yes" not in given(*waiting).sight(BEN).term("phones").may
    assert given(*waiting, (DAN, yes("phones"))).when(BEN, yes("phones")).refusal is None
    assert given(*waiting).when(BEN, no("phones")).refusal is None


def test_between_two_anybody_may_go_first() -> None:
    work = alliance(ANA, BEN, kind=Kind.MANAGER_REPORT, ben=Side.MANAGER, ana=Side.REPORT)

    assert given(*work, (ANA, request())).when(BEN, yes()).refusal is None


def test_another_party_may_add_a_yes_to_an_open_term_that_holds() -> None:
    story = given(*TEAM, (ANA, shared("phones", ANA, BEN, open=True)), (BEN, yes("phones")), (DAN, yes("phones")))

    assert who_is_bound(story, "phones") == {ANA, BEN, DAN}


def test_talk_about_an_open_term_keeps_nobody_from_adding_a_yes() -> None:
    opened = [*TEAM, (ANA, shared("phones", ANA, BEN, open=True)), (BEN, yes("phones")), (BEN, revise("phones"))]

    assert who_is_bound(given(*opened, (DAN, yes("phones", number=1))), "phones") == {ANA, BEN, DAN}


def test_to_an_open_term_one_adds_nothing_but_a_yes() -> None:
    opened = [*TEAM, (ANA, shared("phones", ANA, BEN, open=True)), (BEN, yes("phones"))]

    given(*opened).when(DAN, no("phones")).refused("not_asked")


def test_whoever_was_dropped_with_their_yes_may_add_it_again() -> None:
    dropped = [*ALL, (BEN, yes("phones")), (DAN, yes("phones"))]
    dropped += [(ANA, revise("phones", outline(TermKind.SHARED, ANA, BEN, open=True)))]
    story = given(*dropped, (BEN, yes("phones")), (DAN, yes("phones")))

    assert who_is_bound(story, "phones") == {ANA, BEN}
    assert who_is_bound(story.given((DAN, yes("phones"))), "phones") == {ANA, BEN, DAN}


def test_a_closed_term_takes_no_more_yeses() -> None:
    given(*TEAM, (ANA, shared("phones", ANA, BEN)), (BEN, yes("phones"))).when(DAN, yes("phones")).refused("not_asked")


def test_an_open_term_that_ended_takes_no_more_yeses() -> None:
    over = [*TEAM, (ANA, shared("phones", ANA, BEN, open=True)), (BEN, yes("phones")), (BEN, Withdraw(term="phones"))]

    given(*over).when(DAN, yes("phones")).refused("not_asked")


def test_a_guide_agrees_to_nothing() -> None:
    guided = [*AGREED, (ANA, invite(EVE, part=Part.GUIDE)), (BEN, Admit(invitation="place of eve", yes=True))]

    given(*guided, (EVE, join(EVE))).when(EVE, yes()).refused("guide_never_agrees")


def test_an_outsider_and_a_leaver_agree_to_nothing() -> None:
    given(*ASKED).when(CLEO, yes()).refused("not_a_member")
    given(*ASKED, (BEN, Leave())).when(BEN, yes()).refused("not_a_member")


def test_thirty_days_are_counted_on_the_calendar_across_a_clock_change() -> None:
    story = given(*ASKED).when(BEN, later("quiet", day("02") + timedelta(days=30)))

    assert story.refusal is None
