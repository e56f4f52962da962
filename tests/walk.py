"""A walk through everything that can happen, with a witness beside it who is asked after every step."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from comity.domain import ask_answers, asks, consents, conversation, days_off, people, reviews, rulebook, terms
from comity.domain.act import Admission, Fold, Part, Ref, Unfold
from comity.domain.asked import AskReply
from comity.domain.invitations import Admit, Join
from comity.domain.refusal import Refused
from comity.domain.sight import Sight, sight
from held import Held
from offers import SIDES, Offers
from offers_asks import AskOffers
from remembered import midnight_after
from sayings import alliance, invite, yes
from story import ANA, BEN, CLEO, DAN, EVE, MINUTE, Story, holidays, moment
from witness import Witness

DICE = st.integers(0, 2**32 - 1).map(Random)
STARTS = ("2026-03-02 09:00", "2026-03-27 23:30", "2026-10-20 18:00")
QUIETLY = (conversation.SealAnswer, conversation.UnsealAnswer, reviews.SealVerdict, reviews.UnsealVerdict, people.Stay)
ABOUT_ASKS = (asks.SendAsk, asks.TakeBackAsk, ask_answers.AnswerAsk, ask_answers.ReleaseAsk, days_off.TellDaysOff)
NEWCOMERS = (DAN, EVE, "finn", "gus")
NO_WORDS = Ref("0" * 64)

CALM = settings(
    deadline=None,
    database=None,
    derandomize=True,
    stateful_step_count=50,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
"""The same walks every time; a walk that fails is told as it was, not made shorter."""

LIKELY = {
    ask_answers.AnswerAsk: 5,
    asks.TakeBackAsk: 1,
    consents.AnswerTerm: 8,
    conversation.SealAnswer: 6,
    conversation.UnsealAnswer: 1,
    reviews.SealVerdict: 8,
    reviews.CallReview: 6,
    reviews.UnsealVerdict: 1,
    terms.Revise: 1,
    terms.TakeBackProposal: 1,
}
"""How likely one takes up what is offered; anything else 2."""

MIX: Counter[str] = Counter()
"""What came about on all walks, to show that they are not blind."""


class Overheard(Story):
    """A story whose outcomes can be listened to, those that leave no trace among them."""

    def __init__(self) -> None:
        super().__init__()
        self.outcomes: list[tuple[int, rulebook.Outcome]] = []

    def act_now(self, who: str, command: Any) -> None:
        """An act at this very moment, when those whose day has come have left; to come in takes its own second."""
        self.now += timedelta(seconds=isinstance(command, Join))
        self._do(who, command)

    def _take(self, outcomes: Sequence[rulebook.Outcome], *, by: str) -> None:
        for outcome in outcomes:
            super()._take([outcome], by=by)
            self.outcomes.append((len(self.recorded), outcome))


class Walk(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.story, self.witness, self.fresh = Overheard(), Witness(), 0
        self.held = Held(self.story, self.witness, MIX)
        self.old_forms: list[tuple[str, Any]] = []
        """What was offered to somebody and not taken up: a form left open in a browser."""

    @initialize(dice=DICE)
    def begin(self, dice: Random) -> None:
        who = (ANA, BEN, DAN, EVE)[: dice.randint(2, 4)]
        sides = {one: dice.choice(SIDES) for one in who}
        begun, admission = moment(dice.choice(STARTS)), dice.choice(list(Admission))
        self.story.now, *steps = alliance(*who, admission=admission, begun=begun, **sides)
        for step in steps:
            self.act(*step)
        if dice.random() < 0.5:
            wish = self._offers(ANA, dice).with_rules(BEN)
            self.act(ANA, wish, offered=True)
            self.act(BEN, yes(wish.term)(self.story.alliance), offered=True)

    @rule(dice=DICE)
    def something_happens(self, dice: Random) -> None:
        """One rule for all that can happen: as rules of their own, half of them would be left out of a walk."""
        acts = {
            self.all_take_up_what_is_offered: 7,
            self.somebody_begins_something: 3,
            self.somebody_tries_anything: 3,
            self.somebody_sends_an_old_form: 2,
            self.somebody_pauses_comes_back_or_leaves: 1,
            self.somebody_new_comes_in: 2,
            self.time_goes_by: 4,
        }
        dice.choices(list(acts), list(acts.values()))[0](dice)

    def all_take_up_what_is_offered(self, dice: Random) -> None:
        for one in dice.sample(self._here(), len(self._here())):
            self._answer(one, dice)

    def somebody_begins_something(self, dice: Random) -> None:
        one = dice.choice(self._here())
        if one and self.witness.people[one].here:
            self.act(one, self._offers(one, dice).something_new())

    def somebody_tries_anything(self, dice: Random) -> None:
        seer = dice.choice(self._here())
        if seer:
            self.act(dice.choice([*self.witness.people, CLEO]), self._offers(seer, dice).anything())

    def somebody_sends_an_old_form(self, dice: Random) -> None:
        if self.old_forms:
            self.act(*dice.choice(self.old_forms[-20:]))

    def somebody_pauses_comes_back_or_leaves(self, dice: Random) -> None:
        one = dice.choice(self._here())
        if one:
            on = self.story.now.date() + timedelta(days=dice.randint(2, 12))
            goes = (people.Leave(), people.Leave(on=on))
            rests = (people.Pause(),) * 6 if self.witness.people[one].here else (people.Resume(),) * 2
            self.act(one, dice.choice((*rests, *goes)))

    def somebody_new_comes_in(self, dice: Random) -> None:
        newcomers = [one for one in NEWCOMERS if one not in self.witness.people]
        places = [name for name, place in self.witness.places.items() if not place["over"]]
        if newcomers and not places:
            expires = self.story.now.date() + timedelta(days=9)
            part = dice.choice((*[Part.PARTY] * 4, Part.GUIDE))
            self.act(dice.choice(self._here()), invite(newcomers[0], expires=expires, part=part))
        elif newcomers:
            for one in self._here():
                self.act(one, Admit(invitation=places[-1], yes=True))
            self.act(newcomers[0], Join(invitation=places[-1], zone="UTC"))

    def time_goes_by(self, dice: Random) -> None:
        now = self.story.now
        edges = [e for e in self._edges() if now - timedelta(hours=1) < e < now + timedelta(days=40)]
        if edges and dice.random() < 0.5:
            beside = timedelta(minutes=dice.choice((-90, -1, 0, 1, 90)))
            self.story.now = max(now, min(edges) + beside)
        else:
            self.story.now += dice.choice((timedelta(hours=dice.randint(1, 48)), timedelta(days=dice.randint(1, 12))))
        if dice.random() < 0.2:
            self._other_holidays_become_known(now.date() + timedelta(days=dice.randint(0, 9)))
        MIX["time went by"] += 1
        self._bring_forward()
        self.held.at_every_moment()

    def _answer(self, who: str, dice: Random) -> None:
        """One thing that the sight of somebody offers; it must not be refused."""
        commands = self._offers(who, dice).answers() if who else []
        if commands:
            likely = [LIKELY.get(type(command), 2) for command in commands]
            self.old_forms += [(who, dice.choice(commands))]
            self.act(who, *dice.choices(commands, likely), offered=True)

    def _here(self) -> list[str]:
        return sorted(self.witness.there()) or [""]

    def _offers(self, who: str, dice: Random) -> Offers:
        self.fresh += 1
        story, seen = self.story, self._sight(who, self.story.now + MINUTE)
        asked = AskOffers(story.alliance, story.holidays, seen, dice, str(self.fresh))
        return Offers(seen, dice, str(self.fresh), asked)

    def _sight(self, who: str, at: datetime) -> Sight:
        return sight(self.story.alliance, viewer=who, at=at, folded=self.story.folds)

    def _edges(self) -> list[datetime]:
        wordings = self.witness.wordings()
        days = [(d, w.outline.zone) for w in wordings for d in (w.last_day, w.until, w.called) if d]
        starts = [(w.outline.starts - timedelta(days=1), w.outline.zone) for w in wordings if w.outline.starts]
        due = [asked.due for asked in self.witness.asks.asks.values() if not asked.over]
        return sorted([midnight_after(*day).astimezone(self.story.now.tzinfo) for day in days + starts] + due)

    def _other_holidays_become_known(self, day: date) -> None:
        def known(country: str, region: str, year: int) -> frozenset[date] | None:
            found = holidays(country, region, year)
            return found and found | {day} if day.year == year else found

        self.story.holidays = self.witness.asks.holidays = known

    def _bring_forward(self) -> None:
        self.story.outcomes = []
        self.story.bring_forward()
        self._tell_the_witness(people.Leave())

    def act(self, who: str, command: Any, *, offered: bool = False) -> None:
        """One act, told to the witness; a refusal changes nothing, nor does what is sealed for others."""
        MIX["steps"] += 1
        self.story.now += MINUTE
        entries = len(self.story.recorded)
        self._bring_forward()
        offered &= len(self.story.recorded) == entries
        story, self.story.outcomes = self.story, []
        before, kept = pickle.dumps(story.state), (list(story.folds), len(story.recorded))
        terms_before = pickle.dumps(story.state and story.state.terms) if isinstance(command, ABOUT_ASKS) else b""
        quietly = isinstance(command, QUIETLY) or getattr(command, "on", None) is not None
        others = self._others_see(who) if quietly else {}
        try:
            if story.state is not None:
                self.held.decides_without_a_trace(who, command, NO_WORDS, before)
            story.act_now(who, command)
        except Refused as refusal:
            if offered:
                raise AssertionError(f"{command} was offered, then refused: {refusal.code}") from refusal
            assert pickle.dumps(story.state) == before, "a refusal changed something"
            assert (story.folds, len(story.recorded)) == kept, "a refusal changed something"
            MIX["refused"] += 1
            return
        self._tell_the_witness(command)
        if terms_before:
            assert pickle.dumps(story.alliance.terms) == terms_before, "an ask changed what holds"
        if quietly and not any(isinstance(o, rulebook.Event) for _, o in story.outcomes):
            assert pickle.dumps(story.state) == before, "something sealed was recorded"
            assert self._others_see(who) == others, "others could see that something was sealed"
            MIX["sealed or taken back without a trace"] += 1
        self.held.after_an_act()
        self.held.at_every_moment()

    def _others_see(self, who: str) -> dict[str, str]:
        return {one: repr(self._sight(one, self.story.now)) for one in sorted(self.witness.there() - {who})}

    def _tell_the_witness(self, command: Any) -> None:
        for entries, outcome in self.story.outcomes:
            match outcome:
                case Fold():
                    self.witness.seal(outcome)
                case Unfold():
                    self.witness.unseal(outcome)
                case _:
                    self.witness.hear(self.story.recorded[entries - 1], command)
                    MIX[type(outcome).__name__] += 1
                    if isinstance(outcome, consents.TermAnswered | consents.BoundaryAnswered):
                        MIX[outcome.reply] += 1

    def teardown(self) -> None:
        """What the entries tell is what came about."""
        if self.story.recorded:
            assert rulebook.replay(self.story.recorded) == self.story.state
        wordings, asked = self.witness.wordings(), self.witness.asks.asks.values()
        for one in asked:
            MIX[f"asks {one.standing(self.story.now)}"] += 1
            MIX["asks with another moment"] += any(reply is AskReply.COUNTER for _, _, reply, *_ in one.said)
            MIX["asks held against rules"] += bool(one.fitting and one.fitting.checked)
            MIX["asks that do not fit"] += bool(one.fitting and not one.fitting.fits)
        MIX["agreements"] += sum(w.since is not None and bool(w.needs) for w in wordings)
        MIX["trials that lapsed"] += sum(
            bool(w.since and w.until and not w.over and w.is_over(self.story.now)) for w in wordings
        )
