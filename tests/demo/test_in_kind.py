"""Two stories are equal in kind only if nothing in them differs but moments and ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from comity.accounts.models import Person
from comity.demo import brian_and_boss, tom_and_sarah
from comity.demo.telling import Role, Tale, Telling
from comity.domain.act import BoundaryReply, TermKind
from comity.domain.consents import AnswerBoundary, Withdraw
from comity.domain.listening import SayBackTo
from comity.domain.rulebook import Command
from comity.domain.terms import Propose
from demo.in_kind import kinds, words

TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
LONGER = timedelta(days=7)

Turn = Callable[[Any], Command | None]


@dataclass(slots=True, kw_only=True)
class ToldOtherwise(Telling):
    """A telling in which one thing comes out differently."""

    turn: Turn

    def tell(self, who: Role, command: Command) -> None:
        turned = self.turn(command)
        if turned is not None:
            Telling.tell(self, who, turned)


class ToldTheOtherWayRound(Telling):
    """A telling in which the other listens first."""

    def listen(self, listener: Role, speaker: Role, heard: str = "") -> None:
        Telling.listen(self, speaker, listener, heard)


def told(tale: Tale, *, now: datetime = TUESDAY, telling: type[Telling] = Telling, **more: Any) -> str:
    """Tell a tale, so that it can be told once more; return its alliance."""
    story = telling(now=now, zone=tale.zone, at_work=tale.at_work, **more)
    tale.tell(story)
    Person.objects.filter(story__in=tale.parts).update(story="")
    return story.alliance


def outlined(**given: Any) -> Turn:
    """Propose what has an end with another outline."""

    def turn(command: Any) -> Any:
        tried = isinstance(command, Propose) and command.outline.until
        return replace(command, outline=replace(command.outline, **given)) if tried else command

    return turn


def a_week_longer(command: Any) -> Any:
    if not isinstance(command, Propose) or command.outline.until is None:
        return command
    return replace(command, outline=replace(command.outline, until=command.outline.until + LONGER))


DIFFERENCES: dict[str, Turn] = {
    "no end": outlined(until=None),
    "a week longer": a_week_longer,
    "no rule": outlined(rules=()),
    "another kind of term": outlined(kind=TermKind.OFFER),
    "another reply": lambda each: replace(each, reply=BoundaryReply.TALK) if isinstance(each, AnswerBoundary) else each,
    "said aloud, not written": lambda each: replace(each, words=None) if isinstance(each, SayBackTo) else each,
    "one act fewer": lambda each: None if isinstance(each, Withdraw) else each,
}


@pytest.mark.django_db
@pytest.mark.parametrize("tale", [tom_and_sarah.TALE, brian_and_boss.TALE], ids=lambda tale: str(tale.name))
def test_one_story_told_twice_is_equal_in_kind_and_in_words(tale: Tale) -> None:
    first, again = told(tale), told(tale, now=TUESDAY + timedelta(days=100))

    assert kinds(first) == kinds(again)
    assert words(first) == words(again)


@pytest.mark.django_db
def test_two_stories_are_not_equal_in_kind() -> None:
    assert kinds(told(tom_and_sarah.TALE)) != kinds(told(brian_and_boss.TALE))


@pytest.mark.django_db
@pytest.mark.parametrize("turn", DIFFERENCES.values(), ids=DIFFERENCES)
def test_one_difference_is_enough_to_tell_two_tellings_apart(turn: Turn) -> None:
    as_told = kinds(told(tom_and_sarah.TALE))

    assert kinds(told(tom_and_sarah.TALE, telling=ToldOtherwise, turn=turn)) != as_told


@pytest.mark.django_db
def test_who_did_it_tells_two_tellings_apart() -> None:
    assert kinds(told(tom_and_sarah.TALE, telling=ToldTheOtherWayRound)) != kinds(told(tom_and_sarah.TALE))


@pytest.mark.django_db
def test_other_words_are_found_though_the_kinds_are_equal() -> None:
    def softer(command: Any) -> Any:
        return replace(command, words={**command.words, "text": "Softly."}) if isinstance(command, Propose) else command

    as_told = told(brian_and_boss.TALE)
    otherwise = told(brian_and_boss.TALE, telling=ToldOtherwise, turn=softer)

    assert kinds(otherwise) == kinds(as_told)
    assert words(otherwise) != words(as_told)
