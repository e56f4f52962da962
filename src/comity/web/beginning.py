"""From what one person prepared to an alliance: a place for the other, the question, and one's own answer folded."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from comity.accounts import invitations, seats
from comity.accounts.models import Person
from comity.domain.act import Admission
from comity.domain.conversation import OpenRound, SealAnswer
from comity.domain.holding import local_date
from comity.domain.invitations import Invite
from comity.domain.kinds import RELATIONS, Kind, Side
from comity.domain.people import Open
from comity.domain.refusal import Refused
from comity.domain.rulebook import Command
from comity.ledger import store
from comity.private import drafts
from comity.web import prepared
from comity.web.acting import new_id
from comity.web.questions import KEEP, WISH

LINK_DAYS = 7
ANSWER_DAYS = 14


def begin(person: Person, *, draft: str, words: Mapping[str, str]) -> str:
    """Open the alliance that a draft prepares, all of it or nothing; return its id, which is the draft's.

    Sent twice, it is begun once. Raises `Refused` where the words may not be kept.
    """
    try:
        _begin(person, draft=draft, words=words)
    except Refused:
        if not seats.seat_of(person, draft):
            raise
    return draft


def _begin(person: Person, *, draft: str, words: Mapping[str, str]) -> None:
    relation, zone, now = RELATIONS[words["relation"]], zone_of(person), timezone.now()
    member, question, today = new_id(), new_id(), local_date(now, zone_of(person))

    def record(command: Command) -> None:
        store.record(alliance=draft, command=command, by=member, at=now, key=new_id())

    with store.writing():
        admission = Admission.ANY if relation.kind is Kind.TEAM else Admission.EACH
        record(Open(alliance=draft, kind=relation.kind, zone=zone, side=relation.mine, admission=admission))
        seats.take_seat(person=person, alliance=draft, member=member, name=words["my_name"])
        hold_place(person, alliance=draft, member=member, to_name=words["name"], side=relation.theirs, key=new_id())
        answer_by = today + timedelta(days=ANSWER_DAYS)
        ref = KEEP if words.get("good") else WISH
        record(OpenRound(round=new_id(), form="first", questions=((question, ref),), answer_by=answer_by, zone=zone))
        record(SealAnswer(question=question, words=_answer(words)))
        if words.get("help") or words.get("offer"):
            prepared.keep(person, alliance=draft, words=words)
        drafts.drop(person=person.id.hex, draft=draft)


def hold_place(person: Person, *, alliance: str, member: str, to_name: str, side: Side, key: str) -> None:
    """Hold a place for somebody, with a link that its maker sends; sent twice under a key, it is one place."""
    zone, now = zone_of(person), timezone.now()
    # Links of all alliances lie in one table, and a key comes from outside.
    invitation = uuid.uuid5(uuid.UUID(alliance), key).hex
    last_day = local_date(now, zone) + timedelta(days=LINK_DAYS)
    command = Invite(invitation=invitation, expires=last_day, zone=zone, side=side)
    with store.writing():
        if store.record(alliance=alliance, command=command, by=member, at=now, key=key).again:
            return
        invitations.make(
            invitation=invitation,
            alliance=alliance,
            made_by=member,
            maker=person,
            to_name=to_name,
            last_day=last_day,
            zone=zone,
        )


def zone_of(person: Person) -> str:
    """The person's own zone, or the host's."""
    return person.zone or settings.TIME_ZONE


def _answer(words: Mapping[str, str]) -> dict[str, str]:
    return {"text": words["wish"], **({"feeling": words["feeling"]} if words.get("feeling") else {})}
