"""The private page: "I'm not sure I'm free to say no". Never recorded, never counted."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def free(request: HttpRequest) -> HttpResponse:
    """Neutral help, the host's help lines, and ways to delay without blame."""
    lines = [line.strip() for line in settings.COMITY_HELP_LINES.split(";") if line.strip()]
    return render(request, "free/free.html", {"lines": lines})
