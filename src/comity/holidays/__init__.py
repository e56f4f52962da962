"""The public holidays of countries and their regions, and what all three are called; handed to the domain.

A region goes by its ISO 3166-2 code without the country; a town or district that has holidays of
its own goes by its name, in ASCII, with underscores. What a code is read from is the library's.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale
    from holidays import HolidayBase

FALLBACK = "en"
ISO_LENGTH = 3
YEARS_COMPARED = range(2020, 2031)
"""In these a division that ISO does not know shows whether it has holidays of its own."""


@lru_cache(maxsize=1024)
def closed(country: str, region: str, year: int) -> frozenset[date] | None:
    """The public holidays of a year: none for no country; None where country or region are not known."""
    if not country and not region:
        return frozenset()
    if not _is_known(country, region):
        return None
    return frozenset(_year(country, _divisions(country)[region], year))


def countries() -> tuple[str, ...]:
    """The countries whose holidays are known, by their ISO 3166-1 codes."""
    return tuple(sorted(_supported()))


@cache
def regions(country: str) -> tuple[tuple[str, str], ...]:
    """The regions of a country with holidays known, each with its code and its name there, by name."""
    if country not in _supported():
        return ()
    names = _names(country)
    found = [(code, names.get(division, division)) for code, division in _divisions(country).items() if code]
    return tuple(sorted(found, key=lambda each: _in_ascii(each[1]).casefold()))


@lru_cache(maxsize=4096)
def country_name(code: str, language: str) -> str:
    """What a country is called in a language; in English where that language is not known."""
    for locale in _locales(language):
        if code in locale.territories:
            return str(locale.territories[code])
    return code


def country_of(zone: str) -> str:
    """The country that a time zone lies in, where its holidays are known; else ""."""
    from babel.core import get_global

    country = str(get_global("zone_territories").get(zone, ""))
    return country if country in _supported() else ""


def name(country: str, region: str, day: date, language: str) -> str:
    """What the holiday is called on that day, in that language where it is known; "" where there is none."""
    if not country or not _is_known(country, region):
        return ""
    spoken = _spoken(country, language)
    return _called(country, region, day.year, spoken).get(day, "")


def _is_known(country: str, region: str) -> bool:
    return country in _supported() and region in _divisions(country)


@cache
def _supported() -> dict[str, list[str]]:
    """Each country with its divisions, in the library's own codes."""
    import holidays

    return holidays.list_supported_countries(include_aliases=False)


@cache
def _divisions(country: str) -> dict[str, str]:
    """Our codes of a country's regions with the library's; "" is the country as a whole."""
    return {"": ""} | {
        _in_ascii(division).replace(" ", "_"): division
        for division in _supported()[country]
        if len(division) <= ISO_LENGTH or _has_own(country, division)
    }


def _has_own(country: str, division: str) -> bool:
    """Whether a division has holidays that the country has not; the library has some for school alone."""
    return any(set(_year(country, division, year)) != set(_year(country, "", year)) for year in YEARS_COMPARED)


@lru_cache(maxsize=1024)
def _called(country: str, region: str, year: int, language: str | None) -> dict[date, str]:
    return dict(_year(country, _divisions(country)[region], year, language).items())


def _year(country: str, division: str, year: int, language: str | None = None) -> HolidayBase:
    """The holidays of one year; without a language as the country calls them, whatever the host speaks."""
    import holidays

    spoken = language or getattr(holidays, country).default_language
    return holidays.country_holidays(
        country, subdiv=division or None, years=year, expand=False, language=spoken, categories=holidays.PUBLIC
    )


def _spoken(country: str, language: str) -> str | None:
    """The nearest to a language of those that a country's holidays are named in, or None."""
    import holidays

    of_country = getattr(holidays, country)
    wanted, primary = language.replace("-", "_").casefold(), language.split("-", maxsplit=1)[0].casefold()
    known = {each.casefold(): each for each in (*of_country.supported_languages, of_country.default_language or "")}
    alike = sorted(each for each in known if each.split("_")[0] == primary)
    own = (of_country.default_language or "").casefold()
    return next((known[each] for each in (wanted, own, *alike) if each in known and each in alike), None)


def _names(country: str) -> dict[str, str]:
    """The first readable name of each division: in Latin script, and no abbreviation."""
    import holidays

    names: dict[str, str] = {}
    for alias, division in getattr(holidays, country).subdivisions_aliases.items():
        if any(letter.islower() for letter in alias) and _is_latin(alias):
            names.setdefault(division, alias)
    return names


def _is_latin(text: str) -> bool:
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in text if letter.isalpha())


def _in_ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


@cache
def _locales(language: str) -> tuple[Locale, ...]:
    """The language as it is written there, without its region, and English."""
    from babel import Locale, UnknownLocaleError

    found = []
    for each in (language, language.split("-", maxsplit=1)[0], FALLBACK):
        try:
            found.append(Locale.parse(each, sep="-"))
        except (UnknownLocaleError, ValueError):
            continue
    return tuple(found)
