"""Own days off: told to the alliance, so that they do not count where working days do (G4)."""

from dataclasses import dataclass
from datetime import date, timedelta

from comity.domain.act import Act, Part, Recorded
from comity.domain.alliance import Alliance
from comity.domain.calendar import local_date
from comity.domain.refusal import Refused

LONGEST = timedelta(days=120)
FURTHEST = timedelta(days=730)
MOST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysOffTold:
    first: date
    last: date
    off: bool


Event = DaysOffTold


@dataclass(frozen=True, slots=True, kw_only=True)
class TellDaysOff:
    """From `first` to `last`, both included, one does not work; or, where not `off`, one does after all."""

    first: date
    last: date
    off: bool = True


Command = TellDaysOff


def decide(state: Alliance, command: Command, act: Act) -> list[Event]:
    """Refuse by name, or say what happens."""
    member = state.members[act.by]
    if member.part is Part.GUIDE:
        raise Refused("guide_never_agrees")
    today = local_date(act.at, member.zone)
    if not today <= command.first <= today + FURTHEST:
        raise Refused("bad_date", part="first", earliest=today, latest=today + FURTHEST)
    if not command.first <= command.last <= command.first + LONGEST:
        raise Refused("bad_date", part="last", earliest=command.first, latest=command.first + LONGEST)
    if command.off and len(member.days_off | _days(command)) > MOST:
        raise Refused("too_many_days_off", most=MOST)
    return [DaysOffTold(first=command.first, last=command.last, off=command.off)]


def evolve(state: Alliance, recorded: Recorded, event: Event) -> None:
    """Copy what happened into the state."""
    days_off = state.members[recorded.by].days_off
    if event.off:
        days_off.update(_days(event))
    else:
        days_off.difference_update(_days(event))


def _days(span: TellDaysOff | DaysOffTold) -> set[date]:
    return {span.first + timedelta(days=ahead) for ahead in range((span.last - span.first).days + 1)}
