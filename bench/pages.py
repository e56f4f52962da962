"""The page that everything is held against."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import engines

FLOOR = engines["django"].from_string(
    "<!doctype html><title>Floor</title><p>{{ request.user.name }}</p>"
    '<form method="post">{% csrf_token %}<input name="text"><button>Send</button></form>'
)


def floor(request: HttpRequest) -> HttpResponse:
    """Print a name and a form, behind everything that any page is behind."""
    return HttpResponse(FLOOR.render({}, request))
