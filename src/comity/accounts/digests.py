"""Secrets are kept as keyed digests: without the key file nobody can even try to guess them."""

from __future__ import annotations

import hashlib
import hmac

from comity.vault.keyfile import pepper


def keyed(purpose: bytes, secret: str) -> str:
    """The digest under which a secret is kept; no secret of one purpose fits another."""
    return keyed_bytes(purpose, secret).hex()


def keyed_bytes(purpose: bytes, secret: str) -> bytes:
    """The bytes of that digest, where something is drawn from them."""
    return hmac.new(pepper(purpose), secret.encode("utf-8", "replace"), hashlib.sha256).digest()
