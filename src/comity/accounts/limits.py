"""How often may be tried, from one address or at one code, counted in the cache that all workers share."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.http import HttpRequest

RATES = {
    "key_words": "10/h/ip",
    "link_code": "10/h/ip",
    "mailed_code": "3/1h/key",
}
"""Written here and not in the settings, so that a forgotten setting cannot mean no limit."""


class TooOften(Exception):
    """Tried too often; the hour that is asked for begins with the earliest try."""


def count(request: HttpRequest, action: str, *, key: str | None = None) -> ratelimit.RateLimitUsage:
    """Count a try, or raise TooOften; `rollback` of what comes back takes it from the count."""
    usage = ratelimit.consume(request, app="comity.accounts", action=action, config=RATES, key=key, limit_get=True)
    if usage is None:
        raise TooOften
    return usage
