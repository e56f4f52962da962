"""The server's door: one process, one port; every page goes to Django through a pool of threads."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from importlib import import_module
from typing import Any, cast

from a2wsgi.asgi_typing import Receive, Scope, Send
from a2wsgi.wsgi import Body, build_environ
from a2wsgi.wsgi_typing import WSGIApp
from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.settings")

# Django's own ASGI handler takes three times the processor time a page: each middleware there
# costs a hop between threads.
THREADS = 8

Head = dict[str, Any]


class Pages:
    """Pages made by threads. Each answer is handed over whole: every hop between threads may wait for the others."""

    def __init__(self, pages: WSGIApp, *, threads: int) -> None:
        self._pages = pages
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="page")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            raise NotImplementedError(scope["type"])
        loop = asyncio.get_running_loop()
        environ = build_environ(scope, Body(loop, receive))
        head, body = await loop.run_in_executor(self._threads, copy_context().run, self._made, environ)
        await send(cast("Any", head))
        await send({"type": "http.response.body", "body": body, "more_body": False})

    def _made(self, environ: Any) -> tuple[Head, bytes]:
        head: Head = {"type": "http.response.start"}

        def start_response(status: str, headers: Iterable[tuple[str, str]], _fault: object = None) -> None:
            head["status"] = int(status.split(" ", 1)[0])
            head["headers"] = [(name.lower().encode("latin1"), value.encode("latin1")) for name, value in headers]

        parts = self._pages(environ, cast("Any", start_response))
        try:
            return head, b"".join(parts)
        finally:
            getattr(parts, "close", lambda: None)()


def loaded() -> WSGIApp:
    """Django with all that pages need. It stays, so that the collector of garbage need not go through it again.

    Each time that it did, all answers waited for some 30 ms.
    """
    pages = cast("WSGIApp", get_wsgi_application())
    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()
    return pages


application = Pages(loaded(), threads=THREADS)
