"""What the cast says, in few words: the commands that most stories are made of.

`yes("quiet")` answers the newest wording of the term by that id, whatever its digest is by then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from comity.domain.act import Admission, BoundaryReply, Reply, TermKind, Verdict
from comity.domain.alliance import Alliance, Outline, Revision
from comity.domain.consents import AnswerBoundary, AnswerTerm
from comity.domain.conversation import OpenRound, SealAnswer
from comity.domain.invitations import Admit, Invite, Join
from comity.domain.kinds import Kind, Side
from comity.domain.people import Open
from comity.domain.reviews import SealVerdict
from comity.domain.terms import Propose, Revise
from story import ANA, BEN, BERLIN, MONDAY, Step

Said = Callable[[Alliance], Any]
CUP = "Let the first cup come before the talk."


def day(text: str) -> date:
    """A day in March 2026, or any other: "15", "04-01", "2027-01-31"."""
    return date.fromisoformat("2026-03-02"[: 10 - len(text)] + text)


def alliance(
    *who: str,
    kind: Kind = Kind.COUPLE,
    admission: Admission = Admission.ANY,
    begun: datetime = MONDAY,
    **sides: Side,
) -> list[Step]:
    """The first begins it, and the others come in one after the other."""
    opener, *others = who
    begin = Open(alliance="home", kind=kind, zone=BERLIN, admission=admission, side=sides.get(opener, Side.EVEN))
    steps: list[Step] = [begun, (opener, begin)]
    for number, one in enumerate(others):
        expires = begun.date() + timedelta(days=28)
        steps += [(opener, invite(one, side=sides.get(one, Side.EVEN), expires=expires))]
        if admission is Admission.EACH:
            steps += [(there, Admit(invitation=f"place of {one}", yes=True)) for there in others[:number]]
        steps += [(one, join(one))]
    return steps


def invite(whom: str, **said: Any) -> Invite:
    return Invite(**{"invitation": f"place of {whom}", "expires": day("30"), "zone": BERLIN} | said)


def join(one: str, zone: str = BERLIN) -> Join:
    return Join(invitation=f"place of {one}", zone=zone)


COUPLE = alliance(ANA, BEN)


def outline(kind: TermKind, *names: str, **more: Any) -> Outline:
    return Outline(kind=kind, names=names, zone=more.pop("zone", BERLIN), **more)


def propose(term: str, what: Outline, text: str = CUP, **more: Any) -> Propose:
    words = {"text": text} | more.pop("words", {})
    return Propose(term=term, outline=what, words=words, **more)


def request(
    term: str = "quiet", whom: str = BEN, text: str = CUP, answer_by: date | None = None, **more: Any
) -> Propose:
    return propose(term, outline(TermKind.REQUEST, whom, **more), text, answer_by=answer_by)


def offer(term: str, whom: str, text: str = "I will come and find you.", **more: Any) -> Propose:
    return propose(term, outline(TermKind.OFFER, whom, **more), text)


def shared(term: str, *names: str, text: str = "We both put the phones away.", **more: Any) -> Propose:
    return propose(term, outline(TermKind.SHARED, *names, **more), text)


def boundary(term: str, *concerns: str, text: str = "If we argue at eleven, I will go to bed.", **more: Any) -> Propose:
    return propose(term, outline(TermKind.BOUNDARY, concerns=concerns, **more), text)


def revise(term: str, what: Outline | None = None, text: str = "Let two cups come first.", **more: Any) -> Said:
    """Another wording; with the same outline where none is given."""

    def said(state: Alliance) -> Revise:
        last = state.terms[term].last
        seen: dict[str, Any] = {"revision": last.number, "digest": last.digest}
        return Revise(term=term, outline=what or last.outline, words={"text": text}, **(seen | more))

    return said


def answer(term: str, reply: Reply, later: date | None = None, text: str = "", number: int = 0, **seen: Any) -> Said:
    def said(state: Alliance) -> AnswerTerm:
        revision = _revision(state, term, number)
        named: dict[str, Any] = {"revision": revision.number, "digest": revision.digest} | seen
        return AnswerTerm(term=term, reply=reply, later=later, words={"line": text} if text else None, **named)

    return said


def yes(term: str = "quiet", **seen: Any) -> Said:
    return answer(term, Reply.YES, **seen)


def no(term: str = "quiet", text: str = "", **seen: Any) -> Said:
    return answer(term, Reply.NO, text=text, **seen)


def later(term: str, by: date) -> Said:
    return answer(term, Reply.LATER, later=by)


def understood(term: str, reply: BoundaryReply = BoundaryReply.UNDERSTOOD, number: int = 0, **seen: Any) -> Said:
    def said(state: Alliance) -> AnswerBoundary:
        revision = _revision(state, term, number)
        named: dict[str, Any] = {"revision": revision.number, "digest": revision.digest} | seen
        return AnswerBoundary(term=term, reply=reply, **named)

    return said


def lets_talk(term: str) -> Said:
    return understood(term, BoundaryReply.TALK)


def verdict(term: str, what: Verdict, until: date | None = None, text: str = "", number: int = 0, **seen: Any) -> Said:
    def said(state: Alliance) -> SealVerdict:
        revision = _revision(state, term, number)
        named: dict[str, Any] = {"revision": revision.number, "digest": revision.digest} | seen
        return SealVerdict(term=term, verdict=what, until=until, words={"text": text} if text else None, **named)

    return said


def ask(question: str = "wish", asked: Sequence[str] = (), **more: Any) -> OpenRound:
    """One question from a playbook, to all or to some."""
    said: dict[str, Any] = {"answer_by": day("15"), "zone": BERLIN, "questions": ((question, "couple.wish"),)}
    return OpenRound(round=f"round of {question}", asked=tuple(asked), **(said | more))


def fold(question: str = "wish", text: str = "I don't like to talk in the morning.") -> SealAnswer:
    return SealAnswer(question=question, words={"text": text})


def decline(question: str = "wish") -> SealAnswer:
    return SealAnswer(question=question, declined=True)


def _revision(state: Alliance, term: str, number: int) -> Revision:
    revisions = state.terms[term].revisions
    return revisions[number - 1] if number else revisions[-1]
