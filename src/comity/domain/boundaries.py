"""A limit that somebody wants to talk about: its owner says that it stands as it is (D4)."""

from dataclasses import dataclass

from comity.domain.act import Act, Recorded, Ref, Words
from comity.domain.alliance import Alliance, StoodBy
from comity.domain.holding import ended, talk
from comity.domain.refusal import Refused
from comity.domain.term_kinds import Bond
from comity.domain.terms import found, same_revision


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryStoodBy:
    term: str
    revision: int
    words: Ref | None


Event = BoundaryStoodBy


@dataclass(frozen=True, slots=True, kw_only=True)
class StandBy:
    """Answer "let's talk": it stands, in these words; `revision` and `digest` name those in view."""

    term: str
    revision: int
    digest: str
    words: Words | None = None


Command = StandBy


def decide(state: Alliance, command: Command, act: Act) -> list[Event]:
    """Refuse by name, or say what happens."""
    term = found(state, command.term)
    if term.owner != act.by or term.last.outline.kind.bond is not Bond.ALONE:
        raise Refused("owner_only")
    same_revision(term, command.revision, command.digest)
    if ended(state, term, term.last, act.at) is not None:
        raise Refused("no_longer_open", talk=talk(state, term, act.at))
    if not term.last.is_talked_about:
        raise Refused("already_said")
    return [BoundaryStoodBy(term=term.id, revision=term.last.number, words=act.commitment)]


def evolve(state: Alliance, recorded: Recorded, event: Event) -> None:
    """Copy what happened into the state: what was said of it until now is answered."""
    revision = state.terms[event.term].revisions[event.revision - 1]
    revision.stood_by = StoodBy(at=recorded.at, words=event.words)
    for given in revision.boundary_given.values():
        given.answered = True
