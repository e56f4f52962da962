"""The look: colours that can be read, a page that is light, and nothing that the content policy forbids."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client

from comity.web.templatetags.look import ink, knot, seam, stop, unstop

WEB = Path(__file__).parents[2] / "src" / "comity" / "web"
STATIC = WEB / "static" / "web"
SHEET = (STATIC / "comity.css").read_text(encoding="utf-8")
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
TOKENS = {name: (light, dark) for name, light, dark in re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", SHEET)}
GROUNDS = ("paper", "sheet", "mark")
INKS = ("woad", "rust", "moss", "iris", "oak", "madder")
ADDRESS = re.compile(r"""(?:https?:)?//[\w.-]+\.\w+""")


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def faint(names: tuple[str, ...], least: float) -> dict[str, float]:
    found = {
        f"{name} on {ground}, {theme}": round(contrast(TOKENS[name][at], TOKENS[ground][at]), 2)
        for name, ground, (at, theme) in product(names, GROUNDS, enumerate(("light", "dark")))
    }
    return {pair: ratio for pair, ratio in found.items() if ratio < least}


def test_all_text_can_be_read_on_paper_sheet_and_mark_in_both_themes() -> None:
    assert faint(("ink", "soft", "error", *INKS), 4.5) == {}


def test_edges_can_be_seen_on_paper_sheet_and_mark_in_both_themes() -> None:
    assert faint(("edge", *INKS), 3) == {}


def test_what_is_written_on_a_filled_button_or_a_flap_can_be_read() -> None:
    filled = {
        name: contrast(TOKENS["sheet"][theme], TOKENS[name][theme]) for name, theme in product(("ink", *INKS), (0, 1))
    }

    assert min(filled.values()) >= 4.5


def test_colours_stand_in_the_tokens_alone() -> None:
    rules = SHEET[SHEET.index("@layer base {") :]
    colours = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", rules)) - {"#0000"}

    # A code to be scanned and a printed page are black on white whatever the theme.
    assert colours <= {"#fff", "#000"}


def test_nothing_that_we_serve_names_another_site() -> None:
    served = [*TEMPLATES, STATIC / "comity.css", STATIC / "comity.js"]
    found = {path.name: hits for path in served if (hits := ADDRESS.findall(path.read_text(encoding="utf-8")))}

    assert found == {}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB / "templates")))
def test_a_template_has_nothing_that_the_content_policy_forbids(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"<[^>]*\sstyle\s*=", text)
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", text)
    assert not re.search(r"<style|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


def test_fonts_come_with_their_licences() -> None:
    for font in (STATIC / "fonts").glob("*.woff2"):
        name = re.sub(r"-latin(-ext)?-wght-normal\.woff2$", "", font.name)

        licence = (STATIC / "fonts" / f"{name}-OFL.txt").read_text(encoding="utf-8")

        assert "SIL OPEN FONT LICENSE" in licence
        assert f"{name.split('-')[0]}" in (STATIC / "fonts" / "SOURCES.txt").read_text(encoding="utf-8").lower()


@pytest.mark.django_db
def test_the_first_load_is_light(client: Client) -> None:
    page = client.get("/").content
    asked = {url.decode() for url in re.findall(rb'(?:href|src)="(/static/[^"]+)"', page)}
    files = [WEB / "static" / url.removeprefix("/static/") for url in asked]

    assert len(page) + sum(file.stat().st_size for file in files) <= 100_000
    assert len(files) + 1 <= 8
    assert (STATIC / "comity.js").stat().st_size <= 25_000


def test_inks_follow_the_order_of_joining_and_come_again_underlined() -> None:
    assert [ink(number) for number in (1, 2, 6)] == ["x-woad", "x-rust", "x-madder"]
    assert ink(7) == "x-woad again"
    assert ink(12) == "x-madder again"
    assert ink(2, "y") == "y-rust"


def test_a_seam_has_a_thread_for_each_up_to_four() -> None:
    assert 'class="seam trying x-woad y-rust"' in seam("trying", 1, 2)
    assert 'class="seam living of-3 x-woad y-rust z-moss"' in seam("living", [1, 2, 3])
    assert "of-4" in seam("living", [4, 3, 2, 1])
    assert "of-many" in seam("talking", [1, 2, 3, 4, 5])


def test_the_knot_lies_open_where_nothing_holds_yet() -> None:
    assert knot(1, 2) != knot(1, 2, "apart")
    assert "x-woad y-rust" in knot(1, 2)


def test_a_sentence_ends_once_whether_or_not_its_writer_ended_it() -> None:
    assert [stop(text) for text in ("I sleep", "I sleep.", "Really?", "")] == ["I sleep.", "I sleep.", "Really?", ""]
    assert [unstop(text) for text in ("I sleep.", "well ...", "I sleep")] == ["I sleep", "well ...", "I sleep"]


def test_the_words_of_a_term_are_never_taken_for_markup() -> None:
    page = render_to_string(
        "parts/term.html",
        {
            "state": "living",
            "inks": [1, 2],
            "who": "<b>Ana",
            "to": "Ben",
            "words": "<script>",
            "because": "<i>",
            "status": "x",
        },
    )

    assert "<script>" not in page
    assert "<b>Ana" not in page
    assert "&lt;i&gt;" in page
