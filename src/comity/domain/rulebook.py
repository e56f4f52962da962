"""All commands and events, and the way to the topic that knows the rule. It has no rules of its own but who may act.

A command is decided into outcomes: events that the ledger appends, and folds that stay private.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from comity.domain import consents, conversation, invitations, listening, people, reviews, terms
from comity.domain.act import Act, Fold, Here, Recorded, Unfold
from comity.domain.alliance import Alliance, Member
from comity.domain.refusal import Refused

Event = (
    people.Event
    | invitations.Event
    | conversation.Event
    | listening.Event
    | terms.Event
    | consents.Event
    | reviews.Event
)
Command = (
    people.Command
    | invitations.Command
    | conversation.Command
    | listening.Command
    | terms.Command
    | consents.Command
    | reviews.Command
)
Outcome = Event | Fold | Unfold

OPEN_TO_THE_PAUSED = (
    people.Resume
    | people.Leave
    | invitations.TakeBackInvitation
    | conversation.UnsealAnswer
    | terms.TakeBackProposal
    | consents.Withdraw
    | reviews.UnsealVerdict
)
"""What a paused member may still do (semantics.md C6)."""


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
    return _route(state, command, act)


def _check_may_act(state: Alliance, command: Command, act: Act) -> None:
    member = state.members.get(act.by)
    if member is None or member.here is Here.LEFT:
        raise Refused("not_a_member")
    if member.here is Here.PAUSED and not isinstance(command, OPEN_TO_THE_PAUSED | people.Pause):
        raise Refused("paused")


def _route(state: Alliance, command: Command, act: Act) -> Sequence[Outcome]:
    if isinstance(command, people.Command):
        return people.decide(state, command, act)
    if isinstance(command, invitations.Command):
        return invitations.decide(state, command, act)
    if isinstance(command, conversation.Command):
        return conversation.decide(state, command, act)
    if isinstance(command, listening.Command):
        return listening.decide(state, command, act)
    if isinstance(command, terms.Command):
        return terms.decide(state, command, act)
    if isinstance(command, consents.Command):
        return consents.decide(state, command, act)
    if isinstance(command, reviews.Command):
        return reviews.decide(state, command, act)
    assert_never(command)


def settle(state: Alliance, act: Act) -> Sequence[Outcome]:
    """What follows of itself after any act or fold: one step, or nothing.

    The shell calls it, under the same lock, until it gives nothing (semantics.md 4, "one follow-up step").
    """
    return conversation.settle(state, act) or reviews.settle(state, act)


def evolve(state: Alliance | None, recorded: Recorded) -> Alliance:
    """Copy one recorded event into the state. It never judges."""
    event = recorded.event
    if state is None:
        state = _begun(recorded)
    state.last_at = recorded.at
    if isinstance(event, people.Event):
        people.evolve(state, recorded, event)
    elif isinstance(event, invitations.Event):
        invitations.evolve(state, recorded, event)
    elif isinstance(event, conversation.Event):
        conversation.evolve(state, recorded, event)
    elif isinstance(event, listening.Event):
        listening.evolve(state, recorded, event)
    elif isinstance(event, terms.Event):
        terms.evolve(state, recorded, event)
    elif isinstance(event, consents.Event):
        consents.evolve(state, recorded, event)
    elif isinstance(event, reviews.Event):
        reviews.evolve(state, recorded, event)
    else:
        assert_never(event)
    return state


def _begun(recorded: Recorded) -> Alliance:
    opened = recorded.event
    assert isinstance(opened, people.AllianceOpened)  # the first entry of every ledger
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
