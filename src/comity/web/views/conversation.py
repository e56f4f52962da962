"""A question: answered alone, folded, opened together, listened to (T2 to T6, S11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comity.domain.conversation import OpenMine, SealAnswer, UnsealAnswer
from comity.domain.listening import AnswerSayBack, SayBackTo
from comity.domain.refusal import Refused
from comity.domain.rulebook import Command
from comity.domain.views import AnswerView, QuestionView
from comity.ledger import store
from comity.web import answering, prepared, reading
from comity.web.acting import act, key_of, new_id, refuse, refused_page
from comity.web.answering import STEPS, Desk
from comity.web.forms import PlainForm, Words
from comity.web.reading import Reading
from comity.web.views.alliances import asked, title


class LineForm(PlainForm):
    """What one heard, or what there is more to say; may be empty where it is said aloud."""

    text = Words(required=False)


def _question(found: Reading, question: str) -> QuestionView:
    try:
        return found.sight.question(question)
    except Refused:
        raise Http404 from None


@require_safe
def question(request: HttpRequest, alliance: str, question: str) -> HttpResponse:
    """What the reader may see of a question."""
    found = reading.read(request, alliance)
    return _page(request, found, _question(found, question))


def _page(
    request: HttpRequest, found: Reading, view: QuestionView, form: LineForm | None = None, about: str = ""
) -> HttpResponse:
    own = store.own_fold(alliance=found.sight.alliance, member=found.you, question=view.id)
    context = {
        "reading": found,
        "view": view,
        "title": title(found, view),
        "asked": asked(found, view),
        "folded": own.words if own else None,
        "sheets": [_sheet(found, answer, form if answer.by == about else None) for answer in view.answers],
        "acted": form is not None or _acted(found, view),
        "all_open": bool(view.opened_at) and view.mine == "open",
        "ready": prepared.ready(found.person, found.sight.alliance),
        "other": ", ".join(found.name(m.id) for m in found.others),
        "act": new_id(),
        "form": form or LineForm(),
    }
    return render(request, "questions/question.html", context, status=422 if form else 200)


def _acted(found: Reading, view: QuestionView) -> bool:
    """Whether the reader has said something about what opened: then the sheets lie open."""
    own = next((a for a in view.answers if a.by == found.you), None)
    said_back = any(h.say_back for a in view.answers for h in a.listening if h.listener == found.you)
    return said_back or (own is not None and any(h.heard is not None or h.say_back for h in own.listening))


def _sheet(found: Reading, answer: AnswerView, form: LineForm | None) -> dict[str, Any]:
    said = found.said(answer.words)
    return {
        "by": answer.by,
        "mine": answer.by == found.you,
        "name": found.name(answer.by),
        "number": found.number(answer.by),
        "words": said.get("text", ""),
        "feeling": said.get("feeling", ""),
        "declined": answer.words is None,
        "may": answer.may,
        "form": form or LineForm(),
        "listening": [
            {
                "listener": heard.listener,
                "mine": heard.listener == found.you,
                "name": found.name(heard.listener),
                "heard": heard.heard,
                "more": found.said(heard.words).get("text", ""),
                "said_back": heard.say_back is not None,
                "aloud": heard.say_back is not None and heard.say_back.words is None,
                "words": found.said(heard.say_back.words).get("text", "") if heard.say_back else "",
            }
            for heard in answer.listening
        ],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, alliance: str, question: str, step: str) -> HttpResponse:
    """The screens on which a member answers alone."""
    found = reading.read(request, alliance)
    view = _question(found, question)
    if step not in STEPS:
        raise Http404
    if "answer" not in view.may:
        return redirect("question", alliance, question)
    return answering.step(request, _desk(found, view), step)


def _desk(found: Reading, view: QuestionView) -> Desk:
    alliance = found.sight.alliance

    def fold(declined: bool, words: Mapping[str, str] | None, key: str) -> str:
        act(found, SealAnswer(question=view.id, declined=declined, words=words), key=key)
        return reverse("question", args=[alliance, view.id])

    return Desk(
        person=found.person,
        question=view.id,
        asked=asked(found, view),
        name=", ".join(found.name(m.id) for m in found.others),
        url=lambda name: reverse("answer", args=[alliance, view.id, name]),
        back=reverse("question", args=[alliance, view.id]),
        fold=fold,
        context={"reading": found},
    )


@require_POST
def unfold(request: HttpRequest, alliance: str, question: str) -> HttpResponse:
    """Take one's own folded answer back; what was written becomes a private draft again."""
    found = reading.read(request, alliance)
    view = _question(found, question)
    own = store.own_fold(alliance=alliance, member=found.you, question=question)
    back = reverse("question", args=[alliance, question])
    try:
        act(found, UnsealAnswer(question=question), key=key_of(request))
    except Refused as refused:
        if refused.code != "not_folded":  # sent twice: it is unfolded already
            return refused_page(request, refused, back=back)
    if own is not None and own.words:
        _desk(found, view).keep(own.words)
    return redirect("answer", alliance, question, "answer")


@require_POST
def open_mine(request: HttpRequest, alliance: str, question: str) -> HttpResponse:
    """Let the others read one's own folded answer now."""
    return _do(request, alliance, question, OpenMine(question=question))


def _do(request: HttpRequest, alliance: str, question: str, command: Command) -> HttpResponse:
    found = reading.read(request, alliance)
    _question(found, question)
    back = reverse("question", args=[alliance, question])
    try:
        act(found, command, key=key_of(request))
    except Refused as refused:
        return refused_page(request, refused, back=back)
    return redirect(back)


@require_POST
def say_back(request: HttpRequest, alliance: str, question: str, member: str) -> HttpResponse:
    """Say what one heard, written or aloud."""
    return _said(request, alliance, question, member, heard=None)


@require_POST
def hear(request: HttpRequest, alliance: str, question: str, member: str) -> HttpResponse:
    """The speaker's own word to a listener: I feel heard, or there is more."""
    return _said(request, alliance, question, member, heard=request.POST.get("heard") == "yes")


def _said(request: HttpRequest, alliance: str, question: str, member: str, *, heard: bool | None) -> HttpResponse:
    found = reading.read(request, alliance)
    view = _question(found, question)
    if all(each.id != member for each in found.sight.members):
        raise Http404
    form = LineForm(request.POST)
    about = member if heard is None else found.you
    if not form.is_valid():
        return _page(request, found, view, form, about)
    text = "" if request.POST.get("way") == "aloud" or heard else form.cleaned_data["text"]
    words = {"text": text} if text else None
    try:
        if heard is None:
            _need_words(request, words)
            act(found, SayBackTo(question=question, speaker=member, words=words), key=key_of(request))
        else:
            command = AnswerSayBack(question=question, listener=member, heard=heard, words=words)
            act(found, command, key=key_of(request))
    except Refused as refused:
        refuse(form, refused)
        return _page(request, found, view, form, about)
    return redirect("question", alliance, question)


def _need_words(request: HttpRequest, words: Mapping[str, str] | None) -> None:
    """What was not said aloud has words."""
    if words is None and request.POST.get("way") != "aloud":
        raise Refused("empty", part="text")
