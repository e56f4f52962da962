"""Data keys: found, made when first needed, forgotten, wrapped anew."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from django.conf import settings

from comity.vault import keyfile
from comity.vault.boxes import bound
from comity.vault.models import DataKey

OF_ALL = ""
"""The owner of an alliance's own key, for wording that was ever agreed."""

NO_ALLIANCE = ""
"""The scope of a person's own key, for drafts."""


def key(*, scope: str, owner: str) -> bytes:
    """The data key of an owner in a scope, made if there is none yet."""
    row = DataKey.objects.filter(scope=scope, owner=owner).first()
    return _unwrapped(row or _made(scope=scope, owner=owner))


def keys(*, scope: str, owners: Iterable[str]) -> dict[str, bytes]:
    """The data keys of these owners in a scope by owner; whoever has none is missing."""
    return {row.owner: _unwrapped(row) for row in DataKey.objects.filter(scope=scope, owner__in=set(owners))}


def check() -> None:
    """Raise `KeyFileTrouble` where the key file is not the one that this house was written under."""
    row = DataKey.objects.first()
    if row is not None:
        _unwrapped(row)


def forget(*, scope: str, owner: str) -> None:
    """Erase a data key, and with it whatever lies under it."""
    DataKey.objects.filter(scope=scope, owner=owner).delete()


def rewrap() -> int:
    """Wrap every data key that an older key wrapped under the newest; the number of those."""
    turned = 0
    for row in DataKey.objects.exclude(version=keyfile.ring().newest).iterator(chunk_size=500):
        wrapped = _wrapped(_unwrapped(row), scope=row.scope, owner=row.owner)
        turned += DataKey.objects.filter(pk=row.pk, version=row.version).update(**wrapped)
    return turned


def _made(*, scope: str, owner: str) -> DataKey:
    check()  # what is written under another house's file could never be read beside the rest
    wrapped = _wrapped(secrets.token_bytes(keyfile.KEY_BYTES), scope=scope, owner=owner)
    row, _new = DataKey.objects.get_or_create(scope=scope, owner=owner, defaults=wrapped)
    return row


def _wrapped(plain: bytes, *, scope: str, owner: str) -> dict[str, bytes | int]:
    ring = keyfile.ring()
    return {"wrapped": ring.wrap(plain, aad=bound("key/v1", scope, owner)), "version": ring.newest}


def _unwrapped(row: DataKey) -> bytes:
    return unwrapped(row.wrapped, scope=row.scope, owner=row.owner, version=row.version)


def unwrapped(wrapped: bytes | memoryview, *, scope: str, owner: str, version: int) -> bytes:
    """The data key that lies in a row, for whoever has read it together with what lies under it."""
    aad = bound("key/v1", scope, owner)
    if version not in keyfile.ring().keys:
        keyfile.ring_at.cache_clear()  # another process may have renewed the key file
    try:
        return keyfile.ring().unwrap(bytes(wrapped), version=version, aad=aad)
    except (KeyError, InvalidTag):
        raise keyfile.KeyFileTrouble("foreign", Path(settings.COMITY_KEY_FILE)) from None
