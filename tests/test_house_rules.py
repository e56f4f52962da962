"""The rules and the places that cite them hold each other, and nothing is cited that is not here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
RULES = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
LABELS = "A-GSTJ"
"""The topics of the rules, and the three ways through the screens."""
SOURCES = sorted(path for top in ("src", "tests") for end in ("py", "html") for path in (ROOT / top).rglob(f"*.{end}"))
WRITTEN = [*SOURCES, *ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *(ROOT / "bin").iterdir(), ROOT / "Makefile"]
HERE = {path.name for top in ("src", "tests", "docs", "bin") for path in (ROOT / top).rglob("*")}


def cited(text: str) -> Iterator[str]:
    """The labels in a text, but for codes such as %A9; "S4 to S7" cites all four."""
    for topic, first, last in re.findall(rf"\b([{LABELS}])(\d\d?) to \1(\d\d?)\b", text):
        yield from (f"{topic}{number}" for number in range(int(first), int(last) + 1))
    yield from re.findall(rf"(?<![%#\\+])\b[{LABELS}][1-9]\d?\b", text)


def defined() -> list[str]:
    """The labels of the rules, each at the beginning of its row, and of the screens, each before its name."""
    screens = RULES[RULES.index("The screens that one meets first") :].split("\n\n")[0]
    return re.findall(rf"^\| ([{LABELS}]\d\d?) \|", RULES, re.MULTILINE) + re.findall(r"\b[STJ]\d\d?\b", screens)


CITED = {str(path.relative_to(ROOT)): set(cited(path.read_text(encoding="utf-8"))) for path in SOURCES}


def test_every_label_that_is_cited_is_a_rule() -> None:
    unknown = {path: labels - set(defined()) for path, labels in CITED.items() if labels - set(defined())}

    assert unknown == {}


def test_every_rule_is_cited_where_it_is_kept_or_tried() -> None:
    assert sorted(set(defined()) - set().union(*CITED.values())) == []


def test_every_rule_stands_once() -> None:
    labels = defined()

    assert sorted(labels) == sorted(set(labels))


def test_the_rules_cite_only_rules() -> None:
    assert set(cited(RULES)) - set(defined()) == set()


def test_every_promise_has_its_row() -> None:
    named = {path.name: re.findall(r"def test_promise_(\d\d)_", path.read_text(encoding="utf-8")) for path in SOURCES}
    tried = {int(number) for numbers in named.values() for number in numbers}
    rows = [int(number) for number in re.findall(r"^\| (\d+) \|", RULES, re.MULTILINE)]

    assert rows == list(range(1, 14))
    assert tried <= set(rows)


def test_no_document_is_cited_that_is_not_here() -> None:
    missing = {
        (str(path.relative_to(ROOT)), name)
        for path in WRITTEN
        for name in re.findall(r"[\w./-]*\w\.md\b", path.read_text(encoding="utf-8"))
        if not any((at / name).exists() for at in (ROOT, ROOT / "docs", path.parent))
    }

    assert missing == set()


def test_no_file_is_named_in_backticks_that_is_not_here() -> None:
    missing = {
        (str(path.relative_to(ROOT)), name)
        for path in WRITTEN
        for name in re.findall(r"`[\w/.-]*?(\w+\.(?:py|toml|txt|html|css|js))`", path.read_text(encoding="utf-8"))
        if name not in HERE and not (ROOT / name).exists()
    }

    assert missing == set()
