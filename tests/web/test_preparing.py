"""Preparing alone: one thing a screen, kept for the writer's eyes only."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from comity.accounts.models import Person
from comity.domain.kinds import RELATIONS
from comity.private import drafts

pytestmark = pytest.mark.django_db

Screen = Callable[..., HttpResponse]


@pytest.fixture
def draft(client: Client) -> str:
    """A draft of Ana's about Ben, as the first page leaves it."""
    made = uuid.uuid4().hex
    client.post("/prepare/", {"draft": made, "name": "Ben", "wish": "I read the paper alone"})
    return made


def words_of(draft: str) -> dict[str, str]:
    person = Person.objects.get()
    return drafts.read(person=person.pk.hex, draft=draft) or {}


def send(client: Client, draft: str, step: str, query: str = "", **form: str) -> HttpResponse:
    return client.post(f"/prepare/{draft}/{step}/{query}", form)  # type: ignore[return-value]


def led_to(answer: HttpResponse) -> str:
    return answer.headers.get("Location", f"page {answer.status_code}").split("/", 3)[-1]


def test_from_the_first_sentence_to_the_sheet_is_one_thing_a_screen(client: Client, draft: str) -> None:
    ways = [
        led_to(send(client, draft, "relation", relation="couple")),
        led_to(send(client, draft, "feeling", feeling="It is the only quiet hour")),
        led_to(send(client, draft, "help", help="let me finish the page")),
        led_to(send(client, draft, "sign", sign="I fold it", sign_from="07:00", sign_to="08:30", sign_days="every")),
        led_to(send(client, draft, "not-meant", not_meant="I am cross")),
        led_to(send(client, draft, "offer", offer="read you the best of it")),
    ]

    assert ways == ["feeling/", "help/", "sign/", "not-meant/", "offer/", "sheet/"]
    assert words_of(draft) == {
        "name": "Ben",
        "wish": "I read the paper alone",
        "good": "",
        "relation": "couple",
        "feeling": "It is the only quiet hour",
        "help": "let me finish the page",
        "sign": "I fold it",
        "sign_from": "07:00",
        "sign_to": "08:30",
        "sign_days": "every",
        "not_meant": "I am cross",
        "offer": "read you the best of it",
    }


def test_the_sheet_says_it_in_the_writers_own_words(client: Client, draft: str) -> None:
    send(client, draft, "help", help="let me finish the page.")
    send(client, draft, "sign", sign="I fold it", sign_from="07:00", sign_to="08:30", sign_days="weekdays")
    send(client, draft, "not-meant", not_meant="I am cross")
    send(client, draft, "offer", offer="read you the best of it")

    page = client.get(f"/prepare/{draft}/sheet/").content.decode()

    assert "I wish you would just get that I read the paper alone.</p>" in page
    assert "It would help if you let me finish the page.</p>" in page
    assert "You'll know: I fold it; 08:30 at the latest.</p>" in page
    assert "From 07:00 to at the latest 08:30, on weekdays." in page
    assert "It doesn't mean that I am cross.</p>" in page
    assert "And I will read you the best of it.</p>" in page
    assert "Opens together with Ben's answer to the same question." in page
    assert "Stays with you until you choose to ask." in page


@pytest.mark.parametrize("relation", RELATIONS)
def test_every_relation_the_rules_know_can_be_tapped_and_is_said_about_the_other(
    client: Client, draft: str, relation: str
) -> None:
    page = client.get(f"/prepare/{draft}/relation/").content.decode()

    answer = send(client, draft, "relation", relation=relation)

    assert f'value="{relation}"' in page
    assert led_to(answer) == "feeling/"
    assert words_of(draft)["relation"] == relation


@pytest.mark.parametrize("relation", ["", "owner", "x" * 10_000, "couple\x00"])
def test_a_relation_that_nobody_offers_is_not_kept(client: Client, draft: str, relation: str) -> None:
    answer = send(client, draft, "relation", relation=relation)

    assert answer.status_code == 422
    assert "relation" not in words_of(draft)


@pytest.mark.parametrize("step", ["feeling", "not-meant", "offer"])
def test_a_screen_may_be_skipped_or_left_empty(client: Client, draft: str, step: str) -> None:
    part = step.replace("-", "_")
    send(client, draft, step, **{part: "something"})

    skipped = send(client, draft, step, skip="1")
    kept = words_of(draft)[part]
    emptied = send(client, draft, step, **{part: ""})

    assert skipped.status_code == emptied.status_code == 302
    assert kept == "something"
    assert words_of(draft)[part] == ""


def test_asking_is_a_sign_too(client: Client, draft: str) -> None:
    send(client, draft, "sign", sign="I fold it")

    answer = send(client, draft, "sign", skip="1")

    assert led_to(answer) == "not-meant/"
    assert words_of(draft)["sign"] == ""


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "There is neither a sign nor a time yet."),
        ({"sign_from": "07:00"}, "Times come in pairs"),
        ({"sign_to": "07:00"}, "Times come in pairs"),
        ({"sign_from": "07:00", "sign_to": "07:00"}, "The two times are the same."),
        ({"sign_from": "seven", "sign_to": "08:00"}, "A time is written as 08:30."),
        ({"sign_from": "25:00", "sign_to": "08:00"}, "A time is written as 08:30."),
        ({"sign": "I fold it", "sign_days": "someday"}, "Choose one of the days offered."),
        ({"sign": "x" * 1001}, "this is one longer"),
        ({"sign": "I\x00"}, "a character that nobody can see"),
    ],
)
def test_a_sign_that_cannot_be_kept_is_said_beside_its_field(
    client: Client, draft: str, form: dict[str, str], said: str
) -> None:
    answer = send(client, draft, "sign", **form)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "sign" not in words_of(draft)


def test_a_window_may_cross_midnight(client: Client, draft: str) -> None:
    answer = send(client, draft, "sign", sign_from="22:00", sign_to="06:30", sign_days="weekend")

    assert led_to(answer) == "not-meant/"
    assert words_of(draft)["sign_to"] == "06:30"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "There are no words here yet."),
        ("x" * 2001, "this is one longer"),
        ("let\u202e me", "a character that nobody can see"),
        ("let\x00 me", "a character that nobody can see"),
        ("\u200b\u200b", "a character that nobody can see"),
    ],
)
def test_what_cannot_be_kept_stays_in_its_field(client: Client, draft: str, typed: str, said: str) -> None:
    answer = send(client, draft, "help", help=typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "help" not in words_of(draft)


def test_a_vague_wish_brings_one_hint_and_the_words_stay_as_they_are(client: Client, draft: str) -> None:
    answer = send(client, draft, "help", help="just get it")
    page = client.get(answer.headers["Location"]).content.decode()

    assert page.count('class="hint"') == 1
    assert "just get it</textarea>" in page
    assert "Change it" in page
    assert "Keep my words" in page
    assert words_of(draft)["help"] == "just get it"


def test_the_hint_goes_with_the_words_kept_or_changed(client: Client, draft: str) -> None:
    send(client, draft, "help", help="be more considerate")

    kept = send(client, draft, "help", help="be more considerate", keep="1")
    unchanged = send(client, draft, "help", help="be more considerate", change="1")
    changed = send(client, draft, "help", help="be kinder", change="1")

    assert [led_to(kept), led_to(unchanged), led_to(changed)] == ["sign/", "help/?change=1", "sign/"]
    assert words_of(draft)["help"] == "be kinder"


def test_who_came_to_change_the_words_is_hinted_no_more(client: Client, draft: str) -> None:
    page = client.get(f"/prepare/{draft}/help/?change=1").content.decode()
    answer = send(client, draft, "help", "?change=1", help="be more considerate")

    assert 'class="hint"' not in page
    assert led_to(answer) == "sign/"


def test_waiting_for_what_only_one_can_see_is_accepted_and_a_sign_is_offered(client: Client, draft: str) -> None:
    typed = "she doesn't like to talk in the morning, or at least not until she has had her coffee"

    answer = send(client, draft, "help", help=typed)

    assert led_to(answer) == "sign/"
    assert "Guessing is what hurts." in client.get(answer.headers["Location"]).content.decode()


def test_promise_12_what_would_govern_the_other_is_refused_without_a_trace(client: Client, draft: str) -> None:
    before = drafts.of(Person.objects.get().pk.hex)

    answer = send(client, draft, "help", help="give me your phone's PIN")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "stay with the one they belong to" in page
    assert "You can say what worries you" in page
    assert "give me your phone&#x27;s PIN</textarea>" in page
    assert drafts.of(Person.objects.get().pk.hex) == before


def test_promise_12_an_offer_may_not_reach_into_the_others_life_either(client: Client, draft: str) -> None:
    answer = send(client, draft, "offer", offer="check your messages every evening")

    assert answer.status_code == 422
    assert "offer" not in words_of(draft)


def test_an_offer_about_oneself_is_fine(client: Client, draft: str) -> None:
    answer = send(client, draft, "offer", offer="share my location when I hike alone")

    assert led_to(answer) == "sheet/"


def test_every_part_can_be_changed_from_the_sheet_and_leads_back_to_it(client: Client, draft: str) -> None:
    send(client, draft, "relation", relation="couple")
    page = client.get(f"/prepare/{draft}/sheet/").content.decode()

    answers = {
        step: led_to(send(client, draft, step, "?to=sheet", **form))
        for step, form in {
            "wish": {"name": "Ben", "wish": "I read two papers"},
            "relation": {"relation": "friends"},
            "feeling": {"feeling": "quiet"},
            "help": {"help": "let me finish the page"},
            "sign": {"sign": "I fold it"},
            "not-meant": {"not_meant": "I am cross"},
            "offer": {"offer": "make the tea"},
        }.items()
    }

    for step in answers:
        assert f"/prepare/{draft}/{step}/?to=sheet" in page
    assert set(answers.values()) == {"sheet/"}
    assert words_of(draft)["wish"] == "I read two papers"


def test_a_hint_on_the_way_from_the_sheet_leads_back_to_it_too(client: Client, draft: str) -> None:
    answer = send(client, draft, "help", "?to=sheet", help="be more considerate")

    assert led_to(answer) == "help/?to=sheet&hint=1"
    assert led_to(send(client, draft, "help", "?to=sheet", help="be more considerate", keep="1")) == "sheet/"


def test_nothing_leads_out_of_the_house(client: Client, draft: str) -> None:
    answer = send(client, draft, "feeling", "?to=//example.org", feeling="quiet")

    assert answer.headers["Location"] == f"/prepare/{draft}/help/"


def test_to_ask_the_other_one_gives_a_name(client: Client, draft: str) -> None:
    send(client, draft, "relation", relation="couple")

    nameless = send(client, draft, "sheet", way="fold", my_name=" ")
    named = send(client, draft, "sheet", way="fold", my_name="Ana")

    assert nameless.status_code == 422
    assert "It stands under your words." in nameless.content.decode()
    assert named.status_code == 307
    assert named.headers["Location"] == f"/prepare/{draft}/fold/"
    assert words_of(draft)["my_name"] == "Ana"


def test_to_ask_the_other_one_says_what_they_are_to_each_other(client: Client, draft: str) -> None:
    answer = send(client, draft, "sheet", way="fold", my_name="Ana")

    assert led_to(answer) == "relation/?to=sheet"


def test_the_other_two_ways_on_ask_for_no_name(client: Client, draft: str) -> None:
    aloud = send(client, draft, "sheet", way="aloud", my_name="")
    later = send(client, draft, "sheet", way="later", my_name="")

    assert led_to(aloud) == "aloud/"
    assert later.headers["Location"] == "/"


def test_the_sheet_can_be_read_out(client: Client, draft: str) -> None:
    page = client.get(f"/prepare/{draft}/aloud/").content.decode()

    assert "A good moment: fed, not late, nobody leaving." in page
    assert "I wish you would just get that I read the paper alone." in page
    assert "?to=sheet" not in page


def test_what_is_thrown_away_is_gone(client: Client, draft: str) -> None:
    by_link = client.get(f"/prepare/{draft}/drop/")
    client.post(f"/prepare/{draft}/drop/")

    assert by_link.status_code == 405
    assert words_of(draft) == {}
    assert client.get(f"/prepare/{draft}/sheet/").status_code == 404
    assert send(client, draft, "feeling", feeling="quiet").status_code == 404


def test_the_way_back_to_a_page_that_was_folded_leads_to_what_came_of_it(client: Client, draft: str) -> None:
    send(client, draft, "relation", relation="couple")
    send(client, draft, "sheet", way="fold", my_name="Ana")
    client.post(f"/prepare/{draft}/fold/")

    answers = [
        client.get(f"/prepare/{draft}/sheet/"),
        send(client, draft, "sheet", way="fold", my_name="Ana"),
        send(client, draft, "feeling", feeling="quiet"),
    ]

    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.headers["Location"] for answer in answers}) == 1


def test_sending_a_screen_twice_changes_nothing_more(client: Client, draft: str) -> None:
    first = send(client, draft, "feeling", feeling="quiet")
    second = send(client, draft, "feeling", feeling="quiet")

    assert first.headers["Location"] == second.headers["Location"]
    assert words_of(draft)["feeling"] == "quiet"


def test_cleo_reads_and_writes_nothing_of_anas(client: Client, draft: str) -> None:
    cleo = Client()
    cleo.post("/prepare/", {"draft": uuid.uuid4().hex, "name": "Dan", "wish": "less noise"})

    for step in ("wish", "relation", "feeling", "help", "sign", "not-meant", "offer", "sheet", "aloud"):
        assert cleo.get(f"/prepare/{draft}/{step}/").status_code == 404
    assert send(cleo, draft, "feeling", feeling="mine").status_code == 404
    assert cleo.post(f"/prepare/{draft}/drop/").status_code == 404
    assert client.get(f"/prepare/{draft}/sheet/").status_code == 200


def test_a_page_prepared_about_something_good_says_so_throughout(client: Client) -> None:
    draft = uuid.uuid4().hex
    client.post("/prepare/", {"draft": draft, "name": "Ben", "wish": "our Sunday walks", "good": "1"})

    assert "What does that give you?" in client.get(f"/prepare/{draft}/feeling/").content.decode()
    assert "With you I want to keep our Sunday walks." in client.get(f"/prepare/{draft}/sheet/").content.decode()


def test_every_screen_has_at_most_forty_words_of_ours_above_its_field(client: Client, draft: str) -> None:
    import re

    for step in ("feeling", "help", "sign", "not-meant", "offer"):
        page = client.get(f"/prepare/{draft}/{step}/").content.decode()
        above = page[page.index("<main") : page.index("<textarea")]

        assert len(re.sub(r"<[^>]+>", " ", above).split()) <= 40
