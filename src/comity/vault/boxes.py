"""Boxes: text at rest, encrypted under a data key and padded so that its length does not show."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SIZES = (1024, 4096, 16384)
"""The lengths that words on record are padded to before they are encrypted (F6)."""

FORM = b"\x01"
NONCE_BYTES = 12
LENGTH_BYTES = 4


class TooLarge(ValueError):
    """More than the largest size holds; limits are checked long before, so nobody should meet this."""


class Unopenable(Exception):
    """A box that does not open: another key, another place, or changed bytes."""


def seal(plain: bytes, *, key: bytes, aad: bytes, sizes: tuple[int, ...] = SIZES) -> bytes:
    """Put bytes into a box that opens only with this key and this additional data."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return FORM + nonce + AESGCM(key).encrypt(nonce, _pad(plain, sizes), aad)


def unseal(box: bytes, *, key: bytes, aad: bytes) -> bytes:
    """Take the bytes out of a box again."""
    form, nonce, locked = box[:1], box[1 : 1 + NONCE_BYTES], box[1 + NONCE_BYTES :]
    if form != FORM:
        raise Unopenable
    try:
        padded = AESGCM(key).decrypt(nonce, locked, aad)
    except InvalidTag:
        raise Unopenable from None
    length = int.from_bytes(padded[:LENGTH_BYTES], "big")
    return padded[LENGTH_BYTES : LENGTH_BYTES + length]


def seal_content(content: Mapping[str, Any], *, key: bytes, aad: bytes, sizes: tuple[int, ...] = SIZES) -> bytes:
    """Put a JSON object into a box."""
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return seal(plain, key=key, aad=aad, sizes=sizes)


def unseal_content(box: bytes, *, key: bytes, aad: bytes) -> dict[str, Any]:
    """Take a JSON object out of a box again."""
    content: dict[str, Any] = json.loads(unseal(box, key=key, aad=aad))
    return content


def bound(purpose: str, *parts: str) -> bytes:
    """Additional data that ties a box to its purpose and place; no part may hold a line break."""
    return "\n".join([f"comity/{purpose}", *parts]).encode()


def _pad(plain: bytes, sizes: tuple[int, ...]) -> bytes:
    needed = LENGTH_BYTES + len(plain)
    for size in sizes:
        if needed <= size:
            return len(plain).to_bytes(LENGTH_BYTES, "big") + plain + bytes(size - needed)
    raise TooLarge
