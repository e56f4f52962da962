"""Every code of care has a sentence, and every sentence keeps to our voice."""

from __future__ import annotations

import re

import pytest

from comity.domain.act import TermKind
from comity.web import wording
from comity.web.care_sentences import HINTS, INSTEAD, OWN_ACTS
from comity.web.kinds_in_words import KINDS, WAYS
from comity.web.phrases import RELATIONS, SAMPLES
from comity.web.refusal_sentences import REFUSALS
from comity.wordlists import lexicon

SENTENCES = [
    *map(str, REFUSALS.values()),
    *map(str, HINTS.values()),
    *map(str, OWN_ACTS.values()),
    *(str(half) for pair in INSTEAD.values() for half in pair),
    *map(str, RELATIONS.values()),
    *(str(sample) for pair in SAMPLES.values() for sample in pair),
]


def test_every_code_of_care_has_a_sentence() -> None:
    words = lexicon("en")

    assert {code for code, _ in (*words.controls, *words.reaches)} | {"threatens"} == set(INSTEAD)
    assert {code for code, _ in words.hints} <= set(HINTS)
    assert {code for code, _ in words.acts} | {"say_no"} == set(OWN_ACTS)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_keeps_to_our_voice(sentence: str) -> None:
    assert "!" not in sentence
    assert not re.search(r"\b(he|she|him|his|her|hers)\b", sentence, re.IGNORECASE)


def test_words_too_long_say_by_how_much() -> None:
    assert "this is one longer" in wording.too_long(limit=80, length=81)
    assert "this is 5 longer" in wording.too_long(limit=80, length=85)


def test_one_hint_at_most_and_none_where_the_words_are_plain() -> None:
    assert wording.hint("be more considerate, always", name="Tom").count("?") == 1
    assert "“just get it” asks Tom to guess." in wording.hint("just get it", name="Tom")
    assert wording.hint("let the kettle boil first, at seven", name="Tom") == ""


def test_a_limit_that_gives_orders_becomes_its_owners_own_act() -> None:
    said = wording.own_act("Suki will have to do the work herself, unless I have proper turn-around time")

    assert said == "Unless I have proper turn-around time, I hand the work back."
    assert wording.own_act("If we still argue at eleven, I go to bed.") == ""


def test_what_a_parent_may_ask_of_a_minor_is_not_refused() -> None:
    text = "Be home by ten every night."

    assert wording.refusal(kind=TermKind.REQUEST, text=text, draft={"relation": "couple"})
    assert not wording.refusal(kind=TermKind.REQUEST, text=text, draft={"relation": "parent"})
    assert wording.refusal(kind=TermKind.REQUEST, text=text, draft={"relation": "child"})


def test_every_kind_of_term_has_its_sentences_and_every_way_leads_to_one() -> None:
    assert set(KINDS) == set(TermKind)
    assert set(WAYS.values()) <= set(KINDS)
