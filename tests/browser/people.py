"""People at their own browsers: what they write, tap and see, in the words of whoever watches them.

Every act is a key or a tap on the page in front of them. The one address that anybody types is the
first page's, and the one link that anybody opens is that from a message.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import BrowserContext, Locator, Page, expect

Name = str | re.Pattern[str]

TAPPED = ("button", "link", "radio", "checkbox")
STAYS = (
    "[type=button], [href^='sms:'], [data-share], [data-copy], [data-print], [type=radio], [type=checkbox], summary *"
)
"""What a tap on leads to no other screen."""

NOT_TAKEN = re.compile(r"the server responded with a status of 4\d\d")
"""What the browser notes of a page that says what was not taken, or is not there."""

Comes = Callable[..., "Somebody"]

DRAWN = re.compile(r"[\w-]{32,}")
"""Ids and tokens are drawn by lot, and a lot may spell a word."""

MOST_TABS = 24
CALLED = "each => (each.labels?.[0] ?? each).textContent.replace(/\\s+/g, ' ').trim()"
"""The label of a field, or what a button or a link says."""


class Somebody:
    """One person and the browser in their hand."""

    def __init__(self, context: BrowserContext, *, house: str, script: bool = True) -> None:
        self.page: Page = context.new_page()
        self.house, self.script = house, script
        self.screens = 0
        self.got: list[str] = []
        """The source of every page that came, the latest last."""
        self.complaints: list[str] = []
        """What the browser objected to, and whatever was asked of another site."""
        self.watch: Callable[[Page], None] = lambda _page: None
        """Whoever looks over their shoulder at each new screen."""
        self.page.on("console", lambda said: self._said(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda asked: self._asked(asked.url))
        self.page.on("domcontentloaded", lambda _page: self._count())

    def _said(self, complaint: str) -> None:
        if not NOT_TAKEN.search(complaint):
            self.complaints.append(complaint)

    def _asked(self, address: str) -> None:
        if not address.startswith((self.house, "data:", "blob:")):
            self.complaints.append(f"asked another site: {address}")

    def _count(self) -> None:
        self.screens += 1

    def opens(self, address: str) -> None:
        """Type the first page's address, or open the link from a message."""
        self.page.goto(address if address.startswith("http") else self.house + address)
        self._arrived()

    def looks_again(self) -> None:
        """Come back to the page that was left open."""
        self.page.reload()
        self._arrived()

    def goes_back(self) -> None:
        """Press the browser's own Back."""
        self.page.go_back()
        self._arrived()

    def taps(self, what: Name) -> None:
        """Tap a button, a link, a choice, or a line that unfolds."""
        self._tap(self._on(what))

    def turns_to(self, words: str) -> None:
        """Tap the line under the term with these words, which may lie folded."""
        card = self.page.locator("article.term", has_text=words).first
        if not card.is_visible():
            self._unfolds(card)
        self._tap(card.get_by_role("link"))

    def finds(self, into: Name) -> None:
        """Make sure that a field is on the screen: it may lie folded under a line that says what is there."""
        if not self.field(into).count():
            self._unfolds(self.page.get_by_label(into, exact=isinstance(into, str)))

    def _unfolds(self, hidden: Locator) -> None:
        self.page.locator("details:not([open])").filter(has=hidden).locator("summary").first.click()
        expect(hidden).to_be_visible()

    def _tap(self, hit: Locator) -> None:
        stays = ", ".join([STAYS, *(["[data-focus]"] if self.script else [])])
        if hit.evaluate("(each, stays) => each.matches(stays) || !each.matches('a, button')", stays):
            hit.click()
            return
        with self.page.expect_event("domcontentloaded"):
            hit.click()
        self._arrived()

    def tabs_to(self, what: str) -> None:
        """Press Tab until this has the focus, which can be seen at every stop on the way."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            focused = self.page.locator(":focus")
            if not focused.count():
                continue  # past the last one, where the browser's own things come
            outline = focused.evaluate(
                "each => { const s = getComputedStyle(each); return [s.outlineStyle, s.outlineWidth] }"
            )
            assert outline == ["solid", "3px"], (
                f"the focus cannot be seen on {focused.evaluate('each => each.outerHTML')}"
            )
            if focused.evaluate(CALLED) == what:
                return
        raise AssertionError(f"Tab does not lead to “{what}”")

    def types(self, words: str) -> None:
        """Type into what has the focus."""
        self.page.keyboard.type(words)

    def enters(self) -> None:
        """Press Enter where it leads to another screen."""
        with self.page.expect_event("domcontentloaded"):
            self.page.keyboard.press("Enter")
        self._arrived()

    def writes(self, words: str, into: Name | None = None) -> None:
        """Write into a field, by its label; the only one on the screen needs none."""
        field = self.field(into)
        field.click()
        field.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(words)
        expect(field).to_have_value(words)

    def sets(self, into: str, time: str) -> None:
        """Set a time or a day."""
        self.field(into).fill(time)

    def waits_for(self, words: str) -> None:
        """Wait until these words have come to the screen by themselves; without script nothing does."""
        if self.script:
            expect(self.page.get_by_text(words).first).to_be_visible()

    def chooses(self, choice: Name, into: Name) -> None:
        """Choose from a list; where script shows at once what a choice brings with it, the page comes anew."""
        field = self.field(into)
        texts = field.locator("option").all_inner_texts()
        label = next(text for text in texts if _is(choice, text))
        if not self.script or field.get_attribute("data-shows") is None:
            field.select_option(label=label)
            return
        with self.page.expect_event("domcontentloaded"):
            field.select_option(label=label)
        self._arrived()

    def field(self, into: Name | None = None) -> Locator:
        """The field with this label, or the only one."""
        if into is None:
            return self.page.locator("textarea:visible")
        return self.page.get_by_label(into, exact=isinstance(into, str)).filter(visible=True)

    def has_written(self, words: str, into: Name | None = None) -> None:
        """What stands in a field, as it was typed."""
        expect(self.field(into)).to_have_value(words)

    def gets(self, what: Name) -> Path:
        """Tap what brings a file."""
        with self.page.expect_download() as coming:
            self._on(what).click()
        return Path(coming.value.path())

    def sees(self, *words: str) -> None:
        """Read these words on the screen."""
        seen = self.screen()
        for each in words:
            assert each in seen, f"“{each}” is not on the screen: {seen}"

    def does_not_see(self, *words: str) -> None:
        """These words are not on the screen, though the page may hold them folded."""
        seen = self.screen()
        for each in words:
            assert each not in seen, f"“{each}” is on the screen: {seen}"

    def has_nowhere(self, *words: str) -> None:
        """These words are not in the source of the page, whatever it shows."""
        _holds_none(self.page.content(), words)

    def never_got(self, *words: str) -> None:
        """These words were in no page that ever came, folded or shown."""
        for source in self.got:
            _holds_none(source, words)

    def screen(self) -> str:
        """What can be read on the screen, on one line."""
        return " ".join(self.page.locator("body").inner_text().replace("\u200b", "").split())

    def can(self, *names: Name) -> None:
        """These can be tapped."""
        for name in names:
            expect(self._on(name)).to_be_visible()

    def cannot(self, *names: Name) -> None:
        """There is nothing of this name to tap."""
        for name in names:
            expect(self._named(name)).to_have_count(0)

    def _on(self, what: Name) -> Locator:
        named = self._named(what)
        if named.count():
            return named.first
        unfolds = self.page.locator("summary").get_by_text(what, exact=isinstance(what, str)).filter(visible=True)
        assert unfolds.count(), f"there is no “{what}” to tap on: {self.screen()}"
        return unfolds.first

    def _named(self, what: Name) -> Locator:
        by_role = [self.page.get_by_role(role, name=what, exact=isinstance(what, str)) for role in TAPPED]  # type: ignore[arg-type]
        return reduce(Locator.or_, by_role).filter(visible=True)

    def _arrived(self) -> None:
        self.got.append(self.page.content())
        self.watch(self.page)


def _is(choice: Name, text: str) -> bool:
    return text == choice if isinstance(choice, str) else bool(choice.search(text))


def _holds_none(source: str, words: tuple[str, ...]) -> None:
    source = DRAWN.sub("", source)
    for each in words:
        forms = {each, quote(each), each.replace("'", "&#x27;"), each.replace("'", "&#39;")}
        assert not any(form in source for form in forms), f"“{each}” is in the page"
