"""Events as entries: names for ever.

Rules of this file:
1. A name and a version, once released, are never changed or given to anything else.
2. An event whose fields change gets the next version, and `UPCASTS` brings old facts up to it.
3. Under `tests/ledger/samples` lies one stored entry of every name and version; it reads as
   the same event for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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
from comity.domain.act import Recorded
from comity.ledger import chain
from comity.ledger.forms import Form, Undecodable, form_of, read_moment

NAMES: dict[type, tuple[str, int]] = {
    people.AllianceOpened: ("alliance_opened", 1),
    people.MemberPaused: ("member_paused", 1),
    people.MemberResumed: ("member_resumed", 1),
    people.MemberLeft: ("member_left", 1),
    invitations.MemberInvited: ("member_invited", 1),
    invitations.InvitationAnswered: ("invitation_answered", 1),
    invitations.InvitationTakenBack: ("invitation_taken_back", 1),
    invitations.MemberJoined: ("member_joined", 1),
    conversation.RoundOpened: ("round_opened", 1),
    conversation.QuestionOpened: ("question_opened", 1),
    conversation.AnswerOpened: ("answer_opened", 1),
    listening.SaidBack: ("said_back", 1),
    listening.SaidBackAnswered: ("said_back_answered", 1),
    terms.TermProposed: ("term_proposed", 1),
    terms.TermRevised: ("term_revised", 1),
    terms.ProposalTakenBack: ("proposal_taken_back", 1),
    consents.TermAnswered: ("term_answered", 1),
    consents.BoundaryAnswered: ("boundary_answered", 1),
    consents.YesTakenBack: ("yes_taken_back", 1),
    boundaries.BoundaryStoodBy: ("boundary_stood_by", 1),
    reviews.ReviewCalled: ("review_called", 1),
    reviews.ReviewOpened: ("review_opened", 1),
    asks.AskSent: ("ask_sent", 1),
    asks.AskTakenBack: ("ask_taken_back", 1),
    ask_answers.AskAnswered: ("ask_answered", 1),
    ask_answers.AskReleased: ("ask_released", 1),
    days_off.DaysOffTold: ("days_off_told", 1),
}

UPCASTS: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From a name and an old version to a function that gives its facts the shape of the next version."""


def encode(event: Any) -> chain.Content:
    """What an entry says of an event."""
    name, version = NAMES[type(event)]
    words: list[str] = []
    facts = _FORMS[name].write(event, words)
    return chain.Content(type=name, version=version, facts=facts, words=words)


def decode(entry: dict[str, Any]) -> Recorded:
    """What an entry of any version records."""
    name, version, facts = entry["type"], entry["version"], entry["facts"]
    if name not in _FORMS or not 1 <= version <= _VERSIONS[name]:
        raise Undecodable(f"{name} {version}")
    while version < _VERSIONS[name]:
        facts = UPCASTS[name, version](facts)
        version += 1
    return Recorded(
        seq=entry["seq"],
        at=read_moment(entry["at"]),
        by=entry["by"],
        event=_FORMS[name].read(facts, entry["words"]),
    )


_FORMS: dict[str, Form] = {name: form_of(event) for event, (name, _version) in NAMES.items()}
_VERSIONS: dict[str, int] = dict(NAMES.values())
