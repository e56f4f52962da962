"""How an ask stands at a moment: computed from what was said and the clock, never stored (F12)."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from comity.domain.act import Act
from comity.domain.alliance import Alliance
from comity.domain.asked import Ask, AskReply, Fitting
from comity.domain.fitting import Wanted, fitting
from comity.domain.refusal import Refused

FURTHEST = timedelta(days=730)


class AskStanding(StrEnum):
    """What came of an ask by now; what nobody answered in time has run out, which is never a yes (G2)."""

    WAITING = "waiting"
    AGREED = "agreed"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    RELEASED = "released"
    EXPIRED = "expired"
    CLOSED = "closed"


def standing(state: Alliance, ask: Ask, at: datetime) -> AskStanding:
    """How an ask stands at this moment; whoever leaves before it is due is bound by it no more (C4)."""
    last = ask.turns[-1].reply if ask.turns else None
    if ask.taken_back_at is not None:
        return AskStanding.TAKEN_BACK
    if ask.released_at is not None:
        return AskStanding.RELEASED
    if last is AskReply.NO:
        return AskStanding.DECLINED
    if not _both_stay(state, ask):
        return AskStanding.CLOSED
    if last is AskReply.YES:
        return AskStanding.AGREED
    return AskStanding.WAITING if at < ask.wanted else AskStanding.EXPIRED


def _both_stay(state: Alliance, ask: Ask) -> bool:
    moments = (state.members[member].left_at for member in (ask.by, ask.to))
    return all(moment is None or moment >= ask.wanted for moment in moments)


def is_ahead(state: Alliance, ask: Ask, at: datetime) -> bool:
    """Whether it is talked about or agreed, and not due yet."""
    return at < ask.wanted and standing(state, ask, at) in (AskStanding.WAITING, AskStanding.AGREED)


def found(state: Alliance, ask: str) -> Ask:
    """The ask of that id, or a refusal."""
    if ask not in state.asks:
        raise Refused("no_such_ask")
    return state.asks[ask]


def check_stands(state: Alliance, ask: Ask, act: Act, *wanted: AskStanding) -> None:
    """Refuse what comes after it is over."""
    if standing(state, ask, act.at) not in wanted or not is_ahead(state, ask, act.at):
        raise Refused("ask_over")


def due_checked(due: datetime, at: datetime) -> datetime:
    """The due moment in UTC and whole seconds; refused where it is not ahead, or too far."""
    whole = due.astimezone(UTC).replace(microsecond=0)
    if whole <= at:
        raise Refused("due_past", part="due")
    if whole > at + FURTHEST:
        raise Refused("due_too_far", part="due", latest=(at + FURTHEST).date())
    return whole


def fit(state: Alliance, wanted: Wanted, act: Act, *, knowingly: bool) -> Fitting:
    """How it fits; what does not is refused, unless it is sent knowingly (D6)."""
    fitted = fitting(state, wanted, at=act.at, holidays=act.holidays)
    if not fitted.fits and not knowingly:
        raise Refused("does_not_fit", first=fitted.first)
    return fitted
