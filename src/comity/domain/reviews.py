"""Looking back: each says keep, change or let go alone; all of it opens together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from comity.domain.act import Act, Fold, Part, Recorded, Ref, Unfold, Verdict, Words
from comity.domain.alliance import Alliance, Review, Revision, Said, Term
from comity.domain.calendar import local_date
from comity.domain.holding import (
    HOLDS,
    bound,
    call_closed,
    called,
    last_day,
    present,
    remaining,
    standing,
)
from comity.domain.refusal import Refused
from comity.domain.terms import found

LONGEST_CALL = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCalled:
    term: str
    answer_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedVerdict:
    by: str
    verdict: Verdict
    until: date | None
    words: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOpened:
    term: str
    revision: int
    verdicts: tuple[OpenedVerdict, ...]


Event = ReviewCalled | ReviewOpened


@dataclass(frozen=True, slots=True, kw_only=True)
class CallReview:
    """Ask all to look back at a term without an end, by an inclusive day in its zone."""

    term: str
    answer_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SealVerdict:
    """Fold what one says at the look back (B9); `until` is the new last day that goes with keep."""

    term: str
    revision: int
    digest: str
    verdict: Verdict
    until: date | None = None
    words: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsealVerdict:
    term: str


Command = CallReview | SealVerdict | UnsealVerdict


def decide(state: Alliance, command: Command, act: Act) -> Sequence[Event | Fold | Unfold]:
    """Refuse by name, or say what happens; a fold is a private row and no event."""
    if state.members[act.by].part is Part.GUIDE:
        raise Refused("guide_never_agrees")
    match command:
        case CallReview():
            return [_call(state, command, act), *_void(state, command.term, act)]
        case SealVerdict():
            return [_seal(state, command, act)]
        case UnsealVerdict():
            own = [f for f in act.folds if f.term == command.term and f.by == act.by]
            if not own:
                raise Refused("not_folded")
            return [Unfold(by=act.by, term=f.term, revision=f.revision) for f in own]


def _call(state: Alliance, command: CallReview, act: Act) -> Event:
    term = found(state, command.term)
    revision = _present_for(state, term, act)
    if last_day(revision) is not None:
        raise Refused("has_an_end", until=last_day(revision))
    if called(term, revision) is not None and not call_closed(term, revision, act.at):
        raise Refused("already_called", on=called(term, revision))
    today = local_date(act.at, revision.outline.zone)
    if not today < command.answer_by <= today + LONGEST_CALL:
        raise Refused("bad_date", earliest=today + timedelta(days=1), latest=today + LONGEST_CALL)
    return ReviewCalled(term=term.id, answer_by=command.answer_by)


def _void(state: Alliance, term: str, act: Act) -> list[Unfold]:
    """What was folded for a look back that has closed: it is not for the next one (B15)."""
    old = [f for f in act.folds if f.term == term and not can_open(state, f, act.at)]
    return [Unfold(by=f.by, term=f.term, revision=f.revision) for f in old]


def _seal(state: Alliance, command: SealVerdict, act: Act) -> Fold:
    term = found(state, command.term)
    revision = _present_for(state, term, act)
    if (revision.number, revision.digest) != (command.revision, command.digest):
        raise Refused("changed_meanwhile", revision=revision.number)
    if call_closed(term, revision, act.at):
        raise Refused("call_closed", on=called(term, revision))
    today = local_date(act.at, revision.outline.zone)
    keeps_until = command.until if command.verdict is Verdict.KEEP else None
    if keeps_until is not None and keeps_until <= today:
        raise Refused("bad_date", part="until", earliest=today + timedelta(days=1))
    return Fold(
        by=act.by,
        term=term.id,
        revision=revision.number,
        verdict=command.verdict,
        until=keeps_until,
        words=act.commitment,
    )


def _present_for(state: Alliance, term: Term, act: Act) -> Revision:
    revision = present(state, term, act.at)
    if revision is None or act.by not in bound(state, term, act.at):
        raise Refused("not_bound")
    return revision


def settle(state: Alliance, act: Act) -> list[Event | Unfold]:
    """Open the first look back that all bound have folded (B10); drop verdicts that can never open (B5, B14, B15)."""
    for fold in act.folds:
        if fold.term and not can_open(state, fold, act.at):
            return [Unfold(by=fold.by, term=fold.term, revision=fold.revision)]
    for term in state.terms.values():
        folds = sorted((f for f in act.folds if f.term == term.id), key=lambda f: f.by)
        revision = present(state, term, act.at)
        if not folds or revision is None or standing(state, term, act.at) not in HOLDS:
            continue
        if {f.by for f in folds} >= set(remaining(state, term, revision, act.at)):
            return _opening(term, revision, folds)
    return []


def can_open(state: Alliance, fold: Fold, at: datetime) -> bool:
    """Whether a verdict may yet open: its wording holds or rests, for its author too, and no call has closed."""
    term = state.terms[fold.term]
    revision = present(state, term, at)
    if revision is None or revision.number != fold.revision or call_closed(term, revision, at):
        return False
    return fold.by in remaining(state, term, revision, at)


def _opening(term: Term, revision: Revision, folds: Sequence[Fold]) -> list[Event | Unfold]:
    verdicts = tuple(
        OpenedVerdict(by=f.by, verdict=f.verdict, until=f.until, words=f.words) for f in folds if f.verdict
    )
    unfolds = [Unfold(by=f.by, term=term.id, revision=revision.number) for f in folds]
    return [ReviewOpened(term=term.id, revision=revision.number, verdicts=verdicts), *unfolds]


def evolve(state: Alliance, recorded: Recorded, event: Event) -> None:
    """Copy what happened into the state."""
    term = state.terms[event.term]
    match event:
        case ReviewCalled():
            term.called, term.called_at = event.answer_by, recorded.at
        case ReviewOpened():
            term.called = term.called_at = None
            said = tuple(Said(by=v.by, verdict=v.verdict, until=v.until, words=v.words) for v in event.verdicts)
            term.revisions[event.revision - 1].reviews.append(Review(at=recorded.at, said=said))
