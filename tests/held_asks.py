"""What must be so of asks at every moment: what the product says, held against what the witness heard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from comity.domain.ask_answers import ReleaseAsk
from comity.domain.asks import TakeBackAsk
from comity.domain.calendar import local_date
from comity.domain.sight import Sight
from remembered import Asked
from story import Story
from witness import Witness


@dataclass
class HeldAsks:
    """One story and its witness; every method raises where they differ."""

    story: Story
    witness: Witness
    can: Callable[[str, Any], bool]

    def at_every_moment(self) -> None:
        for name, asked in self.witness.asks.asks.items():
            self._is_kept_as_it_was_said(name, asked)
            self._can_be_taken_back(name, asked)

    def sees_what_is_theirs(self, seen: Sight) -> None:
        """Each that was sent since they came, as it stands; and whose days off are whose."""
        who, at = self.witness.people[seen.you.id], self.story.now
        theirs = {name: one for name, one in self.witness.asks.asks.items() if one.seq > who.joined and not who.guide}
        assert {one.id for one in seen.asks} == theirs.keys(), "asks of others, or not all of one's own"
        for one in seen.asks:
            asked = theirs[one.id]
            assert one.standing == asked.standing(at), f"{one.id} is {one.standing}, not {asked.standing(at)}"
            assert (one.by, one.to, one.due) == (asked.by, asked.to, asked.due), "what is wanted now"
            assert (one.ahead, one.turn_of) == (asked.is_ahead(at), asked.turn), "whose turn it is"
            assert one.may == self._may(asked, seen.you.id), f"{seen.you.id} may {sorted(one.may)}"
            assert one.fitting == (asked.fitting if asked.fitting and asked.fitting.checked else None), "how it fits"
        waits = {one.id for one in seen.asks if "answer" in one.may}
        assert {item.ask for item in seen.agenda if item.ask} == waits, "what waits for an answer"
        for member in seen.members:
            off = set() if who.guide else self.witness.asks.days_off[member.id]
            assert set(member.days_off) == {day for day in off if day >= local_date(at, member.zone)}, "days off"

    def _is_kept_as_it_was_said(self, name: str, asked: Asked) -> None:
        kept = self.story.alliance.asks[name]
        sent = (kept.due, kept.zone, kept.complete_on, kept.fitting, kept.words)
        assert sent == asked.sent, "what was sent has changed"
        said = [(turn.by, turn.at, turn.reply, turn.due, turn.fitting, turn.words) for turn in kept.turns]
        assert said == asked.said, "what was answered has changed"

    def _can_be_taken_back(self, name: str, asked: Asked) -> None:
        ahead = asked.is_ahead(self.story.now)
        for one in self.witness.there() if ahead else self.witness.there() & {asked.by, asked.to}:
            could = self.can(one, TakeBackAsk(ask=name))
            assert could == (ahead and one == asked.by), f"{one} taking back {name}"
            could = self.can(one, ReleaseAsk(ask=name))
            assert could == (ahead and asked.agreed and one == asked.to), f"{one} releasing {name}"

    def _may(self, asked: Asked, who: str) -> set[str]:
        if not asked.is_ahead(self.story.now):
            return set()
        acts = {"take_back"} if who == asked.by else set()
        if asked.agreed:
            return acts | ({"release"} if who == asked.to else set())
        answers = who == asked.turn and self.witness.people[who].here
        return acts | ({"answer"} if answers else set())
