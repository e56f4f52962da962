"""Whoever is not in an alliance gets one page at every address of it, the same as where there is nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import Http404, HttpResponse
from django.urls import URLPattern

from comity.accounts.models import Person
from comity.ledger import store
from comity.web.together import urlpatterns
from web.addresses import (
    BEARERS_ONLY,
    EVERYBODY,
    LISTED,
    MEMBERS_ONLY,
    OWNERS_ONLY,
    Received,
    paths,
    received,
    routes,
    same_browser,
)
from web.pair import Somebody, try_it, trying

pytestmark = pytest.mark.django_db

NOBODYS = "0" * 32
CHOICES = {"step": ["answer", "fold", "sheet"], "kind": ["ask", "nothing"], "token": ["x" * 43], "part": ["sarah"]}
MALFORMED = [
    "x",
    "0" * 31,
    "0" * 33,
    "A" * 32,
    "%00",
    "0" * 31 + "%00",
    "9" * 3000,
    "..%2f..",
    "%E2%80%AE",
    "%FF",
    "%27--",
]
METHODS = ["get", "head", "post", "put", "delete"]


class World:
    """Ana and Ben, who try something; Cleo, Eve, Finn, Sarah and somebody unknown outside it."""

    def __init__(self) -> None:
        self.ana, self.ben, finn, eve = Somebody("Ana"), Somebody("Ben"), Somebody("Finn"), Somebody("Eve")
        link = self.ana.begins()
        self.ana.sends(self.ana.at("places"), name="Finn")
        self.ben.takes(link)
        self.ben.folds("I tell things in the morning")
        finn.takes(self.admitted())
        finn.folds("I was here for a while")
        finn.sends(finn.at("leaving"))
        try_it(self.ana, self.ben)
        self.ana.sends_job(self.ben.member)
        self.ana.sends(self.ana.at("places"), name="Eve")
        eve.takes(self.admitted())
        self.actors = {"nobody": Somebody("nobody"), "Cleo": self.cleo(), "Eve": eve, "Finn": finn}
        self.actors["Sarah"] = self.sarah()

    def admitted(self) -> str:
        """The newest link, which Ben has said yes to."""
        place = self.ben.sees(self.ben.at("places")).split("/admission/")[-2].split("/")[-1]
        self.ben.sends(self.ben.at("places", place, "admission"), answer="yes")
        return "/link/" + self.ana.sees(self.ana.at("places")).split("/link/")[-1][:44]

    def cleo(self) -> Somebody:
        """Who tries something with Dan."""
        self.dan: Somebody
        cleo, self.dan = trying("Cleo", "Dan")
        return cleo

    def sarah(self) -> Somebody:
        """Who is somebody in a story."""
        Person.objects.create(name="Sarah", story="sarah")
        sarah = Somebody("Sarah")
        sarah.sends("/stories/sarah/")
        return sarah

    def ids(self) -> dict[str, list[str]]:
        return {
            "alliance": [self.ana.alliance],
            "draft": [self.ana.alliance],
            "place": [self.ana.place, self.actors["Eve"].place],
            "question": [self.ana.question],
            "term": [self.ana.term],
            "ask": [self.ana.job],
            "member": [self.ana.member, self.ben.member],
        }


@pytest.fixture
def world() -> World:
    return World()


def nothing_here(somebody: Somebody) -> Received:
    return received(same_browser(somebody.client).get("/there/is/nothing/here/"))


def answer(somebody: Somebody, method: str, path: str) -> Received:
    return received(getattr(same_browser(somebody.client), method)(path))


def test_every_address_is_listed_with_who_may_have_it() -> None:
    assert routes() == set(LISTED)
    assert len(LISTED) == len(set(LISTED))


def test_an_outsider_gets_the_one_page_for_what_is_not_there(world: World) -> None:
    asked = [*MEMBERS_ONLY, *OWNERS_ONLY]
    no_ids = {part: [NOBODYS] * len(values) for part, values in world.ids().items()}
    pairs = list(zip(paths(asked, world.ids() | CHOICES), paths(asked, no_ids | CHOICES), strict=True))
    cells, found = 0, {}

    for name, somebody in world.actors.items():
        nothing = {method: answer(somebody, method, "/there/is/nothing/") for method in METHODS}
        mine = f"/door/{somebody.place or 'none'}/"
        looked = [(m, path, other) for path, other in pairs if not path.startswith(mine) for m in METHODS]
        cells += len(looked)
        told = [f"{m} {path}" for m, path, other in looked if tells(somebody, m, path, other, nothing[m])]
        found |= {name: told} if told else {}

    assert found == {"Finn": [f"post {world.ana.at('leaving')}"]}, "only who has left may send the leaving once more"
    assert cells > 1000


def tells(somebody: Somebody, method: str, path: str, nobodys: str, nothing: Received) -> bool:
    """Whether an answer is any other than for what is not there, or for an id that is nobody's."""
    got = answer(somebody, method, path)
    return got != nothing and not (got.status == 405 and got == answer(somebody, method, nobodys))


def test_a_member_gets_more_than_that(world: World) -> None:
    nothing = nothing_here(world.ben)

    found = [path for path in paths(MEMBERS_ONLY, world.ids() | CHOICES) if answer(world.ben, "get", path) == nothing]

    assert found == [
        world.ben.at("say", "nothing"),
        world.ben.at("ask", world.ben.member),
        world.ben.at("ask", world.ben.member, "fit"),
        world.ben.at("questions", world.ben.question, "answer", "sheet"),
    ]


def test_ids_of_another_alliance_lead_nowhere_inside_ones_own(world: World) -> None:
    cleo, told = world.actors["Cleo"], []
    own = {"alliance": [cleo.alliance], "question": [cleo.question], "term": [cleo.term], "member": [world.dan.member]}
    cleo.sends_job(world.dan.member)
    own["ask"] = [cleo.job]
    nothing = nothing_here(cleo)

    for foreign in ("question", "term", "ask", "place", "member"):
        asked = [route for route in MEMBERS_ONLY if f"<{foreign}>" in route]
        for path in paths(asked, CHOICES | {"place": [NOBODYS]} | own | {foreign: world.ids()[foreign]}):
            for method in ("get", "post"):
                got = answer(cleo, method, path)
                if got.status != 405 and got != nothing:
                    told.append(f"{method} {path} {got.status}")

    assert told == []


def test_what_can_be_no_id_leads_nowhere(world: World) -> None:
    own = {part: [each[0]] for part, each in world.ids().items()} | {
        "step": ["answer"],
        "kind": ["ask"],
        "token": ["x"],
    }
    told = []

    for somebody in (world.actors["nobody"], world.actors["Cleo"], world.ana):
        nothing = nothing_here(somebody)
        for part in own:
            asked = [r for r in (*MEMBERS_ONLY, *OWNERS_ONLY, *BEARERS_ONLY) if f"<{part}>" in r]
            for path in paths([asked[0], asked[-1]], own | {part: MALFORMED}):
                got = answer(somebody, "post", path)
                if got.status != 405 and got != nothing:
                    told.append(f"{somebody.name} {part} {path} {got.status}")

    assert told == []


def test_a_header_that_tells_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = world.ana
    pattern: URLPattern = next(each for each in urlpatterns if each.name == "history")
    shown = pattern.callback

    def tell(request: Any, alliance: str) -> Any:
        try:
            return shown(request, alliance)
        except Http404:
            known = store.load(alliance) is not None
            return HttpResponse(nothing_here(ana).body, status=404, headers={"X-Known": known})

    monkeypatch.setattr(pattern, "callback", tell)
    cleo, path = world.actors["Cleo"], world.ana.at("history")

    assert tells(cleo, "get", path, path.replace(ana.alliance, NOBODYS), nothing_here(cleo))


def test_what_is_for_everybody_names_nobody(world: World) -> None:
    names = [re.compile(rb"\bAna\b"), re.compile(rb"\bBen\b")]

    for path in paths(EVERYBODY, CHOICES):
        page = answer(world.actors["Eve"], "get", path).body
        assert not any(name.search(page) for name in names), path
