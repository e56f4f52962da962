"""The server that answers, whoever starts it."""

from __future__ import annotations

import sys
from typing import Any

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
