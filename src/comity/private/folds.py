"""Sealed answers and verdicts: folded for their author alone until they open, gone without a trace when taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from comity.domain.act import Fold, Ref, Unfold, Verdict
from comity.private import models
from comity.private.names import hidden
from comity.vault import boxes, keys
from comity.vault.models import random_id

SIZES = (16384,)
"""One size: whether a row holds a long answer, a short one or none must not show."""

# Asked for each page, mostly to find none; Django puts it together in five times the time of the answer.
_OF_ALLIANCE = "SELECT id, member, about, box FROM private_fold WHERE alliance = %s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A fold with what it keeps closed.

    `fold.words` is the commitment, its author's receipt; `salt` and `words` are what it
    was made of, None where nothing was said. `key` and `digest` tell a form sent twice.
    `id` is that of the row, a new one each time that something is folded.
    """

    id: str = field(default="", compare=False)
    fold: Fold
    salt: bytes | None
    words: dict[str, str] | None
    key: str = ""
    digest: str = ""


def put(*, alliance: str, folded: Folded) -> None:
    """Keep a fold in place of what its author had folded about the same matter."""
    fold = folded.fold
    about = _about(alliance, fold)
    box = boxes.seal_content(
        _content(folded),
        key=keys.key(scope=alliance, owner=fold.by),
        aad=_bound(alliance, fold.by, about),
        sizes=SIZES,
    )
    before = models.Fold.objects.filter(alliance=alliance, member=fold.by, about=about)
    if not before.update(id=random_id(), box=box):
        models.Fold.objects.create(alliance=alliance, member=fold.by, about=about, box=box)


def take(*, alliance: str, fold: Fold | Unfold) -> None:
    """Let a fold go, opened or taken back."""
    about = _about(alliance, fold)
    models.Fold.objects.filter(alliance=alliance, member=fold.by, about=about).delete()


def of(alliance: str) -> list[Folded]:
    """Every fold of an alliance: for the one writer alone."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_ALLIANCE, [alliance])
        rows = cursor.fetchall()
    return _opened(
        alliance,
        [
            models.Fold(id=id_, alliance=alliance, member=member, about=about, box=box)
            for id_, member, about, box in rows
        ],
    )


def own(*, alliance: str, member: str) -> list[Folded]:
    """What one member has folded: for that member's own pages."""
    return _opened(alliance, models.Fold.objects.filter(alliance=alliance, member=member))


def _opened(alliance: str, found: Iterable[models.Fold]) -> list[Folded]:
    """What lies in these rows; what lost its key is as good as gone."""
    rows = sorted(found, key=lambda row: row.about)
    locks = keys.keys(scope=alliance, owners={row.member for row in rows}) if rows else {}
    return [_read(row, locks[row.member]) for row in rows if row.member in locks]


def _read(row: models.Fold, key: bytes) -> Folded:
    aad = _bound(row.alliance, row.member, row.about)
    content = boxes.unseal_content(bytes(row.box), key=key, aad=aad)
    return Folded(
        id=row.id,
        fold=Fold(
            by=row.member,
            question=content["question"],
            term=content["term"],
            revision=content["revision"],
            declined=content["declined"],
            verdict=content["verdict"] and Verdict(content["verdict"]),
            until=content["until"] and date.fromisoformat(content["until"]),
            leaves=content["leaves"] and date.fromisoformat(content["leaves"]),
            words=content["ref"] and Ref(content["ref"]),
        ),
        salt=content["salt"] and bytes.fromhex(content["salt"]),
        words=content["words"],
        key=content["key"],
        digest=content["digest"],
    )


def _content(folded: Folded) -> dict[str, Any]:
    fold = folded.fold
    return {
        "question": fold.question,
        "term": fold.term,
        "revision": fold.revision,
        "declined": fold.declined,
        "verdict": fold.verdict,
        "until": fold.until and fold.until.isoformat(),
        "leaves": fold.leaves and fold.leaves.isoformat(),
        "ref": fold.words,
        "salt": folded.salt and folded.salt.hex(),
        "words": folded.words,
        "key": folded.key,
        "digest": folded.digest,
    }


def _about(alliance: str, fold: Fold | Unfold) -> str:
    return hidden("fold", alliance, fold.by, fold.question, fold.term, str(fold.revision))


def _bound(alliance: str, member: str, about: str) -> bytes:
    return boxes.bound("fold/v1", alliance, member, about)
