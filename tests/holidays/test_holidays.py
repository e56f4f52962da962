"""The public holidays of countries and regions, as the library has them, and what they are called."""

import subprocess
import sys
from datetime import date

import pytest

from comity import holidays
from comity.domain.refusal import Refused
from comity.domain.rules import LeadTime, check
from comity.holidays import closed, countries, country_name, name, regions

CHRISTMAS = date(2026, 12, 25)
EPIPHANY = date(2027, 1, 6)


def days(country: str, region: str, year: int) -> frozenset[date]:
    found = closed(country, region, year)
    assert found is not None
    return found


def test_thanksgiving_is_the_fourth_thursday_of_november() -> None:
    assert [day for day in sorted(days("US", "", 2026)) if day.month == 11] == [date(2026, 11, 11), date(2026, 11, 26)]
    assert date(2027, 11, 25) in days("US", "", 2027)


def test_a_region_has_holidays_of_its_own() -> None:
    assert EPIPHANY in days("DE", "BY", 2027)
    assert EPIPHANY not in days("DE", "", 2027)
    assert days("DE", "", 2027) <= days("DE", "BY", 2027)


def test_a_town_can_have_holidays_of_its_own() -> None:
    assert days("DE", "Augsburg", 2026) - days("DE", "BY", 2026) == {date(2026, 8, 8), date(2026, 8, 15)}


def test_a_new_years_day_on_a_saturday_closes_the_day_before_in_the_old_year() -> None:
    assert date(2027, 12, 31) in days("US", "", 2027)


def test_only_days_of_the_year_asked_for_are_given() -> None:
    assert {day.year for country in ("US", "DE", "GB", "SA") for day in days(country, "", 2028)} == {2028}


def test_where_no_country_is_chosen_nothing_is_closed() -> None:
    assert closed("", "", 2026) == frozenset()


@pytest.mark.parametrize(
    ("country", "region"),
    [("XX", ""), ("XX", "BY"), ("us", ""), ("USA", ""), ("UK", ""), ("HolidayBase", ""), ("__doc__", ""), ("", "BY")],
)
def test_a_country_that_is_not_known_is_told_apart_from_one_without_holidays(country: str, region: str) -> None:
    assert closed(country, region, 2026) is None
    assert name(country, region, CHRISTMAS, "en") == ""


@pytest.mark.parametrize("region", ["XX", "by", "Bayern", "BY ", "NY"])
def test_a_region_belongs_to_its_country(region: str) -> None:
    assert closed("DE", region, 2026) is None


@pytest.mark.parametrize("year", [0, 1, 1500, 9999, 10000])
def test_a_year_that_the_library_does_not_reach_has_no_holidays(year: int) -> None:
    assert closed("US", "", year) == frozenset()


def test_some_two_hundred_countries_are_known_by_their_codes() -> None:
    assert len(countries()) > 240
    assert {"US", "DE", "GB", "IN", "JP"} <= set(countries())
    assert list(countries()) == sorted(countries())


def test_every_country_and_region_that_is_offered_can_stand_in_a_rule() -> None:
    unfit = []
    for country in countries():
        for region in ("", *(code for code, _ in regions(country))):
            rule = LeadTime(
                days=1,
                weekdays=(0,),
                country=country,
                region=region,
                cut_off=None,
                zone="UTC",
                days_off_of="",
            )
            try:
                check(rule)
            except Refused:
                unfit.append((country, region))

    assert unfit == []


def test_every_region_that_is_offered_is_known() -> None:
    offered = [(country, code) for country in countries() for code, _ in regions(country)]

    assert len(offered) > 600
    assert [each for each in offered if closed(*each, 2026) is None] == []


def test_regions_are_offered_by_name() -> None:
    assert regions("GB") == (("ENG", "England"), ("NIR", "Northern Ireland"), ("SCT", "Scotland"), ("WLS", "Wales"))
    assert dict(regions("AT"))["9"] == "Wien"
    assert dict(regions("FR"))["971"] == "Guadeloupe"
    assert dict(regions("MO"))["M"] == "Concelho de Macau"
    assert dict(regions("BR"))["Sao_Paulo_Capital"] == "São Paulo Capital"


def test_regions_are_in_the_order_of_their_names_whatever_marks_their_letters_bear() -> None:
    found = [region for _, region in regions("CH")]

    assert found.index("Zug") < found.index("Zürich")
    assert [region for _, region in regions("DE")][-1] == "Thüringen"
    assert [region for _, region in regions("AT")].index("Oberösterreich") == 3


def test_what_is_known_for_its_school_holidays_alone_is_not_offered() -> None:
    assert [region for _, region in regions("FR") if region.startswith("Zone")] == []
    assert regions("BE") == ()


def test_a_country_that_is_not_known_has_no_regions() -> None:
    assert regions("XX") == regions("") == ()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Germany"),
        ("en-us", "Germany"),
        ("de", "Deutschland"),
        ("de-at", "Deutschland"),
        ("pt-br", "Alemanha"),
        ("zh-hans", "德国"),
        ("ar", "ألمانيا"),
        ("tlh", "Germany"),
        ("", "Germany"),
        ("../../etc", "Germany"),
    ],
)
def test_a_country_is_called_as_the_reader_calls_it(language: str, expected: str) -> None:
    assert country_name("DE", language) == expected


def test_every_country_that_is_offered_has_a_name() -> None:
    assert [code for code in countries() if country_name(code, "en") == code] == []
    assert country_name("QQ", "en") == "QQ"


@pytest.mark.parametrize(
    ("country", "region", "day", "language", "expected"),
    [
        ("US", "", date(2026, 11, 26), "en", "Thanksgiving Day"),
        ("US", "", date(2026, 11, 26), "en-us", "Thanksgiving Day"),
        ("DE", "", CHRISTMAS, "en", "Christmas Day"),
        ("DE", "", CHRISTMAS, "en-gb", "Christmas Day"),
        ("DE", "", CHRISTMAS, "de", "Erster Weihnachtstag"),
        ("DE", "", CHRISTMAS, "de-at", "Erster Weihnachtstag"),
        ("DE", "BY", EPIPHANY, "de", "Heilige Drei Könige"),
        ("DE", "", EPIPHANY, "de", ""),
        ("DE", "", date(2026, 12, 24), "de", ""),
        ("BR", "", CHRISTMAS, "pt-br", "Natal"),
        ("CH", "", date(2026, 8, 1), "it", "Festa nazionale"),
        ("DE", "", CHRISTMAS, "sw", "Erster Weihnachtstag"),
        ("ZA", "", CHRISTMAS, "sw", "Christmas Day"),
        ("AR", "", date(2026, 4, 2), "en", "Maundy Thursday; Veteran's Day and the Fallen in the Malvinas War"),
    ],
)
def test_a_holiday_is_called_as_the_reader_calls_it_or_as_the_country_does(
    country: str, region: str, day: date, language: str, expected: str
) -> None:
    assert name(country, region, day, language) == expected


def test_the_hosts_own_language_changes_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "th")
    holidays._called.cache_clear()

    assert name("GB", "", CHRISTMAS, "sw") == "Christmas Day"
    assert name("DE", "", CHRISTMAS, "en") == "Christmas Day"


def test_the_library_is_loaded_when_it_is_needed() -> None:
    asked = "import sys, comity.holidays; print([each for each in ('holidays', 'babel') if each in sys.modules])"

    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert loaded.stdout == "[]\n"


def test_what_is_given_cannot_be_changed() -> None:
    assert isinstance(days("US", "", 2026), frozenset)
    assert days("US", "", 2026) is days("US", "", 2026)
