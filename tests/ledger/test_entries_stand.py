"""Entries are never changed: the database itself refuses."""

import pytest
from django.db import DatabaseError, connection, transaction

from comity.ledger.models import Entry
from tale import Tale

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET hash = ''",
        "UPDATE ledger_entry SET seq = seq + 100",
        "DELETE FROM ledger_entry",
        "DELETE FROM ledger_entry WHERE seq = 1",
    ],
)
def test_promise_08_the_database_refuses_to_change_or_delete_an_entry(tale: Tale, statement: str) -> None:
    before = list(Entry.objects.filter(ledger_id=tale.alliance).order_by("seq").values())

    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert list(Entry.objects.filter(ledger_id=tale.alliance).order_by("seq").values()) == before


def test_promise_08_an_entry_cannot_be_written_over(tale: Tale) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.create(ledger_id=tale.alliance, seq=1, body=b"{}", hash="0" * 64)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has TRUNCATE")
@pytest.mark.usefixtures("tale")
def test_promise_08_the_table_of_entries_cannot_be_emptied() -> None:
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE ledger_entry")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has REPLACE")
def test_promise_08_an_entry_cannot_be_replaced(tale: Tale) -> None:
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO ledger_entry (alliance, seq, body, hash) VALUES (%s, 1, x'00', '')", [tale.alliance]
        )
