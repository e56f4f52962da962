"""A member's export on behalf of a host: to a file that is not there yet, or to what follows."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO

from django.utils import timezone

from comity.domain.refusal import Refused
from comity.ledger import exporting


def write_history(*, alliance: str, member: str, output: str | None) -> str:
    """Write what a member may take along; the sentence that says why not, or nothing."""
    found = exporting.called(alliance, member)
    if len(found) > 1:
        return f"several here are called {member}: give an id, which is one of {' '.join(found)}"
    try:
        lines = exporting.export(alliance=alliance, member=found[0] if found else "", at=timezone.now())
    except Refused:
        return f"nobody called {member} is in an alliance {alliance}; whoever has left takes nothing along any more"
    try:
        with _opened(output) as file:
            file.writelines(lines)
    except FileExistsError:
        return f"{output} is there already, and stays as it is: name another file"
    except OSError as error:
        return f"{output or 'the export'} could not be written: {error.strerror}"
    return ""


def _opened(output: str | None) -> AbstractContextManager[IO[bytes]]:
    if output is None:
        return nullcontext(sys.stdout.buffer)
    return Path(output).open("xb")
