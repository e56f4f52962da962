"""What must be so before the house opens, each with what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Caution
from django.db import DatabaseError, connection

from comity.vault.keyfile import KeyFileTrouble, load

FIRST_SOUND_SQLITE = (3, 51, 3)

KEY_FILE_TROUBLES = {
    "missing": ("comity.E001", "The key file {path} is missing, and the words kept here cannot be read without it.",
                "Put the key file back from where you keep its copy, or set COMITY_KEY_FILE to where it is."),
    "readable_by_others": ("comity.E002", "The key file {path} can be read by others on this machine.",
                           "Run: chmod 600 {path}"),
    "not_a_file": ("comity.E003", "The key file {path} is not a file.", "Set COMITY_KEY_FILE to the key file."),
    "unreadable": ("comity.E004", "The key file {path} cannot be read by the one who runs Comity.",
                   "Give the file, and the folders above it, to the one who runs Comity."),
    "damaged": ("comity.E005", "The key file {path} is damaged.", "Put it back from where you keep its copy."),
    "foreign": ("comity.E008", "The key file {path} belongs to another house: it does not open what is kept here.",
                "Put back the key file that this database was written under, or set COMITY_KEY_FILE to it."),
}  # fmt: skip


class House(AppConfig):
    """The house as a whole: it has no tables, it only brings these checks."""

    name = "comity"
    label = "house"
    default = False


@register
def key_file(**_: Any) -> list[CheckMessage]:
    """The key file must be there, whole, and its owner's alone; a new house has none yet."""
    try:
        load(settings.COMITY_KEY_FILE)
        if has_data_keys():
            from comity.vault import keys  # its models are not there yet when this module is read

            keys.check()
    except KeyFileTrouble as trouble:
        if trouble.code == "missing" and not has_data_keys():
            return []
        code, sentence, hint = KEY_FILE_TROUBLES[trouble.code]
        path = trouble.path
        return [Error(sentence.format(path=path), hint=hint.format(path=path), id=code)]
    return []


@register
def origin(**_: Any) -> list[CheckMessage]:
    """The origin must be a whole address: cookies, links and passkeys hang on it."""
    given = settings.COMITY_ORIGIN
    scheme, name, *rest = urlsplit(given)
    if scheme not in {"http", "https"} or not name or any(rest):
        hint = "Write it as https://comity.example.org, with nothing after the name."
        return [Error(f"COMITY_ORIGIN is not an origin: {given}", hint=hint, id="comity.E006")]
    if scheme == "http" and settings.SITE_HOST != "localhost":
        hint = "Put a proxy with TLS in front and set COMITY_ORIGIN to its https:// address."
        return [Caution(f"{given} sends everything in the clear.", hint=hint, id="comity.W001")]
    return []


@register
def sqlite(**_: Any) -> list[CheckMessage]:
    """SQLite must be new enough, and its write-ahead log really on."""
    if connection.vendor != "sqlite":
        return []
    return [*sqlite_version(), *sqlite_wal()]


def sqlite_version() -> list[CheckMessage]:
    """Warn of a version that can corrupt a database when its log is reset."""
    from sqlite3 import sqlite_version, sqlite_version_info

    if sqlite_version_info >= FIRST_SOUND_SQLITE:
        return []
    hint = "Install pysqlite3 where it has a wheel for this machine, or use PostgreSQL through DATABASE_URL."
    text = f"SQLite {sqlite_version} has a rare fault that can damage a database."
    return [Caution(text, hint=hint, id="comity.W002")]


def sqlite_wal() -> list[CheckMessage]:
    """Refuse a folder, such as one on a network, where the write-ahead log cannot be switched on."""
    mode = first_value("PRAGMA journal_mode")
    if mode in {"wal", "memory", None}:
        return []
    hint = "Put COMITY_HOME on a disk of this machine: not NFS, SMB or a shared folder."
    return [Error(f"SQLite's write-ahead log is not on (it says {mode}).", hint=hint, id="comity.E007")]


def has_data_keys() -> bool:
    """Say whether words were ever kept here; a database that is not there yet has none."""
    return bool(first_value("SELECT 1 FROM vault_datakey LIMIT 1"))


def first_value(query: str) -> Any:
    """Return the one value that a query gives, or None where the database or its table is missing."""
    # Asking SQLite would make the file.
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file():
        return None
    try:
        with connection.cursor() as cursor:
            cursor.execute(query)
            row = cursor.fetchone()
    except DatabaseError:
        return None
    return row[0] if row else None
