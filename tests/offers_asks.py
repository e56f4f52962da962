"""What somebody might ask once, or answer: what the rules between two leave them, or anything at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from comity.domain import fitting, sight_asks
from comity.domain.act import Here, Part
from comity.domain.alliance import Alliance
from comity.domain.ask_answers import AnswerAsk, ReleaseAsk
from comity.domain.asked import AskReply, Fitting
from comity.domain.asks import SendAsk, TakeBackAsk
from comity.domain.calendar import local_date
from comity.domain.days_off import TellDaysOff
from comity.domain.fitting import Holidays, Wanted
from comity.domain.sight import Sight
from comity.domain.views import AskView

ZONES = ("Europe/Berlin", "America/New_York", "UTC")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class AskOffers:
    """Commands for one member at one moment, drawn by `dice`; the form shows what holds by `state`."""

    def __init__(self, state: Alliance, holidays: Holidays, sight: Sight, dice: Random, fresh: str) -> None:
        self.state, self.holidays, self.sight = state, holidays, sight
        self.dice, self.fresh, self.you, self.at = dice, fresh, sight.you.id, sight.at
        here = [m.id for m in sight.members if m.part is Part.PARTY and m.here is Here.HERE]
        self.others = [one for one in here if one != self.you]
        self.is_here = self.you in here

    def answers(self) -> list[Any]:
        """What the sight says one may do about each ask; a new one, and days off."""
        found = [command for ask in self.sight.asks for command in self._of_ask(ask)]
        if self.is_here and self.others:
            found += self._new()
        if self.is_here and self.dice.random() < 0.08:
            found.append(self._days_off())
        return found

    def something_new(self) -> SendAsk | None:
        """Sent without a look at what it fits."""
        protected = [one for one in self.others if self._under(one)]
        return replace(self._of(self.dice.choice(protected)), due=self._due(), knowingly=False) if protected else None

    def anything(self) -> list[Any]:
        """Commands about asks, allowed or not."""
        known = [ask.id for ask in self.sight.asks]
        ask = self.dice.choice([*known, *known, "nowhere"])
        due = self.at + self.dice.randint(-10, 200) * HOUR
        turns = next((len(each.turns) for each in self.sight.asks if each.id == ask), 0)
        seen: dict[str, Any] = {"ask": ask, "turn": self.dice.choice((turns, turns, turns, turns + 1, 0))}
        to = self.dice.choice([m.id for m in self.sight.members] + ["nobody"])
        under = self.dice.choice((self._under(to), self._under(to), ()))
        sent: dict[str, Any] = {"to": to, "due": due, "zone": "UTC", "words": {"text": f"Job {self.fresh}"}}
        return [
            AnswerAsk(reply=self.dice.choice((AskReply.YES, AskReply.NO)), **seen),
            AnswerAsk(reply=AskReply.COUNTER, due=due, **seen),
            TakeBackAsk(ask=ask),
            ReleaseAsk(ask=ask),
            SendAsk(ask=self.fresh, under=under, **sent),
            SendAsk(ask=self.dice.choice((ask, self.fresh)), under=under, **sent),
        ]

    def _of_ask(self, ask: AskView) -> Iterator[Any]:
        if "answer" in ask.may:
            for reply in (AskReply.YES, AskReply.YES, AskReply.NO):
                yield AnswerAsk(ask=ask.id, turn=len(ask.turns), reply=reply, words=self._maybe())
            yield self._another_moment(ask)
            yield self._another_moment(ask)
        if "take_back" in ask.may and self.dice.random() < 0.3:
            yield TakeBackAsk(ask=ask.id)
        if "release" in ask.may and self.dice.random() < 0.5:
            yield ReleaseAsk(ask=ask.id, words=self._maybe())

    def _another_moment(self, ask: AskView) -> AnswerAsk:
        said: dict[str, Any] = {"ask": ask.id, "turn": len(ask.turns), "reply": AskReply.COUNTER}
        due = self._due()
        if self.you == ask.to:
            return AnswerAsk(due=due, words=self._maybe(), **said)
        wanted = Wanted(by=ask.by, to=ask.to, asked=ask.at, complete_on=ask.complete_on, due=due)
        fits = fitting.fitting(self.state, wanted, at=self.at, holidays=self.holidays)
        due, knowingly = self._chosen(due, fits)
        return AnswerAsk(due=due, knowingly=knowingly, words=self._maybe(), **said)

    def _new(self) -> list[SendAsk]:
        """Mostly of somebody whom rules protect."""
        protected = [one for one in self.others if self._under(one)]
        if protected:
            return [self._of(self.dice.choice(protected)) for _ in range(2)]
        return [self._of(self.dice.choice(self.others))] if self.dice.random() < 0.15 else []

    def _of(self, to: str) -> SendAsk:
        zone, due = self.dice.choice(ZONES), self._due()
        today, last = local_date(self.at, zone), local_date(due, zone)
        complete_on = self.dice.choice((None, None, today + self.dice.randint(0, (last - today).days) * DAY))
        wanted = Wanted(by=self.you, to=to, asked=self.at, complete_on=complete_on, due=due)
        form = self._form(to, wanted)
        assert form.fitting is not None
        due, knowingly = self._chosen(due, form.fitting)
        words = {"text": f"Job number {self.fresh}."}
        return SendAsk(
            ask=f"a{self.fresh}",
            to=to,
            due=due,
            zone=zone,
            words=words,
            complete_on=complete_on,
            under=form.under,
            knowingly=knowingly,
        )

    def _chosen(self, due: datetime, fits: Fitting) -> tuple[datetime, bool]:
        """As it is where it fits; else the first that fits, or this one knowingly."""
        if not fits.fits and fits.first is not None and self.dice.random() < 0.5:
            return fits.first, False
        return due, not fits.fits or self.dice.random() < 0.1

    def _form(self, to: str, wanted: Wanted | None = None) -> Any:
        return sight_asks.asking(self.state, by=self.you, to=to, at=self.at, wanted=wanted, holidays=self.holidays)

    def _under(self, to: str) -> tuple[tuple[str, int], ...]:
        under: tuple[tuple[str, int], ...] = self._form(to).under if to in self.others and self.is_here else ()
        return under

    def _due(self) -> datetime:
        """In some hours or days; a minute before, at or after a full or half hour."""
        ahead = self.dice.choice((self.dice.randint(1, 30), self.dice.randint(1, 240)))
        hour = (self.at + ahead * HOUR).replace(minute=self.dice.choice((0, 30)), second=0, microsecond=0)
        return hour + timedelta(minutes=self.dice.choice((59, 60, 61)))

    def _days_off(self) -> TellDaysOff:
        first = local_date(self.at, self.sight.you.zone) + self.dice.randint(0, 6) * DAY
        return TellDaysOff(first=first, last=first + self.dice.randint(0, 4) * DAY, off=self.dice.random() < 0.8)

    def _maybe(self) -> dict[str, str] | None:
        return self.dice.choice((None, {"line": f"So it is {self.fresh}."}))
