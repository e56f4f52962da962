"""Faults to put into the rules one by one: each takes the right function first, and is named for what it does."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from comity.domain import (
    consents,
    conversation,
    holding,
    invitations,
    listening,
    people,
    reviews,
    sight,
    sight_questions,
    terms,
)
from comity.domain.act import Here, Reply
from comity.domain.alliance import Given, Heard
from comity.domain.holding import Talk
from comity.domain.refusal import Refused

DAY = timedelta(days=1)
Function = Callable[..., Any]
FAULTS: list[tuple[Function, Function]] = []


def instead_of(right: Function) -> Callable[[Function], Function]:
    """Put a fault on the list."""

    def listed(wrong: Function) -> Function:
        FAULTS.append((right, wrong))
        return wrong

    return listed


@instead_of(holding.agreed)
def one_yes_of_three_is_not_waited_for(right: Function, revision: Any) -> Any:
    return right(replace(revision, needs=revision.needs[:2]))


@instead_of(terms._needed)
def somebody_is_dropped_unasked(right: Function, owner: Any, outline: Any, also: Any = ()) -> Any:
    return right(owner, outline)


@instead_of(terms._revision)
def a_counter_keeps_the_yeses_to_the_last(right: Function, recorded: Any, event: Any, number: int) -> Any:
    revision = right(recorded, event, number)
    for member in revision.needs[:-1] if number > 1 else ():
        revision.given.setdefault(member, Given(reply=Reply.YES, at=recorded.at))
    return revision


@instead_of(consents._named_revision)
def a_yes_to_older_words_is_taken(right: Function, term: Any, revision: int, digest: str) -> Any:
    return right(term, term.last.number, term.last.digest)


@instead_of(consents.yes_order_met)
def the_strong_may_say_yes_first(right: Function, state: Any, revision: Any, member: str) -> bool:
    return right(state, revision, member) or True


@instead_of(holding.talk)
def a_no_is_overridden_by_a_later_yes(right: Function, state: Any, term: Any, at: Any) -> Talk:
    found: Talk = right(state, term, at)
    return Talk.WAITING if found is Talk.NOT_AGREED else found


@instead_of(holding.answerable_until)
def a_proposal_waits_one_day_longer(right: Function, revision: Any) -> Any:
    return right(revision) + DAY


@instead_of(holding.answerable_until)
def what_was_said_by_later_is_forgotten(right: Function, revision: Any) -> Any:
    return right(replace(revision, latest_later=None))


@instead_of(consents.trial_over)
def a_yes_is_taken_after_the_last_day(right: Function, revision: Any, at: Any) -> bool:
    return right(revision, at) and False


@instead_of(holding.last_day)
def a_trial_goes_on_one_day_longer(right: Function, revision: Any) -> Any:
    day = right(revision)
    return day and day + DAY


@instead_of(holding.present)
def talk_weakens_what_holds(right: Function, state: Any, term: Any, at: Any) -> Any:
    return right(state, term, at) if holding.agreed(term.last) else None


@instead_of(holding.begins)
def new_words_hold_before_their_start(right: Function, revision: Any) -> Any:
    return holding.agreed(revision) or right(revision)


@instead_of(holding.gone)
def a_yes_taken_back_binds_on(right: Function, state: Any, revision: Any, member: str) -> Any:
    return right(state, replace(revision, withdrawn={}), member)


@instead_of(holding.consenting)
def a_yes_to_a_trial_cannot_be_taken_back(right: Function, state: Any, term: Any, at: Any) -> Any:
    return () if term.last.outline.until else right(state, term, at)


@instead_of(holding._is_open)
def one_who_takes_back_ends_it_for_all(right: Function, revision: Any) -> bool:
    return right(revision) and False


@instead_of(holding.bound)
def a_leaver_is_bound_on(right: Function, state: Any, term: Any, at: Any) -> Any:
    return right(_awake(state, Here.LEFT), term, at)


@instead_of(holding.bound)
def a_pause_binds_on(right: Function, state: Any, term: Any, at: Any) -> Any:
    return right(_awake(state, Here.PAUSED), term, at)


@instead_of(holding.holders)
def a_limit_binds_the_others(right: Function, term: Any, revision: Any) -> Any:
    return (*right(term, revision), *revision.outline.concerns)


@instead_of(invitations.evolve)
def a_newcomer_inherits_a_yes(right: Function, state: Any, recorded: Any, event: Any) -> None:
    right(state, recorded, event)
    if isinstance(event, invitations.MemberJoined):
        for term in state.terms.values():
            term.last.added[event.member] = recorded.at


@instead_of(invitations.missing_admissions)
def a_newcomer_comes_in_without_the_yes_of_all(right: Function, state: Any, invitation: Any) -> Any:
    return right(state, invitation)[1:]


@instead_of(conversation._complete)
def a_question_opens_with_one_missing(right: Function, state: Any, question: Any, folds: Any, act: Any) -> bool:
    return right(state, question, folds, act) or len(folds) == 2


@instead_of(sight.sight)
def others_see_that_somebody_sealed(right: Function, state: Any, *, viewer: str, at: Any, folded: Any) -> Any:
    return right(state, viewer=viewer, at=at, folded=[replace(fold, by=viewer) for fold in folded])


@instead_of(sight.sight)
def what_is_sealed_can_be_read(right: Function, state: Any, *, viewer: str, at: Any, folded: Any) -> Any:
    seen = right(state, viewer=viewer, at=at, folded=folded)
    return replace(seen, purpose=next((fold.words for fold in folded if fold.words), seen.purpose))


@instead_of(sight.sight)
def a_leaver_looks_on(right: Function, state: Any, *, viewer: str, at: Any, folded: Any) -> Any:
    return right(_awake(state, Here.LEFT, viewer), viewer=viewer, at=at, folded=folded)


@instead_of(sight_questions._visible)
def a_newcomer_reads_what_was_said_before(right: Function, state: Any, one: Any, answer: Any, viewer: Any) -> bool:
    return right(state, one, answer, viewer) or answer.alone


@instead_of(listening.evolve)
def anybody_says_that_it_was_heard(right: Function, state: Any, recorded: Any, event: Any) -> None:
    right(state, recorded, event)
    if isinstance(event, listening.SaidBack):
        spoken = state.questions[event.question].answers[event.speaker]
        spoken.heard[recorded.by] = Heard(heard=True, at=recorded.at, words=None)


@instead_of(reviews.settle)
def half_a_look_back_is_enough(right: Function, state: Any, act: Any) -> Any:
    found = right(state, act)
    for fold in act.folds if not found else ():
        if fold.term and holding.bound(state, state.terms[fold.term], act.at):
            term = state.terms[fold.term]
            return reviews._opening(term, term.revisions[fold.revision - 1], [fold])
    return found


@instead_of(reviews.can_open)
def verdicts_on_old_words_open_on_the_new(right: Function, state: Any, fold: Any, at: Any) -> bool:
    return right(state, fold, at) or holding.present(state, state.terms[fold.term], at) is not None


@instead_of(holding._course)
def who_lets_go_is_bound_on(right: Function, revision: Any) -> Any:
    return right(revision)[0], {}


@instead_of(holding.call_closed)
def a_look_back_that_closed_opens_after_all(right: Function, term: Any, revision: Any, at: Any) -> bool:
    return right(term, revision, at) and False


@instead_of(people.decide)
def leaving_takes_leave(right: Function, state: Any, command: Any, act: Any) -> Any:
    if isinstance(command, people.Leave) and state.terms:
        raise Refused("ask_first")
    return right(state, command, act)


@instead_of(conversation.found)
def to_decide_changes_what_is(right: Function, state: Any, question: str) -> Any:
    found = right(state, question)
    found.answer_by += DAY
    return found


def _awake(state: Any, here: Here, only: str = "") -> Any:
    """The same alliance, as if those who pause or left were there; all of them, or one only."""
    other = copy.copy(state)
    other.members = {
        name: replace(member, here=Here.HERE, left_at=None) if member.here is here and only in ("", name) else member
        for name, member in state.members.items()
    }
    return other
