"""Pausing, coming back, leaving: one confirmation, no reason, at once."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from comity.accounts.signing_in import person_of
from comity.domain.calendar import local_date
from comity.domain.people import LONGEST_NOTICE, Leave, Pause, Resume, Stay
from comity.domain.refusal import Refused
from comity.domain.rulebook import Command
from comity.ledger import store
from comity.web import reading
from comity.web.acting import act, key_of, new_id, refuse, refused_page
from comity.web.forgetting import let_go
from comity.web.forms import PlainForm
from comity.web.reading import Reading


class LeavingForm(PlainForm):
    """The day of leaving; without one it is now."""

    on = forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages={"invalid": _("Choose a day.")})


@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: HttpRequest, alliance: str) -> HttpResponse:
    """Say what leaving and pausing do to whom; POST leaves, at once or on a day."""
    if request.method == "POST" and reading.has_left(person_of(request), alliance):
        return render(request, "leaving/left.html")
    found = reading.read(request, alliance)
    form = LeavingForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, found, form)
    on = form.cleaned_data["on"] if request.POST.get("when") == "on" else None
    try:
        with store.writing():
            outcome = act(found, Leave(on=on), key=key_of(request))
            if outcome.recorded:
                let_go(found.seat)
    except Refused as refused:
        refuse(form, refused)
        return _page(request, found, form)
    return render(request, "leaving/left.html") if outcome.recorded else redirect("leaving", alliance)


def _page(request: HttpRequest, found: Reading, form: LeavingForm) -> HttpResponse:
    today = local_date(found.sight.at, found.sight.you.zone)
    context = {
        "reading": found,
        "others": [found.name(m.id) for m in found.others],
        "form": form,
        "first": (today + timedelta(days=1)).isoformat(),
        "latest": (today + LONGEST_NOTICE).isoformat(),
        "act": new_id(),
    }
    return render(request, "leaving/leaving.html", context, status=422 if form.is_bound else 200)


@require_POST
def stay(request: HttpRequest, alliance: str) -> HttpResponse:
    """Take back a leaving whose day has not come."""
    return _do(request, alliance, Stay(), done="not_leaving")


@require_POST
def pause(request: HttpRequest, alliance: str) -> HttpResponse:
    """Rest, for as long as one likes."""
    return _do(request, alliance, Pause())


@require_POST
def resume(request: HttpRequest, alliance: str) -> HttpResponse:
    """Take part again."""
    return _do(request, alliance, Resume())


def _do(request: HttpRequest, alliance: str, command: Command, *, done: str = "") -> HttpResponse:
    """Record it; the refusal `done` says that it was done before, by the same form sent twice."""
    found = reading.read(request, alliance)
    try:
        act(found, command, key=key_of(request))
    except Refused as refused:
        if refused.code == done:
            return redirect("alliance", alliance)
        return refused_page(request, refused, back=reverse("alliance", args=[alliance]))
    return redirect("alliance", alliance)
