"""Every way in which the rules say no is told in a test of its own."""

import re
from pathlib import Path

DOMAIN = Path(__file__).parents[2] / "src" / "comity" / "domain"


def test_every_refusal_has_a_test_that_names_it() -> None:
    raised = {code for file in DOMAIN.glob("*.py") for code in re.findall(r'Refused\(\s*"(\w+)"', file.read_text())}
    tests = [file.read_text() for file in Path(__file__).parent.glob("test_*.py") if file != Path(__file__)]

    untold = {code for code in raised if not any(f'"{code}"' in text for text in tests)}

    assert len(raised) > 40
    assert untold == set()
