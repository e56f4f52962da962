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

from bench.keeping import VARIABLE

COMITY = Path(sys.executable).parent / "comity"
WORKERS = 2
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


def _share(pid: int) -> int:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return 1024 * int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1])  # type: ignore[index]
