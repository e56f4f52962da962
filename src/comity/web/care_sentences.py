"""What care refuses and hints at, as sentences; they speak of words and of what is whose, never of the writer."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

INSTEAD: dict[str, tuple[Promise, Promise]] = {
    "controls_whereabouts": (
        _("Where somebody is, and with whom, stays theirs to tell."),
        _("You can ask for a word when plans change, or say what you will do yourself when you worry."),
    ),
    "controls_accounts": (
        _("Phones, passwords, messages and accounts stay with the one they belong to."),
        _("You can say what worries you, and ask for a time to talk about it."),
    ),
    "controls_contacts": (
        _("Whom somebody meets, likes or writes to is theirs to choose."),
        _("You can ask for time with you: an evening, a walk, a call."),
    ),
    "controls_clothing": (
        _("What somebody wears is theirs to choose."),
        _("You can ask for something about your own comfort, or your own evening."),
    ),
    "controls_body": (
        _("Somebody's body is theirs alone."),
        _("You can say what you feel, or ask for something that you would do together."),
    ),
    "controls_food": (
        _("What somebody eats and drinks is theirs to choose."),
        _("You can ask for a meal together, or say what you will cook."),
    ),
    "controls_sleep": (
        _("When and how somebody sleeps is theirs to choose."),
        _("You can ask for quiet at the hours when you sleep."),
    ),
    "controls_money": (
        _("Somebody's own money is theirs to decide about."),
        _("You can ask to decide together about what you share, above a sum you name."),
    ),
    "controls_job": (
        _("Whether and where somebody works is theirs to choose."),
        _("You can ask for time, or for a talk about how you share the work at home."),
    ),
    "controls_documents": (
        _("Somebody's papers stay in their own hands."),
        _("You can ask for a safe place at home where each keeps their own."),
    ),
    "controls_health": (
        _("Somebody's health is between them and whom they choose to ask."),
        _("You can say what worries you, and offer to come along."),
    ),
    "controls_faith": (
        _("What somebody believes, and how they live it, is theirs."),
        _("You can ask for room for your own, or for a feast together."),
    ),
    "controls_going": (
        _("Coming and going is free for everyone here."),
        _("You can ask for a word beforehand about evenings that you planned together."),
    ),
    "threatens": (
        _("This says what happens to the other. It would be hard to say no to."),
        _("You can say what you will do for yourself, and leave out the rest."),
    ),
}
"""For each code of care's refusal: why not, and what can be asked instead."""

HINTS: dict[str, Promise] = {
    "mind_reading": _("“%(found)s” asks %(name)s to guess. What would %(name)s be doing, and when?"),
    "rule_as_limit": _("A limit says what you do yourself: “If …, I will …”. What would you do?"),
    "trade": _("“%(found)s” ties two things together. What would you ask for if it stood alone?"),
    "blame": _("“%(found)s” may be heard as blame. What would you like to happen instead, and when?"),
    "sign_offered": _("“%(found)s”: only you can see when that is. Which sign or time would tell %(name)s?"),
    "vague": _("“%(found)s” can look many ways. What would %(name)s be doing, and when?"),
    "several_asks": _("That looks like more than one thing. Which one would help most? The others can wait."),
    "no_doer": _("“%(found)s” names nobody. What would %(name)s be doing?"),
    "no_time": _("When would it be? A day, a time, or “when …” makes it easy to try."),
}
"""For each code of a wording hint: one sentence, with one way to say it more plainly."""

OWN_ACTS: dict[str, Promise] = {
    "hand_back": _("I hand the %(matter)s back"),
    "end_call": _("I end the call, and ring again later"),
    "leave_room": _("I leave the room, and come back in half an hour"),
    "sleep_apart": _("I sleep in the other room"),
    "go_ahead": _("I go ahead by myself"),
    "say_no": _("I say no"),
}
"""For each code of an act of the owner's own: a second half for a limit that gave orders."""
