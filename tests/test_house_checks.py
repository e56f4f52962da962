"""What must be so before the house opens, and how it says what is not."""

from __future__ import annotations

import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured

from comity import checks, doctor
from comity.settings import database_from
from house import comity, environment_of, run

ROOT = Path(__file__).parent.parent


def test_a_key_file_that_others_can_read_is_named_with_what_to_do(
    key_file: Path, settings: Any, tmp_path: Path
) -> None:
    settings.COMITY_KEY_FILE = tmp_path / "key"
    settings.COMITY_KEY_FILE.write_bytes(key_file.read_bytes())
    settings.COMITY_KEY_FILE.chmod(0o644)

    found = checks.key_file()

    assert [message.id for message in found] == ["comity.E002"]
    assert found[0].hint == f"Run: chmod 600 {settings.COMITY_KEY_FILE}"


def test_a_key_file_that_is_no_key_file_is_named(settings: Any, tmp_path: Path) -> None:
    settings.COMITY_KEY_FILE = tmp_path / "key"
    settings.COMITY_KEY_FILE.write_text("nothing")
    settings.COMITY_KEY_FILE.chmod(0o600)

    found = checks.key_file()

    assert [message.id for message in found] == ["comity.E005"]


@pytest.mark.django_db
def test_a_new_house_may_be_without_a_key_file(settings: Any, tmp_path: Path) -> None:
    settings.COMITY_KEY_FILE = tmp_path / "key"

    assert checks.key_file() == []


@pytest.mark.django_db
def test_a_missing_key_file_is_an_error_once_words_are_kept(settings: Any, tmp_path: Path) -> None:
    from comity.vault.models import DataKey

    settings.COMITY_KEY_FILE = tmp_path / "key"
    DataKey.objects.create(wrapped=b"x", version=1)

    assert [message.id for message in checks.key_file()] == ["comity.E001"]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("https://comity.example.org", []),
        ("http://localhost:8000", []),
        ("http://comity.example.org", ["comity.W001"]),
        ("comity.example.org", ["comity.E006"]),
        ("https://", ["comity.E006"]),
        ("https://comity.example.org/here", ["comity.E006"]),
    ],
)
def test_an_origin_is_a_whole_address_and_no_more(settings: Any, given: str, found: list[str]) -> None:
    settings.COMITY_ORIGIN = given
    settings.SITE_HOST = urlsplit(given).hostname

    assert [message.id for message in checks.origin()] == found


@pytest.mark.django_db
def test_the_write_ahead_log_is_on_and_every_commit_reaches_the_disk() -> None:
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("of SQLite")

    assert checks.first_value("PRAGMA journal_mode") == "wal"
    assert checks.first_value("PRAGMA synchronous") == 2
    assert checks.first_value("PRAGMA foreign_keys") == 1
    assert checks.sqlite() == []


def test_a_database_address_is_read_with_all_its_parts() -> None:
    found = database_from("postgresql://ana:a%40b@db.example:5433/comity?sslmode=require", Path("var"))

    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert found["NAME"] == "comity"
    assert (found["USER"], found["PASSWORD"]) == ("ana", "a@b")
    assert (found["HOST"], found["PORT"]) == ("db.example", "5433")
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_without_an_address_the_database_lies_in_the_home() -> None:
    assert database_from("", Path("var"))["NAME"] == "var/comity.sqlite3"
    assert database_from("sqlite:////srv/comity.db", Path("var"))["NAME"] == "/srv/comity.db"


def test_a_database_of_another_kind_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="postgresql://"):
        database_from("mysql://db.example/comity", Path("var"))


def test_every_setting_is_explained_by_the_doctor_and_in_the_docs() -> None:
    source = (ROOT / "src/comity/settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'environ\.get\("(\w+)"', source)) - {"COMITY_BUILT_FILES"}
    docs = (ROOT / "docs/operate.md").read_text(encoding="utf-8")

    assert read <= set(doctor.SETTINGS)
    assert [name for name in doctor.SETTINGS if name not in docs] == []


def test_every_verb_is_in_the_docs() -> None:
    from comity.cli import main

    docs = (ROOT / "docs/operate.md").read_text(encoding="utf-8")

    assert [verb for verb in main.commands if f"comity {verb}" not in docs] == []


def test_the_doctor_finds_nothing_wrong_with_a_house_as_it_comes(tmp_path: Path) -> None:
    done = comity("doctor", home=tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "COMITY_ORIGIN = not set" in done.stdout


def test_the_doctor_never_shows_a_secret(tmp_path: Path) -> None:
    done = comity("doctor", home=tmp_path, COMITY_SECRET_KEY="tulip", COMITY_MAIL_URL="smtp://ana:tulip@localhost")

    assert "tulip" not in done.stdout + done.stderr


def test_the_doctor_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("nothing")
    (tmp_path / "key").chmod(0o644)

    done = comity("doctor", home=tmp_path)

    assert done.returncode == 1
    assert "comity.E002" in done.stdout
    assert "chmod 600" in done.stdout


def test_the_deployment_checks_are_silent_where_the_origin_is_https(tmp_path: Path) -> None:
    environment = environment_of(
        tmp_path,
        DJANGO_SETTINGS_MODULE="comity.settings",
        COMITY_ORIGIN="https://comity.example.org",
        COMITY_SECRET_KEY="a-key-that-only-these-tests-use-and-nobody-else-0123456789",
    )

    done = run(sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "DEBUG", environment=environment)

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_a_house_with_the_stories_in_it_verifies_and_laying_them_twice_changes_nothing(tmp_path: Path) -> None:
    laid = comity("demo", home=tmp_path)
    once = comity("verify", home=tmp_path)
    comity("demo", home=tmp_path)
    twice = comity("verify", home=tmp_path)

    assert laid.returncode == 0, laid.stdout + laid.stderr
    assert once.returncode == 0, once.stdout + once.stderr
    assert once.stdout == twice.stdout
    assert once.stdout.startswith("3 ledgers")


def test_a_changed_entry_is_found_by_verify(tmp_path: Path) -> None:
    comity("demo", home=tmp_path)
    with closing(sqlite3.connect(tmp_path / "comity.sqlite3")) as database, database:
        database.execute("DROP TRIGGER ledger_entry_no_update")
        database.execute("UPDATE ledger_entry SET body = body || ' ' WHERE seq = 2")

    done = comity("verify", home=tmp_path)

    assert done.returncode == 1
