"""A day set for leaving: no trace until it comes, and from then on whoever looks finds that the leaver has gone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from comity.domain.invitations import Admit, Invite, Join
from comity.domain.people import Leave, Stay
from comity.domain.refusal import Refused
from comity.ledger import store
from comity.ledger.models import Entry, Ledger, Repeat
from tale import IN_A_WEEK, ZONE, Tale, new_id

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_day_for_leaving_leaves_no_trace() -> None:
    tale = Tale().begin()
    before = (Ledger.objects.get().head, Entry.objects.count(), Repeat.objects.count())

    tale.tell(Leave(on=IN_A_WEEK), by=tale.ben)

    assert (Ledger.objects.get().head, Entry.objects.count(), Repeat.objects.count()) == before


def test_the_day_comes_with_whoever_looks_first() -> None:
    tale = Tale().begin()
    tale.tell(Leave(on=IN_A_WEEK), by=tale.ben)

    seen = store.see(alliance=tale.alliance, viewer=tale.ana, at=tale.at + timedelta(days=8))

    assert seen is not None
    assert seen.others == ()
    with pytest.raises(Refused, match="not_a_member"):
        store.see(alliance=tale.alliance, viewer=tale.ben, at=tale.at + timedelta(days=8))


def test_until_the_day_the_leaver_is_there_as_before() -> None:
    tale = Tale().begin()
    tale.tell(Leave(on=IN_A_WEEK), by=tale.ben)

    seen = store.see(alliance=tale.alliance, viewer=tale.ana, at=tale.at + timedelta(days=1))

    assert seen is not None
    assert [member.id for member in seen.others] == [tale.ben]


def test_who_stays_after_all_is_still_there() -> None:
    tale = Tale().begin()
    tale.tell(Leave(on=IN_A_WEEK), by=tale.ben)

    tale.tell(Stay(), by=tale.ben)

    assert store.see(alliance=tale.alliance, viewer=tale.ben, at=tale.at + timedelta(days=8)) is not None


def test_a_newcomer_with_whom_the_day_comes_reads_nothing_that_opens_by_it() -> None:
    tale, dan, newcomer = Tale().begin(), new_id(), new_id()
    come_in(tale, dan)
    question = tale.ask(asked=(tale.ana, tale.ben, dan))
    tale.seal(question, by=tale.ana, text="quiet")
    tale.seal(question, by=tale.ben, text="tea")
    tale.tell(Leave(on=tale.at.date() + timedelta(days=1)), by=dan)

    come_in(tale, newcomer, wait=timedelta(days=2))

    seen = store.see(alliance=tale.alliance, viewer=newcomer, at=tale.at)
    assert seen is not None
    assert tale.state.questions[question].opened_at is not None
    assert seen.questions == ()


def come_in(tale: Tale, who: str, *, wait: timedelta = timedelta(0)) -> None:
    place = new_id()
    tale.tell(Invite(invitation=place, expires=IN_A_WEEK, zone=ZONE), by=tale.ana)
    tale.tell(Admit(invitation=place, yes=True), by=tale.ben)
    tale.at += wait
    tale.tell(Join(invitation=place, zone=ZONE), by=who)
