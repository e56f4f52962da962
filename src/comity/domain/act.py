"""What an act is made of: who, when, and what is at hand; the values that facts are told in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from comity.domain.care import Lexicon
from comity.domain.term_kinds import TermKind as TermKind  # noqa: PLC0414 -- what facts are told in is asked for here

if TYPE_CHECKING:
    from comity.domain.rulebook import Event

Ref = NewType("Ref", str)
"""The commitment (64 hex digits) of one piece of words; the words lie elsewhere and can be erased."""

Words = Mapping[str, str]
"""One author's free text by part: text, because, sign, not_meant, watch, feeling, line …"""


class Part(StrEnum):
    """What a member is in the alliance."""

    PARTY = "party"
    GUIDE = "guide"


class Here(StrEnum):
    """Whether a member takes part now."""

    HERE = "here"
    PAUSED = "paused"
    LEFT = "left"


class Reply(StrEnum):
    """An answer to a revision; a counter is a new revision and stands for itself."""

    YES = "yes"
    NO = "no"
    LATER = "later"


class BoundaryReply(StrEnum):
    """What others say to a boundary; neither changes that it stands."""

    UNDERSTOOD = "understood"
    TALK = "talk"


class Admission(StrEnum):
    """Who must agree before a link leads anybody in, once a second party is there."""

    EACH = "each"
    ANY = "any"


class Verdict(StrEnum):
    """What one party says at a look back."""

    KEEP = "keep"
    CHANGE = "change"
    LET_GO = "let_go"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """A sealed answer or verdict, or the day of a leaving: a private row, no entry.

    `words` is None where there are none.
    """

    by: str
    question: str = ""
    term: str = ""
    revision: int = 0
    declined: bool = False
    verdict: Verdict | None = None
    until: date | None = None
    leaves: date | None = None
    words: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfold:
    """A private row that goes, without a trace."""

    by: str
    question: str = ""
    term: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who acts, when, and what the world hands in.

    `at` is an aware UTC datetime; `commitment` that of the command's own words;
    `read` gives words on record or None where they are erased; `folds` are all
    sealed rows of the alliance, without text; `lexicon` the word lists of care;
    `holidays` gives those of a country, a region and a year, or None where the
    country or the region is not known (G4).
    """

    by: str
    at: datetime
    lexicon: Lexicon
    holidays: Callable[[str, str, int], frozenset[date] | None]
    commitment: Ref | None = None
    folds: tuple[Fold, ...] = ()
    read: Callable[[Ref], Words | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An event with its place in the ledger; `by` is empty for what the house itself opens."""

    seq: int
    at: datetime
    by: str
    event: Event
