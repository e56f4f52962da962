"""The server: what it runs with, that it opens, and that it says in one line why it does not."""

from __future__ import annotations

import asyncio
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from comity.server import server_options
from house import COMITY, comity, environment_of, fetch, run, serving, wait_for


@pytest.mark.skipif(sys.platform == "win32", reason="there is no uvloop")
def test_the_server_runs_on_uvloop_and_httptools() -> None:
    import uvloop

    config = uvicorn.Config(**server_options())
    config.load()

    assert config.get_loop_factory() is uvloop.new_event_loop
    assert config.http_protocol_class is HttpToolsProtocol
    assert config.timeout_graceful_shutdown == 3
    assert config.access_log is False


def test_a_new_house_opens_with_a_key_file_of_its_own(tmp_path: Path) -> None:
    with serving(home=tmp_path / "new", workers=2) as address:
        body, headers = fetch(address)

    assert b"<html" in body
    assert headers["Cache-Control"] == "no-store"
    assert "Server" not in headers
    for name in ("key", "secret", "comity.sqlite3"):
        assert stat.S_IMODE((tmp_path / "new" / name).stat().st_mode) == 0o600


def test_the_process_that_starts_the_workers_knows_nothing_of_the_house(tmp_path: Path) -> None:
    asked = "import comity.server, uvicorn, sys; print([m for m in ('django', 'comity.settings') if m in sys.modules])"

    done = run(sys.executable, "-c", asked, environment=environment_of(tmp_path))

    assert done.stdout == "[]\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a process is told otherwise there")
def test_a_server_that_is_told_to_stop_stops_and_leaves_nobody_behind(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = environment_of(tmp_path, COMITY_ORIGIN=f"http://localhost:{port}")
    with subprocess.Popen([COMITY, "serve", "--port", str(port)], env=environment) as server:
        wait_for(f"http://localhost:{port}", server)

        server.terminate()

        assert server.wait(timeout=15) == 0
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def test_an_answer_is_handed_over_whole_and_its_parts_are_closed() -> None:
    from comity.asgi import Pages

    sent: list[Any] = []
    closed: list[str] = []

    class Parts:
        def __iter__(self) -> Iterator[bytes]:
            return iter([b"one ", b"two"])

        def close(self) -> None:
            closed.append("parts")

    def page(environ: Any, start_response: Any) -> Parts:
        start_response("201 Made", [("X-Path", environ["PATH_INFO"])])
        return Parts()

    async def ask() -> None:
        async def send(message: Any) -> None:
            sent.append(message)

        async def receive() -> Any:
            raise AssertionError("nobody reads what was sent")

        scope = {"type": "http", "method": "GET", "path": "/here", "query_string": b"", "http_version": "1.1"}
        await Pages(page, threads=1)(scope, receive, send)  # type: ignore[arg-type]

    with ThreadPoolExecutor(1) as elsewhere:  # the tests in a browser leave a loop running in this thread
        elsewhere.submit(lambda: asyncio.run(ask())).result(timeout=10)

    head, body = sent
    assert (head["status"], head["headers"]) == (201, [(b"x-path", b"/here")])
    assert (body["body"], body["more_body"], closed) == (b"one two", False, ["parts"])


def test_static_files_are_served_under_names_that_change_with_their_content(tmp_path: Path) -> None:
    with serving(home=tmp_path) as address:
        name = next((tmp_path / "static" / "web").rglob("*.*.woff2")).relative_to(tmp_path)
        _, headers = fetch(f"{address}/{name}")

    assert "immutable" in headers["Cache-Control"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_key_file_that_others_can_read_keeps_the_server_shut_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("nothing")
    (tmp_path / "key").chmod(0o644)

    done = comity("serve", home=tmp_path)

    assert done.returncode == 1
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1
    assert "chmod 600" in done.stdout


def test_a_database_that_cannot_be_reached_keeps_the_server_shut_in_one_line(tmp_path: Path) -> None:
    done = comity("serve", home=tmp_path, DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")

    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "DATABASE_URL" in done.stdout.splitlines()[-1]


def test_a_setting_that_cannot_be_read_keeps_the_server_shut_in_one_line(tmp_path: Path) -> None:
    done = comity("serve", home=tmp_path, DATABASE_URL="mysql://db.example/comity")

    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "DATABASE_URL must begin with" in done.stdout


def test_a_zone_that_there_is_not_keeps_the_server_shut_in_one_line(tmp_path: Path) -> None:
    done = comity("serve", home=tmp_path, COMITY_TIME_ZONE="Moon/Base")

    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "Moon/Base" in done.stdout


def test_a_port_that_is_taken_keeps_the_server_shut_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        done = comity("serve", "--port", str(port), home=tmp_path)

    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert f"port {port}" in done.stdout.splitlines()[-1]
