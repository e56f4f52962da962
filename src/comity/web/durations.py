"""How long something lasted, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

WORDS = (
    _("one"),
    _("two"),
    _("three"),
    _("four"),
    _("five"),
    _("six"),
    _("seven"),
    _("eight"),
    _("nine"),
    _("ten"),
    _("eleven"),
    _("twelve"),
)
"""What is written out; beyond it, figures are easier to read."""
WEEK = 7


def lasted(days: int) -> str:
    """So many weeks, where they are whole ones, else so many days."""
    if days % WEEK == 0:
        weeks = days // WEEK
        return ngettext("%(number)s week", "%(number)s weeks", weeks) % {"number": _number(weeks)}
    return ngettext("%(number)s day", "%(number)s days", days) % {"number": _number(days)}


def _number(count: int) -> str:
    return str(WORDS[count - 1]) if 0 < count <= len(WORDS) else str(count)
