"""One table of all figures: `python -m bench`, on SQLite and on a PostgreSQL made for the occasion.

`--small` takes less than a minute, on SQLite alone. Nothing here fails because of a figure.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.table import table

ON_POSTGRESQL = ["pg_virtualenv", "-t", "-o", "fsync=on", "-o", "log_min_messages=panic", "bash", "-c"]
# The variables are those that pg_virtualenv sets.
WITH_ITS_ADDRESS = 'DATABASE_URL="postgresql://$PGUSER:$PGPASSWORD@$PGHOST:$PGPORT/$PGDATABASE" exec "$@"'


def main(*, small: bool) -> None:
    """Measure, and print."""
    if shutil.which("wrk") is None:
        raise SystemExit("bench: not run: wrk is missing (on Debian: apt-get install wrk)")
    with tempfile.TemporaryDirectory() as folder:
        told = {"SQLite": _measured(Path(folder) / "sqlite.json", [], small=small)}
        if not small and shutil.which("pg_virtualenv"):
            on_postgresql = [*ON_POSTGRESQL, WITH_ITS_ADDRESS, "bench"]
            told["PostgreSQL"] = _measured(Path(folder) / "postgresql.json", on_postgresql, small=small)
    print(table({name: figures for name, figures in told.items() if figures}))  # noqa: T201 (this is what it is for)
    if missing := [name for name, figures in told.items() if figures is None]:
        raise SystemExit(f"bench: could not be measured: {', '.join(missing)}")


def _measured(target: Path, within: list[str], *, small: bool) -> dict[str, Any] | None:
    """The figures on one database; None where something broke, which has been told by then."""
    command = [*within, sys.executable, "-m", "bench.once", str(target), *(["--small"] if small else [])]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("COMITY_", "DATABASE_"))}
    kept = {name: value for name, value in os.environ.items() if name == "COMITY_BENCH_DIR"}
    subprocess.run(command, env=clean | kept, check=False, stdout=sys.stderr, timeout=900)  # noqa: S603
    return json.loads(target.read_text()) if target.exists() else None


if __name__ == "__main__":
    main(small="--small" in sys.argv)
