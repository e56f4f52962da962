"""Drafts: kept for their writer alone, with no trace of what or when."""

from pathlib import Path

import pytest

from comity.private import drafts
from comity.private.models import Draft
from comity.vault import keyfile
from comity.vault.models import DataKey

pytestmark = pytest.mark.django_db

ANA = "a" * 32
BEN = "b" * 32


@pytest.fixture(autouse=True)
def key_file(tmp_path: Path, settings: object) -> None:
    settings.COMITY_KEY_FILE = tmp_path / "key"  # type: ignore[attr-defined]
    keyfile.create(tmp_path / "key")


def test_a_draft_is_kept_in_place_of_the_last() -> None:
    drafts.keep(person=ANA, draft="question:1", words={"text": "quiet"})
    drafts.keep(person=ANA, draft="question:1", words={"text": "quiet until coffee", "feeling": "calm"})

    assert drafts.read(person=ANA, draft="question:1") == {
        "text": "quiet until coffee",
        "feeling": "calm",
    }
    assert Draft.objects.count() == 1


def test_a_draft_is_its_writers_alone() -> None:
    drafts.keep(person=ANA, draft="question:1", words={"text": "quiet"})

    assert drafts.read(person=BEN, draft="question:1") is None
    assert drafts.of(BEN) == []


def test_a_dropped_draft_is_gone() -> None:
    drafts.keep(person=ANA, draft="question:1", words={"text": "quiet"})

    drafts.drop(person=ANA, draft="question:1")

    assert drafts.read(person=ANA, draft="question:1") is None
    assert not Draft.objects.exists()


def test_all_drafts_of_a_person_come_by_name() -> None:
    drafts.keep(person=ANA, draft="term:2", words={"text": "two"})
    drafts.keep(person=ANA, draft="question:1", words={"text": "one"})

    assert drafts.of(ANA) == [("question:1", {"text": "one"}), ("term:2", {"text": "two"})]


def test_drafts_that_are_handed_over_leave_the_takers_own_as_they_are() -> None:
    drafts.keep(person=ANA, draft="question:1", words={"text": "Ana's"})
    drafts.keep(person=ANA, draft="question:2", words={"text": "Ana's"})
    drafts.keep(person=BEN, draft="question:1", words={"text": "Ben's"})

    drafts.hand_over(giver=ANA, taker=BEN)

    assert drafts.of(BEN) == [("question:1", {"text": "Ben's"}), ("question:2", {"text": "Ana's"})]
    assert drafts.of(ANA) == []


def test_forgetting_a_person_takes_the_key_too() -> None:
    drafts.keep(person=ANA, draft="question:1", words={"text": "quiet"})

    drafts.forget(ANA)

    assert not Draft.objects.exists()
    assert not DataKey.objects.exists()


def test_promise_09_a_row_tells_nothing_of_a_draft_but_whose_it_is() -> None:
    drafts.keep(person=ANA, draft="question:1", words={"text": "no"})
    drafts.keep(person=ANA, draft="question:2", words={"text": "quiet until coffee " * 100})

    short, long = Draft.objects.all()

    assert len(short.box) == len(long.box)
    assert {field.name for field in Draft._meta.get_fields()} == {"id", "person", "about", "box"}
    for row in (short, long):
        assert b"quiet" not in bytes(row.box)
        assert "question" not in row.about


def test_what_is_too_long_for_the_record_is_still_kept_as_a_draft() -> None:
    drafts.keep(person=ANA, draft="question:1", words={"text": "x" * 60_000})

    assert drafts.read(person=ANA, draft="question:1") == {"text": "x" * 60_000}
