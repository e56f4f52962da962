"""The playbooks: whole, checked, in plain words, and no question or sample twice."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations

import pytest

from comity import playbooks
from comity.domain.kinds import WORK, Kind
from comity.playbooks import HOW_MANY, MOST_BYTES, THEMES, NotAPlaybook, Playbook, read

KINDS = [kind for kind in Kind if kind is not Kind.OTHER]
ALIKE = 0.75
"""From here on two texts are near copies of each other: the share of letters that stand in both, in order."""
GRADE = 8


def book(kind: Kind) -> Playbook:
    found = playbooks.playbook(kind, "en")
    assert found is not None, kind
    return found


@cache
def said(kind: Kind) -> tuple[str, ...]:
    """Every question and every sample of a kind."""
    one = book(kind)
    return (*one.samples, *one.feelings, *(t for each in one.questions for t in (each.text, *each.samples)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_conversation_and_a_renewal(kind: Kind) -> None:
    one = book(kind)

    assert HOW_MANY["full"][0] <= len(one.full) <= HOW_MANY["full"][1]
    assert HOW_MANY["renewal"][0] <= len(one.renewal) <= HOW_MANY["renewal"][1]
    assert {each.theme for each in one.full} == set(THEMES)
    assert sum(1 for each in one.questions if each.rule) >= 2
    assert all(each.leads_to for each in one.questions)


def test_what_is_none_of_the_kinds_has_no_playbook() -> None:
    assert playbooks.playbook(Kind.OTHER, "en") is None
    assert playbooks.question("other.anything", "en") is None
    assert playbooks.question("nothing", "en") is None


@pytest.mark.parametrize("language", ["en", "en-us", "xx", "../en", ""])
def test_a_language_without_one_reads_the_english_one(language: str) -> None:
    assert playbooks.playbook(Kind.COUPLE, language) == book(Kind.COUPLE)


def test_a_question_is_found_by_its_id() -> None:
    first = book(Kind.TEAM).full[0]

    assert playbooks.question(first.id, "en") == first


def test_ids_stand_once_in_all_playbooks() -> None:
    ids = [each.id for kind in KINDS for each in book(kind).questions]

    assert len(set(ids)) == len(ids) > 100


def test_no_question_or_sample_is_a_near_copy_of_another() -> None:
    texts = [(kind, text) for kind in KINDS for text in said(kind)]

    copies = [
        (one, other)
        for (kind, one), (another, other) in combinations(texts, 2)
        if alike(one, other) >= ALIKE and (kind, one) != (another, other)
    ]

    assert copies == []
    assert alike("We both put the phones away.", "We both put our phones away.") >= ALIKE


def alike(one: str, other: str) -> float:
    """How much of two texts is the same; quick where they cannot be alike at all."""
    matcher = SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0
    return matcher.ratio()


@pytest.mark.parametrize("kind", KINDS)
def test_a_playbook_reads_easily(kind: Kind, capsys: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it asks for a part of setuptools that is going
        import textstat
    one = book(kind)
    whole = " ".join([*said(kind), *(each.why for each in one.questions)])

    grade = textstat.flesch_kincaid_grade(whole)

    with capsys.disabled():
        print(f"\n  {kind.value}: US grade {grade}")
    assert grade <= GRADE


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_he_or_she_and_nothing_shouts(kind: Kind) -> None:
    words = " ".join(said(kind)).casefold().replace("'", " ").split()

    assert not {"he", "she", "his", "her", "him", "husband", "wife", "alliance", "boundary"} & set(words)
    assert "!" not in " ".join(said(kind))


# what is no playbook


def right() -> str:
    """A playbook that is taken."""
    questions = "".join(
        f'[[full]]\nid = "team.q{n}"\ntheme = "needs"\nasked = "all"\ntext = "What helps, {n}?"\nwhy = "We ask."\n'
        f'samples = ["One.", "Two."]\nleads_to = ["shared"]\nrule = "limit"\n'
        for n in range(8)
    )
    first = 'kind = "team"\nregister = "work"\n[first]\nsamples = ["A.", "B."]\nfeelings = ["C.", "D."]\n'
    return (
        first
        + questions
        + questions.replace("[[full]]", "[[renewal]]", 3).replace("team.q", "team.again").split("[[full]]")[0]
    )


WRONG: dict[str, Callable[[str], str]] = {
    "no TOML": lambda text: text + "=",
    "deeply nested": lambda text: text + "x = " + "[" * 5000,
    "too large": lambda text: text + "#" * 10_000_000,
    "another kind": lambda text: text.replace('kind = "team"', 'kind = "crowd"'),
    "the other register": lambda text: text.replace('"work"', '"home"'),
    "one field too many": lambda text: text.replace('why = "We ask."', 'why = "We ask."\nscript = "x"', 1),
    "one field missing": lambda text: text.replace('why = "We ask."\n', "", 1),
    "a number for a text": lambda text: text.replace('"We ask."', "7", 1),
    "an id twice": lambda text: text.replace("team.q1", "team.q0"),
    "an id of another kind": lambda text: text.replace("team.q1", "couple.q1"),
    "an id with a space": lambda text: text.replace("team.q1", "team.q 1"),
    "a theme that is none": lambda text: text.replace('"needs"', '"gossip"', 1),
    "a side that is none": lambda text: text.replace('asked = "all"', 'asked = "boss"', 1),
    "a kind of term that is none": lambda text: text.replace('["shared"]', '["order"]', 1),
    "a rule that is none": lambda text: text.replace('"limit"', '"spy"', 1),
    "one sample": lambda text: text.replace('["One.", "Two."]', '["One."]', 1),
    "a sample that is a number": lambda text: text.replace('["One.", "Two."]', '["One.", 2]', 1),
    "a question too long": lambda text: text.replace("What helps, 1?", "x" * 141, 1),
    "two lines": lambda text: text.replace("What helps, 1?", "What\\nhelps?", 1),
    "a script in it": lambda text: text.replace("What helps, 1?", "<script>alert(1)</script>", 1),
    "what nobody can see": lambda text: text.replace("What helps, 1?", "What\u202e helps?", 1),
    "nothing to read": lambda text: text.replace("What helps, 1?", " ", 1),
    "too few": lambda text: text.replace("[[full]]", "[[renewal]]", 1),
    "no table": lambda text: text.replace('[first]\nsamples = ["A.", "B."]\nfeelings = ["C.", "D."]\n', "first = 1\n"),
}


def test_what_is_right_is_taken() -> None:
    assert len(read(right().encode()).full) == 8


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_not_taken_and_says_where(wrong: Callable[[str], str]) -> None:
    assert wrong(right()) != right()

    with pytest.raises(NotAPlaybook) as refused:
        read(wrong(right()).encode())

    assert 5 < len(str(refused.value)) < 300


def test_bytes_that_are_no_text_are_not_taken() -> None:
    with pytest.raises(NotAPlaybook):
        read(b"\xff\xfe" + right().encode())

    assert MOST_BYTES < 100_000


def files() -> Iterator[Playbook]:
    yield from (book(kind) for kind in KINDS)


def test_each_question_for_one_side_is_for_a_side_of_that_kind() -> None:
    sided = [(one.kind, each.asked) for one in files() for each in one.questions if each.asked]

    assert {kind for kind, _side in sided} <= {
        Kind.PARENT_CHILD,
        Kind.COACH_CLIENT,
        Kind.MANAGER_REPORT,
        Kind.CLIENT_SUPPLIER,
    }
    assert {one.kind in WORK for one in files()} == {True, False}
