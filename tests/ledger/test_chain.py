"""The chain: what is published holds, and no change of an entry goes unseen."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comity.ledger import chain
from comity.ledger.chain import Content, Fault

DOCS = Path(__file__).parents[2] / "docs" / "ledger.md"
ALLIANCE = "6513270e269e4d37b2a74de452e6b438"
ANA = "d23f0824128b4f338c5c7fd0a6a3a450"

Stored = list[tuple[bytes, str]]


def published() -> list[dict[str, Any]]:
    found = re.findall(r"```json vector\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    return [json.loads(each) for each in found]


def a_chain(length: int = 4) -> Stored:
    stored: Stored = []
    prev = chain.BEFORE_FIRST
    for seq in range(1, length + 1):
        linked = chain.link(
            Content(type="said_back", version=1, facts={"number": seq, "heard": False}, words=["ab" * 32]),
            prev=prev,
            alliance=ALLIANCE,
            seq=seq,
            at=f"2026-11-24T07:30:0{seq}Z",
            by=ANA,
        )
        stored.append((linked.body, linked.hash))
        prev = linked.hash
    return stored


def relinked(stored: Stored, *, position: int, change: Callable[[dict[str, Any]], object]) -> Stored:
    """What a clumsy forger makes: one entry changed and hashed anew, those after it left as they were."""
    entry = json.loads(stored[position][0])
    change(entry)
    body = chain.canonical(entry)
    return [*stored[:position], (body, chain.entry_hash(body)), *stored[position + 1 :]]


def test_the_published_commitments_hold() -> None:
    vectors = [each for each in published() if "salt" in each]

    assert vectors
    for vector in vectors:
        assert chain.canonical(vector["words"]).decode() == vector["canonical"]
        assert chain.commitment(salt=bytes.fromhex(vector["salt"]), words=vector["words"]) == vector["commitment"]


def test_the_published_entries_are_a_chain() -> None:
    vectors = [each for each in published() if "body" in each]
    stored = [(each["body"].encode(), each["hash"]) for each in vectors]

    assert len(stored) >= 2
    assert list(chain.verify(stored, head=stored[-1][1], strict=True)) == []


def test_a_sound_chain_has_no_fault() -> None:
    stored = a_chain()

    assert list(chain.verify(stored, alliance=ALLIANCE, head=stored[-1][1], strict=True)) == []


def test_an_empty_chain_has_no_fault() -> None:
    assert list(chain.verify([], head=chain.BEFORE_FIRST)) == []


def test_each_byte_of_an_entry_counts() -> None:
    stored = a_chain()
    body, hashed = stored[1]

    for position in range(len(body)):
        changed = body[:position] + bytes([body[position] ^ 1]) + body[position + 1 :]
        faults = list(chain.verify([stored[0], (changed, hashed), *stored[2:]]))
        assert Fault(seq=2, code="hash") in faults


CHANGES: list[Callable[[dict[str, Any]], object]] = [
    lambda entry: entry.update(alliance="0" * 32),
    lambda entry: entry.update(at="2026-11-24T07:30:09Z"),
    lambda entry: entry.update(by="0" * 32),
    lambda entry: entry["facts"].update(heard=True),
    lambda entry: entry["facts"].pop("heard"),
    lambda entry: entry.update(prev="0" * 64),
    lambda entry: entry.update(seq=9),
    lambda entry: entry.update(type="member_left"),
    lambda entry: entry.update(version=2),
    lambda entry: entry.update(words=[]),
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("position", [0, 1, 2, 3])
def test_an_entry_that_was_changed_and_hashed_anew_does_not_fit(
    change: Callable[[dict[str, Any]], object], position: int
) -> None:
    stored = a_chain()

    forged = relinked(stored, position=position, change=change)

    assert forged == stored or list(chain.verify(forged, alliance=ALLIANCE, head=stored[-1][1]))


@pytest.mark.parametrize("position", [0, 1, 2, 3])
def test_a_removed_entry_is_missed(position: int) -> None:
    stored = a_chain()

    assert list(chain.verify(stored[:position] + stored[position + 1 :], head=stored[-1][1]))


def test_entries_in_another_order_are_found() -> None:
    first, second, third, fourth = a_chain()

    codes = {fault.code for fault in chain.verify([first, third, second, fourth])}

    assert codes == {"seq", "prev", "order"}


def test_an_entry_of_another_alliance_is_found() -> None:
    assert {fault.code for fault in chain.verify(a_chain(), alliance="0" * 32)} == {"alliance"}


def test_a_whole_chain_made_anew_is_found_by_a_head_kept_elsewhere() -> None:
    stored = a_chain()
    forged = a_chain(length=3)

    assert list(chain.verify(forged)) == []
    assert list(chain.verify(forged, head=stored[-1][1])) == [Fault(seq=3, code="head")]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        chain.canonical({**json.loads(a_chain(1)[0][0]), "more": 1}),
        chain.canonical({**json.loads(a_chain(1)[0][0]), "seq": "1"}),
        chain.canonical({**json.loads(a_chain(1)[0][0]), "seq": True}),
        chain.canonical({**json.loads(a_chain(1)[0][0]), "version": None}),
        chain.canonical({**json.loads(a_chain(1)[0][0]), "at": "2026-11-24 07:30:01"}),
        chain.canonical({**json.loads(a_chain(1)[0][0]), "by": "ana"}),
        chain.canonical({**json.loads(a_chain(1)[0][0]), "alliance": 1}),
        chain.canonical({**json.loads(a_chain(1)[0][0]), "prev": "0"}),
        chain.canonical({**json.loads(a_chain(1)[0][0]), "facts": []}),
        chain.canonical({**json.loads(a_chain(1)[0][0]), "words": "ab" * 32}),
        chain.canonical({**json.loads(a_chain(1)[0][0]), "words": ["quiet until coffee"]}),
        chain.canonical({**json.loads(a_chain(1)[0][0]), "type": 1}),
    ],
)
def test_bytes_that_are_no_entry_are_found(body: bytes) -> None:
    faults = list(chain.verify([(body, chain.entry_hash(body))]))

    assert faults == [Fault(seq=1, code="unreadable")]


@pytest.mark.parametrize(
    "write",
    [
        lambda entry: json.dumps(entry).encode(),
        lambda entry: json.dumps(dict(reversed(entry.items())), separators=(",", ":")).encode(),
        lambda entry: chain.canonical(entry).replace(b'"seq":1', b'"seq":9,"seq":1'),
        lambda entry: chain.canonical(entry).replace(b'"number":1', b'"number":1.5'),
        lambda entry: chain.canonical(entry).replace(b'"number":1', b'"number":9007199254740993'),
        lambda entry: chain.canonical(entry).replace(b'"number":1', b'"number":"\\ud800"'),
    ],
)
def test_other_ways_to_write_the_same_are_found_when_asked_strictly(write: Callable[[Any], bytes]) -> None:
    body = write(json.loads(a_chain(1)[0][0]))
    stored = [(body, chain.entry_hash(body))]

    strict = {fault.code for fault in chain.verify(stored, strict=True)}

    assert list(chain.verify(stored)) == []
    assert strict == {"not_canonical"} or b"1.5" in body


def test_the_same_words_are_never_committed_to_twice_alike() -> None:
    words = {"text": "no"}

    assert chain.commitment(salt=bytes(32), words=words) != chain.commitment(salt=bytes(31) + b"\1", words=words)


def test_parts_of_a_commitment_cannot_be_shifted_into_each_other() -> None:
    assert chain.commitment(salt=b"a", words={"b": ""}) != chain.commitment(salt=b'a{"b":""}', words={})
