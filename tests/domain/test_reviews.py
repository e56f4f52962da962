"""Looking back: each says keep, change or let go alone; all of it opens together."""

import pytest

from comity.domain.act import Part, Verdict
from comity.domain.consents import Withdraw
from comity.domain.holding import Standing, bound, last_day, standing
from comity.domain.invitations import Admit
from comity.domain.people import Leave, Pause, Resume
from comity.domain.reviews import OpenedVerdict, ReviewOpened, UnsealVerdict
from sayings import COUPLE, alliance, boundary, day, invite, join, request, revise, shared, verdict, yes
from story import ANA, BEN, CLEO, DAN, EVE, Story, given, moment, ref

KEEP, CHANGE, LET_GO = Verdict.KEEP, Verdict.CHANGE, Verdict.LET_GO
TRIED = [*COUPLE, (ANA, request(until=day("16"))), (BEN, yes())]
LIVED = [*COUPLE, (ANA, request()), (BEN, yes())]
TEAM = alliance(ANA, BEN, DAN)
ALL = [*TEAM, (ANA, shared("phones", ANA, BEN, DAN)), (BEN, yes("phones")), (DAN, yes("phones"))]
OPEN = [*TEAM, (ANA, shared("phones", ANA, BEN, DAN, open=True)), (BEN, yes("phones")), (DAN, yes("phones"))]
AFTER = moment("2026-03-17 00:00")


def said(term: str, **who: Verdict) -> list[tuple[str, object]]:
    return [(one, verdict(term, what)) for one, what in who.items()]


def opened(term: str = "quiet", **who: Verdict) -> ReviewOpened:
    verdicts = tuple(OpenedVerdict(by=by, verdict=what, until=None, words=None) for by, what in sorted(who.items()))
    return ReviewOpened(term=term, revision=1, verdicts=verdicts)


def holds(story: Story, term: str = "quiet") -> Standing:
    return standing(story.alliance, story.alliance.terms[term], story.now)


def who_is_bound(story: Story, term: str = "quiet") -> set[str]:
    return set(bound(story.alliance, story.alliance.terms[term], story.now))


def test_what_one_says_is_folded_and_nothing_is_recorded() -> None:
    story = given(*TRIED).when(ANA, verdict("quiet", KEEP)).folded()

    assert story.sight(ANA).term("quiet").verdict_folded
    assert not story.sight(BEN).term("quiet").verdict_folded


def test_the_last_to_speak_opens_all_of_it_in_one_entry() -> None:
    given(*TRIED, (BEN, verdict("quiet", KEEP))).when(ANA, verdict("quiet", CHANGE)).then(opened(ana=CHANGE, ben=KEEP))


def test_what_one_noticed_opens_with_it() -> None:
    story = given(*TRIED, (ANA, verdict("quiet", KEEP, text="Slower mornings.")), (BEN, verdict("quiet", KEEP)))

    assert ref(2) in story.sight(BEN).readable


def test_it_can_be_taken_back_until_it_opens() -> None:
    story = given(*TRIED, (ANA, verdict("quiet", KEEP))).when(ANA, UnsealVerdict(term="quiet")).folded()

    assert story.folds == []
    story.when(ANA, UnsealVerdict(term="quiet")).refused("not_folded")


def test_a_new_word_takes_the_place_of_the_folded_one() -> None:
    story = given(*TRIED, (ANA, verdict("quiet", KEEP)), (ANA, verdict("quiet", LET_GO)))

    story.when(BEN, verdict("quiet", KEEP)).then(opened(ana=LET_GO, ben=KEEP))


def test_where_all_keep_it_holds_on() -> None:
    story = given(*TRIED, *said("quiet", ana=KEEP, ben=KEEP), AFTER)

    assert (holds(story), who_is_bound(story)) == (Standing.IN_FORCE, {ANA, BEN})


def test_where_some_name_a_day_the_earliest_is_the_new_end() -> None:
    dated = [(ANA, verdict("quiet", KEEP, until=day("30"))), (BEN, verdict("quiet", KEEP, until=day("28")))]
    story = given(*TRIED, *dated)

    assert last_day(story.alliance.terms["quiet"].last) == day("28")
    assert holds(story.given(moment("2026-03-28 23:59"))) is Standing.TRIAL
    assert holds(story.given(moment("2026-03-29 00:00"))) is Standing.LAPSED


def test_a_new_end_lies_ahead() -> None:
    given(*TRIED).when(ANA, verdict("quiet", KEEP, until=day("02"))).refused("bad_date", earliest=day("03"))


def test_a_day_goes_with_keep_alone() -> None:
    dated = [(ANA, verdict("quiet", CHANGE, until=day("30"))), (BEN, verdict("quiet", KEEP))]

    assert given(*TRIED).when(*dated[0]).given(dated[1]).alliance.terms["quiet"].last.reviews[0].said[0].until is None


@pytest.mark.parametrize("other", [CHANGE, LET_GO])
def test_where_not_all_keep_a_try_runs_to_its_day_and_ends(other: Verdict) -> None:
    story = given(*TRIED, *said("quiet", ana=KEEP, ben=other))

    assert holds(story.given(moment("2026-03-16 23:59"))) is Standing.TRIAL
    assert holds(story.given(AFTER)) is Standing.LAPSED


def test_half_a_look_back_keeps_nothing() -> None:
    story = given(*TRIED, (ANA, verdict("quiet", KEEP)), AFTER)

    assert (holds(story), who_is_bound(story)) == (Standing.LAPSED, set())


def test_half_a_look_back_never_opens_and_names_nobody() -> None:
    story = given(*TRIED, (ANA, verdict("quiet", KEEP)), AFTER).when(BEN, verdict("quiet", KEEP))

    story.refused("not_bound")
    assert not story.sight(ANA).term("quiet").verdict_folded
    assert given(*TRIED, (ANA, verdict("quiet", KEEP)), AFTER, (BEN, request("tea", ANA))).folds == []


def test_what_has_no_end_ends_for_all_where_one_lets_go() -> None:
    story = given(*LIVED, *said("quiet", ana=KEEP, ben=LET_GO))

    assert (holds(story), who_is_bound(story)) == (Standing.ENDED, set())


def test_what_has_no_end_goes_on_where_one_wants_a_change() -> None:
    assert holds(given(*LIVED, *said("quiet", ana=KEEP, ben=CHANGE))) is Standing.IN_FORCE


def test_an_open_term_ends_only_for_who_lets_go() -> None:
    story = given(*OPEN, *said("phones", ana=KEEP, ben=KEEP, dan=LET_GO))

    assert who_is_bound(story, "phones") == {ANA, BEN}


def test_a_new_wording_makes_what_was_said_of_the_old_one_void() -> None:
    steps = [*TRIED, (ANA, verdict("quiet", KEEP)), (BEN, revise("quiet")), (ANA, yes())]
    story = given(*steps)

    assert story.folds == []
    story.when(BEN, verdict("quiet", KEEP)).folded()


def test_one_speaks_of_the_wording_in_view() -> None:
    given(*TRIED, (BEN, revise("quiet")), (ANA, yes())).when(BEN, verdict("quiet", KEEP, number=1)).refused(
        "changed_meanwhile", revision=2
    )


def test_while_new_words_are_talked_about_one_looks_back_at_the_old() -> None:
    talk = [*TRIED, (BEN, revise("quiet")), (ANA, verdict("quiet", KEEP, number=1))]

    given(*talk).when(BEN, verdict("quiet", KEEP, number=1)).then(opened(ana=KEEP, ben=KEEP))


def test_who_is_not_bound_does_not_look_back() -> None:
    given(*TEAM, (ANA, request()), (BEN, yes())).when(DAN, verdict("quiet", KEEP)).refused("not_bound")


def test_nobody_looks_back_at_what_was_never_agreed() -> None:
    given(*COUPLE, (ANA, request())).when(ANA, verdict("quiet", KEEP)).refused("not_bound")


def test_only_its_owner_looks_back_at_a_limit() -> None:
    limit = [*COUPLE, (ANA, boundary("late", BEN, until=day("16")))]

    given(*limit).when(BEN, verdict("late", KEEP)).refused("not_bound")
    given(*limit).when(ANA, verdict("late", KEEP)).then(opened("late", ana=KEEP))


def test_a_limit_on_trial_ends_unless_its_owner_keeps_it() -> None:
    limit = [*COUPLE, (ANA, boundary("late", BEN, until=day("16")))]

    assert holds(given(*limit, AFTER), "late") is Standing.LAPSED
    assert holds(given(*limit, (ANA, verdict("late", KEEP)), AFTER), "late") is Standing.STANDS


def test_who_pauses_is_waited_for_and_it_may_end_meanwhile() -> None:
    paused = [*TRIED, (ANA, verdict("quiet", KEEP)), (BEN, Pause())]

    assert given(*paused, (BEN, Resume())).when(BEN, verdict("quiet", KEEP)).happened
    assert holds(given(*paused, AFTER)) is Standing.LAPSED


def test_who_left_an_open_term_is_not_waited_for() -> None:
    story = given(*OPEN, *said("phones", ana=KEEP, ben=KEEP)).when(DAN, Leave())

    assert story.happened[1:] == [opened("phones", ana=KEEP, ben=KEEP)]


def test_what_a_leaver_said_never_opens() -> None:
    story = given(*OPEN, *said("phones", dan=LET_GO, ana=KEEP), (DAN, Leave())).when(BEN, verdict("phones", KEEP))

    story.then(opened("phones", ana=KEEP, ben=KEEP))


def test_what_was_said_of_a_term_that_ended_goes() -> None:
    assert given(*LIVED, (ANA, verdict("quiet", KEEP)), (BEN, Withdraw(term="quiet"))).folds == []


def test_a_guide_looks_back_at_nothing() -> None:
    guided = [*TRIED, (ANA, invite(EVE, part=Part.GUIDE)), (BEN, Admit(invitation="place of eve", yes=True))]

    given(*guided, (EVE, join(EVE))).when(EVE, verdict("quiet", KEEP)).refused("guide_never_agrees")


def test_an_outsider_looks_back_at_nothing() -> None:
    given(*TRIED).when(CLEO, verdict("quiet", KEEP)).refused("not_a_member")


def test_all_of_them_are_waited_for() -> None:
    given(*ALL, *said("phones", ana=KEEP)).when(BEN, verdict("phones", KEEP)).folded()
