"""Forgetting: whoever began something and cannot come back, and what was private to somebody who left."""

from __future__ import annotations

from comity.accounts import invitations
from comity.accounts.models import Invitation, Person, Seat
from comity.accounts.sessions import SessionStore
from comity.domain.act import Here
from comity.ledger import store
from comity.ledger.models import Membership
from comity.private import drafts
from comity.web import prepared
from comity.web.answering import answer_draft


def forget_the_lost() -> int:
    """Remove sessions that have run out, and then the guests nobody can be any more, with all they wrote.

    Returns how many were forgotten. Safe to run at any time, and again.
    """
    SessionStore.clear_expired()
    lost = Person.objects.filter(
        story="", seats__isnull=True, key_words__isnull=True, emailaddress__isnull=True, sessions__isnull=True
    )
    _let_go_after_leaving()
    number = 0
    for person in lost.iterator():
        drafts.forget(person.id.hex)
        person.delete()
        number += 1
    return number


def let_go(seat: Seat) -> None:
    """What was private in an alliance goes with its owner: what was prepared, answers begun, links sent."""
    if seat.person is not None:
        prepared.drop(seat.person, seat.alliance)
        state = store.load(seat.alliance)
        for question in state.questions if state else ():
            drafts.drop(person=seat.person.id.hex, draft=answer_draft(question))
    for row in Invitation.objects.filter(alliance=seat.alliance, made_by=seat.member, taken_back=False):
        invitations.take_back(row)


def _let_go_after_leaving() -> None:
    """What was private goes with its owner, also where the day of a leaving came while nobody looked."""
    gone = Membership.objects.filter(here=Here.LEFT).values_list("alliance", "member")
    for alliance, member in gone:
        for seat in Seat.objects.filter(alliance=alliance, member=member, person__isnull=False):
            let_go(seat)
