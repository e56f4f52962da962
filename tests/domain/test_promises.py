"""The promises, as far as the rules alone can keep them; each has its number."""

from __future__ import annotations

import pickle
import re
from dataclasses import fields
from typing import Any, get_args

import pytest

from comity.domain.act import TermKind, Verdict
from comity.domain.consents import AnswerTerm
from comity.domain.conversation import OpenMine, QuestionOpened, UnsealAnswer
from comity.domain.holding import bound
from comity.domain.listening import AnswerSayBack, SaidBackAnswered, SayBackTo
from comity.domain.reviews import UnsealVerdict
from comity.domain.sight import Sight
from sayings import (
    COUPLE,
    alliance,
    ask,
    day,
    decline,
    fold,
    invite,
    join,
    no,
    outline,
    request,
    revise,
    shared,
    verdict,
    yes,
)
from story import ANA, BEN, DAN, Step, Story, given, moment, ref

ASKED: list[Step] = [*COUPLE, (ANA, request())]
AGREED: list[Step] = [*ASKED, (BEN, yes())]
TRIED: list[Step] = [*COUPLE, (ANA, request(until=day("16"))), (BEN, yes())]
QUESTION: list[Step] = [*COUPLE, (ANA, ask())]
OPEN: list[Step] = [*QUESTION, (ANA, fold()), (BEN, fold())]
TEAM = alliance(ANA, BEN, DAN)
AFTER = moment("2026-03-17 00:00")


def who_is_bound(story: Story, term: str = "quiet") -> set[str]:
    return set(bound(story.alliance, story.alliance.terms[term], story.now))


def names_in(kind: Any, seen: set[Any] | None = None) -> set[str]:
    """The names of all fields that can be reached from a type, its parts included."""
    seen = set() if seen is None else seen
    if kind in seen:
        return set()
    seen.add(kind)
    found = {field.name for field in fields(kind)} if hasattr(kind, "__dataclass_fields__") else set()
    hints = getattr(kind, "__annotations__", {}).values() if found else get_args(kind)
    return found.union(*(names_in(hint, seen) for hint in hints))


def test_promise_01_only_a_yes_binds() -> None:
    assert who_is_bound(given(*ASKED)) == set()
    assert who_is_bound(given(*AGREED)) == {ANA, BEN}


def test_promise_01_silence_is_never_a_yes() -> None:
    assert who_is_bound(given(*ASKED, moment("2027-03-02 09:00"))) == set()


def test_promise_01_a_yes_is_to_exactly_these_words() -> None:
    given(*ASKED, (ANA, revise("quiet"))).when(BEN, yes(number=1)).refused("changed_meanwhile")
    assert who_is_bound(given(*ASKED, (BEN, revise("quiet")))) == set()


def test_promise_01_nobody_says_yes_for_another() -> None:
    assert {"member", "by", "on_behalf_of"}.isdisjoint(field.name for field in fields(AnswerTerm))


def test_promise_01_a_newcomer_inherits_no_yes() -> None:
    team = [*COUPLE, (ANA, shared("phones", ANA, BEN, open=True)), (BEN, yes("phones"))]

    assert who_is_bound(given(*team, (ANA, invite(DAN)), (DAN, join(DAN))), "phones") == {ANA, BEN}


def test_promise_02_talk_does_not_weaken_what_holds() -> None:
    for step in ([], [(ANA, no())], [(BEN, revise("quiet"))], [moment("2026-04-20 09:00")]):
        assert who_is_bound(given(*AGREED, (BEN, revise("quiet")), *step)) == {ANA, BEN}


def test_promise_02_the_old_words_hold_until_the_new_ones_begin() -> None:
    new = revise("quiet", outline(TermKind.REQUEST, BEN, starts=day("20")))
    story = given(*AGREED, (ANA, new), (BEN, yes()), moment("2026-03-19 23:59"))

    assert story.sight(BEN).term("quiet").holds.number == 1
    assert who_is_bound(story) == {ANA, BEN}


def test_promise_03_a_no_is_one_act_like_a_yes_and_needs_no_reason() -> None:
    refused, agreed = given(*ASKED).when(BEN, no()), given(*ASKED).when(BEN, yes())

    assert len(refused.happened) == len(agreed.happened) == 1
    assert refused.happened[0].words is None


def test_promise_03_no_is_offered_wherever_yes_is() -> None:
    for story in (given(*ASKED), given(*AGREED, (ANA, revise("quiet")))):
        assert {"yes", "no"} <= story.sight(BEN).term("quiet").may


def test_promise_03_noes_are_nowhere_counted() -> None:
    assert not [name for name in names_in(Sight) if re.search("count(?!ry)|total|score|streak|rank|tally", name)]


@pytest.mark.parametrize(
    "quiet", [[fold()], [decline()], [fold(), UnsealAnswer(question="wish")], [fold(), fold(text="Or so.")]]
)
def test_promise_04_to_fold_to_unfold_and_to_decline_leave_no_trace(quiet: list[Any]) -> None:
    before = given(*QUESTION)
    after = given(*QUESTION, *((ANA, command) for command in quiet))
    before.now = after.now

    assert pickle.dumps(after.state) == pickle.dumps(before.state)
    assert len(after.recorded) == len(before.recorded)
    assert repr(after.sight(BEN)) == repr(before.sight(BEN))


@pytest.mark.parametrize(
    "quiet", [[verdict("quiet", Verdict.KEEP)], [verdict("quiet", Verdict.LET_GO), UnsealVerdict(term="quiet")]]
)
def test_promise_04_nor_does_what_one_folds_at_a_look_back(quiet: list[Any]) -> None:
    before = given(*TRIED)
    after = given(*TRIED, *((ANA, command) for command in quiet))
    before.now = after.now

    assert pickle.dumps(after.state) == pickle.dumps(before.state)
    assert repr(after.sight(BEN)) == repr(before.sight(BEN))


def test_promise_04_what_is_folded_is_in_nobodys_reach() -> None:
    story = given(*QUESTION, (ANA, fold()))

    assert ref(1) not in story.sight(BEN).readable | story.sight(ANA).readable


def test_promise_04_all_answers_open_in_one_entry() -> None:
    story = given(*TEAM, (ANA, ask()), (ANA, fold()), (BEN, decline())).when(DAN, fold())

    assert [type(event) for event in story.happened] == [QuestionOpened]
    assert [(answer.by, answer.words) for answer in story.happened[0].answers] == [
        (ANA, ref(1)),
        (BEN, None),
        (DAN, ref(2)),
    ]


def test_promise_04_only_its_author_opens_one_before_the_rest() -> None:
    given(*QUESTION, (ANA, fold())).when(BEN, OpenMine(question="wish")).refused("not_folded")


def test_promise_05_being_heard_belongs_to_the_speaker() -> None:
    heard = AnswerSayBack(question="wish", listener=BEN, heard=True)
    story = given(*OPEN, (BEN, SayBackTo(question="wish", speaker=ANA)))

    line = story.sight(BEN).question("wish").answers[0].listening[0]
    assert line.heard is None
    story.when(ANA, heard).then(SaidBackAnswered(question="wish", listener=BEN, heard=True, words=None))
    assert story.sight(BEN).question("wish").answers[0].listening[0].heard is True


def test_promise_05_nobody_can_name_another_as_the_speaker() -> None:
    assert {field.name for field in fields(AnswerSayBack)} == {"question", "listener", "heard", "words"}


@pytest.mark.parametrize("said", [{}, {ANA: Verdict.KEEP}, {ANA: Verdict.KEEP, BEN: Verdict.CHANGE}])
def test_promise_06_a_trial_ends_unless_all_say_keep(said: dict[str, Verdict]) -> None:
    steps = [(who, verdict("quiet", what)) for who, what in said.items()]

    assert who_is_bound(given(*TRIED, *steps, moment("2026-03-16 23:59"))) == {ANA, BEN}
    assert who_is_bound(given(*TRIED, *steps, AFTER)) == set()


def test_promise_06_all_say_keep() -> None:
    steps = [(who, verdict("quiet", Verdict.KEEP)) for who in (ANA, BEN)]

    assert who_is_bound(given(*TRIED, *steps, AFTER)) == {ANA, BEN}


def test_promise_06_talk_does_not_carry_a_trial_past_its_day() -> None:
    assert who_is_bound(given(*TRIED, (BEN, revise("quiet")), AFTER)) == set()
