"""The server that a host runs, on the loopback alone; it is ended by its own process."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COMITY = Path(sys.executable).parent / "comity"
WORKERS = 2
VARIABLE = "COMITY_BENCH_KEEPS"
"""What a server keeps in memory: see `keeping.py`."""

LINKED = re.compile(r'<(?:link|script)[^>]+(?:href|src)="(/static/[^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server."""

    pid: int
    address: str

    def fetch(self, path: str, *, session: str) -> bytes:
        """What an address sends over the wire, packed as browsers ask for it."""
        headers = {"Cookie": f"session={session}", "Accept-Encoding": "gzip, br"}
        request = urllib.request.Request(self.address + path, headers=headers)  # noqa: S310 (our own address)
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            body: bytes = answer.read()
            return body

    def weight(self, path: str, *, session: str) -> tuple[int, int]:
        """The bytes and the requests of a first visit to a page, with all that it links to."""
        page = self.fetch(path, session=session)
        linked = set(LINKED.findall(page.decode()))
        return len(page) + sum(len(self.fetch(each, session=session)) for each in linked), 1 + len(linked)

    def worked(self) -> float:
        """The seconds of processor time that the server and all that it started have used by now."""
        return sum(_worked(pid) for pid in _family(self.pid))

    def memory(self) -> int:
        """The proportional share of memory, in bytes, of the server and all that it started."""
        return sum(_share(pid) for pid in _family(self.pid))


@contextmanager
def serving(*, keeps: str) -> Iterator[Server]:
    """Run a server on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://localhost:{port}"
    environment = {**os.environ, "COMITY_ORIGIN": address, VARIABLE: keeps}
    command = [COMITY, "serve", "--port", str(port), "--workers", str(WORKERS)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            _wait_for(address, process)
            yield Server(pid=process.pid, address=address)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310
        except urllib.error.HTTPError:
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    raise SystemExit("bench: the server does not answer")


def _family(pid: int) -> Iterator[int]:
    yield pid
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield from _family(int(child))


def _worked(pid: int) -> float:
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def _share(pid: int) -> int:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return 1024 * int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1])  # type: ignore[index]
