"""What must be so at every moment: what the product says, held against what the witness knows."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from comity.domain import consents, holding, people, rulebook
from comity.domain.act import Ref
from comity.domain.holding import Talk
from comity.domain.refusal import Refused
from comity.domain.sight import Sight, sight
from held_asks import HeldAsks
from story import CLEO, Story
from witness import Witness


@dataclass
class Held:
    """One story and its witness; every method raises where they differ."""

    story: Story
    witness: Witness
    mix: Counter[str]

    def __post_init__(self) -> None:
        self.asks = HeldAsks(self.story, self.witness, self._can)

    def at_every_moment(self) -> None:
        """Nobody is bound, sees or is kept but by the promises; and looking changes nothing."""
        before = pickle.dumps(self.story.state)
        for name in self.witness.terms:
            self._binds_whom_it_may(name)
            self._can_be_taken_back(name)
        self.asks.at_every_moment()
        for one in [*self.witness.people, CLEO]:
            if one in self.witness.there():
                self._sees_what_is_theirs(one)
                assert self._can(one, people.Leave()), "to leave takes nobody's leave"
            else:
                self._sees_nothing(one)
        assert pickle.dumps(self.story.state) == before, "looking changed the state"

    def after_an_act(self) -> None:
        """All that is complete has opened, and nothing sealed is kept that never can."""
        for name in self.witness.questions:
            self._has_opened_if_complete(name)
        for name in self.witness.terms:
            self._has_been_looked_back_at_if_complete(name)
            self._keeps_no_stale_verdict(name)

    def decides_without_a_trace(self, who: str, command: Any, words: Ref, before: bytes) -> None:
        """To decide is to say what would happen; Refused where the rules say no."""
        try:
            rulebook.decide(self.story.state, command, self.story.act(who, words))
        finally:
            assert pickle.dumps(self.story.state) == before, "deciding changed the state"

    def _binds_whom_it_may(self, name: str) -> None:
        at, term = self.story.now, self.story.alliance.terms[name]
        bound, right = holding.bound(self.story.alliance, term, at), self.witness.bound(name, at)
        assert bound == right, f"{name} binds {sorted(bound)}, not {sorted(right)}"
        waits = self.witness.terms[name].wordings[-1].is_waiting(at)
        assert (holding.talk(self.story.alliance, term, at) is Talk.WAITING) == waits, "what waits for an answer"
        self.mix["moments somebody was bound"] += bool(bound)

    def _can_be_taken_back(self, term: str) -> None:
        consenting = self.witness.terms[term].consenting(self.story.now)
        for one in self.witness.there():
            could = self._can(one, consents.Withdraw(term=term))
            assert could == (one in consenting), f"{one} taking back {term}"

    def _can(self, who: str, command: Any) -> bool:
        try:
            return bool(rulebook.decide(self.story.alliance, command, self.story.act(who)))
        except Refused:
            return False

    def _sees_nothing(self, who: str) -> None:
        try:
            sight(self.story.alliance, viewer=who, at=self.story.now, folded=self.story.folds)
        except Refused:
            return
        raise AssertionError(f"{who} sees what is not theirs to see")

    def _sees_what_is_theirs(self, who: str) -> None:
        story, witness, joined = self.story, self.witness, self.witness.people[who].joined
        seen = sight(story.alliance, viewer=who, at=story.now, folded=story.folds)
        readable = seen.readable
        assert not readable & {fold.words for fold in story.folds}, "something sealed can be read"
        assert not readable & {ref for ref, seq in witness.told.items() if seq < joined}, "a newcomer reads the past"
        assert not readable & self._over_before(joined), "a newcomer reads what was over before"
        for name, question in witness.questions.items():
            others = witness.parties() - witness.waited_for(name)
            if question.opened > joined and who in others | question.answers.keys():
                assert readable >= {ref for ref in question.answers.values() if ref}, "opened, and not for all"
        assert all(term.bound == witness.bound(term.id, story.now) for term in seen.terms)
        assert all(who in witness.bound(quiet.term, story.now) for quiet in seen.right_now)
        self._shows_heard_by_the_word_of_who_spoke(seen.questions)
        self.asks.sees_what_is_theirs(seen)
        assert not witness.people[who].guide or self._sees_no_more_than_a_guide(seen), "a guide sees too much"

    def _sees_no_more_than_a_guide(self, seen: Sight) -> bool:
        return seen.readable <= {self.story.alliance.purpose} and not (seen.asks or seen.terms or seen.questions)

    def _over_before(self, joined: int) -> set[Ref]:
        """Wording that had ended, or had not been agreed, when a newcomer came (C2)."""
        at = self.story.recorded[joined - 1].at
        before = [wording for wording in self.witness.wordings() if wording.asked < joined]
        return {w.words for w in before if (w.is_over(at) if w.since else not w.is_waiting(at))}

    def _shows_heard_by_the_word_of_who_spoke(self, questions: Iterable[Any]) -> None:
        for asked in questions:
            for answer in asked.answers:
                for line in answer.listening:
                    said = self.witness.heard.get((asked.id, answer.by, line.listener))
                    assert not line.heard or said is True, "heard, and not by the word of who spoke"

    def _has_opened_if_complete(self, name: str) -> None:
        question, waited = self.witness.questions[name], self.witness.waited_for(name)
        if question.opened or (not question.asked and self.witness.is_held_open(self.story.now)):
            return
        done = {by for asked, _, _, by in self.witness.sealed if asked == name} | set(question.answers)
        enough = len(waited) > 1 or (len(question.asked) == 1 and waited)
        assert not enough or not waited <= done, "complete, and still closed"

    def _has_been_looked_back_at_if_complete(self, name: str) -> None:
        at, now = self.story.now, self.witness.terms[name].present(self.story.now)
        if now is not None and self.witness.bound(name, at) and not now.call_closed(at):
            done = {by for _, term, number, by in self.witness.sealed if (term, number) == (name, now.number)}
            assert not now.holders <= done, "all have looked back, and it is still closed"

    def _keeps_no_stale_verdict(self, name: str) -> None:
        at, now = self.story.now, self.witness.terms[name].present(self.story.now)
        assert not self.witness.void & self.witness.sealed.keys(), "a verdict for a look back that closed is kept"
        for _, _, number, by in [sealed for sealed in self.witness.sealed if sealed[1] == name]:
            assert now is not None, "a verdict on nothing is kept"
            assert now.number == number, "a verdict on old words is kept"
            assert not now.is_over(at), "a verdict on what is over is kept"
            assert not now.call_closed(at), "a verdict for a look back that closed is kept"
            assert by in now.holders, "a verdict by one who is not bound is kept"
