"""Asking somebody in: the ready message, the link, the code; and taking it back."""

from __future__ import annotations

from typing import Any

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from comity.accounts import invitations
from comity.accounts.models import Invitation
from comity.accounts.signing_in import person_of
from comity.domain.invitations import Admit, TakeBackInvitation
from comity.domain.kinds import OPPOSITE, RELATIONS
from comity.domain.refusal import Refused
from comity.domain.views import PlaceView
from comity.ledger import store
from comity.web import reading
from comity.web.acting import act, key_of, new_id, refused_page
from comity.web.beginning import begin, hold_place
from comity.web.forms import Name, PlainForm
from comity.web.reading import Reading
from comity.web.views.preparing import opened


class PlaceForm(PlainForm):
    """Whom a new link is for."""

    name = Name()


@require_POST
def fold(request: HttpRequest, draft: str) -> HttpResponse:
    """Fold what was prepared, and go on to asking the other (S8 to S9)."""
    try:
        person, words = opened(request, draft)
    except Http404:
        if not reading.is_in(person_of(request), draft):
            raise
        return redirect("places", draft)
    if not words.get("my_name") or words.get("relation") not in RELATIONS:
        return redirect("preparing", draft, "sheet")
    try:
        begin(person, draft=draft, words=words)
    except Refused as refused:
        return refused_page(request, refused, back=reverse("preparing", args=[draft, "sheet"]))
    return redirect("places", draft)


@require_http_methods(["GET", "POST"])
def places(request: HttpRequest, alliance: str) -> HttpResponse:
    """Show the links of whoever asks, ready to send (S9); POST makes another one."""
    found = reading.read(request, alliance)
    if found.person.story:  # a link of a story would lead somebody real into it
        raise Http404
    form = PlaceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _another(found, form.cleaned_data["name"], key=key_of(request))
        except Refused as refused:
            return refused_page(request, refused, back=reverse("places", args=[alliance]))
        return redirect("places", alliance)
    context = {"reading": found, "places": _shown(found), "form": form, "act": new_id()}
    return render(request, "inviting/places.html", context, status=422 if form.is_bound else 200)


def _another(found: Reading, name: str, *, key: str) -> None:
    hold_place(
        found.person,
        alliance=found.sight.alliance,
        member=found.you,
        to_name=name,
        side=OPPOSITE[found.sight.you.side],
        key=key,
    )


def _shown(found: Reading) -> list[dict[str, Any]]:
    rows = {row.id: row for row in Invitation.objects.filter(alliance=found.sight.alliance)}
    return [_place(found, place, rows[place.id]) for place in found.sight.places if place.id in rows]


def _place(found: Reading, place: PlaceView, row: Invitation) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": place.id,
        "name": row.to_name,
        "by": found.name(place.by),
        "last_day": place.expires,
        "run_out": place.run_out,
        "may": place.may,
    }
    if place.by == found.you:
        link = invitations.link_of(row, maker=found.person)
        address = settings.COMITY_ORIGIN + reverse("link", args=[link.token])
        shown |= {
            "message": message(found, address),
            "picture": segno.make(address, error="m").svg_data_uri(scale=4, border=2, light="#fff"),
            "code": " ".join(link.code),
            "code_address": settings.COMITY_ORIGIN + reverse("code"),
        }
    return shown


def message(found: Reading, address: str) -> str:
    """The ready words for the messenger that people already use."""
    if found.work:
        return _(
            "There's a small thing about how we work together I'd like to get right, and I'd like to hear yours too. "
            "It asks us both the same question; neither can read the other's answer until both are done. "
            "Five minutes, only if you feel like it: %(link)s"
        ) % {"link": address}
    return _(
        "There's a small thing about us I'd like to get right, and I'd like to hear yours too. "
        "It asks us both the same question; neither can read the other's answer until both are done. "
        "Five minutes, only if you feel like it: %(link)s"
    ) % {"link": address}


def invited_names(found: Reading) -> list[str]:
    """The names that one's own open links were made for."""
    mine = [place.id for place in found.sight.places if place.by == found.you]
    rows = dict(Invitation.objects.filter(pk__in=mine).values_list("id", "to_name")) if mine else {}
    return [rows[i] for i in mine if i in rows]


def _row(alliance: str, place: str) -> Invitation:
    """The link to a place of this alliance, or the same 404 for all that is none."""
    row = Invitation.objects.filter(pk=place, alliance=alliance).first() if store.is_id(place) else None
    if row is None:
        raise Http404
    return row


@require_POST
def take_back(request: HttpRequest, alliance: str, place: str) -> HttpResponse:
    """Take one's link back: it leads nowhere from now on."""
    found = reading.read(request, alliance)
    row = _row(alliance, place)
    try:
        with store.writing():
            act(found, TakeBackInvitation(invitation=place), key=key_of(request))
            invitations.take_back(row)
    except Refused as refused:
        return refused_page(request, refused, back=reverse("alliance", args=[alliance]))
    return redirect("alliance", alliance)


@require_POST
def admit(request: HttpRequest, alliance: str, place: str) -> HttpResponse:
    """Say yes or no to somebody who was asked in by another."""
    found = reading.read(request, alliance)
    _row(alliance, place)
    try:
        act(found, Admit(invitation=place, yes=request.POST.get("answer") == "yes"), key=key_of(request))
    except Refused as refused:
        return refused_page(request, refused, back=reverse("alliance", args=[alliance]))
    return redirect("alliance", alliance)
