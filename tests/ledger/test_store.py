"""The one writer: what is recorded, what is recorded once, and what leaves no trace."""

import json
from datetime import timedelta
from typing import Any

import pytest

from comity.domain import conversation, invitations, people
from comity.domain.act import Ref, Reply
from comity.domain.kinds import Kind
from comity.domain.refusal import Refused
from comity.ledger import chain, store, words
from comity.ledger.models import Entry, Ledger, Membership, Repeat, Words
from comity.private import folds
from comity.private import models as private
from comity.vault import keys
from comity.vault.boxes import Unopenable
from tale import IN_A_WEEK, ZONE, Tale, new_id

pytestmark = pytest.mark.django_db


def types(tale: Tale) -> list[str]:
    bodies = Entry.objects.filter(ledger_id=tale.alliance).order_by("seq").values_list("body", flat=True)
    return [json.loads(bytes(body))["type"] for body in bodies]


def everything_others_can_observe() -> list[Any]:
    """All rows of the ledger's own tables, to the byte."""
    return [list(model.objects.order_by("pk").values()) for model in (Ledger, Entry, Words, Repeat, Membership)]


def test_what_is_recorded_is_a_chain(tale: Tale) -> None:
    question = tale.ask()
    tale.seal(question, by=tale.ana, text="quiet")
    tale.seal(question, by=tale.ben, text="tea")

    rows = Entry.objects.filter(ledger_id=tale.alliance).order_by("seq").values_list("body", "hash")
    ledger = Ledger.objects.get(pk=tale.alliance)

    assert list(chain.verify(((bytes(b), h) for b, h in rows), alliance=tale.alliance, head=ledger.head)) == []
    assert types(tale) == ["alliance_opened", "member_invited", "member_joined", "round_opened", "question_opened"]
    assert ledger.seq == 5


def test_an_outcome_carries_the_state_that_a_reader_gets(tale: Tale) -> None:
    outcome = tale.tell(people.Pause(), by=tale.ana)

    assert outcome.state == tale.state
    assert [each.seq for each in outcome.recorded] == [4]
    assert not outcome.again


def test_a_newcomer_sees_nothing_that_opened_in_the_very_second_in_which_they_came(tale: Tale) -> None:
    invitation = new_id()
    question = tale.ask(asked=(tale.ana, tale.ben))
    tale.tell(invitations.Invite(invitation=invitation, expires=IN_A_WEEK, zone=ZONE), by=tale.ana)
    tale.tell(invitations.Admit(invitation=invitation, yes=True), by=tale.ben)
    tale.seal(question, by=tale.ana, text="quiet")
    tale.seal(question, by=tale.ben, text="tea")

    join = invitations.Join(invitation=invitation, zone=ZONE)
    store.record(alliance=tale.alliance, command=join, by=tale.cleo, at=tale.at, key=new_id())

    seen = store.see(alliance=tale.alliance, viewer=tale.cleo, at=tale.at)
    assert seen is not None
    assert seen.questions == ()


def test_a_refusal_changes_nothing(tale: Tale) -> None:
    before = everything_others_can_observe()

    with pytest.raises(Refused, match="not_a_member"):
        tale.tell(people.Pause(), by=tale.cleo)

    assert everything_others_can_observe() == before


def test_a_refused_opening_leaves_no_ledger() -> None:
    tale = Tale()

    with pytest.raises(Refused, match="zone_unknown"):
        tale.tell(people.Open(alliance=tale.alliance, kind=Kind.COUPLE, zone="Nowhere"), by=tale.ana)

    assert not Ledger.objects.exists()


def test_nothing_is_recorded_in_an_alliance_that_does_not_exist() -> None:
    tale = Tale()

    with pytest.raises(Refused, match="no_such_alliance"):
        tale.tell(people.Pause(), by=tale.ana)

    assert not Ledger.objects.exists()
    assert store.load(tale.alliance) is None
    assert store.see(alliance=tale.alliance, viewer=tale.ana, at=tale.at) is None


@pytest.mark.parametrize("alliance", ["", "x", "a" * 33, "\0" * 32, "A" * 32, "é" * 32, "../" * 11])
def test_an_id_that_is_none_is_an_alliance_that_does_not_exist(alliance: str) -> None:
    tale = Tale(alliance=alliance)

    with pytest.raises(Refused, match="no_such_alliance"):
        tale.tell(people.Pause(), by=tale.ana)

    assert store.load(alliance) is None
    assert store.see(alliance=alliance, viewer=tale.ana, at=tale.at) is None
    assert store.own_fold(alliance=alliance, member=tale.ana, question="x") is None


def test_an_alliance_is_opened_only_under_its_own_id() -> None:
    tale = Tale()

    with pytest.raises(Refused, match="malformed"):
        tale.tell(people.Open(alliance=new_id(), kind=Kind.COUPLE, zone=ZONE), by=tale.ana)

    assert not Ledger.objects.exists()


@pytest.mark.parametrize("question", ["quiet until coffee", "\0", "x" * 101])
def test_free_text_in_the_place_of_an_id_is_refused(tale: Tale, question: str) -> None:
    ask = conversation.OpenRound(round=new_id(), questions=((question, "ref"),), answer_by=IN_A_WEEK, zone=ZONE)

    with pytest.raises(Refused, match="malformed"):
        tale.tell(ask, by=tale.ana)


def test_the_same_command_sent_twice_is_recorded_once(tale: Tale) -> None:
    first = tale.tell(people.Pause(), by=tale.ana, key="once")
    before = everything_others_can_observe()

    second = tale.tell(people.Pause(), by=tale.ana, key="once")

    assert second.again
    assert second.recorded == first.recorded
    assert everything_others_can_observe() == before


@pytest.mark.parametrize("other", ["content", "author"])
def test_another_command_under_the_same_key_is_refused(tale: Tale, other: str) -> None:
    tale.tell(people.Pause(), by=tale.ana, key="once")

    command, by = (people.Leave(), tale.ana) if other == "content" else (people.Pause(), tale.ben)

    with pytest.raises(Refused, match="double"):
        tale.tell(command, by=by, key="once")


def test_the_same_opening_sent_twice_is_one_alliance() -> None:
    tale = Tale()
    opening = people.Open(alliance=tale.alliance, kind=Kind.COUPLE, zone=ZONE)

    tale.tell(opening, by=tale.ana, key="once")
    second = tale.tell(opening, by=tale.ana, key="once")

    assert second.again
    assert types(tale) == ["alliance_opened"]


def test_a_fold_sent_twice_is_one_fold_with_one_receipt(tale: Tale) -> None:
    question = tale.ask()

    first = tale.seal(question, by=tale.ana, text="quiet", key="once")
    second = tale.seal(question, by=tale.ana, text="quiet", key="once")

    assert second.again
    assert first.receipt == second.receipt is not None
    assert private.Fold.objects.count() == 1


def test_another_fold_under_the_same_key_is_refused(tale: Tale) -> None:
    question = tale.ask()
    tale.seal(question, by=tale.ana, text="quiet", key="once")

    with pytest.raises(Refused, match="double"):
        tale.seal(question, by=tale.ana, text="loud", key="once")


def test_a_fold_sent_again_after_the_opening_is_still_the_same(tale: Tale) -> None:
    question = tale.ask()
    tale.seal(question, by=tale.ana, text="quiet", key="ana's")
    opening = tale.seal(question, by=tale.ben, text="tea", key="ben's")

    for key, by, text in [("ana's", tale.ana, "quiet"), ("ben's", tale.ben, "tea")]:
        again = tale.seal(question, by=by, text=text, key=key)
        assert again.again
        assert again.recorded == opening.recorded


def test_a_new_fold_stands_in_place_of_the_last(tale: Tale) -> None:
    question = tale.ask()
    tale.seal(question, by=tale.ana, text="quiet")
    tale.seal(question, by=tale.ana, text="quiet until coffee")

    own = store.own_fold(alliance=tale.alliance, member=tale.ana, question=question)

    assert own is not None
    assert own.words == {"text": "quiet until coffee"}
    assert private.Fold.objects.count() == 1


def test_promise_04_sealing_taking_back_and_declining_leave_no_trace(tale: Tale) -> None:
    question = tale.ask()
    before = everything_others_can_observe()

    tale.seal(question, by=tale.ana, text="quiet until coffee")
    assert everything_others_can_observe() == before

    tale.tell(conversation.UnsealAnswer(question=question), by=tale.ana)
    assert everything_others_can_observe() == before

    tale.tell(conversation.SealAnswer(question=question, declined=True), by=tale.ana)
    assert everything_others_can_observe() == before


def test_promise_04_ben_sees_the_same_before_and_after_ana_seals(tale: Tale) -> None:
    question = tale.ask()
    at = tale.at
    before = store.see(alliance=tale.alliance, viewer=tale.ben, at=at)

    tale.seal(question, by=tale.ana, text="quiet until coffee")

    assert store.see(alliance=tale.alliance, viewer=tale.ben, at=at) == before


def test_promise_04_all_answers_open_in_one_entry_that_names_nobody_as_last(tale: Tale) -> None:
    question = tale.ask()
    tale.seal(question, by=tale.ana, text="quiet")

    outcome = tale.seal(question, by=tale.ben, text="tea")

    (opened,) = outcome.recorded
    assert opened.by == ""
    assert isinstance(opened.event, conversation.QuestionOpened)
    assert {each.by for each in opened.event.answers} == {tale.ana, tale.ben}
    assert not private.Fold.objects.exists()
    assert set(Repeat.objects.filter(last=opened.seq).values_list("first", flat=True)) == {opened.seq}


def test_a_receipt_is_what_opens(tale: Tale) -> None:
    question = tale.ask()
    receipt = tale.seal(question, by=tale.ana, text="quiet").receipt
    tale.seal(question, by=tale.ben, text="tea")

    assert receipt is not None
    assert tale.state.questions[question].answers[tale.ana].words == receipt
    assert store.read_words(tale.alliance, [receipt]) == {receipt: {"text": "quiet"}}


def test_i_would_rather_not_say_has_no_words(tale: Tale) -> None:
    question = tale.ask()
    tale.tell(conversation.SealAnswer(question=question, declined=True), by=tale.ana)
    tale.seal(question, by=tale.ben, text="tea")

    assert tale.state.questions[question].answers[tale.ana].words is None
    assert not private.Fold.objects.exists()


def test_promise_07_what_a_leaver_had_sealed_goes_with_them(tale: Tale) -> None:
    question = tale.ask()
    tale.seal(question, by=tale.ana, text="quiet")

    tale.tell(people.Leave(), by=tale.ana)

    assert not private.Fold.objects.exists()


def test_one_reads_ones_own_fold_and_nobody_elses(tale: Tale) -> None:
    question = tale.ask()
    tale.seal(question, by=tale.ana, text="quiet")

    own = store.own_fold(alliance=tale.alliance, member=tale.ana, question=question)

    assert own is not None
    assert (own.words, own.fold.question) == ({"text": "quiet"}, question)
    assert store.own_fold(alliance=tale.alliance, member=tale.ben, question=question) is None
    assert store.own_fold(alliance=tale.alliance, member=tale.ana, question=new_id()) is None


def test_promise_04_a_fold_shows_no_length_and_no_kind(tale: Tale) -> None:
    first, second = tale.ask(), tale.ask()
    tale.seal(first, by=tale.ana, text="quiet until coffee " * 100)
    tale.tell(conversation.SealAnswer(question=second, declined=True), by=tale.ana)

    long, declined = private.Fold.objects.all()

    assert len(long.box) == len(declined.box)
    assert {field.name for field in private.Fold._meta.get_fields()} == {"id", "alliance", "member", "about", "box"}
    for row in (long, declined):
        assert b"quiet" not in bytes(row.box)
        assert row.about not in (first, second)


def test_words_are_kept_as_they_are_cleaned(tale: Tale) -> None:
    question = tale.ask()
    receipt = tale.seal(question, by=tale.ana, text="  quiet\r\nuntil cafe\u0301 ").receipt

    own = store.own_fold(alliance=tale.alliance, member=tale.ana, question=question)

    assert own is not None
    assert own.salt is not None
    assert own.words == {"text": "quiet\nuntil café"}
    assert receipt == chain.commitment(salt=own.salt, words={"text": "quiet\nuntil café"})


def test_hostile_text_is_refused_before_anything_is_written(tale: Tale) -> None:
    question = tale.ask()

    with pytest.raises(Refused, match="unprintable"):
        tale.seal(question, by=tale.ana, text="quiet\u202e until coffee")

    assert not private.Fold.objects.exists()


def test_only_what_is_asked_for_is_read(tale: Tale) -> None:
    purpose = tale.state.purpose
    assert purpose is not None

    assert store.read_words(tale.alliance, [purpose, None]) == {purpose: {"purpose": "calm mornings"}}
    assert store.read_words(new_id(), [purpose]) == {}
    assert store.read_words(tale.alliance, [Ref("0" * 64)]) == {}
    assert store.read_words(tale.alliance, []) == {}


def test_erased_words_are_missing_and_the_state_is_the_same(tale: Tale) -> None:
    before = tale.state
    assert before.purpose is not None

    Words.objects.all().delete()

    assert store.read_words(tale.alliance, [before.purpose]) == {}
    assert tale.state == before


def test_words_that_lost_their_key_are_as_good_as_erased(tale: Tale) -> None:
    question = tale.ask()
    tale.seal(question, by=tale.ana, text="quiet")
    purpose = tale.state.purpose
    assert purpose is not None

    keys.forget(scope=tale.alliance, owner=tale.ana)

    assert store.read_words(tale.alliance, [purpose]) == {}
    assert store.own_fold(alliance=tale.alliance, member=tale.ana, question=question) is None
    assert tale.tell(people.Pause(), by=tale.ben).recorded


def test_wording_belongs_to_its_author_until_it_is_agreed_and_then_to_all(tale: Tale) -> None:
    term = tale.propose()
    ref = tale.state.terms[term].last.words
    row = Words.objects.get(commitment=ref)
    assert row.owner == tale.ana

    tale.agree(term)

    row.refresh_from_db()
    assert row.owner == ""
    assert row.author == tale.ana
    assert store.read_words(tale.alliance, [ref])[ref]["text"] == "Please wait until I have had my coffee"


def test_agreed_wording_stays_when_its_authors_key_goes(tale: Tale) -> None:
    term = tale.propose()
    tale.agree(term)
    ref = tale.state.terms[term].last.words

    keys.forget(scope=tale.alliance, owner=tale.ana)

    assert store.read_words(tale.alliance, [ref])[ref]["text"] == "Please wait until I have had my coffee"


def test_a_piece_that_two_entries_commit_to_is_kept_once(tale: Tale) -> None:
    piece = words.piece(author=tale.ana, words={"text": "quiet"})
    words.keep(piece, place=words.Place(alliance=tale.alliance, seq=2, type="member_invited"))

    words.keep(piece, place=words.Place(alliance=tale.alliance, seq=3, type="member_joined"))

    assert Words.objects.get(commitment=piece.ref).seq == 2


def test_the_rules_can_read_words_on_record(tale: Tale) -> None:
    for _ in range(3):
        tale.answer(tale.propose("Tea at EIGHT"), Reply.NO)

    with pytest.raises(Refused, match="rests"):
        tale.propose("tea  at eight")


def test_history_comes_with_the_head_that_it_leads_to(tale: Tale) -> None:
    tale.tell(people.Pause(), by=tale.ana)

    lines, head = store.history(alliance=tale.alliance, viewer=tale.ben)

    assert lines[-1].event is people.MemberPaused
    assert head == Ledger.objects.get(pk=tale.alliance).head


@pytest.mark.parametrize("alliance", ["x", "f" * 32])
def test_there_is_no_history_of_an_alliance_that_does_not_exist(alliance: str) -> None:
    with pytest.raises(Refused, match="no_such_alliance"):
        store.history(alliance=alliance, viewer="a" * 32)


def test_cleo_gets_no_history(tale: Tale) -> None:
    with pytest.raises(Refused, match="not_a_member"):
        store.history(alliance=tale.alliance, viewer=tale.cleo)


def test_time_never_goes_backwards(tale: Tale) -> None:
    last = tale.state.last_at
    tale.at -= timedelta(days=1)

    outcome = tale.tell(people.Pause(), by=tale.ana)

    assert outcome.recorded[0].at == last


def test_a_moment_has_whole_seconds(tale: Tale) -> None:
    tale.at = tale.at.replace(microsecond=999_999)

    outcome = tale.tell(people.Pause(), by=tale.ana)

    assert outcome.recorded[0].at.microsecond == 0
    assert tale.state.last_at == outcome.recorded[0].at


def test_no_text_lies_in_an_entry_or_a_row(tale: Tale) -> None:
    question = tale.ask()
    tale.seal(question, by=tale.ana, text="zanzibar")
    tale.seal(question, by=tale.ben, text="zanzibar")
    tale.agree(tale.propose(text="zanzibar"))

    for model in (Ledger, Entry, Words, Repeat, Membership):
        for row in model.objects.values_list():
            assert "zanzibar" not in "".join(str(bytes(each) if isinstance(each, memoryview) else each) for each in row)


def test_a_row_of_a_repeat_tells_neither_who_nor_what(tale: Tale) -> None:
    tale.tell(people.Pause(), by=tale.ana, key="once")

    for row in Repeat.objects.values("key", "digest"):
        assert "once" not in row["key"]
        assert tale.ana not in row["digest"]


def test_members_are_projected_as_they_come_and_go(tale: Tale) -> None:
    tale.tell(people.Pause(), by=tale.ana)
    tale.tell(people.Leave(), by=tale.ben)

    rows = set(Membership.objects.filter(alliance=tale.alliance).values_list("member", "part", "here"))

    assert rows == {(tale.ana, "party", "paused"), (tale.ben, "party", "left")}


def test_a_fold_that_is_put_under_another_name_does_not_open(tale: Tale) -> None:
    first, second = tale.ask(), tale.ask()
    tale.seal(first, by=tale.ana, text="quiet")
    tale.seal(second, by=tale.ben, text="tea")
    private.Fold.objects.filter(member=tale.ana).update(member=tale.ben)

    with pytest.raises(Unopenable):
        folds.of(tale.alliance)
