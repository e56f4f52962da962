"""The forms of an ask: what is wanted, and by when; and the answer to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.domain import calendar
from comity.web.forms import PlainForm, Words

CLOCK = ["%H:%M", "%H:%M:%S"]
AT_FIVE = time(17)
LATER = "on"
"""The brief is complete on a day; whatever else stands there is now."""


class DueForm(PlainForm):
    """A day and a time of day, in the reader's zone."""

    FIELDS: ClassVar[Mapping[str, str]] = {"due": "due_day"}

    due_day = forms.DateField(
        input_formats=["%Y-%m-%d"],
        error_messages={"required": _("Please choose a day."), "invalid": _("Please choose a day.")},
    )
    due_time = forms.TimeField(
        input_formats=CLOCK,
        initial=AT_FIVE,
        error_messages={
            "required": _("Please write the time as 08:30."),
            "invalid": _("Please write the time as 08:30."),
        },
    )

    def due(self) -> datetime | None:
        """The instant in UTC; None where day or time are missing or cannot be read."""
        day, clock = self.cleaned_data.get("due_day"), self.cleaned_data.get("due_time")
        return None if day is None or clock is None else moment(day, clock)


class AskForm(DueForm):
    """What is wanted of somebody."""

    text = Words(missing=_("What is it? A few words are enough."))
    complete = forms.Field(required=False)
    complete_on = forms.DateField(
        required=False, input_formats=["%Y-%m-%d"], error_messages={"invalid": _("Please choose a day.")}
    )

    def __init__(self, *given: Any, brief: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        if not brief:
            del self.fields["complete"], self.fields["complete_on"]

    def clean(self) -> dict[str, Any]:
        """A brief that comes later comes on a day."""
        cleaned = self.cleaned_data
        later = cleaned.get("complete") == LATER and "complete_on" not in self.errors
        if later and cleaned.get("complete_on") is None:
            self.add_error("complete_on", _("On which day will the brief be complete?"))
        return cleaned

    def comes_on(self) -> date | None:
        """The day on which all that it needs is there; None where it is there now."""
        return self.cleaned_data.get("complete_on") if self.cleaned_data.get("complete") == LATER else None


class AskAnswerForm(DueForm):
    """A line that goes with an answer, and the other moment."""

    line = Words(part="line", required=False)

    def __init__(self, *given: Any, another: bool = True, **more: Any) -> None:
        super().__init__(*given, **more)
        if not another:
            del self.fields["due_day"], self.fields["due_time"]

    def said(self) -> dict[str, str] | None:
        """The line as words, or None."""
        return {"line": self.cleaned_data["line"]} if self.cleaned_data.get("line") else None


def moment(day: date, clock: time) -> datetime:
    """The instant, in UTC, at which the reader's wall shows that day and time."""
    return calendar.begins(day, clock, timezone.get_current_timezone_name())
