"""Data keys: one an owner and scope, wrapped by the newest key of the file."""

from pathlib import Path

import pytest

from comity.vault import keyfile, keys
from comity.vault.keyfile import KeyFileTrouble
from comity.vault.models import DataKey

pytestmark = pytest.mark.django_db

ANA = "a" * 32
BEN = "b" * 32
ALLIANCE = "c" * 32


@pytest.fixture(autouse=True)
def key_file(tmp_path: Path, settings: object) -> Path:
    settings.COMITY_KEY_FILE = tmp_path / "key"  # type: ignore[attr-defined]
    keyfile.create(tmp_path / "key")
    return tmp_path / "key"


def test_a_key_is_made_once() -> None:
    first = keys.key(scope=ALLIANCE, owner=ANA)

    assert keys.key(scope=ALLIANCE, owner=ANA) == first
    assert keys.keys(scope=ALLIANCE, owners=[ANA, BEN]) == {ANA: first}


def test_everyone_has_a_key_of_their_own_in_each_alliance() -> None:
    made = {
        keys.key(scope=ALLIANCE, owner=ANA),
        keys.key(scope=ALLIANCE, owner=BEN),
        keys.key(scope=ALLIANCE, owner=keys.OF_ALL),
        keys.key(scope=keys.NO_ALLIANCE, owner=ANA),
    }

    assert len(made) == 4


def test_a_forgotten_key_is_gone() -> None:
    before = keys.key(scope=ALLIANCE, owner=ANA)

    keys.forget(scope=ALLIANCE, owner=ANA)

    assert keys.key(scope=ALLIANCE, owner=ANA) != before


def test_no_key_lies_in_the_database_unwrapped() -> None:
    plain = keys.key(scope=ALLIANCE, owner=ANA)

    assert plain not in bytes(DataKey.objects.get().wrapped)


def test_rotation_wraps_anew_and_changes_no_data_key(key_file: Path) -> None:
    before = [keys.key(scope=ALLIANCE, owner=owner) for owner in (ANA, BEN)]
    keyfile.renew(key_file)

    turned = keys.rewrap()

    assert turned == 2
    assert [keys.key(scope=ALLIANCE, owner=owner) for owner in (ANA, BEN)] == before
    assert set(DataKey.objects.values_list("version", flat=True)) == {2}
    assert keys.rewrap() == 0


def test_the_key_file_of_another_house_is_named_as_such(key_file: Path) -> None:
    keys.key(scope=ALLIANCE, owner=ANA)
    key_file.unlink()
    keyfile.create(key_file)
    keyfile.ring_at.cache_clear()

    with pytest.raises(KeyFileTrouble, match="foreign"):
        keys.key(scope=ALLIANCE, owner=ANA)


def test_a_key_file_renewed_by_another_process_is_read_again(key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = keys.key(scope=ALLIANCE, owner=ANA)
    before = keyfile.ring()
    keyfile.renew(key_file)
    keys.rewrap()
    keyfile.ring_at.cache_clear()
    stale, load = {key_file: before}, keyfile.load
    monkeypatch.setattr(keyfile, "load", lambda path: stale.pop(path, None) or load(path))

    assert keyfile.ring() == before
    assert keys.key(scope=ALLIANCE, owner=ANA) == plain


def test_a_wrapped_key_belongs_to_its_row() -> None:
    keys.key(scope=ALLIANCE, owner=ANA)
    DataKey.objects.update(owner=BEN)

    with pytest.raises(KeyFileTrouble, match="foreign"):
        keys.key(scope=ALLIANCE, owner=BEN)
