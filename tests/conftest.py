"""What all tests share: a cache folder that is nobody's, and one browser for each file of tests."""

import os
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from browsing import find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_FOLDER = tempfile.TemporaryDirectory(prefix="infoview-tests-")
os.environ["INFOVIEW_CACHE"] = _FOLDER.name


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """A Chromium; tests that want one are skipped where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api")
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("no Chromium on PATH; name one in the variable CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()
