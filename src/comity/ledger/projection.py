"""Who is in which alliance, derived from the entries so that it can be asked without replaying."""

from __future__ import annotations

from django.db import transaction

from comity.domain.alliance import Alliance
from comity.ledger import loading
from comity.ledger.models import Ledger, Membership

Row = tuple[str, str, str]
"""Member, part, here."""


def rows_of(state: Alliance | None) -> set[Row]:
    """What the projection should hold of an alliance."""
    members = state.members.values() if state is not None else ()
    return {(each.id, each.part.value, each.here.value) for each in members}


def stored(alliance: str) -> set[Row]:
    """What the projection does hold of an alliance."""
    found = Membership.objects.filter(alliance=alliance)
    return {(each.member, each.part, each.here) for each in found}


def follow(alliance: str, *, before: set[Row], after: set[Row]) -> None:
    """Write what has changed."""
    for member, part, here in sorted(after - before):
        Membership.objects.update_or_create(alliance=alliance, member=member, defaults={"part": part, "here": here})


def rebuild() -> int:
    """Drop the projection of every alliance and make it anew from the entries; the number of alliances."""
    made = 0
    with transaction.atomic():
        Membership.objects.all().delete()
        for alliance in Ledger.objects.values_list("alliance", flat=True).iterator(chunk_size=500):
            rows = rows_of(loading.load(alliance))
            Membership.objects.bulk_create(
                Membership(alliance=alliance, member=member, part=part, here=here) for member, part, here in rows
            )
            made += 1
    return made
