"""Names that only this house can tell: what a private row is about must not show in a copy of the database."""

import hashlib
import hmac

from comity.vault import keyfile


def hidden(purpose: str, *parts: str) -> str:
    """A keyed hash of a name, the same each time."""
    message = b"".join(len(part.encode()).to_bytes(8, "big") + part.encode() for part in parts)
    return hmac.new(keyfile.pepper(purpose.encode()), message, hashlib.sha256).hexdigest()
