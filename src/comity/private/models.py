"""Rows of one person alone: what is typed and not sealed, what is sealed and not opened.

No row says when it was written, how long it is, or what it is about: the names of what
they belong to are keyed hashes, all boxes have one size, and the keys are random.
"""

from __future__ import annotations

from django.db import models

from comity.vault.models import random_id


class Draft(models.Model):
    """What a person is still writing."""

    id = models.CharField(primary_key=True, max_length=32, default=random_id, editable=False)
    person = models.CharField(max_length=32)
    about = models.CharField(max_length=64)
    box = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "about"], name="one_draft_a_matter")]


class Fold(models.Model):
    """A sealed answer, "I'd rather not say", or verdict, until it opens; which of them lies in the box."""

    id = models.CharField(primary_key=True, max_length=32, default=random_id, editable=False)
    alliance = models.CharField(max_length=32)
    member = models.CharField(max_length=32)
    about = models.CharField(max_length=64)
    box = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "member", "about"], name="one_fold_a_member_and_matter")
        ]
