"""A witness who follows an alliance by ear: simple, slow, and with no rule of the product's own.

It hears every entry as it is made and says who is bound by what, what is waiting and what is
sealed. What the product says is held against it after every step of the walk (`walk.py`).
"""

from __future__ import annotations

from datetime import datetime
from functools import singledispatchmethod
from typing import Any

from comity.domain import consents, conversation, invitations, listening, people, reviews, terms
from comity.domain.act import Admission, Fold, Part, Recorded, Ref, Reply, TermKind
from remembered import Person, Question, Term, Wording, midnight_after
from story import MONDAY
from witness_asks import AskWitness

FOR_ALL = (people.AllianceOpened, terms.TermProposed, terms.TermRevised)
"""What newcomers may read too: what it is for, and wording while it holds or waits."""

STRONG = ("manager", "client", "parent")


class Witness:
    """What one gathers from listening."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.places: dict[str, dict[str, Any]] = {}
        self.terms: dict[str, Term] = {}
        self.questions: dict[str, Question] = {}
        self.heard: dict[tuple[str, str, str], bool] = {}
        """By question, speaker and listener: whether the speaker said that it was heard."""
        self.told: dict[Ref, int] = {}
        """What people said to all, by the entry in which they did."""
        self.sealed: dict[tuple[str, str, int, str], Fold] = {}
        self.void: set[tuple[str, str, int, str]] = set()
        """What was sealed for a look back that closed before another was called."""
        self.asks = AskWitness(self)
        self.by, self.at, self.seq = "", MONDAY, 0
        self.command: Any = None

    def there(self) -> set[str]:
        return {name for name, person in self.people.items() if not person.left}

    def parties(self) -> set[str]:
        return {name for name in self.there() if not self.people[name].guide}

    def here(self) -> set[str]:
        return {name for name in self.parties() if self.people[name].here}

    def bound(self, term: str, at: datetime) -> set[str]:
        now = self.terms[term].present(at)
        if now is None or now.is_over(at):
            return set()
        here = {m for m in now.holders if self.people[m].here}
        if now.outline.kind is TermKind.BOUNDARY:
            return here if len(self.parties()) > 1 else set()
        if now.outline.open:
            return here if len(here) > 1 else set()
        return here if here == now.holders else set()

    def is_held_open(self, at: datetime) -> bool:
        """Whether somebody may yet come in by a place that is held for them."""
        alone = len(self.parties()) == 1 < sum(not one.guide for one in self.people.values())
        return not alone and any(
            not place["over"] and not self.people[place["by"]].left and at < midnight_after(*place["until"])
            for place in self.places.values()
            if not place["guide"]
        )

    def waited_for(self, question: str) -> set[str]:
        asked = self.questions[question].asked
        return {m for m in self.parties() if not asked or m in asked}

    def wordings(self) -> list[Wording]:
        return [wording for term in self.terms.values() for wording in term.wordings]

    def seal(self, fold: Fold) -> None:
        self.void -= {(fold.question, fold.term, fold.revision, fold.by)}
        self.sealed[fold.question, fold.term, fold.revision, fold.by] = fold

    def unseal(self, fold: Any) -> None:
        del self.sealed[fold.question, fold.term, fold.revision, fold.by]

    def hear(self, recorded: Recorded, command: Any) -> None:
        """Take one entry in, made by a command, and object where it should not have come about."""
        self.by, self.at, self.seq, self.command = recorded.by, recorded.at, recorded.seq, command
        self.take(recorded.event)
        self.asks.take(recorded.event)
        if not isinstance(recorded.event, FOR_ALL):
            self._tell(getattr(recorded.event, "words", None))

    def _tell(self, *words: Ref | None) -> None:
        self.told |= {ref: self.seq for ref in words if ref is not None}

    @singledispatchmethod
    def take(self, event: Any) -> None:
        """What needs no more than being told of."""

    @take.register
    def _(self, event: people.AllianceOpened) -> None:
        self.people[self.by] = Person(joined=self.seq, side=event.side)
        self.each = event.admission is Admission.EACH

    @take.register
    def _(self, event: people.MemberPaused | people.MemberResumed) -> None:
        self.people[self.by].here = isinstance(event, people.MemberResumed)

    @take.register
    def _(self, _event: people.MemberLeft) -> None:
        self.people[self.by].left, self.people[self.by].here = True, False
        for wording in self.wordings():
            wording.closed |= wording.since is None and self.by in wording.needs
            if wording.since is not None:
                wording.lose(self.by, self.at)

    @take.register
    def _(self, event: invitations.MemberInvited) -> None:
        place = {"by": self.by, "over": False, "until": (event.expires, event.zone), "side": event.side}
        self.places[event.invitation] = place | {"yes": {self.by}, "guide": event.part is Part.GUIDE}

    @take.register
    def _(self, event: invitations.InvitationAnswered) -> None:
        self.places[event.invitation]["yes"].add(self.by)
        self.places[event.invitation]["over"] |= not event.yes

    @take.register
    def _(self, event: invitations.InvitationTakenBack) -> None:
        assert self.places[event.invitation]["by"] == self.by
        self.places[event.invitation]["over"] = True

    @take.register
    def _(self, event: invitations.MemberJoined) -> None:
        place = self.places[event.invitation]
        assert not place["over"], "came in by a place that was gone"
        assert self.at < midnight_after(*place["until"]), "came in by a place that had run out"
        asks_all = self.each or place["guide"]
        assert not asks_all or self.parties() <= place["yes"], "came in before all said yes"
        place["over"] = True
        self.people[event.member] = Person(joined=self.seq, side=place["side"], guide=place["guide"])

    @take.register
    def _(self, event: conversation.RoundOpened) -> None:
        self.questions |= {one.question: Question(asked=event.asked) for one in event.questions}

    @take.register
    def _(self, event: conversation.QuestionOpened) -> None:
        question = self.questions[event.question]
        assert not question.opened, "a question opens once"
        for answer in event.answers:
            assert answer.words == self.sealed[event.question, "", 0, answer.by].words, "not what was sealed"
        question.answers |= {answer.by: answer.words for answer in event.answers}
        waiting = self.waited_for(event.question)
        assert waiting <= set(question.answers), "opened with one missing"
        assert len(waiting) > 1 or len(question.asked) == 1, "opened with one answer"
        assert question.asked or not self.is_held_open(self.at), "opened before somebody who may yet come"
        question.opened = self.seq
        self._tell(*question.answers.values())

    @take.register
    def _(self, event: conversation.AnswerOpened) -> None:
        assert isinstance(self.command, conversation.OpenMine), "opened by nobody's own act"
        assert event.words == self.sealed[event.question, "", 0, self.by].words, "not what was sealed"
        self.questions[event.question].answers[self.by] = event.words

    @take.register
    def _(self, event: listening.SaidBackAnswered) -> None:
        assert self.questions[event.question].answers[self.by] is not None, "only who spoke says that it was heard"
        self.heard[event.question, self.by, event.listener] = event.heard

    @take.register
    def _(self, event: terms.TermProposed | terms.TermRevised) -> None:
        term, outline = self.terms.setdefault(event.term, Term(owner=self.by)), event.outline
        named = set(outline.names) | (set() if outline.kind is TermKind.SHARED else {term.owner})
        needs = set() if outline.kind is TermKind.BOUNDARY else named | term.consenting(self.at)
        assert set(event.needs) == needs, "who must say yes"
        assert named <= self.here(), "somebody was named who is not here"
        number = len(term.wordings) + 1
        asked = Wording(number, event.digest, event.words, outline, needs, {self.by} & needs, event.answer_by, self.seq)
        term.wordings.append(asked)
        if outline.kind is TermKind.BOUNDARY:
            assert self.by == term.owner, "a limit is its owner's"
            asked.agree({term.owner}, self.at)

    @take.register
    def _(self, event: terms.ProposalTakenBack) -> None:
        self.terms[event.term].wordings[-1].closed = True

    @take.register
    def _(self, event: consents.TermAnswered) -> None:
        term = self.terms[event.term]
        wording = term.wordings[event.revision - 1]
        named = (self.command.revision, self.command.digest)
        assert (wording.number, wording.digest) == (event.revision, event.digest) == named, "a yes to other words"
        assert self.people[self.by].here, "who is not here says nothing"
        if wording.since is not None:
            assert wording.outline.open, "there was nothing to add a yes to"
            assert not wording.is_over(self.at), "a yes was added to what is over"
            wording.holders = wording.holders | {self.by}
        else:
            assert wording is term.wordings[-1], "answered what is no longer talked about"
            self._answered(wording, term.owner, event)

    def _answered(self, wording: Wording, owner: str, event: consents.TermAnswered) -> None:
        assert self.by in wording.needs, "answered without being asked"
        assert wording.is_waiting(self.at), "answered after it was over"
        wording.yes -= {self.by}
        wording.closed = event.reply is Reply.NO
        if event.later is not None:
            wording.last_day = max(wording.last_day, event.later)
        if event.reply is Reply.YES:
            self._yes(wording, owner)

    def _yes(self, wording: Wording, owner: str) -> None:
        until = wording.outline.until
        assert until is None or self.at < midnight_after(until, wording.outline.zone), "a yes after the last day"
        if len(wording.needs) > 2 and self.people[self.by].side in STRONG:
            assert {m for m in wording.needs if self.people[m].side not in STRONG} <= wording.yes, "the strong go last"
        wording.yes |= {self.by}
        if wording.yes == wording.needs:
            names = set(wording.outline.names)
            wording.agree(names if wording.outline.kind is TermKind.SHARED else names | {owner}, self.at)

    @take.register
    def _(self, event: consents.YesTakenBack) -> None:
        assert self.by in self.terms[event.term].consenting(self.at), "there was no yes to take back"
        for wording in self.terms[event.term].alive(self.at):
            wording.lose(self.by, self.at)

    @take.register
    def _(self, event: reviews.ReviewCalled) -> None:
        now = self.terms[event.term].present(self.at)
        assert now is not None, "nothing to look back at"
        if now.call_closed(self.at):
            self.void |= {key for key in self.sealed if key[1] == event.term}
        now.called = event.answer_by

    @take.register
    def _(self, event: reviews.ReviewOpened) -> None:
        now = self.terms[event.term].present(self.at)
        assert now is not None, "a look back at nothing"
        assert now.number == event.revision, "verdicts on other words"
        assert self.bound(event.term, self.at), "a look back at what does not hold"
        assert {v.by for v in event.verdicts} == now.holders, "a look back opened with one missing"
        assert not now.call_closed(self.at), "a look back opened that had closed"
        for said in event.verdicts:
            fold = self.sealed["", event.term, event.revision, said.by]
            assert (said.verdict, said.until, said.words) == (fold.verdict, fold.until, fold.words), (
                "not what was sealed"
            )
        self._tell(*(said.words for said in event.verdicts))
        now.look_back({said.by: (said.verdict, said.until) for said in event.verdicts}, self.at)
