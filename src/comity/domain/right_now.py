"""What holds at this very moment by the clock: quiet, and until when."""

from dataclasses import dataclass
from datetime import datetime

from comity.domain.act import Ref
from comity.domain.alliance import Alliance
from comity.domain.holding import bound, present
from comity.domain.rules import QuietWindow, quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class RightNow:
    """A quiet window that the moment lies in; `until` is an aware instant."""

    term: str
    owner: str
    until: datetime
    zone: str
    words: Ref


def right_now(state: Alliance, *, viewer: str, at: datetime) -> tuple[RightNow, ...]:
    """The quiet windows among those that bind the viewer, the one that ends last first."""
    found = []
    for term in state.terms.values():
        if not any(revision.outline.rules for revision in term.revisions):
            continue
        revision = present(state, term, at)
        if revision is None or not revision.outline.rules or viewer not in bound(state, term, at):
            continue
        for rule in revision.outline.rules:
            until = quiet(rule, at=at) if isinstance(rule, QuietWindow) else None
            if isinstance(rule, QuietWindow) and until is not None:
                found.append(
                    RightNow(term=term.id, owner=rule.owner, until=until, zone=rule.zone, words=revision.words)
                )
    return tuple(sorted(found, key=lambda r: r.until, reverse=True))
