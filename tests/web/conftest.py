"""What tests of several pages begin with."""

import pytest

from web.moments import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The hour that the house believes it to be."""
    return Clock(monkeypatch)
