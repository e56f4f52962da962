"""What somebody with a link may see before they have come in."""

from collections.abc import Sequence

import pytest

from comity.domain.act import Admission
from comity.domain.invitations import Admit, TakeBackInvitation
from comity.domain.kinds import Kind, Side
from comity.domain.people import Leave
from comity.domain.refusal import Refused
from comity.domain.threshold import Threshold, threshold
from sayings import COUPLE, alliance, ask, day, fold, invite, join
from story import ANA, BEN, DAN, EVE, Step, given, moment

HELD: list[Step] = [*COUPLE, (ANA, invite(DAN, side=Side.REPORT, expires=day("10")))]


def seen(*steps: Step, place: str = "place of dan") -> Threshold:
    story = given(*steps)
    return threshold(story.alliance, invitation=place, at=story.now)


def test_they_see_who_asks_and_the_question() -> None:
    there = seen(*HELD, (ANA, ask()), (BEN, ask("own", asked=[ANA, BEN])))

    assert there == Threshold(
        alliance="home",
        kind=Kind.COUPLE,
        asker=ANA,
        side=Side.REPORT,
        members=(ANA, BEN),
        questions=(("wish", "couple.wish"),),
    )


def test_promise_04_they_see_nothing_of_who_has_folded() -> None:
    assert seen(*HELD, (ANA, ask())) == seen(*HELD, (ANA, ask()), (ANA, fold()))


def test_a_question_that_has_opened_is_put_to_nobody_new() -> None:
    opened = [*COUPLE, (ANA, ask()), (ANA, fold()), (BEN, fold()), (ANA, invite(DAN))]

    assert seen(*opened).questions == ()


GONE: dict[str, tuple[Sequence[Step], str]] = {
    "what never was": (COUPLE, "invitation_gone"),
    "what was taken back": ([*HELD, (ANA, TakeBackInvitation(invitation="place of dan"))], "invitation_gone"),
    "a place of somebody who left": ([*alliance(ANA, BEN, EVE), (EVE, invite(DAN)), (EVE, Leave())], "invitation_gone"),
    "a place beside one who is left of two": ([*HELD, (BEN, Leave())], "invitation_gone"),
    "a place that was taken": ([*HELD, (DAN, join(DAN))], "invitation_used"),
    "a place that ran out": ([*HELD, moment("2026-03-11 00:00")], "invitation_run_out"),
    "a place that not all have said yes to": (
        [
            *alliance(ANA, BEN, EVE, admission=Admission.EACH),
            (ANA, invite(DAN)),
            (BEN, Admit(invitation="place of dan", yes=True)),
        ],
        "not_admitted_yet",
    ),
}


@pytest.mark.parametrize(("steps", "code"), GONE.values(), ids=GONE)
def test_nothing_is_seen_of(steps: Sequence[Step], code: str) -> None:
    with pytest.raises(Refused, match=code):
        seen(*steps)
