"""The browser that opens pages in tests and takes their pictures."""

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

__all__ = ["DESK", "HOSTILE", "PHONE", "TABLET", "Opener", "Visit", "find_chromium"]

DESK, TABLET, PHONE = ({"width": width, "height": height} for width, height in ((1280, 900), (800, 1100), (390, 844)))
HOSTILE = "</script><img src=x onerror=\"document.title='owned'\"><b>bold</b> <!-- <script>"
"""Words of a note that would act if they became markup."""
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_chromium() -> str | None:
    """Find a Chromium: what the variable ``CHROMIUM`` names, else what is on PATH, else None."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


class Visit:
    """A page that is open in a browser, and what it did that it should not."""

    def __init__(self, page: "Page", path: Path, place: str = "") -> None:
        self.page, self.requests, self.complaints = page, list[str](), list[str]()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.context.route("**/*", self._refuse)
        self._allowed = path.as_uri()
        page.goto(self._allowed + place)

    def _refuse(self, route: "Route") -> None:
        if route.request.url == self._allowed:
            route.continue_()
        else:
            self.requests.append(route.request.url)
            route.abort()

    def width(self) -> int:
        """How wide the page is; more than the window means that it scrolls sideways."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))

    def paper(self) -> str:
        """Which colour the page is written on."""
        return str(self.page.evaluate("getComputedStyle(document.body).backgroundColor"))

    def barriers(self) -> list[tuple[str, list[str]]]:
        """What axe finds to keep somebody out, and where; the page has to be open with ``bypass_csp``."""
        axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
        found = axe.run(self.page).response["violations"]
        return [(item["id"], item["nodes"][0]["target"]) for item in found]


_Kind = TypeVar("_Kind", bound=Visit)


class Opener(Generic[_Kind]):
    """Opens pages, each in a context of its own that has no network, and closes them all."""

    def __init__(self, browser: "Browser", folder: Path, kind: type[_Kind]) -> None:
        self._browser, self._folder, self._kind = browser, folder, kind
        self._contexts = list["BrowserContext"]()

    def __call__(self, text: str, place: str = "", **how: object) -> _Kind:
        path = self._folder / "page.html"
        path.write_text(text, encoding="utf-8")
        context = self._browser.new_context(**{"viewport": DESK, "offline": True, "reduced_motion": "reduce", **how})  # type: ignore[arg-type]
        self._contexts.append(context)
        return self._kind(context.new_page(), path, place)

    def close(self) -> None:
        for context in self._contexts:
            context.close()
