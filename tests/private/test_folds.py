"""Folds: everything that was folded comes back as it was, to its author or to the opening."""

from datetime import date

import pytest

from comity.domain.act import Fold, Ref, Unfold, Verdict
from comity.private import folds, models
from comity.private.folds import Folded

pytestmark = pytest.mark.django_db

ALLIANCE = "c" * 32
ANA = "a" * 32
BEN = "b" * 32

ANSWER = Folded(
    fold=Fold(by=ANA, question="1" * 32, words=Ref("e" * 64)),
    salt=bytes(range(32)),
    words={"text": "quiet until coffee ☕"},
    key="once",
    digest="d" * 64,
)
DECLINED = Folded(fold=Fold(by=BEN, question="1" * 32, declined=True), salt=None, words=None)
VERDICT = Folded(
    fold=Fold(by=ANA, term="2" * 32, revision=3, verdict=Verdict.KEEP, until=date(2027, 1, 31)), salt=None, words=None
)


def test_all_folds_of_an_alliance_come_back_as_they_were() -> None:
    for folded in (ANSWER, DECLINED, VERDICT):
        folds.put(alliance=ALLIANCE, folded=folded)

    found = folds.of(ALLIANCE)

    assert len(found) == 3
    assert all(folded in found for folded in (ANSWER, DECLINED, VERDICT))
    assert folds.of("f" * 32) == []


def test_a_member_gets_their_own_alone() -> None:
    folds.put(alliance=ALLIANCE, folded=ANSWER)
    folds.put(alliance=ALLIANCE, folded=DECLINED)

    assert folds.own(alliance=ALLIANCE, member=BEN) == [DECLINED]


def test_what_is_taken_is_gone_and_nothing_else() -> None:
    folds.put(alliance=ALLIANCE, folded=ANSWER)
    folds.put(alliance=ALLIANCE, folded=VERDICT)

    folds.take(alliance=ALLIANCE, fold=Unfold(by=ANA, question="1" * 32))

    assert folds.of(ALLIANCE) == [VERDICT]


def test_to_take_what_is_not_there_is_nothing() -> None:
    folds.take(alliance=ALLIANCE, fold=Unfold(by=ANA, question="1" * 32))

    assert not models.Fold.objects.exists()


def test_folds_come_in_an_order_that_tells_nothing_of_who_was_first() -> None:
    for order in ((ANSWER, DECLINED, VERDICT), (VERDICT, DECLINED, ANSWER)):
        models.Fold.objects.all().delete()
        for folded in order:
            folds.put(alliance=ALLIANCE, folded=folded)
        assert [each.fold for each in folds.of(ALLIANCE)] == sorted(
            (each.fold for each in order), key=lambda fold: folds._about(ALLIANCE, fold)
        )
