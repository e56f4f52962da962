"""What one member may see of an alliance, and what they may do with it: the one reader.

Pages, exports, mail and streams get only what `sight` returns. It holds references, no words;
`Sight.readable` is the whole set of words that this member may read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from comity.domain import sight_asks, sight_people, sight_questions, sight_terms
from comity.domain.act import Fold, Here, Part, Ref
from comity.domain.agenda import Item, agenda
from comity.domain.alliance import Alliance
from comity.domain.kinds import Kind
from comity.domain.people import leaving
from comity.domain.refusal import Refused
from comity.domain.right_now import RightNow, right_now
from comity.domain.views import AskView, MemberView, PlaceView, QuestionView, TermView


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One member's view at one moment. Times are UTC; days carry their zone beside them."""

    alliance: str
    kind: Kind
    zone: str
    at: datetime
    purpose: Ref | None
    you: MemberView
    members: tuple[MemberView, ...]
    places: tuple[PlaceView, ...]
    questions: tuple[QuestionView, ...]
    terms: tuple[TermView, ...]
    asks: tuple[AskView, ...]
    right_now: tuple[RightNow, ...]
    agenda: tuple[Item, ...]
    leaves_on: date | None
    """The day that this member has set for leaving; nobody else sees it."""

    @property
    def others(self) -> tuple[MemberView, ...]:
        """The members beside the reader who have not left."""
        return tuple(m for m in self.members if m.id != self.you.id and m.here is not Here.LEFT)

    @property
    def readable(self) -> frozenset[Ref]:
        """The references of all words that this member may read."""
        return frozenset(ref for ref in self._refs() if ref is not None)

    def _refs(self) -> Iterator[Ref | None]:
        yield self.purpose
        for question in self.questions:
            yield from question.refs()
        for term in self.terms:
            yield from term.refs()
        for ask in self.asks:
            yield from ask.refs()

    def question(self, question: str) -> QuestionView:
        """The question of that id that this member sees; Refused where there is none."""
        for one in self.questions:
            if one.id == question:
                return one
        raise Refused("no_such_question")

    def term(self, term: str) -> TermView:
        """The term of that id that this member sees; Refused where there is none."""
        for one in self.terms:
            if one.id == term:
                return one
        raise Refused("no_such_term")

    def ask(self, ask: str) -> AskView:
        """The ask of that id that this member sees; Refused where there is none."""
        for one in self.asks:
            if one.id == ask:
                return one
        raise Refused("no_such_ask")


def sight(state: Alliance, *, viewer: str, at: datetime, folded: Iterable[Fold] = ()) -> Sight:
    """What `viewer` may see at `at`; `folded` are the viewer's own folds alone.

    Refused `not_a_member` for outsiders and for those who left (promise 7).
    """
    you = state.members.get(viewer)
    if you is None or you.here is Here.LEFT:
        raise Refused("not_a_member")
    mine = tuple(f for f in folded if f.by == viewer)
    guide = you.part is Part.GUIDE
    questions = () if guide else sight_questions.questions(state, viewer=you, mine=mine)
    terms = () if guide else sight_terms.terms(state, viewer=you, at=at, mine=mine)
    asks = () if guide else sight_asks.asks(state, viewer=you, at=at)
    places = sight_people.places(state, viewer=you, at=at)
    return Sight(
        alliance=state.id,
        kind=state.kind,
        zone=state.zone,
        at=at,
        purpose=state.purpose,
        you=sight_people.member(you, viewer=you, at=at),
        members=tuple(sight_people.member(m, viewer=you, at=at) for m in state.members.values()),
        places=places,
        questions=questions,
        terms=terms,
        asks=asks,
        right_now=right_now(state, viewer=viewer, at=at),
        leaves_on=leaving(mine, viewer),
        agenda=agenda(questions=questions, terms=terms, asks=asks, places=places, viewer=viewer, at=at),
    )
