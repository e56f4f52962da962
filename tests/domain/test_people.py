"""Who is in the alliance: to begin, to pause, to leave."""

from comity.domain.act import Admission, Here
from comity.domain.kinds import Kind, Side
from comity.domain.people import AllianceOpened, Leave, MemberLeft, MemberPaused, MemberResumed, Open, Pause, Resume
from sayings import COUPLE, alliance, request
from story import ANA, BEN, BERLIN, CLEO, DAN, given, ref

BEGIN = Open(alliance="home", kind=Kind.COUPLE, zone=BERLIN)


def test_whoever_begins_is_the_first_member() -> None:
    story = given().when(ANA, Open(alliance="home", kind=Kind.COUPLE, zone=BERLIN, words={"purpose": "Easy mornings"}))

    story.then(
        AllianceOpened(
            alliance="home",
            kind=Kind.COUPLE,
            zone=BERLIN,
            admission=Admission.EACH,
            member=ANA,
            side=Side.EVEN,
            words=ref(1),
        )
    )
    assert [m.id for m in story.alliance.parties()] == [ANA]
    assert story.sight(ANA).purpose == ref(1)


def test_nothing_comes_before_the_beginning() -> None:
    given().when(ANA, Pause()).refused("no_such_alliance")


def test_an_alliance_begins_once() -> None:
    given((ANA, BEGIN)).when(ANA, BEGIN).refused("already_begun")


def test_an_unknown_zone_is_refused() -> None:
    given().when(ANA, Open(alliance="home", kind=Kind.COUPLE, zone="Atlantis")).refused("zone_unknown", zone="Atlantis")


def test_one_may_pause_without_a_reason() -> None:
    given(*COUPLE).when(BEN, Pause()).then(MemberPaused())


def test_whoever_pauses_may_come_back_alone() -> None:
    given(*COUPLE, (BEN, Pause())).when(BEN, Resume()).then(MemberResumed())


def test_a_pause_has_no_pause() -> None:
    given(*COUPLE, (BEN, Pause())).when(BEN, Pause()).refused("already_paused")


def test_who_is_here_has_nothing_to_come_back_from() -> None:
    given(*COUPLE).when(BEN, Resume()).refused("not_paused")


def test_one_may_pause_as_often_as_one_likes() -> None:
    often = [(BEN, Pause()), (BEN, Resume())] * 20

    given(*COUPLE, *often).when(BEN, Pause()).then(MemberPaused())


def test_while_one_pauses_nothing_new_can_be_done_by_them() -> None:
    given(*COUPLE, (BEN, Pause())).when(BEN, request(whom=ANA)).refused("paused")


def test_while_one_pauses_nothing_new_can_be_asked_of_them() -> None:
    given(*COUPLE, (BEN, Pause())).when(ANA, request()).refused("member_paused", member=BEN)


def test_one_may_leave_at_once() -> None:
    given(*COUPLE).when(BEN, Leave()).then(MemberLeft())


def test_one_may_leave_out_of_a_pause() -> None:
    given(*COUPLE, (BEN, Pause())).when(BEN, Leave()).then(MemberLeft())


def test_who_left_does_nothing_more() -> None:
    given(*COUPLE, (BEN, Leave())).when(BEN, Pause()).refused("not_a_member")


def test_an_outsider_does_nothing() -> None:
    given(*COUPLE).when(CLEO, request()).refused("not_a_member")


def test_members_keep_their_ink_when_somebody_leaves() -> None:
    story = given(*alliance(ANA, BEN), (BEN, Leave()))

    seen = [(m.id, m.number, m.here) for m in story.sight(ANA).members]

    assert seen == [(ANA, 1, Here.HERE), (BEN, 2, Here.LEFT)]


def test_the_others_are_those_who_have_not_left() -> None:
    story = given(*alliance(ANA, BEN, DAN), (BEN, Leave()))

    others = story.sight(ANA).others

    assert [m.id for m in others] == [DAN]
