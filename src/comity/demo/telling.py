"""How a story is told: one act after the other through the one writer, on days before today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from comity.accounts import seats
from comity.accounts.models import Person
from comity.domain import calendar
from comity.domain.act import BoundaryReply, Reply, TermKind
from comity.domain.alliance import Alliance, Outline, Revision
from comity.domain.ask_answers import AnswerAsk
from comity.domain.asked import AskReply
from comity.domain.asks import SendAsk
from comity.domain.consents import AnswerBoundary, AnswerTerm
from comity.domain.conversation import OpenRound, SealAnswer
from comity.domain.fitting import under
from comity.domain.invitations import Invite, Join
from comity.domain.kinds import RELATIONS
from comity.domain.listening import AnswerSayBack, SayBackTo
from comity.domain.people import Open
from comity.domain.rulebook import Command
from comity.domain.rules import Rule
from comity.domain.terms import Propose, Revise
from comity.ledger import store
from comity.web.acting import new_id
from comity.web.beginning import ANSWER_DAYS, LINK_DAYS
from comity.web.questions import WISH

SATURDAY = 5
FIVE = time(17)
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Somebody in a story: the part that a click leads to, the name, and the member id."""

    part: str
    name: str
    member: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale:
    """A story before it is told: what it is called, who is in it, and where."""

    name: str
    parts: tuple[str, ...]
    zone: str
    at_work: bool = False
    """At work nothing happens at the weekend: it happened on the Friday before."""
    tell: Callable[[Telling], None]


@dataclass(slots=True, kw_only=True)
class Telling:
    """The telling of one story. Who acts comes first, then what; `on` says when."""

    now: datetime
    zone: str
    at_work: bool
    alliance: str = field(default_factory=new_id)
    question: str = field(default_factory=new_id)
    at: datetime = field(init=False)
    state: Alliance = field(init=False)

    def __post_init__(self) -> None:
        self.at = self.now

    def on(self, days_ago: int, clock: str) -> None:
        """Go on from a day before today, at a time on the wall."""
        day = self.day(-days_ago)
        if self.at_work:
            day -= timedelta(days=max(0, day.weekday() - SATURDAY + 1))
        self.at = calendar.begins(day, time.fromisoformat(clock), self.zone)

    def day(self, days: int) -> date:
        """The day that many days after today."""
        return calendar.local_date(self.now, self.zone) + timedelta(days=days)

    def later(self, days: int) -> date:
        """The day that many days after the one that is told of."""
        return calendar.local_date(self.at, self.zone) + timedelta(days=days)

    def tell(self, who: Role, command: Command) -> None:
        """Let somebody do something, a minute after what came before."""
        self.at += timedelta(minutes=1)
        self.state = store.record(
            alliance=self.alliance, command=command, by=who.member, at=self.at, key=new_id()
        ).state

    def begin(self, first: Role, *, relation: str, purpose: str, answer: Words) -> str:
        """Open the alliance, hold a place, ask the first question and fold the first answer; return the place."""
        place, known = new_id(), RELATIONS[relation]
        self.tell(
            first,
            Open(alliance=self.alliance, kind=known.kind, zone=self.zone, side=known.mine, words={"purpose": purpose}),
        )
        self._seat(first)
        self.tell(first, Invite(invitation=place, expires=self.later(LINK_DAYS), zone=self.zone, side=known.theirs))
        asked = OpenRound(
            round=new_id(),
            form="first",
            questions=((self.question, WISH),),
            answer_by=self.later(ANSWER_DAYS),
            zone=self.zone,
        )
        self.tell(first, asked)
        self.tell(first, SealAnswer(question=self.question, words=answer))
        return place

    def join(self, second: Role, place: str, *, answer: Words) -> None:
        """Take the place and fold the second answer: with it both open."""
        self.tell(second, Join(invitation=place, zone=self.zone))
        self._seat(second)
        self.tell(second, SealAnswer(question=self.question, words=answer))

    def listen(self, listener: Role, speaker: Role, heard: str = "") -> None:
        """Say back what was heard, aloud where no words are given; the speaker feels heard."""
        said = {"text": heard} if heard else None
        self.tell(listener, SayBackTo(question=self.question, speaker=speaker.member, words=said))
        self.tell(speaker, AnswerSayBack(question=self.question, listener=listener.member, heard=True))

    def ask(self, who: Role, of: Role, words: Words, *, until: date | None = None, rule: Rule | None = None) -> str:
        """Ask something of somebody; return the term's id."""
        return self._propose(who, TermKind.REQUEST, words, names=(of.member,), until=until, rule=rule)

    def offer(self, who: Role, to: Role, words: Words, *, until: date | None = None) -> str:
        """Offer somebody something; return the term's id."""
        return self._propose(who, TermKind.OFFER, words, names=(to.member,), until=until)

    def share(self, who: Role, other: Role, words: Words) -> str:
        """Ask for something that both do; return the term's id."""
        return self._propose(who, TermKind.SHARED, words, names=(who.member, other.member))

    def limit(self, who: Role, to: Role, words: Words) -> str:
        """Say a limit of one's own; return the term's id."""
        return self._propose(who, TermKind.BOUNDARY, words, concerns=(to.member,))

    def send(self, who: Role, to: Role, text: str, *, days: int, knowingly: bool = False) -> str:
        """Ask one thing, due at five on the first weekday from so many days after today; return the ask's id."""
        day = self.day(days)
        while day.weekday() >= SATURDAY:
            day += timedelta(days=1)
        ask, due = new_id(), calendar.begins(day, FIVE, self.zone)
        seen = tuple((t.id, r.number) for t, r in under(self.state, by=who.member, to=to.member, at=self.at))
        sent = SendAsk(
            ask=ask, to=to.member, due=due, zone=self.zone, words={"text": text}, under=seen, knowingly=knowingly
        )
        self.tell(who, sent)
        return ask

    def takes(self, who: Role, ask: str, line: str = "") -> None:
        """Say yes to what was asked once."""
        words = {"line": line} if line else None
        self.tell(who, AnswerAsk(ask=ask, turn=0, reply=AskReply.YES, words=words))

    def another_way(self, who: Role, term: str, words: Words, *, until: date) -> None:
        """Answer a term with other words, and an end to try it until."""
        seen = self._last(term)
        outline = Outline(kind=seen.outline.kind, names=seen.outline.names, until=until, zone=self.zone)
        self.tell(who, Revise(term=term, revision=seen.number, digest=seen.digest, outline=outline, words=words))

    def yes(self, who: Role, term: str, line: str = "") -> None:
        """Say yes to a term's newest words."""
        seen, words = self._last(term), {"line": line} if line else None
        self.tell(who, AnswerTerm(term=term, revision=seen.number, digest=seen.digest, reply=Reply.YES, words=words))

    def understood(self, who: Role, term: str, line: str = "") -> None:
        """Say that a limit is understood."""
        seen, words, reply = self._last(term), {"line": line} if line else None, BoundaryReply.UNDERSTOOD
        self.tell(who, AnswerBoundary(term=term, revision=seen.number, digest=seen.digest, reply=reply, words=words))

    def _propose(
        self,
        who: Role,
        kind: TermKind,
        words: Words,
        *,
        names: tuple[str, ...] = (),
        concerns: tuple[str, ...] = (),
        until: date | None = None,
        rule: Rule | None = None,
    ) -> str:
        term, rules = new_id(), (rule,) if rule is not None else ()
        outline = Outline(kind=kind, names=names, concerns=concerns, rules=rules, until=until, zone=self.zone)
        self.tell(who, Propose(term=term, outline=outline, words=words))
        return term

    def _last(self, term: str) -> Revision:
        return self.state.terms[term].last

    def _seat(self, role: Role) -> None:
        person = Person.objects.create(name=role.name, zone=self.zone, story=role.part)
        seats.take_seat(person=person, alliance=self.alliance, member=role.member, name=role.name)
