"""Other words for a term: another way to say it, and taking up again what has ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from comity import holidays
from comity.domain.alliance import Outline
from comity.domain.refusal import Refused
from comity.domain.rules import LeadTime, QuietWindow
from comity.domain.terms import Revise
from comity.domain.views import RevisionView, TermView
from comity.web import looks, reading
from comity.web.acting import act, key_of, new_id, refuse
from comity.web.cards import card
from comity.web.forms_days import shows_days, shows_more, standing_days, typed_before
from comity.web.forms_terms import TermForm, TryForm, days_key, today
from comity.web.reading import Reading
from comity.web.views.terms import number_of, page, plain, record, term_of

NEXT_LOOK = timedelta(weeks=9)
"""How far ahead the next look lies when a try turns into something without an end."""


@require_http_methods(["GET", "HEAD", "POST"])
def another_way(request: HttpRequest, alliance: str, term: str) -> HttpResponse:
    """Another wording: another time, another sign, a shorter try, or free words."""
    found = reading.read(request, alliance)
    view = term_of(found, term)
    if "revise" not in view.may and request.method != "POST":
        return redirect("term", alliance, term)
    last = view.talked or view.shown
    posted = request.POST if request.method == "POST" else None
    counts_days = any(isinstance(rule, LeadTime) for rule in last.rules) or shows_days(request)
    initial = _initial(found, view, last) | typed_before(request)
    bound = None if shows_more(request) else posted
    form = TermForm(bound, today=today(found), initial=initial, days=counts_days)
    if bound is not None and form.is_valid():
        command = Revise(
            term=term,
            revision=number_of(request),
            digest=bound.get("digest", ""),
            outline=_reworded(found, view, last, form),
            words=form.words(),
        )
        try:
            act(found, command, key=key_of(request))
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("term", alliance, term)
    context = {
        "reading": found,
        "view": view,
        "last": last,
        "card": card(found, view, talked=view.talked is not None),
        "form": form,
        "note": looks.own_note(found, view),
        "act": new_id(),
    }
    return render(request, "terms/another_way.html", context, status=422 if form.is_bound else 200)


def _initial(found: Reading, view: TermView, last: RevisionView) -> dict[str, Any]:
    """The present wording, to be changed; after a look back it need not be a try any more."""
    looked = view.holds is not None and bool(view.holds.reviews)
    tries = last.until is not None and not (looked and last is view.holds)
    parts: dict[str, Any] = dict(found.said(last.words)) | {"until": "14" if tries else "open"}
    next_look = view.next_look or (today(found) + NEXT_LOOK if looked else None)
    if next_look is not None:
        parts["review_on"] = next_look.isoformat()
    window = next((rule for rule in last.rules if isinstance(rule, QuietWindow)), None)
    if window is not None:
        parts |= {"sign_from": window.start, "sign_to": window.end, "sign_days": days_key(window.weekdays)}
    lead_time = next((rule for rule in last.rules if isinstance(rule, LeadTime)), None)
    if lead_time is not None:
        return parts | standing_days(lead_time)
    return parts | {"lead_country": holidays.country_of(_zone_of(found, view.owner))}


def _reworded(found: Reading, view: TermView, last: RevisionView, form: TermForm) -> Outline:
    """The same people and kind; what a clock or a calendar can tell, and the length of the try, as the form says."""
    quiet = next((rule for rule in last.rules if isinstance(rule, QuietWindow)), None)
    lead_time = next((rule for rule in last.rules if isinstance(rule, LeadTime)), None)
    zone = _zone_of(found, view.owner)
    windows = form.window(owner=quiet.owner if quiet else view.owner, zone=quiet.zone if quiet else zone)
    days = form.lead_time(
        owner=lead_time.days_off_of if lead_time else view.owner, zone=lead_time.zone if lead_time else zone
    )
    return replace(
        outline_of(last),
        rules=(*windows, *days),
        until=form.last_day(),
        review_on=form.next_look(),
        starts=None,
    )


def _zone_of(found: Reading, member: str) -> str:
    return next((m.zone for m in found.sight.members if m.id == member), found.sight.zone)


def outline_of(revision: RevisionView) -> Outline:
    """What a revision fixed besides its words."""
    return Outline(
        kind=revision.kind,
        names=revision.names,
        concerns=revision.concerns,
        rules=revision.rules,
        starts=revision.starts,
        until=revision.until,
        review_on=revision.review_on,
        zone=revision.zone,
        open=revision.open,
    )


@require_POST
def again(request: HttpRequest, alliance: str, term: str) -> HttpResponse:
    """Take up what has ended, in the same words; it needs every yes anew."""
    found = reading.read(request, alliance)
    view = term_of(found, term)
    last, form = view.talked or view.shown, TryForm(request.POST, today=today(found), open_end=False)
    if not form.is_valid():
        return page(request, found, view, form) if "again" in view.may else redirect("term", alliance, term)
    outline = replace(outline_of(last), until=form.last_day(), starts=None, review_on=None)
    command = Revise(
        term=term,
        revision=number_of(request),
        digest=request.POST.get("digest", ""),
        outline=outline,
        words=dict(found.said(last.words)),
    )
    if "again" not in view.may:
        return plain(request, found, view, command)
    return record(request, found, view, command, form)
