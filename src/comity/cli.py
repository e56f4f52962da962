"""The command line: `comity run` for the maker, `comity serve` for a host, and what looks after a house."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from comity.server import HERE, serve_afresh

# Django and all that needs it is imported inside the functions: first the settings have to be
# found, and `comity --help` should not wait for them.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.settings")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="comity", message="%(package)s %(version)s")
def main() -> None:
    """A private place where people decide together how they want to be with each other."""
    # Whatever is written is the owner's alone, the database above all.
    os.umask(0o077)


@main.command()
@click.option("--port", default=8000, envvar="PORT", show_default=True, help="Where to listen on localhost.")
def run(port: int) -> None:
    """Make everything ready, the three stories in it, and serve it on this machine."""
    os.environ.setdefault("COMITY_ORIGIN", f"http://localhost:{port}")
    os.environ.setdefault("COMITY_STORIES", "1")
    prepare()
    lay_stories()
    sources = str(Path(__file__).parent)
    welcome = f"open http://localhost:{port} (Ctrl-C stops it; changed sources are read anew)"
    listen(welcome, port=port, reload=True, reload_dirs=[sources], reload_includes=["*.html", "*.toml"])


@main.command()
@click.option("--host", default=HERE, show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, envvar="PORT", show_default=True, help="The port to listen on.")
@click.option("--workers", default=2, show_default=True, help="How many processes answer.")
def serve(host: str, port: int, workers: int) -> None:
    """Make everything ready and serve it to others, behind a proxy with TLS."""
    os.environ["COMITY_BUILT_FILES"] = "1"
    prepare()
    collect()
    welcome = f"listening on {host}:{port} with {workers} worker{'s' * (workers != 1)}"
    listen(welcome, host=host, port=port, workers=workers)


@main.command()
def demo() -> None:
    """Lay the three stories into this house."""
    prepare()
    lay_stories()


@main.command()
@click.argument("alliance")
@click.argument("member")
@click.option("-o", "--output", metavar="FILE", help="Where to write it; without it, to what follows.")
def export(alliance: str, member: str, output: str | None) -> None:
    """Write what MEMBER, by name or id, may take along of ALLIANCE: its history with the words theirs to read."""
    with plain_words():
        set_up()
        from comity.exports.history import write_history

        trouble = write_history(alliance=alliance, member=member, output=output)
    if trouble:
        stop(trouble)


@main.command()
@click.argument("file", required=False)
@click.option("--head", help="Words or 64 digits that you kept: one entry of FILE must have them.")
@click.option("--strict", is_flag=True, help="Ask also whether the entries of FILE are in canonical form.")
def verify(file: str | None, head: str | None, strict: bool) -> None:
    """Check every ledger of this house; or one export, FILE, wherever it is: that needs no house."""
    if file is not None:
        from comity.ledger import checking

        sys.exit(0 if checking.tell(file, head=head, strict=strict, write=tell) else 1)
    if head is not None or strict:
        stop("--head and --strict are about a FILE: name it.")
    with plain_words():
        set_up()
        from comity.ledger.verify import verify_house

        faults = verify_house(click.echo)
    sys.exit(1 if faults else 0)


@main.command()
def forget() -> None:
    """Forget guests who cannot come back, with all they wrote; a host runs it daily."""
    with plain_words():
        set_up()
        from comity.web.forgetting import forget_the_lost

        tell(f"{forget_the_lost()} forgotten")


@main.command()
def doctor() -> None:
    """Explain each setting, and say what is wrong and what to do about it."""
    with plain_words():
        set_up()
        from comity.doctor import examine

        sick = examine(click.echo)
    sys.exit(1 if sick else 0)


def prepare() -> None:
    """Make the home, its secrets and its tables; stop with one clear line where that cannot be."""
    with plain_words():
        set_up()
        make_home()
        refuse_to_start_with_errors()
        make_tables()
        from comity.web.forgetting import forget_the_lost

        forget_the_lost()


def set_up() -> None:
    """Read the settings and load the applications."""
    import django

    try:
        django.setup()
    except ValueError as error:
        stop(f"a setting cannot be read: {error}. `comity --help` and docs/operate.md name them.")


def make_home() -> None:
    """Make what lies in the home and is not there: the folder, the key file, the cookies' secret."""
    from django.conf import settings

    from comity.checks import has_data_keys
    from comity.vault import keyfile

    settings.COMITY_HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not settings.COMITY_KEY_FILE.exists() and not has_data_keys():
        keyfile.create(settings.COMITY_KEY_FILE)
        tell(f"made the key file {settings.COMITY_KEY_FILE}: keep a copy of it, apart from the database")
    if not os.environ.get("COMITY_SECRET_KEY") and not settings.COMITY_SECRET_FILE.exists():
        with os.fdopen(os.open(settings.COMITY_SECRET_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(settings.SECRET_KEY)


def refuse_to_start_with_errors() -> None:
    """Stop where a check finds an error; tell of what it only warns of."""
    from django.core.checks import ERROR, run_checks

    found = run_checks()
    for message in found:
        if not message.is_silenced():
            tell(f"{message.msg} {message.hint or ''} ({message.id})".replace("\n", " "))
    if any(message.is_serious(ERROR) and not message.is_silenced() for message in found):
        sys.exit(1)


def make_tables() -> None:
    """Bring the database to the present form."""
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["default"])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        tell(f"bringing the database to its present form ({len(waiting)} steps)")
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    call_command("createcachetable", verbosity=0)


def collect() -> None:
    """Collect the static files under names that change with their content."""
    from django.core.management import call_command

    with plain_words():
        call_command("collectstatic", verbosity=0, interactive=False, clear=True, skip_checks=True)


def lay_stories() -> None:
    """Have the stories made by the real commands, those that are not there yet."""
    with plain_words():
        from comity.demo import stories

        stories.lay()


def listen(welcome: str, **options: Any) -> NoReturn:
    """Serve until told to stop, where the port is free."""
    from django.db import connections

    host, port = options.get("host", HERE), options["port"]
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError as error:
            stop(f"port {port} cannot be had ({error.strerror}): choose another with PORT or --port.")
    connections.close_all()
    tell(welcome)
    serve_afresh(**options)


@contextmanager
def plain_words() -> Iterator[None]:
    """Turn what a host can mend into one line, instead of a traceback."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError

    from comity.vault.keyfile import KeyFileTrouble

    try:
        yield
    except ImproperlyConfigured as error:
        stop(f"{error} `comity doctor` explains the settings.")
    except KeyFileTrouble as trouble:
        stop(f"the key file {trouble.path} cannot be used ({trouble.code}). `comity doctor` says what to do.")
    except OperationalError as error:
        stop(f"the database cannot be used: {str(error).splitlines()[0]}. Check DATABASE_URL and COMITY_HOME.")
    except OSError as error:
        stop(f"{error.strerror}: {error.filename}. Check COMITY_HOME.")


def stop(sentence: str) -> NoReturn:
    """Say why nothing was started."""
    tell(sentence)
    sys.exit(1)


def tell(sentence: str) -> None:
    """Print one line of progress at once."""
    click.echo(f"comity: {sentence}")
    sys.stdout.flush()
