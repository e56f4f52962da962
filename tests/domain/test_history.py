"""The history of an alliance as one member may see it, and the entries they may take along."""

from dataclasses import replace

from comity.domain.act import Part, Ref, Reply
from comity.domain.ask_answers import AnswerAsk, ReleaseAsk
from comity.domain.asked import AskReply
from comity.domain.asks import SendAsk, TakeBackAsk
from comity.domain.consents import TermAnswered, Withdraw, YesTakenBack
from comity.domain.conversation import OpenMine, QuestionOpened
from comity.domain.history import history, may_have
from comity.domain.invitations import Admit, MemberInvited, MemberJoined
from comity.domain.listening import AnswerSayBack, SayBackTo
from comity.domain.people import AllianceOpened
from comity.domain.terms import TermProposed
from sayings import COUPLE, alliance, ask, fold, invite, join, no, request, yes
from story import ANA, BEN, BERLIN, DAN, EVE, HOUSE, Step, Story, given, moment

AGREED: list[Step] = [*COUPLE, (ANA, request()), (BEN, yes())]
HEARD: list[Step] = [
    *COUPLE,
    (ANA, ask()),
    (ANA, fold()),
    (BEN, fold()),
    (BEN, SayBackTo(question="wish", speaker=ANA)),
    (ANA, AnswerSayBack(question="wish", listener=BEN, heard=True)),
]
TEAM = [*alliance(ANA, BEN, DAN), (ANA, request()), (BEN, yes()), (BEN, Withdraw(term="quiet"))]


def told(story: Story, who: str) -> list[tuple[type, str]]:
    return [(line.event, line.by) for line in history(story.alliance, story.recorded, viewer=who)]


def takes_along(story: Story, who: str, *refs: Ref) -> list[str]:
    """The kinds of entry that somebody may have in full."""
    sight = story.sight(who)
    entries = [one for one in story.recorded if may_have(one, refs, state=story.alliance, sight=sight)]
    return [type(one.event).__name__ for one in entries]


def test_it_tells_what_happened_and_who_did_it() -> None:
    assert told(given(*AGREED), ANA) == [
        (AllianceOpened, ANA),
        (MemberInvited, ANA),
        (MemberJoined, BEN),
        (TermProposed, ANA),
        (TermAnswered, BEN),
    ]


def test_a_reply_is_told_as_it_was_given() -> None:
    story = given(*COUPLE, (ANA, request()), (BEN, no()))

    assert history(story.alliance, story.recorded, viewer=ANA)[-1].reply is Reply.NO


def test_an_opening_is_nobodys_act() -> None:
    assert told(given(*HEARD[:-2]), ANA)[-1] == (QuestionOpened, HOUSE)


def test_it_never_tells_who_took_a_yes_back() -> None:
    assert told(given(*TEAM), ANA)[-1] == (YesTakenBack, "")


def test_a_newcomer_is_told_the_beginning_and_what_came_after_them() -> None:
    assert told(given(*AGREED, (ANA, invite(DAN)), (DAN, join(DAN))), DAN) == [
        (AllianceOpened, ANA),
        (MemberJoined, DAN),
    ]


def test_two_may_take_along_all_that_happened_between_them() -> None:
    story = given(*HEARD, (ANA, request()), (BEN, yes()), (BEN, Withdraw(term="quiet")))

    assert len(takes_along(story, ANA)) == len(story.recorded)


def test_among_more_nobody_takes_along_who_took_a_yes_back_but_that_one() -> None:
    assert "YesTakenBack" not in takes_along(given(*TEAM), ANA)
    assert "YesTakenBack" in takes_along(given(*TEAM), BEN)


def test_answers_are_taken_along_by_those_who_see_them() -> None:
    late = [*alliance(ANA, BEN, DAN), (ANA, ask()), (ANA, fold()), (BEN, fold()), (BEN, OpenMine(question="wish"))]
    story = given(*late)

    assert takes_along(story, DAN)[-1] == "AnswerOpened"
    story.given((DAN, fold()))
    assert takes_along(story, DAN)[-1] == "QuestionOpened"


def test_a_newcomer_takes_along_what_brought_words_that_are_theirs_to_read() -> None:
    story = given(*HEARD, (ANA, request()), (BEN, yes()), (ANA, invite(DAN)), (DAN, join(DAN)))
    words = story.alliance.terms["quiet"].last.words

    assert takes_along(story, DAN) == ["AllianceOpened", "MemberInvited", "MemberJoined"]
    assert "TermProposed" in takes_along(story, DAN, words)
    assert "QuestionOpened" not in takes_along(story, DAN, words)


def test_a_newcomer_takes_along_the_questions_that_wait_for_them() -> None:
    waits = given(*alliance(ANA, BEN), (ANA, ask()), (ANA, invite(DAN)), (DAN, join(DAN)))
    is_over = given(*HEARD, (ANA, invite(DAN)), (DAN, join(DAN)))

    assert "RoundOpened" in takes_along(waits, DAN)
    assert "RoundOpened" not in takes_along(is_over, DAN)


def test_a_newcomer_takes_along_no_answer_to_an_ask_from_before() -> None:
    due = moment("2026-03-10 17:00")
    asked = SendAsk(ask="flyer", to=BEN, due=due, zone=BERLIN, words={"text": "Spring flyer"})
    yes_to_it = AnswerAsk(ask="flyer", turn=0, reply=AskReply.YES)
    story = given(*COUPLE, (ANA, asked), (ANA, invite(DAN)), (DAN, join(DAN)), (BEN, yes_to_it))
    story.given((BEN, ReleaseAsk(ask="flyer")), (ANA, replace(asked, ask="card")), (ANA, TakeBackAsk(ask="card")))

    assert takes_along(story, ANA)[-4:] == ["AskAnswered", "AskReleased", "AskSent", "AskTakenBack"]
    assert takes_along(story, DAN)[-3:] == ["MemberJoined", "AskSent", "AskTakenBack"]


def test_promise_10_a_guide_takes_along_who_came_and_went() -> None:
    guided = [*AGREED, (ANA, invite(EVE, part=Part.GUIDE)), (BEN, Admit(invitation="place of eve", yes=True))]
    story = given(*guided, (EVE, join(EVE)), (ANA, request("tea")), (ANA, invite(DAN)), (DAN, join(DAN)))

    assert takes_along(story, EVE) == ["AllianceOpened", "MemberJoined", "MemberJoined"]
