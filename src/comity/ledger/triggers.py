"""The database's own refusal to change or delete an entry, in the words of each database."""

from __future__ import annotations

from typing import Any

SQLITE = [
    """
    CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
    BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END
    """,
    """
    CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
    BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END
    """,
    # INSERT OR REPLACE deletes without asking the trigger above.
    """
    CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON ledger_entry
    WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE alliance = NEW.alliance AND seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'an entry is never replaced'); END
    """,
]
SQLITE_OFF = [
    "DROP TRIGGER IF EXISTS ledger_entry_no_update",
    "DROP TRIGGER IF EXISTS ledger_entry_no_delete",
    "DROP TRIGGER IF EXISTS ledger_entry_no_replace",
]
POSTGRESQL = [
    """
    CREATE OR REPLACE FUNCTION ledger_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'an entry is never changed or deleted' USING ERRCODE = '23001'; END $$
    """,
    """
    CREATE TRIGGER ledger_entry_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_refuse()
    """,
]
POSTGRESQL_OFF = [
    "DROP TRIGGER IF EXISTS ledger_entry_no_change ON ledger_entry",
    "DROP FUNCTION IF EXISTS ledger_entry_refuse()",
]


def protect(connection: Any) -> None:
    """Let the database refuse every change and deletion of entries from now on."""
    unprotect(connection)
    _run(connection, POSTGRESQL if connection.vendor == "postgresql" else SQLITE)


def unprotect(connection: Any) -> None:
    """Take the refusal away: for a migration that goes back, and for tests that empty their database."""
    _run(connection, POSTGRESQL_OFF if connection.vendor == "postgresql" else SQLITE_OFF)


def _run(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
