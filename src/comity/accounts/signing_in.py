"""Who is signed in, and how a browser comes to be someone's."""

from __future__ import annotations

import uuid

from allauth.account.models import EmailAddress
from django.contrib import auth
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest
from django.utils import timezone

from comity.accounts import key_words
from comity.accounts.models import Person

BACKEND = "comity.accounts.signing_in.Backend"
HOW = "how"
SINCE = "since"


class Backend(BaseBackend):
    """Finds the person of a session; it accepts no credentials, so nobody signs in through it."""

    def get_user(self, user_id: uuid.UUID) -> Person | None:
        """The person with this id."""
        return Person.objects.filter(pk=user_id).first()


def person_of(request: HttpRequest) -> Person | None:
    """The person who asks, or None for someone unknown."""
    return request.user if isinstance(request.user, Person) else None


def begin(request: HttpRequest) -> Person:
    """The person who asks; someone unknown becomes a person now, and this browser is remembered.

    A person of a story who begins something real becomes someone new for it.
    """
    present = person_of(request)
    if present and not present.story:
        return present
    person = Person.objects.create()
    sign_in(request, person, how="begun")
    return person


def sign_in(request: HttpRequest, person: Person, *, how: str) -> None:
    """Let this browser be a person's, under a new session key: begun, key_words, code or story."""
    auth.login(request, person, backend=BACKEND)
    request.session.cycle_key()
    request.session[HOW] = how
    request.session[SINCE] = timezone.now().isoformat(timespec="minutes")


def sign_out(request: HttpRequest) -> None:
    """Let this browser be nobody's; nothing of the session stays."""
    auth.logout(request)


def address_of(person: Person) -> str:
    """The address that codes go to, or nothing."""
    found = EmailAddress.objects.filter(user=person, verified=True).first()
    return found.email if found else ""


def has_way_back(person: Person) -> bool:
    """Tell whether a person could sign in from another browser."""
    return bool(address_of(person)) or key_words.has(person)


def is_guest(person: Person) -> bool:
    """Tell whether nothing but this browser knows the person: no seat, no way back, no story."""
    return not (person.story or person.seats.exists() or has_way_back(person))
