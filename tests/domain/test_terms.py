"""To propose a term, to find another wording, to take a proposal back."""

from datetime import timedelta

import pytest

from comity.domain.act import Part, TermKind
from comity.domain.holding import Standing, Talk, standing, talk
from comity.domain.invitations import Admit
from comity.domain.people import Leave, Pause
from comity.domain.terms import ProposalTakenBack, TakeBackProposal, TermProposed
from sayings import (
    COUPLE,
    alliance,
    boundary,
    day,
    invite,
    join,
    no,
    offer,
    outline,
    propose,
    request,
    revise,
    shared,
    yes,
)
from story import ANA, BEN, CLEO, DAN, EVE, MONDAY, Story, given, moment, ref

ASKED = [*COUPLE, (ANA, request())]
AGREED = [*ASKED, (BEN, yes())]
TEAM = alliance(ANA, BEN, DAN)


def needs(story: Story, term: str = "quiet") -> set[str]:
    return set(story.alliance.terms[term].last.needs)


def talked(story: Story, term: str = "quiet") -> Talk:
    return talk(story.alliance, story.alliance.terms[term], story.now)


def holds(story: Story, term: str = "quiet") -> Standing:
    return standing(story.alliance, story.alliance.terms[term], story.now)


def test_whoever_asks_has_said_yes_by_asking() -> None:
    story = given(*COUPLE).when(ANA, request(answer_by=day("09")))

    story.then(
        TermProposed(
            term="quiet",
            owner=ANA,
            group="quiet",
            out_of="",
            outline=outline(TermKind.REQUEST, BEN),
            needs=(ANA, BEN),
            answer_by=day("09"),
            digest=story.alliance.terms["quiet"].last.digest,
            words=ref(1),
        )
    )
    assert list(story.alliance.terms["quiet"].last.given) == [ANA]


@pytest.mark.parametrize("kind", [TermKind.REQUEST, TermKind.OFFER, TermKind.SUPPORT])
def test_a_request_an_offer_a_support_needs_the_two_of_them(kind: TermKind) -> None:
    story = given(*TEAM, (ANA, propose("quiet", outline(kind, BEN))))

    assert needs(story) == {ANA, BEN}


def test_a_shared_term_needs_all_named() -> None:
    assert needs(given(*TEAM, (ANA, shared("phones", ANA, BEN, DAN))), "phones") == {ANA, BEN, DAN}


def test_a_limit_needs_nobody_but_its_owner() -> None:
    story = given(*TEAM, (ANA, boundary("late", BEN)))

    assert needs(story, "late") == set()
    assert holds(story, "late") is Standing.STANDS


def test_what_is_asked_of_several_is_one_group_of_terms() -> None:
    story = given(
        *TEAM, (ANA, request("to ben", BEN)), (ANA, propose("to dan", outline(TermKind.REQUEST, DAN), group="to ben"))
    )

    assert {term.group for term in story.sight(ANA).terms} == {"to ben"}
    assert needs(story, "to dan") == {ANA, DAN}


def test_a_term_remembers_what_it_came_out_of() -> None:
    story = given(*COUPLE, (ANA, propose("quiet", outline(TermKind.REQUEST, BEN), out_of="wish")))

    assert story.sight(BEN).term("quiet").out_of == "wish"


def test_the_same_term_is_proposed_once() -> None:
    given(*ASKED).when(ANA, request()).refused("double")


def test_without_a_day_an_answer_is_waited_for_two_weeks() -> None:
    assert given(*ASKED).alliance.terms["quiet"].last.answer_by == MONDAY.date() + timedelta(days=14)


def test_an_answer_is_waited_for_between_one_day_and_sixty() -> None:
    latest = MONDAY.date() + timedelta(days=60)

    given(*COUPLE).when(ANA, request(answer_by=day("02"))).refused("bad_date", part="answer_by", earliest=day("03"))
    given(*COUPLE).when(ANA, request(answer_by=latest + timedelta(days=1))).refused("bad_date", latest=latest)
    assert given(*COUPLE).when(ANA, request(answer_by=latest)).refusal is None


def test_a_guide_proposes_and_rewords_nothing() -> None:
    guided = [*AGREED, (ANA, invite(EVE, part=Part.GUIDE)), (BEN, Admit(invitation="place of eve", yes=True))]
    story = given(*guided, (EVE, join(EVE)))

    story.when(EVE, request("tea", ANA)).refused("guide_never_agrees")
    story.when(EVE, revise("quiet")).refused("guide_never_agrees")


def test_what_is_not_there_cannot_be_reworded() -> None:
    given(*COUPLE).when(ANA, TakeBackProposal(term="quiet", revision=1)).refused("no_such_term")


def test_a_proposal_can_be_taken_back() -> None:
    story = given(*ASKED).when(ANA, TakeBackProposal(term="quiet", revision=1))

    story.then(ProposalTakenBack(term="quiet", revision=1))
    assert talked(story) is Talk.TAKEN_BACK
    story.when(BEN, yes()).refused("no_longer_open", talk=Talk.TAKEN_BACK)


def test_also_while_its_author_pauses() -> None:
    given(*ASKED, (ANA, Pause())).when(ANA, TakeBackProposal(term="quiet", revision=1)).then(
        ProposalTakenBack(term="quiet", revision=1)
    )


def test_only_its_author_takes_a_proposal_back() -> None:
    given(*ASKED).when(BEN, TakeBackProposal(term="quiet", revision=1)).refused("not_yours")


def test_what_was_reworded_meanwhile_is_not_taken_back() -> None:
    given(*ASKED, (BEN, revise("quiet"))).when(ANA, TakeBackProposal(term="quiet", revision=1)).refused(
        "changed_meanwhile", revision=2
    )


def test_what_is_agreed_is_no_proposal_any_more() -> None:
    given(*AGREED).when(ANA, TakeBackProposal(term="quiet", revision=1)).refused("no_longer_open", talk=Talk.NONE)


def test_an_outsider_is_not_named() -> None:
    given(*COUPLE).when(ANA, request(whom=CLEO)).refused("not_a_party", member=CLEO)


def test_a_proposal_that_needs_a_leaver_is_over() -> None:
    story = given(*TEAM, (ANA, request()), (BEN, Leave()))

    assert talked(story) is Talk.CLOSED


def test_an_offer_stands_by_itself() -> None:
    story = given(*ASKED, (ANA, offer("find you", BEN)), (BEN, no()), (BEN, yes("find you")))

    assert (holds(story), holds(story, "find you")) == (Standing.NONE, Standing.IN_FORCE)


def test_a_proposal_runs_out_at_the_end_of_its_day_in_its_own_zone() -> None:
    steps = [*COUPLE, (ANA, request(answer_by=day("05"), zone="America/New_York"))]

    assert talked(given(*steps, moment("2026-03-05 23:59", "America/New_York"))) is Talk.WAITING
    assert talked(given(*steps, moment("2026-03-06 00:00", "America/New_York"))) is Talk.EXPIRED
