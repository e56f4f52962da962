"""Six words bring one person back, however they are typed, and nobody else."""

from __future__ import annotations

from math import log2

import pytest

from comity.accounts import key_words
from comity.accounts.key_words import StoryPerson
from comity.accounts.models import KeyWords, Person
from comity.accounts.words import joined, plain_words, word_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Person:
    return Person.objects.create(name="Ana")


def test_the_list_has_77_bits_in_six_words() -> None:
    assert len(set(word_list())) == 7776
    assert 6 * log2(len({joined(word) for word in word_list()})) > 77


def test_six_words_bring_a_person_back(ana: Person) -> None:
    words = key_words.new(ana)

    assert len(words) == 6
    assert key_words.person_for(" ".join(words)) == ana


@pytest.mark.parametrize("mark", [" ", "-", "\n", ". ", "\u2013", "", " \u00a0 "])
def test_case_spaces_and_hyphens_do_not_matter(ana: Person, mark: str) -> None:
    words = key_words.new(ana)

    assert key_words.person_for(f"  {mark.join(words).upper()}. ") == ana


def test_wrong_words_bring_nobody_back(ana: Person) -> None:
    words = key_words.new(ana)

    assert key_words.person_for(" ".join(reversed(words))) is None
    assert key_words.person_for(" ".join(words[:5])) is None
    assert key_words.person_for("") is None
    assert key_words.person_for("\x00\ud800" * 500) is None


def test_new_words_end_the_old(ana: Person) -> None:
    old = key_words.new(ana)

    new = key_words.new(ana)

    assert key_words.person_for(" ".join(old)) is None
    assert key_words.person_for(" ".join(new)) == ana


def test_the_database_holds_no_word_and_nothing_to_guess_at(ana: Person, settings: object, tmp_path: object) -> None:
    from comity.vault import keyfile

    words = key_words.new(ana)
    row = repr(KeyWords.objects.values().get())
    keyfile.create(tmp_path / "other")  # type: ignore[operator]
    settings.COMITY_KEY_FILE = tmp_path / "other"  # type: ignore[attr-defined, operator]

    assert not [word for word in words if len(word) > 4 and word in row]
    assert key_words.person_for(" ".join(words)) is None


def test_somebody_in_a_story_has_no_way_back() -> None:
    tom = Person.objects.create(name="Tom", story="tom")

    with pytest.raises(StoryPerson):
        key_words.new(tom)


def test_plain_words_are_the_same_for_the_same_bytes() -> None:
    assert plain_words(b"\0" * 32, 4) == ("abacus",) * 4
    assert plain_words(bytes(range(32)), 4) == plain_words(bytes(range(32)), 4)
    assert plain_words(bytes(range(32)), 4) != plain_words(bytes(range(1, 33)), 4)
