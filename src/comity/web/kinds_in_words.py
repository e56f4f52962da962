"""What each kind of term is called on the pages, and how one is said for the first time."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.domain.act import TermKind


@dataclass(frozen=True, slots=True, kw_only=True)
class KindInWords:
    """The sentences about one kind; `name` is the other, `owner` the one whose it is."""

    talked: Promise
    waits: Promise
    asks_you: Promise
    question: Promise
    about: Promise
    about_at_work: Promise | None = None
    send: Promise
    counts_days: bool = False
    """Whether working days before can be said with it: what one asks for oneself."""


_ASKS = _("%(owner)s asks %(name)s")
_WAITS = _("%(name)s asks you something")
_ASKS_YOU = _("%(owner)s asks you")
_SEND = _("Ask %(name)s")

KINDS: dict[TermKind, KindInWords] = {
    TermKind.REQUEST: KindInWords(
        talked=_ASKS,
        waits=_WAITS,
        asks_you=_ASKS_YOU,
        question=_("What do you ask of %(name)s?"),
        about=_("One thing, and when. Something a camera could see."),
        about_at_work=_("One thing, and when. Something that can be seen."),
        send=_SEND,
        counts_days=True,
    ),
    TermKind.OFFER: KindInWords(
        talked=_("%(owner)s offers %(name)s"),
        waits=_("%(name)s offers you something"),
        asks_you=_("%(owner)s offers you something"),
        question=_("What will you do for %(name)s?"),
        about=_("It stands by itself, whatever comes back."),
        send=_("Offer it to %(name)s"),
    ),
    TermKind.SUPPORT: KindInWords(
        talked=_ASKS,
        waits=_WAITS,
        asks_you=_ASKS_YOU,
        question=_("What helps you then?"),
        about=_("What %(name)s can do when you are scared, stuck or resisting."),
        send=_SEND,
    ),
    TermKind.BOUNDARY: KindInWords(
        talked=_("%(owner)s's limit"),
        waits=_("%(name)s says a limit"),
        asks_you=_("%(owner)s says a limit"),
        question=_("Your limit"),
        about=_(
            "A limit says what you will do yourself: “If …, I will …” or “Unless …, I will …”. "
            "It stands as soon as you say it."
        ),
        send=_("Say it"),
        counts_days=True,
    ),
    TermKind.SHARED: KindInWords(
        talked=_ASKS,
        waits=_WAITS,
        asks_you=_("%(owner)s asks you both"),
        question=_("What will you all do?"),
        about=_("It holds when each of you has said yes to these words."),
        send=_SEND,
    ),
}

WAYS = {
    "ask": TermKind.REQUEST,
    "offer": TermKind.OFFER,
    "limit": TermKind.BOUNDARY,
    "both": TermKind.SHARED,
}
"""The kinds that a page lets one say, by their word in its address."""
