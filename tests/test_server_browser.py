"""The first page in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer


@pytest.mark.browser
def test_the_first_page_opens_in_a_browser_and_asks_nothing_of_other_sites(live_server: LiveServer, page: Page) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))

    page.goto(live_server.url)

    assert page.get_by_role("heading", level=1).is_visible()
    assert [url for url in asked if not url.startswith(live_server.url)] == []
    assert complaints == []
