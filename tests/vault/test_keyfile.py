"""The key file: made once, read strictly, grown by rotation."""

import stat
from pathlib import Path

import pytest

from comity.vault import keyfile
from comity.vault.keyfile import KeyFileTrouble


def test_a_new_key_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    made = keyfile.create(tmp_path / "key")

    mode = stat.S_IMODE((tmp_path / "key").stat().st_mode)

    assert mode == 0o600
    assert keyfile.load(tmp_path / "key") == made
    assert list(tmp_path.iterdir()) == [tmp_path / "key"]


def test_an_existing_key_file_is_never_overwritten(tmp_path: Path) -> None:
    made = keyfile.create(tmp_path / "key")

    with pytest.raises(FileExistsError):
        keyfile.create(tmp_path / "key")

    assert keyfile.load(tmp_path / "key") == made
    assert list(tmp_path.iterdir()) == [tmp_path / "key"]


def test_a_missing_key_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyFileTrouble) as trouble:
        keyfile.load(tmp_path / "key")

    assert (trouble.value.code, trouble.value.path) == ("missing", tmp_path / "key")


def test_a_folder_is_not_a_key_file(tmp_path: Path) -> None:
    with pytest.raises(KeyFileTrouble, match="not_a_file"):
        keyfile.load(tmp_path)


def test_a_key_file_that_cannot_be_reached_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(KeyFileTrouble, match="unreadable"):
        keyfile.load(tmp_path / "file" / "key")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    keyfile.create(tmp_path / "key")
    (tmp_path / "key").chmod(mode)

    with pytest.raises(KeyFileTrouble, match="readable_by_others"):
        keyfile.load(tmp_path / "key")


KEY = "A" * 43 + "="


@pytest.mark.parametrize(
    "content",
    [
        "",
        "comity keys v1",
        "comity keys v1\n",
        "comity keys v2\n1 " + KEY,
        "comity keys v1\n1",
        "comity keys v1\n1 " + KEY[:-4],
        "comity keys v1\nx " + KEY,
        "comity keys v1\n0 " + KEY,
        f"comity keys v1\n1 {KEY}\n1 {KEY}",
        "comity keys v1\n1 " + "*" + KEY[1:],
        "comity keys v1\n1 é",
        "\0" * 100,
    ],
)
def test_a_damaged_key_file_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "key").write_text(content, encoding="utf-8")
    (tmp_path / "key").chmod(0o600)

    with pytest.raises(KeyFileTrouble, match="damaged"):
        keyfile.load(tmp_path / "key")


def test_a_renewed_key_file_keeps_its_old_keys(tmp_path: Path) -> None:
    first = keyfile.create(tmp_path / "key")

    grown = keyfile.renew(tmp_path / "key")

    assert keyfile.load(tmp_path / "key") == grown
    assert grown.newest == first.newest + 1
    assert grown.keys[1] == first.keys[1] == grown.first
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_a_ring_shows_no_key(tmp_path: Path) -> None:
    ring = keyfile.create(tmp_path / "key")

    assert repr(ring) == "Ring()"


def test_the_pepper_stays_when_keys_are_renewed(tmp_path: Path, settings: object) -> None:
    settings.COMITY_KEY_FILE = tmp_path / "key"  # type: ignore[attr-defined]
    keyfile.create(tmp_path / "key")
    before = keyfile.pepper(b"one")

    keyfile.renew(tmp_path / "key")

    assert keyfile.pepper(b"one") == before
    assert keyfile.pepper(b"other") != before
