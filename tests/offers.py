"""What somebody might do next: what their sight offers them, something new, or anything at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from comity.domain import boundaries, consents, conversation, invitations, listening, people, reviews, terms
from comity.domain.act import BoundaryReply, Here, Part, Reply, TermKind, Verdict
from comity.domain.alliance import Outline
from comity.domain.calendar import local_date
from comity.domain.kinds import Side
from comity.domain.rules import LeadTime, QuietWindow, Rule
from comity.domain.sight import Sight
from comity.domain.views import QuestionView, RevisionView, TermView
from offers_asks import AskOffers

ZONES = ("Europe/Berlin", "Europe/Berlin", "America/New_York", "Africa/Cairo", "Australia/Lord_Howe", "UTC")
SIDES = (Side.EVEN, Side.EVEN, Side.MANAGER, Side.REPORT)
DAY = timedelta(days=1)


class Offers:
    """Commands for one member at one moment, drawn by `dice`."""

    def __init__(self, sight: Sight, dice: Random, fresh: str, asks: AskOffers) -> None:
        self.sight, self.dice, self.fresh, self.asks = sight, dice, fresh, asks
        self.here = [m.id for m in sight.members if m.part is Part.PARTY and m.here is Here.HERE]
        self.others = [m for m in self.here if m != sight.you.id]

    def answers(self) -> list[Any]:
        """Everything the sight says one may do with what is there."""
        found = [c for question in self.sight.questions for c in self._of_question(question)]
        found += [c for term in self.sight.terms for c in self._of_term(term)]
        for place in self.sight.places:
            found += [invitations.TakeBackInvitation(invitation=place.id)] if "take_back" in place.may else []
            if "admit" in place.may:
                yes = self.dice.random() < 0.9
                found.append(invitations.Admit(invitation=place.id, yes=yes))
        return found + self.asks.answers()

    def something_new(self) -> Any:
        """A question, a wish, an offer, a limit, "we both", a place for one more, or one thing asked once."""
        kinds_of_new = (
            "round",
            "round",
            "pair",
            "pair",
            "pair",
            "shared",
            "shared",
            "boundary",
            "invite",
            "ask",
            "ask",
        )
        kind = self.dice.choice(kinds_of_new)
        today, zone = self._today(), self.dice.choice(ZONES)
        if kind == "ask" and (asked := self.asks.something_new()):
            return asked
        if kind in ("round", "ask") or not self.others:
            some = tuple(self.dice.sample(self.here, self.dice.randint(0, len(self.here))))
            return conversation.OpenRound(
                round=self.fresh,
                questions=((f"q{self.fresh}", "couple.wish"),),
                asked=self.dice.choice(((), some)),
                answer_by=today + 9 * DAY,
                zone="Europe/Berlin",
            )
        if kind == "invite":
            side = self.dice.choice(SIDES)
            expires = local_date(self.sight.at, zone) + self.dice.randint(0, 20) * DAY
            return invitations.Invite(invitation=f"i{self.fresh}", expires=expires, zone=zone, side=side)
        kinds = (TermKind.REQUEST, TermKind.OFFER, TermKind.SUPPORT)
        chosen = self.dice.choice(kinds) if kind == "pair" else TermKind(kind)
        outline = self._outline(chosen, self.sight.you.id)
        words = self._text(outline)
        return terms.Propose(term=f"t{self.fresh}", outline=outline, words=words, answer_by=self._answer_by(outline))

    def with_rules(self, whom: str) -> terms.Propose:
        """A wish with rules in it, that holds without an end once the other has said yes."""
        zone = self.dice.choice(ZONES)
        outline = Outline(kind=TermKind.REQUEST, names=(whom,), rules=self._rules(self.sight.you.id, zone), zone=zone)
        return terms.Propose(term=f"t{self.fresh}", outline=outline, words=self._text(outline))

    def anything(self) -> Any:
        """A command of any kind about anything, allowed or not."""
        term = self.dice.choice([*self.sight.terms, None])
        question = self.dice.choice([q.id for q in self.sight.questions] + ["nowhere"])
        place = self.dice.choice([p.id for p in self.sight.places] + ["nowhere"])
        somebody = self.dice.choice([m.id for m in self.sight.members] + ["nobody"])
        listening_ones = [
            listening.SayBackTo(question=question, speaker=somebody, words=self._maybe()),
            listening.AnswerSayBack(question=question, listener=somebody, heard=True),
            conversation.SealAnswer(question=question, words=self._maybe()),
            conversation.OpenMine(question=question),
            conversation.UnsealAnswer(question=question),
        ]
        coming = [
            people.Open(alliance="again", kind=self.sight.kind, zone="UTC"),
            invitations.Join(invitation=place, zone="UTC"),
            invitations.Admit(invitation=place, yes=True),
            invitations.TakeBackInvitation(invitation=place),
            people.Pause(),
            people.Resume(),
            people.Stay(),
            self.something_new(),
        ]
        about_terms = self._wild_about(term) if term else []
        return self.dice.choice([*listening_ones, *coming, *about_terms, *self.asks.anything()])

    def _wild_about(self, term: TermView) -> list[Any]:
        revision = self.dice.choice([r for r in (term.holds, term.coming, term.talked, term.shown) if r is not None])
        number = revision.number + self.dice.choice((0, 0, 0, 1, -1))
        seen: dict[str, Any] = {"term": term.id, "revision": number, "digest": revision.digest}
        kind = self.dice.choice(list(TermKind))
        outline = self._outline(kind if self.others else TermKind.BOUNDARY, self.dice.choice([*self.here, term.owner]))
        later = self._today(revision.zone) + self.dice.randint(-2, 40) * DAY
        return [
            *(consents.AnswerTerm(reply=reply, later=later, **seen) for reply in Reply),
            *(reviews.SealVerdict(verdict=verdict, until=later, **seen) for verdict in Verdict),
            consents.AnswerBoundary(reply=BoundaryReply.TALK, **seen),
            boundaries.StandBy(**seen),
            consents.Withdraw(term=term.id),
            reviews.CallReview(term=term.id, answer_by=later),
            reviews.UnsealVerdict(term=term.id),
            terms.TakeBackProposal(term=term.id, revision=number),
            terms.Revise(outline=outline, words=self._text(outline), **seen),
        ]

    def _of_question(self, question: QuestionView) -> Iterator[Any]:
        if "answer" in question.may:
            yield conversation.SealAnswer(question=question.id, words={"text": f"It is {self.fresh} to me."})
            yield conversation.SealAnswer(question=question.id, declined=True)
        if "unfold" in question.may:
            yield conversation.UnsealAnswer(question=question.id)
        if "open_mine" in question.may:
            yield conversation.OpenMine(question=question.id)
        for answer in question.answers:
            if "say_back" in answer.may:
                yield listening.SayBackTo(question=question.id, speaker=answer.by, words=self._maybe())
            if "say_heard" in answer.may and answer.listening:
                one = self.dice.choice(answer.listening).listener
                heard = self.dice.random() < 0.6
                yield listening.AnswerSayBack(question=question.id, listener=one, heard=heard, words=self._maybe())

    def _of_term(self, term: TermView) -> Iterator[Any]:
        newest = max((r for r in (term.holds, term.coming, term.talked, term.shown) if r), key=lambda r: r.number)
        seen: dict[str, Any] = {"term": term.id, "revision": term.newest, "digest": term.newest_digest}
        for reply in sorted(term.may & {"yes", "no"}):
            yield consents.AnswerTerm(reply=Reply(reply), words=self._maybe(), **seen)
        if "yes" in term.may:  # twice as likely, so that the walk comes to agreements
            yield consents.AnswerTerm(reply=Reply.YES, **seen)
        if "later" in term.may and (by := self._later(newest)):
            yield consents.AnswerTerm(reply=Reply.LATER, later=by, **seen)
        if "answer_boundary" in term.may:
            yield consents.AnswerBoundary(reply=self.dice.choice(list(BoundaryReply)), words=self._maybe(), **seen)
        if "stand_by" in term.may:
            yield boundaries.StandBy(words=self._maybe(), **seen)
        if "take_back" in term.may:
            yield terms.TakeBackProposal(term=term.id, revision=term.newest)
        if term.may & {"revise", "again"}:
            outline = self._revised(term.kind, newest, term.owner)
            answer_by = self._answer_by(outline)
            yield terms.Revise(outline=outline, words=self._text(outline), answer_by=answer_by, **seen)
        yield from self._of_held(term)

    def _of_held(self, term: TermView) -> Iterator[Any]:
        if "withdraw" in term.may and self.dice.random() < 0.3:
            yield consents.Withdraw(term=term.id)
        if "unfold_verdict" in term.may:
            yield reviews.UnsealVerdict(term=term.id)
        if term.holds is None:
            return
        held: dict[str, Any] = {"term": term.id, "revision": term.holds.number, "digest": term.holds.digest}
        today = self._today(term.holds.zone)
        if "look_back" in term.may:
            what = self.dice.choice((Verdict.KEEP, Verdict.KEEP, Verdict.KEEP, Verdict.CHANGE, Verdict.LET_GO))
            until = self.dice.choice((None, today + self.dice.randint(1, 30) * DAY))
            yield reviews.SealVerdict(verdict=what, until=until, words=self._maybe(), **held)
        if "call" in term.may:
            yield reviews.CallReview(term=term.id, answer_by=today + self.dice.randint(1, 20) * DAY)
        if "add_yes" in term.may:
            yield consents.AnswerTerm(reply=Reply.YES, **held)

    def _revised(self, kind: TermKind, seen: RevisionView, owner: str) -> Outline:
        if kind not in (TermKind.BOUNDARY, TermKind.SHARED) and self.dice.random() < 0.2:
            kind = TermKind.SHARED
        outline = self._outline(kind, owner)
        pair = kind is seen.kind and kind not in (TermKind.SHARED, TermKind.BOUNDARY)
        if pair and set(seen.names) <= set(self.here):
            return replace(outline, names=seen.names)
        return outline

    def _outline(self, kind: TermKind, owner: str) -> Outline:
        others = [m for m in self.here if m != owner] or [owner]
        zone = self.dice.choice(ZONES)
        today = self._today(zone)
        starts = self.dice.choice((None, None, today + self.dice.randint(0, 10) * DAY))
        until = self.dice.choice((None, (starts or today) + self.dice.randint(0, 20) * DAY))
        some = tuple(self.dice.sample(others, self.dice.randint(1, len(others))))
        names = {TermKind.SHARED: (owner, *some), TermKind.BOUNDARY: ()}.get(kind, some[:1])
        return Outline(
            kind=kind,
            names=names,
            concerns=some if kind is TermKind.BOUNDARY else (),
            rules=self._rules(self.dice.choice((owner, *names)), zone) if owner in self.here else (),
            starts=starts,
            until=until,
            zone=zone,
            open=kind is TermKind.SHARED and self.dice.random() < 0.6,
        )

    def _rules(self, whose: str, zone: str) -> tuple[Rule, ...]:
        """What protects one of them: hours, days, both, or neither."""
        night = QuietWindow(owner=whose, weekdays=(0, 2, 5, 6), start="22:00", end="08:30", zone=zone)
        noon = replace(night, weekdays=(0, 1, 2, 3, 4), start="12:00", end="14:00")
        country, region = self.dice.choice((("", ""), ("DE", ""), ("DE", "BY"), ("US", "")))
        lead = LeadTime(
            days=self.dice.randint(1, 4),
            weekdays=self.dice.choice(((0, 1, 2, 3, 4), (1, 3, 5))),
            country=country,
            region=region,
            cut_off=self.dice.choice((None, "15:30")),
            zone=zone,
            days_off_of=whose,
        )
        return self.dice.choice(((), (night,), (lead,), (lead, night), (noon, lead, night)))

    def _text(self, outline: Outline) -> dict[str, str]:
        if outline.kind is TermKind.BOUNDARY:
            return {"text": f"If it is past {self.fresh}, I will go to bed."}
        return {"text": f"Tea number {self.fresh} first."}

    def _maybe(self) -> dict[str, str] | None:
        return self.dice.choice((None, {"text": f"So I hear {self.fresh}."}))

    def _today(self, zone: str = "Europe/Berlin") -> date:
        return local_date(self.sight.at, zone)

    def _answer_by(self, outline: Outline) -> date | None:
        return self.dice.choice((None, self._today(outline.zone) + self.dice.randint(1, 12) * DAY))

    def _later(self, revision: RevisionView) -> date | None:
        today = self._today(revision.zone)
        last = min(today + 30 * DAY, revision.until or date.max)
        return today + self.dice.randint(1, (last - today).days) * DAY if last > today else None
