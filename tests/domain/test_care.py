"""What may not become a term, what may, and what is said more plainly."""

import re
import time
from collections import Counter
from pathlib import Path

import pytest

from comity.domain.care import Hint, boundary, hints, refusal
from comity.wordlists import languages, lexicon

ENGLISH = lexicon("en")
COFFEE = "she doesn't like to talk in the morning, or at least not until she has had her coffee"
CONTROL = re.compile("threatens|controls_[a-z]+")


def labelled(name: str) -> list[list[str]]:
    """The labelled phrases of a list, each with its section first."""
    section, phrases = "", []
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        elif line and not line.startswith("#"):
            phrases.append([section, *(cell.strip() for cell in line.split("|"))])
    return phrases


TO_REFUSE = labelled("care_refuse_en.txt")
HARMLESS = labelled("care_harmless_en.txt")


def judged(kind: str, text: str, *, minor: bool = False) -> str | None:
    return refusal(kind=kind, text=text, minor=minor, lexicon=ENGLISH)


def codes(text: str, kind: str = "") -> list[str]:
    return [hint.code for hint in hints(text, lexicon=ENGLISH, kind=kind)]


def test_the_lists_are_large_enough() -> None:
    assert len(TO_REFUSE) >= 60
    assert len(HARMLESS) >= 100
    assert len({text for *_, text in TO_REFUSE + HARMLESS}) == len(TO_REFUSE) + len(HARMLESS)
    assert all(CONTROL.fullmatch(code) for _, code, _, _ in TO_REFUSE)


def test_what_controls_is_refused_and_what_is_harmless_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    missed = [phrase for phrase in TO_REFUSE if judged(phrase[2], phrase[3]) is None]
    wrong = [phrase for phrase in HARMLESS if judged(phrase[1], phrase[2]) is not None]
    recall, refused = 1 - len(missed) / len(TO_REFUSE), len(wrong) / len(HARMLESS)

    with capsys.disabled():
        print(f"\ncare, English: recall {recall:.3f}, harmless refused {refused:.3f}")
        for name, phrases, errors in (("missed", TO_REFUSE, missed), ("refused", HARMLESS, wrong)):
            failed = Counter(section for section, *_ in errors)
            for section, count in Counter(section for section, *_ in phrases).items():
                print(f"  {section}: {failed[section]} of {count} {name}")
    assert recall >= 0.95, missed
    assert refused <= 0.03, wrong


def test_the_reason_is_mostly_the_one_that_people_gave() -> None:
    agreed = [judged(kind, text) == code for _, code, kind, text in TO_REFUSE]

    assert sum(agreed) / len(agreed) >= 0.95


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("give me your phone's PIN", "controls_accounts"),
        ("give me your phone\u2019s PIN", "controls_accounts"),
        ("GIVE ME\nYOUR PHONE'S PIN", "controls_accounts"),
        ("give me your phone's \uff30\uff29\uff2e", "controls_accounts"),
        ("give me your pass\u00adword", "controls_accounts"),
        (COFFEE, None),
        ("", None),
    ],
)
def test_what_is_typed_literally_is_judged(text: str, expected: str | None) -> None:
    assert judged("request", text) == expected


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("offer", "I'll share my location when I hike alone", None),
        ("offer", "share my location when I hike alone", None),
        ("offer", "I won't check your phone", None),
        ("offer", "I will check your phone every night", "controls_accounts"),
        ("offer", "check your phone every night", "controls_accounts"),
        ("offer", "I'll pay the rent as long as you give me your password", "controls_accounts"),
        ("offer", "You give me your password", "controls_accounts"),
        ("offer", "give me your phone's PIN", "controls_accounts"),
        ("offer", "Please don't see your friends on Fridays", "controls_contacts"),
        ("offer", "I keep your PIN for you", "controls_accounts"),
        ("support", "When I'm afraid, give me your phone's PIN", "controls_accounts"),
        ("shared", "We both know each other's passwords", "controls_accounts"),
        ("boundary", "I will not let you go to the party", "controls_going"),
        ("boundary", "I pause work while an invoice is late", None),
        ("boundary", "If you ask for my PIN, I say no", None),
        ("shared", "We ask each other before we buy anything above 300 euros from the joint account", None),
    ],
)
def test_what_one_does_oneself_is_ones_own(kind: str, text: str, expected: str | None) -> None:
    assert judged(kind, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Be home by nine on school nights", None),
        ("Go to bed at eight on school nights", None),
        ("Lose five kilos", "controls_body"),
        ("Stop taking your pills", "controls_health"),
        ("Don't go to the mosque with your father", "controls_faith"),
        ("Do it or else", "threatens"),
    ],
)
def test_a_parent_may_ask_what_is_related_and_never_threaten(text: str, expected: str | None) -> None:
    assert judged("request", text, minor=True) == expected
    assert judged("request", text) is not None


@pytest.mark.parametrize(
    "text", ["give me your " * 150, "i " * 1000, "if you " * 280, "a" * 2000, "don't see your friends, " * 80]
)
def test_no_wording_takes_long(text: str) -> None:
    began = time.perf_counter()

    for kind in ("request", "offer", "boundary"):
        judged(kind, text)
    codes(text, "request")
    boundary(text, lexicon=ENGLISH)

    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("text", "kind", "first", "found"),
    [
        ("just get it", "", "mind_reading", "just get it"),
        (COFFEE, "", "sign_offered", "until she has had her coffee"),
        ("I don't like to talk in the morning, at least not until I\u2019ve had my coffee.", "", "sign_offered", None),
        ("Be more considerate in the mornings", "request", "vague", "more considerate"),
        ("Please answer soon", "request", "vague", "soon"),
        ("Always lock the door at night", "request", "vague", "Always"),
        ("Show me some respect at dinner", "request", "vague", "respect"),
        ("You should know that by now", "request", "mind_reading", "should know"),
        ("You never listen to me at dinner", "request", "blame", "You never"),
        ("My boundary is that you don't smoke", "boundary", "rule_as_limit", "My boundary is that you"),
        ("If you cook on Mondays, I'll wash up", "request", "trade", "If you cook on Mondays, I'll"),
        ("Wash the cups, and sweep by noon, and call my mother, and feed the cat", "request", "several_asks", None),
        ("Call me at noon, and also water the plants", "request", "several_asks", "and also"),
        ("The kitchen should be empty by noon", "request", "no_doer", "The kitchen should be"),
        ("Water the plants", "request", "no_time", None),
    ],
)
def test_a_hint_names_what_it_found(text: str, kind: str, first: str, found: str | None) -> None:
    given = hints(text, lexicon=ENGLISH, kind=kind)

    assert given
    assert given[0].code == first
    assert found in (None, given[0].values.get("found"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("let the first cup come before the talk", "request"),
        ("Don't speak to me until my cup is empty and I come over", "request"),
        ("Don't speak to me until 08:30", "request"),
        ("If you shout, I leave the room", "boundary"),
        ("come and find you when my cup is empty", "offer"),
        ("Give me no more than three jobs a week", "request"),
        ("Water the plants", ""),
        ("", ""),
    ],
)
def test_plain_words_get_no_hint(text: str, kind: str) -> None:
    assert codes(text, kind) == []


def test_hints_come_in_the_order_of_their_use() -> None:
    given = hints("You always forget it, just get it, and be nicer", lexicon=ENGLISH, kind="request")

    assert [hint.code for hint in given][:3] == ["mind_reading", "blame", "vague"]
    assert given[0] == Hint(code="mind_reading", values={"found": "just get it"})


@pytest.mark.parametrize(
    ("text", "code", "condition", "consequence", "act", "matter"),
    [
        (
            "Suki will have to do the work herself, unless I have proper turn-around time",
            "orders_the_other",
            "unless I have proper turn-around time",
            "Suki will have to do the work herself",
            "hand_back",
            "work",
        ),
        (
            "Unless I have five working days, I hand the job back.",
            "owner_acts",
            "Unless I have five working days",
            "I hand the job back",
            "",
            "",
        ),
        (
            "Unless I have proper turn-around time, Suki does that job herself",
            "orders_the_other",
            "Unless I have proper turn-around time",
            "Suki does that job herself",
            "hand_back",
            "job",
        ),
        ("If I am tired I say so", "owner_acts", "If I am tired", "I say so", "", ""),
        ("If you shout I leave the room", "owner_acts", "If you shout", "I leave the room", "", ""),
        (
            "If you shout, then I\u2019ll leave the room.",
            "owner_acts",
            "If you shout",
            "then I\u2019ll leave the room",
            "",
            "",
        ),
        ("I go to bed if we still argue", "owner_acts", "if we still argue", "I go to bed", "", ""),
        ("I pause work while an invoice is late", "owner_acts", "", "I pause work while an invoice is late", "", ""),
        ("If you shout, you must leave", "orders_the_other", "If you shout", "you must leave", "leave_room", "shout"),
        ("Don't touch my things", "orders_the_other", "", "Don't touch my things", "say_no", ""),
        ("I want you to be quiet", "orders_the_other", "", "I want you to be quiet", "say_no", ""),
        ("If you call late, dinner is cold", "nobody_acts", "If you call late", "dinner is cold", "", ""),
        ("If you shout", "nobody_acts", "If you shout", "", "", ""),
        ("  ", "nobody_acts", "", "", "", ""),
    ],
)
def test_a_boundary_is_read_for_who_acts(
    text: str, code: str, condition: str, consequence: str, act: str, matter: str
) -> None:
    reading = boundary(text, lexicon=ENGLISH)

    assert (reading.code, reading.condition, reading.consequence) == (code, condition, consequence)
    assert (reading.act, reading.matter) == (act, matter)


def test_every_own_act_has_a_code_of_its_language() -> None:
    assert [code for code, _ in ENGLISH.acts] == ["hand_back", "end_call", "leave_room", "sleep_apart", "go_ahead"]


def test_a_language_without_lists_uses_the_english_ones() -> None:
    assert languages() == ("en",)
    assert lexicon("tlh").language == "en"
    assert lexicon("en") is ENGLISH
