"""What changed while somebody wrote is said, the new words are shown, and what was typed is still there."""

from __future__ import annotations

import re
from typing import Any

import pytest

from comity.ledger import store
from comity.ledger.models import Entry
from web.moments import Clock, one_more_question
from web.pair import HIDDEN, Somebody, together, trying

pytestmark = pytest.mark.django_db

LINE = "Gladly, and thank you for asking"
CHANGED = "The wording has changed since you opened this page."


@pytest.fixture
def asked(clock: Clock) -> tuple[Somebody, Somebody]:
    """Ana has asked, and Ben has the page open."""
    ana, ben = together()
    ana.asks("Please let me finish the page first")
    ben.term = ana.term
    return ana, ben


def form_of(somebody: Somebody, *parts: str) -> dict[str, str]:
    """What stands in the form of a page that somebody opens now."""
    return dict(HIDDEN.findall(somebody.sees(somebody.at("terms", somebody.term, *parts))))


def rewords(somebody: Somebody, text: str = "Please wait until nine") -> None:
    path = somebody.at("terms", somebody.term, "another-way")
    assert somebody.fills(path, text=text, until="14").status_code == 302


def page_of(answer: Any) -> str:
    assert answer.status_code in {409, 422}
    return str(answer.content.decode())


@pytest.mark.parametrize("said", ["yes", "no", "later"])
def test_promise_01_an_answer_to_words_that_have_changed_binds_nobody(
    asked: tuple[Somebody, Somebody], said: str
) -> None:
    ana, ben = asked
    form = form_of(ben)
    rewords(ana)
    before = Entry.objects.count()

    answer = ben.client.post(
        ben.at("terms", ben.term, "answer"), form | {"answer": said, "line": LINE, "later": "2026-12-01"}
    )

    page = page_of(answer)
    assert CHANGED in page
    assert LINE in page
    assert "Please wait until nine" in re.sub("</?mark>", "", page)
    assert 'name="revision" value="2"' in page
    assert Entry.objects.count() == before

    assert (
        ben.client.post(answer.request["PATH_INFO"], dict(HIDDEN.findall(page)) | {"answer": "no"}).status_code == 302
    )


def test_another_way_to_words_that_have_changed_keeps_what_was_typed(asked: tuple[Somebody, Somebody]) -> None:
    ana, ben = asked
    form = form_of(ben, "another-way")
    rewords(ana)

    answer = ben.client.post(
        ben.at("terms", ben.term, "another-way"), form | {"text": LINE, "because": "I wake early", "until": "7"}
    )

    page = page_of(answer)
    assert CHANGED in page
    assert LINE in page
    assert "I wake early" in page
    assert "Please wait until nine" in page
    assert '<option value="7" selected>' in page


def test_a_second_yes_to_what_holds_by_now_is_answered_in_words(asked: tuple[Somebody, Somebody]) -> None:
    _ana, ben = asked
    form = form_of(ben)
    ben.answers("yes")

    page = page_of(
        ben.client.post(ben.at("terms", ben.term, "answer"), form | {"act": "", "answer": "yes", "line": LINE})
    )

    assert 'class="error"' in page
    assert LINE in page
    assert "You are trying this" in page


def test_what_was_taken_back_meanwhile_is_said(asked: tuple[Somebody, Somebody]) -> None:
    ana, ben = asked
    form = form_of(ben)
    ana.sends(ana.at("terms", ana.term, "take-back"), revision="1")

    page = page_of(ben.client.post(ben.at("terms", ben.term, "answer"), form | {"answer": "yes", "line": LINE}))

    assert "This is no longer open to an answer." in page
    assert LINE in page
    assert "No longer asked" in page


def test_promise_01_a_yes_after_the_last_day_for_answers_binds_nobody(
    clock: Clock, asked: tuple[Somebody, Somebody]
) -> None:
    _ana, ben = asked
    form = form_of(ben)
    clock.passes(days=15)

    page = page_of(ben.client.post(ben.at("terms", ben.term, "answer"), form | {"answer": "yes", "line": LINE}))

    assert LINE in page
    assert "No answer came" in page


def test_an_answer_to_a_question_that_has_opened_meanwhile_is_not_lost(clock: Clock) -> None:
    ana, ben = together()
    ana.sends(ana.at("places"), name="Dan")
    one_more_question(ana, ben)
    for each in (ana, ben):
        each.folds("Sunday walks")
    ben.unfolds()
    ben.writes("Sunday walks, rain or not")
    clock.passes(days=8)
    ana.sends(ana.at("pause"))

    answer = ben.sends(ben.at("questions", ben.question, "answer", "fold"))

    assert answer.status_code in {302, 422}
    assert answer.status_code == 302 or "Sunday walks, rain or not" in answer.content.decode()


def test_taking_back_what_has_opened_meanwhile_says_so(clock: Clock) -> None:
    ana, ben = trying()
    one_more_question(ana, ben)
    ana.folds("Sunday walks")
    ben.folds("Late breakfasts")

    answer = ana.unfolds()

    assert answer.status_code == 302
    assert "Late breakfasts" in ana.sees(ana.at("questions", ana.question))


@pytest.mark.parametrize("kind", ["answer", "withdraw", "another-way", "look-back"])
def test_what_was_meant_for_somebody_who_has_left_is_answered_calmly(clock: Clock, kind: str) -> None:
    ana, ben = trying()
    form = form_of(ben, "look-back")
    ana.sends(ana.at("leaving"))

    answer = ben.client.post(
        ben.at("terms", ben.term, kind),
        form | {"answer": "yes", "text": LINE, "until": "14", "verdict": "keep", "noticed": LINE},
    )

    assert answer.status_code in {302, 409, 422}
    if kind == "another-way":
        assert LINE in answer.content.decode()


def test_asking_somebody_who_has_left_meanwhile_is_answered_like_an_address_that_is_not_there(clock: Clock) -> None:
    ana, ben = together()
    ben.sees(ben.at("say", "ask"))
    ana.sends(ana.at("leaving"))

    answer = ben.sends(ben.at("say", "ask"), text=LINE, until="14", keep="1")

    assert answer.status_code < 500
    state = store.load(ben.alliance)
    assert state is not None
    assert state.terms == {}


def test_a_verdict_on_words_that_have_changed_is_not_taken(clock: Clock) -> None:
    ana, ben = trying()
    form = form_of(ben, "look-back")
    rewords(ana, "Please wait until ten")
    ben.answers("yes")

    answer = ben.client.post(
        ben.at("terms", ben.term, "look-back"), form | {"verdict": "keep", "noticed": "It was calm"}
    )

    page = page_of(answer)
    assert "It was calm" in page
    assert "Please wait until ten" in page
