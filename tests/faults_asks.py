"""Faults to put into the rules of asks, beside those of `faults.py`."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from comity.domain import ask_answers, ask_standing, asks, fitting, rules, sight, sight_asks
from comity.domain.act import TermKind
from comity.domain.ask_standing import AskStanding
from comity.domain.asked import AskReply
from comity.domain.refusal import Refused
from faults import DAY, FAULTS, Function, instead_of

__all__ = ["FAULTS"]

EVER = datetime.min.replace(tzinfo=UTC)


@instead_of(ask_answers.evolve)
def another_moment_does_not_take_effect(right: Function, state: Any, recorded: Any, event: Any) -> None:
    right(state, recorded, replace(event, due=None) if isinstance(event, ask_answers.AskAnswered) else event)


@instead_of(ask_answers.evolve)
def a_release_is_not_heard(right: Function, state: Any, recorded: Any, event: Any) -> None:
    if isinstance(event, ask_answers.AskAnswered):
        right(state, recorded, event)


@instead_of(ask_answers.evolve)
def another_moment_is_a_yes(right: Function, state: Any, recorded: Any, event: Any) -> None:
    right(state, recorded, event)
    turns = state.asks[event.ask].turns
    if turns and turns[-1].reply is AskReply.COUNTER:
        turns[-1] = replace(turns[-1], reply=AskReply.YES)


@instead_of(ask_answers._answer)
def only_the_asker_answers(right: Function, state: Any, command: Any, act: Any) -> Any:
    if command.ask in state.asks and state.asks[command.ask].to == act.by:
        raise Refused("not_your_turn")
    return right(state, command, act)


@instead_of(ask_answers._answer)
def an_answer_out_of_turn_is_taken(right: Function, state: Any, command: Any, act: Any) -> Any:
    ask = state.asks.get(command.ask)
    return right(state, command, replace(act, by=ask.turn_of) if ask and act.by in (ask.by, ask.to) else act)


@instead_of(ask_answers._answer)
def an_answer_to_a_moment_that_has_changed_is_taken(right: Function, state: Any, command: Any, act: Any) -> Any:
    ask = state.asks.get(command.ask)
    return right(state, replace(command, turn=len(ask.turns)) if ask else command, act)


@instead_of(ask_standing.standing)
def what_runs_out_is_a_yes(right: Function, state: Any, ask: Any, at: Any) -> AskStanding:
    found: AskStanding = right(state, ask, at)
    return AskStanding.AGREED if found is AskStanding.EXPIRED else found


@instead_of(ask_standing._both_stay)
def a_leaving_leaves_an_ask_agreed(right: Function, state: Any, ask: Any) -> bool:
    return right(state, ask) or True


@instead_of(ask_standing._both_stay)
def a_leaving_closes_what_was_due_before(right: Function, state: Any, ask: Any) -> bool:
    return right(state, ask) and all(state.members[member].left_at is None for member in (ask.by, ask.to))


@instead_of(ask_standing.is_ahead)
def what_was_due_can_still_be_taken_back(right: Function, state: Any, ask: Any, at: Any) -> bool:
    return right(state, ask, at) or ask_standing.standing(state, ask, at) is AskStanding.AGREED


@instead_of(asks.decide)
def what_was_said_yes_to_is_wanted_for_good(right: Function, state: Any, command: Any, act: Any) -> Any:
    if isinstance(command, asks.TakeBackAsk) and command.ask in state.asks:
        ask_standing.check_stands(state, state.asks[command.ask], act, AskStanding.WAITING)
    return right(state, command, act)


@instead_of(rules.lead_time)
def the_first_that_fits_is_a_day_late(right: Function, rule: Any, **said: Any) -> Any:
    found = right(rule, **said)
    return replace(found, earliest=found.earliest and found.earliest + DAY)


@instead_of(rules.lead_time)
def the_day_of_asking_counts(right: Function, rule: Any, *, asked: Any, **said: Any) -> Any:
    return right(rule, asked=asked - DAY, **said)


@instead_of(rules.lead_time)
def the_cut_off_is_not_heeded(right: Function, rule: Any, **said: Any) -> Any:
    return right(replace(rule, cut_off=None), **said)


@instead_of(fitting._closed)
def holidays_count(right: Function, rule: Any, wanted: Any, holidays: Any) -> Any:
    return right(rule, wanted, lambda *_: None)


@instead_of(fitting._counted_from)
def what_comes_later_is_not_waited_for(right: Function, rule: Any, wanted: Any) -> Any:
    return right(rule, replace(wanted, complete_on=None))


@instead_of(fitting.fitting)
def the_days_off_are_those_of_the_asker(right: Function, state: Any, wanted: Any, **said: Any) -> Any:
    other = copy.copy(state)
    off = state.members[wanted.by].days_off
    other.members = state.members | {wanted.to: replace(state.members[wanted.to], days_off=off)}
    return right(other, wanted, **said)


@instead_of(fitting.fitting)
def the_rules_protect_the_asker(right: Function, state: Any, wanted: Any, **said: Any) -> Any:
    return right(state, replace(wanted, by=wanted.to, to=wanted.by), **said)


@instead_of(fitting._reaches)
def a_limit_protects_from_nobody(right: Function, state: Any, term: Any, revision: Any, **said: Any) -> bool:
    return revision.outline.kind is not TermKind.BOUNDARY and right(state, term, revision, **said)


@instead_of(ask_standing.fit)
def one_rule_that_fits_is_enough(right: Function, state: Any, wanted: Any, act: Any, *, knowingly: bool) -> Any:
    found = right(state, wanted, act, knowingly=True)
    return found if any(each.fits for each in found.checked) else right(state, wanted, act, knowingly=knowingly)


@instead_of(ask_answers._another_moment)
def what_the_one_asked_names_is_held_against_the_rules(
    right: Function, state: Any, ask: Any, command: Any, act: Any
) -> Any:
    return right(state, ask, command, replace(act, by=ask.by))


@instead_of(sight_asks.asks)
def a_newcomer_sees_what_was_asked_before(right: Function, state: Any, *, viewer: Any, at: Any) -> Any:
    return right(state, viewer=replace(viewer, joined_at=EVER), at=at)


@instead_of(sight.sight)
def a_guide_sees_what_is_asked(right: Function, state: Any, *, viewer: str, **said: Any) -> Any:
    seen = right(state, viewer=viewer, **said)
    return replace(seen, asks=sight_asks.asks(state, viewer=state.members[viewer], at=said["at"]))


@instead_of(sight_asks._ask)
def how_it_fits_is_counted_anew_for_whoever_looks(right: Function, state: Any, one: Any, **said: Any) -> Any:
    wanted = fitting.Wanted(by=one.by, to=one.to, asked=one.at, complete_on=one.complete_on, due=one.wanted)
    now = fitting.fitting(state, wanted, at=said["at"], holidays=lambda *_: None)
    seen = right(state, one, **said)
    return replace(seen, fitting=now if seen.fitting else None)
