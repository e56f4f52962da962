"""A story told by clicks and keys: what `comity.demo.telling` does through the one writer, people do here on pages.

Each in it sits at a browser of their own, and each act begins on the page of the two. The tales
cannot tell the difference, but for the moment of an act: here that is now.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from browser.chapters import link_in
from browser.people import Name, Somebody
from comity import holidays
from comity.demo.telling import SATURDAY, Role
from comity.domain.consents import Withdraw
from comity.domain.rules import LeadTime, QuietWindow, Rule
from comity.web import phrases

ZONE = ZoneInfo("Europe/Berlin")
"""Where all the browsers are."""
BACK = "Back to the two of you"
QUESTION = re.compile("^(It is open. Read it when you have a quiet minute.|What you said to each other)$")
YES = re.compile("^Yes(, try it)?$")
LENGTH = re.compile("^(How long|Try it)$")
NO_END = "from now on, without an end"
FIELDS: Mapping[str, Name] = {
    "text": re.compile("^(In your words|The words themselves)$"),
    "because": "Because",
    "sign": "The sign",
    "not_meant": "It doesn't mean that",
    "watch": "What to look for in the try",
}
DAYS = {tuple(range(7)): "every day", tuple(range(5)): "Monday to Friday", (5, 6): "at weekends"}
KEPT_BACK = "let me say it once, and then tell me yours."
"""What would help: the page asks for it, and it stays private until it is asked."""

Words = Mapping[str, str]


class NoPage(Exception):
    """A tale has something done that no page lets anybody do yet."""


class ToldByClicks:
    """The telling of one story. Who acts comes first, then what; a term goes by the words that it began with."""

    def __init__(self, come: Callable[[], Somebody], *, invited: str) -> None:
        self.come, self.invited = come, invited
        self.people: dict[str, Somebody] = {}
        self.wordings: dict[str, str] = {}

    def on(self, days_ago: int, clock: str) -> None:
        """Nothing: whatever was done on another day is done now."""

    def later(self, days: int) -> date:
        """The day that many days after today."""
        return datetime.now(tz=ZONE).date() + timedelta(days=days)

    def begin(self, first: Role, *, relation: str, purpose: str, answer: Words) -> str:
        """Walk from the first page to the message with the link; return the link. No page asks what it is for."""
        del purpose
        one = self._of(first)
        one.opens("/")
        one.writes(self.invited, "Their name")
        one.writes(answer["text"], "What you wish they would get")
        one.taps("Go on")
        one.taps(phrases.relation(relation, self.invited))
        _say_or_skip(one, answer.get("feeling", ""))
        _say_or_skip(one, KEPT_BACK)
        one.taps(f"{self.invited} can just ask me")
        one.taps("Skip")
        one.taps("Skip")
        one.writes(first.name, "Your name")
        one.taps(f"Fold mine, and ask {self.invited} the same question")
        link = link_in(one)
        one.taps("Go on")
        one.taps("Later: this browser remembers you for 30 days.")
        return link

    def join(self, second: Role, place: str, *, answer: Words) -> None:
        """Open the link from the message and fold the second answer."""
        one = self._of(second)
        one.opens(place)
        one.taps("See the question")
        one.writes(answer["text"])
        one.taps("Go on")
        _say_or_skip(one, answer.get("feeling", ""))
        one.taps("Fold it")

    def listen(self, listener: Role, speaker: Role, heard: str = "") -> None:
        """Say back what was heard, aloud where no words are given; the speaker feels heard."""
        one = self._at_the_question(listener)
        if heard:
            one.taps("I'll write it")
            one.writes(heard, "What I heard")
            one.taps("Say it back")
        else:
            one.taps("We're in one room: I'll say it aloud")
        self._at_the_question(speaker).taps("I feel heard")

    def ask(self, who: Role, of: Role, words: Words, *, until: date | None = None, rule: Rule | None = None) -> str:
        """Ask something of somebody."""
        return self._say(who, "Ask", words, f"Ask {of.name}", until=until, rule=rule)

    def offer(self, who: Role, to: Role, words: Words, *, until: date | None = None) -> str:
        """Offer somebody something."""
        return self._say(who, "Offer", words, f"Offer it to {to.name}", until=until)

    def share(self, who: Role, other: Role, words: Words) -> str:
        """Ask for something that both do."""
        return self._say(who, "Something for us both", words, f"Ask {other.name}")

    def limit(self, who: Role, to: Role, words: Words) -> str:
        """Say a limit of one's own."""
        del to
        return self._say(who, "My limit", words, "Say it")

    def another_way(self, who: Role, term: str, words: Words, *, until: date) -> None:
        """Answer a term with other words, and an end to try it until."""
        one = self._at(who, term)
        one.taps("Another way")
        _write(one, {part: words.get(part, "") for part in FIELDS})
        self._try(one, until)
        one.taps("Say it this way")
        self.wordings[term] = words["text"]

    def yes(self, who: Role, term: str, line: str = "") -> None:
        """Say yes to a term's newest words."""
        self._answer(who, term, YES, line)

    def understood(self, who: Role, term: str, line: str = "") -> None:
        """Say that a limit is understood."""
        self._answer(who, term, "Understood", line)

    def send(self, who: Role, to: Role, text: str, *, days: int, knowingly: bool = False) -> str:
        """Ask one thing by a day; where it does not fit, all the same."""
        one, day = self._home(who), self.later(days)
        while day.weekday() >= SATURDAY:
            day += timedelta(days=1)
        one.taps(f"A job for {to.name}")
        one.writes(text, "What is it?")
        one.sets("The day", day.isoformat())
        one.waits_for("does not fit" if knowingly else "fits")
        if not (knowingly and one.script):
            one.taps(f"Send to {to.name}")
        if knowingly:
            one.taps(f"Ask {to.name} all the same")
        return text

    def takes(self, who: Role, ask: str, line: str = "") -> None:
        """Say yes to what was asked once."""
        one = self._home(who)
        one.taps(ask)
        one.taps("Add a line, if you like")
        one.writes(line, "A line with your answer")
        one.taps("Yes")

    def tell(self, who: Role, command: object) -> None:
        """Do what has no word of its own in a tale."""
        match command:
            case Withdraw(term=term):
                one = self._at(who, term)
                one.taps("Take my yes back")
                one.taps("Take it back")
            case _:
                raise NoPage(type(command).__name__)

    def _of(self, role: Role) -> Somebody:
        """The browser of somebody in the story; they come when they are first told of."""
        if role.part not in self.people:
            self.people[role.part] = self.come()
        return self.people[role.part]

    def _home(self, role: Role) -> Somebody:
        """Somebody on the page of the two, as it is now."""
        one = self._of(role)
        if one.page.get_by_role("link", name=BACK).count():
            one.taps(BACK)
        else:
            one.looks_again()
        return one

    def _at(self, role: Role, term: str) -> Somebody:
        """Somebody on the page of a term."""
        one = self._home(role)
        one.turns_to(self.wordings[term])
        return one

    def _at_the_question(self, role: Role) -> Somebody:
        """Somebody before the two opened answers."""
        one = self._home(role)
        one.taps(QUESTION)
        if one.page.locator("details.reveal:not([open])").count():
            one.taps("Open both")
        return one

    def _say(
        self, who: Role, way: str, words: Words, send: str, *, until: date | None = None, rule: Rule | None = None
    ) -> str:
        """Say something new, in words that need no hint."""
        one = self._home(who)
        one.taps(way)
        _write(one, words)
        _set(one, rule)
        self._try(one, until)
        one.taps(send)
        one.cannot("Keep my words")
        self.wordings[words["text"]] = words["text"]
        return words["text"]

    def _try(self, one: Somebody, until: date | None) -> None:
        """Choose how long it is tried."""
        weeks = (until - self.later(0)).days // 7 if until else 0
        one.chooses(re.compile(f"^{weeks} weeks?, until ") if until else NO_END, LENGTH)

    def _answer(self, who: Role, term: str, reply: Name, line: str) -> None:
        one = self._at(who, term)
        if line:
            one.taps("Add a line, if you like")
            one.writes(line, "A line with your answer")
        one.taps(reply)


def _say_or_skip(one: Somebody, words: str) -> None:
    if words:
        one.writes(words)
    one.taps("Go on" if words else "Skip")


def _write(one: Somebody, words: Words) -> None:
    """Write each part into its field, unfolding it where it lies folded."""
    for part, said in words.items():
        one.finds(FIELDS[part])
        one.writes(said, FIELDS[part])


def _set(one: Somebody, rule: Rule | None) -> None:
    """Give the times that a rule is made of."""
    match rule:
        case None:
            pass
        case QuietWindow(start=start, end=end, weekdays=weekdays):
            one.finds("From")
            one.sets("From", start)
            one.sets("to at the latest", end)
            one.chooses(DAYS[weekdays], "on")
        case LeadTime(days=days, country=country, region="", cut_off=None, weekdays=(0, 1, 2, 3, 4)):
            one.taps("Count working days before")
            one.writes(str(days), "At least")
            one.chooses(holidays.country_name(country, "en"), "Public holidays of")
        case _:
            raise NoPage(type(rule).__name__)
