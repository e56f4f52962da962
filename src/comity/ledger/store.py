"""The one writer of a house, and its readers.

Every command of pages, jobs and the command line goes through `record`; everything shown
comes from `see`. Who acts, in which alliance, has been found out before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, cast

from comity import holidays
from comity.domain import history as domain_history
from comity.domain import invitations, people, rulebook, sight_asks
from comity.domain.act import Recorded, Ref
from comity.domain.alliance import Alliance
from comity.domain.fitting import Wanted
from comity.domain.history import Line
from comity.domain.refusal import Refused
from comity.domain.sight import Sight, sight
from comity.domain.views import AskingView
from comity.domain.words import checked
from comity.ledger import chain, loading, repeats, words
from comity.ledger.forms import NotAFact
from comity.ledger.models import Ledger
from comity.ledger.recording import Recording
from comity.ledger.writing import writing
from comity.private import folds
from comity.private.folds import Folded
from comity.wordlists import lexicon

load = loading.load
is_id = loading.is_id
Head = loading.Head
SECOND = timedelta(seconds=1)

__all__ = [
    "Head",
    "Outcome",
    "asking",
    "history",
    "is_id",
    "load",
    "own_fold",
    "read_words",
    "record",
    "see",
    "writing",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a command.

    `recorded` holds its entries, those that followed of themselves among them; `receipt`
    is the commitment of what was folded; `again` says that it had been recorded before.
    """

    state: Alliance
    recorded: tuple[Recorded, ...] = ()
    receipt: Ref | None = None
    again: bool = False


def record(*, alliance: str, command: rulebook.Command, by: str, at: datetime, key: str) -> Outcome:
    """Decide a command and write what follows, in one transaction under the alliance's lock.

    `key` is made by the client, once for each form: the same command sent again gives the
    first outcome again, another one under that key is refused as `double`. Raises
    `Refused`; a refusal changes nothing.
    """
    if not loading.is_id(alliance) or not loading.is_id(by):
        raise Refused("no_such_alliance")
    if isinstance(command, people.Open) and command.alliance != alliance:
        raise Refused("malformed")
    command = _cleaned(command)
    digest = repeats.digest(by=by, command=command)
    with writing():
        ledger = _locked(alliance)
        state, folded = _brought_forward(ledger, at=at)
        if state is not None:
            first = _first_outcome(state, folded, by=by, key=key, digest=digest)
            if first is not None:
                return first
        return _decided(ledger, state, folded, command=command, by=by, at=at, key=key, digest=digest)


def see(*, alliance: str, viewer: str, at: datetime, head: Head | None = None) -> Sight | None:
    """What a member may see; None where there is no such alliance. Raises `Refused` for strangers.

    `head` is how far the ledger goes, for whoever has asked that already. Nobody sees it as it was
    before its last entry, which can be a second ahead of the clock (F4).
    """
    head = head or loading.head_of(alliance)
    state = loading.past(alliance, head).state if head is not None else None
    if state is None:
        return None
    folded = folds.of(alliance)
    if people.due(state, [each.fold for each in folded], at):
        with writing():
            state, folded = _brought_forward(_locked(alliance), at=at)
    if state is None:
        return None
    own = tuple(each.fold for each in folded if each.fold.by == viewer)
    return sight(state, viewer=viewer, at=max(at, state.last_at), folded=own)


def asking(*, alliance: str, viewer: str, to: str, wanted: Wanted | None, at: datetime) -> AskingView:
    """What an ask of somebody would fall under, and how the moment that is wanted fits. Raises `Refused`."""
    head = loading.head_of(alliance)
    state = loading.past(alliance, head).state if head is not None else None
    if state is None or viewer not in state.members:
        raise Refused("no_such_alliance")
    return sight_asks.asking(state, by=viewer, to=to, at=at, wanted=wanted, holidays=holidays.closed)


def read_words(alliance: str, refs: Iterable[Ref | None]) -> dict[Ref, dict[str, str]]:
    """The words behind exactly these references; erased ones are missing."""
    return words.read(alliance, [ref for ref in refs if ref is not None])


def history(*, alliance: str, viewer: str) -> tuple[tuple[Line, ...], str]:
    """What a member may see of the entries, and the head that a checking reader compares."""
    head = loading.head_of(alliance)
    past = loading.past(alliance, head) if head is not None else None
    if past is None or past.state is None:
        raise Refused("no_such_alliance")
    if viewer not in past.state.members:
        raise Refused("not_a_member")
    return domain_history.history(past.state, past.entries, viewer=viewer), past.head.hash


def own_fold(*, alliance: str, member: str, question: str = "", term: str = "", revision: int = 0) -> Folded | None:
    """What a member has folded about a question or a revision, for that member's own page."""
    for folded in _own(alliance, member):
        if (folded.fold.question, folded.fold.term, folded.fold.revision) == (question, term, revision):
            return folded
    return None


def _own(alliance: str, member: str) -> list[Folded]:
    known = loading.is_id(alliance) and loading.is_id(member)
    return folds.own(alliance=alliance, member=member) if known else []


def _cleaned(command: rulebook.Command) -> rulebook.Command:
    """The command with its words as they are kept: what is hashed has been cleaned."""
    given: dict[str, str] | None = getattr(command, "words", None)
    return command if given is None else _with_words(command, checked(given))


def _with_words(command: Any, cleaned: dict[str, str]) -> Any:
    return replace(command, words=cleaned)


def _locked(alliance: str) -> Ledger:
    """The alliance's row, locked until the transaction ends, and made where it is missing."""
    locked = Ledger.objects.select_for_update()
    found = locked.filter(pk=alliance).first()
    if found is None:
        Ledger.objects.get_or_create(pk=alliance, defaults={"head": chain.BEFORE_FIRST})
        found = locked.get(pk=alliance)
    return found


def _brought_forward(ledger: Ledger, *, at: datetime) -> tuple[Alliance | None, list[Folded]]:
    """The state once everybody has left whose day of leaving has come, and what is folded in it."""
    state, folded = _state(ledger), folds.of(ledger.alliance)
    if state is None:
        return None, folded
    for member in people.due(state, [each.fold for each in folded], at):
        key, command = f"leave/{member}", people.Leave()
        digest = repeats.digest(by=member, command=command)
        _decided(ledger, state, folded, command=command, by=member, at=at, key=key, digest=digest)
        state, folded = _state(ledger), folds.of(ledger.alliance)
    return state, folded


def _state(ledger: Ledger) -> Alliance | None:
    return loading.load_at(ledger.alliance, Head(seq=ledger.seq, hash=ledger.head))


def _decided(
    ledger: Ledger,
    state: Alliance | None,
    folded: list[Folded],
    *,
    command: rulebook.Command,
    by: str,
    at: datetime,
    key: str,
    digest: str,
) -> Outcome:
    """Decide under the lock, and write."""
    text = getattr(command, "words", None)
    recording = Recording(
        ledger=ledger,
        state=state,
        by=by,
        at=_onward(state, at, command),
        lexicon=lexicon("en"),
        own=words.piece(author=by, words=text) if text else None,
        key=key,
        digest=digest,
        folded=folded,
    )
    return _run(recording, command)


def _first_outcome(state: Alliance, folded: Iterable[Folded], *, by: str, key: str, digest: str) -> Outcome | None:
    """What came of a command that now comes again, or None."""
    for each in folded:
        if each.fold.by == by and each.key == key:
            repeats.check_same(each.digest, digest)
            return Outcome(state=state, receipt=each.fold.words, again=True)
    found = repeats.found(alliance=state.id, key=key, digest=digest)
    if found is None:
        return None
    entries = loading.recorded(state.id, first=found[0], last=found[1])
    return Outcome(state=state, recorded=tuple(entries), again=True)


def _run(recording: Recording, command: rulebook.Command) -> Outcome:
    try:
        recording.run(command)
    except NotAFact as found:
        raise Refused("malformed") from found
    state = cast("Alliance", recording.state)  # without one only an opening is decided, and it makes one
    return Outcome(state=state, recorded=tuple(recording.recorded), receipt=recording.receipt)


def _onward(state: Alliance | None, at: datetime, command: rulebook.Command) -> datetime:
    """The moment of an entry: whole seconds, never before the one that came last, and whoever joins comes after it.

    What is from before they came is told by that moment (C2).
    """
    whole = at.replace(microsecond=0)
    if state is None:
        return whole
    return max(whole, state.last_at + SECOND if isinstance(command, invitations.Join) else state.last_at)
