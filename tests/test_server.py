"""The server: what it runs with, that it opens, and that it says in one line why it does not."""

from __future__ import annotations

import socket
import stat
import sys
from pathlib import Path

import pytest
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from comity.server import server_options
from house import comity, fetch, serving


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
