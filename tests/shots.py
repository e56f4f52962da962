"""Pictures of pages at 360 and 1280 px, light and dark: python -m tests.shots http://localhost:8000 FOLDER / /prepare/

With --cookie NAME=VALUE it looks at the pages as the one whose session that is.
"""

from __future__ import annotations

import argparse
import shutil
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


def shoot(browser: Browser, *, base: str, folder: Path, paths: list[str], cookie: str = "") -> list[str]:
    """Write a picture a page, width and theme; return the pages that are wider than the screen."""
    wide = []
    for width, theme in product((360, 1280), ("light", "dark")):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=theme)
        if cookie:
            name, _, value = cookie.partition("=")
            context.add_cookies([{"name": name, "value": value, "url": base}])
        page = context.new_page()
        for path in paths:
            page.goto(base + path)
            page.evaluate("document.fonts.ready")
            name = path.strip("/").replace("/", "-") or "first"
            page.screenshot(path=folder / f"{name}-{width}-{theme}.png", full_page=True)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append(f"{path} at {width}")
        context.close()
    return wide


def main() -> None:
    """Take what the command line asks for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("base")
    asked.add_argument("folder", type=Path)
    asked.add_argument("paths", nargs="+")
    asked.add_argument("--cookie", default="")
    given = asked.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for page in shoot(
            browser, base=given.base.rstrip("/"), folder=given.folder, paths=given.paths, cookie=given.cookie
        ):
            print(f"wider than the screen: {page}")
        browser.close()


if __name__ == "__main__":
    main()
