"""Ana and Ben, who design something together through the one writer; Cleo is outside it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from comity.domain import conversation, invitations, people, terms
from comity.domain.act import Part, Reply, TermKind
from comity.domain.alliance import Alliance, Outline
from comity.domain.consents import AnswerTerm
from comity.domain.kinds import Kind
from comity.ledger import store

ZONE = "Europe/Lisbon"
MORNING = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
IN_A_WEEK = date(2026, 12, 1)


def new_id() -> str:
    return uuid.uuid4().hex


@dataclass
class Tale:
    """One alliance, told command by command; each comes a minute after the last."""

    alliance: str = field(default_factory=new_id)
    ana: str = field(default_factory=new_id)
    ben: str = field(default_factory=new_id)
    cleo: str = field(default_factory=new_id)
    at: datetime = MORNING

    def tell(self, command: Any, *, by: str, key: str = "") -> store.Outcome:
        self.at += timedelta(minutes=1)
        return store.record(alliance=self.alliance, command=command, by=by, at=self.at, key=key or new_id())

    @property
    def state(self) -> Alliance:
        state = store.load(self.alliance)
        assert state is not None
        return state

    def begin(self) -> Tale:
        """Ana opens it, and Ben joins."""
        opened = people.Open(alliance=self.alliance, kind=Kind.COUPLE, zone=ZONE, words={"purpose": "calm mornings"})
        self.tell(opened, by=self.ana)
        invitation = new_id()
        self.tell(invitations.Invite(invitation=invitation, expires=IN_A_WEEK, zone=ZONE, part=Part.PARTY), by=self.ana)
        self.tell(invitations.Join(invitation=invitation, zone=ZONE), by=self.ben)
        return self

    def ask(self, asked: tuple[str, ...] = ()) -> str:
        """Ana asks both of them something, or those who are named."""
        question = new_id()
        opened = conversation.OpenRound(
            round=new_id(), questions=((question, "couple.support"),), asked=asked, answer_by=IN_A_WEEK, zone=ZONE
        )
        self.tell(opened, by=self.ana)
        return question

    def seal(self, question: str, *, by: str, text: str, key: str = "") -> store.Outcome:
        return self.tell(conversation.SealAnswer(question=question, words={"text": text}), by=by, key=key)

    def propose(self, text: str = "Please wait until I have had my coffee") -> str:
        """Ana asks something of Ben."""
        term = new_id()
        outline = Outline(kind=TermKind.REQUEST, names=(self.ben,), until=IN_A_WEEK, zone=ZONE)
        self.tell(terms.Propose(term=term, outline=outline, words={"text": text}), by=self.ana)
        return term

    def agree(self, term: str) -> store.Outcome:
        """Ben says yes to it."""
        return self.answer(term, Reply.YES)

    def answer(self, term: str, reply: Reply) -> store.Outcome:
        last = self.state.terms[term].last
        answer = AnswerTerm(term=term, revision=last.number, digest=last.digest, reply=reply)
        return self.tell(answer, by=self.ben)
