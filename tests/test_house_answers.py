"""What every answer carries, whoever asks."""

from __future__ import annotations

import datetime as dt
import logging

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import timezone, translation

from comity.web.discreet_log import DiscreetFormatter

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "manifest-src 'self'",
    "img-src 'self' data:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/no-such-page"])
def test_every_answer_is_kept_out_of_stores_and_of_other_sites(client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert set(answer["Content-Security-Policy"].split("; ")) == POLICY


@pytest.mark.django_db
def test_whatever_is_not_there_gets_the_same_answer(client: Client) -> None:
    answers = [client.get(address) for address in ("/no-such-page", "/alliances/" + "0" * 32, "/a/b/c?d=e")]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.django_db
def test_a_host_name_that_is_not_ours_is_refused(client: Client) -> None:
    answer = client.get("/", headers={"host": "elsewhere.example"})

    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Tuesday 8 December | 08:30"), ("en-us", "Tuesday, December 8 | 8:30 AM")],
)
def test_days_and_hours_are_written_as_the_reader_writes_them(language: str, text: str) -> None:
    this_year = timezone.localdate().year
    when = dt.datetime(this_year, 12, 8, 8, 30, tzinfo=dt.UTC)
    weekday = f"{when:%A}"

    with translation.override(language):
        shown = Template("{% load comity_dates %}{{ when|day }} | {{ when|clock }}").render(Context({"when": when}))

    assert shown == text.replace("Tuesday", weekday)


def test_a_year_is_named_only_where_it_is_not_this_one() -> None:
    shown = Template("{% load comity_dates %}{{ when|day }}").render(Context({"when": dt.date(2020, 12, 8)}))

    assert shown == "Tuesday 8 December 2020"


def test_days_and_hours_are_those_of_the_readers_zone() -> None:
    template = Template("{% load comity_dates %}{{ when|day }} | {{ when|clock }}")
    when = dt.datetime(2020, 12, 31, 23, 30, tzinfo=dt.UTC)

    with timezone.override("Europe/Berlin"):
        shown = template.render(Context({"when": when}))

    assert shown == "Friday 1 January 2021 | 00:30"


def test_a_log_line_repeats_neither_what_was_said_nor_the_address_asked_for() -> None:
    try:
        int("my cup is empty")
    except ValueError as error:
        trouble = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "%s", ("/link/tulip",), trouble)
    record.request = object()

    line = DiscreetFormatter().format(record)

    assert "cup" not in line
    assert "tulip" not in line
    assert "ValueError" in line
    assert "test_house_answers.py" in line


@pytest.mark.django_db
def test_an_address_that_leads_nowhere_is_not_logged(client: Client, capfd: pytest.CaptureFixture[str]) -> None:
    client.get("/link/tulip?word=cup")

    written = "".join(capfd.readouterr())
    assert "tulip" not in written
    assert "cup" not in written


@pytest.mark.django_db
def test_tries_are_not_forgotten_because_many_others_try() -> None:
    from django.core.cache import cache

    cache.set("a-try", 3, 3600)
    for number in range(400):
        cache.set(f"tries-of-{number}", 1, 3600)

    assert cache.get("a-try") == 3
