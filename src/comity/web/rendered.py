"""Pages as they were made, kept in memory for as long as nothing has changed of what they show.

Rules of this file:
1. A page is kept for one reader, under everything that it was made of: nobody has to remember to
   throw it away.
2. It is kept for the minute in which it was made, no longer: whatever depends on the time begins
   and ends with a minute.
3. What has to be new each time (a form's own key, its token against forgery) is a hole in it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import loader
from django.utils import timezone, translation

from comity.accounts.models import Person
from comity.ledger.keeping import Kept
from comity.web.acting import new_id

LETTERS_AT_MOST = 4_000_000
"""How much a process keeps: some hundred pages."""

ACT = f"act-{secrets.token_hex(16)}"
TOKEN = f"token-{secrets.token_hex(16)}"
"""What stands in a page where something new goes each time; nobody can write it, for nobody ever reads it."""

_HOLES = re.compile(f"({ACT}|{TOKEN})")
_FILLS: dict[str, Callable[[HttpRequest, str], str]] = {
    ACT: lambda _request, act: act,
    TOKEN: lambda request, _act: get_token(request),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """For whom, when, and out of what a page was made."""

    minute: datetime
    zone: str
    language: str
    reader: tuple[Hashable, ...]
    marks: Hashable


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A page with its holes: text, hole, text, hole, text."""

    parts: tuple[str, ...]

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Fill the holes."""
        act = new_id()
        return HttpResponse("".join(_FILLS[each](request, act) if each in _FILLS else each for each in self.parts))


def key(person: Person, marks: Hashable) -> Key:
    """The key of what somebody sees now, in the zone and the language of this answer."""
    return Key(
        minute=timezone.now().replace(second=0, microsecond=0),
        zone=timezone.get_current_timezone_name(),
        language=translation.get_language() or "",
        reader=(person.pk, person.name, person.theme, person.story),
        marks=marks,
    )


def render(template: str, context: dict[str, object], request: HttpRequest) -> Rendered:
    """Make a page that can be kept; its forms' own key is `act`."""
    page = loader.render_to_string(template, {**context, "act": ACT, "csrf_token": TOKEN}, request)
    return Rendered(parts=tuple(_HOLES.split(page)))


class Pages:
    """The pages of one minute."""

    def __init__(self) -> None:
        self._kept: Kept[Key, Rendered] = Kept(at_most=LETTERS_AT_MOST)
        self._minute: datetime | None = None

    def get(self, key: Key) -> Rendered | None:
        """The page that is kept under a key."""
        return self._kept.get(key)

    def keep(self, key: Key, page: Rendered) -> None:
        """Keep a page; those of another minute go."""
        if key.minute != self._minute:
            self._kept.empty()
            self._minute = key.minute
        self._kept.keep(key, page, weight=sum(map(len, page.parts)))

    def empty(self) -> None:
        """Let everything go."""
        self._kept.empty()


pages = Pages()
