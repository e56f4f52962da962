"""Drafts: what a person is still writing, under that person's own key and seen by nobody else."""

from __future__ import annotations

from django.db import transaction

from comity.private.models import Draft
from comity.private.names import hidden
from comity.vault import boxes, keys
from comity.vault.models import random_id

SIZES = (16384, 65536)
"""One size for all that is within the limits; the larger keeps what was typed too long."""


def keep(*, person: str, draft: str, words: dict[str, str]) -> None:
    """Keep what a person has typed so far, in place of what was kept before."""
    about = name(person=person, draft=draft)
    box = boxes.seal_content(
        {"draft": draft, "words": words},
        key=keys.key(scope=keys.NO_ALLIANCE, owner=person),
        aad=_bound(person, about),
        sizes=SIZES,
    )
    # The id stands for what lies in the box: a new one each time.
    if not Draft.objects.filter(person=person, about=about).update(id=random_id(), box=box):
        Draft.objects.update_or_create(person=person, about=about, defaults={"box": box})


def read(*, person: str, draft: str) -> dict[str, str] | None:
    """What a person has typed so far, or None."""
    row = Draft.objects.filter(person=person, about=name(person=person, draft=draft)).first()
    return None if row is None else _opened(row, keys.key(scope=keys.NO_ALLIANCE, owner=person))[1]


def name(*, person: str, draft: str) -> str:
    """The name under which a draft is kept."""
    return hidden("draft", person, draft)


def drop(*, person: str, draft: str) -> None:
    """Let a draft go, without a trace."""
    Draft.objects.filter(person=person, about=name(person=person, draft=draft)).delete()


def of(person: str) -> list[tuple[str, dict[str, str]]]:
    """All drafts of a person by name."""
    rows = list(Draft.objects.filter(person=person))
    if not rows:
        return []
    key = keys.key(scope=keys.NO_ALLIANCE, owner=person)
    return sorted((_opened(row, key) for row in rows), key=lambda found: found[0])


def hand_over(*, giver: str, taker: str) -> None:
    """Give all drafts of one person to another, where two turn out to be the same; the taker's own stand."""
    with transaction.atomic():
        kept = {draft for draft, _words in of(taker)}
        for draft, words in of(giver):
            if draft not in kept:
                keep(person=taker, draft=draft, words=words)
        forget(giver)


def forget(person: str) -> None:
    """Erase all drafts of a person and the key that they lay under."""
    with transaction.atomic():
        Draft.objects.filter(person=person).delete()
        keys.forget(scope=keys.NO_ALLIANCE, owner=person)


def _opened(row: Draft, key: bytes) -> tuple[str, dict[str, str]]:
    content = boxes.unseal_content(bytes(row.box), key=key, aad=_bound(row.person, row.about))
    return content["draft"], content["words"]


def _bound(person: str, about: str) -> bytes:
    return boxes.bound("draft/v1", person, about)
