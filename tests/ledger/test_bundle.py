"""What a member takes along: every entry as it is stored, the words that are theirs to read, and nothing else."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from comity.accounts.models import Person
from comity.accounts.seats import take_seat
from comity.domain import conversation, invitations, people, terms
from comity.domain.act import Part
from comity.domain.alliance import Alliance
from comity.domain.consents import Withdraw
from comity.domain.refusal import Refused
from comity.domain.terms import Revise
from comity.ledger import chain, checking, exporting
from comity.ledger.checking import Found
from comity.ledger.models import Entry, Ledger, Words
from comity.private import drafts
from tale import IN_A_WEEK, ZONE, Tale, new_id

pytestmark = pytest.mark.django_db


class Taken:
    """An export, as whoever has the file can read it."""

    def __init__(self, tale: Tale, member: str) -> None:
        self.raw = b"".join(exporting.export(alliance=tale.alliance, member=member, at=tale.at))
        self.first, *self.entries, self.last = map(json.loads, self.raw.decode().split("\n")[:-1])

    def words(self) -> list[dict[str, str]]:
        return [json.loads(piece["words"]) for entry in self.entries for piece in entry["words"]]

    def kinds(self) -> list[str]:
        """What each entry is; a dash for one that stands by its hash alone."""
        return [json.loads(each["body"])["type"] if each["body"] else "-" for each in self.entries]

    def checked(self, **how: Any) -> Found:
        return checking.check(Lines(self.raw), **how)


class Lines(Iterator[bytes]):
    """A file that is nothing but its lines: whoever checks it can go neither back nor beyond."""

    def __init__(self, raw: bytes) -> None:
        self.lines = raw.split(b"\n")

    def readline(self, most: int) -> bytes:
        line = self.lines.pop(0) if self.lines else b""
        return line[:most] + b"\n" * bool(self.lines)

    def __next__(self) -> bytes:
        raise AssertionError("read by no more than a bounded line")


def others(tale: Tale, member: str, part: Part = Part.PARTY) -> None:
    """Ana and Ben let somebody else in."""
    place = new_id()
    tale.tell(invitations.Invite(invitation=place, expires=IN_A_WEEK, zone=ZONE, part=part), by=tale.ana)
    tale.tell(invitations.Admit(invitation=place, yes=True), by=tale.ben)
    tale.tell(invitations.Join(invitation=place, zone=ZONE), by=member)


def revised(tale: Tale, term: str, text: str, *, by: str) -> None:
    state: Alliance = tale.state
    last = state.terms[term].last
    tale.tell(
        Revise(term=term, revision=last.number, digest=last.digest, outline=last.outline, words={"text": text}), by=by
    )


def test_every_entry_is_there_as_it_is_stored(tale: Tale) -> None:
    tale.agree(tale.propose())

    taken = Taken(tale, tale.ben)

    stored = Entry.objects.filter(ledger_id=tale.alliance).order_by("seq")
    assert [(each["body"].encode(), each["hash"]) for each in taken.entries] == [
        (bytes(row.body), row.hash) for row in stored
    ]
    ledger = Ledger.objects.get(pk=tale.alliance)
    assert (taken.first["count"], taken.first["head"]) == (ledger.seq, ledger.head)
    assert (taken.last["count"], taken.last["head"]) == (ledger.seq, ledger.head)


def test_an_export_is_accepted_also_strictly_and_by_its_head(tale: Tale) -> None:
    tale.agree(tale.propose())
    taken = Taken(tale, tale.ben)

    found = taken.checked(strict=True, is_kept=checking.kept(taken.first["head"]))

    assert (found.kept_at, found.bodiless, found.pieces) == (5, 0, 2)


def test_promise_13_an_export_says_that_it_is_not_a_contract(tale: Tale) -> None:
    assert Taken(tale, tale.ana).first["notice"].startswith("This is not a contract.")


def test_words_stand_beside_the_entry_that_committed_to_them(tale: Tale) -> None:
    tale.propose("Please knock first")

    entry = Taken(tale, tale.ben).entries[-1]

    piece = entry["words"][0]
    assert json.loads(piece["words"]) == {"text": "Please knock first"}
    assert json.loads(entry["body"])["words"] == [
        chain.words_hash(bytes.fromhex(piece["salt"]), piece["words"].encode())
    ]


def test_promise_04_what_is_folded_is_in_no_export_not_even_ones_own(tale: Tale) -> None:
    question = tale.ask()
    before = Taken(tale, tale.ben).raw

    at = tale.at
    tale.seal(question, by=tale.ana, text="folded-canary")
    tale.at = at

    assert Taken(tale, tale.ben).raw == before
    assert b"folded-canary" not in Taken(tale, tale.ana).raw


def test_promise_09_drafts_are_in_no_export(tale: Tale) -> None:
    drafts.keep(person=tale.ana, draft="question:1", words={"text": "draft-canary"})

    assert b"draft-canary" not in Taken(tale, tale.ana).raw


def test_what_has_opened_is_in_the_exports_of_both(tale: Tale) -> None:
    question = tale.ask()
    tale.seal(question, by=tale.ana, text="coffee first")
    tale.seal(question, by=tale.ben, text="tea")

    for member in (tale.ana, tale.ben):
        words = Taken(tale, member).words()
        assert {"text": "coffee first"} in words
        assert {"text": "tea"} in words


def test_wording_that_is_past_is_in_the_export_of_its_author_alone(tale: Tale) -> None:
    term = tale.propose("The first words")
    revised(tale, term, "Other words", by=tale.ana)
    assert {"text": "The first words"} in Taken(tale, tale.ben).words()  # while the new ones wait beside them

    tale.agree(term)

    assert {"text": "The first words"} in Taken(tale, tale.ana).words()
    assert {"text": "The first words"} not in Taken(tale, tale.ben).words()
    assert Taken(tale, tale.ben).kinds() == Taken(tale, tale.ana).kinds()


def test_promise_08_an_export_without_erased_words_is_sound(tale: Tale) -> None:
    tale.propose("Erase me")
    Words.objects.filter(ledger_id=tale.alliance, type="term_proposed").delete()

    taken = Taken(tale, tale.ana)

    assert taken.words() == [{"purpose": "calm mornings"}]
    assert taken.checked(strict=True).pieces == 1


def test_a_newcomer_takes_nothing_older_along_than_what_holds(tale: Tale) -> None:
    tale.agree(tale.propose("This holds"))
    refused = tale.propose("This was let be")
    tale.tell(terms.TakeBackProposal(term=refused, revision=1), by=tale.ana)
    others(tale, tale.cleo)

    taken = Taken(tale, tale.cleo)

    before = ["alliance_opened", "-", "-", "term_proposed", "-", "-", "-"]
    assert taken.kinds() == [*before, "member_invited", "-", "member_joined"]
    assert taken.words() == [{"purpose": "calm mornings"}, {"text": "This holds"}]
    assert taken.checked(strict=True).bodiless == 6


def test_promise_10_a_guide_takes_along_who_is_in_it_and_what_it_is_for(tale: Tale) -> None:
    others(tale, tale.cleo, Part.GUIDE)
    tale.agree(tale.propose("Between the two of us"))
    tale.tell(people.Pause(), by=tale.ben)

    taken = Taken(tale, tale.cleo)

    assert [kind for kind in taken.kinds() if kind != "-"] == ["alliance_opened", "member_joined", "member_paused"]
    assert taken.words() == [{"purpose": "calm mornings"}]


def test_among_three_nobody_learns_who_took_a_yes_back(tale: Tale) -> None:
    others(tale, tale.cleo)
    term = tale.propose()
    tale.agree(term)
    tale.tell(Withdraw(term=term), by=tale.ben)

    assert Taken(tale, tale.ben).kinds()[-1] == "yes_taken_back"
    assert Taken(tale, tale.ana).kinds()[-1] == "-"
    assert Taken(tale, tale.cleo).kinds()[-1] == "-"
    assert Taken(tale, tale.ana).checked().header.head == Ledger.objects.get(pk=tale.alliance).head


def test_whoever_has_not_answered_takes_no_opening_along(tale: Tale) -> None:
    question = tale.ask()
    tale.tell(conversation.SealAnswer(question=question, declined=True), by=tale.ana)
    tale.seal(question, by=tale.ben, text="tea")
    others(tale, tale.cleo)

    assert "question_opened" not in Taken(tale, tale.cleo).kinds()
    assert {"text": "tea"} not in Taken(tale, tale.cleo).words()


def test_names_are_those_of_this_alliance_and_no_others(tale: Tale, ana: Person, ben: Person, cleo: Person) -> None:
    take_seat(person=ana, alliance=tale.alliance, member=tale.ana, name="Annie")
    take_seat(person=ben, alliance=tale.alliance, member=tale.ben, name="")
    take_seat(person=cleo, alliance=new_id(), member=tale.cleo, name="Cleo")

    assert Taken(tale, tale.ana).first["names"] == {tale.ana: "Annie"}


def test_outsiders_and_leavers_take_nothing_along(tale: Tale) -> None:
    tale.tell(people.Leave(), by=tale.ben)

    for alliance, member in ((tale.alliance, tale.cleo), (tale.alliance, tale.ben), ("0" * 32, tale.ana), ("x", "y")):
        with pytest.raises(Refused):
            exporting.export(alliance=alliance, member=member, at=tale.at)


def test_a_long_history_is_read_in_parts(tale: Tale, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "AT_ONCE", 2)
    tale.agree(tale.propose())

    taken = Taken(tale, tale.ana)

    assert taken.checked(strict=True).pieces == 2
    assert [json.loads(each["body"])["seq"] for each in taken.entries] == [1, 2, 3, 4, 5]
