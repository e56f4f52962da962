"""What is asked once: held against what holds, answered by yes, no or another day, and over when it is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from comity.domain import people
from comity.domain.act import Part
from comity.domain.ask_answers import AnswerAsk, AskAnswered, AskReleased, ReleaseAsk
from comity.domain.ask_standing import AskStanding
from comity.domain.asked import AskReply, Checked, Fitting
from comity.domain.asks import AskSent, AskTakenBack, SendAsk, TakeBackAsk
from comity.domain.consents import Withdraw
from comity.domain.invitations import Admit
from comity.domain.kinds import Kind, Side
from comity.domain.rules import LeadTime, LeftOut, QuietWindow
from comity.domain.views import AskView
from sayings import alliance, boundary, day, invite, join, request, revise, yes
from story import ANA, BEN, BERLIN, CLEO, DAN, MINUTE, Step, Story, given, moment, ref

FIVE_DAYS = LeadTime(
    days=5, weekdays=(0, 1, 2, 3, 4), country="", region="", cut_off=None, zone=BERLIN, days_off_of=ANA
)
QUIET = QuietWindow(owner=ANA, weekdays=tuple(range(7)), start="19:00", end="08:00", zone=BERLIN)
WORK = alliance(ANA, BEN, kind=Kind.CLIENT_SUPPLIER, ana=Side.SUPPLIER, ben=Side.CLIENT)
"""Ana does work for Ben."""

TUESDAY = moment("2026-03-03 10:00")
FRIDAY = moment("2026-03-06 17:00")
NEXT_TUESDAY = moment("2026-03-10 17:00")
AGREED: list[Step] = [
    *WORK,
    (ANA, request("lead", BEN, "Send each job early.", rules=(FIVE_DAYS,))),
    (BEN, yes("lead")),
]
IN_VIEW = (("lead", 1),)


def job(due: datetime = NEXT_TUESDAY, to: str = ANA, **more: Any) -> SendAsk:
    said: dict[str, Any] = {"ask": "flyer", "zone": BERLIN, "words": {"text": "Spring flyer"}, "under": IN_VIEW}
    return SendAsk(to=to, due=due, **(said | more))


def free(due: datetime = NEXT_TUESDAY, **more: Any) -> SendAsk:
    """A job that nothing stands before."""
    return job(due, **({"under": ()} | more))


def answered(reply: AskReply, due: datetime | None = None, turn: int = 0, **more: Any) -> AnswerAsk:
    return AnswerAsk(ask="flyer", turn=turn, reply=reply, due=due, **more)


YES, NO = answered(AskReply.YES), answered(AskReply.NO)


def another(due: datetime, turn: int = 0, **more: Any) -> AnswerAsk:
    return answered(AskReply.COUNTER, due, turn, **more)


def at(when: datetime) -> datetime:
    """The moment from which the next act happens at `when` exactly."""
    return when - MINUTE


def seen(story: Story, who: str = ANA) -> AskView:
    return story.sight(who).ask("flyer")


def test_a_job_that_fits_is_sent_with_the_days_that_were_counted() -> None:
    story = given(*AGREED, at(TUESDAY)).when(BEN, job())

    checked = Checked(
        term="lead",
        revision=1,
        against="lead_time",
        fits=True,
        code="fits",
        days=5,
        started=day("03"),
        working=(day("04"), day("05"), day("06"), day("09"), day("10")),
        left_out=(LeftOut(day=day("07"), why="weekday"), LeftOut(day=day("08"), why="weekday")),
        earliest=None,
    )
    story.then(
        AskSent(
            ask="flyer",
            to=ANA,
            due=NEXT_TUESDAY,
            zone=BERLIN,
            complete_on=None,
            fitting=Fitting(checked=(checked,), first=NEXT_TUESDAY),
            words=ref(2),
        )
    )
    assert seen(story).standing is AskStanding.WAITING
    assert [(item.code, item.ask, item.due) for item in story.sight(ANA).agenda] == [("answer_ask", "flyer", day("10"))]
    assert story.sight(BEN).agenda == ()


def test_what_does_not_fit_is_not_sent_and_the_first_that_fits_is_named() -> None:
    story = given(*AGREED, at(TUESDAY)).when(BEN, job(FRIDAY))

    story.refused("does_not_fit", first=NEXT_TUESDAY)


def test_knowingly_it_is_sent_all_the_same_and_the_one_asked_may_say_yes() -> None:
    story = given(*AGREED, at(TUESDAY), (BEN, job(FRIDAY, knowingly=True)))

    fitting = seen(story).fitting
    assert fitting is not None
    assert (fitting.fits, fitting.first) == (False, NEXT_TUESDAY)
    story.when(ANA, YES).then(AskAnswered(ask="flyer", reply=AskReply.YES, due=None, fitting=None, words=None))
    assert seen(story).standing is AskStanding.AGREED


def test_a_limit_declines_nothing_by_itself_and_its_words_stand_before_the_asker() -> None:
    limit = boundary("hand back", BEN, text="Unless I have five days, I hand the job back.")
    story = given(*WORK, (ANA, limit), at(TUESDAY)).when(BEN, free(FRIDAY))

    assert len(story.happened) == 1
    assert seen(story, BEN).fitting is None


def test_where_no_rule_holds_nothing_is_held_against_anything() -> None:
    story = given(*WORK, at(TUESDAY), (BEN, free()))

    assert seen(story).fitting is None


def test_the_rules_protect_the_one_whose_they_are_and_not_the_other() -> None:
    given(*AGREED, at(TUESDAY)).when(ANA, free(FRIDAY, to=BEN)).then(
        AskSent(
            ask="flyer",
            to=BEN,
            due=FRIDAY,
            zone=BERLIN,
            complete_on=None,
            fitting=Fitting(checked=(), first=FRIDAY),
            words=ref(2),
        )
    )


def test_a_rule_that_is_only_talked_about_is_no_rule_yet() -> None:
    asked = (ANA, request("lead", BEN, "Send each job early.", rules=(FIVE_DAYS,)))

    assert len(given(*WORK, asked, at(TUESDAY)).when(BEN, free(FRIDAY)).happened) == 1


def test_a_rule_that_ended_is_none_any_more() -> None:
    assert len(given(*AGREED, (BEN, Withdraw(term="lead")), at(TUESDAY)).when(BEN, free(FRIDAY)).happened) == 1


def test_all_rules_must_fit_and_the_first_moment_fits_all_of_them() -> None:
    asked = (ANA, request("lead", BEN, "Send each job early.", rules=(FIVE_DAYS, QUIET)))
    late = moment("2026-03-06 21:00")

    story = given(*WORK, asked, (BEN, yes("lead")), at(TUESDAY)).when(BEN, job(late))

    story.refused("does_not_fit", first=moment("2026-03-11 08:00"))
    story.when(BEN, job(moment("2026-03-11 08:00")))
    assert len(story.happened) == 1


def test_windows_that_leave_no_moment_leave_no_first_one() -> None:
    half = replace(QUIET, start="00:00", end="12:00")
    other = replace(QUIET, start="12:00", end="00:00")
    asked = (ANA, request("lead", BEN, "Never.", rules=(half, other)))

    given(*WORK, asked, (BEN, yes("lead")), at(TUESDAY)).when(BEN, job()).refused("does_not_fit", first=None)


def test_a_brief_that_comes_later_counts_from_its_day() -> None:
    thursday, first = day("05"), moment("2026-03-12 17:00")

    story = given(*AGREED, at(TUESDAY)).when(BEN, job(complete_on=thursday))

    story.refused("does_not_fit", first=first)
    story.when(BEN, job(first, complete_on=thursday))
    assert seen(story).complete_on == thursday


@pytest.mark.parametrize("complete", [day("02"), day("11")], ids=["yesterday", "after it is due"])
def test_a_brief_is_complete_between_today_and_the_day_it_is_due(complete: date) -> None:
    story = given(*AGREED, at(TUESDAY)).when(BEN, job(complete_on=complete))

    story.refused("bad_date", part="complete_on", earliest=day("03"), latest=day("10"))


def test_own_days_off_do_not_count() -> None:
    from comity.domain.days_off import TellDaysOff

    off = (ANA, TellDaysOff(first=day("09"), last=day("10")))
    story = given(*AGREED, off, at(TUESDAY)).when(BEN, job())

    story.refused("does_not_fit", first=moment("2026-03-12 17:00"))
    story.when(BEN, job(knowingly=True))
    fitting = seen(story).fitting
    assert fitting is not None
    assert [(each.day, each.why) for each in fitting.checked[0].left_out][2:] == [
        (day("09"), "day_off"),
        (day("10"), "day_off"),
    ]


def test_holidays_do_not_count_and_what_was_said_is_not_changed_by_newer_ones() -> None:
    rule = replace(FIVE_DAYS, country="DE")
    asked = (ANA, request("lead", BEN, "Send each job early.", rules=(rule,)))
    story = given(*WORK, asked, (BEN, yes("lead")), at(moment("2026-04-27 10:00")))

    story.when(BEN, job(moment("2026-05-04 17:00")))

    story.refused("does_not_fit", first=moment("2026-05-05 17:00"))
    story.when(BEN, job(moment("2026-05-05 17:00")))
    fitting = seen(story).fitting
    assert fitting is not None
    assert LeftOut(day=date(2026, 5, 1), why="holiday") in fitting.checked[0].left_out
    story.holidays = lambda *_: frozenset({date(2026, 5, 4)})
    assert seen(story).fitting == fitting


def test_a_country_that_is_not_known_any_more_has_no_holidays() -> None:
    rule = replace(FIVE_DAYS, country="DE")
    asked = (ANA, request("lead", BEN, "Send each job early.", rules=(rule,)))
    story = given(*WORK, asked, (BEN, yes("lead")), at(moment("2026-04-27 10:00")))
    story.holidays = lambda *_: None

    assert len(story.when(BEN, job(moment("2026-05-04 17:00"))).happened) == 1


def test_at_the_second_of_the_cut_off_it_counts_as_asked_on_the_next_working_day() -> None:
    rule = replace(FIVE_DAYS, cut_off="17:00")
    asked = (ANA, request("lead", BEN, "Send each job early.", rules=(rule,)))
    second = timedelta(seconds=1)
    before = given(*WORK, asked, (BEN, yes("lead")), at(moment("2026-03-03 17:00") - second))
    exactly = given(*WORK, asked, (BEN, yes("lead")), at(moment("2026-03-03 17:00")))

    assert len(before.when(BEN, job()).happened) == 1
    exactly.when(BEN, job()).refused("does_not_fit", first=moment("2026-03-11 17:00"))


def test_the_days_are_those_of_the_one_asked_wherever_the_asker_is() -> None:
    """In Auckland it is Wednesday already, in Berlin still Tuesday."""
    due = moment("2026-03-11 05:00", "Pacific/Auckland")

    story = given(*AGREED, at(TUESDAY)).when(BEN, job(due, zone="Pacific/Auckland"))

    assert due == moment("2026-03-10 17:00")
    assert len(story.happened) == 1


def test_a_due_moment_is_kept_to_the_second() -> None:
    story = given(*AGREED, at(TUESDAY), (BEN, job(NEXT_TUESDAY + timedelta(microseconds=7))))

    assert seen(story).due == NEXT_TUESDAY


@pytest.mark.parametrize("due", [TUESDAY, TUESDAY - MINUTE], ids=["now", "a minute ago"])
def test_nothing_is_asked_for_what_is_past(due: datetime) -> None:
    given(*AGREED, at(TUESDAY)).when(BEN, job(due)).refused("due_past", part="due")


def test_a_due_moment_within_the_second_of_asking_is_past() -> None:
    given(*AGREED, at(TUESDAY)).when(BEN, job(TUESDAY + timedelta(milliseconds=1))).refused("due_past", part="due")


def test_nothing_is_asked_for_years_ahead() -> None:
    far = TUESDAY + timedelta(days=731)

    given(*AGREED, at(TUESDAY)).when(BEN, job(far)).refused("due_too_far", part="due", latest=date(2028, 3, 2))


def test_a_rule_that_changed_since_the_form_was_made_is_read_first() -> None:
    other = (ANA, revise("lead", text="Send each job six days early."))
    story = given(*AGREED, other, (BEN, yes("lead")), at(TUESDAY))

    story.when(BEN, job()).refused("rules_changed")
    story.when(BEN, job(under=(("lead", 2),)))
    assert len(story.happened) == 1


@pytest.mark.parametrize("under", [(), (("lead", 1), ("other", 1))], ids=["one more", "one less"])
def test_a_rule_that_came_or_went_is_read_first(under: tuple[tuple[str, int], ...]) -> None:
    given(*AGREED, at(TUESDAY)).when(BEN, job(under=under)).refused("rules_changed")


def test_nothing_can_be_asked_of_whoever_has_just_left() -> None:
    given(*AGREED, (ANA, people.Leave())).when(BEN, free()).refused("not_a_party", member=ANA)


def test_nothing_can_be_asked_of_whoever_pauses() -> None:
    given(*AGREED, (ANA, people.Pause())).when(BEN, free()).refused("member_paused", member=ANA)


def test_nobody_asks_themselves() -> None:
    given(*WORK).when(BEN, free(to=BEN)).refused("own_ask")


def test_an_ask_has_words() -> None:
    given(*WORK).when(BEN, free(words={"line": "?"})).refused("empty", part="text")


def test_the_same_id_is_one_ask() -> None:
    given(*WORK, (BEN, free())).when(BEN, free()).refused("double")


def test_a_zone_that_nobody_knows_is_refused() -> None:
    given(*WORK).when(BEN, free(zone="Mars/Olympus")).refused("zone_unknown")


def test_no_is_a_whole_answer() -> None:
    story = given(*WORK, (BEN, free()), (ANA, NO))

    assert seen(story, BEN).standing is AskStanding.DECLINED
    assert seen(story).may == seen(story, BEN).may == frozenset()
    story.when(ANA, answered(AskReply.YES, turn=1)).refused("ask_over")


def test_another_day_is_answered_by_the_asker() -> None:
    wednesday = moment("2026-03-11 12:00")
    story = given(*WORK, at(TUESDAY), (BEN, free()), (ANA, another(wednesday, words={"line": "Then I can."})))

    view = seen(story, BEN)
    assert (view.due, view.turn_of, view.may) == (wednesday, BEN, {"answer", "take_back"})
    assert [turn.due for turn in view.turns] == [wednesday]
    story.when(ANA, answered(AskReply.YES, turn=1)).refused("not_your_turn")
    story.when(BEN, answered(AskReply.YES, turn=1))
    assert seen(story).standing is AskStanding.AGREED
    assert seen(story).due == wednesday


def test_what_the_one_asked_names_is_held_against_nothing() -> None:
    story = given(*AGREED, at(TUESDAY), (BEN, job()), (ANA, another(FRIDAY)))

    assert seen(story).fitting is None


def test_what_the_asker_names_then_is_counted_from_the_first_asking() -> None:
    thursday = moment("2026-03-12 17:00")
    story = given(*AGREED, at(TUESDAY), (BEN, job()), (ANA, another(thursday)), at(FRIDAY))

    story.when(BEN, another(moment("2026-03-09 17:00"), turn=1)).refused("does_not_fit", first=NEXT_TUESDAY)
    story.when(BEN, another(NEXT_TUESDAY, turn=1))
    fitting = seen(story).fitting
    assert fitting is not None
    assert fitting.fits


def test_another_day_names_one() -> None:
    story = given(*WORK, at(TUESDAY), (BEN, free()))

    story.when(ANA, answered(AskReply.COUNTER)).refused("due_missing", part="due")
    story.when(ANA, another(TUESDAY)).refused("due_past", part="due")


def test_an_answer_to_a_day_that_was_changed_is_refused() -> None:
    story = given(*WORK, at(TUESDAY), (BEN, free()), (ANA, another(FRIDAY)))

    story.when(BEN, answered(AskReply.YES)).refused("ask_changed")


def test_only_the_two_answer() -> None:
    three: list[Step] = [*WORK, (BEN, invite(DAN)), (DAN, join(DAN))]

    given(*three, (BEN, free())).when(DAN, YES).refused("not_asked")
    given(*three, (BEN, free())).when(DAN, TakeBackAsk(ask="flyer")).refused("not_yours")
    given(*three, (BEN, free())).when(DAN, ReleaseAsk(ask="flyer")).refused("not_asked")
    given(*three).when(DAN, YES).refused("no_such_ask")


def test_a_guide_neither_asks_nor_answers() -> None:
    guided: list[Step] = [*WORK, (ANA, invite(CLEO, part=Part.GUIDE))]
    admitted: list[Step] = [*guided, (BEN, Admit(invitation=f"place of {CLEO}", yes=True)), (CLEO, join(CLEO))]

    given(*admitted, (BEN, free())).when(CLEO, YES).refused("guide_never_agrees")
    given(*admitted).when(CLEO, free()).refused("guide_never_agrees")
    assert given(*admitted, (BEN, free())).sight(CLEO).asks == ()


def test_the_asker_takes_it_back_alone_before_or_after_the_yes() -> None:
    story = given(*WORK, (BEN, free())).when(BEN, TakeBackAsk(ask="flyer"))

    story.then(AskTakenBack(ask="flyer"))
    assert seen(story).standing is AskStanding.TAKEN_BACK
    after = given(*WORK, (BEN, free()), (ANA, YES), (BEN, TakeBackAsk(ask="flyer")))
    assert seen(after).standing is AskStanding.TAKEN_BACK
    after.when(BEN, TakeBackAsk(ask="flyer")).refused("ask_over")


def test_promise_07_a_yes_to_an_ask_is_taken_back_as_easily_as_it_was_given() -> None:
    words = {"line": "I am ill."}
    story = given(*WORK, (BEN, free()), (ANA, YES))

    assert seen(story).may == {"release"}
    story.when(ANA, ReleaseAsk(ask="flyer", words=words)).then(AskReleased(ask="flyer", words=ref(2)))
    assert seen(story, BEN).standing is AskStanding.RELEASED
    assert seen(story, BEN).released_words in story.sight(BEN).readable


def test_what_nobody_said_yes_to_cannot_be_released() -> None:
    given(*WORK, (BEN, free())).when(ANA, ReleaseAsk(ask="flyer")).refused("ask_over")


def test_promise_01_an_ask_that_nobody_answers_runs_out_and_is_never_a_yes() -> None:
    story = given(*WORK, at(TUESDAY), (BEN, free(FRIDAY)), at(FRIDAY))

    story.when(ANA, YES).refused("ask_over")
    assert seen(story).standing is AskStanding.EXPIRED
    assert story.sight(ANA).agenda == ()


def test_after_it_is_due_nothing_can_be_done_about_it_any_more() -> None:
    story = given(*WORK, at(TUESDAY), (BEN, free(FRIDAY)), (ANA, YES), at(FRIDAY))

    for who, command in ((BEN, TakeBackAsk(ask="flyer")), (ANA, ReleaseAsk(ask="flyer"))):
        story.when(who, command).refused("ask_over")
    assert (seen(story).standing, seen(story).ahead) == (AskStanding.AGREED, False)


@pytest.mark.parametrize("who", [ANA, BEN])
def test_promise_07_with_a_leaving_what_was_asked_between_the_two_is_over(who: str) -> None:
    three: list[Step] = [*WORK, (BEN, invite(DAN)), (DAN, join(DAN))]
    story = given(*three, at(TUESDAY), (BEN, free(FRIDAY)), (ANA, YES), (who, people.Leave()))

    assert seen(story, DAN).standing is AskStanding.CLOSED


def test_what_was_due_before_a_leaving_stays_as_it_was() -> None:
    three: list[Step] = [*WORK, (BEN, invite(DAN)), (DAN, join(DAN))]
    story = given(*three, at(TUESDAY), (BEN, free(FRIDAY)), (ANA, YES), FRIDAY, (ANA, people.Leave()))

    assert seen(story, DAN).standing is AskStanding.AGREED


def test_whoever_pauses_takes_back_and_releases_and_answers_nothing() -> None:
    story = given(*WORK, (BEN, free()), (ANA, people.Pause()))

    story.when(ANA, YES).refused("paused")
    assert seen(story).may == frozenset()
    released = given(*WORK, (BEN, free()), (ANA, YES), (ANA, people.Pause()), (ANA, ReleaseAsk(ask="flyer")))
    assert seen(released, BEN).standing is AskStanding.RELEASED
    taken_back = given(*WORK, (BEN, free()), (BEN, people.Pause()), (BEN, TakeBackAsk(ask="flyer")))
    assert seen(taken_back).standing is AskStanding.TAKEN_BACK


def test_a_newcomer_sees_no_ask_from_before() -> None:
    story = given(*WORK, (BEN, free()), (BEN, invite(DAN)), (DAN, join(DAN)))

    assert story.sight(DAN).asks == ()
    assert [ask.id for ask in story.sight(ANA).asks] == ["flyer"]


def test_what_is_due_next_comes_first() -> None:
    sooner = free(FRIDAY, ask="card")
    story = given(*WORK, at(TUESDAY), (BEN, free()), (BEN, sooner))

    assert [ask.id for ask in story.sight(ANA).asks] == ["card", "flyer"]
