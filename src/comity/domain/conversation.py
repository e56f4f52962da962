"""The conversation: questions that each answers alone, opened together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from comity.domain.act import Act, Fold, Recorded, Ref, Unfold, Words
from comity.domain.alliance import Alliance, Answer, Question
from comity.domain.calendar import local_date, zone_checked
from comity.domain.invitations import pending
from comity.domain.people import check_named
from comity.domain.refusal import Refused

LONGEST_ROUND = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question of a round: from a playbook by its reference, or in the asker's own words."""

    question: str
    ref: str
    words: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOpened:
    round: str
    form: str
    questions: tuple[Asked, ...]
    asked: tuple[str, ...]
    answer_by: date
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedAnswer:
    """One answer of an opening; `words` is None for "I'd rather not say"."""

    by: str
    words: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionOpened:
    """Opens every answer to the question that is not open yet, at once."""

    question: str
    answers: tuple[OpenedAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOpened:
    """One author's own act: opened before the rest, or given after the opening."""

    question: str
    words: Ref | None


Event = RoundOpened | QuestionOpened | AnswerOpened


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRound:
    """Ask questions of some, or of all parties (`asked` empty; E1); own words go with a single question."""

    round: str
    questions: tuple[tuple[str, str], ...]
    answer_by: date
    zone: str
    form: str = "questions"
    asked: tuple[str, ...] = ()
    words: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealAnswer:
    """Fold one's answer, or the wish not to say: private until the question opens (E2)."""

    question: str
    declined: bool = False
    words: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsealAnswer:
    """Take one's own folded answer back, while it is closed (E6)."""

    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMine:
    """Let the others read one's own folded answer now (E4)."""

    question: str


Command = OpenRound | SealAnswer | UnsealAnswer | OpenMine


def decide(state: Alliance, command: Command, act: Act) -> Sequence[Event | Fold | Unfold]:
    """Refuse by name, or say what happens; a fold is a private row and no event."""
    match command:
        case OpenRound():
            return [_open_round(state, command, act)]
        case SealAnswer():
            return [_seal(state, command, act)]
        case UnsealAnswer():
            _own_fold(command.question, act)
            return [Unfold(by=act.by, question=command.question)]
        case OpenMine():
            fold = _own_fold(command.question, act)
            return [
                AnswerOpened(question=fold.question, words=fold.words),
                Unfold(by=act.by, question=fold.question),
            ]


def _open_round(state: Alliance, command: OpenRound, act: Act) -> Event:
    zone_checked(command.zone)
    check_named(state, command.asked)
    if len(set(command.asked)) < len(command.asked):
        raise Refused("named_twice")
    today = local_date(act.at, command.zone)
    if not today < command.answer_by <= today + LONGEST_ROUND:
        raise Refused("bad_date", earliest=today + timedelta(days=1), latest=today + LONGEST_ROUND)
    ids = [question for question, _ in command.questions]
    if not ids or len(set(ids)) < len(ids) or any(i in state.questions for i in ids):
        raise Refused("double")
    own_words = [ref for _, ref in command.questions if not ref]
    if own_words and (act.commitment is None or len(ids) > 1):
        raise Refused("empty", part="text")
    return RoundOpened(
        round=command.round,
        form=command.form,
        questions=tuple(Asked(question=q, ref=ref, words=act.commitment) for q, ref in command.questions),
        asked=command.asked,
        answer_by=command.answer_by,
        zone=command.zone,
    )


def _seal(state: Alliance, command: SealAnswer, act: Act) -> Event | Fold:
    question = found(state, command.question)
    if act.by not in asked(state, question):
        raise Refused("not_asked")
    if act.by in question.answers:
        raise Refused("already_open")
    words = None if command.declined else act.commitment
    if not command.declined and words is None:
        raise Refused("empty", part="text")
    if question.opened_at:
        return AnswerOpened(question=question.id, words=words)
    return Fold(by=act.by, question=question.id, declined=command.declined, words=words)


def _own_fold(question: str, act: Act) -> Fold:
    for fold in act.folds:
        if fold.question == question and fold.by == act.by:
            return fold
    raise Refused("not_folded")


def found(state: Alliance, question: str) -> Question:
    """The question of that id, or a refusal."""
    if question not in state.questions:
        raise Refused("no_such_question")
    return state.questions[question]


def asked(state: Alliance, question: Question) -> list[str]:
    """The parties still asked: not those who left (E3), nor who came after it opened (C2)."""
    before = question.opened_at
    parties = [m.id for m in state.parties() if before is None or m.joined_at <= before]
    return [m for m in parties if not question.asked or m in question.asked]


def settle(state: Alliance, act: Act) -> list[Event | Unfold]:
    """Open the first question that everybody asked has sealed or declined; drop what can never open (C4)."""
    parties = {m.id for m in state.parties()}
    stray = [f for f in act.folds if f.question and f.by not in parties]
    if stray:
        return [Unfold(by=f.by, question=f.question) for f in stray]
    for question in state.questions.values():
        if question.opened_at is None:
            folds = [f for f in act.folds if f.question == question.id]
            if _complete(state, question, folds, act):
                return _opening(question, folds)
    return []


def _complete(state: Alliance, question: Question, folds: Sequence[Fold], act: Act) -> bool:
    done = {f.by for f in folds} | set(question.answers)
    waited_for = asked(state, question)
    if not question.asked and any(pending(state, i, act.at) for i in state.invitations.values()):
        return False
    enough = len(done & set(waited_for)) >= 2 or len(question.asked) == 1
    return enough and done.issuperset(waited_for)


def _opening(question: Question, folds: Iterable[Fold]) -> list[Event | Unfold]:
    """All answers in one entry, in an order that tells nothing of who was first."""
    ordered = sorted(folds, key=lambda f: f.by)
    answers = tuple(OpenedAnswer(by=f.by, words=f.words) for f in ordered)
    unfolds = [Unfold(by=f.by, question=question.id) for f in ordered]
    return [QuestionOpened(question=question.id, answers=answers), *unfolds]


def evolve(state: Alliance, recorded: Recorded, event: Event) -> None:
    """Copy what happened into the state."""
    match event:
        case RoundOpened():
            for one in event.questions:
                state.questions[one.question] = _question(recorded, event, one)
        case QuestionOpened():
            question = state.questions[event.question]
            question.opened_at = recorded.at
            for one_answer in event.answers:
                question.answers[one_answer.by] = Answer(
                    by=one_answer.by, words=one_answer.words, at=recorded.at, alone=False
                )
        case AnswerOpened():
            question = state.questions[event.question]
            question.answers[recorded.by] = Answer(
                by=recorded.by, words=event.words, at=recorded.at, alone=question.opened_at is None
            )


def _question(recorded: Recorded, event: RoundOpened, one: Asked) -> Question:
    return Question(
        id=one.question,
        round=event.round,
        ref=one.ref,
        words=one.words,
        asker=recorded.by,
        asked=event.asked,
        asked_at=recorded.at,
        answer_by=event.answer_by,
        zone=event.zone,
    )
