"""Requests that no browser sends: refused or answered, never a fault of the server."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from house import serving

REQUESTS = [
    b"GET / HTTP/1.1\r\nHost: elsewhere.example",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost",
    b"GET / HTTP/1.1",
    b"GET /%00 HTTP/1.1\r\nHost: localhost",
    b"GET /%ff/%c3%28 HTTP/1.1\r\nHost: localhost",
    b"GET /?a=%00&b=%ff&c HTTP/1.1\r\nHost: localhost",
    b"GET /\xff HTTP/1.1\r\nHost: localhost",
    b"GET /?\xff HTTP/1.1\r\nHost: localhost",
    b"GET //elsewhere.example/ HTTP/1.1\r\nHost: localhost",
    b"GET /static/../key HTTP/1.1\r\nHost: localhost",
    b"GET /static/%2e%2e/%2e%2e/key HTTP/1.1\r\nHost: localhost",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: session=%00\xff; csrf=\xff",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nAccept-Language: \xff\x80;q=2,,;",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: \xff, 1, ::",
    b"TRACE / HTTP/1.1\r\nHost: localhost",
    b"NONSENSE / HTTP/1.1\r\nHost: localhost",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=\xff\r\nContent-Length: 3",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nA: " + b"a" * 100_000,
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(home=tmp_path_factory.mktemp("hostile")) as address:
        yield address


@pytest.mark.parametrize("request_bytes", REQUESTS, ids=range(len(REQUESTS)))
def test_what_no_browser_sends_is_no_fault_of_the_server(address: str, request_bytes: bytes) -> None:
    body = b"a=b" if request_bytes.startswith(b"POST") else b""

    answer = ask(address, request_bytes + b"\r\nConnection: close\r\n\r\n" + body)

    status = int(answer.split(b" ", 2)[1])
    assert status < 500 or status == 501
    assert b"comity keys" not in answer


def ask(address: str, request_bytes: bytes) -> bytes:
    """Send bytes as they are, and return all that comes back."""
    with socket.create_connection(("127.0.0.1", urlsplit(address).port or 80), timeout=10) as line:
        line.sendall(request_bytes)
        return b"".join(iter(lambda: line.recv(65536), b""))
