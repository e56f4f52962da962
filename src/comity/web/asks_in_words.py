"""What people ask of each other once, by the noun of their kind, and how it stands, as sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.domain.ask_standing import AskStanding
from comity.domain.asked import Fitting
from comity.domain.kinds import WORK, Kind, Side
from comity.domain.views import AskView
from comity.web.reading import Reading
from comity.web.templatetags.comity_dates import clock, day, short


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """Everything that is called after what is asked for: a job, a favour, one thing."""

    new: Promise
    of: Promise
    all: Promise
    none: Promise
    waits: Promise
    what: Promise


NOUNS = {
    "job": Noun(
        new=gettext_lazy("A job for %(name)s"),
        of=gettext_lazy("A job from %(name)s"),
        all=gettext_lazy("Jobs"),
        none=gettext_lazy("There is no job yet."),
        waits=gettext_lazy("%(name)s sends you a job"),
        what=gettext_lazy("Your job for %(name)s"),
    ),
    "thing": Noun(
        new=gettext_lazy("One thing to ask of %(name)s"),
        of=gettext_lazy("%(name)s asks one thing of you"),
        all=gettext_lazy("Asked once"),
        none=gettext_lazy("Nothing was asked once yet."),
        waits=gettext_lazy("%(name)s asks one thing of you"),
        what=gettext_lazy("One thing you asked of %(name)s"),
    ),
    "favour": Noun(
        new=gettext_lazy("A favour to ask of %(name)s"),
        of=gettext_lazy("%(name)s asks a favour of you"),
        all=gettext_lazy("Favours"),
        none=gettext_lazy("There is no favour yet."),
        waits=gettext_lazy("%(name)s asks a favour of you"),
        what=gettext_lazy("A favour you asked of %(name)s"),
    ),
}


def noun(kind: Kind, asker: Side) -> Noun:
    """What somebody on that side asks of the other once, in a kind of relationship."""
    if kind is Kind.CLIENT_SUPPLIER and asker is Side.CLIENT:
        return NOUNS["job"]
    return NOUNS["thing" if kind in WORK else "favour"]


def noun_of(reading: Reading, view: AskView) -> Noun:
    """What an ask that was sent is called."""
    sides = {member.id: member.side for member in reading.sight.members}
    return noun(reading.sight.kind, sides[view.by])


def all_of(kind: Kind) -> Noun:
    """What all asks of an alliance are called together."""
    return noun(kind, Side.CLIENT)


def due(when: datetime) -> str:
    """A due moment in full, in the reader's zone."""
    return _("%(day)s, %(time)s") % {"day": day(when), "time": clock(when)}


def there(when: datetime, zone: str) -> str:
    """The same moment on the wall of somebody elsewhere; "" where their clock shows the same."""
    here, away = timezone.localtime(when), when.astimezone(ZoneInfo(zone))
    if here.replace(tzinfo=None) == away.replace(tzinfo=None):
        return ""
    return _("%(day)s, %(time)s") % {"day": day(away.date()), "time": clock(away.time())}


def line_to_paste(what: str, view: AskView) -> str:
    """One line for the messenger that two already use."""
    said = _("%(what)s, by %(day)s %(time)s.") % {"what": what, "day": short(view.due), "time": clock(view.due)}
    return f"{said} {short_verdict(view.fitting)}".strip()


def short_verdict(fitting: Fitting | None) -> str:
    """Whether it fits, and the first day that would; "" where nothing holds."""
    if fitting is None:
        return ""
    if fitting.fits:
        return _("It fits.")
    if fitting.first is None:
        return _("It doesn't fit.")
    return _("It doesn't fit; the first that does is %(day)s, %(time)s.") % {
        "day": short(fitting.first),
        "time": clock(fitting.first),
    }


def standing(reading: Reading, view: AskView) -> str:
    """How an ask stands, in the page's words."""
    if view.standing is AskStanding.WAITING and view.turn_of == reading.you:
        return _("Waits for your answer")
    sentences = {
        AskStanding.WAITING: _("Waits for %(waits_for)s"),
        AskStanding.AGREED: _("Yes"),
        AskStanding.DECLINED: _("No"),
        AskStanding.TAKEN_BACK: _("No longer asked"),
        AskStanding.RELEASED: _("%(asked)s can't keep this"),
        AskStanding.EXPIRED: _("No answer came"),
        AskStanding.CLOSED: _("Over"),
    }
    values = {"waits_for": reading.name(view.turn_of), "asked": reading.name(view.to)}
    return sentences[view.standing] % values
