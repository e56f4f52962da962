"""The alliance page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from comity.domain.views import QuestionView
from comity.web import ask_rows, asks_in_words, marking, prepared, questions, reading, rendered
from comity.web.alliance_page import for_you, needed, right_now, sections
from comity.web.marking import Marks
from comity.web.reading import Reading
from comity.web.views.inviting import invited_names
from comity.web.ways import way


@require_safe
def alliance(request: HttpRequest, alliance: str) -> HttpResponse:
    """Everything that one member can see of an alliance, on one page."""
    person = reading.reader(request, alliance)
    marks = marking.marks(person, alliance)
    key = rendered.key(person, marks)
    page = rendered.pages.get(key)
    if page is None:
        found = reading.read_marked(person, alliance, marks, needed=needed)
        page = rendered.render("alliances/alliance.html", _context(found, marks), request)
        # The names of who is invited have no mark; and what changed while the page was made is not known.
        if not found.sight.places and marking.marks(person, alliance, before=marks) == marks:
            rendered.pages.keep(key, page)
    return page.answer(request)


def _context(found: Reading, marks: Marks) -> dict[str, object]:
    invited = invited_names(found)
    lines = [_line(found, question) for question in found.sight.questions]
    return {
        "reading": found,
        "others": [{"name": found.name(m.id), "number": m.number} for m in found.others],
        "invited": invited,
        "other": found.name(found.others[0].id) if found.others else (invited or [""])[0],
        "purpose": found.said(found.sight.purpose).get("purpose", ""),
        "right_now": right_now(found),
        "for_you": for_you(found),
        "questions": [line for line in lines if not line["settled"]],
        "said": [line for line in lines if line["settled"]],
        "asks": ask_rows.rows(found, ahead=True),
        "asks_over": any(not ask.ahead for ask in found.sight.asks),
        "asks_called": asks_in_words.all_of(found.sight.kind).all,
        "new_asks": ask_rows.ways_to_new(found),
        "ready": marks.has_draft and prepared.ready(found.person, found.sight.alliance),
        **sections(found),
    }


def _line(found: Reading, question: QuestionView) -> dict[str, object]:
    """A question on the alliance page: folded and waiting, or opened."""
    settled = bool(question.opened_at) and _all_heard(question)
    return {
        "view": question,
        "title": "" if settled else title(found, question),
        "url": way("question", found.sight.alliance, question.id),
        "opened": bool(question.opened_at) and question.mine == "open",
        "settled": settled,
    }


def _all_heard(question: QuestionView) -> bool:
    """Whether everybody who said something has felt heard by everybody."""
    return all(heard.heard for answer in question.answers if answer.words for heard in answer.listening)


def title(found: Reading, question: QuestionView) -> str:
    """The question in the reader's language."""
    return asked(found, question).title


def asked(found: Reading, question: QuestionView) -> questions.Asked:
    """The question about the others, as this reader is asked it."""
    others = [found.name(m.id) for m in found.others] or invited_names(found)
    own = found.said(question.words).get("text", "")
    return questions.asked(question.ref, name=", ".join(others), own=own, kind=found.sight.kind)
