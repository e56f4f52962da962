"""Terms: to propose one, to find another wording, to take a proposal back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from comity.domain import wording
from comity.domain.act import Act, Part, Recorded, Ref, Reply, TermKind, Words
from comity.domain.alliance import Alliance, Given, Outline, Revision, Term
from comity.domain.calendar import local_date
from comity.domain.holding import Talk, consenting, current, talk
from comity.domain.people import check_named
from comity.domain.refusal import Refused
from comity.domain.term_kinds import Bond

DEFAULT_ANSWER_DAYS = 14
LONGEST_ANSWER_DAYS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class TermProposed:
    term: str
    owner: str
    group: str
    out_of: str
    outline: Outline
    needs: tuple[str, ...]
    answer_by: date
    digest: str
    words: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRevised:
    term: str
    revision: int
    outline: Outline
    needs: tuple[str, ...]
    answer_by: date
    digest: str
    words: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalTakenBack:
    term: str
    revision: int


Event = TermProposed | TermRevised | ProposalTakenBack


@dataclass(frozen=True, slots=True, kw_only=True)
class Propose:
    """Say a wish, an offer, a limit or "we both"; the author's yes is in the writing (A3).

    `group` joins what was asked of several at once (A2); `out_of` names the question or
    term it came from; `answer_by` is an inclusive day in the outline's zone, 14 days by default.
    """

    term: str
    outline: Outline
    words: Words
    group: str = ""
    out_of: str = ""
    answer_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revise:
    """Another wording of a term: a counter, an amendment, a restatement, or taking it up again (A6, A9, D3).

    `revision` and `digest` name the wording that the author had in view (A11).
    """

    term: str
    revision: int
    digest: str
    outline: Outline
    words: Words
    answer_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackProposal:
    term: str
    revision: int


Command = Propose | Revise | TakeBackProposal


def decide(state: Alliance, command: Command, act: Act) -> list[Event]:
    """Refuse by name, or say what happens."""
    match command:
        case Propose():
            return [_propose(state, command, act)]
        case Revise():
            return [_revise(state, command, act)]
        case TakeBackProposal():
            term = found(state, command.term)
            same_revision(term, command.revision)
            if talk(state, term, act.at) is not Talk.WAITING:
                raise Refused("no_longer_open", talk=talk(state, term, act.at))
            if term.last.by != act.by:
                raise Refused("not_yours")
            return [ProposalTakenBack(term=term.id, revision=command.revision)]


def _propose(state: Alliance, command: Propose, act: Act) -> Event:
    if state.members[act.by].part is Part.GUIDE:
        raise Refused("guide_never_agrees")
    if command.term in state.terms:
        raise Refused("double")
    outline = command.outline
    words = wording.checked(state, act.by, outline, command.words, act)
    wording.check_not_resting(state, act.by, outline, command.words, act)
    needs = _needed(act.by, outline)
    return TermProposed(
        term=command.term,
        owner=act.by,
        group=command.group or command.term,
        out_of=command.out_of,
        outline=outline,
        needs=needs,
        answer_by=_answer_by(command.answer_by, outline, act),
        digest=wording.digest(state, command.term, 1, act.by, outline, words),
        words=words,
    )


def _revise(state: Alliance, command: Revise, act: Act) -> Event:
    term = found(state, command.term)
    if state.members[act.by].part is Part.GUIDE:
        raise Refused("guide_never_agrees")
    same_revision(term, command.revision, command.digest)
    _may_revise(state, term, command.outline, act)
    words = wording.checked(state, term.owner, command.outline, command.words, act)
    if act.by != term.owner:
        check_named(state, [term.owner])
    wording.check_not_resting(state, term.owner, command.outline, command.words, act)
    needs = _needed(term.owner, command.outline, also=consenting(state, term, act.at))
    number = command.revision + 1
    return TermRevised(
        term=term.id,
        revision=number,
        outline=command.outline,
        needs=needs,
        answer_by=_answer_by(command.answer_by, command.outline, act),
        digest=wording.digest(state, term.id, number, term.owner, command.outline, words),
        words=words,
    )


def found(state: Alliance, term: str) -> Term:
    """The term of that id, or a refusal."""
    if term not in state.terms:
        raise Refused("no_such_term")
    return state.terms[term]


def same_revision(term: Term, revision: int, expected: str | None = None) -> None:
    """Refuse what was written with another wording in view (A11)."""
    if term.last.number != revision or (expected is not None and term.last.digest != expected):
        raise Refused("changed_meanwhile", revision=term.last.number)


def _may_revise(state: Alliance, term: Term, outline: Outline, act: Act) -> None:
    before, after = _kind(state, term, act), outline.kind
    if after is not before and (after.bond is not Bond.TOGETHER or before.bond is Bond.ALONE):
        raise Refused("kind_fixed")
    if before.bond is Bond.ALONE and act.by != term.owner:
        raise Refused("owner_only")
    if talk(state, term, act.at) is Talk.WAITING and act.by not in term.last.needs:
        raise Refused("not_asked")


def _kind(state: Alliance, term: Term, act: Act) -> TermKind:
    """The kind that holds or held last, else the one it was first written as: a mere counter turns nothing (A7)."""
    return (current(state, term, act.at) or term.revisions[0]).outline.kind


def _needed(owner: str, outline: Outline, also: Iterable[str] = ()) -> tuple[str, ...]:
    """Everyone named, and `also` those it holds among now: dropping somebody needs that person's yes (A1, A4)."""
    if outline.kind.bond is Bond.ALONE:
        return ()
    named = outline.names if outline.kind.bond is Bond.TOGETHER else (owner, *outline.names)
    return tuple(dict.fromkeys((*named, *also)))


def _answer_by(wanted: date | None, outline: Outline, act: Act) -> date:
    today = local_date(act.at, outline.zone)
    day = wanted or today + timedelta(days=DEFAULT_ANSWER_DAYS)
    latest = today + timedelta(days=LONGEST_ANSWER_DAYS)
    if not today < day <= latest:
        raise Refused("bad_date", part="answer_by", earliest=today + timedelta(days=1), latest=latest)
    return day


def evolve(state: Alliance, recorded: Recorded, event: Event) -> None:
    """Copy what happened into the state; the author's yes is in the writing (A3)."""
    match event:
        case TermProposed():
            term = Term(id=event.term, owner=event.owner, group=event.group, out_of=event.out_of)
            term.revisions.append(_revision(recorded, event, 1))
            state.terms[event.term] = term
        case TermRevised():
            state.terms[event.term].revisions.append(_revision(recorded, event, event.revision))
        case ProposalTakenBack():
            state.terms[event.term].last.taken_back = True


def _revision(recorded: Recorded, event: TermProposed | TermRevised, number: int) -> Revision:
    revision = Revision(
        number=number,
        by=recorded.by,
        at=recorded.at,
        outline=event.outline,
        needs=event.needs,
        answer_by=event.answer_by,
        digest=event.digest,
        words=event.words,
    )
    if recorded.by in event.needs:
        revision.given[recorded.by] = Given(reply=Reply.YES, at=recorded.at)
    return revision
