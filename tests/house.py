"""A house of a test's own: its command line, and its server on a free port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path

COMITY = Path(sys.executable).parent / "comity"


def environment_of(home: Path, **more: str) -> dict[str, str]:
    """Return an environment that nothing of ours is set in but a home and what is given."""
    ours = ("COMITY_", "DATABASE_", "DJANGO_", "PORT")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**clean, "COMITY_HOME": str(home), **more}


def comity(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line with a home and an environment of its own."""
    return run(COMITY, *arguments, environment=environment_of(home, **environment))


def run(*command: str | Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


@contextmanager
def serving(*, home: Path, workers: int = 1) -> Iterator[str]:
    """Run a real server on a free port, and end it by its own process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://localhost:{port}"
    environment = environment_of(home, COMITY_ORIGIN=address)
    command = [COMITY, "serve", "--port", str(port), "--workers", str(workers)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as server:
        try:
            wait_for(address, server)
            yield address
        finally:
            server.terminate()
            server.communicate(timeout=15)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            fetch(address)
        except urllib.error.HTTPError:
            return
        except OSError:
            assert server.poll() is None, "the server did not start"
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")


def fetch(address: str) -> tuple[bytes, Message]:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read(), answer.headers
