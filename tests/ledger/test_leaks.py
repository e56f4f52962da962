"""What is folded or drafted lies nowhere in clear: not in the raw database, not in a log at its loudest."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from comity.domain.refusal import Refused
from comity.ledger import store
from comity.ledger.models import Words
from comity.private import drafts
from tale import Tale

CANARY = "zanzibar-canary"


@pytest.fixture
def loud(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Every logger at its loudest, each query with its values among them."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="django.db.backends")
    connection.force_debug_cursor = True
    yield caplog
    connection.force_debug_cursor = False


def raw() -> bytes:
    """Every byte that SQLite keeps on disk, its write-ahead log included."""
    file = Path(connection.settings_dict["NAME"])
    return b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))


def rows() -> str:
    """Every value of every table, as a dump would have it."""
    found: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [
                str(bytes(each) if isinstance(each, memoryview) else each) for row in cursor.fetchall() for each in row
            ]
    return "\n".join(found)


def whisper() -> Tale:
    """Sealed, drafted, proposed and refused, all with the same telling word."""
    tale = Tale().begin()
    tale.seal(tale.ask(), by=tale.ana, text=CANARY)
    tale.propose(text=f"Please say {CANARY} at eight")
    drafts.keep(person=tale.ana, draft=f"question:{CANARY}", words={"text": CANARY})
    with pytest.raises(Refused):
        tale.seal("0" * 32, by=tale.ana, text=CANARY)
    return tale


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the files of PostgreSQL are not ours to read")
@pytest.mark.django_db(transaction=True)
def test_promise_04_no_word_lies_in_the_raw_database_or_its_log() -> None:
    tale = whisper()

    found = raw()

    assert tale.alliance.encode() in found
    assert CANARY.encode() not in found


@pytest.mark.django_db(transaction=True)
def test_promise_04_no_word_lies_in_any_row() -> None:
    tale = whisper()

    assert tale.alliance in rows()
    assert CANARY not in rows()


@pytest.mark.django_db(transaction=True)
def test_promise_04_no_word_is_logged_even_at_the_loudest(loud: pytest.LogCaptureFixture) -> None:
    tale = whisper()

    assert tale.alliance in loud.text
    assert CANARY not in loud.text


@pytest.mark.django_db(transaction=True)
def test_a_planted_leak_is_found(loud: pytest.LogCaptureFixture) -> None:
    whisper()

    Words.objects.update(type=CANARY)

    assert CANARY in rows()
    assert CANARY in loud.text
    if connection.vendor == "sqlite":
        assert CANARY.encode() in raw()


@pytest.mark.django_db
def test_a_refusal_carries_no_word() -> None:
    tale = Tale().begin()

    with pytest.raises(Refused) as refusal:
        tale.seal(tale.ask(), by=tale.ana, text=CANARY + "\u202e")

    assert CANARY not in str(refusal.value.values)
    assert store.load(tale.alliance) is not None
