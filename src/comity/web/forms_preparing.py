"""The forms of preparing alone, one a screen (S1 to S8); each reads the draft so far, and gives what to keep of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from comity.domain.act import TermKind
from comity.domain.kinds import RELATIONS, WORK, Kind
from comity.web import wording
from comity.web.forms import Name, PlainForm, Words, Zone

DAYS = ("every", "weekdays", "weekend")
EARLY_PARTS = frozenset({"name", "wish", "good", "relation"})
"""What a draft holds before its writer has gone on from the first page."""


class Wish(PlainForm):
    """The first sentence: about whom, and what they would get."""

    name = Name(label=_("Their name"), help_text=_("name"), missing=_("There is no name here yet."))
    wish = Words(
        label=_("What you wish they would get"), missing=_("There are no words here yet. One thing is enough.")
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, draft: Mapping[str, str]) -> None:
        super().__init__(data, initial=dict(draft))
        self.draft = draft


class Beginning(Wish):
    """The same on the first page, where the browser tells its zone."""

    good = forms.BooleanField(required=False)
    zone = Zone()

    def kept(self) -> dict[str, str]:
        """Return what was written, for the draft."""
        good = "1" if self.cleaned_data["good"] else ""
        return {"name": self.cleaned_data["name"], "wish": self.cleaned_data["wish"], "good": good}


class Step(PlainForm):
    """One screen of preparing."""

    kind = TermKind.REQUEST
    cared_for: tuple[str, ...] = ()
    """Fields whose words may become a term, and so are held against the rules of care."""
    skipped: Mapping[str, str] = {}
    """What skipping makes of the draft; by itself it leaves the draft as it was."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, draft: Mapping[str, str]) -> None:
        super().__init__(data, initial=dict(draft))
        self.draft = draft

    def clean(self) -> dict[str, Any]:
        """Keep out what would govern the other; it goes no further than this page."""
        cleaned = self.cleaned_data
        for field in self.cared_for:
            sentence = wording.refusal(kind=self.kind, text=cleaned.get(field, ""), draft=self.draft)
            if sentence:
                self.add_error(field, sentence)
        return cleaned


class Relation(Step):
    """What the two are to each other: one tap."""

    relation = forms.ChoiceField(
        choices=[(key, key) for key in RELATIONS],
        error_messages={
            "required": _("Choose the one that fits best."),
            "invalid_choice": _("Choose the one that fits best."),
        },
    )


class Feeling(Step):
    """What it is like."""

    feeling = Words(part="feeling", required=False)


class Help(Step):
    """One thing that would help."""

    help = Words(missing=_("There are no words here yet. One thing is enough, however small."))
    cared_for = ("help",)


class Sign(Step):
    """How the other will know: a sign, a time, or both."""

    sign = Words(part="sign", required=False)
    sign_from = forms.TimeField(required=False, input_formats=["%H:%M", "%H:%M:%S"])
    sign_to = forms.TimeField(required=False, input_formats=["%H:%M", "%H:%M:%S"])
    sign_days = forms.ChoiceField(required=False, choices=[(key, key) for key in DAYS])
    cared_for = ("sign",)
    skipped = {"sign": "", "sign_from": "", "sign_to": "", "sign_days": ""}

    def __init__(self, data: Mapping[str, Any] | None = None, *, draft: Mapping[str, str]) -> None:
        super().__init__(data, draft=draft)
        for field in ("sign_from", "sign_to"):
            self.fields[field].error_messages["invalid"] = _("A time is written as 08:30.")
        self.fields["sign_days"].error_messages["invalid_choice"] = _("Choose one of the days offered.")

    def clean(self) -> dict[str, Any]:
        """A window has two ends."""
        cleaned = super().clean()
        if not self.errors:
            self._check_window(cleaned["sign_from"], cleaned["sign_to"])
        if not self.errors and not cleaned["sign"] and cleaned["sign_to"] is None:
            self.add_error("sign", _("There is neither a sign nor a time yet. One of them is enough."))
        return cleaned

    def _check_window(self, start: object, end: object) -> None:
        if (start is None) != (end is None):
            field = "sign_from" if start is None else "sign_to"
            self.add_error(field, _("Times come in pairs: give both, or neither."))
        elif start is not None and start == end:
            self.add_error("sign_to", _("The two times are the same. Make one of them later."))

    def kept(self) -> dict[str, str]:
        """Return the sign, and the times as hours and minutes."""
        start, end = self.cleaned_data["sign_from"], self.cleaned_data["sign_to"]
        return {
            "sign": self.cleaned_data["sign"],
            "sign_from": f"{start:%H:%M}" if start else "",
            "sign_to": f"{end:%H:%M}" if end else "",
            "sign_days": (self.cleaned_data["sign_days"] or "every") if end else "",
        }


class NotMeant(Step):
    """What it does not mean."""

    not_meant = Words(part="not_meant", required=False)
    cared_for = ("not_meant",)


class Offer(Step):
    """What the writer could do."""

    offer = Words(required=False)
    kind = TermKind.OFFER
    cared_for = ("offer",)


class Sheet(Step):
    """The whole sheet, and what the other calls its writer; the name is needed only to ask."""

    my_name = Name(required=False, label=_("Your name"), help_text=_("your name"))

    def clean_my_name(self) -> str:
        """A name is needed where the other will see it."""
        name: str = self.cleaned_data["my_name"]
        if not name and self.data.get("way") == "fold":
            raise ValidationError(_("There is no name here yet. It stands under your words."))
        return name


STEPS: dict[str, type[Wish | Step]] = {
    "wish": Wish,
    "relation": Relation,
    "feeling": Feeling,
    "help": Help,
    "sign": Sign,
    "not-meant": NotMeant,
    "offer": Offer,
    "sheet": Sheet,
}
"""The screens in their order; `wish` is the first page again, to change it."""


def is_work(draft: Mapping[str, str]) -> bool:
    """Whether the pages speak the work register."""
    return kind_of(draft) in WORK


def kind_of(draft: Mapping[str, str]) -> Kind | None:
    """Return the kind of relationship once it is known."""
    relation = RELATIONS.get(draft.get("relation", ""))
    return relation.kind if relation else None
