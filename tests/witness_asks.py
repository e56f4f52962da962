"""The witness's ear for asks and days off: who wants what of whom by when, whose turn it is, and what it fits."""

from __future__ import annotations

from collections import defaultdict
from copy import deepcopy
from datetime import date, timedelta
from functools import singledispatchmethod
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from comity.domain import ask_answers, asks, days_off, people
from comity.domain.act import TermKind
from comity.domain.asked import AskReply
from comity.domain.rules import LeadTime
from counted import is_quiet, working_days
from remembered import Asked
from story import MINUTE, holidays

if TYPE_CHECKING:
    from witness import Witness


class AskWitness:
    """What one gathers of asks; who is here, and what holds between two, the witness knows."""

    def __init__(self, witness: Witness) -> None:
        self.witness, self.holidays = witness, holidays
        self.asks: dict[str, Asked] = {}
        self.days_off: dict[str, set[date]] = defaultdict(set)

    @singledispatchmethod
    def take(self, event: Any) -> None:
        """What is about no ask."""

    @take.register
    def _(self, event: asks.AskSent) -> None:
        witness, command = self.witness, self.witness.command
        assert isinstance(command, asks.SendAsk), "sent by nobody's own act"
        assert (event.to, event.due, event.complete_on) == (command.to, command.due, command.complete_on)
        assert witness.by != event.to, "asked of oneself"
        assert {witness.by, event.to} <= witness.here(), "asked by or of somebody who is not here"
        assert event.due > witness.at, "asked for what is past"
        asked = Asked(
            by=witness.by,
            to=event.to,
            at=witness.at,
            seq=witness.seq,
            complete_on=event.complete_on,
            due=event.due,
            turn=event.to,
            fitting=deepcopy(event.fitting),
            sent=(event.due, event.zone, event.complete_on, deepcopy(event.fitting), event.words),
        )
        assert set(command.under) == {(term, number) for term, number, _ in self._rules(asked)}, "under other rules"
        self._fits_or_is_sent_knowingly(asked)
        self.asks[event.ask] = asked

    @take.register
    def _(self, event: ask_answers.AskAnswered) -> None:
        asked, command, by = self.asks[event.ask], self.witness.command, self.witness.by
        assert isinstance(command, ask_answers.AnswerAsk), "answered by nobody's own act"
        assert by == asked.turn, "answered out of turn"
        assert by in self.witness.here(), "who is not here answers nothing"
        assert asked.standing(self.witness.at) == "waiting", "answered after it was over"
        assert command.turn == len(asked.said), "an answer to another moment"
        assert (event.ask, event.reply) == (command.ask, command.reply), "not what was said"
        asked.said += [(by, self.witness.at, event.reply, event.due, deepcopy(event.fitting), event.words)]
        asked.turn = asked.to if by == asked.by else asked.by
        asked.agreed = command.reply is AskReply.YES
        asked.over = "declined" if command.reply is AskReply.NO else ""
        if command.reply is AskReply.COUNTER:
            assert event.due == command.due > self.witness.at, "another moment than was said"
            asked.due, asked.fitting = command.due, deepcopy(event.fitting)
            assert (asked.fitting is None) == (by == asked.to), "what the one asked names is held against nothing"
            if by == asked.by:
                self._fits_or_is_sent_knowingly(asked)

    @take.register
    def _(self, event: asks.AskTakenBack) -> None:
        asked = self.asks[event.ask]
        assert self.witness.by == asked.by, "taken back by another"
        assert asked.is_ahead(self.witness.at), "taken back after it was over"
        asked.over = "taken_back"

    @take.register
    def _(self, event: ask_answers.AskReleased) -> None:
        asked = self.asks[event.ask]
        assert self.witness.by == asked.to, "released by another"
        assert asked.agreed, "there was no yes to take back"
        assert asked.is_ahead(self.witness.at), "released after it was over"
        asked.over = "released"

    @take.register
    def _(self, _event: people.MemberLeft) -> None:
        for asked in self.asks.values():
            if self.witness.by in (asked.by, asked.to) and asked.is_ahead(self.witness.at):
                asked.over = "closed"

    @take.register
    def _(self, event: days_off.DaysOffTold) -> None:
        assert self.witness.by in self.witness.here(), "days off of somebody who is not here, or of a guide"
        told = {event.first + timedelta(days=ahead) for ahead in range((event.last - event.first).days + 1)}
        before = self.days_off[self.witness.by]
        self.days_off[self.witness.by] = before | told if event.off else before - told

    def _rules(self, asked: Asked) -> list[tuple[str, int, Any]]:
        """Each rule that protects the one asked from the asker now, with its term and the wording's number."""
        found = []
        for name, term in self.witness.terms.items():
            bound, now = self.witness.bound(name, self.witness.at), term.present(self.witness.at)
            if now is None or asked.to not in bound:
                continue
            is_limit = now.outline.kind is TermKind.BOUNDARY
            if asked.by in (now.outline.concerns if is_limit else bound):
                found += [(name, now.number, rule) for rule in now.outline.rules if _is_of(rule, asked.to)]
        return found

    def _fits_or_is_sent_knowingly(self, asked: Asked) -> None:
        rules, fitting = self._rules(asked), asked.fitting
        held = [(each.term, each.revision, each.rule) for each in fitting.checked]
        assert held == [(term, number, rule.NAME) for term, number, rule in rules], "held against other rules"
        for checked, (_, _, rule) in zip(fitting.checked, rules, strict=True):
            assert checked.fits == (checked.earliest is None) == self._fits(asked, rule, asked.due), "counted wrongly"
            self._says_how(asked, rule, checked)
        fits = all(checked.fits for checked in fitting.checked)
        assert fits or self.witness.command.knowingly, "what does not fit was sent unknowingly"
        if fits:
            assert fitting.first == asked.due, "it fits, and another moment is named"
        elif fitting.first is not None:
            assert fitting.first > asked.due, "the first that fits is before what is wanted"
            assert all(self._fits(asked, rule, fitting.first) for _, _, rule in rules), "the first that fits does not"

    def _fits(self, asked: Asked, rule: Any, due: Any) -> bool:
        if isinstance(rule, LeadTime):
            return bool(due.astimezone(ZoneInfo(rule.zone)).date() >= self._working(asked, rule)[-1])
        return not is_quiet(rule, due)

    def _says_how(self, asked: Asked, rule: Any, checked: Any) -> None:
        if isinstance(rule, LeadTime):
            working = self._working(asked, rule)
            assert list(checked.working) == working, "other days were counted"
            earliest = checked.earliest and checked.earliest.astimezone(ZoneInfo(rule.zone)).date()
            assert earliest in (None, working[-1]), "another day than the last one counted"
        elif checked.earliest is not None:
            assert not is_quiet(rule, checked.earliest), "quiet is said to be over before it is"
            assert is_quiet(rule, checked.earliest - MINUTE), "quiet is said to go on"

    def _working(self, asked: Asked, rule: LeadTime) -> list[date]:
        return working_days(rule, asked.at, asked.complete_on, self.holidays, self.days_off[asked.to])


def _is_of(rule: Any, member: str) -> bool:
    return member == (rule.days_off_of if isinstance(rule, LeadTime) else rule.owner)
