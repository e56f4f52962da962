"""Every page, in every state that a click or a key leads to: for everyone's eyes, hands and ears."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from browser import tour
from browser.chapters import Two
from browser.inspector import Inspector
from browser.people import Comes, Somebody
from comity.demo import stories

NOTHING_ON_IT = {"account/begin/", *tour.NO_PAGES}
"""What leads to another page, the blank page of the quick way out, a part of a page, and a file."""

ANYTHING = {"step": "answer", "kind": "ask"}


def test_every_page_is_for_everyone(
    somebody_comes: Comes, settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.COMITY_HAS_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    inspector = Inspector()

    def come() -> Somebody:
        guest = somebody_comes(reduced_motion="reduce")
        guest.watch = inspector
        return guest

    two = Two(come(), come())
    tour.preparing(come)
    tour.alone(two)
    tour.by_the_link(two, come)
    tour.listening(two)
    tour.asking(two)
    tour.answering(two)
    tour.stale(two)
    tour.looking_back(two)
    tour.a_favour(two)
    tour.a_third(two, come)
    tour.pausing_and_leaving(two)
    tour.coming_back(come, monkeypatch)
    tour.an_address(come)
    tour.what_is_not_there(come, monkeypatch)
    stories.lay(say=lambda _line: None)
    tour.the_stories(come)

    with capsys.disabled():
        print(f"\n{len(inspector.kinds)} kinds of pages at {len(inspector.routes)} routes")
    assert not inspector.faults, "\n".join(inspector.faults)
    assert pages() - inspector.routes == set()


def pages() -> set[str]:
    """Every route that answers a GET with a page of its own."""
    return {route for route, one in routes() if reads(one)} - NOTHING_ON_IT


def routes(patterns: Any = None) -> list[tuple[str, URLPattern]]:
    found: list[tuple[str, URLPattern]] = []
    for each in get_resolver().url_patterns if patterns is None else patterns:
        found += routes(each.url_patterns) if hasattr(each, "url_patterns") else [(str(each.pattern), each)]
    return found


def reads(route: URLPattern) -> bool:
    """Whether it may be asked with GET: what only takes a form says so."""
    path = str(route.pattern)
    for name in route.pattern.converters:
        for kind in ("str", "slug"):
            path = path.replace(f"<{kind}:{name}>", ANYTHING.get(name, "nobody"))
    return Client().get(f"/{path}").status_code != 405
