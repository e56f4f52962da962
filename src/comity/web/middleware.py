"""What every answer carries: nothing that outlives a closed page, and times in the reader's zone."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control

Answer = Callable[[HttpRequest], HttpResponseBase]


def discretion(get_response: Answer) -> Answer:
    """Keep pages out of every store, and out of other sites' reach."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # All pages alike, signed in or not: whether one is must not show in a header. Static
        # files and whatever states its own rule are left alone.
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, no_store=True)
        return response

    return answer


def own_zone(get_response: Answer) -> Answer:
    """Show times in the zone of the one who reads; the host's, where the reader has named none."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        with timezone.override(zone_of(request)):
            return get_response(request)

    return answer


def zone_of(request: HttpRequest) -> ZoneInfo | None:
    """Return the reader's own zone, or None for the host's."""
    name = getattr(request.user, "zone", "")
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
