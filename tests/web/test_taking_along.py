"""Our history, taken along from its page: asked once, then one file that can be checked anywhere."""

from __future__ import annotations

import io

import pytest

from comity.ledger import checking
from web.pair import Somebody, trying

pytestmark = pytest.mark.django_db


def test_the_history_leads_to_a_page_that_says_what_is_in_the_file() -> None:
    ana, _ben = trying()

    assert ana.at("history", "export") in ana.sees(ana.at("history"))
    page = ana.sees(ana.at("history", "export"))
    assert "the words that you may read now" in page
    assert "It is not a contract." in page


def test_the_file_is_sound_neutral_and_in_no_store() -> None:
    ana, ben = trying()

    for somebody in (ana, ben):
        answer = somebody.sends(somebody.at("history", "export"))

        found = checking.check(io.BytesIO(answer.content), strict=True)
        assert found.header.member == somebody.member
        assert set(found.header.names.values()) == {"Ana", "Ben"}
        assert answer["Content-Disposition"] == 'attachment; filename="history.jsonl"'
        assert "no-store" in answer["Cache-Control"]


def test_between_two_nothing_is_left_out() -> None:
    for somebody in trying():
        raw = somebody.sends(somebody.at("history", "export")).content

        assert checking.check(io.BytesIO(raw)).bodiless == 0


def test_whoever_has_left_gets_no_file() -> None:
    ana, _ben = trying()
    ana.sends(ana.at("leaving"), when="now")

    assert ana.sends(ana.at("history", "export")).status_code == 404
    assert Somebody("Cleo").sends(ana.at("history", "export")).status_code == 404


def test_the_head_of_the_file_is_the_one_on_the_page() -> None:
    ana, ben = trying()
    raw = ana.sends(ana.at("history", "export")).content

    head = checking.check(io.BytesIO(raw)).header.head

    assert " ".join(checking.words_of(head)) in ben.sees(ben.at("history"))
