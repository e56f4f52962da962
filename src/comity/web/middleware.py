"""What every answer carries: nothing that outlives a closed page, and times in the reader's zone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control

from comity.vault.keyfile import KeyFileTrouble
from comity.web.views.errors import closed

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


class KeyFile:
    """Close calmly while the key file cannot be used: whatever was being written is undone by then."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as ever."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer to a page that could not open or keep words."""
        if not isinstance(exception, KeyFileTrouble):
            return None
        logging.getLogger(__name__).error("the key file cannot be used: %s", exception.code)
        return closed(request)


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
