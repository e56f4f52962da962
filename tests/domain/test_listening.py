"""What one heard, and the speaker's own word on whether it was all."""

from comity.domain.listening import AnswerSayBack, SaidBack, SaidBackAnswered, SayBackTo
from comity.domain.people import Leave, Pause
from sayings import COUPLE, alliance, ask, decline, fold
from story import ANA, BEN, CLEO, DAN, Story, given, ref

OPEN = [*COUPLE, (ANA, ask()), (ANA, fold()), (BEN, fold())]
WRITTEN = SayBackTo(question="wish", speaker=ANA, words={"text": "You are not awake yet."})
ALOUD = SayBackTo(question="wish", speaker=ANA)


def heard(listener: str = BEN, *, all_of_it: bool = True, text: str = "") -> AnswerSayBack:
    words = {"text": text} if text else None
    return AnswerSayBack(question="wish", listener=listener, heard=all_of_it, words=words)


def test_one_says_back_what_one_heard() -> None:
    given(*OPEN).when(BEN, WRITTEN).then(SaidBack(question="wish", speaker=ANA, words=ref(3)))


def test_it_may_have_been_said_aloud() -> None:
    given(*OPEN).when(BEN, ALOUD).then(SaidBack(question="wish", speaker=ANA, words=None))


def test_only_who_has_answered_says_back() -> None:
    three = [*alliance(ANA, BEN, DAN), (ANA, ask(asked=[ANA, BEN])), (ANA, fold()), (BEN, fold())]

    given(*three).when(DAN, ALOUD).refused("answer_first")


def test_nobody_says_back_to_themselves() -> None:
    given(*OPEN).when(ANA, ALOUD).refused("own_answer")


def test_nothing_is_said_back_to_what_is_closed() -> None:
    given(*COUPLE, (ANA, ask()), (ANA, fold())).when(BEN, ALOUD).refused("not_open")


def test_nothing_is_said_back_to_silence() -> None:
    given(*COUPLE, (ANA, ask()), (ANA, decline()), (BEN, fold())).when(BEN, ALOUD).refused("not_open")


def test_nothing_is_said_back_to_what_was_not_asked() -> None:
    given(*COUPLE).when(BEN, ALOUD).refused("no_such_question")


def test_the_speaker_says_that_it_was_heard() -> None:
    story = given(*OPEN, (BEN, WRITTEN)).when(ANA, heard())

    story.then(SaidBackAnswered(question="wish", listener=BEN, heard=True, words=None))
    assert lines(story, BEN) == [(BEN, True)]


def test_it_needs_no_word_from_the_listener() -> None:
    given(*OPEN).when(ANA, heard()).then(SaidBackAnswered(question="wish", listener=BEN, heard=True, words=None))


def test_the_speaker_may_say_that_there_is_more() -> None:
    story = given(*OPEN, (BEN, WRITTEN)).when(ANA, heard(all_of_it=False, text="And I am sorry after."))

    story.then(SaidBackAnswered(question="wish", listener=BEN, heard=False, words=ref(4)))
    assert lines(story, BEN) == [(BEN, False)]


def test_after_there_is_more_the_listener_says_back_anew() -> None:
    story = given(*OPEN, (BEN, WRITTEN), (ANA, heard(all_of_it=False)), (BEN, ALOUD))

    assert lines(story, ANA) == [(BEN, None)]
    assert [item.code for item in story.sight(ANA).agenda] == ["say_heard"]


def test_what_was_heard_stays_heard() -> None:
    assert lines(given(*OPEN, (BEN, WRITTEN), (ANA, heard()), (BEN, ALOUD)), ANA) == [(BEN, True)]


def test_only_who_spoke_says_that_it_was_heard() -> None:
    story = given(*OPEN, (BEN, WRITTEN)).when(BEN, heard(ANA))

    assert lines(story, ANA) == [(BEN, None)]


def test_nothing_is_heard_of_what_is_closed() -> None:
    given(*COUPLE, (ANA, ask()), (ANA, fold())).when(ANA, heard()).refused("not_open")


def test_silence_is_not_heard() -> None:
    given(*COUPLE, (ANA, ask()), (ANA, decline()), (BEN, fold())).when(ANA, heard()).refused("not_open")


def test_nobody_is_heard_by_themselves() -> None:
    given(*OPEN).when(ANA, heard(ANA)).refused("not_a_party")


def test_nobody_is_heard_by_an_outsider() -> None:
    given(*OPEN).when(ANA, heard(CLEO)).refused("not_a_party", member=CLEO)


def test_a_sight_offers_listening_to_others_and_the_word_on_it_to_the_speaker() -> None:
    answers = given(*OPEN).sight(BEN).question("wish").answers

    assert [(answer.by, answer.may) for answer in answers] == [(ANA, {"say_back"}), (BEN, {"say_heard"})]


def test_whoever_pauses_is_offered_neither() -> None:
    answers = given(*OPEN, (BEN, Pause())).sight(BEN).question("wish").answers

    assert [answer.may for answer in answers] == [set(), set()]


def test_who_left_has_no_line_any_more() -> None:
    story = given(*OPEN, (BEN, WRITTEN), (BEN, Leave()))

    assert lines(story, ANA) == []


def lines(story: Story, viewer: str) -> list[tuple[str, bool | None]]:
    """Who listened to Ana, and what Ana says of it."""
    answers = story.sight(viewer).question("wish").answers
    return [(line.listener, line.heard) for answer in answers if answer.by == ANA for line in answer.listening]
