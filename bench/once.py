"""All figures on one database, as JSON: `python -m bench.once FILE`; DATABASE_URL says on which."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.load import load
from bench.serving import Server, serving

FLOOR = "floor"


def main(target: Path, *, small: bool) -> None:
    """Lay the alliance in a house of its own, and measure."""
    with tempfile.TemporaryDirectory(prefix="comity-bench-", dir=os.environ.get("COMITY_BENCH_DIR")) as home:
        os.environ |= {"COMITY_HOME": home, "DJANGO_SETTINGS_MODULE": "bench.settings", "COMITY_LOG_LEVEL": "ERROR"}
        os.environ["PYTHONPATH"] = str(Path(__file__).parent.parent)
        from comity import cli

        cli.prepare()
        cli.collect()
        target.write_text(json.dumps(_figures(small=small)))


def _figures(*, small: bool) -> dict[str, Any]:
    from bench import inside, laying

    laid = laying.lay()
    figures: dict[str, Any] = {"entries": laid.entries}
    figures["queries cold"], figures["queries warm"] = inside.queries(laid)
    figures |= inside.a_second(inside.stored(laid), seconds=0.5 if small else 3)
    figures |= _served(laid, small=small)
    took = inside.recording(laying.lay(), times=100 if small else 500)
    figures |= {"recording p50": statistics.median(took), "recording p99": statistics.quantiles(took, n=100)[98]}
    return figures


def _served(laid: Any, *, small: bool) -> dict[str, Any]:
    from bench.keeping import ALL, BEFORE, NOTHING

    session, page = _session(laid.person), f"/alliances/{laid.alliance}/"
    with ExitStack() as servers:
        by = {keeps: servers.enter_context(serving(keeps=keeps)) for keeps in (ALL, BEFORE, NOTHING)}
        for server in by.values():
            for _ in range(20):
                server.fetch(page, session=session)
        bytes_, requests = by[ALL].weight(page, session=session)
        memory = by[ALL].memory()
        targets = {
            FLOOR: (by[ALL], "/bench/floor/"),
            "warm": (by[ALL], page),
            "cold": (by[BEFORE], page),
            "nothing kept": (by[NOTHING], page),
        }
        loads = _alternating(targets, session=session, rounds=2 if small else 5, seconds=3 if small else 6)
    return {"bytes": bytes_, "requests": requests, "memory": memory, **loads}


def _alternating(
    targets: dict[str, tuple[Server, str]], *, session: str, rounds: int, seconds: int
) -> dict[str, dict[str, float]]:
    """The medians of several rounds, one target after the other in each; ratios are of one and the same round."""
    told: dict[str, list[Any]] = {name: [] for name in targets}
    for _ in range(rounds):
        for name, (server, path) in targets.items():
            told[name].append(load(server, path, session=session, seconds=seconds))
    return {
        name: {
            "rate": statistics.median(each.rate for each in loads),
            "p50": statistics.median(each.p50 for each in loads),
            "p99": statistics.median(each.p99 for each in loads),
            "cost": statistics.median(each.cost for each in loads),
            "ratio": statistics.median(floor.cost / one.cost for one, floor in zip(loads, told[FLOOR], strict=True)),
            "by rate": statistics.median(one.rate / floor.rate for one, floor in zip(loads, told[FLOOR], strict=True)),
        }
        for name, loads in told.items()
    }


def _session(person: Any) -> str:
    """A browser that is signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from comity.accounts.signing_in import BACKEND

    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = person.pk.hex
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return str(store.session_key)


if __name__ == "__main__":
    main(Path(sys.argv[1]), small="--small" in sys.argv)
