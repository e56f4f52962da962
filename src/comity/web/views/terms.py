"""One term: answered (J2), tried and lived by (J3), reworded, taken back, taken up again."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comity.domain.act import BoundaryReply, Reply
from comity.domain.consents import AnswerBoundary, AnswerTerm, Withdraw
from comity.domain.holding import Talk
from comity.domain.refusal import Refused
from comity.domain.rulebook import Command
from comity.domain.term_kinds import Bond
from comity.domain.terms import TakeBackProposal
from comity.domain.views import TermView
from comity.web import looks, reading
from comity.web.acting import act, key_of, new_id, refuse, refused_page
from comity.web.cards import card
from comity.web.differences import differences
from comity.web.forms import PlainForm
from comity.web.forms_terms import AnswerForm, TryForm, today
from comity.web.kinds_in_words import KINDS
from comity.web.reading import Reading

LATER_PRESET = timedelta(days=3)


def term_of(found: Reading, term: str) -> TermView:
    """The term that the reader sees under this id, or the same 404 for all."""
    try:
        return found.sight.term(term)
    except Refused:
        raise Http404 from None


@require_safe
def term(request: HttpRequest, alliance: str, term: str) -> HttpResponse:
    """Everything about one term."""
    found = reading.read(request, alliance)
    return page(request, found, term_of(found, term))


def page(
    request: HttpRequest,
    found: Reading,
    view: TermView,
    form: PlainForm | None = None,
    *,
    choose_day: bool = False,
) -> HttpResponse:
    """The term's page; a form that was refused comes back with what was typed."""
    differs, looked = differences(found, view), looks.opened(found, view)
    two = len((view.talked or view.shown).holders) == 2
    context = {
        "reading": found,
        "view": view,
        "revision": view.talked or view.shown,
        "holds": card(found, view) if view.holds else None,
        "talked": card(found, view, talked=True) | (differs.card if differs else {}) if view.talked else None,
        "differs": differs,
        "form": form or AnswerForm(),
        "choose_day": choose_day,
        "unsaid": _unsaid(view, form),
        "two": two,
        "replied": any(reply.by == found.you for reply in view.shown.replies),
        "later": (today(found) + LATER_PRESET).isoformat(),
        "owner": found.name(view.owner),
        "asks_you": KINDS[view.kind].asks_you % {"owner": found.name(view.owner)},
        "asker": found.name((view.talked or view.shown).by),
        "other": ", ".join(found.name(m.id) for m in found.others),
        "lines": _lines(found, view),
        "looks": looked,
        "today": looks.is_today(found, view),
        "ending": looks.ending(found, view, looked, two=two),
        "again": _again_form(found, form) if "again" in view.may else None,
        "act": new_id(),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "terms/term.html", context, status=status)


def _unsaid(view: TermView, form: PlainForm | None) -> PlainForm | None:
    """An answer that was refused where nothing is left to answer, so that its line is not lost."""
    answerable = "answer_boundary" in view.may or ("no" in view.may and view.talk is Talk.WAITING)
    return form if isinstance(form, AnswerForm) and form.errors and not answerable else None


def _again_form(found: Reading, form: PlainForm | None) -> PlainForm:
    """How long the same words are tried once more; what was refused comes back."""
    return form if isinstance(form, TryForm) else TryForm(today=today(found), open_end=False)


def _lines(found: Reading, view: TermView) -> list[dict[str, object]]:
    """Answers that carry a line or a day, under the wording they belong to."""
    revision = view.talked or view.shown
    return [
        {
            "name": found.name(reply.by),
            "number": found.number(reply.by),
            "mine": reply.by == found.you,
            "reply": reply.reply.value,
            "later": reply.later,
            "line": found.said(reply.words).get("line", ""),
        }
        for reply in revision.replies
        if reply.by != revision.by
    ]


@require_POST
def answer(request: HttpRequest, alliance: str, term: str) -> HttpResponse:
    """Yes, no, another way, or "I'll say by": to the wording that the form was made for."""
    found = reading.read(request, alliance)
    view, form, said = term_of(found, term), AnswerForm(request.POST), request.POST.get("answer", "")
    if said == "another":
        return redirect("another-way", alliance, term)
    if not form.is_valid() or said not in set(Reply):
        return page(request, found, view, form, choose_day=said == "later")
    if said == "later" and form.cleaned_data["later"] is None:
        return page(request, found, view, form, choose_day=True)
    command = AnswerTerm(
        term=term,
        revision=number_of(request),
        digest=request.POST.get("digest", ""),
        reply=Reply(said),
        later=form.cleaned_data["later"],
        words=form.said(),
    )
    return record(request, found, view, command, form, choose_day=said == "later")


@require_POST
def answer_limit(request: HttpRequest, alliance: str, term: str) -> HttpResponse:
    """Understood, or let's talk."""
    found = reading.read(request, alliance)
    view, form, said = term_of(found, term), AnswerForm(request.POST), request.POST.get("answer", "")
    if not form.is_valid() or said not in set(BoundaryReply):
        return page(request, found, view, form)
    command = AnswerBoundary(
        term=term,
        revision=number_of(request),
        digest=request.POST.get("digest", ""),
        reply=BoundaryReply(said),
        words=form.said(),
    )
    return record(request, found, view, command, form)


def number_of(request: HttpRequest) -> int:
    """The wording that a form was made for; 0, which is none, where it does not say."""
    given = request.POST.get("revision", "")
    return int(given) if given.isdecimal() and len(given) < 6 else 0


def record(
    request: HttpRequest,
    found: Reading,
    view: TermView,
    command: Command,
    form: PlainForm,
    *,
    choose_day: bool = False,
) -> HttpResponse:
    """Record it and show the term; refused, show it anew beside what was typed."""
    try:
        act(found, command, key=key_of(request))
    except Refused as refused:
        refuse(form, refused)
        return page(request, found, view, form, choose_day=choose_day)
    return redirect("term", found.sight.alliance, view.id)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, alliance: str, term: str) -> HttpResponse:
    """Take one's yes back: one confirmation, no reason, at once."""
    found = reading.read(request, alliance)
    view = term_of(found, term)
    if request.method == "POST":
        return plain(request, found, view, Withdraw(term=term))
    context = {"reading": found, "view": view, "card": card(found, view), "act": new_id()}
    limit = view.kind.bond is Bond.ALONE
    return render(request, "terms/withdraw.html", context | {"limit": limit})


@require_POST
def take_back(request: HttpRequest, alliance: str, term: str) -> HttpResponse:
    """Take a proposal back that nobody has agreed to yet."""
    found = reading.read(request, alliance)
    return plain(request, found, term_of(found, term), TakeBackProposal(term=term, revision=number_of(request)))


def plain(request: HttpRequest, found: Reading, view: TermView, command: Command) -> HttpResponse:
    """Record it and show the term; refused, say so on a page of its own."""
    back = reverse("term", args=[found.sight.alliance, view.id])
    try:
        act(found, command, key=key_of(request))
    except Refused as refused:
        return refused_page(request, refused, back=back)
    return redirect(back)


@require_safe
def print_card(request: HttpRequest, alliance: str, term: str) -> HttpResponse:
    """A card to print, for the fridge or the wall."""
    found = reading.read(request, alliance)
    view = term_of(found, term)
    return render(request, "terms/card.html", {"reading": found, "view": view, "card": card(found, view)})
