"""A guest whom no browser remembers is forgotten, with all they wrote; whoever can come back is not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from comity.accounts import key_words
from comity.accounts.models import Person, Session
from comity.private.models import Draft
from comity.web.forgetting import forget_the_lost
from web.moments import Clock, one_more_question
from web.pair import together

pytestmark = pytest.mark.django_db

SENTENCE = {"name": "Ben", "wish": "I need ten minutes when I come home."}


def begins() -> Person:
    """Somebody who has written the first sentence, in a browser of their own."""
    before = set(Person.objects.values_list("pk", flat=True))
    Client().post("/prepare/", SENTENCE)
    return Person.objects.exclude(pk__in=before).get()


def a_month_passes() -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))


def test_a_guest_is_kept_while_the_browser_remembers() -> None:
    guest = begins()

    assert forget_the_lost() == 0
    assert Draft.objects.filter(person=guest.id.hex).exists()


def test_a_guest_whom_no_browser_remembers_is_forgotten_with_all_that_was_written() -> None:
    guest = begins()
    a_month_passes()

    assert forget_the_lost() == 1
    assert not Person.objects.filter(pk=guest.pk).exists()
    assert not Draft.objects.filter(person=guest.id.hex).exists()


def test_who_wrote_down_six_words_is_kept() -> None:
    key_words.new(begins())
    a_month_passes()

    assert forget_the_lost() == 0


def test_forgetting_twice_forgets_nobody_more() -> None:
    begins()
    a_month_passes()
    forget_the_lost()

    assert forget_the_lost() == 0


def test_what_was_private_goes_with_a_leaving_whose_day_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, (ana, ben) = Clock(monkeypatch), together()
    one_more_question(ana, ben)
    ben.writes("I will think about it")
    ben.sends(ben.at("leaving"), when="on", on="2026-11-27")
    clock.passes(days=4)
    ana.sees(ana.at())

    forget_the_lost()

    assert not Draft.objects.filter(person=ben.person.id.hex).exists()
    assert Draft.objects.filter(person=ana.person.id.hex).count() == 0
