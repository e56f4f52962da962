"""The alliance that is measured: two members, 24 opened answers, 14 terms in all states, two look backs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from comity.accounts.models import Person, Seat
from comity.demo.telling import Role, Telling
from comity.domain.act import BoundaryReply, Reply, Verdict
from comity.domain.alliance import Outline
from comity.domain.consents import AnswerBoundary, AnswerTerm, Withdraw
from comity.domain.conversation import OpenRound, SealAnswer
from comity.domain.listening import AnswerSayBack, SayBackTo
from comity.domain.reviews import CallReview, SealVerdict
from comity.domain.rules import QuietWindow
from comity.domain.terms import Revise, TakeBackProposal
from comity.ledger import store
from comity.ledger.models import Entry

ZONE = "Europe/Berlin"
QUESTIONS = 12
REF = "first.keep"

WISH = "Let the first half hour after I come home be without questions, and then I am all there for you."
WORDS = {
    "text": WISH,
    "because": "the day still talks in me, and I answer short and am sorry afterwards",
    "sign": "my coat hangs on its hook, and I come to the kitchen",
    "not_meant": "that I don't want to see you",
    "watch": "that the evenings begin more gently",
}
ANSWER = {
    "text": "When the plan changes at the door I need a moment. I say yes too fast, and carry it around with me.",
    "feeling": "It is like running after a train that I never wanted to take.",
}
HEARD = {"text": "That you need a moment before you can say what you want, and that it isn't about me."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Where the alliance is, and who looks at it."""

    alliance: str
    person: Person
    other: Person
    entries: int


def lay() -> Laid:
    """Lay the alliance by the same commands as any other, in one transaction."""
    ana, ben = Role(part="", name="Ana"), Role(part="", name="Ben")
    story = Telling(now=timezone.now(), zone=ZONE, at_work=False)
    with store.writing():
        _talk(story, ana, ben)
        _old(story, ana, ben)
        _living(story, ana, ben)
        _fresh(story, ana, ben)
    seats = {seat.name: seat for seat in Seat.objects.filter(alliance=story.alliance).select_related("person")}
    one, other = seats["Ana"].person, seats["Ben"].person
    assert one is not None
    assert other is not None
    entries = Entry.objects.filter(ledger_id=story.alliance).count()
    return Laid(alliance=story.alliance, person=one, other=other, entries=entries)


def _talk(story: Telling, ana: Role, ben: Role) -> None:
    """Twelve questions, answered by both, each heard by the other; half of them with "there is more"."""
    story.on(90, "19:00")
    place = story.begin(ana, relation="couple", purpose="Evenings that both of us look forward to", answer=ANSWER)
    story.join(ben, place, answer=ANSWER)
    for number in range(QUESTIONS):
        if number:
            story.on(88 - number, "20:00")
            _question(story, ana, ben)
        for speaker, listener in ((ana, ben), (ben, ana)):
            if number % 2:
                story.tell(listener, SayBackTo(question=story.question, speaker=speaker.member, words=HEARD))
                more = AnswerSayBack(question=story.question, listener=listener.member, heard=False, words=HEARD)
                story.tell(speaker, more)
            story.listen(listener, speaker, HEARD["text"])


def _question(story: Telling, ana: Role, ben: Role) -> None:
    story.question = Role(part="", name="").member
    asked = ((story.question, REF),)
    story.tell(ana, OpenRound(round=story.question, questions=asked, answer_by=story.later(14), zone=ZONE))
    for each in (ana, ben):
        story.tell(each, SealAnswer(question=story.question, words=ANSWER))


def _old(story: Telling, ana: Role, ben: Role) -> None:
    """What is over: lapsed, ended by one, said no to, never answered, taken back."""
    story.on(60, "18:00")
    story.yes(ben, story.ask(ana, ben, WORDS, until=story.later(20)))
    ended = story.offer(ben, ana, WORDS)
    story.yes(ana, ended)
    _reply(story, ana, story.offer(ben, ana, WORDS), Reply.NO)
    story.ask(ana, ben, WORDS)
    back = story.ask(ben, ana, WORDS)
    story.tell(ben, TakeBackProposal(term=back, revision=1))
    story.on(50, "18:00")
    story.tell(ben, Withdraw(term=ended))


def _living(story: Telling, ana: Role, ben: Role) -> None:
    """What holds: looked back at, reworded, for both, and two limits."""
    story.on(45, "18:00")
    quiet = QuietWindow(owner=ana.member, weekdays=tuple(range(7)), start="18:00", end="18:30", zone=ZONE)
    asked = story.ask(ana, ben, WORDS, until=story.later(50), rule=quiet)
    story.yes(ben, asked)
    _reword(story, ana, ben, asked, times=9)
    offered = story.offer(ana, ben, WORDS)
    story.yes(ben, offered)
    _reword(story, ana, ben, offered, times=9)
    shared = story.share(ben, ana, WORDS)
    story.yes(ana, shared)
    _reword(story, ana, ben, shared, times=9)
    for term in (offered, shared):
        story.on(20, "18:00" if term == offered else "19:00")
        story.tell(ana, CallReview(term=term, answer_by=story.later(7)))
        for each in (ana, ben):
            last = story.state.terms[term].last
            story.tell(each, SealVerdict(term=term, revision=last.number, digest=last.digest, verdict=Verdict.KEEP))
    story.understood(ben, story.limit(ana, ben, {"text": "If we still argue at eleven, I go to bed."}))
    talked = story.limit(ben, ana, {"text": "If I hear of guests on the day, I eat out."})
    last = story.state.terms[talked].last
    reply = AnswerBoundary(term=talked, revision=last.number, digest=last.digest, reply=BoundaryReply.TALK)
    story.tell(ana, reply)


def _fresh(story: Telling, ana: Role, ben: Role) -> None:
    """What has just begun, or begins later, or waits: for oneself, for the other, in other words."""
    story.on(3, "18:00")
    story.yes(ana, story.ask(ben, ana, WORDS, until=story.later(14)))
    later = story.ask(ana, ben, WORDS)
    _again(story, ben, later, starts=story.later(10))
    story.yes(ana, later)
    story.ask(ana, ben, WORDS, until=story.later(20))
    story.another_way(ana, story.ask(ben, ana, WORDS), WORDS, until=story.later(20))


def _reword(story: Telling, ana: Role, ben: Role, term: str, *, times: int) -> None:
    """Other words for what holds, again and again, agreed each time."""
    for _ in range(times):
        _again(story, ana, term)
        story.yes(ben, term, "Yes, like this.")


def _again(story: Telling, who: Role, term: str, *, starts: date | None = None) -> None:
    seen = story.state.terms[term].last
    outline: Outline = replace(seen.outline, starts=starts)
    story.tell(who, Revise(term=term, revision=seen.number, digest=seen.digest, outline=outline, words=WORDS))


def _reply(story: Telling, who: Role, term: str, reply: Reply) -> None:
    last = story.state.terms[term].last
    story.tell(who, AnswerTerm(term=term, revision=last.number, digest=last.digest, reply=reply))
