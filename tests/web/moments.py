"""What no page brings about by itself: another hour, and a second question."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from comity.domain.calendar import local_date
from comity.domain.conversation import OpenRound
from comity.ledger import store
from web.pair import Somebody

MORNING = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)


class Clock:
    """The hour that the house believes it to be."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.at = MORNING
        patch.setattr(timezone, "now", lambda: self.at)

    def passes(self, **time: float) -> None:
        self.at += timedelta(**time)


def one_more_question(ana: Somebody, ben: Somebody) -> None:
    """Ana asks both of them a second question, which waits for both."""
    question, zone = uuid.uuid4().hex, "Europe/Berlin"
    answer_by = local_date(timezone.now(), zone) + timedelta(days=14)
    asked = OpenRound(round=uuid.uuid4().hex, questions=((question, "first.keep"),), answer_by=answer_by, zone=zone)
    store.record(alliance=ana.alliance, command=asked, by=ana.member, at=timezone.now(), key=uuid.uuid4().hex)
    ana.question = ben.question = question
