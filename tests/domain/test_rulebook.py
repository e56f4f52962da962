"""All commands and events, who may act, and replay."""

import pickle
from dataclasses import fields, is_dataclass
from typing import get_args

import pytest

from comity.domain import rulebook
from comity.domain.act import Recorded
from comity.domain.people import Leave, MemberPaused, Pause, Resume
from sayings import COUPLE, alliance, ask, boundary, fold, lets_talk, no, request, revise, shared, yes
from story import ANA, BEN, CLEO, DAN, MONDAY, given

LONG = [
    *alliance(ANA, BEN, DAN),
    (ANA, ask()),
    (ANA, fold()),
    (BEN, fold()),
    (DAN, fold()),
    (ANA, request()),
    (BEN, revise("quiet")),
    (ANA, yes()),
    (ANA, boundary("late", BEN)),
    (BEN, lets_talk("late")),
    (DAN, shared("phones", ANA, BEN, DAN, open=True)),
    (ANA, no("phones")),
    (BEN, Pause()),
    (BEN, Resume()),
    (DAN, Leave()),
]


def test_what_the_entries_tell_is_what_came_about() -> None:
    story = given(*LONG)

    assert rulebook.replay(story.recorded) == story.state


def test_it_is_the_same_however_often_it_is_told() -> None:
    story = given(*LONG)

    first, second = (rulebook.replay(story.recorded) for _ in range(2))

    assert first == second
    assert pickle.dumps(first) == pickle.dumps(second)


def test_no_entries_tell_nothing() -> None:
    assert rulebook.replay([]) is None


def test_a_ledger_begins_with_a_beginning() -> None:
    with pytest.raises(TypeError):
        rulebook.evolve(None, Recorded(seq=1, at=MONDAY, by=ANA, event=MemberPaused()))


def test_a_refusal_changes_nothing() -> None:
    story = given(*LONG)
    before = pickle.dumps(story.state)

    story.when(CLEO, request()).refused("not_a_member")

    assert pickle.dumps(story.state) == before


@pytest.mark.parametrize("kind", [*get_args(rulebook.Event), *get_args(rulebook.Command)])
def test_every_event_and_command_is_a_value_that_cannot_be_changed(kind: type) -> None:
    assert is_dataclass(kind)
    assert kind.__dataclass_params__.frozen
    assert all(field.kw_only for field in fields(kind))


def test_every_command_and_every_event_has_its_topic() -> None:
    assert set(rulebook._DECIDE) == set(get_args(rulebook.Command))
    assert set(rulebook._EVOLVE) == set(get_args(rulebook.Event))


def test_who_pauses_may_take_back_and_leave_and_nothing_else() -> None:
    paused = [*COUPLE, (BEN, Pause())]

    given(*paused).when(BEN, ask()).refused("paused")
    assert given(*paused).when(BEN, Leave()).refusal is None
