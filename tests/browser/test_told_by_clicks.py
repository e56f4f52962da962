"""Each story that a house shows can be told on its pages, by clicks and keys alone, and comes out the same."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, cast

import pytest

from browser.people import Comes
from browser.told import ToldByClicks
from comity.accounts.models import Person, Seat
from comity.demo import stories
from comity.demo.telling import Tale
from demo.in_kind import kinds, words

if TYPE_CHECKING:
    from comity.demo.telling import Telling

ALLIANCE = re.compile("/alliances/([0-9a-f]{32})/")
TALES = [pytest.param(tale, id=tale.name) for tale in stories.TALES]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("tale", TALES)
def test_a_story_told_by_clicks_is_equal_in_kind_to_the_one_that_is_laid(
    somebody_comes: Comes, tale: Tale, script: bool
) -> None:
    stories.lay(say=lambda _: None)
    first, second = (Person.objects.get(story=part) for part in tale.parts)
    story = ToldByClicks(partial(somebody_comes, script=script), invited=second.name)

    tale.tell(cast("Telling", story))

    laid, told = Seat.objects.get(person=first).alliance, told_in(story)
    assert kinds(told) == kinds(laid)
    assert words(told) == words(laid)


def told_in(story: ToldByClicks) -> str:
    """The alliance that all who were told of are in."""
    (alliance,) = {found[1] for each in story.people.values() if (found := ALLIANCE.search(each.page.url))}
    return alliance
