"""The browsers in which a person is signed in, for that person alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from comity.accounts.models import Person, Session
from comity.accounts.sessions import SessionStore, kept_as
from comity.accounts.signing_in import HOW, SINCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """One place where a person is signed in."""

    id: str
    how: str
    since: datetime | None
    here: bool


def browsers_of(person: Person, *, here: str | None) -> list[Browser]:
    """Where a person is signed in, this browser first, then the latest."""
    rows = Session.objects.filter(person=person, expire_date__gt=timezone.now())
    found = [_browser(row, here=kept_as(here or "")) for row in rows]
    earliest = datetime.min.replace(tzinfo=timezone.get_default_timezone())
    found.sort(key=lambda browser: (browser.here, browser.since or earliest), reverse=True)
    return found


def end(person: Person, browser: str) -> None:
    """Sign out one browser of a person."""
    Session.objects.filter(person=person, pk=browser).delete()


def end_others(person: Person, *, here: str | None) -> None:
    """Sign out every browser of a person but this one."""
    Session.objects.filter(person=person).exclude(pk=kept_as(here or "")).delete()


def _browser(row: Session, *, here: str) -> Browser:
    content = SessionStore().decode(row.session_data)
    since = content.get(SINCE)
    return Browser(
        id=row.pk,
        how=content.get(HOW, ""),
        since=datetime.fromisoformat(since) if since else None,
        here=row.pk == here,
    )
