"""What was asked once: a list of it, and one by one answered, taken back, or said not to be kept."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comity.domain.ask_answers import AnswerAsk, ReleaseAsk
from comity.domain.asked import AskReply
from comity.domain.asks import TakeBackAsk
from comity.domain.refusal import Refused
from comity.domain.rulebook import Command
from comity.domain.views import AskView
from comity.web import ask_rows, asks_in_words, fitting_in_words, reading
from comity.web.acting import act, key_of, new_id, refuse, refused_page
from comity.web.forms_asks import AskAnswerForm
from comity.web.reading import Reading


@require_safe
def asks(request: HttpRequest, alliance: str) -> HttpResponse:
    """All of them: what lies ahead, and what is over."""
    found = reading.read(request, alliance)
    words = asks_in_words.all_of(found.sight.kind)
    context = {
        "reading": found,
        "title": words.all,
        "none": words.none,
        "ahead": ask_rows.rows(found, ahead=True),
        "over": ask_rows.rows(found, ahead=False)[::-1],
        "new": ask_rows.ways_to_new(found),
    }
    return render(request, "asks/asks.html", context)


@require_safe
def ask(request: HttpRequest, alliance: str, ask: str) -> HttpResponse:
    """Everything about one ask."""
    found = reading.read(request, alliance)
    return _page(request, found, _ask_of(found, ask), AskAnswerForm())


def _ask_of(found: Reading, ask: str) -> AskView:
    """The ask that the reader sees under this id, or the same 404 for all."""
    try:
        return found.sight.ask(ask)
    except Refused:
        raise Http404 from None


def _page(
    request: HttpRequest,
    found: Reading,
    view: AskView,
    form: AskAnswerForm,
    *,
    another: bool = False,
    knowingly: bool = False,
) -> HttpResponse:
    """The page of an ask; a form that was refused comes back with what was typed."""
    name = found.name(view.by)
    other = view.to if view.by == found.you else view.by
    first = view.fitting.first if view.fitting and not view.fitting.fits else None
    preset = timezone.localtime(first or view.due)
    context = {
        "reading": found,
        "view": view,
        "form": form,
        "another": another,
        "knowingly": knowingly,
        "title": _title(found, view),
        "all": asks_in_words.all_of(found.sight.kind).all,
        "text": ask_rows.what(found, view),
        "due": asks_in_words.due(view.due),
        "day": f"{preset:%Y-%m-%d}",
        "time": f"{preset:%H:%M}",
        "today": timezone.localdate().isoformat(),
        "other": found.name(other),
        "asker": name,
        "standing": asks_in_words.standing(found, view),
        "verdict": asks_in_words.short_verdict(view.fitting),
        "counted": fitting_in_words.counted(found, view.fitting, to=view.to) if view.fitting else [],
        "turns": [_turn(found, view, number) for number in range(len(view.turns))],
        "released": found.said(view.released_words).get("line", ""),
        "line": asks_in_words.line_to_paste(ask_rows.what(found, view), view),
        "act": new_id(),
    }
    return render(request, "asks/ask.html", context, status=422 if form.is_bound and form.errors else 200)


def _title(found: Reading, view: AskView) -> str:
    """Whose it is, to the one who reads."""
    words = asks_in_words.noun_of(found, view)
    if view.by == found.you:
        return str(words.what) % {"name": found.name(view.to)}
    if view.to == found.you:
        return str(words.of) % {"name": found.name(view.by)}
    return _("%(name)s asks %(other)s") % {"name": found.name(view.by), "other": found.name(view.to)}


def _turn(found: Reading, view: AskView, number: int) -> dict[str, Any]:
    turn = view.turns[number]
    return {
        "name": found.name(turn.by),
        "number": found.number(turn.by),
        "reply": turn.reply.value,
        "due": asks_in_words.due(turn.due) if turn.due else "",
        "line": found.said(turn.words).get("line", ""),
    }


@require_POST
def answer(request: HttpRequest, alliance: str, ask: str) -> HttpResponse:
    """Yes, no, or another date."""
    found = reading.read(request, alliance)
    view, said = _ask_of(found, ask), request.POST.get("answer", "")
    counter = said == AskReply.COUNTER
    if counter and "due_day" not in request.POST:
        kept = AskAnswerForm(initial={"line": request.POST.get("line", "")})
        return _page(request, found, view, kept, another=True)
    form = AskAnswerForm(request.POST, another=counter)
    if not form.is_valid() or said not in set(AskReply):
        return _page(request, found, view, form, another=counter)
    command = AnswerAsk(
        ask=ask,
        turn=_turn_in_view(request),
        reply=AskReply(said),
        due=form.due() if counter else None,
        knowingly="knowingly" in request.POST,
        words=form.said(),
    )
    try:
        act(found, command, key=key_of(request))
    except Refused as refused:
        refuse(form, refused)
        return _page(request, found, view, form, another=counter, knowingly=refused.code == "does_not_fit")
    return redirect("ask", alliance, ask)


def _turn_in_view(request: HttpRequest) -> int:
    given = request.POST.get("turn", "")
    return int(given) if given.isdecimal() and len(given) < 6 else -1


@require_POST
def take_back(request: HttpRequest, alliance: str, ask: str) -> HttpResponse:
    """Want it no more."""
    return _plain(request, alliance, ask, TakeBackAsk(ask=ask))


@require_POST
def release(request: HttpRequest, alliance: str, ask: str) -> HttpResponse:
    """Say "I can't keep this", with a line or without."""
    form = AskAnswerForm(request.POST, another=False)
    words = form.said() if form.is_valid() else None
    if form.errors:
        found = reading.read(request, alliance)
        return _page(request, found, _ask_of(found, ask), form)
    return _plain(request, alliance, ask, ReleaseAsk(ask=ask, words=words))


def _plain(request: HttpRequest, alliance: str, ask: str, command: Command) -> HttpResponse:
    """Record it and show the ask; refused, say so on a page of its own."""
    found = reading.read(request, alliance)
    _ask_of(found, ask)
    back = reverse("ask", args=[alliance, ask])
    try:
        act(found, command, key=key_of(request))
    except Refused as refused:
        return refused_page(request, refused, back=back)
    return redirect(back)
