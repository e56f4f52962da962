"""The first page is the first question."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client

from comity.accounts.models import Person
from comity.private import drafts

pytestmark = pytest.mark.django_db


def text_of(client: Client, path: str = "/") -> str:
    return client.get(path).content.decode()


def sent(client: Client, **more: str) -> str:
    """Send the first sentence and return where it led."""
    form = {"draft": uuid.uuid4().hex, "name": "Ben", "wish": "I read the paper alone", "zone": "", **more}
    answer = client.post("/prepare/", form)
    return answer.headers.get("Location", str(answer.status_code))


def test_the_first_page_asks_one_question_and_keeps_nothing(client: Client) -> None:
    page = text_of(client)

    assert "What do you wish they would just get?" in page
    assert "No account. Only you see this." in page
    assert Person.objects.count() == 0
    assert "session" not in client.cookies


def test_the_first_page_may_be_found_and_others_may_not(client: Client) -> None:
    assert 'name="robots"' not in text_of(client)
    assert 'name="description"' in text_of(client)

    sent(client)

    draft = drafts.of(Person.objects.get().pk.hex)[0][0]
    assert 'content="noindex"' in text_of(client, f"/prepare/{draft}/feeling/")


def test_a_link_preview_says_no_more_than_that_there_is_a_question(client: Client) -> None:
    assert '<meta property="og:title" content="A question for you">' in text_of(client)


def test_what_is_good_can_be_the_beginning(client: Client) -> None:
    page = text_of(client, "/?good=1")

    assert "I want to keep" in page

    sent(client, good="1")

    assert drafts.of(Person.objects.get().pk.hex)[0][1]["good"] == "1"


def test_the_first_sentence_is_kept_for_its_writer_alone(client: Client) -> None:
    where = sent(client, zone="Europe/Berlin")

    person = Person.objects.get()
    ((draft, words),) = drafts.of(person.pk.hex)
    assert where == f"/prepare/{draft}/relation/"
    assert words == {"name": "Ben", "wish": "I read the paper alone", "good": ""}
    assert person.zone == "Europe/Berlin"


def test_a_zone_that_nobody_knows_is_none(client: Client) -> None:
    sent(client, zone="../../etc/passwd")

    assert Person.objects.get().zone == ""


def test_the_sentence_sent_twice_is_kept_once(client: Client) -> None:
    draft = uuid.uuid4().hex

    first = sent(client, draft=draft)
    second = sent(client, draft=draft)

    assert first == second
    assert len(drafts.of(Person.objects.get().pk.hex)) == 1


def test_an_old_page_sent_again_undoes_nothing_prepared_since(client: Client) -> None:
    draft = uuid.uuid4().hex
    sent(client, draft=draft)
    client.post(f"/prepare/{draft}/feeling/", {"feeling": "It is the only quiet hour"})

    where = sent(client, draft=draft, wish="something else")

    assert draft not in where
    kept = drafts.read(person=Person.objects.get().pk.hex, draft=draft)
    assert kept is not None
    assert kept["wish"] == "I read the paper alone"


def test_nobody_writes_into_the_draft_of_another(client: Client) -> None:
    draft = uuid.uuid4().hex
    sent(client, draft=draft)
    ana = Person.objects.get()

    sent(Client(), draft=draft, wish="something of Cleo's")

    kept = drafts.read(person=ana.pk.hex, draft=draft)
    assert kept is not None
    assert kept["wish"] == "I read the paper alone"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "There is no name here yet."),
        ("name", "x" * 81, "There is room for 80 letters, and this is one longer."),
        ("name", "Ben\x00", "a character that nobody can see"),
        ("name", "  ", "There is no name here yet."),
        ("wish", "  ", "There are no words here yet."),
        ("wish", "x" * 2010, "this is 10 longer"),
        ("wish", "a\u202egnihtyna", "a character that nobody can see"),
        ("wish", "a\u2066b", "a character that nobody can see"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field_and_stays_there(
    client: Client, field: str, typed: str, said: str
) -> None:
    other = {"name": "wish", "wish": "name"}[field]

    answer = client.post("/prepare/", {"name": "Ben", "wish": "mornings", field: typed})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert {"name": "Ben", "wish": "mornings"}[other] in page
    assert typed.strip(" \x00").replace("\u202e", "").replace("\u2066", "") in page
    assert "\u202e" not in page
    assert Person.objects.count() == 0


def test_markup_is_shown_as_it_was_typed(client: Client) -> None:
    page = client.post("/prepare/", {"name": "<script>alert(1)</script>", "wish": ""}).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_draft_name_that_no_page_of_ours_made_is_not_taken_over(client: Client) -> None:
    where = sent(client, draft="../" * 500)

    assert re.fullmatch("/prepare/[0-9a-f]{32}/relation/", where)


def test_whoever_has_prepared_something_finds_it_on_the_first_page(client: Client) -> None:
    sent(client)

    page = text_of(client)

    assert "What you want to say to Ben" in page
    assert "What you want to say to Ben" not in text_of(Client())


def test_whoever_is_in_an_alliance_is_shown_home(client: Client) -> None:
    draft = sent(client).split("/")[2]
    client.post(f"/prepare/{draft}/relation/", {"relation": "couple"})
    client.post(f"/prepare/{draft}/sheet/", {"way": "fold", "my_name": "Ana"})
    client.post(f"/prepare/{draft}/fold/")

    answer = client.get("/")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/home/"


def test_three_lines_open_the_stories_where_the_host_has_them(client: Client, settings: object) -> None:
    settings.COMITY_STORIES = True  # type: ignore[attr-defined]
    with_stories = text_of(client)

    settings.COMITY_STORIES = False  # type: ignore[attr-defined]
    without = text_of(client)

    for part, line in [
        ("zoe", "Zoe&#x27;s work comes too late"),
        ("sarah", "Sarah needs a quiet morning"),
        ("brian", "Brian wants room to work"),
    ]:
        assert f'action="/stories/{part}/"' in with_stories
        assert line.replace("&#x27;", "'") in with_stories
        assert line.replace("&#x27;", "'") not in without


def test_what_is_not_there_and_what_is_foreign_look_the_same_to_everyone(client: Client) -> None:
    sent(client)
    draft = drafts.of(Person.objects.get().pk.hex)[0][0]
    Person.objects.update(theme="dark")

    answers = [
        client.get("/nowhere"),
        client.get(f"/prepare/{uuid.uuid4().hex}/sheet/"),
        client.get(f"/prepare/{draft}/nothing/"),
        Client().get(f"/prepare/{draft}/sheet/"),
        Client().post(f"/prepare/{draft}/drop/"),
        Client().get("/prepare/x/aloud/"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_a_form_without_its_token_is_answered_calmly() -> None:
    answer = Client(enforce_csrf_checks=True).post("/prepare/", {"name": "Ben", "wish": "mornings"})

    assert answer.status_code == 403
    assert "That was not sent" in answer.content.decode()
