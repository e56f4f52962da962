"""The history of an alliance as one member may see it: a line an entry, no words, never who ended what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from comity.domain.act import Recorded, Reply
from comity.domain.alliance import Alliance
from comity.domain.consents import TermAnswered, YesTakenBack

UNNAMED = (YesTakenBack,)
"""Told without a name: something ended, never by whom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry: when, which kind of event, and who where that is told."""

    seq: int
    at: datetime
    event: type
    by: str
    term: str
    reply: Reply | None


def history(state: Alliance, recorded: Iterable[Recorded], *, viewer: str) -> tuple[Line, ...]:
    """The beginning, and everything since the viewer came, the oldest first."""
    since = state.members[viewer].joined_at
    return tuple(_line(each) for each in recorded if each.seq == 1 or each.at >= since)


def _line(one: Recorded) -> Line:
    event = one.event
    return Line(
        seq=one.seq,
        at=one.at,
        event=type(event),
        by="" if isinstance(event, UNNAMED) else one.by,
        term=getattr(event, "term", ""),
        reply=event.reply if isinstance(event, TermAnswered) else None,
    )
