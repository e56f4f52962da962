"""Ana and Ben, each with a browser of their own, who go through the real pages.

What they do has the names of the pages: `ana.begins("…")`, `ben.takes(link)`, `ben.folds("…")`,
`ana.asks("…")`, `ben.answers("yes")`, `ana.looks_back("keep")`. Every act reads the page that it
starts from, and sends what stands in that page's form.
"""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from html import unescape
from typing import Any

from django.test import Client
from django.utils import timezone

from comity.accounts.models import Person, Seat

HIDDEN = re.compile(r'<input type="hidden" name="([a-z]+)" value="([^"]*)">')
LINK = re.compile(r"/link/[\w-]{43}/")


class Somebody:
    """One person, one browser; where they are in an alliance is learnt from the addresses they are led to."""

    def __init__(self, name: str) -> None:
        self.name, self.client = name, Client()
        self.alliance = self.question = self.place = self.link = self.term = self.job = ""

    @property
    def person(self) -> Person:
        return Person.objects.get(pk=self.client.session["_auth_user_id"])

    @property
    def member(self) -> str:
        return Seat.objects.get(alliance=self.alliance, person=self.person).member

    def at(self, *parts: str) -> str:
        """An address in their alliance."""
        return "/".join(["/alliances", self.alliance, *parts, ""])

    def sees(self, path: str) -> str:
        """The page at an address, or the one it leads to."""
        return unescape(self.client.get(path, follow=True).content.decode())

    def sends(self, path: str, **form: Any) -> Any:
        """Send a form; one without a key gets one of its own."""
        return self.client.post(path, {"act": uuid.uuid4().hex, **form})

    def fills(self, path: str, to: str = "", **typed: Any) -> Any:
        """Open a page, and send its form with what stands in it and what is typed."""
        standing = dict(HIDDEN.findall(self.sees(path))) | {"zone": "Europe/Berlin"}
        return self.sends(to or path, **(standing | typed))

    def prepares(self, wish: str = "I read the paper alone", **said: str) -> str:
        """From the first page to the sheet; the draft's id."""
        led = self.fills("/", "/prepare/", name="Ben", wish=wish)["Location"]
        draft: str = led.split("/")[2]
        for step in ("feeling", "help", "sign", "not-meant", "offer"):
            typed = {step.replace("-", "_"): said.get(step.replace("-", "_"), "")}
            self.sends(f"/prepare/{draft}/{step}/", **typed, **({} if any(typed.values()) else {"skip": "1"}))
        self.sends(f"/prepare/{draft}/relation/", relation=said.get("relation", "couple"))
        return draft

    def begins(self, wish: str = "I read the paper alone", **said: str) -> str:
        """Fold what was prepared, which asks the other the same question; the link for them."""
        self.alliance = draft = self.prepares(wish, **said)
        self.sends(f"/prepare/{draft}/sheet/", way="fold", my_name=self.name)
        self.sends(f"/prepare/{draft}/fold/")
        page = self.sees(self.at("places"))
        self.place = re.findall(r"/places/([0-9a-f]{32})/take-back/", page)[-1]
        self.question = re.findall(r"/questions/([0-9a-f]{32})/", self.sees(self.at()))[0]
        self.link = LINK.findall(page)[-1]
        return self.link

    def takes(self, link: str) -> Any:
        """Use a link up: from now on the question can be answered from behind it."""
        self.link = link
        answer = self.fills(link, answer="see")
        self.place = answer["Location"].split("/")[2] if answer.status_code == 302 else ""
        return answer

    def writes(self, text: str, feeling: str = "") -> Any:
        """Type an answer, and come to the screen where it is folded."""
        self.sends(self._desk("answer"), text=text)
        return self.sends(self._desk("feeling"), feeling=feeling)

    def folds(self, text: str, feeling: str = "") -> Any:
        """Write and fold; somebody with a link joins by it."""
        self.writes(text, feeling)
        return self._fold()

    def declines(self) -> Any:
        """Rather not say."""
        self.sends(self._desk("answer"), way="decline")
        return self._fold()

    def unfolds(self) -> Any:
        return self.sends(self.at("questions", self.question, "unfold"))

    def _desk(self, step: str) -> str:
        return self.at("questions", self.question, "answer", step) if self.alliance else f"/door/{self.place}/{step}/"

    def _fold(self) -> Any:
        answer = self.fills(self._desk("fold"))
        if not self.alliance:
            _, _, self.alliance, _, self.question, _ = answer["Location"].split("/")
        return answer

    def asks(self, text: str, kind: str = "ask", **more: Any) -> Any:
        """Say a wish, an offer, a limit, or something for all."""
        until = "open" if kind == "limit" else "14"
        answer = self.fills(self.at("say", kind), text=text, **({"until": until, "keep": "1"} | more))
        if answer.status_code == 302:
            self.term = answer["Location"].split("/")[-2]
        return answer

    def sends_job(self, to: str, text: str = "Spring flyer", day: str = "", **more: Any) -> Any:
        """Ask one thing of somebody, by five in the afternoon of a day a month ahead, or of another."""
        day = day or (timezone.localdate() + timedelta(days=30)).isoformat()
        answer = self.fills(self.at("ask", to), text=text, due_day=day, due_time="17:00", **more)
        if answer.status_code == 302:
            self.job = answer["Location"].split("/")[-2]
        return answer

    def answers_job(self, said: str, **more: Any) -> Any:
        """Yes, no, another date: to the ask that stands on its page."""
        return self.fills(self.at("asks", self.job), self.at("asks", self.job, "answer"), answer=said, **more)

    def answers(self, said: str, **more: Any) -> Any:
        """Yes, no, later: to the wording that stands on the term's page."""
        return self.fills(self.at("terms", self.term), self.at("terms", self.term, "answer"), answer=said, **more)

    def looks_back(self, verdict: str, **more: Any) -> Any:
        return self.fills(self.at("terms", self.term, "look-back"), verdict=verdict, **more)

    def rewords(self, **more: Any) -> Any:
        """Put what they try into other words, without an end."""
        return self.fills(self.at("terms", self.term, "another-way"), until="open", **more)

    def goes_on_a_week(self) -> Any:
        """Tap the button for one week more as it stands on the page."""
        form = re.search(r'one-more-week/">.*?</form>', self.sees(self.at("terms", self.term)), re.DOTALL)
        assert form, "the button is not there"
        return self.client.post(
            self.at("terms", self.term, "look-back", "one-more-week"), dict(HIDDEN.findall(form[0]))
        )


def together(one: str = "Ana", other: str = "Ben") -> tuple[Somebody, Somebody]:
    """Both folded, both in it, their first question open."""
    ana, ben = Somebody(one), Somebody(other)
    ben.takes(ana.begins())
    ben.folds("I tell things in the morning")
    return ana, ben


def trying(one: str = "Ana", other: str = "Ben") -> tuple[Somebody, Somebody]:
    """The same, and they are trying what the first asked."""
    ana, ben = together(one, other)
    try_it(ana, ben)
    return ana, ben


def try_it(ana: Somebody, ben: Somebody, text: str = "Please let me finish the page first") -> None:
    """Ana asks, and Ben says yes."""
    ana.asks(text)
    ben.term = ana.term
    ben.answers("yes")
