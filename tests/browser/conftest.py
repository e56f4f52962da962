"""A house with a door to knock at, and a browser for everybody who comes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from browser.people import Comes, Somebody


@pytest.fixture
def house(live_server: LiveServer, settings: Any) -> str:
    """The address of a house that knows its own address."""
    settings.COMITY_ORIGIN = live_server.url
    return str(live_server.url)


@pytest.fixture
def somebody_comes(browser: Browser, browser_context_args: dict[str, Any], house: str) -> Iterator[Comes]:
    """Give a browser of their own to everybody; at the end nobody's may have complained."""
    here: list[Somebody] = []

    def come(*, script: bool = True, **more: Any) -> Somebody:
        context = browser.new_context(**(browser_context_args | more), java_script_enabled=script)
        context.set_default_timeout(10_000)
        here.append(Somebody(context, house=house, script=script))
        return here[-1]

    yield come
    complaints = [each.complaints for each in here]
    for each in here:
        each.page.context.close()
    assert complaints == [[] for _ in here]
