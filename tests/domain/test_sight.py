"""What one member may see, and what they are offered; everything else is not there."""

from collections.abc import Callable

import pytest

from comity.domain.act import Part, TermKind, Verdict
from comity.domain.consents import Withdraw
from comity.domain.holding import Standing, Talk
from comity.domain.invitations import Admit
from comity.domain.people import Leave, Open, Pause
from comity.domain.refusal import Refused
from comity.domain.sight import sight
from comity.domain.terms import TakeBackProposal
from sayings import (
    COUPLE,
    alliance,
    ask,
    boundary,
    day,
    fold,
    invite,
    join,
    later,
    lets_talk,
    no,
    outline,
    request,
    revise,
    shared,
    understood,
    verdict,
    yes,
)
from story import ANA, BEN, BERLIN, CLEO, DAN, EVE, Story, given, moment, ref

ASKED = [*COUPLE, (ANA, request())]
AGREED = [*ASKED, (BEN, yes())]
COMES = [(ANA, invite(DAN)), (DAN, join(DAN))]


def may(story: Story, who: str, term: str = "quiet") -> frozenset[str]:
    return story.sight(who).term(term).may


def test_an_outsider_and_a_leaver_see_nothing() -> None:
    for who, story in ((CLEO, given(*AGREED)), (BEN, given(*AGREED, (BEN, Leave())))):
        with pytest.raises(Refused, match="not_a_member"):
            story.sight(who)


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="no_such_term"):
        given(*COUPLE).sight(ANA).term("quiet")


def test_among_several_one_finds_the_one_asked_for() -> None:
    sight_of_ana = given(*ASKED, (ANA, request("tea")), (ANA, ask()), (ANA, ask("fear"))).sight(ANA)

    assert (sight_of_ana.term("tea").id, sight_of_ana.question("fear").id) == ("tea", "fear")


def test_everybody_reads_what_it_is_for() -> None:
    begun = Open(alliance="home", kind=given(*COUPLE).alliance.kind, zone=BERLIN, words={"purpose": "Easy mornings"})
    story = given((ANA, begun), (ANA, invite(BEN)), (BEN, join(BEN)))

    assert story.sight(BEN).purpose == ref(1)
    assert ref(1) in story.sight(BEN).readable


def test_both_read_what_is_asked_and_what_was_said_to_it() -> None:
    story = given(*ASKED, (BEN, no(text="Not before the move.")))

    assert story.sight(ANA).readable == story.sight(BEN).readable == {ref(1), ref(2)}


def test_what_is_folded_is_in_nobodys_reach() -> None:
    story = given(*COUPLE, (ANA, ask()), (ANA, fold()))

    assert not story.sight(ANA).readable
    assert not story.sight(BEN).readable


def test_a_sight_leaves_out_the_folds_of_others_even_where_it_is_handed_them() -> None:
    story = given(*COUPLE, (ANA, ask()))
    before = sight(story.alliance, viewer=BEN, at=story.now)

    after = sight(story.alliance, viewer=BEN, at=story.now, folded=story.given((ANA, fold())).folds)

    assert repr(after.questions) == repr(before.questions)


def test_beside_what_holds_stands_what_is_talked_about() -> None:
    term = given(*AGREED, (BEN, revise("quiet"))).sight(ANA).term("quiet")

    assert (term.standing, term.talk) == (Standing.IN_FORCE, Talk.WAITING)
    assert (term.holds.number, term.talked.number, term.shown.number, term.newest) == (1, 2, 1, 2)


def test_what_is_agreed_and_begins_later_can_be_read_beside_what_holds() -> None:
    new = revise("quiet", outline(TermKind.REQUEST, BEN, starts=day("20")))
    story = given(*AGREED, (ANA, new), (BEN, yes()))
    term = story.sight(BEN).term("quiet")

    assert (term.holds.number, term.coming.number, term.talked) == (1, 2, None)
    assert term.coming.words in story.sight(BEN).readable


@pytest.mark.parametrize(
    ("steps", "shown"),
    [
        ([(ANA, request(until=day("16"))), (BEN, yes()), moment("2026-03-18 09:00")], day("16")),
        ([(ANA, request()), (BEN, yes()), moment("2026-03-05 09:00"), (BEN, Withdraw(term="quiet"))], day("05")),
        ([(ANA, request()), (BEN, yes())], None),
    ],
)
def test_an_end_has_the_last_day_on_which_it_held(steps: list[object], shown: object) -> None:
    assert given(*COUPLE, *steps).sight(ANA).term("quiet").ended_on == shown


OFFERED: dict[str, tuple[list[object], str, set[str]]] = {
    "who is asked answers": (ASKED, BEN, {"yes", "no", "later", "revise"}),
    "who asked takes back or finds other words": (ASKED, ANA, {"take_back", "revise"}),
    "later is offered twice": (
        [*ASKED, (BEN, later("quiet", day("09"))), (BEN, later("quiet", day("10")))],
        BEN,
        {"yes", "no", "revise"},
    ),
    "a no ends it until somebody asks again": ([*ASKED, (BEN, no())], BEN, {"again"}),
    "what holds is taken back, looked back at, reworded": (AGREED, BEN, {"withdraw", "look_back", "call", "revise"}),
    "who pauses may only take back": ([*AGREED, (BEN, Pause())], BEN, {"withdraw"}),
    "who pauses may take a proposal back": ([*ASKED, (ANA, Pause())], ANA, {"take_back"}),
    "nobody rewords what names somebody who pauses": ([*AGREED, (BEN, Pause())], ANA, {"withdraw"}),
    "a try has an end and needs no call": (
        [*COUPLE, (ANA, request(until=day("16"))), (BEN, yes())],
        BEN,
        {"withdraw", "look_back", "revise"},
    ),
    "a folded verdict can be unfolded": (
        [*AGREED, (BEN, verdict("quiet", Verdict.KEEP))],
        BEN,
        {"withdraw", "look_back", "call", "revise", "unfold_verdict"},
    ),
    "a limit is answered": ([*COUPLE, (ANA, boundary("quiet", BEN))], BEN, {"answer_boundary"}),
    "a limit is its owner's": (
        [*COUPLE, (ANA, boundary("quiet", BEN))],
        ANA,
        {"withdraw", "look_back", "call", "revise"},
    ),
    "a third may reword what nothing waits on": ([*AGREED, *COMES], DAN, {"revise"}),
    "an open term takes another yes": (
        [*COUPLE, (ANA, shared("quiet", ANA, BEN, open=True)), (BEN, yes()), *COMES],
        DAN,
        {"add_yes", "revise"},
    ),
    "a yes may still become a no": (
        [*alliance(ANA, BEN, DAN), (ANA, shared("quiet", ANA, BEN, DAN)), (BEN, yes())],
        BEN,
        {"no", "revise"},
    ),
    "a third has no say in what waits": ([*alliance(ANA, BEN, DAN), (ANA, request())], DAN, set()),
    "what has ended can be taken up again": ([*AGREED, (BEN, Withdraw(term="quiet"))], ANA, {"again"}),
}


@pytest.mark.parametrize(("steps", "who", "offered"), OFFERED.values(), ids=OFFERED)
def test_a_sight_offers_what_the_rules_accept(steps: list[object], who: str, offered: set[str]) -> None:
    assert may(given(*steps), who) == offered


NEWCOMER: dict[str, tuple[list[object], Callable[[Story], object], object]] = {
    "reads what holds": (AGREED, lambda story: story.sight(DAN).readable, {ref(1)}),
    "does not read what was said to it": (
        [*AGREED[:-1], (BEN, later("quiet", day("09"))), (BEN, yes())],
        lambda story: story.sight(DAN).term("quiet").shown.replies,
        (),
    ),
    "does not see what had ended": (
        [*AGREED, (BEN, Withdraw(term="quiet"))],
        lambda story: story.sight(DAN).terms,
        (),
    ),
    "does not see what was declined": (
        [*AGREED, (BEN, revise("quiet")), (ANA, no())],
        lambda story: story.sight(DAN).readable,
        {ref(1)},
    ),
    "sees what is talked about beside what holds": (
        [*AGREED, (BEN, revise("quiet"))],
        lambda story: story.sight(DAN).readable,
        {ref(1), ref(2)},
    ),
    "does not read an old look back": (
        [*AGREED, *((who, verdict("quiet", Verdict.KEEP, text="It was good.")) for who in (ANA, BEN))],
        lambda story: story.sight(DAN).readable,
        {ref(1)},
    ),
    "does not see how a limit was answered": (
        [*COUPLE, (ANA, boundary("quiet", BEN)), (BEN, understood("quiet"))],
        lambda story: story.sight(DAN).term("quiet").shown.replies,
        (),
    ),
    "does not see what was asked before they came": (ASKED, lambda story: story.sight(DAN).terms, ()),
}


@pytest.mark.parametrize(("steps", "look", "expected"), NEWCOMER.values(), ids=NEWCOMER)
def test_a_newcomer(steps: list[object], look: Callable[[Story], object], expected: object) -> None:
    assert look(given(*steps, *COMES)) == expected


def test_what_is_said_after_they_came_a_newcomer_sees_like_anybody() -> None:
    story = given(*AGREED, *COMES, (BEN, revise("quiet")), (ANA, no(text="Rather as it is.")))

    assert story.sight(DAN).readable == {ref(1), ref(2), ref(3)}


def test_wording_that_ended_before_they_came_stays_hidden_when_it_is_taken_up_again() -> None:
    story = given(*AGREED, (BEN, Withdraw(term="quiet")), *COMES, (ANA, revise("quiet")))
    term = story.sight(DAN).term("quiet")

    assert (term.holds, term.shown.number) == (None, 2)
    assert story.sight(DAN).readable == {ref(2)}


def test_a_guide_sees_who_is_there_and_no_more() -> None:
    guided = [*AGREED, (ANA, ask()), (ANA, invite(EVE, part=Part.GUIDE))]
    seen = given(*guided, (BEN, Admit(invitation="place of eve", yes=True)), (EVE, join(EVE))).sight(EVE)

    assert [member.id for member in seen.members] == [ANA, BEN, EVE]
    assert (seen.questions, seen.terms, seen.agenda, seen.right_now) == ((), (), (), ())


def test_lets_talk_shows_on_a_limit_until_it_is_reworded() -> None:
    limit = [*COUPLE, (ANA, boundary("late", BEN)), (BEN, lets_talk("late"))]
    restated = (ANA, revise("late", text="If it is past ten, I will go to bed."))

    assert given(*limit).sight(BEN).term("late").lets_talk
    assert not given(*limit, restated).sight(BEN).term("late").lets_talk


def test_a_proposal_taken_back_is_told_as_such() -> None:
    story = given(*ASKED, (ANA, TakeBackProposal(term="quiet", revision=1)))

    assert story.sight(BEN).term("quiet").talk is Talk.TAKEN_BACK
