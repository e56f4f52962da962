"""Signing in: by six words or a mailed code, nothing told to strangers, no password anywhere."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from comity.accounts import key_words, limits
from comity.accounts.models import Person, Session
from comity.private import drafts

pytestmark = pytest.mark.django_db

ADDRESS = "ana@example.org"


@pytest.fixture(autouse=True)
def nothing_tried_yet(settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def host_with_mail(settings: Any) -> None:
    settings.COMITY_HAS_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def ana() -> Person:
    person = Person.objects.create(name="Ana")
    EmailAddress.objects.create(user=person, email=ADDRESS, verified=True, primary=True)
    return person


def who(client: Client) -> str:
    return str(client.session.get("_auth_user_id", ""))


def guest_in(client: Client) -> Person:
    guest = Person.objects.create()
    client.force_login(guest)
    return guest


def ask(client: Client, address: str) -> Any:
    return client.post("/account/code/", {"email": address})


def code_in(message: Any) -> str:
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", message.body, re.MULTILINE)
    assert found
    return found[0]


def test_six_words_sign_in_under_a_new_session_key(client: Client, ana: Person) -> None:
    words = key_words.new(ana)
    guest_in(client)
    before = client.session.session_key

    response = client.post("/sign-in/", {"words": "-".join(words).upper(), "next": "/settings/"})

    assert response["Location"] == "/settings/"
    assert who(client) == str(ana.pk)
    assert client.session.session_key != before


def test_wrong_words_are_kept_and_said_to_be_wrong_beside_the_field(client: Client, ana: Person) -> None:
    key_words.new(ana)

    response = client.post("/sign-in/", {"words": "abacus abdomen abide <b> able acid"})

    assert response.status_code == 422
    assert who(client) == ""
    assert 'value="abacus abdomen abide &lt;b&gt; able acid"' in response.text
    assert 'id="id_words-error"' in response.text


@pytest.mark.parametrize("typed", ["", "   ", "x" * 301, "\x00", "\u202e\u0301" * 40, "\U0001f600"])
def test_whatever_is_typed_gets_a_calm_answer(client: Client, typed: str) -> None:
    response = client.post("/sign-in/", {"words": typed})

    assert response.status_code == 422
    assert 'id="id_words-error"' in response.text


def test_nobody_guesses_for_long(client: Client, ana: Person) -> None:
    words = key_words.new(ana)
    for _ in range(10):
        assert client.post("/sign-in/", {"words": "not these"}).status_code == 422

    response = client.post("/sign-in/", {"words": " ".join(words)})

    assert response.status_code == 429
    assert response["Retry-After"] == "3600"
    assert "an hour" in response.text
    assert who(client) == ""


def test_words_that_are_right_do_not_count_as_tries(client: Client, ana: Person) -> None:
    words = key_words.new(ana)

    for _ in range(12):
        assert client.post("/sign-in/", {"words": " ".join(words)}).status_code == 302


def test_signing_in_never_leads_to_another_site(client: Client, ana: Person) -> None:
    words = key_words.new(ana)

    for wanted in ["https://example.org/", "//example.org", "javascript:alert(1)", "\\\\example.org"]:
        response = client.post("/sign-in/", {"words": " ".join(words), "next": wanted})

        assert response["Location"] == "/"


def test_what_a_guest_wrote_comes_along(client: Client, ana: Person) -> None:
    words = key_words.new(ana)
    guest = guest_in(client)
    drafts.keep(person=guest.pk.hex, draft="first", words={"text": "in the morning"})

    client.post("/sign-in/", {"words": " ".join(words)})

    assert drafts.read(person=ana.pk.hex, draft="first") == {"text": "in the morning"}
    assert drafts.read(person=guest.pk.hex, draft="first") is None


def test_what_somebody_known_wrote_stays_theirs(client: Client, ana: Person) -> None:
    words = key_words.new(ana)
    ben = guest_in(client)
    key_words.new(ben)
    drafts.keep(person=ben.pk.hex, draft="first", words={"text": "in the evening"})

    client.post("/sign-in/", {"words": " ".join(words)})

    assert drafts.read(person=ana.pk.hex, draft="first") is None
    assert drafts.read(person=ben.pk.hex, draft="first") == {"text": "in the evening"}


def test_signing_out_needs_a_post_and_leaves_nothing(client: Client) -> None:
    guest_in(client)

    assert client.get("/sign-out/").status_code == 405
    response = client.post("/sign-out/")

    assert who(client) == ""
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert not Session.objects.exists()


def test_the_database_holds_no_session_key(client: Client, ana: Person) -> None:
    client.force_login(ana)
    key = client.session.session_key

    row = Session.objects.get()

    assert key not in repr(Session.objects.values().get())
    assert row.person == ana
    client.cookies["session"] = row.pk
    assert client.get("/settings/").status_code == 302


@pytest.mark.usefixtures("host_with_mail")
def test_a_mailed_code_signs_in(client: Client, ana: Person) -> None:
    response = ask(client, ADDRESS.upper())
    assert response["Location"] == "/account/code/confirm/"
    [message] = mail.outbox

    response = client.post("/account/code/confirm/", {"code": code_in(message).lower().replace("-", " ")})

    assert response.status_code == 302
    assert who(client) == str(ana.pk)


@pytest.mark.usefixtures("host_with_mail")
def test_a_mailed_code_signs_a_guest_in_and_brings_the_drafts_along(client: Client, ana: Person) -> None:
    guest = guest_in(client)
    drafts.keep(person=guest.pk.hex, draft="first", words={"text": "in the morning"})

    ask(client, ADDRESS)
    assert who(client) == str(guest.pk)
    client.post("/account/code/confirm/", {"code": code_in(mail.outbox[0])})

    assert who(client) == str(ana.pk)
    assert drafts.read(person=ana.pk.hex, draft="first") == {"text": "in the morning"}


@pytest.mark.usefixtures("host_with_mail", "ana")
def test_a_stranger_cannot_tell_whether_an_address_is_known() -> None:
    pages = []
    for address in [ADDRESS, "nobody@example.org"]:
        browser = Client()
        answers = [ask(browser, address), browser.get("/account/code/confirm/")]
        answers += [browser.post("/account/code/confirm/", {"code": "BBBB-BBBB"}) for _ in range(3)]
        pages.append([(a.status_code, a.get("Location"), neutral(a.text, address), sorted(a.headers)) for a in answers])

    assert pages[0] == pages[1]
    assert len(mail.outbox) == 2


def neutral(page: str, address: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", page).replace(address, "ADDRESS")


@pytest.mark.usefixtures("host_with_mail", "ana")
def test_a_code_is_worth_three_tries(client: Client) -> None:
    ask(client, ADDRESS)
    for _ in range(3):
        client.post("/account/code/confirm/", {"code": "BBBB-BBBB"})

    response = client.post("/account/code/confirm/", {"code": code_in(mail.outbox[0])})

    assert response["Location"] == "/account/code/"
    assert who(client) == ""


@pytest.mark.usefixtures("host_with_mail", "ana")
def test_guesses_that_come_at_once_count_each(client: Client) -> None:
    ask(client, ADDRESS)
    stale = client.session["account_login"]
    for _ in range(3):
        with_stale_count(client, stale)
        client.post("/account/code/confirm/", {"code": "BBBB-BBBB"})
    with_stale_count(client, stale)

    response = client.post("/account/code/confirm/", {"code": code_in(mail.outbox[0])})

    assert response.status_code == 200
    assert who(client) == ""


def with_stale_count(client: Client, stale: Any) -> None:
    session = client.session
    session["account_login"] = stale
    session.save()


@pytest.mark.usefixtures("host_with_mail", "ana")
def test_the_session_does_not_hold_the_code(client: Client) -> None:
    ask(client, ADDRESS)

    code = code_in(mail.outbox[0])

    assert code not in repr(dict(client.session))
    assert code.replace("-", "") not in repr(dict(client.session))


@pytest.mark.usefixtures("host_with_mail")
def test_a_wrong_address_is_said_to_be_wrong_beside_the_field(client: Client) -> None:
    for typed in ["", "ana@", "ana@example.org, ben@example.org", "ana@example.org\r\nBcc: ben@example.org"]:
        response = ask(client, typed)

        assert response.status_code == 200
        assert 'id="id_email-error"' in response.text
    assert mail.outbox == []


@pytest.mark.usefixtures("host_with_mail", "ana")
def test_asking_too_often_is_answered_calmly(client: Client) -> None:
    for _ in range(3):
        assert ask(client, ADDRESS).status_code == 302

    response = ask(client, ADDRESS)

    assert "Try again in a minute" in response.text
    assert len(mail.outbox) == 3


@pytest.mark.usefixtures("host_with_mail", "ana")
def test_a_mail_that_does_not_go_out_is_no_error_page(client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    response = ask(client, ADDRESS)

    assert response.status_code == 503
    assert "six words" in response.text


@pytest.mark.usefixtures("host_with_mail", "ana")
def test_the_mail_is_discreet(client: Client) -> None:
    ask(client, ADDRESS)

    [message] = mail.outbox

    assert message.subject == "Your code"
    assert "omity" not in message.subject + message.body
    assert "Ana" not in message.body


def test_where_the_host_has_no_mail_there_are_no_codes(client: Client, settings: Any) -> None:
    settings.COMITY_HAS_MAIL = False

    assert "e-mail" not in client.get("/sign-in/").text
    assert ask(client, ADDRESS).status_code == 404


@pytest.mark.usefixtures("host_with_mail")
def test_no_page_of_allauth_sets_a_password_or_makes_an_account(client: Client) -> None:
    for name in [
        "account_set_password",
        "account_change_password",
        "account_reset_password",
        "account_reauthenticate",
    ]:
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for page in ["login/", "signup/", "password/set/", "password/reset/", "password/change/", "logout/", ""]:
        assert client.post(f"/account/{page}", {"email": ADDRESS, "password1": "x"}).status_code == 404
    assert client.post("/account/begin/", {"email": ADDRESS})["Location"] == "/"
    assert not Person.objects.exists()


def test_the_rates_can_be_read() -> None:
    from allauth.core.internal.ratelimit import parse_rates

    assert all(parse_rates(rate) for rate in limits.RATES.values())
