"""The house itself: its sizes, its door, and what every answer carries."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.test import Client

SOURCE = Path(__file__).parent.parent / "src" / "comity"
PYTHON = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(path for path in SOURCE.rglob("templates/**/*") if path.is_file())


def test_no_source_file_is_longer_than_250_lines() -> None:
    long = {str(path): count for path in PYTHON if (count := lines_of(path)) > 250}

    assert long == {}


def test_no_function_is_longer_than_40_lines() -> None:
    long = [f"{path.name}:{name}" for path in PYTHON for name, count in functions_of(path) if count > 40]

    assert long == []


def test_no_template_is_longer_than_120_lines() -> None:
    long = {str(path): count for path in TEMPLATES if (count := lines_of(path)) > 120}

    assert long == {}


@pytest.mark.django_db
def test_the_first_page_answers(client: Client) -> None:
    answer = client.get("/")

    assert answer.status_code == 200


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions_of(path: Path) -> list[tuple[str, int]]:
    """Return each function of a file with its length, its docstring not counted."""
    return [
        (node.name, (node.end_lineno or 0) - node.body[bool(ast.get_docstring(node))].lineno + 2)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and len(node.body) > bool(ast.get_docstring(node))
    ]
