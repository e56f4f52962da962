"""The page that one keeps as a bookmark: a job, whether its day fits, and three ways on where it does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comity.domain.act import Here
from comity.domain.asks import SendAsk
from comity.domain.fitting import Wanted
from comity.domain.refusal import Refused
from comity.domain.views import AskingView, MemberView
from comity.ledger import store
from comity.web import asks_in_words, fitting_in_words, reading, wording
from comity.web.acting import act, key_of, new_id, refuse
from comity.web.forms_asks import AskForm
from comity.web.reading import Reading
from comity.web.templatetags.comity_dates import day

A_WEEK = timedelta(days=7)


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, alliance: str, member: str) -> HttpResponse:
    """Ask one thing of somebody; what does not fit comes back with three ways on."""
    found = reading.read(request, alliance)
    to = _whom(found, member)
    form = AskForm(_typed(request), brief=found.work)
    if not form.is_valid() or to.here is not Here.HERE:
        return _page(request, found, to, form)
    if request.POST.get("way") == "myself":
        return render(request, "asks/myself.html", _context(found, to, form) | {"text": form.cleaned_data["text"]})
    return _sent(request, found, to, form)


@require_safe
def fit(request: HttpRequest, alliance: str, member: str) -> HttpResponse:
    """The verdict alone, for the page that shows it while the day changes."""
    found = reading.read(request, alliance)
    to = _whom(found, member)
    form = AskForm(request.GET, brief=found.work)
    form.is_valid()
    try:
        asking = _asking(found, to, form)
    except Refused:
        asking = None
    return render(request, "asks/fit.html", _verdict(found, to, form, asking))


def _whom(found: Reading, member: str) -> MemberView:
    """Another member, one who has just left too, or the same 404 for all."""
    for other in found.sight.members:
        if other.id == member and not other.you:
            return other
    raise Http404


def _typed(request: HttpRequest) -> Any:
    """What was typed, with the first day that fits in its place where that was tapped."""
    if request.method != "POST":
        return None
    typed = request.POST.copy()
    first = _instant(str(typed.get("first", "")))
    if typed.get("way") == "first" and first is not None:
        here = timezone.localtime(first)
        typed["due_day"], typed["due_time"] = here.date().isoformat(), f"{here:%H:%M}"
    return typed


def _instant(text: str) -> datetime | None:
    """An instant as the page wrote it, in whole seconds since 1970."""
    return datetime.fromtimestamp(int(text), tz=UTC) if text.isdecimal() and len(text) <= 10 else None


def _sent(request: HttpRequest, found: Reading, to: MemberView, form: AskForm) -> HttpResponse:
    key = key_of(request)
    due = form.due()
    assert due is not None  # a valid form has one
    command = SendAsk(
        ask=key,
        to=to.id,
        due=due,
        zone=timezone.get_current_timezone_name(),
        words={"text": form.cleaned_data["text"]},
        complete_on=form.comes_on(),
        under=_under(request),
        knowingly=request.POST.get("way") == "knowingly",
    )
    try:
        act(found, command, key=key)
    except Refused as refused:
        if refused.code != "does_not_fit":
            refuse(form, refused)
        return _page(request, found, to, form)
    return redirect("ask", found.sight.alliance, key)


def _under(request: HttpRequest) -> tuple[tuple[str, int], ...]:
    """The terms that the form was made under, each as its id and the number of its wording."""
    pairs = (each.rpartition("/") for each in request.POST.getlist("under"))
    return tuple((term, int(number)) for term, _slash, number in pairs if number.isdecimal() and len(number) < 6)


def _page(request: HttpRequest, found: Reading, to: MemberView, form: AskForm) -> HttpResponse:
    try:
        asking = _asking(found, to, form)
    except Refused as refused:
        closed = {"sentence": wording.of(refused), "text": form.data.get("text", "")}
        return render(request, "asks/not_now.html", _context(found, to, form) | closed, status=409)
    context = _context(found, to, form) | _verdict(found, to, form, asking) | {"asking": asking, "act": new_id()}
    return render(request, "asks/new.html", context, status=422 if form.is_bound and form.errors else 200)


def _asking(found: Reading, to: MemberView, form: AskForm) -> AskingView:
    """What it would fall under, and how the moment fits where it could be read and lies ahead."""
    due = form.due() if form.is_bound else None
    wanted = None
    if due is not None and due > found.sight.at:
        wanted = Wanted(by=found.you, to=to.id, asked=found.sight.at, complete_on=form.comes_on(), due=due)
    return store.asking(alliance=found.sight.alliance, viewer=found.you, to=to.id, wanted=wanted, at=found.sight.at)


def _context(found: Reading, to: MemberView, form: AskForm) -> dict[str, Any]:
    name = found.name(to.id)
    words = asks_in_words.noun(found.sight.kind, found.sight.you.side)
    return {
        "reading": found,
        "form": form,
        "to": to,
        "name": name,
        "title": words.new % {"name": name},
        "all": asks_in_words.all_of(found.sight.kind).all,
        "today": timezone.localdate().isoformat(),
        "day": "",
        "time": "17:00",
    }


def _verdict(found: Reading, to: MemberView, form: AskForm, asking: AskingView | None) -> dict[str, Any]:
    """What stands under the day: whether it fits, why not, the first that does, and limits in their owner's words."""
    name, due = found.name(to.id), form.due() if form.is_bound else None
    fitting = asking.fitting if asking is not None and asking.fitting and asking.fitting.checked else None
    shown: dict[str, Any] = {"to": to, "name": name, "due": due, "fitting": fitting}
    shown["under"] = [f"{term}/{number}" for term, number in asking.under] if asking is not None else []
    if due is not None and to.here is Here.HERE:
        shown["there"] = asks_in_words.there(due, to.zone)
    if fitting is None or due is None or asking is None:
        return shown
    return shown | {
        "headline": fitting_in_words.headline(fitting, due),
        "reasons": fitting_in_words.reasons(found, fitting, to=to.id),
        "first": asks_in_words.due(fitting.first) if fitting.first else "",
        "first_day": day(fitting.first),
        "keep": _keep(due),
        "first_at": int(fitting.first.timestamp()) if fitting.first else "",
        "limits": [found.said(ref).get("text", "") for ref in asking.limits],
        "limits_of": _("%(name)s's limit") % {"name": name},
    }


def _keep(due: datetime) -> str:
    """The day that was wanted: the next days go by the weekday alone."""
    here = timezone.localtime(due).date()
    return date_format(here, "l") if here - timezone.localdate() < A_WEEK else day(due)
