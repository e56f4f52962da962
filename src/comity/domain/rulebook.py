"""All commands and events, and the way to the topic that knows the rule. It has no rules of its own but who may act.

A command is decided into outcomes: events that the ledger appends, and folds that stay private.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, get_args

from comity.domain import (
    ask_answers,
    asks,
    boundaries,
    consents,
    conversation,
    days_off,
    invitations,
    listening,
    people,
    reviews,
    terms,
)
from comity.domain.act import Act, Fold, Here, Recorded, Unfold
from comity.domain.alliance import Alliance
from comity.domain.refusal import Refused

Event = (
    people.Event
    | invitations.Event
    | conversation.Event
    | listening.Event
    | terms.Event
    | consents.Event
    | boundaries.Event
    | reviews.Event
    | asks.Event
    | ask_answers.Event
    | days_off.Event
)
Command = (
    people.Command
    | invitations.Command
    | conversation.Command
    | listening.Command
    | terms.Command
    | consents.Command
    | boundaries.Command
    | reviews.Command
    | asks.Command
    | ask_answers.Command
    | days_off.Command
)
Outcome = Event | Fold | Unfold

_TOPICS = (
    people,
    invitations,
    conversation,
    listening,
    terms,
    consents,
    boundaries,
    reviews,
    asks,
    ask_answers,
    days_off,
)
_DECIDE: dict[type, Callable[[Alliance, Any, Act], Sequence[Outcome]]] = {
    command: topic.decide for topic in _TOPICS for command in get_args(topic.Command) or [topic.Command]
}
_EVOLVE: dict[type, Callable[[Alliance, Recorded, Any], None]] = {
    event: topic.evolve for topic in _TOPICS for event in get_args(topic.Event) or [topic.Event]
}

OPEN_TO_THE_PAUSED = (
    people.Resume
    | people.Leave
    | people.Stay
    | invitations.TakeBackInvitation
    | conversation.UnsealAnswer
    | terms.TakeBackProposal
    | consents.Withdraw
    | reviews.UnsealVerdict
    | asks.TakeBackAsk
    | ask_answers.ReleaseAsk
)
"""What a paused member may still do (C6)."""


def decide(state: Alliance | None, command: Command, act: Act) -> Sequence[Outcome]:
    """Refuse by name, or say what happens.

    Raises `Refused`; a refusal changes nothing.
    """
    if state is None:
        if not isinstance(command, people.Open):
            raise Refused("no_such_alliance")
        return people.open_alliance(command, act)
    if not isinstance(command, invitations.Join):
        _check_may_act(state, command, act)
    return _DECIDE[type(command)](state, command, act)


def _check_may_act(state: Alliance, command: Command, act: Act) -> None:
    member = state.members.get(act.by)
    if member is None or member.here is Here.LEFT:
        raise Refused("not_a_member")
    if member.here is Here.PAUSED and not isinstance(command, OPEN_TO_THE_PAUSED | people.Pause):
        raise Refused("paused")


def settle(state: Alliance, act: Act) -> Sequence[Outcome]:
    """What follows of itself after any act or fold: one step, or nothing.

    The shell calls it, under the same lock, until it gives nothing.
    """
    return conversation.settle(state, act) or reviews.settle(state, act)


def evolve(state: Alliance | None, recorded: Recorded) -> Alliance:
    """Copy one recorded event into the state. It never judges."""
    if state is None:
        state = _begun(recorded)
    state.last_at = recorded.at
    _EVOLVE[type(recorded.event)](state, recorded, recorded.event)
    return state


def _begun(recorded: Recorded) -> Alliance:
    opened = recorded.event
    if not isinstance(opened, people.AllianceOpened):
        raise TypeError("a ledger begins with alliance_opened")
    return Alliance(
        id=opened.alliance,
        kind=opened.kind,
        zone=opened.zone,
        admission=opened.admission,
        opener=opened.member,
        opened_at=recorded.at,
        last_at=recorded.at,
        purpose=opened.words,
    )


def replay(entries: Iterable[Recorded]) -> Alliance | None:
    """The state that the entries tell; None where there are none."""
    state: Alliance | None = None
    for recorded in entries:
        state = evolve(state, recorded)
    return state
