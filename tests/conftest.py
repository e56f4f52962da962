"""What all tests share: a house of their own, the cast, and a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from comity.accounts.models import Person

# Playwright keeps an event loop in the thread of the tests, which Django would take for a sign
# that its queries are made where they may not be.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = shutil.which("chromium")
IN_CI = os.environ.get("CI") == "true"
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by what a test uses, so that nobody has to remember to."""
    for item in items:
        uses = set(getattr(item, "fixturenames", ()))
        if uses & {"browser", "new_context", "context", "page"}:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM and not IN_CI:
                item.add_marker(pytest.mark.skip(reason="no Chromium here"))
        elif uses & {"db", "transactional_db"} or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.both_databases)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a house that lives as long as the tests run."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session", autouse=True)
def key_file(home: Path) -> Iterator[Path]:
    """A key file of the tests' own, in a house that has the stories."""
    from django.conf import settings

    from comity.vault import keyfile

    keyfile.create(home / "key")
    settings.COMITY_STORIES = True
    settings.COMITY_HOME, settings.COMITY_KEY_FILE = home, home / "key"
    yield home / "key"
    keyfile.ring_at.cache_clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(home: Path) -> None:
    """Keep SQLite in a file, as a house does: in memory there is no write-ahead log and one connection for all."""
    from django.db import connections

    if connections["default"].vendor == "sqlite":
        connections["default"].settings_dict["TEST"]["NAME"] = str(home / "tests.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def emptying() -> Iterator[None]:
    """Let a test that commits leave nothing behind, though entries refuse to go and limits to be forgotten."""
    from django.core.cache import cache
    from django.db import connection
    from django.test import TransactionTestCase

    from comity.ledger import triggers

    flush = TransactionTestCase._fixture_teardown

    def empty(case: TransactionTestCase) -> None:
        triggers.unprotect(connection)
        flush(case)
        triggers.protect(connection)
        cache.clear()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Let every test begin with nothing in memory, as a server does."""
    from comity.ledger import loading
    from comity.web import rendered

    loading.empty()
    rendered.pages.empty()


@pytest.fixture
def ana(db: None) -> Person:
    return Person.objects.create(name="Ana")


@pytest.fixture
def ben(db: None) -> Person:
    return Person.objects.create(name="Ben")


@pytest.fixture
def cleo(db: None) -> Person:
    """Who is in no alliance with Ana and Ben."""
    return Person.objects.create(name="Cleo")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    if not CHROMIUM:
        pytest.fail("Chromium is missing: apt-get install chromium")
    return {"executable_path": CHROMIUM, "args": CHROMIUM_FLAGS, "headless": True}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"locale": "en-GB", "timezone_id": "Europe/Berlin", "viewport": {"width": 360, "height": 740}}
