"""Take the pictures of the referral page for the documentation; needs a Chromium and ``pip install -e .[dev]``."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import networkx as nx
from PIL import Image
from playwright.sync_api import Page, sync_playwright

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent / "tests"))

from browsing import find_chromium  # noqa: E402
from networks import make_network  # noqa: E402

from infoview_analysis.report import network_page  # noqa: E402

# Few machines have the fonts, and pictures should be the same on all.
ROMANIZED = {
    "अनिता": "Anita",
    "रवि": "Ravi",
    "शर्मा": "Sharma",
    "वर्मा": "Varma",
    "田中": "Tanaka",
    "鈴木": "Suzuki",
    "김": "Kim",
    "이": "Yi",
    "さくら": "Sakura",
    "健一": "Kenichi",
    "민준": "Minjun",
    "서연": "Seoyeon",
}


def main() -> None:
    """Take pictures of 10, 50 and 300 invented people."""
    with open_browser() as page:
        show(page, 10)
        page.locator(".node").nth(2).hover()
        take(page, "network-10.png")
        show(page, 50)
        page.locator(".node").nth(2).click()
        take(page, "network-50.png")
        show(page, 300)
        take(page, "network-300.png")


@contextmanager
def open_browser() -> Iterator[Page]:
    """Open a browser as wide as a desk's."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", locale="en-GB")
        browser.close()


def show(page: Page, people: int) -> None:
    """Open the page about so many people."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        path.write_text(network_page(romanize(make_network(people, 1))), encoding="utf-8")
        page.goto(path.as_uri())


def romanize(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Write names and quotes in letters that every machine can show."""
    for data in [*(data for _, data in graph.nodes(data=True)), *(data for *_, data in graph.edges(data=True))]:
        for key in {"name", "quote"} & data.keys():
            for name, plain in ROMANIZED.items():
                data[key] = data[key].replace(name, plain)
    return graph


def take(page: Page, name: str) -> None:
    """Keep what is seen, in 256 colours."""
    page.wait_for_timeout(300)
    seen = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture = seen.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    picture.save(DOCS / name, optimize=True)


if __name__ == "__main__":
    main()
