"""From stored entries to the state of an alliance, without any lock."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from comity.domain import rulebook
from comity.domain.act import Recorded
from comity.domain.alliance import Alliance
from comity.ledger import codec
from comity.ledger.models import Entry

_ID = re.compile(r"[0-9a-f]{32}")


def is_id(text: str) -> bool:
    """Whether a text can be an id at all; the database is not asked about anything else."""
    return _ID.fullmatch(text) is not None


def load(alliance: str) -> Alliance | None:
    """The state of an alliance as its entries tell it; None where there is none."""
    return rulebook.replay(recorded(alliance)) if is_id(alliance) else None


def recorded(alliance: str, *, first: int = 1, last: int | None = None) -> Iterator[Recorded]:
    """What the entries of an alliance record, in order."""
    found = Entry.objects.filter(ledger_id=alliance, seq__gte=first).order_by("seq")
    if last is not None:
        found = found.filter(seq__lte=last)
    for body in found.values_list("body", flat=True):
        yield codec.decode(json.loads(bytes(body)))
