"""The codec: a name and a sample for every event, and old samples read as the same events for ever."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from comity.domain import people, rulebook
from comity.ledger import chain, codec
from comity.ledger.forms import Undecodable

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.json"))


def sample(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_every_event_of_the_rulebook_has_a_name_of_its_own() -> None:
    events = set(get_args(rulebook.Event))

    assert set(codec.NAMES) == events
    assert len({name for name, _version in codec.NAMES.values()}) == len(events)


def test_every_name_and_version_has_a_sample() -> None:
    versions = {f"{name}.v{version}.json" for name, newest in codec.NAMES.values() for version in range(1, newest + 1)}

    assert {path.name for path in SAMPLES} == versions


def test_every_old_version_is_brought_up_to_the_next() -> None:
    old = {(name, version) for name, newest in codec.NAMES.values() for version in range(1, newest)}

    assert set(codec.UPCASTS) == old


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_stored_sample_still_has_its_hash(path: Path) -> None:
    stored = sample(path)

    assert chain.entry_hash(chain.canonical(stored["entry"])) == stored["hash"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_stored_sample_reads_as_the_same_event_for_ever(path: Path) -> None:
    """`now` holds the present facts of a sample whose version is an old one."""
    stored = sample(path)
    entry = stored["entry"]

    recorded = codec.decode(entry)
    written = codec.encode(recorded.event)

    assert (recorded.seq, recorded.by) == (entry["seq"], entry["by"])
    assert written.type == entry["type"]
    assert written.facts == stored.get("now", entry["facts"])
    assert written.words == entry["words"]


def test_an_old_version_is_read_as_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = sample(Path(__file__).parent / "samples" / "member_joined.v1.json")["entry"]
    old = {**entry, "facts": {name: value for name, value in entry["facts"].items() if name != "zone"}}
    monkeypatch.setitem(codec._VERSIONS, "member_joined", 2)
    monkeypatch.setitem(codec.UPCASTS, ("member_joined", 1), lambda facts: {**facts, "zone": "UTC"})

    event = codec.decode(old).event

    assert getattr(event, "zone") == "UTC"  # noqa: B009


@pytest.mark.parametrize("change", [{"type": "member_vanished"}, {"version": 2}, {"version": 0}, {"facts": {"x": 1}}])
def test_what_no_version_knows_is_not_read(change: dict[str, Any]) -> None:
    entry = sample(Path(__file__).parent / "samples" / "member_left.v1.json")["entry"]

    with pytest.raises(Undecodable):
        codec.decode({**entry, **change})


def test_a_class_can_be_renamed_without_a_trace() -> None:
    entry = sample(Path(__file__).parent / "samples" / "member_paused.v1.json")["entry"]

    assert codec.decode(entry).event == people.MemberPaused()
    assert "MemberPaused" not in json.dumps(entry)
