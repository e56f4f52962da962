"""The shortest way to a first trial, on the server that a host runs: how many screens, and what they weigh."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, StorageState

from browser.chapters import DOUBT, Two, sarah_folds, sarah_prepares, sarah_waits, tom_answers
from browser.people import Somebody
from house import serving

SCREENS_TO_THE_FIRST_FOLD = 8
SCREENS_TO_THE_FIRST_TRIAL = 24
MOST_BYTES = 100 * 1024
MOST_REQUESTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """What came of the walk."""

    house: str
    to_the_fold: int
    to_the_trial: tuple[int, int]
    together: str
    """The address of their page."""
    as_tom: StorageState


@pytest.fixture(scope="module")
def walked(
    browser: Browser, browser_context_args: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Walked]:
    """Sarah and Tom go straight to their first trial."""
    with serving(home=tmp_path_factory.mktemp("served")) as house:
        two = Two(*(Somebody(browser.new_context(**browser_context_args), house=house) for _ in "ab"))
        sarah, tom = two.sarah, two.tom
        sarah_prepares(sarah)
        to_the_fold = sarah.screens
        sarah_folds(two)
        sarah_waits(sarah)
        tom_answers(two, feeling=DOUBT)
        sarah.looks_again()
        sarah.taps("Yours to ask, when you like")
        sarah.taps("Ask Tom")
        tom.taps("Back to the two of you")
        tom.taps("For you: Sarah asks you something")
        tom.taps("Yes, try it")
        tom.sees("You are trying this")
        to_the_trial = sarah.screens, tom.screens
        tom.taps("Back to the two of you")
        yield Walked(
            house=house,
            to_the_fold=to_the_fold,
            to_the_trial=to_the_trial,
            together=tom.page.url,
            as_tom=tom.page.context.storage_state(),
        )
        assert sarah.complaints + tom.complaints == []
        for each in (sarah, tom):
            each.page.context.close()


def test_few_screens_lead_to_the_first_folded_answer_and_to_the_first_trial(
    walked: Walked, capsys: pytest.CaptureFixture[str]
) -> None:
    sarah, tom = walked.to_the_trial

    with capsys.disabled():
        print(f"\n{walked.to_the_fold} screens to the first folded answer, {sarah} + {tom} to the first trial")
    assert walked.to_the_fold <= SCREENS_TO_THE_FIRST_FOLD
    assert sarah + tom <= SCREENS_TO_THE_FIRST_TRIAL


@pytest.mark.parametrize("page", ["the first page", "the page of two"])
def test_a_first_load_is_light(browser: Browser, walked: Walked, page: str, capsys: pytest.CaptureFixture[str]) -> None:
    first = page == "the first page"
    context = browser.new_context(storage_state=None if first else walked.as_tom)
    tab = context.new_page()
    wire = context.new_cdp_session(tab)
    wire.send("Network.enable")
    came: list[int] = []
    wire.on("Network.loadingFinished", lambda each: came.append(each["encodedDataLength"]))

    tab.goto(walked.house if first else walked.together, wait_until="networkidle")

    with capsys.disabled():
        print(f"\n{page}: {sum(came) / 1024:.1f} KB in {len(came)} requests")
    assert tab.locator("h1").is_visible()
    assert sum(came) <= MOST_BYTES
    assert len(came) <= MOST_REQUESTS
    context.close()
