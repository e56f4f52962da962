"""Documents that tell of what is not there any more fail here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
ARCHITECTURE = ROOT / "ARCHITECTURE.md"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_a_document_links_to_is_there(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8"))

    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_file_that_the_architecture_names_is_there() -> None:
    named = re.findall(
        r"`((?:src|tests|docs|web|ledger|domain|bin)/[\w/.]+)`", ARCHITECTURE.read_text(encoding="utf-8")
    )

    assert named
    assert [name for name in named if not any((at / name).exists() for at in (ROOT, ROOT / "src" / "comity"))] == []


def test_the_architecture_has_a_line_for_every_package() -> None:
    packages = [path.parent.name for path in (ROOT / "src" / "comity").glob("*/__init__.py")]
    text = ARCHITECTURE.read_text(encoding="utf-8")

    assert [name for name in packages if f"`src/comity/{name}`" not in text] == []


def test_the_architecture_can_be_read_in_one_sitting() -> None:
    assert len(ARCHITECTURE.read_text(encoding="utf-8").splitlines()) < 120


def test_the_first_document_fits_a_screen() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 60
