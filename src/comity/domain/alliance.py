"""What replay builds: the state of one alliance, without a single word of anybody's.

Rules of this file:
1. State holds facts and references (`Ref`) to words, never text.
2. Only `evolve` functions write to it; everyone else reads.
3. Whatever depends on the time is computed from (state, at) by `holding`, never stored.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from comity.domain.act import Admission, BoundaryReply, Here, Part, Ref, Reply, TermKind, Verdict
from comity.domain.asked import Ask
from comity.domain.kinds import Kind, Side
from comity.domain.rules import Rule


@dataclass(slots=True, kw_only=True)
class Member:
    """A person in the alliance under a random id; names live elsewhere."""

    id: str
    part: Part
    side: Side
    zone: str
    joined_at: datetime
    number: int
    """Joining order from 1: it gives the ink."""
    here: Here = Here.HERE
    left_at: datetime | None = None
    days_off: set[date] = field(default_factory=set)


@dataclass(slots=True, kw_only=True)
class Invitation:
    """A place held for one person; the link to it lives in accounts."""

    id: str
    by: str
    part: Part
    side: Side
    expires: date
    zone: str
    admitted: set[str] = field(default_factory=set)
    refused: bool = False
    taken_back: bool = False
    member: str = ""


@dataclass(slots=True, kw_only=True)
class SayBack:
    """What one listener says that they heard; `words` is None where it was said aloud."""

    by: str
    at: datetime
    words: Ref | None


@dataclass(slots=True, kw_only=True)
class Heard:
    """The author's word to one listener: True "I feel heard", False "there is more"."""

    heard: bool
    at: datetime
    words: Ref | None


@dataclass(slots=True, kw_only=True)
class Answer:
    """One party's opened answer; `words` is None for "I'd rather not say"."""

    by: str
    words: Ref | None
    at: datetime
    alone: bool
    say_backs: list[SayBack] = field(default_factory=list)
    heard: dict[str, Heard] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Question:
    """A question as it was asked; it never changes."""

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
    answers: dict[str, Answer] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Given:
    """One party's standing reply to a revision."""

    reply: Reply
    at: datetime
    later: date | None = None
    laters: int = 0
    words: Ref | None = None


@dataclass(slots=True, kw_only=True)
class BoundaryGiven:
    """One party's reply to a boundary."""

    reply: BoundaryReply
    at: datetime
    words: Ref | None = None
    answered: bool = False
    """The owner has said since that it stands (D4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoodBy:
    """The owner's word, when others wanted to talk, that a limit stands as it is."""

    at: datetime
    words: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one party said at a look back."""

    by: str
    verdict: Verdict
    until: date | None
    words: Ref | None


@dataclass(slots=True, kw_only=True)
class Review:
    """A look back whose verdicts have opened together."""

    at: datetime
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """All that a revision fixes besides its words. Dates are inclusive days in `zone` (F11)."""

    kind: TermKind
    names: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    starts: date | None = None
    until: date | None = None
    review_on: date | None = None
    zone: str = "UTC"
    open: bool = False


@dataclass(slots=True, kw_only=True)
class Revision:
    """One exact wording of a term."""

    number: int
    by: str
    at: datetime
    outline: Outline
    needs: tuple[str, ...]
    """Everyone whose yes it needs (A1, A4); empty for a boundary."""
    answer_by: date
    digest: str
    words: Ref
    given: dict[str, Given] = field(default_factory=dict)
    latest_later: date | None = None
    """The latest "I'll say by" that anybody ever gave to it: it keeps the proposal open (B2)."""
    added: dict[str, datetime] = field(default_factory=dict)
    """Parties who added their yes to an open shared term once it was agreed."""
    taken_back: bool = False
    withdrawn: dict[str, datetime] = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)
    boundary_given: dict[str, BoundaryGiven] = field(default_factory=dict)
    stood_by: StoodBy | None = None

    @property
    def is_talked_about(self) -> bool:
        """Whether somebody wants to talk about this limit, and its owner has not answered."""
        return any(g.reply is BoundaryReply.TALK and not g.answered for g in self.boundary_given.values())


@dataclass(slots=True, kw_only=True)
class Term:
    """One thing the alliance holds or talks about, in all its revisions."""

    id: str
    owner: str
    group: str
    out_of: str
    revisions: list[Revision] = field(default_factory=list)
    called: date | None = None
    """A look back at a term without an end was called, to be answered by this day."""
    called_at: datetime | None = None

    @property
    def last(self) -> Revision:
        """The newest revision, agreed or not."""
        return self.revisions[-1]


@dataclass(slots=True, kw_only=True)
class Alliance:
    """One alliance as its entries tell it."""

    id: str
    kind: Kind
    zone: str
    admission: Admission
    opener: str
    opened_at: datetime
    last_at: datetime
    purpose: Ref | None
    members: dict[str, Member] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    asks: dict[str, Ask] = field(default_factory=dict)

    def parties(self) -> list[Member]:
        """Parties who have not left, in joining order."""
        return [m for m in self.members.values() if m.part is Part.PARTY and m.here is not Here.LEFT]
