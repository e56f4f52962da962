"""From a form to a command: recorded once, or refused beside the field with what was typed kept."""

from __future__ import annotations

import re
import uuid

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from comity.domain.refusal import Refused
from comity.domain.rulebook import Command
from comity.ledger import store
from comity.ledger.store import Outcome
from comity.web import wording
from comity.web.reading import Reading

KEY = "act"
"""The hidden field that makes a form sent twice one act."""


KEY_FORM = re.compile("[0-9a-f]{32}")


def new_id() -> str:
    """An id for something that is about to be made."""
    return uuid.uuid4().hex


def key_of(request: HttpRequest) -> str:
    """The form's own key, or one for this request where a form came without."""
    given = request.POST.get(KEY, "")
    return given if KEY_FORM.fullmatch(given) else new_id()


def beside(key: str, number: int) -> str:
    """The key of a further act that the same form makes."""
    return uuid.uuid5(uuid.UUID(key), str(number)).hex if number else key


def act(reading: Reading, command: Command, *, key: str) -> Outcome:
    """Record a command of the reader. Raises `Refused`."""
    return store.record(alliance=reading.sight.alliance, command=command, by=reading.you, at=timezone.now(), key=key)


def refuse(form: forms.Form, refused: Refused) -> None:
    """Say beside the field what the rules refused; the form keeps what was typed."""
    part = str(refused.values.get("part", "text" if refused.code == "orders_the_other" else ""))
    part = getattr(form, "FIELDS", {}).get(part, part)
    form.add_error(part if part in form.fields else None, wording.of(refused))


def refused_page(request: HttpRequest, refused: Refused, *, back: str) -> HttpResponse:
    """A page of its own where a single button was refused: what changed, and the way back."""
    context = {"sentence": wording.of(refused), "back": back}
    return render(request, "errors/refused.html", context, status=409)
