"""What forms read: words that may be kept, names, zones. They parse; what is allowed is the domain's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, ClassVar
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from comity.domain import words
from comity.domain.refusal import Refused
from comity.web import wording

JOINERS = re.compile("[\n\t\u200c-\u200f]")
"""Unseen, and yet part of what people write."""


class Words(forms.Field):
    """What a person writes: cleaned as it is kept, and no longer than its part may be."""

    def __init__(self, *, part: str = "text", missing: Any = None, **more: Any) -> None:
        super().__init__(**more)
        self.part = part
        self.max_length = words.limit(part)
        self.error_messages["required"] = missing or _("There are no words here yet.")

    def to_python(self, value: Any) -> str:
        """Return the words as they are kept."""
        try:
            text = words.clean(str(value or ""), part=self.part)
        except Refused as refused:
            raise ValidationError(wording.of(refused)) from None
        if len(text) > self.max_length:
            raise ValidationError(wording.too_long(limit=self.max_length, length=len(text)))
        return text

    def bound_data(self, data: Any, initial: Any) -> str:
        """Return what was typed, to be shown again, without what nobody can see."""
        del initial
        return "".join(each for each in str(data or "") if unicodedata.category(each)[0] != "C" or JOINERS.match(each))


class Name(Words):
    """What somebody is called: one line."""

    def __init__(self, **more: Any) -> None:
        super().__init__(part="name", missing=more.pop("missing", _("There is no name here yet.")), **more)

    def to_python(self, value: Any) -> str:
        """Return the name on one line."""
        return " ".join(super().to_python(value).split())


class Zone(forms.Field):
    """A time zone that this house knows; anything else is as good as none."""

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: Any) -> str:
        """Return the zone's name or nothing."""
        name = str(value or "")
        return name if name in available_timezones() else ""


class PlainForm(forms.Form):
    """A form whose marks on the page are all its template's."""

    use_required_attribute = False

    FIELDS: ClassVar[Mapping[str, str]] = {}
    """The field in which a part stands that the domain calls otherwise."""

    def kept(self) -> dict[str, str]:
        """Return what was written, for a draft."""
        return {key: str(text or "") for key, text in self.cleaned_data.items()}
