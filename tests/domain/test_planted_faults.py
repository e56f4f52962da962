"""Faults put into the rules one by one: the walk must find each, or it would prove nothing."""

from __future__ import annotations

import sys
from functools import partial, wraps

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from faults import Function
from faults_asks import FAULTS
from walk import CALM, Walk


@pytest.mark.parametrize(("right", "wrong"), FAULTS, ids=[wrong.__name__ for _, wrong in FAULTS])
def test_the_walk_finds(right: Function, wrong: Function, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch, right, wrong)

    with pytest.raises((AssertionError, KeyError)):
        run_state_machine_as_test(Walk, settings=settings(CALM, max_examples=400))


def plant(monkeypatch: pytest.MonkeyPatch, right: Function, wrong: Function) -> None:
    """Let the wrong function stand wherever the right one was imported, and in every table of functions."""
    planted = wraps(right)(partial(wrong, right))
    modules = [
        m for name, m in sys.modules.items() if name.startswith("comity.domain") or name in ("walk", "held", "story")
    ]
    for module in modules:
        for name, value in list(vars(module).items()):
            if value is right:
                monkeypatch.setattr(module, name, planted)
            elif isinstance(value, dict) and name in ("_DECIDE", "_EVOLVE"):
                changed = {key: planted if function is right else function for key, function in value.items()}
                monkeypatch.setattr(module, name, changed)
