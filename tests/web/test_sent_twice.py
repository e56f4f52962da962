"""A form sent twice, one after the other or at the same moment, is recorded once and leads to the same place."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from comity.accounts.models import Invitation, Seat
from comity.ledger import store
from comity.ledger.models import Entry, Ledger
from comity.private.models import Draft, Fold
from web.addresses import same_browser
from web.moments import Clock, one_more_question
from web.pair import Somebody, together


def kept() -> list[Any]:
    """What there is: entries, links, seats, and which rows are private."""
    counts = [table.objects.count() for table in (Ledger, Entry, Invitation, Seat)]
    return [*counts, sorted(Fold.objects.values_list("about")), sorted(Draft.objects.values_list("about"))]


class Twice:
    """Sends every form two times, and gathers where the second did not lead where the first did."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.sent = 0

    def __call__(self, somebody: Somebody, path: str, **form: Any) -> str:
        self.sent += 1
        form = {"act": f"{self.sent:032x}", **form}
        first = somebody.client.post(path, form)
        before = kept()
        again = somebody.client.post(path, form)
        if kept() != before:
            self.told.append(f"{path} was recorded twice")
        if led(first) != led(again) or first.status_code not in {200, 302}:
            self.told.append(f"{path} led to {led(first)} and then to {led(again)}")
        return str(first.headers.get("Location", ""))


def led(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.headers.get("Location", "")


def wording_of(somebody: Somebody, term: str) -> dict[str, str]:
    """Which wording a form is made for."""
    state = store.load(somebody.alliance)
    assert state is not None
    last = state.terms[term].last
    return {"revision": str(last.number), "digest": last.digest}


@pytest.mark.django_db
def test_from_the_first_page_to_the_opening_every_form_may_be_sent_twice() -> None:
    ana, ben, twice = Somebody("Ana"), Somebody("Ben"), Twice()

    draft = ana.alliance = ana.prepares()
    twice(ana, f"/prepare/{draft}/sheet/", way="later", my_name="Ana")
    twice(ana, f"/prepare/{draft}/fold/")
    ana.question = ana.sees(ana.at()).split("/questions/")[1][:32]
    twice(ana, ana.at("questions", ana.question, "unfold"))
    ana.writes("I read the paper alone")
    twice(ana, ana.at("questions", ana.question, "answer", "fold"))
    ben.link = "/link/" + ana.sees(ana.at("places")).split("/link/")[1][:44]
    twice(ben, ben.link, answer="see")
    ben.takes(ben.link)
    ben.writes("I tell things in the morning")
    onward = twice(ben, f"/door/{ben.place}/fold/")
    ben.alliance = ana.alliance
    about = ("questions", ana.question)
    twice(ben, ben.at(*about, "say-back", ana.member), text="you need quiet", way="write")
    twice(ana, ana.at(*about, "heard", ben.member), heard="yes")

    assert twice.told == []
    assert onward == ana.at(*about)
    assert (Ledger.objects.count(), Seat.objects.count()) == (1, 2)


@pytest.mark.django_db
def test_whatever_becomes_of_a_term_every_form_may_be_sent_twice() -> None:
    twice, (ana, ben) = Twice(), together()

    ready = ana.client.post(ana.at("ready", "prepare"))["Location"].split("/")[2]
    ana.sends(f"/prepare/{ready}/help/", help="shut the door at night", keep="1")
    ana.sends(f"/prepare/{ready}/offer/", offer="knock before I come in", keep="1")
    term = twice(ana, ana.at("ready"), because="", until="14").split("/")[-2]
    terms = ("terms", term)
    twice(ben, ben.at(*terms, "another-way"), **wording_of(ana, term), text="Shut it at nine", until="14")
    twice(ana, ana.at(*terms, "answer"), **wording_of(ana, term), answer="yes", line="fine")
    twice(ana, ana.at(*terms, "look-back"), **wording_of(ana, term), verdict="keep")
    twice(ana, ana.at(*terms, "look-back", "unfold"))
    twice(ana, ana.at(*terms, "withdraw"))
    twice(ana, ana.at(*terms, "again"), **wording_of(ana, term), until="7")
    twice(ana, ana.at(*terms, "take-back"), **wording_of(ana, term))
    for kind in ("ask", "offer", "limit"):
        said = twice(ana, ana.at("say", kind), text="If it rains, I will call", until="14", keep="1")
    limit = said.split("/")[-2]
    twice(ben, ben.at("terms", limit, "limit-answer"), **wording_of(ana, limit), answer="understood")

    assert twice.told == []


@pytest.mark.django_db
def test_coming_and_going_may_be_sent_twice(clock: Clock) -> None:
    twice, (ana, ben) = Twice(), together()

    twice(ana, ana.at("places"), name="Dan")
    place = Invitation.objects.get(to_name="Dan").pk
    twice(ben, ben.at("places", place, "admission"), answer="yes")
    twice(ana, ana.at("places", place, "take-back"))
    twice(ana, ana.at("pause"))
    twice(ana, ana.at("resume"))
    twice(ana, ana.at("leaving"), when="on", on="2026-12-01")
    twice(ana, ana.at("stay"))
    twice(ana, ana.at("leaving"))

    assert twice.told == []
    assert Invitation.objects.filter(to_name="Dan").count() == 1


@pytest.mark.django_db
def test_one_key_in_two_alliances_makes_a_place_in_each() -> None:
    for somebody in (*together()[:1], *together("Cleo", "Dan")[:1]):
        for name in ("Eve", "Eve"):
            assert somebody.sends(somebody.at("places"), name=name, act="0" * 32).status_code == 302

    assert Invitation.objects.filter(to_name="Eve").count() == 2


def at_once(somebody: Somebody, path: str, *forms: dict[str, str]) -> list[tuple[int, str]]:
    """Forms sent at the same moment, each in a thread of its own; where they led."""
    together, found = Barrier(len(forms), timeout=30), []

    def send(form: dict[str, str]) -> None:
        browser = same_browser(somebody.client)
        together.wait()
        try:
            found.append(led(browser.post(path, form)))
        except Exception as problem:  # noqa: BLE001
            found.append((500, repr(problem)))
        finally:
            connection.close()

    threads = [Thread(target=send, args=[form]) for form in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


KEYS = [{"act": f"{number:032x}"} for number in (1, 1, 2)]
"""The same form twice, and a second page of it."""


@pytest.mark.django_db(transaction=True)
def test_what_was_prepared_is_folded_once_by_three_at_once() -> None:
    ana = Somebody("Ana")
    draft = ana.prepares()
    ana.sends(f"/prepare/{draft}/sheet/", way="later", my_name="Ana")

    found = at_once(ana, f"/prepare/{draft}/fold/", *KEYS)

    assert found == [(302, f"/alliances/{draft}/places/")] * 3
    assert [t.objects.count() for t in (Ledger, Seat, Invitation, Fold)] == [1, 1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_somebody_joins_once_by_three_at_once() -> None:
    ana, ben = Somebody("Ana"), Somebody("Ben")
    ben.takes(ana.begins())
    ben.writes("I tell things in the morning")

    found = at_once(ben, f"/door/{ben.place}/fold/", *KEYS)

    assert found == [(302, ana.at("questions", ana.question))] * 3
    assert [t.objects.count() for t in (Seat, Fold)] == [2, 0]


@pytest.mark.django_db(transaction=True)
def test_an_answer_is_folded_once_by_three_at_once() -> None:
    ana, ben = together()
    one_more_question(ana, ben)
    ana.writes("Sunday walks")

    found = at_once(ana, ana.at("questions", ana.question, "answer", "fold"), *KEYS)

    assert found == [(302, ana.at("questions", ana.question))] * 3
    assert Fold.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_yes_is_recorded_once_by_three_at_once() -> None:
    ana, ben = together()
    ana.asks("Please let me finish the page first")
    answer = {"answer": "yes"} | wording_of(ana, ana.term)
    before = Entry.objects.count()

    found = at_once(ben, ben.at("terms", ana.term, "answer"), *(answer | key for key in KEYS))

    assert (302, ana.at("terms", ana.term)) in found
    assert {status for status, _ in found} <= {302, 422}
    assert Entry.objects.count() == before + 1
