"""Plain words that people can write down and read to each other, out of a list of 7,776."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

LONGEST_TEXT = 300


@cache
def word_list() -> tuple[str, ...]:
    """The words, in the order of the list."""
    return tuple(files("comity.accounts").joinpath("words_en.txt").read_text("ascii").split())


def plain_words(digest: bytes, count: int) -> tuple[str, ...]:
    """Some bytes as a few words, the same for the same bytes; 12.9 bits a word."""
    listed = word_list()
    number = int.from_bytes(digest, "big")
    chosen = []
    for _ in range(count):
        number, index = divmod(number, len(listed))
        chosen.append(listed[index])
    return tuple(chosen)


def joined(text: str) -> str:
    """What was typed, as it is compared: its letters alone, whatever case, spaces, hyphens or dots."""
    folded = unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).casefold()
    return "".join(letter for letter in folded if letter.isalpha())
