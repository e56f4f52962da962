"""A word that was typed, folded or said in private lies nowhere in clear, and a page that fails tells none."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as house
from django.db import connection

from comity.accounts.models import Person
from comity.private.models import Fold
from web.moments import one_more_question
from web.pair import Somebody, trying

pytestmark = pytest.mark.django_db(transaction=True)

CANARY = "persimmon-canary"
DOUBT = "not_sure"


@pytest.fixture
def loud(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Every logger at its loudest, each query with its values among them."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="django.db.backends")
    connection.force_debug_cursor = True
    yield caplog
    connection.force_debug_cursor = False


def lies() -> dict[str, bytes]:
    """All that is kept: every value of every table, and the raw files where the database has any here."""
    rows: list[bytes] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [bytes(v) if isinstance(v, memoryview | bytes) else str(v).encode() for r in cursor for v in r]
    found = {"rows": b"\n".join(rows)}
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        found |= {each.name: each.read_bytes() for each in file.parent.glob(f"{file.name}*")}
    return found


def where(word: str) -> list[str]:
    return [name for name, content in lies().items() if word.encode() in content]


def whispered() -> tuple[Somebody, Somebody]:
    """All that can be said in private on the pages of two people, with one telling word."""
    ana, ben = trying()
    one_more_question(ana, ben)
    draft = ana.prepares(f"wish {CANARY}", feeling=CANARY, help=f"say {CANARY}", sign=CANARY, offer=f"say {CANARY}")
    ana.sends(f"/prepare/{draft}/feeling/", feeling=CANARY + "\u202e")
    ana.writes(CANARY, CANARY)
    ana.folds(CANARY, CANARY)
    ana.unfolds()
    ana.folds(CANARY + " once more")
    ben.writes(CANARY)
    ana.looks_back("change", noticed=CANARY, thanks=CANARY)
    ana.sends(ana.at("ready", "prepare"))
    ana.asks(f"Give me your phone's PIN, {CANARY}")
    ana.sends("/sign-in/", words=f"one two three four five {CANARY}")
    ana.client.get("/sign-in/", {"next": f"/{CANARY}"})
    ana.client.get(f"/link/{CANARY}/")
    return ana, ben


def test_promise_04_no_word_lies_in_the_database_its_files_or_a_session() -> None:
    ana, _ben = whispered()

    assert ana.alliance.encode() in lies()["rows"]
    assert where(CANARY) == []


def test_promise_04_no_word_is_logged_even_at_the_loudest(loud: pytest.LogCaptureFixture) -> None:
    ana, _ben = whispered()

    said = [record.getMessage() for record in loud.records if record.name != "django.request"]

    assert ana.alliance in loud.text
    assert CANARY not in "\n".join(said)


def test_promise_04_what_the_house_itself_writes_to_its_log_holds_no_word(loud: pytest.LogCaptureFixture) -> None:
    from comity.web.discreet_log import DiscreetFormatter

    whispered()

    written = "\n".join(DiscreetFormatter().format(record) for record in loud.records if not is_query(record))

    assert CANARY not in written


def is_query(record: logging.LogRecord) -> bool:
    """Queries are never written: their logger is held at warnings by the settings."""
    assert house.LOGGING["loggers"]["django.db.backends"]["level"] == "WARNING"
    return record.name == "django.db.backends"


def test_promise_09_the_private_answer_is_nowhere(loud: pytest.LogCaptureFixture) -> None:
    ana, ben = Somebody("Ana"), Somebody("Ben")
    ben.takes(ana.begins())
    ben.writes("I tell things in the morning")
    loud.clear()
    before = lies()["rows"]

    answers = [ben.sends(f"/door/{ben.place}/fold/", free=free) for free in (DOUBT, "no")]

    assert [answer.headers["Location"] for answer in answers] == ["/free/"] * 2
    assert lies()["rows"] == before
    assert DOUBT not in loud.text
    assert where(DOUBT) == []
    assert {answer.cookies.output() for answer in answers} == {""}


def test_promise_09_whether_somebody_folded_much_little_or_declined_does_not_show_in_what_is_kept() -> None:
    ana, ben = trying()
    one_more_question(ana, ben)
    sizes = []

    for act in (lambda: ana.folds("yes"), lambda: ana.folds(CANARY * 100, CANARY * 100), ana.declines):
        act()
        sizes.append([len(bytes(box)) for box in Fold.objects.values_list("box", flat=True)])

    assert sizes[0] == sizes[1] == sizes[2]
    assert len(sizes[0]) == 1
    assert b"declined" not in lies()["rows"]


@pytest.mark.parametrize("step", ["writing", "folding", "opening"])
def test_promise_04_a_page_that_fails_tells_no_word(
    step: str, loud: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, ben = trying()
    one_more_question(ana, ben)
    ana.writes(CANARY)
    broken = {"writing": "private.drafts.keep", "folding": "private.folds.put", "opening": "ledger.store.read_words"}

    def fail(*given: Any, **more: Any) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr(f"comity.{broken[step]}", fail)
    ana.client.raise_request_exception = False
    loud.clear()

    answers = [
        ana.sends(ana.at("questions", ana.question, "answer", "answer"), text=CANARY),
        ana.sends(ana.at("questions", ana.question, "answer", "fold")),
    ]

    failed = [answer for answer in answers if answer.status_code == 500]
    assert failed
    assert all(CANARY not in answer.content.decode() for answer in failed)
    assert all("Traceback" not in answer.content.decode() for answer in failed)


def test_promise_04_what_is_written_of_a_fault_holds_no_word(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from comity.web.discreet_log import DiscreetFormatter

    ana, ben = trying()
    one_more_question(ana, ben)

    def fail(**more: Any) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr("comity.private.drafts.keep", fail)
    ana.client.raise_request_exception = False
    ana.sends(ana.at("questions", ana.question, "answer", "answer"), text=CANARY)

    written = "\n".join(DiscreetFormatter().format(record) for record in caplog.records)

    assert "500" in written
    assert CANARY not in written
    assert ana.alliance not in written


def test_promise_04_no_report_of_a_fault_goes_anywhere_else() -> None:
    handlers = house.LOGGING["handlers"].values()

    assert house.DEBUG is False
    assert {each["class"] for each in handlers} == {"logging.StreamHandler"}
    assert house.LOGGING["loggers"]["django"]["handlers"] == []
    assert house.ADMINS == []


def test_a_planted_leak_is_found(loud: pytest.LogCaptureFixture) -> None:
    whispered()

    Person.objects.create(name=CANARY)

    assert "rows" in where(CANARY)
    assert connection.vendor != "sqlite" or len(where(CANARY)) > 1
    assert CANARY in loud.text
