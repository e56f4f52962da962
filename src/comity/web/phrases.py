"""Phrases that preparing and the alliance share: what two are to each other, which days, samples by register."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

RELATIONS: dict[str, Promise] = {
    "couple": gettext_lazy("We live together as a couple"),
    "housemates": gettext_lazy("We share a flat"),
    "friends": gettext_lazy("Friends"),
    "parent": gettext_lazy("I am %(name)s's parent"),
    "child": gettext_lazy("%(name)s is my parent"),
    "report": gettext_lazy("I report to %(name)s"),
    "manager": gettext_lazy("%(name)s reports to me"),
    "client": gettext_lazy("I send %(name)s work"),
    "supplier": gettext_lazy("%(name)s sends me work"),
    "partners": gettext_lazy("We run something together"),
    "coachee": gettext_lazy("%(name)s coaches me"),
    "coach": gettext_lazy("I coach %(name)s"),
    "co_parents": gettext_lazy("We raise a child in two homes"),
    "team": gettext_lazy("A team"),
    "other": gettext_lazy("Something else"),
}
"""In the order of the page; the keys are the domain's."""

SAMPLES: dict[bool, tuple[Promise, Promise]] = {
    False: (
        gettext_lazy("When the plan changes at the door, I feel like an extra in somebody else's day."),
        gettext_lazy("I hear the tap running, and I count the dishes instead of falling asleep."),
    ),
    True: (
        gettext_lazy("When a job comes in on Thursday for Friday, I do it badly and lie awake over it."),
        gettext_lazy("Every question in between costs me the thread, and then the whole afternoon."),
    ),
}
"""What it is like, at home and at work (True)."""


def relations(name: str) -> list[tuple[str, str]]:
    """What two can be to each other, said about somebody called so."""
    return [(key, relation(key, name)) for key in RELATIONS]


def relation(key: str, name: str) -> str:
    """What the two are to each other."""
    return str(RELATIONS[key]) % {"name": name} if key in RELATIONS else ""


def days(key: str) -> str:
    """Which days a sign's times are for, as one chooses among them."""
    return {"every": _("every day"), "weekdays": _("weekdays"), "weekend": _("weekends")}.get(key, "")


def samples(*, work: bool) -> tuple[Promise, Promise]:
    """Two samples of what something can be like."""
    return SAMPLES[work]
