"""What replay keeps of one ask: who wants what of whom and by when, and how that fitted the rules.

A `Checked` is stored with the ask, with the days that it left out: what a library says of
holidays later never changes what was said when it was sent (G4).
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from comity.domain.act import Ref
from comity.domain.rules import LeftOut


class AskReply(StrEnum):
    """An answer to an ask; a counter names another moment."""

    YES = "yes"
    NO = "no"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How a due moment fits one rule of a term that holds.

    `code` is fits, too_soon, no_day_fits or quiet; `started` the day on which it counts as asked,
    `working` and `left_out` the days of a lead time that count and that do not; `earliest` the first instant (UTC) that
    would fit this rule, where it does not.
    """

    term: str
    revision: int
    against: str
    fits: bool
    code: str
    days: int
    started: date | None
    working: tuple[date, ...]
    left_out: tuple[LeftOut, ...]
    earliest: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """How a wanted moment fits each rule; `first` is the first from it on that fits all (UTC), if there is one."""

    checked: tuple[Checked, ...]
    first: datetime | None

    @property
    def fits(self) -> bool:
        """Whether it fits everything that holds."""
        return all(each.fits for each in self.checked)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTurn:
    """One answer in the course of an ask; with another moment go its `due` (UTC) and, from the asker, how it fits."""

    by: str
    at: datetime
    reply: AskReply
    due: datetime | None
    fitting: Fitting | None
    words: Ref | None


@dataclass(slots=True, kw_only=True)
class Ask:
    """A one-time wish of one party to another; `zone` is where its due moment was said."""

    id: str
    by: str
    to: str
    at: datetime
    due: datetime
    zone: str
    complete_on: date | None
    """The day, in `zone`, on which everything that is needed for it is there; None where it is there now."""
    fitting: Fitting
    words: Ref
    turns: list[AskTurn] = field(default_factory=list)
    taken_back_at: datetime | None = None
    released_at: datetime | None = None
    released_words: Ref | None = None

    @property
    def wanted(self) -> datetime:
        """The due moment that is talked about or agreed by now."""
        return next((turn.due for turn in reversed(self.turns) if turn.due is not None), self.due)

    @property
    def wanted_fitting(self) -> Fitting | None:
        """How that moment fits; None where the one asked named it."""
        return next((turn.fitting for turn in reversed(self.turns) if turn.due is not None), self.fitting)

    @property
    def turn_of(self) -> str:
        """Who answers next: the one asked, or after another moment the one who did not name it."""
        last = self.turns[-1] if self.turns else None
        return self.to if last is None or last.by == self.by else self.by
