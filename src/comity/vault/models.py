"""Data keys: one for each author in each alliance, one for each alliance, one for each person's drafts."""

from __future__ import annotations

import uuid

from django.db import models


def random_id() -> str:
    """A primary key that tells neither order nor time."""
    return uuid.uuid4().hex


class DataKey(models.Model):
    """A key that encrypts words, itself wrapped by a key of the key file.

    Erasing it makes everything under it unreadable for good, whatever copies there are.
    """

    id = models.CharField(primary_key=True, max_length=32, default=random_id, editable=False)
    scope = models.CharField(max_length=32, blank=True, default="")
    owner = models.CharField(max_length=32, blank=True, default="")
    wrapped = models.BinaryField()
    version = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "owner"], name="one_key_an_owner_and_scope")]
