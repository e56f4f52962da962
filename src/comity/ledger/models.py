"""The stored ledger: entries that are never changed, words that can go, and what is derived from them."""

from __future__ import annotations

from django.db import models


class Ledger(models.Model):
    """One alliance's ledger; its row is the lock under which everything of the alliance is written."""

    alliance = models.CharField(primary_key=True, max_length=32)
    seq = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64)


class Entry(models.Model):
    """One entry, as the canonical bytes that were hashed; triggers refuse any update and deletion."""

    pk = models.CompositePrimaryKey("ledger_id", "seq")
    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, db_column="alliance", db_index=False)
    seq = models.PositiveIntegerField()
    body = models.BinaryField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(seq__gte=1), name="entries_begin_at_one")]


class Words(models.Model):
    """One author's piece of words beside the entry that commits to it; deleting the row erases it.

    `owner` says whose data key the box is under: the author's, or nobody's, which is the
    alliance's own, for wording that was ever agreed.
    """

    pk = models.CompositePrimaryKey("ledger_id", "commitment")
    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, db_column="alliance", db_index=False)
    commitment = models.CharField(max_length=64)
    seq = models.PositiveIntegerField()
    author = models.CharField(max_length=32)
    type = models.CharField(max_length=64)
    owner = models.CharField(max_length=32, blank=True)
    box = models.BinaryField()


class Repeat(models.Model):
    """That a command was recorded, and where, so that the same one sent again is not recorded again.

    `digest` is a keyed hash of who sent what: neither can be told from the row.
    """

    pk = models.CompositePrimaryKey("ledger_id", "key")
    ledger = models.ForeignKey(Ledger, on_delete=models.PROTECT, db_column="alliance", db_index=False)
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()


class Membership(models.Model):
    """Who is in which alliance: derived from the entries, and made anew from them at any time."""

    pk = models.CompositePrimaryKey("alliance", "member")
    alliance = models.CharField(max_length=32)
    member = models.CharField(max_length=32)
    part = models.CharField(max_length=16)
    here = models.CharField(max_length=16)
