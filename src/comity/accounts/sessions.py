"""Where sessions are kept: in the database, under digests of their keys.

Whoever reads the database cannot become anybody. What is kept of a browser is how and when it
signed in; a session lives for thirty days after the last visit, rounded to a week, so that the
row does not tell when that was.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from comity.accounts.models import Session

RENEWED_AFTER = timedelta(days=7)


def kept_as(session_key: str) -> str:
    """The digest under which a session is kept; its key is random, and needs no more than this."""
    return hashlib.sha256(session_key.encode()).hexdigest()


class SessionStore(SessionBase):
    """Django's sessions in our own table."""

    def load(self) -> dict[str, Any]:
        """Read the session; one that has aged a week is written anew with this answer."""
        row = Session.objects.filter(pk=self._kept_as, expire_date__gt=timezone.now()).first()
        if row is None:
            self._session_key = None
            return {}
        age = timedelta(seconds=settings.SESSION_COOKIE_AGE)
        if row.expire_date - timezone.now() < age - RENEWED_AFTER:
            self.modified = True
        content: dict[str, Any] = self.decode(row.session_data)
        return content

    def exists(self, session_key: str) -> bool:
        """Tell whether there is such a session."""
        return Session.objects.filter(pk=kept_as(session_key)).exists()

    def create(self) -> None:
        """Begin a session under a key that is new."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Write the session; one that was ended elsewhere meanwhile stays ended."""
        if self.session_key is None:
            return self.create()
        content = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        row = Session(
            pk=self._kept_as,
            session_data=self.encode(content),
            expire_date=self.get_expiry_date(),
            person_id=content.get(SESSION_KEY),
        )
        try:
            with transaction.atomic():
                row.save(force_insert=must_create, force_update=not must_create)
        except IntegrityError:
            raise CreateError if must_create else UpdateError from None
        except DatabaseError:
            if must_create:
                raise
            raise UpdateError from None

    def delete(self, session_key: str | None = None) -> None:
        """End a session."""
        key = session_key or self.session_key
        if key:
            Session.objects.filter(pk=kept_as(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Remove what has run out."""
        Session.objects.filter(expire_date__lt=timezone.now()).delete()

    @property
    def _kept_as(self) -> str:
        return kept_as(self.session_key or "")
