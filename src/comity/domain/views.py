"""The parts of a sight, as plain values: one member's view of a person, a place, a question or a term.

`may` names the acts open to the viewer; a page shows a button only for a name in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from comity.domain.act import BoundaryReply, Here, Part, Ref, Reply, TermKind, Verdict
from comity.domain.ask_standing import AskStanding
from comity.domain.asked import AskReply, Fitting
from comity.domain.holding import Standing, Talk
from comity.domain.kinds import Side
from comity.domain.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    id: str
    number: int
    part: Part
    side: Side
    here: Here
    you: bool
    zone: str
    days_off: tuple[date, ...]
    """Days from today on, in the member's zone, on which they said they do not work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A place held for somebody who has not come in."""

    id: str
    by: str
    side: Side
    expires: date
    run_out: bool
    may: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SayBackView:
    by: str
    words: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardView:
    """`heard` is None until the author says it; `words` go with "there is more"."""

    listener: str
    heard: bool | None
    words: Ref | None
    say_back: SayBackView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """An opened answer; `words` is None for "I'd rather not say"."""

    by: str
    words: Ref | None
    alone: bool
    listening: tuple[HeardView, ...]
    may: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    id: str
    ref: str
    words: Ref | None
    asker: str
    asked_at: datetime
    answer_by: date
    opened_at: datetime | None
    mine: str
    """none | folded | declined (folded as such) | open."""
    answers: tuple[AnswerView, ...]
    may: frozenset[str]

    def refs(self) -> Iterator[Ref | None]:
        yield self.words
        for answer in self.answers:
            yield answer.words
            for heard in answer.listening:
                yield heard.words
                yield heard.say_back.words if heard.say_back else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyView:
    by: str
    reply: Reply | BoundaryReply
    later: date | None
    words: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidView:
    by: str
    verdict: Verdict
    until: date | None
    words: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionView:
    number: int
    by: str
    at: datetime
    kind: TermKind
    names: tuple[str, ...]
    concerns: tuple[str, ...]
    holders: tuple[str, ...]
    rules: tuple[Rule, ...]
    starts: date | None
    until: date | None
    review_on: date | None
    zone: str
    open: bool
    answer_by: date
    digest: str
    words: Ref
    replies: tuple[ReplyView, ...]
    stood_by: bool
    """Of a limit: its owner has said that it stands, with words or without."""
    stood_by_words: Ref | None
    reviews: tuple[tuple[SaidView, ...], ...]
    looked_back_at: datetime | None
    """When the newest look back at this wording opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """What holds of a term and what is talked about, as one member may see it."""

    id: str
    kind: TermKind
    owner: str
    group: str
    out_of: str
    standing: Standing
    talk: Talk
    holds: RevisionView | None
    """The wording that holds, held last, or will hold."""
    coming: RevisionView | None
    """The agreed wording that begins later, while another holds."""
    talked: RevisionView | None
    """The newest wording, where it is not agreed."""
    newest: int
    """The number and the digest of the newest wording: what an answer or another wording names (A11)."""
    newest_digest: str
    shown: RevisionView
    """The wording to show first: what holds, else what is talked about."""
    before: RevisionView | None
    """What a waiting wording is held against: what holds or held, else the wording before it."""
    bound: frozenset[str]
    since: datetime | None
    last_day: date | None
    ended_on: date | None
    """The last day on which it held."""
    next_look: date | None
    """The day agreed for looking back at what has no end."""
    one_more_week: date | None
    """The last day that one more week with the old words would give, where it is offered (B18)."""
    called: date | None
    verdict_folded: bool
    lets_talk: bool
    may: frozenset[str]

    def refs(self) -> Iterator[Ref | None]:
        for revision in (self.holds, self.coming, self.talked):
            if revision is not None:
                yield from (revision.words, revision.stood_by_words)
                yield from (reply.words for reply in revision.replies)
                yield from (said.words for review in revision.reviews for said in review)
        yield self.before.words if self.before is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTurnView:
    """`due` goes with another moment."""

    by: str
    reply: AskReply
    due: datetime | None
    words: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskView:
    """One ask; `due` is the moment that is talked about or agreed, `fitting` how it fits what held then.

    `fitting` is None where nothing held, or the one asked named the moment.
    """

    id: str
    by: str
    to: str
    at: datetime
    due: datetime
    zone: str
    complete_on: date | None
    words: Ref
    fitting: Fitting | None
    standing: AskStanding
    ahead: bool
    """It is talked about or agreed, and not due yet."""
    turn_of: str
    turns: tuple[AskTurnView, ...]
    released_words: Ref | None
    may: frozenset[str]

    def refs(self) -> Iterator[Ref | None]:
        yield from (self.words, self.released_words)
        yield from (turn.words for turn in self.turns)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingView:
    """What stands before a new ask of somebody: the terms with rules that it falls under, and their limits."""

    to: str
    under: tuple[tuple[str, int], ...]
    """Term and revision."""
    limits: tuple[Ref, ...]
    fitting: Fitting | None
    """How the moment that was named fits; None where none was."""
