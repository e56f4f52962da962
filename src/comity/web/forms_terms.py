"""The forms in which a term gets its words, its times and its days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comity.domain.act import TermKind
from comity.domain.alliance import Outline
from comity.domain.holding import local_date
from comity.domain.rules import QuietWindow, Rule
from comity.domain.term_kinds import Bond
from comity.web.forms import PlainForm, Words
from comity.web.forms_days import LeadTimeForm
from comity.web.reading import Reading
from comity.web.rules_in_words import EVERY_DAY, WEEKEND, WORKING_WEEK
from comity.web.templatetags.comity_dates import day

DAYS = {"every": EVERY_DAY, "weekdays": WORKING_WEEK, "weekend": WEEKEND}
TRY_DAYS = (7, 14, 28)
OPEN_END = "open"


def days_key(weekdays: tuple[int, ...]) -> str:
    """The choice that stands for these days."""
    return next((key for key, days in DAYS.items() if days == weekdays), "every")


class TimesForm(PlainForm):
    """From when to when, on which days: the part of a sign that a clock can tell."""

    sign_from = forms.TimeField(required=False, input_formats=["%H:%M", "%H:%M:%S"])
    sign_to = forms.TimeField(required=False, input_formats=["%H:%M", "%H:%M:%S"])
    sign_days = forms.ChoiceField(
        required=False,
        choices=[("every", _("every day")), ("weekdays", _("Monday to Friday")), ("weekend", _("at weekends"))],
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for name in ("sign_from", "sign_to"):
            self.fields[name].error_messages["invalid"] = _("Please write the time as 08:30.")

    def clean(self) -> dict[str, Any]:
        """A window has two ends."""
        cleaned = self.cleaned_data
        start, end = cleaned.get("sign_from"), cleaned.get("sign_to")
        if not self.errors and (start is None) != (end is None):
            self.add_error("sign_from" if start is None else "sign_to", _("Please give both times, or neither."))
        elif start is not None and start == end:
            self.add_error("sign_to", _("The two times are the same. Please make one of them later."))
        return cleaned

    def window(self, *, owner: str, zone: str) -> tuple[Rule, ...]:
        """The quiet window that the times make, if there are any."""
        start, end = self.cleaned_data.get("sign_from"), self.cleaned_data.get("sign_to")
        if start is None or end is None:
            return ()
        weekdays = DAYS[self.cleaned_data.get("sign_days") or "every"]
        window = QuietWindow(owner=owner, weekdays=weekdays, start=f"{start:%H:%M}", end=f"{end:%H:%M}", zone=zone)
        return (window,)


class TryForm(PlainForm):
    """How long to try it first; the preset is two weeks."""

    until = forms.ChoiceField(initial="14")

    def __init__(self, *given: Any, today: date, open_end: bool = True, **more: Any) -> None:
        super().__init__(*given, **more)
        self.today = today
        choices = [
            (str(n), _("%(weeks)s, until %(day)s") % {"weeks": _weeks(n), "day": day(today + timedelta(days=n))})
            for n in TRY_DAYS
        ]
        field = self.fields["until"]
        assert isinstance(field, forms.ChoiceField)  # declared above
        field.choices = [*choices, (OPEN_END, _("from now on, without an end"))] if open_end else choices

    def last_day(self) -> date | None:
        """The trial's inclusive last day, or None where it has no end."""
        chosen = self.cleaned_data["until"]
        return None if chosen == OPEN_END else self.today + timedelta(days=int(chosen))


def _weeks(days: int) -> str:
    from django.utils.translation import ngettext

    return ngettext("%(count)d week", "%(count)d weeks", days // 7) % {"count": days // 7}


class TermForm(TimesForm, LeadTimeForm, TryForm):
    """One wording of a term, in all its parts; only the words themselves must be there."""

    text = Words()
    because = Words(part="because", required=False)
    sign = Words(part="sign", required=False)
    not_meant = Words(part="not_meant", required=False)
    watch = Words(part="watch", required=False)
    review_on = forms.DateField(required=False, input_formats=["%Y-%m-%d"])

    WORDS = ("text", "because", "sign", "not_meant", "watch")

    def __init__(
        self, *given: Any, members: list[tuple[str, str]] | None = None, timed: bool = True, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.fields["review_on"].error_messages["invalid"] = _("Please choose a day.")
        if not timed:
            for name in TimesForm.base_fields:
                del self.fields[name]
        if members is not None and len(members) > 1:
            self.fields["names"] = forms.MultipleChoiceField(choices=members)

    def rules(self, *, owner: str, zone: str) -> tuple[Rule, ...]:
        """The quiet window and the lead time that were written down."""
        return (*self.window(owner=owner, zone=zone), *self.lead_time(owner=owner, zone=zone))

    def words(self) -> dict[str, str]:
        """The words by part; empty parts are left out."""
        return {part: self.cleaned_data[part] for part in self.WORDS if self.cleaned_data.get(part)}

    def next_look(self) -> date | None:
        """The day for the next look at what has no end; a try has its last day."""
        day: date | None = self.cleaned_data.get("review_on")
        return day if self.last_day() is None else None

    def outline(self, found: Reading, kind: TermKind) -> Outline:
        """What the wording fixes besides its words, said by the reader to the others."""
        chosen = self.cleaned_data.get("names") or [m.id for m in found.others]
        named = tuple(chosen) if kind.bond is not Bond.TOGETHER else (found.you, *chosen)
        limit = kind.bond is Bond.ALONE
        return Outline(
            kind=kind,
            names=() if limit else named,
            concerns=named if limit else (),
            rules=self.rules(owner=found.you, zone=found.sight.you.zone),
            until=self.last_day(),
            review_on=self.next_look(),
            zone=found.sight.zone,
        )


class AnswerForm(PlainForm):
    """A line that goes with an answer, and the day of "I'll say by"."""

    line = Words(part="line", required=False)
    later = forms.DateField(required=False, input_formats=["%Y-%m-%d"])

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["later"].error_messages["invalid"] = _("Please choose a day.")

    def said(self) -> dict[str, str] | None:
        """The line as words, or None."""
        return {"line": self.cleaned_data["line"]} if self.cleaned_data.get("line") else None


def today(found: Reading) -> date:
    """The day that it is in the alliance's zone."""
    return local_date(found.sight.at, found.sight.zone)
