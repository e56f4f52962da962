"""The alliance page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.domain.kinds import WORK
from comity.domain.views import QuestionView
from comity.ledger import store
from comity.web import prepared, questions, reading
from comity.web.acting import new_id
from comity.web.alliance_page import for_you, right_now, sections
from comity.web.reading import Reading
from comity.web.views.inviting import invited_names


@require_safe
def alliance(request: HttpRequest, alliance: str) -> HttpResponse:
    """Everything that one member can see of an alliance, on one page."""
    found = reading.read(request, alliance)
    invited = invited_names(found)
    lines = [_line(found, question) for question in found.sight.questions]
    context = {
        "reading": found,
        "others": [{"name": found.name(m.id), "number": m.number} for m in found.others],
        "invited": invited,
        "other": found.name(found.others[0].id) if found.others else (invited or [""])[0],
        "purpose": found.said(found.sight.purpose).get("purpose", ""),
        "right_now": right_now(found),
        "for_you": for_you(found),
        "questions": [line for line in lines if not line["settled"]],
        "said": [line for line in lines if line["settled"]],
        "work": found.sight.kind in WORK,
        "ready": prepared.ready(found.person, alliance),
        "act": new_id(),
        **sections(found),
    }
    return render(request, "alliances/alliance.html", context)


def _line(found: Reading, question: QuestionView) -> dict[str, object]:
    """A question on the alliance page: folded and waiting, or opened."""
    own = store.own_fold(alliance=found.sight.alliance, member=found.you, question=question.id)
    return {
        "view": question,
        "title": title(found, question),
        "opened": bool(question.opened_at) and question.mine == "open",
        "settled": bool(question.opened_at) and _all_heard(question),
        "folded": own.words if own else None,
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
    return questions.asked(question.ref, name=", ".join(others), own=own)
