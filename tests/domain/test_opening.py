"""When a question opens, for whom, and whom it waits for."""

import pytest

from comity.domain.act import Part
from comity.domain.conversation import (
    AnswerOpened,
    OpenedAnswer,
    OpenMine,
    QuestionOpened,
    UnsealAnswer,
)
from comity.domain.invitations import Admit, InvitationTakenBack, TakeBackInvitation
from comity.domain.kinds import Kind
from comity.domain.people import Leave, Open, Pause, Resume
from comity.domain.refusal import Refused
from sayings import COUPLE, alliance, ask, day, decline, fold, invite, join
from story import ANA, BEN, BERLIN, DAN, EVE, HOUSE, given, ref

ASKED = [*COUPLE, (ANA, ask())]
THREE = [*alliance(ANA, BEN, DAN), (ANA, ask())]


def opened(**answers: int) -> QuestionOpened:
    said = tuple(OpenedAnswer(by=by, words=ref(number) if number else None) for by, number in sorted(answers.items()))
    return QuestionOpened(question="wish", answers=said)


def test_a_question_to_some_opens_when_they_have_answered_and_all_can_read_it() -> None:
    story = given(*alliance(ANA, BEN, DAN), (ANA, ask(asked=[ANA, BEN])), (ANA, fold())).when(BEN, fold())

    story.then(opened(ana=1, ben=2))
    assert story.sight(DAN).readable >= {ref(1), ref(2)}


def test_a_question_to_one_opens_with_their_answer() -> None:
    given(*COUPLE, (ANA, ask(asked=[BEN]))).when(BEN, fold()).then(opened(ben=1))


def test_one_answer_alone_never_opens_what_was_asked_of_more() -> None:
    begun = (ANA, Open(alliance="home", kind=Kind.COUPLE, zone=BERLIN))

    given(begun, (ANA, ask())).when(ANA, fold()).folded()


def test_a_question_to_all_waits_for_whoever_is_invited() -> None:
    given(*ASKED, (ANA, invite(DAN)), (ANA, fold())).when(BEN, fold()).folded()


def test_a_question_to_all_opens_when_the_last_place_is_taken_back() -> None:
    steps = [*ASKED, (ANA, invite(DAN)), (ANA, fold()), (BEN, fold())]

    story = given(*steps).when(ANA, TakeBackInvitation(invitation="place of dan"))

    story.then(InvitationTakenBack(invitation="place of dan"), opened(ana=1, ben=2))


def test_a_question_to_all_is_put_to_a_newcomer_while_it_is_closed() -> None:
    steps = [*ASKED, (ANA, invite(DAN)), (ANA, fold()), (BEN, fold()), (DAN, join(DAN))]

    given(*steps).when(DAN, fold()).then(opened(ana=1, ben=2, dan=3))


def test_a_newcomer_neither_sees_nor_answers_what_opened_before() -> None:
    steps = [*ASKED, (ANA, fold()), (BEN, fold()), (ANA, invite(DAN)), (DAN, join(DAN))]

    story = given(*steps).when(DAN, fold()).refused("not_asked")

    assert story.sight(DAN).questions == ()


def test_a_pause_is_waited_for() -> None:
    given(*THREE, (DAN, Pause()), (ANA, fold())).when(BEN, fold()).folded()


def test_who_pauses_does_not_answer_but_may_take_back() -> None:
    paused = [*ASKED, (ANA, fold()), (ANA, Pause())]

    given(*paused).when(ANA, fold()).refused("paused")
    given(*paused).when(ANA, UnsealAnswer(question="wish")).folded()


def test_after_a_pause_one_answers_like_anybody() -> None:
    given(*ASKED, (ANA, fold()), (BEN, Pause()), (BEN, Resume())).when(BEN, fold()).then(opened(ana=1, ben=2))


def test_who_left_is_not_waited_for() -> None:
    story = given(*THREE, (ANA, fold()), (BEN, fold())).when(DAN, Leave())

    assert story.happened[1:] == [opened(ana=1, ben=2)]


def test_what_a_leaver_folded_never_opens() -> None:
    story = given(*THREE, (DAN, fold()), (ANA, fold())).when(DAN, Leave())

    assert [one.by for one in story.folds] == [ANA]
    story.when(BEN, fold()).then(opened(ana=2, ben=3))


def test_one_may_open_ones_own_before_the_rest() -> None:
    story = given(*ASKED, (ANA, fold())).when(ANA, OpenMine(question="wish"))

    story.then(AnswerOpened(question="wish", words=ref(1)))
    assert story.sight(BEN).question("wish").answers[0].words == ref(1)
    assert story.folds == []


def test_who_folded_nothing_opens_nothing() -> None:
    given(*ASKED).when(ANA, OpenMine(question="wish")).refused("not_folded")


def test_the_rest_open_together_when_the_last_has_answered() -> None:
    given(*ASKED, (ANA, fold()), (ANA, OpenMine(question="wish"))).when(BEN, fold()).then(opened(ben=2))


def test_where_all_opened_alone_the_question_is_open_without_more() -> None:
    mine = OpenMine(question="wish")
    alone = [*ASKED, (ANA, invite(DAN)), (ANA, fold()), (ANA, mine), (BEN, fold()), (BEN, mine)]

    story = given(*alone).when(ANA, TakeBackInvitation(invitation="place of dan"))

    story.then(InvitationTakenBack(invitation="place of dan"), opened())


def test_an_answer_after_the_opening_opens_at_once_and_alone() -> None:
    late = [*THREE, (ANA, fold()), (BEN, fold()), (HOUSE, opened(ana=1, ben=2))]

    given(*late).when(DAN, fold()).then(AnswerOpened(question="wish", words=ref(3)))
    given(*late).when(DAN, decline()).then(AnswerOpened(question="wish", words=None))


def test_who_has_not_answered_an_open_question_does_not_see_the_others() -> None:
    story = given(*THREE, (ANA, fold()), (BEN, fold()), (HOUSE, opened(ana=1, ben=2)))

    assert not story.sight(DAN).readable
    story.given((DAN, fold()))
    assert story.sight(DAN).readable == {ref(1), ref(2), ref(3)}


def test_a_newcomer_reads_no_answer_that_was_opened_alone_before() -> None:
    steps = [*ASKED, (ANA, fold()), (ANA, OpenMine(question="wish")), (ANA, invite(DAN)), (DAN, join(DAN))]
    story = given(*steps)

    assert not story.sight(DAN).readable
    story.given((DAN, fold()), (DAN, OpenMine(question="wish")))
    assert story.sight(DAN).readable == {ref(2)}
    story.given((BEN, fold()))
    assert story.sight(DAN).readable == {ref(1), ref(2), ref(3)}


def test_a_guide_asks_and_does_not_answer() -> None:
    there = [*COUPLE, (ANA, invite(EVE, part=Part.GUIDE)), (BEN, Admit(invitation="place of eve", yes=True))]
    story = given(*there, (EVE, join(EVE))).when(EVE, ask())

    assert story.refusal is None
    story.when(EVE, fold()).refused("not_asked")
    assert (story.sight(EVE).questions, story.sight(EVE).terms, story.sight(EVE).places) == ((), (), ())


def test_what_is_offered_says_what_one_may_do() -> None:
    story = given(*ASKED)

    assert story.sight(ANA).question("wish").may == {"answer"}
    assert story.given((ANA, fold())).sight(ANA).question("wish").may == {"answer", "unfold", "open_mine"}
    assert story.given((ANA, decline())).sight(ANA).question("wish").may == {"answer", "unfold"}
    assert story.given((ANA, Pause())).sight(ANA).question("wish").may == {"unfold"}


def test_an_open_question_waits_for_nobody() -> None:
    story = given(*ASKED)
    assert [(item.code, item.due) for item in story.sight(BEN).agenda] == [("answer", day("15"))]

    story.given((ANA, fold()), (BEN, fold()))

    assert story.sight(BEN).agenda == ()


def test_a_question_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="no_such_question"):
        given(*COUPLE).sight(ANA).question("nothing")
