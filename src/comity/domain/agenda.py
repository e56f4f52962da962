"""What waits for one person, and what falls due when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from comity.domain.calendar import local_date
from comity.domain.views import AskView, PlaceView, QuestionView, RevisionView, TermView

AHEAD = timedelta(days=7)
FRESH = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that waits: a code, what it is about, and the inclusive day it falls due where there is one.

    Codes: answer, say_heard, reply, answer_boundary, look_back, answer_ask, admit.
    """

    code: str
    question: str = ""
    term: str = ""
    ask: str = ""
    invitation: str = ""
    member: str = ""
    due: date | None = None


def agenda(
    *,
    questions: Iterable[QuestionView],
    terms: Iterable[TermView],
    asks: Iterable[AskView],
    places: Iterable[PlaceView],
    viewer: str,
    at: datetime,
) -> tuple[Item, ...]:
    """Everything that waits for the viewer, in the order of the due days, the undated last."""
    items = [*_of_questions(questions), *_of_terms(terms, viewer, at), *_of_asks(asks), *_of_places(places)]
    return tuple(sorted(items, key=lambda i: (i.due is None, i.due or date.max)))


def _of_questions(questions: Iterable[QuestionView]) -> Iterator[Item]:
    for question in questions:
        if "answer" in question.may and question.mine == "none":
            yield Item(code="answer", question=question.id, due=question.answer_by)
        for answer in question.answers:
            for heard in answer.listening:
                if "say_heard" in answer.may and heard.say_back is not None and heard.heard is None:
                    yield Item(code="say_heard", question=question.id, member=heard.listener)


def _of_terms(terms: Iterable[TermView], viewer: str, at: datetime) -> Iterator[Item]:
    for term in terms:
        if "yes" in term.may and term.talked is not None:
            yield Item(code="reply", term=term.id, due=_reply_due(term.talked, viewer))
        if "answer_boundary" in term.may and _is_new_limit(term, viewer, at):
            yield Item(code="answer_boundary", term=term.id)
        if "look_back" in term.may and not term.verdict_folded:
            yield from _look_back(term, at)


def _is_new_limit(term: TermView, viewer: str, at: datetime) -> bool:
    """Unanswered, and for two weeks at most: then it rests without notice (D2)."""
    newest = term.coming or term.shown
    return at < newest.at + FRESH and all(r.by != viewer for r in newest.replies)


def _reply_due(revision: RevisionView, viewer: str) -> date:
    """One's own "I'll say by", else the day on which the proposal expires."""
    own = [r.later for r in revision.replies if r.by == viewer and r.later]
    return own[0] if own else revision.answer_by


def _look_back(term: TermView, at: datetime) -> Iterator[Item]:
    """When one was called, or a week before a trial's last day or the day agreed for the next look (B9).

    The latter not within a week of a look back that has opened.
    """
    if term.called is not None:
        yield Item(code="look_back", term=term.id, due=term.called)
        return
    looked = term.shown.looked_back_at
    if looked is not None and looked + AHEAD > at:
        return
    today = local_date(at, term.shown.zone)
    for day in (term.last_day, term.shown.review_on):
        if day is not None and today <= day <= today + AHEAD:
            yield Item(code="look_back", term=term.id, due=day)
            return


def _of_asks(asks: Iterable[AskView]) -> Iterator[Item]:
    for ask in asks:
        if "answer" in ask.may:
            yield Item(code="answer_ask", ask=ask.id, due=local_date(ask.due, ask.zone))


def _of_places(places: Iterable[PlaceView]) -> Iterator[Item]:
    for place in places:
        if "admit" in place.may:
            yield Item(code="admit", invitation=place.id, due=place.expires)
