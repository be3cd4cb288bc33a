"""The browser that opens pages in tests and takes their pictures."""

import os
import shutil

__all__ = ["find_chromium"]

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_chromium() -> str | None:
    """Find a Chromium: what the variable ``CHROMIUM`` names, else what is on PATH, else None."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
