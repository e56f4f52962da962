"""Tests that commit leave nothing behind, though the ledger refuses to forget."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction

from comity.ledger.models import Entry, Ledger
from comity.vault.models import DataKey


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_one_test_commits_the_next_does_not_find(turn: int) -> None:
    assert not DataKey.objects.exists()
    assert cache.get("turn") is None

    DataKey.objects.create(wrapped=b"x", version=turn)
    cache.set("turn", turn)


@pytest.mark.django_db(transaction=True)
def test_entries_are_protected_in_tests_too() -> None:
    ledger = Ledger.objects.create(alliance="a" * 32, head="b" * 64)
    Entry.objects.create(ledger=ledger, seq=1, body=b"x", hash="b" * 64)

    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_entry")
