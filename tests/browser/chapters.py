"""The story of Tom and Sarah in chapters: what one of them does from one screen to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass

from browser.people import Somebody

WISH = "I don't like to talk in the morning, at least not until I've had my coffee"
FEELING = "I'm not awake yet. Words feel like noise, I get short with you, and then I'm sorry."
HELP = "let the first cup come before the talk."
SIGN = "my cup is empty and I come over"
NOT_MEANT = "I'm cross, or that I don't want you there."
OFFER = "come and find you when my cup is empty. Ten minutes that are ours."
OF_SARAH = ("coffee", "awake", "noise")
"""What gives away Sarah's answer, in whatever way a page may write it."""
PREPARED_BY_SARAH = ("cup", "m cross", "Ten minutes")
TOLD = "Mornings are when I have things to tell you."
DOUBT = "When you turn away I think I did something wrong."
OF_TOM = ("things to tell", "turn away", "something wrong")
LINK = re.compile(r"http\S+/link/[\w-]+/")


@dataclass(slots=True)
class Two:
    """The two, and what was sent from one to the other outside of Comity."""

    sarah: Somebody
    tom: Somebody
    link: str = ""


def sarah_prepares(sarah: Somebody) -> None:
    """S1 to S7, everything said."""
    sarah.opens("/")
    sarah.writes("Tom", "Their name")
    sarah.writes(WISH, "What you wish they would get")
    sarah.taps("Go on")
    sarah.taps("We live together as a couple")
    for words in (FEELING, HELP):
        sarah.writes(words)
        sarah.taps("Go on")
    sarah.writes(SIGN, "The sign:")
    sarah.sets("From", "07:00")
    sarah.sets("to at the latest", "08:30")
    sarah.taps("Go on")
    for words in (NOT_MEANT, OFFER):
        sarah.writes(words)
        sarah.taps("Go on")


def sarah_folds(two: Two) -> None:
    """S8 to S9: her answer is folded, and there is a link for Tom."""
    two.sarah.writes("Sarah", "Your name")
    two.sarah.taps("Fold mine, and ask Tom the same question")
    two.link = link_in(two.sarah)


def link_in(sender: Somebody) -> str:
    """The link in the message that lies ready."""
    found = LINK.search(sender.field("Your message").input_value())
    assert found
    return found[0]


def sarah_waits(sarah: Somebody) -> None:
    """S10 to S11."""
    sarah.taps("Go on")
    sarah.taps("Later: this browser remembers you for 30 days.")


def tom_answers(two: Two, *, feeling: str = "") -> None:
    """T1 to T5."""
    tom = two.tom
    tom.opens(two.link)
    tom.taps("See the question")
    tom.writes(TOLD)
    tom.taps("Go on")
    if feeling:
        tom.writes(feeling)
    tom.taps("Go on" if feeling else "Skip")
    tom.taps("Fold it")


def as_shown(reader: Somebody) -> str:
    """The page as it is, but for what is drawn anew for each."""
    return re.sub(r'(name="(?:csrfmiddlewaretoken|act)" value=")\w+', r"\1", reader.page.content())
