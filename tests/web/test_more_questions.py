"""One more question, from the playbook or in one's own words: answered alone, opened together."""

from __future__ import annotations

import re
from typing import Any

import pytest

from comity.domain.alliance import Question
from comity.ledger import store
from web.moments import Clock
from web.pair import Somebody, together

pytestmark = pytest.mark.django_db

TUESDAY = "What should this home feel like on an ordinary Tuesday evening?"


def questions(somebody: Somebody) -> dict[str, Question]:
    state = store.load(somebody.alliance)
    assert state is not None
    return state.questions


def asks(somebody: Somebody, **form: Any) -> str:
    """Ask it; the question's id."""
    led = somebody.sends(somebody.at("questions"), **form)
    assert led.status_code == 302, led.content.decode()
    found: str = led["Location"].split("/")[4]
    return found


def test_a_question_of_the_playbook_is_asked_of_both_and_opens_for_both() -> None:
    ana, ben = together()

    ana.question = ben.question = asks(ana, ref="couple.tuesday_evening")

    assert TUESDAY in ana.sees(ana.at("questions", ana.question, "answer", "answer"))
    assert "For you: A question for all of you" in ben.sees(ben.at())
    ana.sends(ana.at("questions", ana.question, "answer", "answer"), text="Shoes off, radio on")
    ana._fold()
    ben.sends(ben.at("questions", ben.question, "answer", "answer"), text="Calm")
    assert "Shoes off" not in ben.sees(ben.at("questions", ben.question))
    ben._fold()
    for each in (ana, ben):
        page = each.sees(each.at("questions", each.question))
        assert "Shoes off, radio on" in page
        assert "Calm" in page


def test_it_goes_straight_from_the_answer_to_the_fold() -> None:
    ana, _ben = together()
    ana.question = asks(ana, ref="couple.tuesday_evening")
    desk = ana.at("questions", ana.question, "answer")

    led = ana.sends(f"{desk}answer/", text="Calm")

    assert led["Location"] == f"{desk}fold/"
    assert "Fold it?" in ana.sees(f"{desk}feeling/")
    assert f'href="{desk}answer/"' in ana.sees(f"{desk}fold/")


def test_a_question_that_was_asked_is_offered_no_more() -> None:
    ana, ben = together()
    assert "couple.tuesday_evening" in ana.sees(ana.at("questions"))

    asks(ana, ref="couple.tuesday_evening")

    for each in (ana, ben):
        assert "couple.tuesday_evening" not in each.sees(each.at("questions"))
        assert "couple.whole_job" in each.sees(each.at("questions"))


def test_a_question_of_ones_own_is_shown_in_its_words() -> None:
    ana, ben = together()

    ben.question = asks(ana, text="What would make Sundays better?")

    assert "What would make Sundays better?" in ben.sees(ben.at("questions", ben.question, "answer", "answer"))
    assert "For instance" not in ben.sees(ben.at("questions", ben.question, "answer", "answer"))


@pytest.mark.parametrize("form", [{}, {"text": " "}, {"ref": "team.anything"}, {"ref": "couple.nothing", "text": ""}])
def test_without_a_question_nothing_is_asked(form: dict[str, str]) -> None:
    ana, _ben = together()
    before = len(questions(ana))

    page = ana.sends(ana.at("questions"), **form)

    assert page.status_code == 422
    assert "There are no words here yet." in page.content.decode()
    assert len(questions(ana)) == before


def test_a_question_for_one_side_is_asked_of_that_side_alone() -> None:
    ana, ben = Somebody("Ana"), Somebody("Ben")
    ben.takes(ana.begins(relation="report"))
    ben.folds("I hear of trouble last")

    question = asks(ana, ref="manager_report.own_habit")

    assert questions(ana)[question].asked == (ben.member,)
    assert "For you: A question" in ben.sees(ben.at())
    assert "For you: A question" not in ana.sees(ana.at())
    assert "Only Ben answers." in ana.sees(ana.at("questions")) or "own_habit" not in ana.sees(ana.at("questions"))
    assert ana.client.get(ana.at("questions", question)).status_code == 200


def test_sent_twice_it_is_one_question() -> None:
    ana, _ben = together()
    key = "7" * 32

    found = {asks(ana, ref="couple.tuesday_evening", act=key) for _ in range(2)}

    assert len(found) == 1
    assert len(questions(ana)) == 2


def test_while_one_pauses_nothing_new_is_asked_by_them() -> None:
    ana, _ben = together()
    ana.sends(ana.at("pause"))

    assert "Another question" not in ana.sees(ana.at())
    assert ana.client.get(ana.at("questions"))["Location"] == ana.at()


def test_whoever_is_alone_yet_asks_nothing_more() -> None:
    ana = Somebody("Ana")
    ana.begins()

    assert ana.client.get(ana.at("questions"))["Location"] == ana.at()


def test_the_first_visit_shows_samples_of_its_kind() -> None:
    ana, ben = Somebody("Ana"), Somebody("Ben")
    ben.takes(ana.begins(relation="couple"))

    page = ben.sees(ben._desk("answer"))

    assert "A full sink makes me feel" in page


def test_every_theme_has_its_own_fold_and_the_first_lies_open() -> None:
    ana, _ben = together()

    page = ana.sees(ana.at("questions"))

    assert len(re.findall("<details", page)) == 8
    assert len(re.findall("<details open", page)) == 1


def test_what_has_grown_is_asked_once_there_was_time_to_grow(clock: Clock) -> None:
    ana, _ben = together()
    assert "couple.again_easier" not in ana.sees(ana.at("questions"))

    for _ in range(9):  # somebody who comes by every week stays signed in
        clock.passes(days=7)
        ana.sees(ana.at())

    assert "couple.again_easier" in ana.sees(ana.at("questions"))
