"""Listening: what one heard, and the speaker's own word on whether it was all."""

from dataclasses import dataclass

from comity.domain.act import Act, Part, Recorded, Ref, Words
from comity.domain.alliance import Alliance, Heard, SayBack
from comity.domain.conversation import found
from comity.domain.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidBack:
    question: str
    speaker: str
    words: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidBackAnswered:
    question: str
    listener: str
    heard: bool
    words: Ref | None


Event = SaidBack | SaidBackAnswered


@dataclass(frozen=True, slots=True, kw_only=True)
class SayBackTo:
    """Say what one heard in another's answer; without words it was said aloud."""

    question: str
    speaker: str
    words: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSayBack:
    """The author's word to a listener: "I feel heard", or "there is more"."""

    question: str
    listener: str
    heard: bool
    words: Words | None = None


Command = SayBackTo | AnswerSayBack


def decide(state: Alliance, command: Command, act: Act) -> list[Event]:
    """Refuse by name, or say what happens."""
    match command:
        case SayBackTo():
            return [_say_back(state, command, act)]
        case AnswerSayBack():
            return [_answer_say_back(state, command, act)]


def _say_back(state: Alliance, command: SayBackTo, act: Act) -> Event:
    question = found(state, command.question)
    spoken = question.answers.get(command.speaker)
    if spoken is None or spoken.words is None:
        raise Refused("not_open")
    if act.by == command.speaker:
        raise Refused("own_answer")
    if act.by not in question.answers:
        raise Refused("answer_first")
    return SaidBack(question=question.id, speaker=command.speaker, words=act.commitment)


def _answer_say_back(state: Alliance, command: AnswerSayBack, act: Act) -> Event:
    question = found(state, command.question)
    spoken = question.answers.get(act.by)
    if spoken is None or spoken.words is None:
        raise Refused("not_open")
    listener = state.members.get(command.listener)
    if listener is None or listener.id == act.by or listener.part is not Part.PARTY:
        raise Refused("not_a_party", member=command.listener)
    return SaidBackAnswered(question=question.id, listener=listener.id, heard=command.heard, words=act.commitment)


def evolve(state: Alliance, recorded: Recorded, event: Event) -> None:
    """Copy what happened into the state."""
    match event:
        case SaidBack():
            spoken = state.questions[event.question].answers[event.speaker]
            spoken.say_backs.append(SayBack(by=recorded.by, at=recorded.at, words=event.words))
        case SaidBackAnswered():
            spoken = state.questions[event.question].answers[recorded.by]
            spoken.heard[event.listener] = Heard(heard=event.heard, at=recorded.at, words=event.words)
