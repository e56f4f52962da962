"""What a member sees of the asks, and what stands before a new one."""

from collections.abc import Iterator
from datetime import datetime

from comity.domain import people
from comity.domain.act import Here
from comity.domain.alliance import Alliance, Member
from comity.domain.ask_standing import AskStanding, is_ahead, standing
from comity.domain.asked import Ask
from comity.domain.fitting import Holidays, Wanted, fitting, limits, under
from comity.domain.views import AskingView, AskTurnView, AskView


def asks(state: Alliance, *, viewer: Member, at: datetime) -> tuple[AskView, ...]:
    """Every party sees them, a newcomer none that were sent before they came (C2); the next due first."""
    seen = [one for one in state.asks.values() if one.at >= viewer.joined_at]
    return tuple(_ask(state, one, viewer=viewer, at=at) for one in sorted(seen, key=lambda each: each.wanted))


def _ask(state: Alliance, one: Ask, *, viewer: Member, at: datetime) -> AskView:
    fitted = one.wanted_fitting
    return AskView(
        id=one.id,
        by=one.by,
        to=one.to,
        at=one.at,
        due=one.wanted,
        zone=one.zone,
        complete_on=one.complete_on,
        words=one.words,
        fitting=fitted if fitted is not None and fitted.checked else None,
        standing=standing(state, one, at),
        ahead=is_ahead(state, one, at),
        turn_of=one.turn_of,
        turns=tuple(AskTurnView(by=turn.by, reply=turn.reply, due=turn.due, words=turn.words) for turn in one.turns),
        released_words=one.released_words,
        may=frozenset(_may(state, one, viewer, at)),
    )


def _may(state: Alliance, one: Ask, viewer: Member, at: datetime) -> Iterator[str]:
    """The acts open to the viewer; whoever pauses may only take back (C6)."""
    if not is_ahead(state, one, at):
        return
    how = standing(state, one, at)
    if viewer.id == one.by:
        yield "take_back"
    if viewer.id == one.to and how is AskStanding.AGREED:
        yield "release"
    if viewer.here is Here.HERE and how is AskStanding.WAITING and viewer.id == one.turn_of:
        yield "answer"


def asking(state: Alliance, *, by: str, to: str, at: datetime, wanted: Wanted | None, holidays: Holidays) -> AskingView:
    """What an ask of somebody falls under, and how a wanted moment fits; Refused where nobody can ask them."""
    people.check_named(state, [by, to])
    return AskingView(
        to=to,
        under=tuple((term.id, revision.number) for term, revision in under(state, by=by, to=to, at=at)),
        limits=limits(state, by=by, to=to, at=at),
        fitting=fitting(state, wanted, at=at, holidays=holidays) if wanted is not None else None,
    )
