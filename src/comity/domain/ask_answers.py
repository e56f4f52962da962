"""Answers to an ask: yes, no, or another moment; and "I can't keep this", before it is due."""

from dataclasses import dataclass
from datetime import datetime

from comity.domain.act import Act, Part, Recorded, Ref, Words
from comity.domain.alliance import Alliance
from comity.domain.ask_standing import AskStanding, check_stands, due_checked, fit, found
from comity.domain.asked import Ask, AskReply, AskTurn, Fitting
from comity.domain.fitting import Wanted
from comity.domain.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAnswered:
    ask: str
    reply: AskReply
    due: datetime | None
    fitting: Fitting | None
    words: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskReleased:
    ask: str
    words: Ref | None


Event = AskAnswered | AskReleased


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAsk:
    """Say yes, no, or another moment (`due`); `turn` is the number of answers that its writer had in view.

    `knowingly` goes with another moment that does not fit what holds.
    """

    ask: str
    turn: int
    reply: AskReply
    due: datetime | None = None
    knowingly: bool = False
    words: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseAsk:
    """Take back the yes that one gave to an ask, until it is due (promise 7)."""

    ask: str
    words: Words | None = None


Command = AnswerAsk | ReleaseAsk


def decide(state: Alliance, command: Command, act: Act) -> list[Event]:
    """Refuse by name, or say what happens."""
    if state.members[act.by].part is Part.GUIDE:
        raise Refused("guide_never_agrees")
    match command:
        case AnswerAsk():
            return [_answer(state, command, act)]
        case ReleaseAsk():
            return [_release(state, command, act)]


def _answer(state: Alliance, command: AnswerAsk, act: Act) -> Event:
    ask = found(state, command.ask)
    if act.by not in (ask.by, ask.to):
        raise Refused("not_asked")
    if len(ask.turns) != command.turn:
        raise Refused("ask_changed")
    check_stands(state, ask, act, AskStanding.WAITING)
    if ask.turn_of != act.by:
        raise Refused("not_your_turn")
    due, fitting = _another_moment(state, ask, command, act)
    return AskAnswered(ask=ask.id, reply=command.reply, due=due, fitting=fitting, words=act.commitment)


def _another_moment(state: Alliance, ask: Ask, command: AnswerAsk, act: Act) -> tuple[datetime | None, Fitting | None]:
    """The moment of a counter; what the one asked names is held against nothing, for the rules are theirs."""
    if command.reply is not AskReply.COUNTER:
        return None, None
    if command.due is None:
        raise Refused("due_missing", part="due")
    due = due_checked(command.due, act.at)
    if act.by == ask.to:
        return due, None
    wanted = Wanted(by=ask.by, to=ask.to, asked=ask.at, complete_on=ask.complete_on, due=due)
    return due, fit(state, wanted, act, knowingly=command.knowingly)


def _release(state: Alliance, command: ReleaseAsk, act: Act) -> Event:
    ask = found(state, command.ask)
    if ask.to != act.by:
        raise Refused("not_asked")
    check_stands(state, ask, act, AskStanding.AGREED)
    return AskReleased(ask=ask.id, words=act.commitment)


def evolve(state: Alliance, recorded: Recorded, event: Event) -> None:
    """Copy what happened into the state."""
    ask = state.asks[event.ask]
    match event:
        case AskAnswered():
            turn = AskTurn(
                by=recorded.by,
                at=recorded.at,
                reply=event.reply,
                due=event.due,
                fitting=event.fitting,
                words=event.words,
            )
            ask.turns.append(turn)
        case AskReleased():
            ask.released_at, ask.released_words = recorded.at, event.words
