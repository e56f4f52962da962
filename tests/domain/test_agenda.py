"""What waits for one person, and by when."""

from datetime import date

from comity.domain.act import Verdict
from comity.domain.listening import AnswerSayBack, SayBackTo
from comity.domain.people import Pause
from sayings import COUPLE, ask, boundary, day, fold, later, lets_talk, no, request, understood, verdict, yes
from story import ANA, BEN, Story, given, moment

ASKED = [*COUPLE, (ANA, request(answer_by=day("12")))]
TRIED = [*COUPLE, (ANA, request(until=day("16"))), (BEN, yes())]
LIMIT = [*COUPLE, (ANA, boundary("late", BEN))]


def waiting(story: Story, who: str) -> list[tuple[str, date | None]]:
    return [(item.code, item.due) for item in story.sight(who).agenda]


def test_a_question_waits_for_those_who_have_not_answered() -> None:
    story = given(*COUPLE, (ANA, ask()), (ANA, fold()))

    assert (waiting(story, ANA), waiting(story, BEN)) == ([], [("answer", day("15"))])


def test_a_wish_waits_for_the_one_asked() -> None:
    assert (waiting(given(*ASKED), ANA), waiting(given(*ASKED), BEN)) == ([], [("reply", day("12"))])


def test_whoever_said_later_is_held_to_their_own_day() -> None:
    assert waiting(given(*ASKED, (BEN, later("quiet", day("09")))), BEN) == [("reply", day("09"))]


def test_what_was_answered_waits_no_more() -> None:
    assert waiting(given(*ASKED, (BEN, no())), BEN) == []


def test_what_comes_first_stands_first() -> None:
    story = given(*ASKED, *LIMIT[len(COUPLE) :], (ANA, ask(answer_by=day("05"))))

    assert [code for code, _ in waiting(story, BEN)] == ["answer", "reply", "answer_boundary"]


def test_a_limit_waits_for_two_weeks_and_then_rests() -> None:
    assert waiting(given(*LIMIT, moment("2026-03-16 09:00")), BEN) == [("answer_boundary", None)]
    assert waiting(given(*LIMIT, moment("2026-03-16 09:14")), BEN) == []


def test_a_limit_that_was_answered_waits_no_more() -> None:
    assert waiting(given(*LIMIT, (BEN, understood("late"))), BEN) == []
    assert waiting(given(*LIMIT, (BEN, lets_talk("late"))), BEN) == []


def test_a_look_back_waits_from_a_week_before_the_last_day() -> None:
    assert waiting(given(*TRIED, moment("2026-03-08 23:59")), ANA) == []
    assert waiting(given(*TRIED, moment("2026-03-09 00:00")), ANA) == [("look_back", day("16"))]


def test_it_waits_for_those_who_have_not_spoken() -> None:
    story = given(*TRIED, moment("2026-03-09 09:00"), (ANA, verdict("quiet", Verdict.KEEP)))

    assert (waiting(story, ANA), waiting(story, BEN)) == ([], [("look_back", day("16"))])


def test_after_it_opened_it_does_not_ask_at_once_again() -> None:
    both = [(who, verdict("quiet", Verdict.CHANGE)) for who in (ANA, BEN)]

    assert waiting(given(*TRIED, moment("2026-03-10 09:00"), *both), ANA) == []


def test_where_a_day_was_agreed_for_the_next_look_it_waits_then() -> None:
    lived = [*COUPLE, (ANA, request(review_on=day("20"))), (BEN, yes())]

    assert waiting(given(*lived, moment("2026-03-14 09:00")), BEN) == [("look_back", day("20"))]
    assert waiting(given(*lived, moment("2026-03-21 09:00")), BEN) == []


def test_what_was_said_back_waits_for_the_speaker() -> None:
    heard = [*COUPLE, (ANA, ask()), (ANA, fold()), (BEN, fold()), (BEN, SayBackTo(question="wish", speaker=ANA))]

    assert waiting(given(*heard), ANA) == [("say_heard", None)]
    assert waiting(given(*heard, (ANA, AnswerSayBack(question="wish", listener=BEN, heard=True))), ANA) == []


def test_nothing_waits_for_whoever_pauses() -> None:
    assert waiting(given(*ASKED, *LIMIT[len(COUPLE) :], (ANA, ask()), (BEN, Pause())), BEN) == []
