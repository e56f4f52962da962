"""Everything that can happen, at random, with a witness beside it.

`tests/walk.py` is the walk, `tests/witness.py` what it is held against, `tests/offers.py` what is tried.
"""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from walk import CALM, MIX, Walk

LEAST = {
    "steps": 5000,
    "moments somebody was bound": 2000,
    "agreements": 100,
    "trials that lapsed": 10,
    "QuestionOpened": 30,
    "ReviewOpened": 15,
    "YesTakenBack": 30,
    "MemberLeft": 20,
    "sealed or taken back without a trace": 200,
    "AskSent": 150,
    "asks agreed": 40,
    "asks with another moment": 40,
    "asks expired": 40,
    "AskReleased": 10,
    "AskTakenBack": 15,
    "asks held against rules": 50,
    "asks that do not fit": 12,
    "DaysOffTold": 50,
}
"""What the walks must have come to, or they would be blind."""


def test_whatever_happens_every_promise_holds(capsys: pytest.CaptureFixture[str]) -> None:
    MIX.clear()

    run_state_machine_as_test(Walk, settings=settings(CALM, max_examples=150))

    with capsys.disabled():
        print("\n  The walk:", ", ".join(f"{what} {times}" for what, times in MIX.most_common() if times))
    assert {what: MIX[what] for what, least in LEAST.items() if MIX[what] < least} == {}
