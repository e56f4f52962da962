"""`comity export` and `comity verify FILE`, as a host and as somebody without a house types them."""

from __future__ import annotations

import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from house import COMITY, comity, environment_of, run

PAGE = Path(__file__).parents[2] / "docs" / "ledger.md"
HEAD = "dfd334ce01e980f005e0a75c94e5f06d95e69cd0a8ab55558f891c049a6ed61d"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house with the stories in it."""
    home = tmp_path_factory.mktemp("house")
    assert comity("demo", home=home).returncode == 0
    return home


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example on the page, as a file."""
    (export,) = re.findall(r"```jsonl vector\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "history.jsonl").write_text(export, encoding="utf-8")
    return tmp_path / "history.jsonl"


def seat_of(name: str, home: Path) -> tuple[str, str]:
    with closing(sqlite3.connect(home / "comity.sqlite3")) as database:
        found = database.execute("SELECT alliance, member FROM accounts_seat WHERE name = ?", [name]).fetchone()
    return str(found[0]), str(found[1])


def test_a_check_needs_no_house_no_settings_and_no_database(example: Path, tmp_path: Path) -> None:
    nothing = {"DJANGO_SETTINGS_MODULE": "there.is.none", "DATABASE_URL": "mysql://nowhere"}
    environment = environment_of(tmp_path / "nowhere") | nothing

    found = run(COMITY, "verify", example, "--head", HEAD, "--strict", environment=environment)

    assert (found.returncode, found.stderr) == (0, "")
    assert "is sound: 2 entries" in found.stdout
    assert not (tmp_path / "nowhere").exists()


def test_a_check_loads_no_framework() -> None:
    program = "import sys, comity.ledger.checking; sys.exit(any('django' in name for name in sys.modules))"

    assert run(sys.executable, "-c", program, environment=environment_of(Path("nowhere"))).returncode == 0


@pytest.mark.parametrize("arguments", ["{}", "/nowhere.jsonl", "/dev/zero", "--head 1", "--strict", "/", "{} --head 1"])
def test_what_is_not_accepted_is_told_in_one_line(example: Path, tmp_path: Path, arguments: str) -> None:
    raw = example.read_bytes()
    example.write_bytes(raw if "--head" in arguments else raw[:-9])

    found = comity("verify", *arguments.format(example).split(), home=tmp_path)

    assert (found.returncode, found.stderr, len(found.stdout.splitlines())) == (1, "", 1)


def test_a_host_takes_a_history_along_for_a_member(house: Path, tmp_path: Path) -> None:
    alliance, member = seat_of("Sarah", house)
    file = tmp_path / "history.jsonl"

    by_name = comity("export", alliance, "Sarah", "-o", str(file), home=house)
    by_id = comity("export", alliance, member, home=house)
    again = comity("export", alliance, member, "-o", str(file), home=house)

    assert (by_name.returncode, by_name.stdout, by_id.returncode) == (0, "", 0)
    assert file.stat().st_mode & 0o077 == 0
    assert by_id.stdout.splitlines()[1:-1] == file.read_text(encoding="utf-8").splitlines()[1:-1]
    assert comity("verify", str(file), "--strict", home=tmp_path).returncode == 0
    assert (again.returncode, "is there already" in again.stdout) == (1, True)


@pytest.mark.parametrize("arguments", ["{0} Nobody", "nowhere Sarah", "{0} " + "0" * 32, "{0} {1} -o /no/where"])
def test_a_host_is_told_in_one_line_why_nothing_is_taken_along(house: Path, arguments: str) -> None:
    found = comity("export", *arguments.format(*seat_of("Sarah", house)).split(), home=house)

    assert (found.returncode, found.stderr, len(found.stdout.splitlines())) == (1, "", 1)
