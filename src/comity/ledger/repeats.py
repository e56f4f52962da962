"""The same command sent twice is recorded once (F10).

A row tells neither who sent a command nor what it said, and none is written for what is
sealed or taken back: only when folds open, for all of them at the same moment.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from comity.domain.refusal import Refused
from comity.ledger.models import Repeat
from comity.private.names import hidden


def digest(*, by: str, command: Any) -> str:
    """A keyed hash of who sends what."""
    content = json.dumps(_plain(command), sort_keys=True, ensure_ascii=True)
    return hidden("repeat/content", by, type(command).__name__, content)


def found(*, alliance: str, key: str, digest: str) -> tuple[int, int] | None:
    """The first and last entry of what was recorded under this key; refused where it was something else."""
    row = Repeat.objects.filter(ledger_id=alliance, key=_hidden_key(alliance, key)).first()
    if row is None:
        return None
    check_same(row.digest, digest)
    return row.first, row.last


def check_same(one: str, other: str) -> None:
    """Refuse another command under a key that was used."""
    if one != other:
        raise Refused("double")


def remember(*, alliance: str, key: str, digest: str, first: int, last: int) -> None:
    """Keep that what was sent under this key stands in these entries."""
    Repeat.objects.get_or_create(
        ledger_id=alliance,
        key=_hidden_key(alliance, key),
        defaults={"digest": digest, "first": first, "last": last},
    )


def _hidden_key(alliance: str, key: str) -> str:
    return hidden("repeat/key", alliance, key)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value
