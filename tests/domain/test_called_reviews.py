"""A look back that somebody calls at what has no end."""

from datetime import timedelta

from comity.domain.act import Verdict
from comity.domain.holding import bound
from comity.domain.reviews import CallReview, OpenedVerdict, ReviewCalled, ReviewOpened
from sayings import COUPLE, alliance, day, request, revise, verdict, yes
from story import ANA, BEN, DAN, MONDAY, Story, given, moment

KEEP, CHANGE, LET_GO = Verdict.KEEP, Verdict.CHANGE, Verdict.LET_GO
TRIED = [*COUPLE, (ANA, request(until=day("16"))), (BEN, yes())]
LIVED = [*COUPLE, (ANA, request()), (BEN, yes())]
TEAM = alliance(ANA, BEN, DAN)
CALL = CallReview(term="quiet", answer_by=day("10"))


def opened(term: str = "quiet", **who: Verdict) -> ReviewOpened:
    verdicts = tuple(OpenedVerdict(by=by, verdict=what, until=None, words=None) for by, what in sorted(who.items()))
    return ReviewOpened(term=term, revision=1, verdicts=verdicts)


def who_is_bound(story: Story, term: str = "quiet") -> set[str]:
    return set(bound(story.alliance, story.alliance.terms[term], story.now))


def test_anyone_bound_calls_a_look_back_at_what_has_no_end() -> None:
    story = given(*LIVED).when(BEN, CALL)

    story.then(ReviewCalled(term="quiet", answer_by=day("10")))
    assert [(item.code, item.due) for item in story.sight(ANA).agenda] == [("look_back", day("10"))]


def test_what_has_an_end_needs_no_call() -> None:
    given(*TRIED).when(BEN, CALL).refused("has_an_end", until=day("16"))


def test_who_is_not_bound_calls_nobody() -> None:
    given(*TEAM, (ANA, request()), (BEN, yes())).when(DAN, CALL).refused("not_bound")


def test_a_call_runs_from_tomorrow_to_sixty_days_ahead() -> None:
    latest = MONDAY.date() + timedelta(days=60)

    given(*LIVED).when(BEN, CallReview(term="quiet", answer_by=day("02"))).refused("bad_date", earliest=day("03"))
    given(*LIVED).when(BEN, CallReview(term="quiet", answer_by=latest + timedelta(days=1))).refused(
        "bad_date", latest=latest
    )


def test_one_look_back_is_called_at_a_time() -> None:
    given(*LIVED, (BEN, CALL)).when(ANA, CALL).refused("already_called", on=day("10"))


def test_a_called_look_back_that_is_half_answered_closes_unopened() -> None:
    closed = [*LIVED, (BEN, CALL), (ANA, verdict("quiet", LET_GO)), moment("2026-03-11 00:00")]

    story = given(*closed).when(BEN, verdict("quiet", KEEP)).refused("call_closed", on=day("10"))

    assert who_is_bound(story) == {ANA, BEN}
    assert story.sight(BEN).term("quiet").may >= {"call"}
    assert "look_back" not in story.sight(BEN).term("quiet").may


def test_after_it_closed_another_can_be_called_and_begins_anew() -> None:
    closed = [*LIVED, (BEN, CALL), (ANA, verdict("quiet", LET_GO)), moment("2026-03-11 00:00")]
    story = given(*closed, (ANA, CallReview(term="quiet", answer_by=day("20"))))

    assert story.folds == []
    story.given((ANA, verdict("quiet", KEEP))).when(BEN, verdict("quiet", KEEP)).then(opened(ana=KEEP, ben=KEEP))
    assert story.sight(ANA).term("quiet").called is None


def test_a_call_is_for_the_wording_of_its_day() -> None:
    story = given(*LIVED, (BEN, CALL), (ANA, revise("quiet")), (BEN, yes()), moment("2026-03-11 00:00"))

    assert story.sight(ANA).term("quiet").called is None
    story.when(ANA, verdict("quiet", KEEP)).folded()
