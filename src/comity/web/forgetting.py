"""Forgetting whoever began something and cannot come back: no seat, no way back, and no browser that remembers."""

from __future__ import annotations

from comity.accounts.models import Person
from comity.accounts.sessions import SessionStore
from comity.private import drafts


def forget_the_lost() -> int:
    """Remove sessions that have run out, and then the guests nobody can be any more, with all they wrote.

    Returns how many were forgotten. Safe to run at any time, and again.
    """
    SessionStore.clear_expired()
    lost = Person.objects.filter(
        story="", seats__isnull=True, key_words__isnull=True, emailaddress__isnull=True, sessions__isnull=True
    )
    number = 0
    for person in lost.iterator():
        drafts.forget(person.id.hex)
        person.delete()
        number += 1
    return number
