"""Somebody who looks at every screen the way an auditor would, and notes what is wrong with it."""

from __future__ import annotations

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

KIND = """() => [...new Set([...document.querySelectorAll("body *")].map(each =>
  [each.parentElement.tagName, each.tagName, each.getAttribute("class")?.replace(/\\b[xyzw]-\\w+/g, ""),
   each.type ?? "", each.hidden, each.getAttribute("aria-invalid")].join(" ")))].sort().join("\\n")"""
"""What kind of page it is: which elements it is made of, however many there are of each."""

UNFOLD = """() => { for (const each of document.querySelectorAll("details:not([open])")) {
  each.open = true; each.dataset.unfolded = "" } }"""
FOLD = """() => { for (const each of document.querySelectorAll("details[data-unfolded]")) {
  each.open = false; delete each.dataset.unfolded } }"""

SMALL = """() => [...document.querySelectorAll("a[href], button, summary, [role=button], label.tick, select, .box")]
  .filter(each => each.offsetParent && !each.closest(".skip, .unseen") && !inSentence(each))
  .filter(each => { const { width, height } = each.getBoundingClientRect(); return width < 43.5 || height < 43.5 })
  .map(each => each.textContent.trim() || each.name)
  function inSentence(each) {
    const beside = [...each.parentElement.childNodes].filter(one => one !== each)
    return getComputedStyle(each).display === "inline" && beside.some(one => one.textContent.trim())
  }"""
"""What is too small to tap on; a link within a sentence is as high as its line."""

MOVING = """() => document.getAnimations().filter(each => each.effect.getComputedTiming().duration > 1).length"""


class Inspector:
    """Looks once at every kind of page, in light and dark, wide and narrow, with everything unfolded."""

    def __init__(self) -> None:
        self.routes: set[str] = set()
        self.kinds: set[str] = set()
        self.faults: list[str] = []

    def __call__(self, page: Page) -> None:
        try:
            route = resolve(urlsplit(page.url).path).route
        except Resolver404:
            route = "(nothing here)"
        self.routes.add(route)
        kind = f"{route}\n{page.evaluate(KIND)}"
        if kind not in self.kinds:
            self.kinds.add(kind)
            self._look(page, route)

    def _look(self, page: Page, route: str) -> None:
        page.evaluate(UNFOLD)
        self._note(page, route, "moves", page.evaluate(MOVING))
        self._note(page, route, "too small to tap", page.evaluate(SMALL))
        self._note(page, route, "light", _axe(page))
        page.emulate_media(color_scheme="dark")
        self._note(page, route, "dark", _axe(page, "color-contrast"))
        page.emulate_media(color_scheme="light")
        for width in (360, 320):
            page.set_viewport_size({"width": width, "height": 740})
            beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            self._note(page, route, f"wider than {width} px", max(beyond, 0))
        page.set_viewport_size({"width": 360, "height": 740})
        page.evaluate(FOLD)

    def _note(self, page: Page, route: str, what: str, found: object) -> None:
        if found:
            heading = page.locator("h1").all_inner_texts()
            self.faults.append(f"{route} {heading}: {what}: {found}")


def _axe(page: Page, *rules: str) -> list[str]:
    options: dict[str, object] = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("options => axe.run(document, options).then(results => results.violations)", options)
    return [f"{each['id']} {node['target']}" for each in found for node in each["nodes"]]
