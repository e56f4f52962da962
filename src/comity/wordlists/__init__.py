"""The word lists of care, one file a language."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from comity.domain.care import Codes, Lexicon

FALLBACK = "en"

_MACRO = re.compile(r"<(\w+)>")


def languages() -> tuple[str, ...]:
    """The languages that have word lists."""
    names = (each.name for each in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def lexicon(language: str) -> Lexicon:
    """The word lists of a language; those of English where it has none."""
    name = language if language in languages() else FALLBACK
    lists = tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))
    return _read(name, lists)


def _read(language: str, lists: dict[str, Any]) -> Lexicon:
    """The lists as patterns."""
    macros, care, more, boundary = lists["macros"], lists["care"], lists["more"], lists["boundary"]

    def pattern(entry: str | list[str]) -> re.Pattern[str]:
        return _pattern(entry, macros)

    def codes(table: dict[str, list[str]]) -> Codes:
        return tuple((code, pattern(entry)) for code, entry in table.items())

    return Lexicon(
        language=language,
        spared=pattern(care["spared"]),
        promised=pattern(care["promised"]),
        own=pattern(care["own"]),
        begun=pattern(care["begun"]),
        threats=pattern(care["threats"]),
        controls=codes(care["controls"]),
        reaches=codes(care["reaches"]),
        hints=codes(lists["hints"]),
        wait=pattern(lists["waits"]["condition"]),
        visible=pattern(lists["waits"]["visible"]),
        vague=pattern(more["vague"]),
        several=pattern(more["several_asks"]),
        joins=pattern(more["joins"]),
        no_doer=pattern(more["no_doer"]),
        timed=pattern(more["timed"]),
        condition=pattern(boundary["condition"]),
        orders=pattern(boundary["orders"]),
        owner=pattern(boundary["owner"]),
        acts=codes(boundary["acts"]),
    )


def _pattern(entry: str | list[str], macros: dict[str, str]) -> re.Pattern[str]:
    """Alternatives as one pattern of whole words, macros put in."""
    written = entry if isinstance(entry, str) else "|".join(entry)
    while _MACRO.search(written):
        written = _MACRO.sub(lambda found: macros[found[1]], written)
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)", re.IGNORECASE)
