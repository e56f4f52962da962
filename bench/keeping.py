"""Servers that keep less in memory than they would: for the page made cold.

`COMITY_BENCH_KEEPS` says what one keeps. `all`: what it always does. `before`: no pages, and of each
ledger all entries but the last, as if that one had just come. `nothing`: nothing.
"""

from __future__ import annotations

import os

from bench.serving import VARIABLE
from comity.ledger import loading
from comity.ledger.keeping import Kept
from comity.ledger.loading import Head, Past
from comity.ledger.models import Entry
from comity.web import rendered

ALL, BEFORE, NOTHING = "all", "before", "nothing"


class AllButTheLast(Kept[str, Past]):
    """Past that is always one entry behind."""

    def keep(self, key: str, value: Past, *, weight: int = 1) -> None:
        """Keep all but the last entry, once."""
        if self.get(key) is None and value.head.seq > 1:
            seq = value.head.seq - 1
            head = Head(seq=seq, hash=Entry.objects.get(ledger_id=key, seq=seq).hash)
            super().keep(key, Past(head=head, entries=value.entries[:-1]), weight=weight)


def keep_less() -> None:
    """Let this process keep what the environment says."""
    keeps = os.environ.get(VARIABLE, ALL)
    if keeps != ALL:
        rendered.LETTERS_AT_MOST = 0
        rendered.pages = rendered.Pages()
    if keeps == BEFORE:
        loading._kept = AllButTheLast(at_most=loading.ENTRIES_AT_MOST)  # noqa: SLF001 (a measurement may)
    if keeps == NOTHING:
        loading._kept = Kept(at_most=0)  # noqa: SLF001
