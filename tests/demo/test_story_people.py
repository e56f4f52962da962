"""Who is in a story: one click away, in nobody's house but the story's, and never anybody real."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from comity.accounts import invitations, seats
from comity.accounts.models import Invitation, KeyWords, Person, Seat
from comity.demo import stories
from comity.ledger import store

PARTS = ("sarah", "tom", "zoe", "suki", "brian", "boss")


@pytest.fixture
def today(db: None) -> None:
    """All stories, told as of now: pages show what is so today."""
    stories.lay(say=lambda _: None)


def seat_of(part: str) -> Seat:
    return Seat.objects.get(person__story=part)


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize("part", PARTS)
def test_one_click_opens_the_story_from_that_persons_side(client: Client, part: str) -> None:
    client.post(f"/stories/{part}/")

    assert client.session["_auth_user_id"] == str(Person.objects.get(story=part).pk)
    page = client.get(f"/alliances/{seat_of(part).alliance}/")
    assert page.status_code == 200
    assert page.context["reading"].you == seat_of(part).member
    for term in page.context["reading"].sight.terms:
        assert client.get(f"/alliances/{seat_of(part).alliance}/terms/{term.id}/").status_code == 200


@pytest.mark.usefixtures("today")
def test_somebody_real_sees_nothing_of_a_story_and_a_story_nothing_of_them(client: Client, ana: Person) -> None:
    seats.take_seat(person=ana, alliance="a" * 32, member="b" * 32, name="Ana")
    client.force_login(ana)
    story = f"/alliances/{seat_of('sarah').alliance}/"
    assert client.get(story).status_code == 404

    client.post("/stories/sarah/", {"told": "1"})

    assert client.get(story).status_code == 200
    assert client.get(f"/alliances/{'a' * 32}/").status_code == 404
    ana.refresh_from_db()
    assert ana.story == ""
    assert [seat.alliance for seat in seats.seats_of(ana)] == ["a" * 32]


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize("part", PARTS)
def test_nobody_in_a_story_has_a_way_in_but_the_click(client: Client, part: str) -> None:
    client.post(f"/stories/{part}/")
    client.post("/way-back/", {})
    client.post("/account/address/", {"email": "tom@example.org", "action_add": ""})

    assert not KeyWords.objects.exists()
    assert not EmailAddress.objects.exists()


@pytest.mark.usefixtures("today")
def test_no_link_leads_anybody_real_into_a_story(client: Client, ana: Person) -> None:
    story = f"/alliances/{seat_of('sarah').alliance}/"
    client.post("/stories/sarah/")
    client.post(f"{story}places/", {"name": "Ana"})
    rows = list(Invitation.objects.all())
    links = [invitations.link_of(row, maker=Person.objects.get(story="sarah")) for row in rows]
    client.post("/stories/tom/")
    for row in rows:
        client.post(f"{story}places/{row.pk}/admission/", {"answer": "yes"})
    client.force_login(ana)

    for link in links:
        client.post(f"/link/{link.token}/", {"answer": "see"})
        client.post(f"/door/{link.invitation.pk}/answer/", {"text": "Let me in."})
        client.post(f"/door/{link.invitation.pk}/fold/", {"free": "yes"})

    assert not seats.seats_of(ana)
    state = store.load(seat_of("sarah").alliance)
    assert state is not None
    assert set(state.members) == {seat_of("sarah").member, seat_of("tom").member}
