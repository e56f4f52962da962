"""Every sentence that people read goes through the catalogue: none is left over where all of it is marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from zoneinfo import available_timezones

import pytest
from django.utils import translation

from comity import playbooks
from comity.accounts.models import Seat
from comity.domain.kinds import Kind
from web.addresses import everything, received
from web.moments import Clock
from web.pair import Somebody, together, try_it

pytestmark = pytest.mark.django_db

OURS, SHUT = "⟦", "⟧"
READ_ALOUD = ("aria-label", "alt", "placeholder", "title", "data-done")
UNREAD = frozenset({"script", "style", "svg"})
PLACES = available_timezones() | {"en", "en-us"}
"""What zones and languages are called is the same for everybody."""
EMPTY = frozenset({"meta", "link", "input", "img", "br", "hr", "path"})


class Reader(HTMLParser):
    """Gathers what can be read on a page and is neither marked as ours nor said by people."""

    def __init__(self, said: re.Pattern[str]) -> None:
        super().__init__()
        self.said, self.depth, self.unread = said, 0, 0
        self.left: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self.unread or tag in UNREAD or given.get("translate") == "no" or given.get("value") in PLACES:
            self.unread += tag not in EMPTY
            return
        texts = [given[name] for name in READ_ALOUD if name in given]
        texts += [given["content"]] if given.get("property") or given.get("name") == "description" else []
        texts += [given["value"]] if given.get("name") == "turned" else []
        for text in texts:
            self._read(text, self._outside(text, 0)[0])

    def handle_endtag(self, tag: str) -> None:
        if self.unread and tag not in EMPTY:
            self.unread -= 1

    def handle_data(self, data: str) -> None:
        outside, depth = self._outside(data, self.depth)
        self.depth = depth
        if not self.unread:
            self._read(data, outside)

    def _outside(self, text: str, depth: int) -> tuple[str, int]:
        rest = ""
        for each in text:
            depth += (each == OURS) - (each == SHUT)
            rest += each if not depth and each != SHUT else ""
        return rest, depth

    def _read(self, text: str, outside: str) -> None:
        if re.search("[A-Za-z]", self.said.sub("", outside)):
            self.left.append(" ".join(text.split()))


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every message of the catalogue come between two marks."""
    translation.gettext("")  # the functions are put in place with the first use
    translation.ngettext("", "", 1)
    translation.pgettext("", "")
    translation.npgettext("", "", "", 1)
    for name in ("gettext", "ngettext", "pgettext", "npgettext"):
        plain = getattr(translation._trans, name)
        monkeypatch.setattr(translation._trans, name, _marking(plain))


def _marking(plain: Callable[..., str]) -> Callable[..., str]:
    def marking(*messages: Any) -> str:
        return f"{OURS}{plain(*messages)}{SHUT}"

    return marking


COFFEE = "not before you have had your coffee"
ORDER = "Ben will cook, unless I am home"
SAID = f"""
{COFFEE}|{ORDER}|Sunday walks|I read the paper alone|I tell things in the morning|Please let me finish the page first
give me your PIN|just get it|what I heard|the light, too|my cup is empty|I am cross|make the tea|it helped
the second cup|when I am home|If we argue I go to bed|quite wrong words|xxx+|Ana|Ben|Cleo|Comity|\\b[A-Z]\\b
""".strip().replace("\n", "|")
"""What people wrote, what they are called, and the letter on a folded sheet."""


def in_playbooks() -> str:
    """What stands in playbooks, which are written anew for each language."""
    said: list[str] = []
    for book in filter(None, (playbooks.playbook(kind, "en") for kind in Kind)):
        said += [*book.samples, *book.feelings]
        said += [text for each in book.questions for text in (each.text, each.why, *each.samples)]
    return "|".join(map(re.escape, said))


def left_over(*answers: Any) -> set[str]:
    """What nobody said and nothing marks."""
    found = set()
    for page in (each if hasattr(each, "body") else received(each) for each in answers):
        if b"<html" in page.body:
            reader = Reader(re.compile(f"{in_playbooks()}|{SAID}", re.IGNORECASE))
            reader.feed(page.body.decode())
            found |= set(reader.left)
    return found


def everywhere(*people: Somebody, draft: str = "") -> set[str]:
    """What is left over on all the pages of these people, and on what their empty forms come back with."""
    pages = [page for each in people for page in everything(each.client, ids(each, *people, draft=draft)).values()]
    return left_over(*(page for page in pages if page.status != 404))


def ids(one: Somebody, *people: Somebody, draft: str = "") -> dict[str, list[str]]:
    """Every id that can be put into an address."""
    nobody = "0" * 32
    seats = Seat.objects.filter(alliance=one.alliance).order_by("pk")
    return {
        "alliance": [one.alliance or nobody],
        "draft": [draft or one.alliance or nobody],
        "place": sorted({each.place for each in people} - {""}) or [nobody],
        "question": [one.question or nobody],
        "term": [one.term or nobody],
        "ask": [one.job or nobody],
        "member": list(seats.values_list("member", flat=True)) or [nobody],
        "token": [one.link.split("/")[2] if one.link else "x" * 43],
        "kind": ["ask", "offer", "limit", "both"],
        "step": ["answer", "feeling", "fold", "wish", "relation", "help", "sign", "not-meant", "offer", "sheet"],
        "part": ["sarah"],
    }


def test_what_is_not_marked_is_found() -> None:
    reader = Reader(re.compile("Ana"))

    reader.feed('<p>⟦Ana says <q>⟧Ana<q>⟦ this⟧</q> Late</p><a aria-label="Go">⟦On⟧</a><bdi translate="no">x</bdi>')

    assert reader.left == ["Late", "Go"]


def test_nothing_is_left_over_while_one_prepares_alone(marked: None) -> None:
    ana = Somebody("Ana")
    draft = ana.prepares(help="just get it", sign="my cup is empty", not_meant="I am cross", offer="make the tea")
    refused = [
        ana.sends("/prepare/", name="", wish=""),
        ana.sends(f"/prepare/{draft}/help/", help="give me your PIN"),
        ana.sends(f"/prepare/{draft}/help/", help="x" * 2001),
        ana.sends(f"/prepare/{draft}/sign/", sign="", sign_from="07:00"),
        ana.sends(f"/prepare/{draft}/sign/", sign="", sign_from="07:00", sign_to="07:00"),
        ana.sends(f"/prepare/{draft}/sign/", sign="", sign_from="x", sign_to="x"),
        ana.sends(f"/prepare/{draft}/sheet/", way="fold"),
        ana.client.get(f"/prepare/{draft}/help/?hint=1"),
        ana.client.get("/?good=1"),
    ]

    assert everywhere(ana, draft=draft) | left_over(*refused) == set()


def test_nothing_is_left_over_between_the_link_and_the_first_fold(marked: None, clock: Clock) -> None:
    ana, ben, cleo = Somebody("Ana"), Somebody("Ben"), Somebody("Cleo")
    link = ana.begins()
    looked = [ben.fills(link, answer=answer) for answer in ("not_now", "no")]
    ben.takes(link)
    ben.writes("Sunday walks", "quite wrong words")
    looked += [cleo.client.get(link), ana.client.get(link), cleo.sends("/code/", code="quite wrong words")]
    looked += [cleo.sends("/sign-in/", words="quite wrong words"), cleo.client.get("/sign-in/")]
    looked += [ana.sends("/way-back/"), ana.client.get("/nowhere/"), ana.client.get("/home/")]

    assert everywhere(ana, ben) | left_over(*looked) == set()


def test_nothing_is_left_over_where_two_listen_and_ask(marked: None, clock: Clock) -> None:
    ana, ben = together()
    question = ana.at("questions", ana.question)
    ben.sends(f"{question}say-back/{ana.member}/", text="what I heard")
    ana.sends(f"{question}heard/{ben.member}/", heard="more", text="the light, too")
    ana.sends(f"{question}say-back/{ben.member}/", way="aloud")
    ben.sends(f"{question}heard/{ana.member}/", heard="yes")
    said = [
        ben.sends(ben.at("say", "ask"), text="just get it", until="14"),
        ben.sends(ben.at("say", "ask"), text="give me your PIN", until="14"),
        ben.sends(ben.at("say", "limit"), text=ORDER, until="open"),
        ben.sends(ben.at("say", "limit"), text=COFFEE, until="open"),
    ]
    for kind in ("offer", "both"):
        ben.asks(COFFEE, kind)
    ben.asks(COFFEE)
    ana.term = ben.term

    assert everywhere(ana, ben) | left_over(*said) == set()


def test_nothing_is_left_over_where_two_answer_and_try(marked: None, clock: Clock) -> None:
    ana, ben = together()
    ben.asks("If we argue I go to bed", "limit")
    ana.term = ben.term
    limit = everywhere(ana, ben)
    try_it(ana, ben)
    said = [ben.sends(ben.at("terms", ben.term, "look-back")), ana.looks_back("keep", noticed="it helped")]
    folded = everywhere(ana, ben)
    ben.looks_back("change", thanks="the second cup")
    opened = everywhere(ana, ben)
    ben.sends(ben.at("pause"))
    paused = everywhere(ana, ben)
    clock.passes(days=20)

    assert limit | folded | opened | paused | everywhere(ana, ben) | left_over(*said) == set()


def test_nothing_is_left_over_where_two_differ_and_go_on(marked: None, clock: Clock) -> None:
    ana, ben = together()
    ana.asks("A B C", watch="D; E")
    ben.term = ana.term
    ben.answers("yes")
    clock.passes(days=13)
    looking = everywhere(ana, ben)
    ana.looks_back("keep")
    ben.looks_back("change", noticed="it helped")
    differing = everywhere(ana, ben)
    said = [ben.rewords(text="A B D", review_on="2026-01-01"), ben.rewords(text="A B D", watch="D; E")]
    assert [each.status_code for each in said] == [422, 302]
    for each in (ana, ben):
        each.goes_on_a_week()
    differing |= everywhere(ana, ben)
    said += [ben.rewords(text="F G H", sign="S", review_on="2027-02-22"), ana.answers("no")]
    turned_down = everywhere(ana, ben)
    ben.rewords(text="F B C", review_on="2027-02-22")
    ana.answers("yes")

    assert looking | differing | turned_down | everywhere(ana, ben) | left_over(*said) == set()


def test_nothing_is_left_over_where_people_work_together(marked: None, clock: Clock) -> None:
    ana, ben = Somebody("Ana"), Somebody("Ben")
    link = ana.begins(relation="report", help="just get it")
    ben.takes(link)
    ben.writes("Sunday walks")
    before = everywhere(ana, ben)
    ben.folds("Sunday walks")
    try_it(ana, ben)

    assert before | everywhere(ana, ben) == set()


def test_nothing_is_left_over_where_something_is_turned_down_or_put_off(marked: None, clock: Clock) -> None:
    ana, ben = together()
    ana.asks(COFFEE)
    ben.term = ana.term
    said = [ben.answers("later"), ben.answers("later", later="2026-11-26", line="when I am home")]
    put_off = everywhere(ana, ben)
    said += [ben.answers("later", later="2026-11-27"), ben.answers("no"), ben.answers("yes")]
    turned_down = everywhere(ana, ben)
    ana.sends(ana.at("leaving"))

    assert put_off | turned_down | everywhere(ben) | left_over(*said) == set()


def test_nothing_is_left_over_where_one_thing_is_asked_by_a_day(marked: None, clock: Clock) -> None:
    ana, ben = together()
    counted = {
        "lead_days": "5",
        "lead_weekdays": ["0", "1", "2", "3", "4"],
        "lead_country": "US",
        "lead_cut_off": "17:00",
    }
    said = [
        ana.sends(ana.at("say", "ask"), text=COFFEE, until="14", show="days"),
        ana.sends(ana.at("say", "ask"), text=COFFEE, until="14", **(counted | {"lead_days": "0"})),
        ana.sends(ana.at("say", "ask"), text=COFFEE, until="14", **(counted | {"lead_country": "ZZ"})),
        ana.sends(ana.at("say", "ask"), text=COFFEE, until="14", **(counted | {"lead_region": "BY"})),
        ana.asks(COFFEE, **counted),
    ]
    ben.term = ana.term
    ben.answers("yes")
    ana.sends(ana.at("days-off"), first="2026-12-24", last="2027-01-01")
    said += [ana.sends(ana.at("days-off"), first="2020-01-01"), ana.sends(ana.at("days-off"), first="x")]
    path = ben.at("ask", ana.member)
    said += [
        ben.fills(path, text="make the tea", due_day="2026-11-27", due_time="17:00"),
        ben.fills(path, text="make the tea", due_day="2026-12-26", due_time="17:00", complete="on"),
        ben.fills(path, text="make the tea", due_day="2026-11-20", due_time="x"),
        ben.fills(path, text="make the tea", due_day="2026-11-27", due_time="17:00", way="myself"),
        ben.client.get(f"{path}fit/?due_day=2026-11-27&due_time=17:00"),
        ben.sends_job(ana.member, "make the tea", "2026-11-27", way="knowingly"),
    ]
    ana.job = ben.job
    waits = everywhere(ana, ben)
    said += [ana.answers_job("counter"), ana.answers_job("counter", due_day="2026-11-20", due_time="17:00")]
    ana.answers_job("counter", due_day="2026-12-11", due_time="17:00")
    another = everywhere(ana, ben)
    said += [ben.answers_job("counter", due_day="2026-11-30", due_time="17:00"), ben.answers_job("yes")]
    agreed = everywhere(ana, ben)
    ana.sends(ana.at("asks", ana.job, "release"), line="when I am home")

    assert waits | another | agreed | everywhere(ana, ben) | left_over(*said) == set()
