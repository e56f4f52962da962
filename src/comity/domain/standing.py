"""What can be said of a term at a moment: what holds of it, and what is talked about."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from comity.domain.alliance import Revision


class Standing(StrEnum):
    """What holds of a term."""

    NONE = "none"
    AGREED = "agreed"
    IN_FORCE = "in_force"
    TRIAL = "trial"
    STANDS = "stands"
    RESTS = "rests"
    LAPSED = "lapsed"
    ENDED = "ended"


class Talk(StrEnum):
    """What is being talked about beside it."""

    NONE = "none"
    WAITING = "waiting"
    NOT_AGREED = "not_agreed"
    EXPIRED = "expired"
    TAKEN_BACK = "taken_back"
    CLOSED = "closed"


HOLDS = frozenset({Standing.IN_FORCE, Standing.TRIAL, Standing.STANDS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """How one term stands at a moment, gone through once for whoever asks for much of it."""

    present: Revision | None
    coming: Revision | None
    current: Revision | None
    over: datetime | None
    """When the current one ended, if it has by now."""
    standing: Standing
    bound: frozenset[str]
    consenting: tuple[str, ...]
