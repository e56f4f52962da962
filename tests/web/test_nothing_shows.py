"""Folding, unfolding, declining: whoever else looks, at whatever address, receives the same to the byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

from comity.accounts.models import Seat
from comity.domain.conversation import SealAnswer, UnsealAnswer
from comity.domain.invitations import Admit, Invite, Join
from comity.ledger import store
from comity.private import models as private
from comity.web import rendered
from comity.web.together import urlpatterns
from comity.web.views import alliances
from tale import IN_A_WEEK, ZONE, Tale, new_id
from web.addresses import everything, told
from web.moments import Clock, one_more_question
from web.pair import Somebody, together, trying

pytestmark = pytest.mark.django_db

LONG = "nobody saw this coming, " * 80  # nearly as much as there is room for


def known_to(ana: Somebody, *others: Somebody) -> dict[str, list[str]]:
    """Every id that anybody could put into an address, and one of each kind that is nobody's."""
    nobody = "0" * 32
    members = list(Seat.objects.filter(alliance=ana.alliance).order_by("pk").values_list("member", flat=True))
    return {
        "alliance": [ana.alliance],
        "draft": [ana.alliance],
        "place": sorted({ana.place, *(each.place for each in others)} - {""}),
        "question": [ana.question],
        "term": [ana.term or nobody],
        "ask": [ana.job or nobody],
        "member": members,
        "token": [ana.link.split("/")[2]],
        "kind": ["ask", "nothing"],
        "step": ["answer", "fold", "sheet"],
        "part": ["sarah"],
    }


class Onlookers:
    """People who look at everything, before and after each act of somebody else."""

    def __init__(self, clock: Clock, about: Somebody, *people: Somebody) -> None:
        self.clock, self.about, self.people = clock, about, people
        self.clock.passes(hours=2)
        self.look()
        self.seen = self.look()

    def look(self) -> dict[str, dict[str, Any]]:
        rendered.pages.empty()  # what is kept could only hide what a new page would tell
        known = known_to(self.about, *self.people)
        return {each.name: everything(each.client, known) for each in self.people}

    def tell_apart(self, act: Callable[[], Any]) -> dict[str, list[str]]:
        """Who is told by the act, and where; it happens a minute before they look."""
        self.clock.passes(minutes=-1)
        assert act().status_code == 302, "the act did not happen"
        self.clock.passes(minutes=1)
        before, self.seen = self.seen, self.look()
        return {name: where for name in before if (where := told(before[name], self.seen[name]))}


def folding(ana: Somebody) -> Iterator[Callable[[], Any]]:
    """All that can be done with an answer before it opens."""
    yield lambda: ana.folds("Sunday walks")
    yield ana.unfolds
    yield ana.declines
    yield lambda: ana.folds(LONG, LONG)
    yield ana.unfolds


@pytest.fixture
def a_place_for_ben(clock: Clock) -> tuple[Somebody, Somebody]:
    """Ana's link for Ben is out, nobody has taken it, and hers lies folded."""
    ana = Somebody("Ana")
    ana.begins(help="let me finish the page")
    return ana, Somebody("Ben")


def test_promise_04_somebody_with_a_link_is_never_told_of_a_fold(
    clock: Clock, a_place_for_ben: tuple[Somebody, Somebody]
) -> None:
    ana, ben = a_place_for_ben
    ben.takes(ana.link)
    ben.writes("not yet")
    onlookers = Onlookers(clock, ana, ben)

    found = [onlookers.tell_apart(act) for act in (ana.unfolds, *folding(ana))]

    assert found == [{}] * 6


def test_promise_04_an_outsider_is_never_told_of_a_fold(
    clock: Clock, a_place_for_ben: tuple[Somebody, Somebody]
) -> None:
    ana, _ben = a_place_for_ben
    cleo, nobody = Somebody("Cleo"), Somebody("nobody")
    cleo.begins("I am somewhere else")
    onlookers = Onlookers(clock, ana, cleo, nobody)

    found = [onlookers.tell_apart(act) for act in (ana.unfolds, lambda: ana.folds("Sunday walks"))]

    assert found == [{}] * 2


def test_promise_04_a_member_is_never_told_of_a_fold(clock: Clock) -> None:
    ana, ben = trying()
    one_more_question(ana, ben)
    onlookers = Onlookers(clock, ana, ben)

    found = [onlookers.tell_apart(act) for act in folding(ana)]

    assert found == [{}] * 5


def test_promise_04_a_member_who_has_folded_is_never_told_what_a_third_does(clock: Clock) -> None:
    ana, ben = Somebody("Ana"), Somebody("Ben")
    link = ana.begins()
    ana.sends(ana.at("places"), name="Dan")
    ana.unfolds()
    ben.takes(link)
    ben.folds("I tell things in the morning")
    onlookers = Onlookers(clock, ana, ben)

    found = [onlookers.tell_apart(act) for act in folding(ana)]

    assert found == [{}] * 5


def test_promise_04_a_member_is_never_told_of_what_is_said_at_a_look_back(clock: Clock) -> None:
    ana, ben = trying()
    clock.passes(days=8)
    unfold = ana.at("terms", ana.term, "look-back", "unfold")
    onlookers = Onlookers(clock, ana, ben)

    found = [
        onlookers.tell_apart(lambda: ana.looks_back("keep")),
        onlookers.tell_apart(lambda: ana.sends(unfold)),
        onlookers.tell_apart(lambda: ana.looks_back("let_go", noticed=LONG[:900], thanks="for the coffee")),
        onlookers.tell_apart(lambda: ana.looks_back("change")),
        onlookers.tell_apart(lambda: ana.sends(unfold)),
    ]

    assert found == [{}] * 5


def test_promise_04_a_member_is_never_told_who_would_go_on_a_week(clock: Clock) -> None:
    ana, ben = trying()
    ben.rewords(text="Please let me finish the book first")
    clock.passes(days=13)
    onlookers = Onlookers(clock, ana, ben)

    found = [
        onlookers.tell_apart(ana.goes_on_a_week),
        onlookers.tell_apart(lambda: ana.sends(ana.at("terms", ana.term, "look-back", "unfold"))),
    ]

    assert found == [{}] * 2


def test_promise_04_a_member_is_never_told_of_a_leaving_whose_day_has_not_come(clock: Clock) -> None:
    ana, ben = trying()
    onlookers = Onlookers(clock, ana, ben)

    found = [
        onlookers.tell_apart(lambda: ana.sends(ana.at("leaving"), when="on", on="2026-12-01")),
        onlookers.tell_apart(lambda: ana.sends(ana.at("stay"))),
    ]

    assert found == [{}] * 2


def test_promise_04_who_waits_is_never_told_what_becomes_of_the_link(
    clock: Clock, a_place_for_ben: tuple[Somebody, Somebody]
) -> None:
    ana, ben = a_place_for_ben
    clock.passes(hours=2)
    stranger = Somebody("somebody with the link")
    onlookers = Onlookers(clock, ana, ana, stranger)

    def ok(answer: HttpResponse) -> HttpResponse:
        assert answer.status_code in {200, 302}
        answer.status_code = 302
        return answer

    found = [
        onlookers.tell_apart(lambda: ok(ben.client.get(ana.link))),
        onlookers.tell_apart(lambda: ok(ben.sends(ana.link, answer="not_now"))),
        onlookers.tell_apart(lambda: ok(ben.sends(ana.link, answer="no"))),
        onlookers.tell_apart(lambda: ben.takes(ana.link)),
        onlookers.tell_apart(lambda: ben.writes(LONG)),
        onlookers.tell_apart(lambda: ben.sends(f"/door/{ben.place}/fold/", free="no")),
    ]

    assert found == [{}] * 6


def test_promise_04_of_three_two_fold_and_the_third_cannot_tell() -> None:
    tale, dan = Tale().begin(), new_id()
    place = new_id()
    tale.tell(Invite(invitation=place, expires=IN_A_WEEK, zone=ZONE), by=tale.ana)
    tale.tell(Admit(invitation=place, yes=True), by=tale.ben)
    tale.tell(Join(invitation=place, zone=ZONE), by=dan)
    question, looked = tale.ask(), tale.at + timedelta(days=1)

    def shown() -> tuple[Any, ...]:
        sight = store.see(alliance=tale.alliance, viewer=tale.ben, at=looked)
        return sight, store.history(alliance=tale.alliance, viewer=tale.ben), store.load(tale.alliance)

    before, after = shown(), []
    tale.seal(question, by=tale.ana, text="short")
    after.append(shown())
    tale.seal(question, by=dan, text=LONG[:1900])
    after.append(shown())
    tale.tell(UnsealAnswer(question=question), by=tale.ana)
    after.append(shown())
    tale.tell(SealAnswer(question=question, declined=True), by=tale.ana)
    after.append(shown())

    assert after == [before] * 4
    assert private.Fold.objects.count() == 2


LEAKS: dict[str, Callable[[HttpResponse, int], Any]] = {
    "number": lambda page, folded: setattr(page, "content", page.content + b"<p>%d folded</p>" % folded),
    "length": lambda page, folded: setattr(page, "content", page.content + b" " * folded),
    "validator": lambda page, folded: page.__setitem__("ETag", f'"{folded}"'),
    "cookie": lambda page, folded: page.set_cookie("seen", "x" * (1 + folded)),
    "lifetime": lambda page, folded: page.set_cookie("seen", "x", max_age=60 + folded),
    "status": lambda page, folded: setattr(page, "status_code", 200 + folded),
}
"""Six ways in which a page could tell, from how many have folded."""


@pytest.mark.parametrize("leak", LEAKS)
def test_a_planted_leak_of_a_page_is_found(clock: Clock, monkeypatch: pytest.MonkeyPatch, leak: str) -> None:
    ana, ben = together()
    one_more_question(ana, ben)
    show = alliances.alliance

    def tell(request: HttpRequest, alliance: str) -> HttpResponse:
        page = show(request, alliance)
        LEAKS[leak](page, private.Fold.objects.count())
        return page

    monkeypatch.setattr(next(each for each in urlpatterns if each.name == "alliance"), "callback", tell)

    found = Onlookers(clock, ana, ben).tell_apart(lambda: ana.folds("Sunday walks"))

    assert found == {"Ben": [f"GET {ana.at()}", f"POST {ana.at()}"]}


def test_a_planted_leak_of_the_sight_is_found(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    ana, ben = together()
    one_more_question(ana, ben)
    see = store.see

    def see_more(**asked: Any) -> Any:
        found = see(**asked)
        folded = private.Fold.objects.count()
        return found and replace(found, agenda=found.agenda * (1 + folded))

    monkeypatch.setattr(store, "see", see_more)

    found = Onlookers(clock, ana, ben).tell_apart(lambda: ana.folds("Sunday walks"))

    assert found == {"Ben": [f"GET {ana.at()}", "GET /home/"]}


def test_a_planted_leak_of_the_history_is_found(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    ana, ben = together()
    one_more_question(ana, ben)
    tell = store.history

    def tell_more(**asked: Any) -> Any:
        lines, head = tell(**asked)
        return lines, head if not private.Fold.objects.count() else "f" * 64

    monkeypatch.setattr(store, "history", tell_more)

    found = Onlookers(clock, ana, ben).tell_apart(lambda: ana.folds("Sunday walks"))

    assert found == {"Ben": [f"GET {ana.at('history')}"]}
