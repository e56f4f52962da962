"""Two people at the same moment: nothing is lost, and nothing happens twice."""

import json
from collections import Counter
from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from comity.domain import conversation, people
from comity.domain.kinds import Kind
from comity.ledger import chain, store
from comity.ledger.models import Entry, Ledger
from comity.ledger.verify import verify_house
from comity.private import models as private
from tale import IN_A_WEEK, ZONE, Tale, new_id

pytestmark = pytest.mark.django_db(transaction=True)

QUESTIONS = 200


def at_once(*acts: Callable[[], object]) -> list[Exception]:
    """Run each act in a thread and a connection of its own; what went wrong in them."""
    wrong: list[Exception] = []

    def run(act: Callable[[], object]) -> None:
        try:
            act()
        except Exception as problem:  # noqa: BLE001
            wrong.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def a_round_of(tale: Tale, number: int) -> list[str]:
    questions = [new_id() for _ in range(number)]
    opened = conversation.OpenRound(
        round=new_id(), questions=tuple((each, "couple.support") for each in questions), answer_by=IN_A_WEEK, zone=ZONE
    )
    tale.tell(opened, by=tale.ana)
    return questions


def answered_at_once(tale: Tale, questions: list[str]) -> list[Exception]:
    """Both answer each question at the same moment."""
    together = Barrier(2, timeout=60)
    wrong: list[Exception] = []

    def answer_all(member: str) -> None:
        for question in questions:
            together.wait()
            seal = conversation.SealAnswer(question=question, words={"text": "quiet"})
            try:
                store.record(alliance=tale.alliance, command=seal, by=member, at=tale.at, key=new_id())
            except Exception as problem:  # noqa: BLE001
                wrong.append(problem)

    return wrong + at_once(lambda: answer_all(tale.ana), lambda: answer_all(tale.ben))


def openings(tale: Tale) -> Counter[str]:
    """How often each question opened."""
    bodies = Entry.objects.filter(ledger_id=tale.alliance).values_list("body", flat=True)
    entries = [json.loads(bytes(body)) for body in bodies]
    return Counter(entry["facts"]["question"] for entry in entries if entry["type"] == "question_opened")


def test_questions_whose_last_two_answers_arrive_at_once_open_exactly_once() -> None:
    tale = Tale().begin()
    questions = a_round_of(tale, QUESTIONS)

    wrong = answered_at_once(tale, questions)

    assert wrong == []
    assert openings(tale) == dict.fromkeys(questions, 1)
    assert not private.Fold.objects.exists()
    assert verify_house(print) == 0


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer, locked or not")
def test_without_the_lock_openings_are_lost_and_this_harness_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    tale = Tale().begin()
    questions = a_round_of(tale, 50)
    monkeypatch.setattr(store, "_locked", lambda alliance: Ledger.objects.get(pk=alliance))

    answered_at_once(tale, questions)

    assert openings(tale) != dict.fromkeys(questions, 1)


def test_two_people_at_once_lose_nothing() -> None:
    tale = Tale().begin()
    turns = 25

    def come_and_go(member: str) -> None:
        for _ in range(turns):
            for command in (people.Pause(), people.Resume()):
                store.record(alliance=tale.alliance, command=command, by=member, at=tale.at, key=new_id())

    wrong = at_once(lambda: come_and_go(tale.ana), lambda: come_and_go(tale.ben))

    ledger = Ledger.objects.get(pk=tale.alliance)
    rows = Entry.objects.filter(ledger=ledger).order_by("seq").values_list("body", "hash")
    assert wrong == []
    assert ledger.seq == 3 + 4 * turns
    assert list(chain.verify(((bytes(b), h) for b, h in rows), head=ledger.head)) == []


def test_the_same_form_sent_from_two_places_at_once_is_recorded_once() -> None:
    tale = Tale().begin()
    key = new_id()
    outcomes: list[store.Outcome] = []

    def send() -> None:
        command = people.Pause()
        outcomes.append(store.record(alliance=tale.alliance, command=command, by=tale.ana, at=tale.at, key=key))

    wrong = at_once(*[send] * 8)

    assert wrong == []
    assert sorted(outcome.again for outcome in outcomes) == [False] + [True] * 7
    assert Ledger.objects.get(pk=tale.alliance).seq == 4


def test_an_alliance_opened_from_two_places_at_once_is_one() -> None:
    tale = Tale()
    key = new_id()

    def send() -> None:
        opening = people.Open(alliance=tale.alliance, kind=Kind.FRIENDS, zone=ZONE)
        store.record(alliance=tale.alliance, command=opening, by=tale.ana, at=tale.at, key=key)

    wrong = at_once(*[send] * 4)

    assert wrong == []
    assert Ledger.objects.get(pk=tale.alliance).seq == 1


def test_different_alliances_do_not_wait_for_each_other_in_vain() -> None:
    tales = [Tale() for _ in range(6)]

    wrong = at_once(*[tale.begin for tale in tales])

    assert wrong == []
    assert verify_house(print) == 0
    assert Ledger.objects.count() == 6
