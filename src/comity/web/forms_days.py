"""The part of a wording that counts working days: how many, which, and whose public holidays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.utils import translation
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from comity import holidays
from comity.domain.rules import DAYS_AT_MOST, LeadTime, Rule
from comity.web.forms import PlainForm

HOW_MANY = _("A number from 1 to %(limit)s, or none.")
UNKNOWN_COUNTRY = _("The holidays of this country are not known here. Choose another, or none.")
UNKNOWN_REGION = _("This region does not belong to the country. Choose one from the list.")
WORKING_WEEK = ("0", "1", "2", "3", "4")


class LeadTimeForm(PlainForm):
    """At least so many working days before; without a number there is no such rule."""

    FIELDS: ClassVar[Mapping[str, str]] = {"country": "lead_country", "region": "lead_region"}

    lead_days = forms.IntegerField(required=False, min_value=1, max_value=DAYS_AT_MOST)
    lead_weekdays = forms.MultipleChoiceField(
        choices=[(str(number), name) for number, name in WEEKDAYS.items()], required=False, initial=WORKING_WEEK
    )
    lead_country = forms.ChoiceField(required=False, error_messages={"invalid_choice": UNKNOWN_COUNTRY})
    lead_region = forms.ChoiceField(required=False, error_messages={"invalid_choice": UNKNOWN_REGION})
    lead_cut_off = forms.TimeField(
        required=False,
        input_formats=["%H:%M", "%H:%M:%S"],
        error_messages={"invalid": _("Please write the time as 08:30.")},
    )

    def __init__(self, *given: Any, days: bool = False, **more: Any) -> None:
        super().__init__(*given, **more)
        if not days:
            for name in LeadTimeForm.base_fields:
                del self.fields[name]
            return
        for code in ("invalid", "min_value", "max_value"):
            self.fields["lead_days"].error_messages[code] = HOW_MANY % {"limit": DAYS_AT_MOST}
        self._choices("lead_country", ("", _("none")), countries())
        if self._country():
            self._choices("lead_region", ("", _("all of it")), holidays.regions(self._country()))
        else:  # whatever region was left in the form is nobody's
            self.fields["lead_region"] = forms.Field(required=False)

    def _choices(self, name: str, first: tuple[str, Any], rest: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # declared above
        field.choices = [first, *rest]

    def _country(self) -> str:
        return str(self["lead_country"].value() or "")

    @property
    def has_regions(self) -> bool:
        """Whether the country that is chosen has holidays by region."""
        return "lead_region" in self.fields and len(holidays.regions(self._country())) > 0

    @property
    def counts_days(self) -> bool:
        """Whether this part is on the page."""
        return "lead_days" in self.fields

    def clean_lead_weekdays(self) -> list[str]:
        """Working days are some days of the week."""
        chosen: list[str] = self.cleaned_data["lead_weekdays"]
        if not chosen and self.cleaned_data.get("lead_days"):
            raise forms.ValidationError(_("Choose at least one day of the week."))
        return chosen

    def lead_time(self, *, owner: str, zone: str) -> tuple[Rule, ...]:
        """The rule that the days make, if there are any; it protects `owner`, in whose zone days are counted."""
        days, cut_off = self.cleaned_data.get("lead_days"), self.cleaned_data.get("lead_cut_off")
        if not days:
            return ()
        country = self.cleaned_data["lead_country"]
        rule = LeadTime(
            days=days,
            weekdays=tuple(sorted(int(each) for each in self.cleaned_data["lead_weekdays"])),
            country=country,
            region=self.cleaned_data["lead_region"] if country else "",
            cut_off=None if cut_off is None else f"{cut_off:%H:%M}",
            zone=zone,
            days_off_of=owner,
        )
        return (rule,)


def countries() -> list[tuple[str, str]]:
    """The countries whose holidays are known, by their names in the reader's language."""
    language = translation.get_language() or "en"
    named = ((code, holidays.country_name(code, language)) for code in holidays.countries())
    return sorted(named, key=lambda each: each[1].casefold())


def standing_days(rule: LeadTime) -> dict[str, Any]:
    """What stands in the fields where a wording has such a rule already."""
    return {
        "lead_days": rule.days,
        "lead_weekdays": [str(each) for each in rule.weekdays],
        "lead_country": rule.country,
        "lead_region": rule.region,
        "lead_cut_off": rule.cut_off or "",
    }


SHOW = "show"
"""The name of a button that shows more of a form, with what was typed kept, and sends nothing."""
LEAD_DAYS = "lead_days"


def shows_more(request: HttpRequest) -> bool:
    """Whether more of the form was asked for."""
    return SHOW in request.POST


def shows_days(request: HttpRequest) -> bool:
    """Whether working days are on the page, or were asked for."""
    return SHOW in request.POST or LEAD_DAYS in request.POST


def typed_before(request: HttpRequest) -> dict[str, Any]:
    """What was typed before more of the form was asked for; where it was not, nothing."""
    if not shows_more(request):
        return {}
    typed: dict[str, Any] = request.POST.dict()
    several = {name: request.POST.getlist(name) for name in ("lead_weekdays", "names") if name in request.POST}
    return typed | several
