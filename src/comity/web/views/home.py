"""Home: one's alliances and what waits in them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from comity.accounts.signing_in import person_of
from comity.domain.act import Here
from comity.web import reading
from comity.web.alliance_page import for_you
from comity.web.reading import Reading
from comity.web.views.inviting import invited_names
from comity.web.views.preparing import kept


def home(request: HttpRequest) -> HttpResponse:
    """List the alliances of whoever asks; without any, the first page is home."""
    person = person_of(request)
    found = reading.all_of(person) if person else []
    if not found:
        return redirect("first")
    return render(request, "home/home.html", {"alliances": [_line(each) for each in found], "kept": kept(person)})


def _line(found: Reading) -> dict[str, object]:
    others = [found.name(m.id) for m in found.others] or invited_names(found)
    return {
        "id": found.sight.alliance,
        "numbers": [m.number for m in found.sight.members if m.here is not Here.LEFT],
        "you": found.name(found.you),
        "others": others,
        "purpose": found.said(found.sight.purpose).get("purpose", ""),
        "waiting": for_you(found),
        "paused": found.sight.you.here is Here.PAUSED,
    }
