"""Load by wrk: so many connections for so many seconds, and what it says of it."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass

CONNECTIONS = 8

_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_SHARE = re.compile(r"^\s+(50|99)%\s+([\d.]+)(us|ms|s)$", re.MULTILINE)
_BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.+)")
_MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Requests a second, and how many milliseconds half and all but a hundredth of them took at most."""

    rate: float
    p50: float
    p99: float


def load(address: str, *, session: str, seconds: int) -> Load:
    """Ask for one address again and again."""
    cookie = f"Cookie: session={session}"
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-H", cookie, address]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 30).stdout  # noqa: S603
    if bad := _BAD.search(told):
        raise SystemExit(f"bench: {address}: {bad[0]}")
    shares = {share: float(number) * _MILLISECONDS[unit] for share, number, unit in _SHARE.findall(told)}
    rate = _RATE.search(told)
    assert rate is not None
    return Load(rate=float(rate[1]), p50=shares["50"], p99=shares["99"])
