"""What is measured without a server: queries, recording, replay, verifying."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.laying import HEARD, Laid
from comity.accounts.signing_in import BACKEND
from comity.domain import rulebook
from comity.domain.listening import SayBackTo
from comity.ledger import chain, codec, loading, store
from comity.ledger.models import Entry
from comity.web import rendered
from comity.web.acting import new_id


def queries(laid: Laid) -> tuple[int, int]:
    """How many questions the alliance page asks the database, cold and warm."""
    client, path = Client(), f"/alliances/{laid.alliance}/"
    client.force_login(laid.person, backend=BACKEND)
    loading.empty()
    rendered.pages.empty()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path, HTTP_HOST="localhost").status_code == 200
        counts.append(len(asked))
    return counts[0], counts[1]


def recording(laid: Laid, *, times: int) -> list[float]:
    """How many milliseconds each of so many commands with words took, in an alliance of this size."""
    state = store.load(laid.alliance)
    assert state is not None
    by, speaker = list(state.members)
    question = next(iter(state.questions))
    took = []
    for _ in range(times):
        command, key = SayBackTo(question=question, speaker=speaker, words=HEARD), new_id()
        began = time.perf_counter()
        store.record(alliance=laid.alliance, command=command, by=by, at=timezone.now(), key=key)
        took.append(1000 * (time.perf_counter() - began))
    return took


def stored(laid: Laid) -> list[tuple[bytes, str]]:
    """The entries as they are stored."""
    found = Entry.objects.filter(ledger_id=laid.alliance).order_by("seq").values_list("body", "hash")
    return [(bytes(body), hashed) for body, hashed in found]


def a_second(entries: Sequence[tuple[bytes, str]], *, seconds: float) -> dict[str, float]:
    """How many entries a second are evolved, replayed from bytes, and verified."""
    bodies = [body for body, _hash in entries]
    decoded = [codec.decode(json.loads(body)) for body in bodies]
    ways: dict[str, Callable[[], Any]] = {
        "evolve": lambda: rulebook.replay(decoded),
        "replay": lambda: rulebook.replay(codec.decode(json.loads(body)) for body in bodies),
        "verify": lambda: list(chain.verify(entries)),
        "strict": lambda: list(chain.verify(entries, strict=True)),
    }
    return {name: _rate(way, seconds=seconds) * len(entries) for name, way in ways.items()}


def _rate(do: Callable[[], Any], *, seconds: float) -> float:
    """How often a second; the best of the rounds, which is the one least disturbed."""
    best, ends = 0.0, time.perf_counter() + seconds
    while time.perf_counter() < ends:
        began = time.perf_counter()
        do()
        best = max(best, 1 / (time.perf_counter() - began))
    return best
