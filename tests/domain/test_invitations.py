"""How somebody comes in: a place held for one person, and the yes of those already there."""

from datetime import timedelta

from comity.domain.act import Admission, Part
from comity.domain.invitations import (
    Admit,
    InvitationAnswered,
    InvitationTakenBack,
    Join,
    MemberInvited,
    MemberJoined,
    TakeBackInvitation,
)
from comity.domain.kinds import Kind, Side
from comity.domain.people import Leave, Open, Pause
from sayings import COUPLE, alliance, day, invite, join
from story import ANA, BEN, BERLIN, CLEO, DAN, EVE, MONDAY, given, moment

ALONE = (ANA, Open(alliance="home", kind=Kind.COUPLE, zone=BERLIN))
EACH = alliance(ANA, BEN, admission=Admission.EACH)
BY_EACH = [*alliance(ANA, BEN, DAN, admission=Admission.EACH), (ANA, invite(EVE))]


def test_a_place_is_held_until_a_day() -> None:
    given(ALONE).when(ANA, invite(BEN, expires=day("10"), side=Side.REPORT)).then(
        MemberInvited(invitation="place of ben", part=Part.PARTY, side=Side.REPORT, expires=day("10"), zone=BERLIN)
    )


def test_whoever_takes_the_place_is_a_member() -> None:
    story = given(ALONE, (ANA, invite(BEN, side=Side.REPORT))).when(BEN, join(BEN, zone="America/New_York"))

    story.then(MemberJoined(invitation="place of ben", member=BEN, zone="America/New_York"))
    assert story.alliance.members[BEN].side is Side.REPORT


def test_a_place_is_for_one() -> None:
    given(*COUPLE).when(CLEO, join(BEN)).refused("invitation_used")


def test_nobody_comes_in_twice() -> None:
    given(*COUPLE, (ANA, invite(DAN))).when(BEN, join(DAN)).refused("already_in")


def test_who_left_comes_back_only_as_somebody_new() -> None:
    steps = [*alliance(ANA, BEN, DAN), (DAN, Leave()), (ANA, invite(EVE))]

    given(*steps).when(DAN, join(EVE)).refused("already_in")


def test_nobody_comes_in_by_a_place_that_is_not_there() -> None:
    given(*COUPLE).when(CLEO, join(CLEO)).refused("invitation_gone")


def test_the_last_day_of_a_place_counts_to_its_end_in_its_own_zone() -> None:
    waiting = [ALONE, (ANA, invite(BEN, expires=day("10")))]

    given(*waiting, moment("2026-03-10 23:58")).when(BEN, join(BEN)).then(
        MemberJoined(invitation="place of ben", member=BEN, zone=BERLIN)
    )
    given(*waiting, moment("2026-03-11 00:00")).when(BEN, join(BEN)).refused("invitation_run_out", on=day("10"))


def test_a_place_is_held_for_sixty_days_at_most() -> None:
    latest = MONDAY.date() + timedelta(days=60)

    given(ALONE).when(ANA, invite(BEN, expires=latest + timedelta(days=1))).refused("bad_date", latest=latest)


def test_no_place_is_held_until_a_day_gone_by() -> None:
    given(ALONE).when(ANA, invite(BEN, expires=day("01"))).refused("bad_date", earliest=day("02"))


def test_a_place_can_be_taken_back() -> None:
    story = given(ALONE, (ANA, invite(BEN))).when(ANA, TakeBackInvitation(invitation="place of ben"))

    story.then(InvitationTakenBack(invitation="place of ben"))
    story.when(BEN, join(BEN)).refused("invitation_gone")


def test_only_who_holds_a_place_takes_it_back() -> None:
    given(*COUPLE, (ANA, invite(DAN))).when(BEN, TakeBackInvitation(invitation="place of dan")).refused("not_yours")


def test_the_same_place_is_held_once() -> None:
    given(ALONE, (ANA, invite(BEN))).when(ANA, invite(BEN)).refused("double")


def test_in_an_unknown_zone_no_place_is_held() -> None:
    given(ALONE).when(ANA, invite(BEN, zone="Atlantis")).refused("zone_unknown")


def test_nobody_comes_in_with_an_unknown_zone() -> None:
    given(ALONE, (ANA, invite(BEN))).when(BEN, join(BEN, zone="Atlantis")).refused("zone_unknown")


def test_where_each_admits_nobody_comes_in_before_all_said_yes() -> None:
    given(*BY_EACH, (BEN, Admit(invitation="place of eve", yes=True))).when(EVE, join(EVE)).refused("not_admitted_yet")


def test_where_each_admits_the_last_yes_opens_the_door() -> None:
    yes = [(who, Admit(invitation="place of eve", yes=True)) for who in (BEN, DAN)]

    given(*BY_EACH, *yes).when(EVE, join(EVE)).then(MemberJoined(invitation="place of eve", member=EVE, zone=BERLIN))


def test_where_each_admits_one_no_is_enough() -> None:
    story = given(*BY_EACH).when(BEN, Admit(invitation="place of eve", yes=False))

    story.then(InvitationAnswered(invitation="place of eve", yes=False))
    story.when(EVE, join(EVE)).refused("invitation_gone")


def test_who_invites_has_said_yes_by_it() -> None:
    given(*BY_EACH).when(ANA, Admit(invitation="place of eve", yes=True)).refused("already_said")


def test_a_yes_to_a_newcomer_is_said_once() -> None:
    said = (BEN, Admit(invitation="place of eve", yes=True))

    given(*BY_EACH, said).when(*said).refused("already_said")


def test_where_any_may_invite_nobody_else_shuts_the_door() -> None:
    steps = [*COUPLE, (ANA, invite(DAN))]

    given(*steps).when(BEN, Admit(invitation="place of dan", yes=False)).refused("already_said")


def test_there_are_twelve_at_most() -> None:
    twelve = [ANA, BEN, DAN, EVE, *(f"guest{n}" for n in range(8))]

    given(*alliance(*twelve)).when(ANA, invite("thirteenth")).refused("full", most=12)


def test_places_that_are_held_count_among_the_twelve() -> None:
    places = [(ANA, invite(f"guest{n}")) for n in range(10)]

    given(*COUPLE, *places).when(BEN, invite("thirteenth")).refused("full", most=12)


def test_a_place_that_ran_out_is_free_for_another() -> None:
    places = [(ANA, invite(f"guest{n}", expires=day("03"))) for n in range(10)]
    story = given(*COUPLE, *places, moment("2026-03-04 09:00")).when(BEN, invite("thirteenth"))

    assert story.refusal is None


def test_where_one_is_left_of_two_nobody_is_invited_any_more() -> None:
    given(*COUPLE, (BEN, Leave())).when(ANA, invite(DAN)).refused("only_one_left")


def test_where_one_is_left_of_two_a_place_held_before_leads_nowhere() -> None:
    given(*COUPLE, (ANA, invite(DAN)), (BEN, Leave())).when(DAN, join(DAN)).refused("invitation_gone")


def test_a_place_goes_with_whoever_held_it() -> None:
    story = given(*alliance(ANA, BEN, DAN), (DAN, invite(EVE)), (DAN, Leave())).when(EVE, join(EVE))

    story.refused("invitation_gone")
    assert story.sight(ANA).places == ()


def test_a_place_shows_to_whoever_holds_it_and_to_those_it_waits_for() -> None:
    story = given(*EACH, (ANA, invite(DAN)))

    assert [place.may for place in story.sight(ANA).places] == [{"take_back"}]
    assert [place.may for place in story.sight(BEN).places] == [{"admit"}]
    assert [item.code for item in story.sight(BEN).agenda] == ["admit"]


def test_where_any_may_invite_a_place_shows_to_nobody_else() -> None:
    assert given(*COUPLE, (ANA, invite(DAN))).sight(BEN).places == ()


def test_whoever_pauses_is_not_asked_about_a_newcomer() -> None:
    story = given(*EACH, (ANA, invite(DAN)), (BEN, Pause()))

    assert [place.may for place in story.sight(BEN).places] == [set()]


def test_a_place_that_ran_out_is_shown_as_such() -> None:
    story = given(*EACH, (ANA, invite(DAN, expires=day("03"))), moment("2026-03-04 09:00"))

    assert [(place.run_out, place.may) for place in story.sight(BEN).places] == [(True, set())]


def test_a_guide_invites_nobody_and_admits_nobody() -> None:
    guided = [*EACH, (ANA, invite(DAN, part=Part.GUIDE)), (BEN, Admit(invitation="place of dan", yes=True))]
    guided += [(DAN, Join(invitation="place of dan", zone="UTC")), (ANA, invite(EVE))]

    given(*guided).when(DAN, invite(CLEO)).refused("guide_never_agrees")
    given(*guided).when(DAN, Admit(invitation="place of eve", yes=True)).refused("guide_never_agrees")


def test_thirteen_do_not_fit_even_where_places_were_given_out_before() -> None:
    places = [(ANA, invite(f"guest{n}", expires=day("03"))) for n in range(10)]
    more = [(ANA, invite(f"late{n}")) for n in range(10)]
    crowd = [(f"late{n}", join(f"late{n}")) for n in range(10)]
    story = given(*COUPLE, *places, moment("2026-03-04 09:00"), *more, *crowd)

    story.now = moment("2026-03-03 09:00")

    story.when("guest0", join("guest0")).refused("full", most=12)
