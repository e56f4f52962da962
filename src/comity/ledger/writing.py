"""The lock under which a house writes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.db import connection, transaction

_ONE_WRITER = threading.RLock()


@contextmanager
def writing() -> Iterator[None]:
    """One transaction for all that must be written together; may be entered again inside itself.

    SQLite has one writer anyway: threads that queue here instead of in the database wait a
    fraction of the time. The lock is held until the transaction has ended, so whoever writes
    beside the ledger (a seat, a draft) enters here first, never from a transaction of their own.
    """
    queue = _ONE_WRITER if connection.vendor == "sqlite" else nullcontext()
    with queue, transaction.atomic():
        yield
