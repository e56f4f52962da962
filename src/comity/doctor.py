"""The examination of a house: every setting explained, and what is wrong with what to do about it."""

from __future__ import annotations

import os
from collections.abc import Callable

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import connection

SETTINGS = {
    "COMITY_HOME": "the folder for the database, the key file and the collected files (var)",
    "COMITY_ORIGIN": "the address people type; https switches on secure cookies (http://localhost:8000)",
    "COMITY_KEY_FILE": "the key that opens the words; keep a copy apart from the database (key, in the home)",
    "COMITY_SECRET_KEY": "signs cookies; without it one is made and kept in the home",
    "DATABASE_URL": "sqlite:///path or postgresql://name:password@host/database (SQLite, in the home)",
    "COMITY_TIME_ZONE": "the zone for readers who have named none (UTC)",
    "COMITY_MAIL_URL": "smtp://, smtp+tls:// or smtps://name:password@host; without it no mail is sent",
    "COMITY_MAIL_FROM": "the sender of mail (comity@ the host's name)",
    "COMITY_HELP_LINES": "local help for those who are not free to say no: lines of text with ; between them",
    "COMITY_STORIES": "1 lets any visitor become a person of the three stories (`comity run` sets it)",
    "COMITY_LOG_LEVEL": "how much is logged; content never is (INFO)",
    "PORT": "the port to listen on (8000)",
}
SECRET = {"COMITY_SECRET_KEY", "COMITY_MAIL_URL", "DATABASE_URL"}


def examine(write: Callable[[str], None]) -> int:
    """Write what is set and what is found; return how many things keep the house from opening."""
    write("Settings (in brackets: what holds when a variable is not set)")
    for name, meaning in SETTINGS.items():
        write(f"  {name} = {shown(name)}\n      {meaning}")
    write(f"Database: {connection.vendor}, {version_of_database()}")
    write(f"Mail: {'sent through ' + settings.EMAIL_HOST if settings.COMITY_HAS_MAIL else 'not sent'}")
    found = [message for message in run_checks() if not message.is_silenced()]
    for message in found:
        write(f"{'WRONG' if message.is_serious(ERROR) else 'Mind'}: {message.msg} ({message.id})\n      {message.hint}")
    if not found:
        write("Nothing is wrong.")
    return sum(message.is_serious(ERROR) for message in found)


def shown(name: str) -> str:
    """Return a variable's value for the eye; a secret only as being there."""
    value = os.environ.get(name)
    if not value:
        return "not set"
    return "set, and not shown" if name in SECRET else value


def version_of_database() -> str:
    """Return the version of the database's own software."""
    if connection.vendor == "sqlite":
        from sqlite3 import sqlite_version

        return sqlite_version
    return ".".join(map(str, connection.get_database_version()))
