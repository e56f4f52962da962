"""What somebody has ready to ask or offer in an alliance: a private draft until they send it.

It is walked through with the same screens as preparing alone, S4 to S7.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from comity.accounts.models import Person
from comity.domain.kinds import RELATIONS, Kind, Side
from comity.private import drafts

PARTS = ("name", "relation", "wish", "help", "sign", "sign_from", "sign_to", "sign_days", "not_meant", "offer")


def draft_of(alliance: str) -> str:
    """The draft in which a person prepares to ask in an alliance."""
    return hashlib.sha256(f"comity/ask/{alliance}".encode()).hexdigest()[:32]


def keep(person: Person, *, alliance: str, words: Mapping[str, str]) -> None:
    """Keep the parts that a request and an offer are made of."""
    parts = {part: words[part] for part in PARTS if words.get(part)}
    drafts.keep(person=person.id.hex, draft=draft_of(alliance), words=parts | {"alliance": alliance})


def read(person: Person, alliance: str) -> dict[str, str] | None:
    """What the person has ready in an alliance, or None."""
    return drafts.read(person=person.id.hex, draft=draft_of(alliance))


def ready(person: Person, alliance: str) -> bool:
    """Whether there is something to send."""
    words = read(person, alliance) or {}
    return bool(words.get("help") or words.get("offer"))


def drop(person: Person, alliance: str) -> None:
    """Let it go."""
    drafts.drop(person=person.id.hex, draft=draft_of(alliance))


def relation_of(kind: Kind, side: Side) -> str:
    """The relation that somebody on this side would have tapped."""
    return next(key for key, r in RELATIONS.items() if r.kind is kind and r.mine is side)
