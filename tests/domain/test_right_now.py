"""What holds at this very moment by the clock: quiet, and until when."""

from comity.domain.consents import Withdraw
from comity.domain.people import Pause
from comity.domain.right_now import RightNow, right_now
from comity.domain.rules import LeadTime, QuietWindow
from sayings import alliance, no, request, revise, yes
from story import ANA, BEN, BERLIN, DAN, Step, given, moment, ref

WEEK = (0, 1, 2, 3, 4, 5, 6)
MORNING = QuietWindow(owner=ANA, weekdays=WEEK, start="07:00", end="08:30", zone=BERLIN)
LONGER = QuietWindow(owner=ANA, weekdays=WEEK, start="06:00", end="09:00", zone=BERLIN)
LEAD = LeadTime(days=5, weekdays=(0,), country="", region="", cut_off=None, zone=BERLIN, days_off_of=ANA)
QUIET: list[Step] = [*alliance(ANA, BEN, DAN), (ANA, request(rules=(LEAD, MORNING))), (BEN, yes())]
EIGHT = moment("2026-03-03 08:00")


def quiet(steps: list[Step], who: str) -> list[str]:
    return [one.term for one in right_now(given(*steps).alliance, viewer=who, at=EIGHT)]


def test_it_is_quiet_for_both_until_the_hour_they_agreed_on() -> None:
    until = moment("2026-03-03 08:30")

    found = given(*QUIET, EIGHT).sight(BEN).right_now

    assert found == (RightNow(term="quiet", owner=ANA, until=until, zone=BERLIN, words=ref(1)),)


def test_outside_the_window_it_is_not() -> None:
    assert given(*QUIET, moment("2026-03-03 08:30")).sight(BEN).right_now == ()


def test_on_the_day_the_clock_goes_forward_it_is_quiet_by_the_wall() -> None:
    found = given(*QUIET, moment("2026-03-29 08:29")).sight(BEN).right_now

    assert [one.until for one in found] == [moment("2026-03-29 08:30")]


def test_it_is_for_those_who_are_bound() -> None:
    assert (quiet(QUIET, ANA), quiet(QUIET, BEN), quiet(QUIET, DAN)) == (["quiet"], ["quiet"], [])


def test_it_is_not_before_all_have_said_yes() -> None:
    assert quiet(QUIET[:-1], BEN) == []
    assert quiet([*QUIET[:-1], (BEN, no())], BEN) == []


def test_it_is_not_while_it_rests_nor_after_a_yes_is_taken_back() -> None:
    assert quiet([*QUIET, (ANA, Pause())], BEN) == []
    assert quiet([*QUIET, (BEN, Withdraw(term="quiet"))], BEN) == []


def test_talk_does_not_end_the_quiet() -> None:
    assert quiet([*QUIET, (BEN, revise("quiet"))], BEN) == ["quiet"]


def test_of_several_the_longest_stands_first() -> None:
    more = [*QUIET, (ANA, request("longer", rules=(LONGER,))), (BEN, yes("longer"))]

    assert quiet(more, BEN) == ["longer", "quiet"]
