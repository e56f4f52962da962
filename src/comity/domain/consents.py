"""Answers to exact words: yes, no, later by a date; to a limit, understood or let's talk; and a yes taken back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from comity.domain.act import Act, BoundaryReply, Part, Recorded, Ref, Reply, Words
from comity.domain.alliance import Alliance, BoundaryGiven, Given, Revision, Term
from comity.domain.calendar import local_date
from comity.domain.holding import (
    Talk,
    agreed,
    consenting,
    day_end,
    ended,
    holders,
    present,
    talk,
)
from comity.domain.kinds import MORE_SAY
from comity.domain.refusal import Refused
from comity.domain.terms import found

LONGEST_LATER = timedelta(days=30)
MOST_LATERS = 2
ORDER_MATTERS_FROM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TermAnswered:
    term: str
    revision: int
    digest: str
    reply: Reply
    later: date | None
    words: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryAnswered:
    term: str
    revision: int
    reply: BoundaryReply
    words: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YesTakenBack:
    term: str


Event = TermAnswered | BoundaryAnswered | YesTakenBack


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTerm:
    """Say yes or no to one revision, or "I'll say by" an inclusive day in its zone."""

    term: str
    revision: int
    digest: str
    reply: Reply
    later: date | None = None
    words: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerBoundary:
    term: str
    revision: int
    digest: str
    reply: BoundaryReply
    words: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """Take one's yes back, alone, at once (promise 7)."""

    term: str


Command = AnswerTerm | AnswerBoundary | Withdraw


def decide(state: Alliance, command: Command, act: Act) -> list[Event]:
    """Refuse by name, or say what happens."""
    if state.members[act.by].part is Part.GUIDE:
        raise Refused("guide_never_agrees")
    match command:
        case AnswerTerm():
            return [_answer(state, command, act)]
        case AnswerBoundary():
            return [_answer_boundary(state, command, act)]
        case Withdraw():
            return [_withdraw(state, command, act)]


def _answer(state: Alliance, command: AnswerTerm, act: Act) -> Event:
    term = found(state, command.term)
    revision = present(state, term, act.at)
    if revision is None or not _adds_yes(state, term, revision, command, act):
        revision = _named_revision(term, command.revision, command.digest)
        _check_open_to(state, term, revision, act)
        _check_reply(state, revision, command, act)
    return TermAnswered(
        term=term.id,
        revision=revision.number,
        digest=revision.digest,
        reply=command.reply,
        later=command.later if command.reply is Reply.LATER else None,
        words=act.commitment,
    )


def _named_revision(term: Term, revision: int, digest: str) -> Revision:
    if term.last.number != revision or term.last.digest != digest:
        raise Refused("changed_meanwhile", revision=term.last.number)
    return term.last


def _adds_yes(state: Alliance, term: Term, revision: Revision, command: AnswerTerm, act: Act) -> bool:
    """Whether this is another party's yes to an open shared term that holds, talked about or not (C1)."""
    named = (command.revision, command.digest) == (revision.number, revision.digest)
    if not named or command.reply is not Reply.YES or not revision.outline.open:
        return False
    over = ended(state, term, revision, act.at) is not None
    return not over and act.by not in holders(term, revision)


def _check_open_to(state: Alliance, term: Term, revision: Revision, act: Act) -> None:
    if act.by not in revision.needs:
        raise Refused("not_asked")
    course = talk(state, term, act.at)
    if course is not Talk.WAITING:
        raise Refused("no_longer_open", talk=course)


def _check_reply(state: Alliance, revision: Revision, command: AnswerTerm, act: Act) -> None:
    before = revision.given.get(act.by)
    match command.reply:
        case Reply.YES:
            _check_yes(state, revision, before, act)
        case Reply.NO:
            pass
        case Reply.LATER:
            _check_later(revision, before, command.later, act)


def _check_yes(state: Alliance, revision: Revision, before: Given | None, act: Act) -> None:
    if before is not None and before.reply is Reply.YES:
        raise Refused("already_said")
    if trial_over(revision, act.at):
        raise Refused("trial_over", until=revision.outline.until)
    if not yes_order_met(state, revision, act.by):
        raise Refused("others_first")


def trial_over(revision: Revision, at: datetime) -> bool:
    """Whether its last day has passed before all said yes: then nobody can any more (B3)."""
    until = revision.outline.until
    return until is not None and day_end(until, revision.outline.zone) <= at


def yes_order_met(state: Alliance, revision: Revision, member: str) -> bool:
    """Where three or more are needed, a side with more say goes last (A10)."""
    if len(revision.needs) < ORDER_MATTERS_FROM or state.members[member].side not in MORE_SAY:
        return True
    first = (m for m in revision.needs if state.members[m].side not in MORE_SAY)
    return all(m in revision.given and revision.given[m].reply is Reply.YES for m in first)


def _check_later(revision: Revision, before: Given | None, later: date | None, act: Act) -> None:
    today = local_date(act.at, revision.outline.zone)
    latest = today + LONGEST_LATER
    if revision.outline.until is not None:
        latest = min(latest, revision.outline.until)
    if later is None or not today < later <= latest:
        raise Refused("bad_date", part="later", earliest=today + timedelta(days=1), latest=latest)
    if before is not None and before.laters >= MOST_LATERS:
        raise Refused("later_twice")


def _answer_boundary(state: Alliance, command: AnswerBoundary, act: Act) -> Event:
    term = found(state, command.term)
    revision = _named_revision(term, command.revision, command.digest)
    if act.by not in revision.outline.concerns:
        raise Refused("not_asked")
    if ended(state, term, revision, act.at) is not None:
        raise Refused("no_longer_open", talk=talk(state, term, act.at))
    return BoundaryAnswered(term=term.id, revision=revision.number, reply=command.reply, words=act.commitment)


def _withdraw(state: Alliance, command: Withdraw, act: Act) -> Event:
    term = found(state, command.term)
    if act.by not in consenting(state, term, act.at):
        raise Refused("no_yes_to_take_back")
    return YesTakenBack(term=term.id)


def evolve(state: Alliance, recorded: Recorded, event: Event) -> None:
    """Copy what happened into the state."""
    term = state.terms[event.term]
    match event:
        case TermAnswered():
            revision = term.revisions[event.revision - 1]
            if agreed(revision) is None:
                _reply(recorded, event, revision)
            else:
                revision.added[recorded.by] = recorded.at
        case BoundaryAnswered():
            term.revisions[event.revision - 1].boundary_given[recorded.by] = BoundaryGiven(
                reply=event.reply, at=recorded.at, words=event.words
            )
        case YesTakenBack():
            for revision in term.revisions:
                if agreed(revision) is not None:
                    revision.withdrawn.setdefault(recorded.by, recorded.at)


def _reply(recorded: Recorded, event: TermAnswered, revision: Revision) -> None:
    before = revision.given.get(recorded.by)
    revision.given[recorded.by] = Given(
        reply=event.reply,
        at=recorded.at,
        later=event.later,
        laters=(before.laters if before else 0) + (event.reply is Reply.LATER),
        words=event.words,
    )
    if event.later is not None:
        revision.latest_later = max(event.later, revision.latest_later or event.later)
