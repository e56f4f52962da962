"""Days on which one does not work: told to the alliance, so that they are not counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from comity.domain.calendar import local_date
from comity.domain.days_off import TellDaysOff
from comity.domain.refusal import Refused
from comity.web import reading
from comity.web.acting import act, key_of, new_id, refuse
from comity.web.forms import PlainForm
from comity.web.reading import Reading

A_DAY = timedelta(days=1)
CHOOSE = {"required": _("Please choose a day."), "invalid": _("Please choose a day.")}


class DaysOffForm(PlainForm):
    """From the first to the last day; one day alone needs no last."""

    first = forms.DateField(input_formats=["%Y-%m-%d"], error_messages=CHOOSE)
    last = forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages=CHOOSE)

    def span(self) -> tuple[date, date]:
        """The first and the last day."""
        first = self.cleaned_data["first"]
        return first, self.cleaned_data.get("last") or first


@require_http_methods(["GET", "HEAD", "POST"])
def days_off(request: HttpRequest, alliance: str) -> HttpResponse:
    """List one's own days off and those of the others; POST tells more, or takes some back."""
    found = reading.read(request, alliance)
    form = DaysOffForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        first, last = form.span()
        command = TellDaysOff(first=first, last=last, off="after_all" not in request.POST)
        try:
            act(found, command, key=key_of(request))
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("days-off", alliance)
    context = {
        "reading": found,
        "form": form,
        "mine": list(spans(found.sight.you.days_off)),
        "others": [_of_other(found, m.id, m.days_off) for m in found.others if m.days_off],
        "today": local_date(found.sight.at, found.sight.you.zone).isoformat(),
        "act": new_id(),
    }
    return render(request, "asks/days_off.html", context, status=422 if form.is_bound else 200)


def _of_other(found: Reading, member: str, days: Iterable[date]) -> dict[str, Any]:
    return {"name": found.name(member), "number": found.number(member), "spans": list(spans(days))}


def spans(days: Iterable[date]) -> Iterator[dict[str, date]]:
    """Days that follow each other, as first and last."""
    first = last = None
    for each in days:
        if first is None or last is None or each != last + A_DAY:
            if first is not None and last is not None:
                yield {"first": first, "last": last}
            first = each
        last = each
    if first is not None and last is not None:
        yield {"first": first, "last": last}
