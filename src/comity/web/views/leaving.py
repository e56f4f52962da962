"""Pausing, coming back, leaving: one confirmation, no reason, at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from comity.accounts import invitations
from comity.accounts.models import Invitation
from comity.domain.people import Leave, Pause, Resume
from comity.domain.refusal import Refused
from comity.domain.rulebook import Command
from comity.ledger import store
from comity.web import prepared, reading
from comity.web.acting import act, key_of, new_id, refused_page
from comity.web.reading import Reading


@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: HttpRequest, alliance: str) -> HttpResponse:
    """Say what leaving and pausing do to whom; POST leaves."""
    found = reading.read(request, alliance)
    if request.method != "POST":
        others = [found.name(m.id) for m in found.others]
        return render(request, "leaving/leaving.html", {"reading": found, "others": others, "act": new_id()})
    with store.writing():
        act(found, Leave(), key=key_of(request))
        _let_go(found)
    return render(request, "leaving/left.html", {})


def _let_go(found: Reading) -> None:
    """What was private goes with its owner: what was prepared, and the links that were sent."""
    prepared.drop(found.person, found.sight.alliance)
    for row in Invitation.objects.filter(alliance=found.sight.alliance, made_by=found.you):
        invitations.take_back(row)


@require_POST
def pause(request: HttpRequest, alliance: str) -> HttpResponse:
    """Rest, for as long as one likes."""
    return _do(request, alliance, Pause())


@require_POST
def resume(request: HttpRequest, alliance: str) -> HttpResponse:
    """Take part again."""
    return _do(request, alliance, Resume())


def _do(request: HttpRequest, alliance: str, command: Command) -> HttpResponse:
    found = reading.read(request, alliance)
    try:
        act(found, command, key=key_of(request))
    except Refused as refused:
        return refused_page(request, refused, back=reverse("alliance", args=[alliance]))
    return redirect("alliance", alliance)
