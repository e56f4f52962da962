"""What the witness keeps in mind: people, wordings asked for and agreed, questions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from comity.domain.act import Ref, Verdict


def midnight_after(last: date, zone: str) -> datetime:
    """The first instant after an inclusive last day."""
    return datetime.combine(last + timedelta(days=1), time.min, ZoneInfo(zone))


@dataclass
class Person:
    joined: int
    side: str
    guide: bool = False
    here: bool = True
    left: bool = False


@dataclass
class Wording:
    """One revision: asked for, perhaps agreed, perhaps over."""

    number: int
    digest: str
    words: Ref
    outline: Any
    needs: set[str]
    yes: set[str]
    last_day: date
    asked: int
    """The entry in which it was written."""
    closed: bool = False
    since: datetime | None = None
    holders: set[str] = field(default_factory=set)
    until: date | None = None
    over: datetime | None = None
    called: date | None = None

    def is_waiting(self, at: datetime) -> bool:
        return self.since is None and not self.closed and at < midnight_after(self.last_day, self.outline.zone)

    def is_over(self, at: datetime) -> bool:
        ran_out = self.until is not None and at >= midnight_after(self.until, self.outline.zone)
        return ran_out or (self.over is not None and self.over <= at)

    def call_closed(self, at: datetime) -> bool:
        return self.called is not None and at >= midnight_after(self.called, self.outline.zone)

    def agree(self, holders: set[str], at: datetime) -> None:
        starts = self.outline.starts
        begin = midnight_after(starts - timedelta(days=1), self.outline.zone) if starts else at
        self.since, self.holders, self.until = max(at, begin), holders, self.outline.until

    def look_back(self, said: dict[str, tuple[Verdict, date | None]], at: datetime) -> None:
        """All keep: until the earliest day that somebody named, or on. Let go ends only what has no end."""
        self.called = None
        if all(verdict is Verdict.KEEP for verdict, _ in said.values()):
            self.until = min((until for _, until in said.values() if until), default=None)
        elif self.until is None:
            for member, (verdict, _) in said.items():
                if verdict is Verdict.LET_GO:
                    self.lose(member, at)

    def lose(self, member: str, at: datetime) -> None:
        """Somebody is no longer bound: it is over for all, or goes on among two or more where it is open."""
        if member in self.holders and not self.is_over(at):
            self.holders = self.holders - {member}
            if not self.outline.open or len(self.holders) < 2:
                self.over = at


@dataclass
class Term:
    owner: str
    wordings: list[Wording] = field(default_factory=list)

    def present(self, at: datetime) -> Wording | None:
        begun = [w for w in self.wordings if w.since and w.since <= at and not (w.over and w.over < w.since)]
        return begun[-1] if begun else None

    def alive(self, at: datetime) -> list[Wording]:
        """What holds, and what is agreed and begins later."""
        now = self.present(at)
        newer = [w for w in self.wordings if w.since and (now is None or w.number >= now.number)]
        return [w for w in newer if not w.is_over(at)]

    def consenting(self, at: datetime) -> set[str]:
        return set().union(*(w.holders for w in self.alive(at)))


@dataclass
class Question:
    asked: tuple[str, ...]
    answers: dict[str, Ref | None] = field(default_factory=dict)
    opened: int = 0


@dataclass
class Asked:
    """One thing asked once: by when it is wanted now, whose turn it is, and how it ended if it has."""

    by: str
    to: str
    at: datetime
    seq: int
    complete_on: date | None
    due: datetime
    turn: str
    fitting: Any
    """How the moment that stands was said to fit; None where the one asked named it."""
    sent: tuple[Any, ...]
    said: list[tuple[Any, ...]] = field(default_factory=list)
    agreed: bool = False
    over: str = ""

    def standing(self, at: datetime) -> str:
        if self.over or self.agreed:
            return self.over or "agreed"
        return "waiting" if at < self.due else "expired"

    def is_ahead(self, at: datetime) -> bool:
        return at < self.due and self.standing(at) in ("waiting", "agreed")
