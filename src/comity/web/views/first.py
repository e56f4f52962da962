"""The first page is the first question (S1)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from comity.accounts import seats
from comity.accounts.models import Person
from comity.accounts.signing_in import begin, person_of
from comity.private import drafts
from comity.web.forms_preparing import EARLY_PARTS, Beginning
from comity.web.reading import is_in
from comity.web.views.preparing import DRAFT, kept


@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """Show the first question, or the way home to whoever is in an alliance."""
    person = person_of(request)
    if person and is_seated(person):
        return redirect("home")
    return _page(request, Beginning(draft={"good": request.GET.get("good", "")}), draft=uuid.uuid4().hex)


@require_safe
def begin_another(request: HttpRequest) -> HttpResponse:
    """Show the first question to somebody who is in an alliance already."""
    return _page(request, Beginning(draft={"good": request.GET.get("good", "")}), draft=uuid.uuid4().hex)


@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest) -> HttpResponse:
    """Keep the first sentence as a private draft of whoever wrote it."""
    if request.method != "POST":
        return redirect("first")
    draft = request.POST.get("draft", "")
    form = Beginning(request.POST, draft={})
    if not form.is_valid():
        return _page(request, form, draft=draft if DRAFT.fullmatch(draft) else uuid.uuid4().hex, status=422)
    person = begin(request)
    _remember_zone(person, form.cleaned_data["zone"])
    draft = _own(person, draft)
    drafts.keep(person=person.pk.hex, draft=draft, words=form.kept())
    return redirect("preparing", draft, "relation")


def is_seated(person: Person) -> bool:
    """Whether somebody is in an alliance now."""
    return any(is_in(person, seat.alliance) for seat in seats.seats_of(person))


def _page(request: HttpRequest, form: Beginning, *, draft: str, status: int = 200) -> HttpResponse:
    person = person_of(request)
    context = {
        "form": form,
        "here": "begin" if person and is_seated(person) else "first",
        "good": form["good"].value() in {"1", True},
        "draft": draft,
        "kept": kept(person),
        "stories": settings.COMITY_STORIES,
    }
    return render(request, "first/first.html", context, status=status)


def _own(person: Person, draft: str) -> str:
    """The draft that the form was made for, so that sending it twice is sending it once.

    A page that a browser restores weeks later begins a new one: it must not undo what was prepared since.
    """
    if not DRAFT.fullmatch(draft):
        return uuid.uuid4().hex
    words = drafts.read(person=person.pk.hex, draft=draft) or {}
    return uuid.uuid4().hex if set(words) - EARLY_PARTS else draft


def _remember_zone(person: Person, zone: str) -> None:
    if zone and not person.zone:
        person.zone = zone
        person.save(update_fields=["zone"])
