"""Questions that each answers alone, opened together."""

from datetime import timedelta

from comity.domain.conversation import (
    Asked,
    OpenedAnswer,
    QuestionOpened,
    RoundOpened,
    SealAnswer,
    UnsealAnswer,
)
from sayings import COUPLE, alliance, ask, day, decline, fold
from story import ANA, BEN, BERLIN, CLEO, DAN, MONDAY, given, ref

ASKED = [*COUPLE, (ANA, ask())]
THREE = [*alliance(ANA, BEN, DAN), (ANA, ask())]


def opened(**answers: int) -> QuestionOpened:
    said = tuple(OpenedAnswer(by=by, words=ref(number) if number else None) for by, number in sorted(answers.items()))
    return QuestionOpened(question="wish", answers=said)


def test_anybody_may_ask_all() -> None:
    given(*COUPLE).when(BEN, ask(answer_by=day("16"))).then(
        RoundOpened(
            round="round of wish",
            form="questions",
            questions=(Asked(question="wish", ref="couple.wish"),),
            asked=(),
            answer_by=day("16"),
            zone=BERLIN,
        )
    )


def test_a_question_may_be_asked_in_ones_own_words() -> None:
    own = ask(questions=(("wish", ""),), words={"text": "What are mornings to you?"})
    story = given(*COUPLE, (ANA, own))

    assert story.sight(BEN).question("wish").words == ref(1)


def test_a_question_has_words_or_comes_from_a_playbook() -> None:
    given(*COUPLE).when(ANA, ask(questions=(("wish", ""),))).refused("empty", part="text")


def test_own_words_are_of_one_question() -> None:
    two = ask(questions=(("wish", ""), ("fear", "couple.fear")), words={"text": "What are mornings to you?"})

    given(*COUPLE).when(ANA, two).refused("empty")


def test_a_question_is_asked_once() -> None:
    given(*ASKED).when(BEN, ask()).refused("double")


def test_a_round_has_a_question() -> None:
    given(*COUPLE).when(ANA, ask(questions=())).refused("double")


def test_a_question_is_put_to_members_alone() -> None:
    given(*COUPLE).when(ANA, ask(asked=[BEN, CLEO])).refused("not_a_party", member=CLEO)


def test_nobody_is_asked_twice() -> None:
    given(*COUPLE).when(ANA, ask(asked=[BEN, BEN])).refused("named_twice")


def test_a_round_runs_from_tomorrow_to_sixty_days_ahead() -> None:
    latest = MONDAY.date() + timedelta(days=60)

    given(*COUPLE).when(ANA, ask(answer_by=day("02"))).refused("bad_date", earliest=day("03"))
    given(*COUPLE).when(ANA, ask(answer_by=latest + timedelta(days=1))).refused("bad_date", latest=latest)
    assert given(*COUPLE).when(ANA, ask(answer_by=latest)).refusal is None


def test_a_round_is_in_a_zone_there_is() -> None:
    given(*COUPLE).when(ANA, ask(zone="Atlantis")).refused("zone_unknown")


def test_an_answer_is_folded_and_nothing_is_recorded() -> None:
    story = given(*ASKED).when(ANA, fold()).folded()

    assert story.sight(ANA).question("wish").mine == "folded"
    assert story.sight(BEN).question("wish").mine == "none"


def test_the_last_answer_opens_all_of_them_in_one_entry() -> None:
    given(*ASKED, (ANA, fold())).when(BEN, fold()).then(opened(ana=1, ben=2))


def test_the_order_in_an_opening_tells_nothing_of_who_was_first() -> None:
    given(*ASKED, (BEN, fold())).when(ANA, fold()).then(opened(ana=2, ben=1))


def test_preferring_not_to_say_is_a_whole_answer() -> None:
    story = given(*ASKED, (ANA, decline())).when(BEN, fold())

    story.then(opened(ana=0, ben=1))


def test_not_to_say_folds_like_any_other_answer() -> None:
    story = given(*ASKED).when(ANA, decline()).folded()

    assert story.sight(ANA).question("wish").mine == "declined"


def test_words_that_come_with_not_to_say_go_nowhere() -> None:
    spoken = SealAnswer(question="wish", declined=True, words={"text": "Or do I?"})

    given(*ASKED, (ANA, spoken)).when(BEN, fold()).then(opened(ana=0, ben=2))


def test_an_answer_has_words() -> None:
    given(*ASKED).when(ANA, SealAnswer(question="wish")).refused("empty", part="text")


def test_a_new_answer_takes_the_place_of_the_folded_one() -> None:
    given(*ASKED, (ANA, fold()), (ANA, fold(text="Or rather this."))).when(BEN, fold()).then(opened(ana=2, ben=3))


def test_a_folded_answer_can_be_taken_back() -> None:
    story = given(*ASKED, (ANA, fold())).when(ANA, UnsealAnswer(question="wish")).folded()

    assert story.folds == []
    story.when(BEN, fold()).folded()


def test_who_folded_nothing_takes_nothing_back() -> None:
    given(*ASKED, (BEN, fold())).when(ANA, UnsealAnswer(question="wish")).refused("not_folded")


def test_an_open_answer_cannot_be_taken_back() -> None:
    given(*ASKED, (ANA, fold()), (BEN, fold())).when(ANA, UnsealAnswer(question="wish")).refused("not_folded")


def test_one_answers_once_it_is_open_no_more() -> None:
    given(*ASKED, (ANA, fold()), (BEN, fold())).when(ANA, fold()).refused("already_open")


def test_only_those_asked_answer() -> None:
    given(*alliance(ANA, BEN, DAN), (ANA, ask(asked=[ANA, BEN]))).when(DAN, fold()).refused("not_asked")


def test_there_is_no_answer_to_what_was_not_asked() -> None:
    given(*COUPLE).when(ANA, fold("nothing")).refused("no_such_question")


def test_it_waits_until_all_have_answered() -> None:
    given(*THREE, (ANA, fold())).when(BEN, fold()).folded()
