"""Our history: a plain list of what happened, and the words to check it by."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from comity.domain.history import Line
from comity.ledger import exporting, store
from comity.ledger.checking import words_of
from comity.web import reading
from comity.web.history_in_words import sentence
from comity.web.reading import Reading
from comity.web.ways import way


@require_safe
def history(request: HttpRequest, alliance: str) -> HttpResponse:
    """Show every entry that the reader may see, the latest first."""
    found = reading.read(request, alliance)
    lines, head = store.history(alliance=alliance, viewer=found.you)
    context = {
        "reading": found,
        "lines": [_shown(found, line) for line in reversed(lines)],
        "head": " ".join(words_of(head)),
    }
    return render(request, "history/history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_along(request: HttpRequest, alliance: str) -> HttpResponse:
    """Say what is in the file; POST gives it."""
    found = reading.read(request, alliance)
    if request.method != "POST":
        return render(request, "history/take_along.html", {"reading": found})
    return HttpResponse(
        b"".join(exporting.export(alliance=alliance, member=found.you, at=timezone.now())),
        content_type="application/x-ndjson; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="history.jsonl"'},
    )


def _shown(found: Reading, line: Line) -> dict[str, Any]:
    return {"at": line.at, "sentence": sentence(line, name=found.name(line.by)), "url": _way_to(found, line)}


def _way_to(found: Reading, line: Line) -> str:
    """Where what a line is about can be seen; nowhere, where it is not the reader's to see."""
    if line.term and any(term.id == line.term for term in found.sight.terms):
        return way("term", found.sight.alliance, line.term)
    if line.ask and any(ask.id == line.ask for ask in found.sight.asks):
        return way("ask", found.sight.alliance, line.ask)
    return ""
