"""Which seats are whose, and how the members of an alliance are called."""

from __future__ import annotations

from comity.accounts.models import Person, Seat


def take_seat(*, person: Person, alliance: str, member: str, name: str) -> Seat:
    """Give a member's seat to a person, under the name used in this alliance."""
    return Seat.objects.create(person=person, alliance=alliance, member=member, name=name)


def seat_of(person: Person, alliance: str) -> tuple[Seat, ...]:
    """The person's seats in an alliance, in the order they were taken; none for an outsider."""
    return tuple(Seat.objects.filter(person=person, alliance=alliance).order_by("pk"))


def seats_of(person: Person) -> tuple[Seat, ...]:
    """All seats of a person, in the order they were taken."""
    return tuple(Seat.objects.filter(person=person).order_by("pk"))


def names(alliance: str) -> dict[str, str]:
    """How each member of an alliance is called."""
    return dict(Seat.objects.filter(alliance=alliance).values_list("member", "name"))


def rename(*, alliance: str, member: str, name: str) -> None:
    """Call a member of an alliance by another name."""
    Seat.objects.filter(alliance=alliance, member=member).update(name=name)
