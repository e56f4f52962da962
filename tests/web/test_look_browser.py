"""The look in a real browser: the alliance page of the wireframe and all parts, with nothing in the way of anyone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

HERE = Path(__file__).parent
SHEETS = [
    {
        "name": "Sarah",
        "number": 1,
        "words": "I don't like to talk in the morning, at least not until I've had my coffee.",
        "feeling": "I'm not awake yet. Words feel like noise, I get short with you, and then I'm sorry.",
    },
    {
        "name": "Tom",
        "number": 2,
        "words": "Mornings are when I have things to tell you.",
        "feeling": "When you turn away I think I did something wrong.",
    },
]


class Form(forms.Form):
    wish = forms.CharField(max_length=2000)


def sample(request: HttpRequest, name: str) -> HttpResponse:
    template = engines["django"].from_string((HERE / f"sample_{name}.html").read_text(encoding="utf-8"))
    return HttpResponse(template.render(content_of_sample(), request))


def content_of_sample() -> dict[str, Any]:
    return {
        "one_two": [1, 2],
        "two_one": [2, 1],
        "two_only": [2],
        "sheets": SHEETS,
        "form": Form(initial={"wish": "Let the first cup come before the talk."}),
        "bad": Form({"wish": ""}, auto_id="bad_%s"),
        "four": [{"value": each, "label": each} for each in ("Yes, try it", "No", "Another way", "I'll say by …")],
        "three": [{"value": each, "label": each} for each in ("Keep", "Change", "Let go")],
        "samples": ["When the plan changes at the door, I feel like an extra in your day."],
        "seams": [(state, list(range(1, n + 1))) for state in ("living", "trying", "talking") for n in (2, 3, 4, 6)],
        "numbers": range(1, 13),
    }


urlpatterns = [path("sample/<slug:name>/", sample), path("", include("comity.web.urls"))]
handler404 = "comity.web.views.errors.not_found"

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

PAGES = ["/sample/alliance/", "/sample/parts/", "/", "/nowhere"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_in_either_theme(page: Page, live_server: LiveServer, address: str, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
    page.goto(live_server.url + address)

    found = Axe().run(page).response["violations"]

    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_wider_than_its_screen(page: Page, live_server: LiveServer, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})

    page.goto(live_server.url + address)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_is_tapped_is_at_least_44_px_high(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + "/sample/alliance/")

    small = page.eval_on_selector_all(
        "a:not(.skip):not(.status a), button, summary",
        "all => all.filter(each => each.getBoundingClientRect().height < 44).map(each => each.textContent)",
    )

    assert small == []


def test_the_reveal_opens_both_sheets_at_once_without_script(browser: Any, live_server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(live_server.url + "/sample/parts/")
    reveal = page.locator("details.reveal").first
    folds = reveal.locator(".fold")
    sizes = [folds.nth(at).bounding_box() for at in (0, 1)]

    reveal.locator(".button").click()

    assert sizes[0]
    assert sizes[1]
    assert (sizes[0]["width"], sizes[0]["height"]) == (sizes[1]["width"], sizes[1]["height"])
    assert [reveal.locator(".sheet").nth(at).is_visible() for at in (0, 1)] == [True, True]
    assert not folds.first.is_visible()
    context.close()


def test_leaving_the_page_blanks_it(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + "/sample/alliance/")

    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/leave-page/")

    assert "Sarah" not in page.content()


def test_no_page_waits_for_script_and_none_breaks_the_content_policy(page: Page, live_server: LiveServer) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    for address in PAGES[:3]:
        page.goto(live_server.url + address)

    assert said == []


def test_a_long_word_or_a_long_name_stays_on_the_page(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live_server.url + "/")
    page.fill("#id_name", "Maximiliane" * 7)
    page.fill("#id_wish", "un" * 400)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/relation/")

    for step in ("relation", "feeling", "help", "sign", "not-meant", "offer", "sheet", "aloud"):
        page.goto(page.url.rsplit("/", 2)[0] + f"/{step}/")

        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), step
