"""What all tests of the ledger begin with."""

import pytest

from tale import Tale


@pytest.fixture
def tale() -> Tale:
    """An alliance in which nothing has happened but that Ana and Ben are in it."""
    return Tale().begin()
