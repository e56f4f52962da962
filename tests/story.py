"""How a rule is told: `given(*steps).when(who, command).then(*events)`, and the cast.

A step is an act `(who, command)`, or an event that happened `(who, event)`, or a moment to go on
from; a command may be a function of the state, where it has to name what is there by then.
Acts follow each other by a minute. No clock and no database: what `ledger` and `private` do is
done here in lists.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from typing import Any, get_args
from zoneinfo import ZoneInfo

from comity.domain import people, rulebook
from comity.domain.act import Act, Fold, Recorded, Ref, Unfold, Words
from comity.domain.alliance import Alliance
from comity.domain.refusal import Refused
from comity.domain.sight import Sight, sight
from comity.wordlists import lexicon

ANA, BEN, CLEO, DAN, EVE = "ana", "ben", "cleo", "dan", "eve"
"""Ana and Ben are in the alliance, Cleo is not; Dan and Eve come where it takes more than two."""

HOUSE = ""
BERLIN = "Europe/Berlin"
MINUTE = timedelta(minutes=1)
EVENTS = get_args(rulebook.Event)
ABOUT = attrgetter("by", "question", "term", "revision")

Command = rulebook.Command | Callable[[Alliance], rulebook.Command]
Step = tuple[str, Any] | datetime


def moment(text: str, zone: str = BERLIN) -> datetime:
    """The instant at which the wall in a zone shows "2026-03-02 09:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


MONDAY = moment("2026-03-02 09:00")
"""When every story begins. In Berlin the clock goes forward on Sunday 29 March."""


def ref(number: int) -> Ref:
    """The commitment of the first, second, third … words that were said in a story."""
    return Ref(hashlib.sha256(b"%d" % number).hexdigest())


HOLIDAYS = {
    ("", ""): (),
    ("US", ""): ("11-26", "12-25"),
    ("DE", ""): ("05-01", "10-03", "12-25", "12-26"),
    ("DE", "BY"): ("01-06", "05-01", "10-03", "12-25", "12-26"),
}
"""The two countries of the stories, and the region Ben is in, by month and day; no other is known."""


def holidays(country: str, region: str, year: int) -> frozenset[date] | None:
    """A few days on which nobody works; Thanksgiving on 26 November, as in 2026."""
    days = HOLIDAYS.get((country, region))
    return None if days is None else frozenset(date.fromisoformat(f"{year}-{day}") for day in days)


class Story:
    """One alliance and what is sealed in it, act by act."""

    def __init__(self) -> None:
        self.state: Alliance | None = None
        self.recorded: list[Recorded] = []
        self.folds: list[Fold] = []
        self.words: dict[Ref, Words] = {}
        self.now, self.said = MONDAY, 0
        self.happened: list[rulebook.Event] = []
        self.refusal: Refused | None = None
        self.holidays = holidays

    @property
    def alliance(self) -> Alliance:
        assert self.state is not None, "the story has not begun"
        return self.state

    def given(self, *steps: Step) -> Story:
        """Let it happen; a step that is refused fails the test."""
        for step in steps:
            if isinstance(step, datetime):
                self.now = step
            else:
                self.tell(*step)
        return self

    def when(self, who: str, command: Command) -> Story:
        """Let one more act follow, refused or not."""
        before, self.refusal = len(self.recorded), None
        try:
            self.tell(who, command)
        except Refused as refusal:
            self.refusal = refusal
        self.happened = [recorded.event for recorded in self.recorded[before:]]
        return self

    def then(self, *events: rulebook.Event) -> Story:
        """Exactly these events were recorded."""
        assert self.refusal is None, f"refused: {self.refusal!r} {self.refusal and self.refusal.values}"
        assert self.happened == list(events)
        return self

    def folded(self) -> Story:
        """It was taken in, and nothing was recorded."""
        return self.then()

    def refused(self, code: str, **values: Any) -> Story:
        """The rules said no by that name, and nothing happened."""
        assert self.refusal is not None, f"not refused: {self.happened}"
        assert (self.refusal.code, self.happened) == (code, [])
        assert {name: self.refusal.values.get(name) for name in values} == values
        return self

    def sight(self, who: str) -> Sight:
        """What one member sees now."""
        return sight(self.alliance, viewer=who, at=self.now, folded=self.folds)

    def tell(self, who: str, step: Any) -> None:
        """One act with all that follows of itself, or one event as it is."""
        self.now += MINUTE
        self.bring_forward()
        if isinstance(step, EVENTS):
            self._append(who, step)
        else:
            self._do(who, step if isinstance(step, get_args(rulebook.Command)) else step(self.alliance))

    def bring_forward(self) -> None:
        """Let those leave whose day of leaving has come."""
        for one in people.due(self.state, self.folds, self.now) if self.state else ():
            self._do(one, people.Leave())

    def _do(self, who: str, command: rulebook.Command) -> None:
        words = getattr(command, "words", None)
        self._take(rulebook.decide(self.state, command, self.act(who, self._say(words))), by=who)
        while more := rulebook.settle(self.alliance, self.act(HOUSE)):
            self._take(more, by=HOUSE)

    def act(self, who: str, commitment: Ref | None = None) -> Act:
        """What an act is made of, at this moment of the story."""
        return Act(
            by=who,
            at=self.now,
            lexicon=lexicon("en"),
            holidays=self.holidays,
            commitment=commitment,
            folds=tuple(self.folds),
            read=self.words.get,
        )

    def _say(self, words: Words | None) -> Ref | None:
        if words is not None:
            self.said += 1
            self.words[ref(self.said)] = words
        return None if words is None else ref(self.said)

    def _take(self, outcomes: Sequence[rulebook.Outcome], *, by: str) -> None:
        for outcome in outcomes:
            if isinstance(outcome, Fold | Unfold):
                self.folds = [fold for fold in self.folds if ABOUT(fold) != ABOUT(outcome)]
                self.folds += [outcome] if isinstance(outcome, Fold) else []
            else:
                self._append(by, outcome)

    def _append(self, by: str, event: rulebook.Event) -> None:
        self.recorded.append(Recorded(seq=len(self.recorded) + 1, at=self.now, by=by, event=event))
        self.state = rulebook.evolve(self.state, self.recorded[-1])


def given(*steps: Step) -> Story:
    """A story in which all this has happened."""
    return Story().given(*steps)
