"""Every setting of the house, all from the environment; `comity doctor` explains each.

Importing this module writes nothing: what is missing is made by `comity run` and `comity serve`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

# SQLite 3.7.0 to 3.51.2 can corrupt a database when a WAL is reset, and many systems ship such
# a version. Where a wheel brings a newer one it stands in for the built-in module. This has to
# happen before Django imports its database backend, and it happens here only.
try:
    import pysqlite3.dbapi2

    sys.modules |= {"sqlite3": pysqlite3, "sqlite3.dbapi2": pysqlite3.dbapi2}
except ImportError:
    pass


def database_from(url: str, home: Path) -> dict[str, Any]:
    """Return Django's settings for a DATABASE_URL; an empty one means SQLite under the home."""
    parts = urlsplit(url)
    if not url:
        return sqlite_at(home / "comity.sqlite3")
    if parts.scheme == "sqlite":
        # sqlite:///var/x is below the working directory, sqlite:////srv/x is from the root.
        return sqlite_at(Path(unquote(parts.path[1:])))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:/// or postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        # Each of the server's threads keeps its connection, and asks whether it still lives.
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite_at(path: Path) -> dict[str, Any]:
    """Return Django's settings for an SQLite file that loses nothing it has acknowledged."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A transaction that begins as a reader and then writes is refused under load.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                "PRAGMA foreign_keys=ON; PRAGMA journal_size_limit=27103364;"
            ),
        },
    }


def secret_from(environment: str, file: Path) -> str:
    """Return the secret that signs cookies: given, kept in the home, or one for this run only."""
    if environment:
        return environment
    return file.read_text(encoding="ascii").strip() if file.is_file() else get_random_secret_key()


# The host's own choices

COMITY_HOME = Path(os.environ.get("COMITY_HOME") or "var")
COMITY_ORIGIN = (os.environ.get("COMITY_ORIGIN") or "http://localhost:8000").rstrip("/")
COMITY_KEY_FILE = Path(os.environ.get("COMITY_KEY_FILE") or COMITY_HOME / "key")
COMITY_SECRET_FILE = COMITY_HOME / "secret"
COMITY_HELP_LINES = os.environ.get("COMITY_HELP_LINES", "")
# Whether a click makes one a person of a story. `comity run` switches it on.
COMITY_STORIES = os.environ.get("COMITY_STORIES") == "1"
# `comity serve` sets this for its workers, once it has collected the static files.
COMITY_BUILT_FILES = os.environ.get("COMITY_BUILT_FILES") == "1"

HTTPS = COMITY_ORIGIN.startswith("https://")
SITE_HOST = urlsplit(COMITY_ORIGIN).hostname or "localhost"

# Django

SECRET_KEY = secret_from(os.environ.get("COMITY_SECRET_KEY", ""), COMITY_SECRET_FILE)
ALLOWED_HOSTS = [SITE_HOST] if HTTPS else [SITE_HOST, "localhost"]
CSRF_TRUSTED_ORIGINS = [COMITY_ORIGIN]
ROOT_URLCONF = "comity.urls"
APPEND_SLASH = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": database_from(os.environ.get("DATABASE_URL", ""), COMITY_HOME)}

INSTALLED_APPS = [
    "comity.checks.House",
    "comity.vault",
    "comity.accounts",
    "comity.private",
    "comity.ledger",
    "comity.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "comity.web.middleware.discretion",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "comity.web.middleware.own_zone",
    "comity.web.middleware.KeyFile",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

# Shared by all workers: the rate limits count in it, and Django's 300 entries would soon forget them.
DATABASE_CACHE = "django.core.cache.backends.db.DatabaseCache"
CACHES = {
    "default": {"BACKEND": DATABASE_CACHE, "LOCATION": "comity_cache", "OPTIONS": {"MAX_ENTRIES": 100_000}},
}

# Who signs in: a code in an e-mail, never a password

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["comity.accounts.signing_in.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_ADAPTER = "comity.accounts.mailed_codes.Adapter"
ACCOUNT_FORMS = {
    "confirm_login_code": "comity.accounts.mailed_codes.ConfirmCode",
    "confirm_email_verification_code": "comity.accounts.mailed_codes.ConfirmAddress",
}
ACCOUNT_CHANGE_EMAIL = True  # one address a person
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

# Mail: smtp+tls://name:password@host:587; without it nothing is sent

MAIL = urlsplit(os.environ.get("COMITY_MAIL_URL") or "dummy://")
COMITY_HAS_MAIL = MAIL.scheme in {"smtp", "smtp+tls", "smtps"}
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if COMITY_HAS_MAIL else 'dummy'}.EmailBackend"
EMAIL_HOST = MAIL.hostname or "localhost"
EMAIL_PORT = MAIL.port or {"smtp+tls": 587, "smtps": 465}.get(MAIL.scheme, 25)
EMAIL_HOST_USER = unquote(MAIL.username or "")
EMAIL_HOST_PASSWORD = unquote(MAIL.password or "")
EMAIL_USE_TLS = MAIL.scheme == "smtp+tls"
EMAIL_USE_SSL = MAIL.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("COMITY_MAIL_FROM") or f"comity@{SITE_HOST}"

# Cookies and headers; `__Host-` only under https, since some browsers drop such cookies under http

SESSION_ENGINE = "comity.accounts.sessions"
SESSION_COOKIE_AGE = 30 * 24 * 60 * 60
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "comity.web.views.errors.not_sent"
LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # the host's other names are not ours to bind to https
    "security.W021",  # nor is the list that browsers ship
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **{key: [NONE] for key in ["default-src", "frame-ancestors", "base-uri", "object-src"]},
        **{key: [SELF] for key in ["script-src", "style-src", "font-src", "connect-src"]},
        **{key: [SELF] for key in ["form-action", "manifest-src"]},
        "img-src": [SELF, "data:"],
    }
}

# Language and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("en-us", "English (United States)")]
FORMAT_MODULE_PATH = ["comity.web.formats"]
TIME_ZONE = os.environ.get("COMITY_TIME_ZONE") or "UTC"

# Static files: read where they lie; for a host, collected under hashed names

STATIC_URL = "/static/"
STATIC_ROOT = COMITY_HOME / "static"
WHITENOISE_USE_FINDERS = not COMITY_BUILT_FILES
WHITENOISE_AUTOREFRESH = not COMITY_BUILT_FILES
HASHED_NAMES = "whitenoise.storage.CompressedManifestStaticFilesStorage"
PLAIN_NAMES = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {"staticfiles": {"BACKEND": HASHED_NAMES if COMITY_BUILT_FILES else PLAIN_NAMES}}

# Logs: no content, no addresses of pages, no query strings, at any level

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "comity.web.discreet_log.DiscreetFormatter"}},
    "handlers": {"screen": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["screen"], "level": os.environ.get("COMITY_LOG_LEVEL") or "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        # These would write values of queries, addresses that people ask for, and what a visitor gets wrong.
        **{name: {"level": "WARNING"} for name in ["django.db.backends", "django.template", "watchfiles"]},
        **{name: {"level": "ERROR"} for name in ["django.request", "django.security.csrf"]},
        **{name: {"level": "CRITICAL"} for name in ["django.security.DisallowedHost", "uvicorn.access"]},
    },
}
