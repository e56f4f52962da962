"""What a member sees of the questions: their own fold, and what has opened."""

from collections.abc import Iterable, Sequence

from comity.domain.act import Fold, Here
from comity.domain.alliance import Alliance, Answer, Member, Question
from comity.domain.conversation import asked
from comity.domain.views import AnswerView, HeardView, QuestionView, SayBackView


def questions(state: Alliance, *, viewer: Member, mine: Iterable[Fold]) -> tuple[QuestionView, ...]:
    """What opens is for every party (E7); a newcomer sees nothing older but what they answered themselves (C2)."""
    folds, parties = {f.question: f for f in mine if f.question}, state.parties()
    return tuple(
        _question(state, one, parties, viewer=viewer, fold=folds.get(one.id))
        for one in state.questions.values()
        if one.opened_at is None or one.opened_at >= viewer.joined_at or viewer.id in one.answers
    )


def _question(
    state: Alliance, one: Question, parties: Sequence[Member], *, viewer: Member, fold: Fold | None
) -> QuestionView:
    may: set[str] = set()
    waits = viewer.id not in one.answers and viewer.id in asked(state, one)
    if waits and viewer.here is Here.HERE:
        may.add("answer")
    if fold is not None:
        may.add("unfold")
    if fold is not None and not fold.declined and viewer.here is Here.HERE:
        may.add("open_mine")
    return QuestionView(
        id=one.id,
        ref=one.ref,
        words=one.words,
        asker=one.asker,
        asked_at=one.asked_at,
        answer_by=one.answer_by,
        opened_at=one.opened_at,
        mine=_mine(one, viewer, fold),
        answers=tuple(
            _answer(one, answer, parties, viewer=viewer)
            for answer in sorted(one.answers.values(), key=lambda a: state.members[a.by].number)
            if _visible(state, one, answer, viewer)
        ),
        may=frozenset(may),
    )


def _mine(one: Question, viewer: Member, fold: Fold | None) -> str:
    if viewer.id in one.answers:
        return "open"
    if fold is None:
        return "none"
    return "declined" if fold.declined else "folded"


def _visible(state: Alliance, one: Question, answer: Answer, viewer: Member) -> bool:
    """Who is asked and has not answered does not see what opened together (E5), nor a newcomer what opened before."""
    since = answer.at if one.opened_at is None else max(answer.at, one.opened_at)
    is_for_them = answer.alone or viewer.id in one.answers or viewer.id not in asked(state, one)
    return answer.by == viewer.id or (is_for_them and since >= viewer.joined_at)


def _answer(one: Question, answer: Answer, parties: Sequence[Member], *, viewer: Member) -> AnswerView:
    may: set[str] = set()
    if viewer.here is Here.HERE and answer.words is not None:
        if viewer.id == answer.by:
            may.add("say_heard")
        elif viewer.id in one.answers:
            may.add("say_back")
    return AnswerView(
        by=answer.by,
        words=answer.words,
        alone=answer.alone,
        listening=tuple(_listening(answer, parties)),
        may=frozenset(may),
    )


def _listening(answer: Answer, parties: Sequence[Member]) -> Iterable[HeardView]:
    """One line a listener, with their newest say back; a say back after "there is more" asks anew (E8)."""
    for listener in parties:
        if listener.id == answer.by:
            continue
        said = [s for s in answer.say_backs if s.by == listener.id]
        heard = answer.heard.get(listener.id)
        answered = heard is not None and (heard.heard or not said or said[-1].at <= heard.at)
        yield HeardView(
            listener=listener.id,
            heard=heard.heard if heard is not None and answered else None,
            words=heard.words if heard is not None else None,
            say_back=SayBackView(by=listener.id, words=said[-1].words) if said else None,
        )
