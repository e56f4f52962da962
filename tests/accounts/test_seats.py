"""Seats: whose they are, what their members are called, and that erasing leaves no name."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from comity.accounts import seats
from comity.accounts.models import Person, Seat

pytestmark = pytest.mark.django_db

ALLIANCE, OTHER = "a" * 32, "b" * 32
ONE, TWO = "1" * 32, "2" * 32


@pytest.fixture
def ana() -> Person:
    return Person.objects.create(name="Ana")


def test_a_person_has_their_own_seats_and_an_outsider_none(ana: Person) -> None:
    cleo = Person.objects.create(name="Cleo")
    taken = seats.take_seat(person=ana, alliance=ALLIANCE, member=ONE, name="Ana")

    assert seats.seat_of(ana, ALLIANCE) == (taken,)
    assert seats.seat_of(ana, OTHER) == ()
    assert seats.seat_of(cleo, ALLIANCE) == ()
    assert seats.seats_of(ana) == (taken,)


def test_a_member_is_called_by_the_name_of_this_alliance(ana: Person) -> None:
    seats.take_seat(person=ana, alliance=ALLIANCE, member=ONE, name="Ana")
    seats.take_seat(person=ana, alliance=OTHER, member=TWO, name="Dr Ana")

    seats.rename(alliance=ALLIANCE, member=ONE, name="Anna")

    assert seats.names(ALLIANCE) == {ONE: "Anna"}
    assert seats.names(OTHER) == {TWO: "Dr Ana"}


def test_nobody_takes_a_seat_that_is_taken(ana: Person) -> None:
    ben = Person.objects.create(name="Ben")
    seats.take_seat(person=ana, alliance=ALLIANCE, member=ONE, name="Ana")

    with pytest.raises(IntegrityError), transaction.atomic():
        seats.take_seat(person=ben, alliance=ALLIANCE, member=ONE, name="Ben")


def test_a_seat_outlives_its_person(ana: Person) -> None:
    seats.take_seat(person=ana, alliance=ALLIANCE, member=ONE, name="Ana")

    ana.delete()

    assert Seat.objects.get().person is None
