"""The examination of a house finds whatever was done to it, and nothing where nothing was done."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from comity.ledger import chain, triggers
from comity.ledger.models import Entry, Ledger, Membership, Words
from comity.ledger.verify import verify_house
from comity.vault.models import DataKey
from tale import Tale

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(tale: Tale) -> Iterator[Tale]:
    """An alliance with some of everything in it, in a database that refuses nothing for once."""
    question = tale.ask()
    tale.seal(question, by=tale.ana, text="quiet until coffee")
    tale.seal(question, by=tale.ben, text="tea")
    tale.agree(tale.propose())
    tale.seal(tale.ask(), by=tale.ana, text="still folded")
    triggers.unprotect(connection)
    yield tale
    triggers.protect(connection)


def verified() -> tuple[int, list[str]]:
    lines: list[str] = []
    return verify_house(lines.append), lines


@pytest.mark.usefixtures("told")
def test_a_sound_house_has_no_trouble() -> None:
    Tale().begin()

    assert verified() == (0, ["2 ledgers with 11 entries checked, none in trouble"])


def test_an_empty_house_has_no_trouble() -> None:
    assert verified() == (0, ["0 ledgers with 0 entries checked, none in trouble"])


def change_bytes(tale: Tale) -> None:
    row = Entry.objects.get(ledger_id=tale.alliance, seq=4)
    Entry.objects.filter(ledger_id=tale.alliance, seq=4).update(body=bytes(row.body).replace(b"couple.", b"couple,"))


def change_and_hash_anew(tale: Tale) -> None:
    entry = json.loads(bytes(Entry.objects.get(ledger_id=tale.alliance, seq=4).body))
    body = chain.canonical({**entry, "by": tale.ben})
    Entry.objects.filter(ledger_id=tale.alliance, seq=4).update(body=body, hash=chain.entry_hash(body))


def forge(tale: Tale, change: Callable[[dict[str, Any]], object]) -> None:
    """Make the whole chain anew from the fourth entry on, as a host could."""
    rows = list(Entry.objects.filter(ledger_id=tale.alliance, seq__gte=4).order_by("seq"))
    prev = json.loads(bytes(rows[0].body))["prev"]
    for row in rows:
        entry = {**json.loads(bytes(row.body)), "prev": prev}
        if row.seq == 4:
            change(entry)
        body = chain.canonical(entry)
        prev = chain.entry_hash(body)
        Entry.objects.filter(ledger_id=tale.alliance, seq=row.seq).update(body=body, hash=prev)


def write_loosely(tale: Tale) -> None:
    row = Entry.objects.filter(ledger_id=tale.alliance).order_by("seq").last()
    assert row is not None
    body = json.dumps(json.loads(bytes(row.body))).encode()
    Entry.objects.filter(ledger_id=tale.alliance, seq=row.seq).update(body=body, hash=chain.entry_hash(body))
    Ledger.objects.filter(pk=tale.alliance).update(head=chain.entry_hash(body))


def swap_words(tale: Tale) -> None:
    first, second = Words.objects.filter(ledger_id=tale.alliance, type="question_opened")
    Words.objects.filter(pk=first.pk).update(box=second.box)


TAMPERINGS: dict[str, tuple[Callable[[Tale], object], str]] = {
    "bytes": (change_bytes, "entry 4: hash"),
    "hashed anew": (change_and_hash_anew, "entry 5: prev"),
    "forged to the end": (lambda tale: forge(tale, lambda entry: entry.update(by=tale.ben)), "head"),
    "unknown event": (lambda tale: forge(tale, lambda entry: entry.update(type="x")), "cannot be replayed"),
    "unknown facts": (lambda tale: forge(tale, lambda entry: entry["facts"].clear()), "cannot be replayed"),
    "no JSON": (lambda _: Entry.objects.filter(seq=4).update(body=b"\xff"), "unreadable"),
    "another hash": (lambda _: Entry.objects.filter(seq=4).update(hash="0" * 64), "entry 4: hash"),
    "first removed": (lambda _: Entry.objects.filter(seq=1).delete(), "entry 1: seq"),
    "one removed": (lambda _: Entry.objects.filter(seq=5).delete(), "entry 5: seq"),
    "last removed": (lambda _: Entry.objects.filter(seq=8).delete(), "head"),
    "all removed": (lambda _: Entry.objects.all().delete(), "head"),
    "another head": (lambda _: Ledger.objects.update(head="0" * 64), "head"),
    "another number": (lambda _: Ledger.objects.update(seq=9), "not 9 entries"),
    "written loosely": (write_loosely, "not_canonical"),
    "words removed": (lambda _: Words.objects.filter(seq=1).delete(), "entry 1: words are missing"),
    "words swapped": (swap_words, "words that do not open"),
    "words of another entry": (lambda _: Words.objects.filter(seq=1).update(seq=2), "did not commit"),
    "words of another type": (lambda _: Words.objects.filter(seq=1).update(type="x"), "did not commit"),
    "words of another author": (lambda tale: Words.objects.filter(seq=1).update(author=tale.ben), "do not open"),
    "key removed": (lambda tale: DataKey.objects.filter(owner=tale.ana).delete(), "key of its words is missing"),
    "member hidden": (lambda tale: Membership.objects.filter(member=tale.ana).delete(), "list of members"),
    "member slipped in": (
        lambda tale: Membership.objects.create(alliance=tale.alliance, member=tale.cleo, part="party", here="here"),
        "list of members",
    ),
    "member of nothing": (
        lambda tale: Membership.objects.create(alliance="f" * 32, member=tale.cleo, part="party", here="here"),
        "no ledger",
    ),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_promise_08_whatever_was_tampered_with_is_found(told: Tale, name: str) -> None:
    tamper, expected = TAMPERINGS[name]

    tamper(told)

    troubled, lines = verified()
    assert troubled == 1
    assert any(expected in line for line in lines), lines
    assert lines[-1].endswith("1 in trouble")


def test_the_trouble_of_one_alliance_is_not_that_of_another(told: Tale) -> None:
    other = Tale().begin()
    change_bytes(told)

    troubled, lines = verified()

    assert troubled == 1
    assert not any(other.alliance in line for line in lines)
