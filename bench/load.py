"""Load by wrk: so many connections for so many seconds, and what it says of it."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass

from bench.serving import Server

CONNECTIONS = 8

_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_COUNT = re.compile(r"(\d+) requests in")
_SHARE = re.compile(r"^\s+(50|99)%\s+([\d.]+)(us|ms|s|m) *$", re.MULTILINE)
_BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.+)")
_MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Requests a second, what one costs the server, and how long half and all but a hundredth took; in milliseconds."""

    rate: float
    cost: float
    p50: float
    p99: float


def load(server: Server, path: str, *, session: str, seconds: int) -> Load:
    """Ask for one address again and again."""
    address = server.address + path
    cookie = f"Cookie: session={session}"
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{seconds}s",
        "--timeout",
        "10s",
        "--latency",
        "-H",
        cookie,
        address,
    ]
    before = server.worked()
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 30).stdout  # noqa: S603
    worked = server.worked() - before
    if bad := _BAD.search(told):
        raise SystemExit(f"bench: {address}: {bad[0]}")
    shares = {share: float(number) * _MILLISECONDS[unit] for share, number, unit in _SHARE.findall(told)}
    rate, count = _RATE.search(told), _COUNT.search(told)
    assert rate is not None
    assert count is not None
    return Load(rate=float(rate[1]), cost=1000 * worked / int(count[1]), p50=shares["50"], p99=shares["99"])
