"""What is kept of a ledger: read once, gone on from, never taken for what another ledger says."""

from __future__ import annotations

import pytest

from comity.ledger import loading, store
from comity.ledger.keeping import Kept
from comity.ledger.models import Entry
from tale import Tale

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int | None]]:
    """From which entry to which was read."""
    ranges = []
    stored = loading._stored

    def watch(alliance: str, *, first: int, last: int | None):  # type: ignore[no-untyped-def]
        ranges.append((first, last))
        return stored(alliance, first=first, last=last)

    monkeypatch.setattr(loading, "_stored", watch)
    return ranges


def test_entries_are_read_once_and_then_only_what_came_since(read: list[tuple[int, int | None]]) -> None:
    tale = Tale().begin()
    loading.empty()
    read.clear()

    first = store.load(tale.alliance)
    again = store.load(tale.alliance)
    tale.propose()
    grown = store.load(tale.alliance)

    assert read == [(1, 3), (4, 4)]
    assert first == again
    assert grown == from_nothing(tale)


def from_nothing(tale: Tale) -> object:
    loading.empty()
    return store.load(tale.alliance)


def test_whoever_loads_gets_a_state_of_their_own() -> None:
    tale = Tale().begin()
    mine = store.load(tale.alliance)
    assert mine is not None

    mine.members.clear()

    assert len(tale.state.members) == 2


def test_what_was_kept_and_is_not_what_went_before_is_read_anew(read: list[tuple[int, int | None]]) -> None:
    tale = Tale().begin()
    tale.propose()
    head = loading.head_of(tale.alliance)
    assert head is not None
    stray = loading.Past(head=loading.Head(seq=3, hash="f" * 64), entries=())
    loading._kept.keep(tale.alliance, stray)
    read.clear()

    found = loading.past(tale.alliance, head)

    assert read == [(4, 4), (1, 4)]
    assert len(found.entries) == 4


def test_an_older_head_has_its_own_past() -> None:
    tale = Tale().begin()
    before = loading.head_of(tale.alliance)
    assert before is not None
    tale.propose()
    tale.state  # noqa: B018 (kept up to the newest head)

    found = loading.past(tale.alliance, before)

    assert len(found.entries) == Entry.objects.count() - 1


def test_the_longest_unused_goes_first() -> None:
    kept: Kept[str, int] = Kept(at_most=3)
    kept.keep("a", 1)
    kept.keep("b", 2)
    kept.keep("c", 3)

    assert kept.get("a") == 1
    kept.keep("d", 4)

    assert [kept.get(key) for key in "abcd"] == [1, None, 3, 4]


def test_what_is_too_heavy_is_not_kept() -> None:
    kept: Kept[str, int] = Kept(at_most=3)
    kept.keep("a", 1, weight=2)
    kept.keep("b", 2, weight=4)
    kept.keep("a", 5, weight=3)

    assert [kept.get(key) for key in "ab"] == [5, None]
    kept.empty()
    assert kept.get("a") is None
