"""What people type, word for word, and what comes of it."""

from __future__ import annotations

from collections import Counter

import pytest
from django.apps import apps

from browser.chapters import Two, link_in, sarah_folds, sarah_prepares, sarah_waits, tom_answers
from browser.people import Comes, Somebody
from comity.accounts.models import Person
from comity.private import drafts

COFFEE = "she doesn't like to talk in the morning, or at least not until she has had her coffee"
PIN = "give me your phone's PIN"
ORDER = "Suki will have to do the work herself, unless I have proper turn-around time"


with_and_without_script = pytest.mark.parametrize("two", [True, False], ids=["script", "no script"], indirect=True)


@pytest.fixture
def two(request: pytest.FixtureRequest, somebody_comes: Comes) -> Two:
    script = getattr(request, "param", True)
    return Two(somebody_comes(script=script), somebody_comes(script=script))


def at_what_would_help(writer: Somebody) -> None:
    writer.opens("/")
    writer.writes("Tom", "Their name")
    writer.writes("I read the paper alone", "What you wish they would get")
    writer.taps("Go on")
    writer.taps("We live together as a couple")
    writer.taps("Skip")


def together(two: Two) -> None:
    """Both have folded, both are in it."""
    sarah_prepares(two.sarah)
    sarah_folds(two)
    sarah_waits(two.sarah)
    tom_answers(two)
    two.sarah.looks_again()
    two.tom.taps("Back to the two of you")


def at_work(two: Two) -> None:
    """Suki sends Zoe work, and both have folded."""
    zoe, suki = two.tom, two.sarah
    suki.opens("/")
    suki.writes("Zoe", "Their name")
    suki.writes("a job sometimes comes in late on my side, too", "What you wish they would get")
    suki.taps("Go on")
    suki.taps("I send Zoe work")
    suki.taps("Skip")
    suki.writes("tell me by noon whether the date fits")
    suki.taps("Go on")
    suki.taps("Zoe can just ask me")
    suki.taps("Skip")
    suki.taps("Skip")
    suki.writes("Suki", "Your name")
    suki.taps("Fold mine, and ask Zoe the same question")
    two.link = link_in(suki)
    tom_answers(two)
    zoe.taps("Back to the two of you")


def kept_here() -> Counter[str]:
    """How many rows of everything there are."""
    return Counter({model._meta.label: model.objects.count() for model in apps.get_models()})


def test_waiting_until_the_coffee_is_accepted_and_a_sign_is_offered(two: Two) -> None:
    at_what_would_help(two.sarah)

    two.sarah.writes(COFFEE)
    two.sarah.taps("Go on")

    two.sarah.sees("How will Tom know?", "Guessing is what hurts. Give a sign, a time, or both.")


def test_a_sign_is_offered_too_where_the_same_is_asked_in_one_go(two: Two) -> None:
    together(two)
    tom = two.tom
    tom.taps("Ask")

    tom.writes(COFFEE, "In your words")
    tom.taps("Ask Sarah")

    tom.sees("only you can see when that is. Which sign or time would tell Sarah?")
    tom.has_written(COFFEE, "In your words")
    tom.taps("Keep my words")
    tom.sees("Still talking", "She doesn't like to talk in the morning")


@with_and_without_script
def test_just_get_it_brings_a_hint_and_the_words_stay(two: Two) -> None:
    sarah = two.sarah
    at_what_would_help(sarah)

    sarah.writes("just get it")
    sarah.taps("Go on")

    sarah.sees("“just get it” asks Tom to guess. What would Tom be doing, and when?")
    sarah.has_written("just get it")
    sarah.cannot("Go on", "Skip")
    sarah.taps("Keep my words")
    sarah.sees("How will Tom know?")
    for way_on in ("Tom can just ask me", "Skip", "Skip"):
        sarah.taps(way_on)
    sarah.sees("It would help if you just get it.")


@with_and_without_script
def test_a_hint_comes_once_also_where_something_is_asked_in_one_go(two: Two) -> None:
    together(two)
    two.tom.taps("Ask")
    two.tom.writes("just get it", "In your words")
    two.tom.taps("Ask Sarah")
    two.tom.sees("“just get it” asks Sarah to guess.")

    two.tom.taps("Change it")
    two.tom.has_written("just get it", "In your words")
    two.tom.writes("be nicer to me, and soon", "In your words")
    two.sarah.has_nowhere("nicer", "just get it")
    two.tom.taps("Ask Sarah")

    two.tom.sees("Still talking", "Be nicer to me, and soon")


@with_and_without_script
def test_promise_12_a_pin_is_refused_beside_the_field_without_a_trace(two: Two) -> None:
    sarah = two.sarah
    at_what_would_help(sarah)
    before = kept_here()

    sarah.writes(PIN)
    sarah.taps("Go on")

    sarah.sees("Phones, passwords, messages and accounts stay with the one they belong to.")
    sarah.sees("You can say what worries you, and ask for a time to talk about it.")
    sarah.has_written(PIN)
    assert sarah.field().get_attribute("aria-invalid") == "true"
    assert kept_here() == before
    person = Person.objects.get().pk.hex
    assert "PIN" not in str(drafts.of(person))


def test_promise_12_the_other_sees_nothing_of_what_was_refused(two: Two) -> None:
    together(two)
    sarah, tom = two.sarah, two.tom
    sarah.taps("History")
    shown, before = sarah.screen(), kept_here()
    tom.taps("Ask")

    tom.writes(PIN, "In your words")
    tom.taps("Ask Sarah")

    tom.sees("Phones, passwords, messages and accounts stay with the one they belong to.")
    tom.has_written(PIN, "In your words")
    tom.cannot("Keep my words")
    assert kept_here() == before
    sarah.looks_again()
    assert sarah.screen() == shown
    sarah.taps("Back to the two of you")
    sarah.has_nowhere("PIN", "Tom asks")


@with_and_without_script
def test_an_order_said_as_a_limit_is_turned_into_ones_own_act(two: Two) -> None:
    zoe, suki = two.tom, two.sarah
    at_work(two)
    zoe.taps("My limit")
    before = kept_here()

    zoe.writes(ORDER, "In your words")
    zoe.taps("Say it")

    zoe.sees("A limit says what you do yourself: “If …, I will …”. This asks something of the other.")
    zoe.sees("As your own act it could be:", "Unless I have proper turn-around time, I hand the work back.")
    assert kept_here() == before
    turned = zoe.page.locator(".hint .words").inner_text()
    zoe.taps("Say it like this")
    zoe.sees("Your limit", "Stands", turned)
    suki.taps("Go on")
    suki.taps("Later: this browser remembers you for 30 days.")
    suki.has_nowhere("herself")
    suki.taps("For you: Zoe says a limit")
    suki.sees(turned)
