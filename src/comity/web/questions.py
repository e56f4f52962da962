"""A question as it is asked: of the first visit, of a playbook, or in the words of whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from comity import playbooks
from comity.domain.kinds import WORK, Kind

WISH = "first.wish"
KEEP = "first.keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question in the reader's language."""

    title: str
    about: str
    samples: Sequence[str]
    feeling: str
    feeling_about: str


def asked(ref: str, *, name: str, kind: Kind, own: str = "") -> Asked:
    """The question behind a reference, about `name`; `own` is its text where a member wrote it."""
    if ref in (WISH, KEEP):
        return _first(ref, name=name, kind=kind)
    worth = playbooks.question(ref, translation.get_language() or "en") if ref else None
    if worth is not None:
        return Asked(title=worth.text, about=worth.why, samples=worth.samples, feeling="", feeling_about="")
    about = _("In your own words, and as short as you like.")
    return Asked(title=own or _("A question"), about=about, samples=(), feeling="", feeling_about="")


def _first(ref: str, *, name: str, kind: Kind) -> Asked:
    """The question of the first visit, with samples of what people in such a relationship say."""
    work, book = kind in WORK, playbooks.playbook(kind, translation.get_language() or "en")
    if ref == KEEP:
        return Asked(
            title=_("With %(name)s, what do you want to keep?") % {"name": name},
            about=_about(name, work=work),
            samples=(
                _("The ten minutes on Monday morning.") if work else _("Sunday walks, even when it rains."),
                _("That we can both say: not today."),
            ),
            feeling=_("What does that give you?"),
            feeling_about=_("This is the part people rarely say."),
        )
    return Asked(
        title=_("What do you wish %(name)s would just get?") % {"name": name},
        about=_about(name, work=work),
        samples=book.samples if book else _at_work() if work else _at_home(),
        feeling=_("What is that like for you?"),
        feeling_about=_("%(name)s can't feel it from the inside. This is the part people rarely say.") % {"name": name},
    )


def _about(name: str, *, work: bool) -> str:
    if work:
        return _(
            "One small thing from your working days is enough. "
            "It needn't be about what %(name)s wrote; you haven't seen it."
        ) % {"name": name}
    return _(
        "One small thing from daily life is enough. It needn't be about what %(name)s wrote; you haven't seen it."
    ) % {"name": name}


def _at_home() -> tuple[str, str]:
    return (
        _("When I come home I need ten minutes before I can talk."),
        _("I like to know a day before when somebody is coming round."),
    )


def _at_work() -> tuple[str, str]:
    return (
        _("When I am deep in something, one question can cost me the hour."),
        _("I like to hear the day before when a date moves."),
    )
