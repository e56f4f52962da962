"""Pages for what went wrong: the same for everyone, whoever asks and whatever for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for what is not there and for what is somebody else's: to the byte the same."""
    del request, exception
    return HttpResponse(render_to_string("errors/404.html"), status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer to what no page of ours sends."""
    del request, exception
    return HttpResponse(render_to_string("errors/400.html"), status=400)


def not_sent(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer to a form without its token."""
    del request, reason
    return HttpResponse(render_to_string("errors/403_csrf.html"), status=403)


def closed(request: HttpRequest) -> HttpResponse:
    """Answer while the house cannot use its key file."""
    del request
    page = render_to_string("errors/503.html")
    return HttpResponse(page, status=503, headers={"Retry-After": "300"})


def fault(request: HttpRequest) -> HttpResponse:
    """Answer to a fault of ours, with nothing that could fail again."""
    del request
    try:
        sheet = static("web/comity.css")
    except ValueError:
        sheet = ""
    return HttpResponse(render_to_string("errors/500.html", {"sheet": sheet}), status=500)
