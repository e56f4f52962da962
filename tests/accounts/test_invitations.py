"""Links: used once, by one person, until their day; looking changes nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from comity.accounts import invitations, seats
from comity.accounts.invitations import Link, NotOpen, State
from comity.accounts.models import Invitation, Person

ALLIANCE = "a" * 32
ANA_IN_IT = "b" * 32
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Person:
    person = Person.objects.create(name="Ana")
    seats.take_seat(person=person, alliance=ALLIANCE, member=ANA_IN_IT, name="Ana")
    return person


@pytest.fixture
def ben() -> Person:
    return Person.objects.create(name="Ben")


@pytest.fixture
def cleo() -> Person:
    return Person.objects.create(name="Cleo")


@pytest.fixture
def link(ana: Person) -> Link:
    return made_by(ana)


def made_by(maker: Person) -> Link:
    return invitations.make(
        invitation="c" * 32,
        alliance=ALLIANCE,
        made_by=ANA_IN_IT,
        maker=maker,
        to_name="Ben",
        last_day=date(2026, 12, 1),
        zone="Europe/Berlin",
    )


def found(link: Link) -> Invitation:
    invitation = invitations.find(link.token)
    assert invitation is not None
    return invitation


def refusal(link: Link, person: Person, at: datetime = NOW) -> str:
    with pytest.raises(NotOpen) as refused:
        invitations.take(found(link), person=person, at=at)
    return refused.value.code


def test_a_link_is_found_by_its_token_and_by_its_four_words(link: Link) -> None:
    assert len(link.code) == 4
    assert found(link).pk == link.invitation.pk
    assert invitations.find_by_code(" ".join(link.code).upper()) == link.invitation


def test_a_guessed_link_leads_nowhere(link: Link) -> None:
    assert invitations.find(link.token[:-1] + "!") is None
    assert invitations.find("") is None
    assert invitations.find("\x00\ud800" * 400) is None
    assert invitations.find_by_code("") is None
    assert invitations.find_by_code("abacus abacus abacus abacus") is None


def test_looking_at_a_link_changes_nothing(link: Link) -> None:
    before = Invitation.objects.values().get()

    for _ in range(20):
        invitations.state(found(link), at=NOW)

    assert Invitation.objects.values().get() == before


def test_a_link_is_used_once(link: Link, ben: Person, cleo: Person) -> None:
    invitations.take(found(link), person=ben, at=NOW)

    assert invitations.state(found(link), at=NOW) is State.TAKEN
    assert refusal(link, cleo) == "taken"
    assert found(link).taken_by == ben


def test_the_same_person_may_come_again(link: Link, ben: Person) -> None:
    invitations.take(found(link), person=ben, at=NOW)
    before = Invitation.objects.values().get()

    invitations.take(found(link), person=ben, at=NOW + timedelta(days=40))

    assert Invitation.objects.values().get() == before


def test_a_link_runs_out_at_the_end_of_its_last_day_in_its_zone(link: Link, ben: Person) -> None:
    last_moment = datetime(2026, 12, 1, 22, 59, 59, tzinfo=UTC)

    assert invitations.state(found(link), at=last_moment) is State.OPEN
    assert invitations.state(found(link), at=last_moment + timedelta(seconds=1)) is State.RUN_OUT
    assert refusal(link, ben, at=last_moment + timedelta(seconds=1)) == "run_out"


def test_a_link_taken_back_leads_nowhere_even_for_the_one_who_took_it(link: Link, ben: Person) -> None:
    invitations.take(found(link), person=ben, at=NOW)

    invitations.take_back(found(link))

    assert invitations.state(found(link), at=NOW) is State.TAKEN_BACK
    assert refusal(link, ben) == "taken_back"


def test_its_maker_never_sees_that_a_link_was_taken(link: Link, ben: Person) -> None:
    before = invitations.state_for_maker(found(link), at=NOW)

    invitations.take(found(link), person=ben, at=NOW)

    assert invitations.state_for_maker(found(link), at=NOW) is before is State.OPEN


def test_nobody_takes_a_link_of_their_own(link: Link, ana: Person) -> None:
    assert refusal(link, ana) == "own"


def test_nobody_from_a_story_takes_a_link(link: Link) -> None:
    tom = Person.objects.create(name="Tom", story="tom")

    assert refusal(link, tom) == "story"


def test_a_taken_link_stays_taken_when_its_taker_is_erased(link: Link, ben: Person, cleo: Person) -> None:
    invitations.take(found(link), person=ben, at=NOW)

    ben.delete()

    assert refusal(link, cleo) == "taken"


def test_its_maker_can_copy_the_link_again_and_the_database_cannot(link: Link, ana: Person) -> None:
    again = invitations.link_of(found(link), maker=ana)
    row = repr(Invitation.objects.values().get())

    assert (again.token, again.code) == (link.token, link.code)
    assert link.token not in row
    assert not [word for word in link.code if f" {word} " in row]


def test_links_that_a_guest_took_follow_the_guest(link: Link, ben: Person, cleo: Person) -> None:
    invitations.take(found(link), person=ben, at=NOW)

    invitations.pass_on(giver=ben, taker=cleo)

    assert found(link).taken_by == cleo


@pytest.mark.django_db(transaction=True)
def test_of_many_who_take_a_link_at_once_one_wins() -> None:
    maker = Person.objects.create(name="Ana")
    link = made_by(maker)
    people = [Person.objects.create(name=f"Guest {number}") for number in range(8)]
    start = Barrier(len(people))
    outcomes: list[str] = []

    def come(person: Person) -> None:
        invitation = found(link)
        start.wait()
        try:
            invitations.take(invitation, person=person, at=NOW)
            outcomes.append("won")
        except NotOpen as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    threads = [Thread(target=come, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["taken"] * 7 + ["won"]
