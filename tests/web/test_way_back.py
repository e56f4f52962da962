"""The way back: six words always, an address where the host has mail; one's own settings and browsers."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client, RequestFactory

from comity.accounts import key_words
from comity.accounts.models import Person, Session
from comity.accounts.signing_in import begin

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_tried_yet(settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.COMITY_HAS_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()


@pytest.fixture
def ana(client: Client) -> Person:
    person = Person.objects.create(name="Ana")
    client.force_login(person)
    return person


@pytest.fixture
def tom() -> Person:
    return Person.objects.create(name="Tom", story="tom")


def words_on(page: str) -> str:
    found = re.search(r'id="six-words"[^>]*>([^<]*)<', page)
    assert found
    return html.unescape(found[1])


def code_in(message: Any) -> str:
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", message.body, re.MULTILINE)
    assert found
    return found[0]


def test_six_words_are_shown_once_and_bring_back(client: Client, ana: Person) -> None:
    words = words_on(client.post("/way-back/").text)

    other = Client()
    other.post("/sign-in/", {"words": words})

    assert other.session["_auth_user_id"] == str(ana.pk)
    assert words not in client.get("/way-back/").text


def test_looking_at_the_page_makes_no_words(client: Client, ana: Person) -> None:
    client.get("/way-back/")

    assert not key_words.has(ana)


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    for page in ["/way-back/", "/settings/", "/account/address/", "/account/address/confirm/"]:
        response = client.get(page)

        assert response["Location"].startswith("/sign-in/?next=")


def test_an_address_is_kept_once_its_code_is_typed(client: Client, ana: Person) -> None:
    response = client.post("/account/address/", {"email": "ana@example.org", "action_add": "1"})
    assert response["Location"] == "/account/address/confirm/"
    assert not EmailAddress.objects.filter(verified=True).exists()

    response = client.post("/account/address/confirm/", {"code": code_in(mail.outbox[0])})

    assert response["Location"] == "/way-back/"
    assert EmailAddress.objects.get(user=ana).verified
    assert "ana@example.org" in client.get("/way-back/").text


def test_an_address_that_somebody_has_is_not_told_to_a_stranger(client: Client, ana: Person) -> None:
    ben = Person.objects.create()
    EmailAddress.objects.create(user=ben, email="ben@example.org", verified=True, primary=True)

    pages = []
    for address in ["ben@example.org", "nobody@example.org"]:
        answers = [
            client.post("/account/address/", {"email": address, "action_add": "1"}),
            client.get("/account/address/confirm/"),
            client.post("/account/address/confirm/", {"code": "BBBB-BBBB"}),
        ]
        pages.append([(answer.status_code, neutral(answer.text, address)) for answer in answers])

    assert pages[0] == pages[1]
    assert not EmailAddress.objects.filter(user=ana).exists()


def neutral(page: str, address: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", page).replace(address, "ADDRESS")


def test_an_address_can_be_changed_and_forgotten(client: Client, ana: Person) -> None:
    EmailAddress.objects.create(user=ana, email="old@example.org", verified=True, primary=True)
    client.post("/account/address/", {"email": "new@example.org", "action_add": "1"})
    client.post("/account/address/confirm/", {"code": code_in(mail.outbox[0])})
    assert [kept.email for kept in EmailAddress.objects.filter(user=ana)] == ["new@example.org"]

    client.post("/account/address/", {"email": "new@example.org", "action_remove": "1"})

    assert not EmailAddress.objects.filter(user=ana).exists()


def test_a_wrong_code_for_an_address_is_said_beside_the_field(client: Client, ana: Person) -> None:
    client.post("/account/address/", {"email": "ana@example.org", "action_add": "1"})

    response = client.post("/account/address/confirm/", {"code": "nonsense \u0000 <b>"})

    assert response.status_code == 200
    assert 'id="id_code-error"' in response.text
    assert not EmailAddress.objects.filter(user=ana).exists()


def test_somebody_in_a_story_gets_no_way_back(client: Client, tom: Person) -> None:
    client.force_login(tom)

    page = client.post("/way-back/").text
    client.post("/account/address/", {"email": "ana@example.org", "action_add": "1"})

    assert "six-words" not in page
    assert not key_words.has(tom)
    assert mail.outbox == []


def test_settings_are_kept(client: Client, ana: Person) -> None:
    given = {"name": " Anna ", "zone": "Europe/Berlin", "language": "en-us", "theme": "dark"}

    response = client.post("/settings/", given)

    ana.refresh_from_db()
    assert (ana.name, ana.zone, ana.language, ana.theme) == ("Anna", "Europe/Berlin", "en-us", "dark")
    assert response.cookies["django_language"].value == "en-us"
    assert 'data-theme="dark"' in client.get("/settings/").text


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", "n" * 81),
        ("name", "Ana\u202enaB"),
        ("zone", "Mars/Olympus"),
        ("zone", "../../etc/passwd"),
        ("language", "tlh"),
        ("theme", "neon"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field_and_the_rest_stays_typed(
    client: Client, ana: Person, field: str, typed: str
) -> None:
    given = {"name": "Annabel", "zone": "Europe/Berlin", "language": "", "theme": "dark", field: typed}

    response = client.post("/settings/", given)

    assert response.status_code == 422
    assert f'id="id_{field}-error"' in response.text
    assert f'value="{html.escape(given["name"])}"' in response.text
    assert Person.objects.get(pk=ana.pk).name == "Ana"


def test_one_sees_and_ends_ones_own_browsers_alone(client: Client, ana: Person) -> None:
    words = " ".join(key_words.new(ana))
    phone, cleos = Client(), Client()
    phone.post("/sign-in/", {"words": words})
    cleos.force_login(Person.objects.create(name="Cleo"))
    cleos_row = Session.objects.exclude(person=ana).get().pk

    page = client.get("/settings/").text
    client.post("/settings/signed-in/", {"browser": cleos_row})
    client.post("/settings/signed-in/", {"browser": "others"})

    assert "with six words" in page
    assert cleos_row not in page
    assert phone.get("/settings/").status_code == 302
    assert client.get("/settings/").status_code == 200
    assert cleos.get("/settings/").status_code == 200


def test_ending_one_browser_ends_that_one(client: Client, ana: Person) -> None:
    phone = Client()
    phone.post("/sign-in/", {"words": " ".join(key_words.new(ana))})
    row = re.search(r'name="browser" value="(\w{64})"', client.get("/settings/").text)
    assert row

    client.post("/settings/signed-in/", {"browser": row[1]})

    assert phone.get("/settings/").status_code == 302
    assert client.get("/settings/").status_code == 200


def test_one_click_makes_a_stranger_somebody_in_a_story(client: Client, tom: Person) -> None:
    client.get("/stories/tom/")
    assert "_auth_user_id" not in client.session

    client.post("/stories/tom/")

    assert client.session["_auth_user_id"] == str(tom.pk)


def test_somebody_real_is_told_first(client: Client, ana: Person, tom: Person) -> None:
    page = client.post("/stories/tom/").text
    assert client.session["_auth_user_id"] == str(ana.pk)
    assert "You have no way back yet." in page

    client.post("/stories/tom/", {"told": "1"})

    assert client.session["_auth_user_id"] == str(tom.pk)


@pytest.mark.usefixtures("tom")
def test_no_story_ever_opens_a_real_account(client: Client, settings: Any) -> None:
    real = Person.objects.create(name="Ben")

    for part in [real.pk.hex, str(real.pk), "ben", "-", "0", "TOM"]:
        assert client.post(f"/stories/{part}/").status_code == 404
    assert client.post("/stories//").status_code == 404
    settings.COMITY_STORIES = False
    assert client.post("/stories/tom/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_whoever_begins_something_real_out_of_a_story_is_somebody_new(client: Client, tom: Person) -> None:
    client.force_login(tom)
    request = RequestFactory().post("/")
    request.user, request.session = tom, client.session  # type: ignore[assignment]

    begun = begin(request)

    assert begun != tom
    assert begun.story == ""
    assert begin(request) == begun


def test_the_quick_way_out_is_blank_and_signs_nobody_out(client: Client, ana: Person) -> None:
    response = client.get("/leave-page/")

    assert "omity" not in response.text
    assert re.search(r"<body>\s*</body>", response.text)
    assert response["Cache-Control"] == "no-store"
    assert response["Clear-Site-Data"] == '"cache"'
    assert client.session["_auth_user_id"] == str(ana.pk)
