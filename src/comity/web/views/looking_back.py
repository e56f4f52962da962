"""Looking back: keep, change or let go, each alone; it opens when both are done."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comity.domain.act import Verdict
from comity.domain.refusal import Refused
from comity.domain.reviews import SealVerdict, UnsealVerdict
from comity.domain.views import TermView
from comity.exports.calendar import look_back_day
from comity.ledger import store
from comity.private import drafts
from comity.web import looks, reading
from comity.web.acting import act, key_of, new_id, refuse, refused_page
from comity.web.cards import card
from comity.web.forms import PlainForm, Words
from comity.web.reading import Reading
from comity.web.views.terms import number_of, plain, term_of


class VerdictForm(PlainForm):
    """What one says alone."""

    verdict = forms.ChoiceField(
        choices=[(v.value, v.value) for v in Verdict],
        error_messages={"required": _("Please choose one of the three.")},
    )
    noticed = Words(part="noticed", required=False)
    thanks = Words(part="thanks", required=False)

    def said(self) -> dict[str, str] | None:
        """The two optional lines as words, or None."""
        words = {part: self.cleaned_data[part] for part in ("noticed", "thanks") if self.cleaned_data.get(part)}
        return words or None


@require_http_methods(["GET", "HEAD", "POST"])
def look_back(request: HttpRequest, alliance: str, term: str) -> HttpResponse:
    """Show the day's page, or fold what was said."""
    found = reading.read(request, alliance)
    view = term_of(found, term)
    posted = request.POST if request.method == "POST" else None
    form = VerdictForm(posted, initial=_own(found, view))
    if posted is not None and form.is_valid():
        command = SealVerdict(
            term=term,
            revision=number_of(request),
            digest=posted.get("digest", ""),
            verdict=Verdict(form.cleaned_data["verdict"]),
            words=form.said(),
        )
        try:
            act(found, command, key=key_of(request))
        except Refused as refused:
            refuse(form, refused)
        else:
            drafts.drop(person=found.person.id.hex, draft=_draft(view))
            return redirect("term", alliance, term)
    elif "look_back" not in view.may:
        return redirect("term", alliance, term)
    context = {
        "reading": found,
        "view": view,
        "card": card(found, view) | {"watch": ""},
        "today": looks.is_today(found, view),
        "tried": looks.tried(found, view),
        "watched": looks.watched(found, view.shown),
        "two": len(view.bound) == 2,
        "form": form,
        "act": new_id(),
    }
    return render(request, "looking_back/look_back.html", context, status=422 if form.is_bound else 200)


def _own(found: Reading, view: TermView) -> dict[str, str]:
    """What one has folded, or had folded before one unfolded it."""
    return _folded(found, view) or drafts.read(person=found.person.id.hex, draft=_draft(view)) or {}


def _folded(found: Reading, view: TermView) -> dict[str, str]:
    own = store.own_fold(alliance=found.sight.alliance, member=found.you, term=view.id, revision=view.shown.number)
    if own is None or own.fold.verdict is None or own.fold.until is not None:
        return {}
    return {**(own.words or {}), "verdict": own.fold.verdict.value}


def _draft(view: TermView) -> str:
    return f"look-back:{view.id}:{view.shown.number}"


@require_POST
def unfold(request: HttpRequest, alliance: str, term: str) -> HttpResponse:
    """Take one's folded verdict back; what was written becomes a private draft again."""
    found = reading.read(request, alliance)
    view = term_of(found, term)
    words = _folded(found, view)
    try:
        act(found, UnsealVerdict(term=term), key=key_of(request))
    except Refused as refused:
        if refused.code != "not_folded":  # sent twice: it is unfolded already
            return refused_page(request, refused, back=reverse("term", args=[alliance, term]))
    if words:
        drafts.keep(person=found.person.id.hex, draft=_draft(view), words=words)
    return redirect("look-back" if _own(found, view) else "term", alliance, term)


@require_POST
def one_more_week(request: HttpRequest, alliance: str, term: str) -> HttpResponse:
    """Fold a keep for a week more with the old words (B18): for the day that stood on the page, and no other."""
    found = reading.read(request, alliance)
    view = term_of(found, term)
    until = view.one_more_week
    if view.verdict_folded:
        return redirect("term", alliance, term)
    if until is None or request.POST.get("until") != until.isoformat():
        return refused_page(request, Refused("no_longer_open"), back=reverse("term", args=[alliance, term]))
    command = SealVerdict(
        term=term,
        revision=number_of(request),
        digest=request.POST.get("digest", ""),
        verdict=Verdict.KEEP,
        until=until,
    )
    return plain(request, found, view, command)


@require_safe
def calendar(request: HttpRequest, alliance: str, term: str) -> HttpResponse:
    """The look-back day as one neutral calendar entry."""
    found = reading.read(request, alliance)
    view = term_of(found, term)
    look = view.last_day or view.next_look
    if look is None:
        return redirect("term", alliance, term)
    address = request.build_absolute_uri(reverse("look-back", args=[alliance, term]))
    body = look_back_day(
        uid=f"{term}-{found.you}",
        day=look,
        zone=found.sight.you.zone,
        title=str(_("Look back")),
        url=address,
        made=found.sight.at,
    )
    return HttpResponse(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="look-back.ics"'},
    )
