"""What replay builds: the state of one alliance, without a single word of anybody's.

Rules of this file:
1. State holds facts and references (`Ref`) to words, never text.
2. Only `evolve` functions write to it; everyone else reads.
3. Whatever depends on the time is computed from (state, at) by `holding`, never stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from comity.domain.care import Lexicon
from comity.domain.kinds import Kind, Side
from comity.domain.refusal import Refused as Refused
from comity.domain.rules import Rule

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


class TermKind(StrEnum):
    """The five kinds of term."""

    REQUEST = "request"
    OFFER = "offer"
    SUPPORT = "support"
    BOUNDARY = "boundary"
    SHARED = "shared"


class Reply(StrEnum):
    """An answer to a revision; a counter is a new revision and stands for itself."""

    YES = "yes"
    NO = "no"
    LATER = "later"


class Verdict(StrEnum):
    """What one party says at a look back."""

    KEEP = "keep"
    CHANGE = "change"
    LET_GO = "let_go"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """A sealed answer or verdict: a private row, no entry. `words` is None where there are none."""

    by: str
    question: str = ""
    term: str = ""
    revision: int = 0
    declined: bool = False
    verdict: Verdict | None = None
    until: date | None = None
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
    sealed rows of the alliance, without text; `lexicon` the word lists of care.
    """

    by: str
    at: datetime
    lexicon: Lexicon
    commitment: Ref | None = None
    folds: tuple[Fold, ...] = ()
    read: Callable[[Ref], Words | None] = lambda ref: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An event with its place in the ledger; `by` is empty for what the house itself opens."""

    seq: int
    at: datetime
    by: str
    event: Event


@dataclass(slots=True, kw_only=True)
class Member:
    id: str
    part: Part
    side: Side
    zone: str
    joined_at: datetime
    joined_seq: int
    number: int
    here: Here = Here.HERE
    here_since: datetime
    invitation: str = ""


@dataclass(slots=True, kw_only=True)
class Invitation:
    id: str
    by: str
    part: Part
    side: Side
    made_at: datetime
    expires: date
    zone: str
    admitted: set[str] = field(default_factory=set)
    refused: bool = False
    taken_back: bool = False
    member: str = ""


@dataclass(slots=True, kw_only=True)
class SayBack:
    id: str
    by: str
    at: datetime
    words: Ref | None
    """None where it was said aloud."""
    heard: bool | None = None
    more: Ref | None = None


@dataclass(slots=True, kw_only=True)
class Opened:
    """One party's opened reply to a question; `words` is None for "I'd rather not say"."""

    by: str
    words: Ref | None
    at: datetime
    heard_by: dict[str, bool] = field(default_factory=dict)
    """Listener -> True "I feel heard", False "there is more"; the author alone says it."""
    say_backs: list[SayBack] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Question:
    id: str
    round: str
    ref: str
    words: Ref | None
    asker: str
    asked: tuple[str, ...]
    """Empty: every party, whoever joins before it opens included."""
    asked_at: datetime
    answer_by: date
    zone: str
    opened_at: datetime | None = None
    dropped: bool = False
    answers: dict[str, Opened] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Given:
    """One party's standing reply to a revision."""

    reply: Reply
    at: datetime
    later: date | None = None
    laters: int = 0
    words: Ref | None = None


@dataclass(slots=True, kw_only=True)
class Review:
    """A look back whose verdicts have opened together."""

    at: datetime
    verdicts: dict[str, tuple[Verdict, date | None, Ref | None]]


@dataclass(slots=True, kw_only=True)
class Revision:
    number: int
    kind: TermKind
    by: str
    at: datetime
    names: tuple[str, ...]
    doers: tuple[str, ...]
    concerns: tuple[str, ...]
    needs: tuple[str, ...]
    rules: tuple[Rule, ...]
    starts: date | None
    until: date | None
    review_on: date | None
    zone: str
    open: bool
    say_back_first: bool
    answer_by: date
    digest: str
    words: Ref
    given: dict[str, Given] = field(default_factory=dict)
    joined: dict[str, datetime] = field(default_factory=dict)
    """Parties who added their yes to an open shared term after it was agreed."""
    taken_back_at: datetime | None = None
    withdrawn: dict[str, datetime] = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)
    replies: dict[str, tuple[str, datetime, Ref | None]] = field(default_factory=dict)
    """Boundary: member -> ("understood" | "talk", when, words)."""
    say_backs: list[SayBack] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Term:
    id: str
    owner: str
    group: str
    out_of: str
    revisions: list[Revision] = field(default_factory=list)
    called: tuple[datetime, date] | None = None


@dataclass(slots=True, kw_only=True)
class Frame:
    number: int
    by: str
    at: datetime
    zone: str
    admission: str
    words: Ref | None
    yes: set[str] = field(default_factory=set)


@dataclass(slots=True, kw_only=True)
class Alliance:
    """One alliance as its entries tell it."""

    id: str
    kind: Kind
    opened_at: datetime
    opener: str
    zone: str
    admission: str
    purpose: Ref | None
    last_at: datetime
    members: dict[str, Member] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    frames: list[Frame] = field(default_factory=list)
    end_agreed: dict[str, date | None] = field(default_factory=dict)
    ended_at: datetime | None = None
