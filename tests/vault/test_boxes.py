"""Boxes: one size for many lengths, and no key but the right one."""

import pytest

from comity.vault import boxes
from comity.vault.boxes import TooLarge, Unopenable

KEY = bytes(32)
OTHER = bytes([1]) * 32


def test_what_goes_in_comes_out() -> None:
    box = boxes.seal_content({"text": "quiet until coffee ☕"}, key=KEY, aad=b"here")

    assert boxes.unseal_content(box, key=KEY, aad=b"here") == {"text": "quiet until coffee ☕"}


@pytest.mark.parametrize(("length", "size"), [(0, 1024), (1020, 1024), (1021, 4096), (4092, 4096), (4093, 16384)])
def test_only_the_size_shows(length: int, size: int) -> None:
    box = boxes.seal(b"x" * length, key=KEY, aad=b"")

    assert len(box) == 1 + 12 + size + 16


def test_two_boxes_of_the_same_words_differ() -> None:
    assert boxes.seal(b"tea", key=KEY, aad=b"") != boxes.seal(b"tea", key=KEY, aad=b"")


def test_what_fits_no_size_is_refused() -> None:
    with pytest.raises(TooLarge):
        boxes.seal(b"x" * 16381, key=KEY, aad=b"")


def test_a_box_opens_only_with_its_key_at_its_place_and_unchanged() -> None:
    box = boxes.seal(b"tea", key=KEY, aad=b"here")

    for key, aad, changed in [
        (OTHER, b"here", box),
        (KEY, b"there", box),
        (KEY, b"here", box[:-1] + bytes([box[-1] ^ 1])),
        (KEY, b"here", b"\x02" + box[1:]),
        (KEY, b"here", box[:20]),
        (KEY, b"here", b""),
    ]:
        with pytest.raises(Unopenable):
            boxes.unseal(changed, key=key, aad=aad)
