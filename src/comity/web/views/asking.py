"""To ask, to offer, to say a limit (J1): from what was prepared, or in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from comity import holidays
from comity.domain.act import TermKind
from comity.domain.alliance import Outline
from comity.domain.kinds import Kind
from comity.domain.refusal import Refused
from comity.domain.term_kinds import Bond
from comity.domain.terms import Propose
from comity.ledger import store
from comity.web import prepared, reading, wording
from comity.web.acting import act, beside, key_of, new_id, refuse
from comity.web.forms_days import shows_days, shows_more, typed_before
from comity.web.forms_terms import TermForm, today
from comity.web.kinds_in_words import KINDS, WAYS
from comity.web.reading import Reading
from comity.web.views.preparing import shown

PREPARED = ("help", "sign", "not_meant", "offer", "sign_from", "sign_to", "sign_days")


@require_POST
def prepare(request: HttpRequest, alliance: str) -> HttpResponse:
    """Begin to prepare a request in an alliance: the same screens as alone, S4 to S7."""
    found = reading.read(request, alliance)
    if not found.others:
        return redirect("alliance", alliance)
    if prepared.read(found.person, alliance) is None:
        prepared.keep(found.person, alliance=alliance, words=_beginning(found))
    return redirect("preparing", prepared.draft_of(alliance), "help")


def _beginning(found: Reading) -> dict[str, str]:
    """Who is asked, and the need behind it: one's own opened answer."""
    own = [a for q in found.sight.questions for a in q.answers if a.by == found.you and a.words]
    return {
        "name": found.name(found.others[0].id),
        "relation": prepared.relation_of(found.sight.kind, found.sight.you.side),
        "wish": found.said(own[-1].words).get("text", "") if own else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def ready(request: HttpRequest, alliance: str) -> HttpResponse:
    """What was prepared, on one sheet; sending it asks, and offers beside it (J1)."""
    found = reading.read(request, alliance)
    words = prepared.read(found.person, alliance)
    if words is None or not (words.get("help") or words.get("offer")) or not found.others:
        return _sent_before(request, found)
    form = _ready_form(request, found, words)
    if request.method == "POST" and form.is_valid():
        try:
            first = _send(found, form, words, key=key_of(request))
        except Refused as refused:
            refuse(form, refused)
        else:
            prepared.drop(found.person, alliance)
            return redirect("term", alliance, first)
    context = shown(prepared.draft_of(alliance), words) | {"reading": found, "form": form, "act": new_id()}
    return render(request, "terms/ready.html", context, status=422 if form.is_bound else 200)


def _sent_before(request: HttpRequest, found: Reading) -> HttpResponse:
    """Where a sheet leads that was sent twice; without one, the page of the alliance."""
    key = key_of(request)
    for term in (key, beside(key, 1)):
        if any(each.id == term for each in found.sight.terms):
            return redirect("term", found.sight.alliance, term)
    return redirect("alliance", found.sight.alliance)


def _ready_form(request: HttpRequest, found: Reading, words: Mapping[str, str]) -> TermForm:
    """The prepared parts as a form; only the need and the length of the try are chosen here."""
    parts = {part: words.get(part, "") for part in PREPARED} | {"text": words.get("help") or words.get("offer", "")}
    if request.method != "POST":
        return TermForm(today=today(found), initial=parts | {"because": words.get("wish", ""), "until": "14"})
    typed = {"because": request.POST.get("because", ""), "until": request.POST.get("until", "")}
    return TermForm(parts | typed, today=today(found))


def _send(found: Reading, form: TermForm, words: Mapping[str, str], *, key: str) -> str:
    """Send the request and the offer, each a term of its own; both or neither. Return the first's id."""
    first = ""
    with store.writing():
        if words.get("help"):
            outline = form.outline(found, TermKind.REQUEST)
            first = _propose(found, outline, form.words(), key=key)
        if words.get("offer"):
            offer = replace(form.outline(found, TermKind.OFFER), rules=(), until=None)
            second = _propose(found, offer, {"text": words["offer"]}, key=beside(key, 1))
            first = first or second
    return first


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: HttpRequest, alliance: str, kind: str) -> HttpResponse:
    """One form for a request, an offer, a limit, or something for both."""
    found = reading.read(request, alliance)
    if kind not in WAYS or not found.others:
        raise Http404
    bound = None if shows_more(request) else _typed(request)
    form = _form(request, found, WAYS[kind], bound)
    turned, hint = "", ""
    if bound is not None and form.is_valid():
        hint = _hint(request, found, WAYS[kind], form)
        try:
            if not hint and "change" not in request.POST:
                return redirect("term", alliance, _compose(found, form, WAYS[kind], key=key_of(request)))
        except Refused as refused:
            turned = wording.own_act(form.words()["text"]) if refused.code == "orders_the_other" else ""
            refuse(form, refused)
    context = _said_of(found, WAYS[kind]) | {
        "reading": found,
        "kind": kind,
        "form": form,
        "turned_words": turned,
        "hint": hint,
        "hinted": hint or "hinted" in request.POST,
        "act": new_id(),
        "here": reverse("compose", args=[alliance, kind]),
    }
    return render(request, "terms/compose.html", context, status=422 if form.is_bound else 200)


def _form(request: HttpRequest, found: Reading, kind: TermKind, bound: QueryDict | None) -> TermForm:
    """The form with what was typed; working days stand in it where they were asked for."""
    alone, days = kind.bond is Bond.ALONE, KINDS[kind].counts_days and shows_days(request)
    initial = {"text": request.POST.get("limit", ""), "until": "open" if alone else "14"}
    initial |= {"lead_country": holidays.country_of(found.sight.you.zone)} if days else {}
    return TermForm(
        bound,
        today=today(found),
        members=[(m.id, found.name(m.id)) for m in found.others],
        initial=initial | typed_before(request),
        timed=not alone,
        days=days,
    )


def _said_of(found: Reading, kind: TermKind) -> dict[str, Any]:
    """What the page says of the kind that is composed."""
    said, name = KINDS[kind], ", ".join(found.name(m.id) for m in found.others)
    about = said.about_at_work if found.work and said.about_at_work else said.about
    return {
        "name": name,
        "counts": said.counts_days,
        "question": said.question % {"name": name},
        "about": about % {"name": name},
        "send": said.send % {"name": name},
    }


def _hint(request: HttpRequest, found: Reading, kind: TermKind, form: TermForm) -> str:
    """One hint at most: not to whoever keeps the words, nor whoever was hinted at already."""
    if {"keep", "change", "hinted", "turned"} & set(request.POST):
        return ""
    words = form.words()
    return wording.hint_on_term(
        words,
        kind=kind,
        minor=found.sight.kind is Kind.PARENT_CHILD,
        name=", ".join(found.name(m.id) for m in found.others),
        timed=bool(words.get("sign") or form.cleaned_data.get("sign_to")),
    )


def _typed(request: HttpRequest) -> QueryDict | None:
    """What was typed, with the turned wording in its place where that was tapped."""
    if request.method != "POST" or "text" not in request.POST:
        return None
    typed = request.POST.copy()
    turned = typed.get("turned")
    if isinstance(turned, str) and turned:
        typed["text"] = turned
    return typed


def _compose(found: Reading, form: TermForm, kind: TermKind, *, key: str) -> str:
    """A request or an offer to several is a term with each, in one group (A2)."""
    outline = form.outline(found, kind)
    if kind.bond is not Bond.PAIR:
        return _propose(found, outline, form.words(), key=key)
    group = beside(key, len(outline.names))
    with store.writing():
        made = [
            _propose(found, replace(outline, names=(member,)), form.words(), key=beside(key, n), group=group)
            for n, member in enumerate(outline.names)
        ]
    return made[0]


def _propose(found: Reading, outline: Outline, words: Mapping[str, str], *, key: str, group: str = "") -> str:
    """Propose one term under the form's own key, so that sent twice it is the first one again."""
    act(found, Propose(term=key, outline=outline, words=words, group=group), key=key)
    return key
