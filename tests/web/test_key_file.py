"""A key file that cannot be used while the house runs: one calm page, nothing lost, never a fault."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from comity import checks
from comity.ledger.models import Entry
from comity.private.models import Draft, Fold
from comity.vault import keyfile
from comity.vault.models import DataKey
from web.moments import one_more_question
from web.pair import Somebody, trying

pytestmark = pytest.mark.django_db

TROUBLES: dict[str, Callable[[Path], Any]] = {
    "missing": lambda file: file.unlink(),
    "readable_by_others": lambda file: file.chmod(0o644),
    "damaged": lambda file: file.write_text("comity keys v1\nnothing"),
    "not_a_file": lambda file: (file.unlink(), file.mkdir()),
    "foreign": lambda file: (file.unlink(), keyfile.create(file)),
}


@pytest.fixture
def file(key_file: Path, settings: Any, tmp_path: Path) -> Iterator[Path]:
    """The key file of this house, at a place where something may happen to it."""
    settings.COMITY_KEY_FILE = tmp_path / "key"
    shutil.copy2(key_file, settings.COMITY_KEY_FILE)
    yield settings.COMITY_KEY_FILE
    keyfile.ring_at.cache_clear()


def begun_anew() -> None:
    """What another worker knows, or this one after a restart."""
    keyfile.ring_at.cache_clear()


def kept() -> list[int]:
    return [table.objects.count() for table in (Entry, Fold, Draft, DataKey)]


@pytest.mark.parametrize("code", TROUBLES)
def test_the_house_closes_calmly_and_loses_nothing(
    code: str, file: Path, key_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ana, ben = trying()
    one_more_question(ana, ben)
    ben.writes("Sunday walks")
    before, alliance = kept(), ana.sees(ana.at())
    TROUBLES[code](file)
    begun_anew()

    answers = [
        ana.client.get(ana.at()),
        ana.client.get("/home/"),
        ben.sends(ben.at("questions", ben.question, "answer", "fold")),
        ben.sends(ben.at("terms", ben.term, "another-way"), text="Later", until="14"),
        Somebody("Eve").sends("/prepare/", name="Finn", wish="quiet"),
        ana.sends(ana.at("say", "ask"), text="Please knock", until="14", keep="1"),
    ]

    assert {answer.status_code for answer in answers} <= {503, 404}
    assert answers[0].status_code == answers[1].status_code == answers[5].status_code == 503
    assert "Nothing that was kept is lost." in answers[0].content.decode()
    assert answers[0].headers["Retry-After"]
    assert kept() == before
    assert f"the key file cannot be used: {code}" in caplog.text
    assert "knock" not in caplog.text
    assert [found.id for found in checks.key_file()] == [checks.KEY_FILE_TROUBLES[code][0]]

    shutil.rmtree(file) if file.is_dir() else file.unlink(missing_ok=True)
    shutil.copy2(key_file, file)
    begun_anew()

    assert "Sunday walks" in ben.sees(ben.at("questions", ben.question, "answer", "answer"))
    assert len(ana.sees(ana.at())) == len(alliance)
    assert checks.key_file() == []


def test_pages_that_need_no_words_stay_open(file: Path) -> None:
    file.unlink()
    begun_anew()

    answers = [Somebody("Eve").client.get(path).status_code for path in ("/", "/free/", "/code/", "/leave-page/")]

    assert answers == [200, 200, 200, 200]


def test_a_fault_that_is_none_of_the_key_file_stays_a_fault(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ana, _ben = trying()
    ana.client.raise_request_exception = False
    monkeypatch.setattr("comity.web.marking.marks", lambda _person, _alliance: 1 / 0)

    assert ana.client.get(ana.at()).status_code == 500


def test_the_log_says_the_code_and_no_more(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    ana, _ben = trying()
    file.chmod(0o640)
    begun_anew()

    with caplog.at_level(logging.WARNING):
        ana.client.get(ana.at())

    assert [record.getMessage() for record in caplog.records if record.name.startswith("comity")] == [
        "the key file cannot be used: readable_by_others"
    ]
    assert str(file) not in caplog.text
