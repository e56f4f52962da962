"""The history of an alliance as one member may see it: a line an entry, no words, never who ended what."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from comity.domain.act import Part, Recorded, Ref, Reply
from comity.domain.alliance import Alliance
from comity.domain.ask_answers import AskAnswered, AskReleased
from comity.domain.asks import AskTakenBack
from comity.domain.consents import TermAnswered, YesTakenBack
from comity.domain.conversation import AnswerOpened, QuestionOpened, RoundOpened
from comity.domain.invitations import MemberInvited, MemberJoined
from comity.domain.listening import SaidBack, SaidBackAnswered
from comity.domain.people import AllianceOpened, MemberLeft, MemberPaused, MemberResumed
from comity.domain.refusal import Refused
from comity.domain.sight import Sight

UNNAMED = (YesTakenBack,)
"""Told without a name: something ended, never by whom."""

OF_MEMBERS = (AllianceOpened, MemberJoined, MemberLeft, MemberPaused, MemberResumed)
"""All that a guide may have (promise 10)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry: when, which kind of event, and who where that is told."""

    seq: int
    at: datetime
    event: type
    by: str
    term: str
    ask: str
    reply: Reply | None


def history(state: Alliance, recorded: Iterable[Recorded], *, viewer: str) -> tuple[Line, ...]:
    """The beginning, and everything since the viewer came, the oldest first."""
    since = state.members[viewer].joined_at
    return tuple(_line(each) for each in recorded if each.seq == 1 or each.at >= since)


def _line(one: Recorded) -> Line:
    event = one.event
    return Line(
        seq=one.seq,
        at=one.at,
        event=type(event),
        by="" if isinstance(event, UNNAMED) else one.by,
        term=getattr(event, "term", ""),
        ask=getattr(event, "ask", ""),
        reply=event.reply if isinstance(event, TermAnswered) else None,
    )


def may_have(one: Recorded, refs: Collection[Ref], *, state: Alliance, sight: Sight) -> bool:
    """Whether a member may take a whole entry along (F13); of any other they learn only that it is there.

    `refs` are the commitments that the entry holds. Facts tell more than a line does, so a
    newcomer has nothing older but what asked them in, and what brought words or questions that
    are theirs to read (C2).
    """
    you = state.members[sight.you.id]
    if one.seq == 1 or one.by == you.id:
        return True
    if one.at < you.joined_at and not _reaches(one, refs, state, sight):
        return False
    if you.part is Part.GUIDE:
        return isinstance(one.event, OF_MEMBERS)
    return _is_seen(one, state, sight)


def _reaches(one: Recorded, refs: Collection[Ref], state: Alliance, sight: Sight) -> bool:
    """Whether something that happened before a member came is theirs too."""
    match one.event:
        case MemberInvited(invitation=place):
            return state.invitations[place].member == sight.you.id
        case RoundOpened(questions=questions):
            return not {asked.question for asked in questions}.isdisjoint(each.id for each in sight.questions)
        case _:
            return not sight.readable.isdisjoint(refs)


def _is_seen(one: Recorded, state: Alliance, sight: Sight) -> bool:
    """Whether what it tells shows on the member's pages too."""
    match one.event:
        case YesTakenBack():
            return len(state.members) == 2  # then it tells nothing that both do not know
        case QuestionOpened(question=question, answers=answers):
            return {answer.by for answer in answers} <= _answering(sight, question)
        case AnswerOpened(question=question) | SaidBackAnswered(question=question):
            return one.by in _answering(sight, question)
        case SaidBack(question=question, speaker=speaker):
            return speaker in _answering(sight, question)
        case AskAnswered(ask=ask) | AskReleased(ask=ask) | AskTakenBack(ask=ask):
            return any(seen.id == ask for seen in sight.asks)
        case _:
            return True


def _answering(sight: Sight, question: str) -> set[str]:
    """Whose answers to a question the member sees (E5)."""
    try:
        return {answer.by for answer in sight.question(question).answers}
    except Refused:
        return set()
