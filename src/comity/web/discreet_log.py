"""Log lines that tell where something went wrong, and nothing of what was said or asked for."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

SysExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """Print time, level, logger and message; of an error its kind and its places in the code."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (the parent's name)
        # Records about a request carry its path, and a path may hold a link that lets one in.
        if hasattr(record, "request") or record.name.startswith("django.security"):
            record.message = f"{getattr(record, 'status_code', 'refused')} {page_of(record)}"
        return super().formatMessage(record)

    def formatException(self, ei: SysExcInfo) -> str:  # noqa: N802 (the parent's name)
        # The sentence of an exception often repeats the value that it stumbled over.
        kind, _, trace = ei
        places = [f"  {at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(trace)]
        return "\n".join([*places, kind.__qualname__ if kind else ""])


def page_of(record: logging.LogRecord) -> str:
    """Return the pattern of the page that a record is about, never the address asked for."""
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    return f"/{match.route}" if match else "no page of ours"
