"""The key file: the one secret of a house, outside its database and its backups.

A text file: a first line that names its form, then one line a key, `<version> <32 bytes
in base64url>`. The newest key wraps what is written from now on, the older ones still
open what they once wrapped, and the first is also what peppers are drawn from: it stays
in the file for good.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import stat
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

HEADER = "comity keys v1"
KEY_BYTES = 32
NONCE_BYTES = 12


class KeyFileTrouble(Exception):
    """The key file cannot be used: a code and its path.

    missing, not_a_file, readable_by_others, unreadable, damaged; foreign: a good file,
    and not the one that this database was written under.
    """

    def __init__(self, code: str, path: Path) -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """The keys of a key file by version; none of them shows in a repr or a traceback."""

    keys: dict[int, bytes] = field(repr=False)

    @property
    def newest(self) -> int:
        return max(self.keys)

    @property
    def first(self) -> bytes:
        return self.keys[min(self.keys)]

    def wrap(self, key: bytes, *, aad: bytes) -> bytes:
        """Lock a data key under the newest key."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(self.keys[self.newest]).encrypt(nonce, key, aad)

    def unwrap(self, wrapped: bytes, *, version: int, aad: bytes) -> bytes:
        """Unlock a data key with the key that wrapped it."""
        nonce, locked = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        return AESGCM(self.keys[version]).decrypt(nonce, locked, aad)


def create(path: Path) -> Ring:
    """Make a key file with one new key, readable by its owner alone; an existing file is never overwritten."""
    made = Ring(keys={1: secrets.token_bytes(KEY_BYTES)})
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = _write_beside(path, made)
    try:
        os.link(beside, path)
    finally:
        beside.unlink()
    _settle(path.parent)
    return made


def renew(path: Path) -> Ring:
    """Put one more key into the file; from then on it is the one that wraps."""
    present = load(path)
    grown = Ring(keys={**present.keys, present.newest + 1: secrets.token_bytes(KEY_BYTES)})
    _write_beside(path, grown).replace(path)
    _settle(path.parent)
    ring_at.cache_clear()
    return grown


def load(path: Path) -> Ring:
    """Read a key file, refusing one that is not as safe as it should be."""
    try:
        about = path.stat()
    except FileNotFoundError:
        raise KeyFileTrouble("missing", path) from None
    except OSError:
        raise KeyFileTrouble("unreadable", path) from None
    if not stat.S_ISREG(about.st_mode):
        raise KeyFileTrouble("not_a_file", path)
    if os.name == "posix" and about.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyFileTrouble("readable_by_others", path)
    try:
        return _parse(path.read_bytes())
    except OSError:
        raise KeyFileTrouble("unreadable", path) from None
    except (ValueError, binascii.Error):
        raise KeyFileTrouble("damaged", path) from None


def ring() -> Ring:
    """The ring of this house, read once."""
    return ring_at(Path(settings.COMITY_KEY_FILE))


@lru_cache(maxsize=4)
def ring_at(path: Path) -> Ring:
    """The ring of a path, read once."""
    return load(path)


def pepper(purpose: bytes) -> bytes:
    """32 bytes for keyed hashes of one purpose, the same for the life of the house."""
    info = b"comity/pepper/v1\0" + purpose
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(ring().first)


def _parse(content: bytes) -> Ring:
    header, *lines = content.decode("ascii").splitlines()[:1000] or [""]
    if header != HEADER:
        raise ValueError("not a key file")
    keys: dict[int, bytes] = {}
    for version, text in (line.split() for line in lines if line.strip()):
        key = base64.b64decode(text, altchars=b"-_", validate=True)
        if len(key) != KEY_BYTES or int(version) < 1 or int(version) in keys:
            raise ValueError("not a key")
        keys[int(version)] = key
    if not keys:
        raise ValueError("no key")
    return Ring(keys=keys)


def _write_beside(path: Path, ring: Ring) -> Path:
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    lines = [f"{version} {base64.urlsafe_b64encode(key).decode()}" for version, key in sorted(ring.keys.items())]
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write("\n".join([HEADER, *lines, ""]))
        file.flush()
        os.fsync(file.fileno())
    return beside


def _settle(folder: Path) -> None:
    """Make the directory entry durable, where the system has such a thing."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
