"""The server that answers, whoever starts it.

It is started in a fresh program, which knows nothing of the house: the process that starts the
workers stays for as long as they do, and should not keep in memory what only they need.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, NoReturn

HERE = "127.0.0.1"
GRACE_SECONDS = 3


def server_options(**options: Any) -> dict[str, Any]:
    """Return what the server runs with, whoever starts it."""
    return {
        "app": "comity.asgi:application",
        "host": HERE,
        # With plain asyncio every answer of a second worker is 44 ms late.
        "loop": "uvloop" if sys.platform != "win32" else "asyncio",
        "http": "httptools",
        "ws": "none",
        "lifespan": "off",
        # Lines with the addresses that people ask for are never written, and Django's settings
        # say how the others look.
        "access_log": False,
        "log_config": None,
        "log_level": "warning",
        "server_header": False,
        # An open stream would otherwise keep a stopping server alive.
        "timeout_graceful_shutdown": GRACE_SECONDS,
        **options,
    }


def serve_afresh(**options: Any) -> NoReturn:
    """Become the server, in this process, with nothing of what is loaded by now."""
    if sys.platform == "win32":  # where a process cannot become another
        _serve(options)
    os.execv(sys.executable, [sys.executable, "-P", "-m", "comity.server", json.dumps(options)])  # noqa: S606


def _serve(options: dict[str, Any]) -> NoReturn:
    import uvicorn

    uvicorn.run(**server_options(**options))
    sys.exit(0)


if __name__ == "__main__":
    _serve(json.loads(sys.argv[1]))
