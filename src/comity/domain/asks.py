"""One-time asks: "this job, by Thursday at 17:00", held against what holds before it is sent."""

from dataclasses import dataclass
from datetime import date, datetime

from comity.domain.act import Act, Part, Recorded, Ref, Words
from comity.domain.alliance import Alliance
from comity.domain.ask_standing import AskStanding, check_stands, due_checked, fit, found
from comity.domain.asked import Ask, Fitting
from comity.domain.calendar import local_date, zone_checked
from comity.domain.fitting import Wanted, under
from comity.domain.people import check_named
from comity.domain.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSent:
    ask: str
    to: str
    due: datetime
    zone: str
    complete_on: date | None
    fitting: Fitting
    words: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTakenBack:
    ask: str


Event = AskSent | AskTakenBack


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAsk:
    """Ask one thing of one party, due at an aware instant, which `zone` shows as it was said.

    `complete_on` is the day in `zone` on which everything it needs is there, None where it is there
    now; `under` names the terms and revisions whose rules the asker had in view; `knowingly` sends
    what does not fit them.
    """

    ask: str
    to: str
    due: datetime
    zone: str
    words: Words
    complete_on: date | None = None
    under: tuple[tuple[str, int], ...] = ()
    knowingly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackAsk:
    """Want it no more: the asker, alone, until it is due."""

    ask: str


Command = SendAsk | TakeBackAsk


def decide(state: Alliance, command: Command, act: Act) -> list[Event]:
    """Refuse by name, or say what happens."""
    if state.members[act.by].part is Part.GUIDE:
        raise Refused("guide_never_agrees")
    match command:
        case SendAsk():
            return [_send(state, command, act)]
        case TakeBackAsk():
            ask = found(state, command.ask)
            if ask.by != act.by:
                raise Refused("not_yours")
            check_stands(state, ask, act, AskStanding.WAITING, AskStanding.AGREED)
            return [AskTakenBack(ask=ask.id)]


def _send(state: Alliance, command: SendAsk, act: Act) -> Event:
    if command.ask in state.asks:
        raise Refused("double")
    if act.commitment is None or not command.words.get("text"):
        raise Refused("empty", part="text")
    zone_checked(command.zone)
    check_named(state, [command.to])
    if command.to == act.by:
        raise Refused("own_ask")
    due = due_checked(command.due, act.at)
    _check_complete(command, act.at)
    seen = {(term.id, revision.number) for term, revision in under(state, by=act.by, to=command.to, at=act.at)}
    if seen != set(command.under):
        raise Refused("rules_changed")
    wanted = Wanted(by=act.by, to=command.to, asked=act.at, complete_on=command.complete_on, due=due)
    return AskSent(
        ask=command.ask,
        to=command.to,
        due=due,
        zone=command.zone,
        complete_on=command.complete_on,
        fitting=fit(state, wanted, act, knowingly=command.knowingly),
        words=act.commitment,
    )


def _check_complete(command: SendAsk, at: datetime) -> None:
    day, today = command.complete_on, local_date(at, command.zone)
    last = local_date(command.due, command.zone)
    if day is not None and not today <= day <= last:
        raise Refused("bad_date", part="complete_on", earliest=today, latest=last)


def evolve(state: Alliance, recorded: Recorded, event: Event) -> None:
    """Copy what happened into the state."""
    match event:
        case AskSent():
            state.asks[event.ask] = Ask(
                id=event.ask,
                by=recorded.by,
                to=event.to,
                at=recorded.at,
                due=event.due,
                zone=event.zone,
                complete_on=event.complete_on,
                fitting=event.fitting,
                words=event.words,
            )
        case AskTakenBack():
            state.asks[event.ask].taken_back_at = recorded.at
