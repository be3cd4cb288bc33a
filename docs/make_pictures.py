"""Take the pictures of the pages for the documentation; needs a Chromium and ``pip install -e .[dev]``."""

import datetime as dt
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import networkx as nx
from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent / "tests"))

from browsing import DESK, PHONE, TABLET, find_chromium  # noqa: E402
from networks import make_network  # noqa: E402

from infoview_analysis.corpus import analyze  # noqa: E402
from infoview_analysis.reflection import read_profile  # noqa: E402
from infoview_analysis.report import network_page, report_page  # noqa: E402

DAY = dt.date(2026, 3, 20)
"""The day on which the report on the sample notes is made."""

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
    """Take pictures of the report on the sample notes, and of 10, 50 and 300 invented people."""
    take_report()
    with open_browser() as page:
        show_people(page, 10)
        page.locator(".node").nth(2).hover()
        keep(see(page), "network-10.png")
        show_people(page, 50)
        page.locator(".node").nth(2).click()
        keep(see(page), "network-50.png")
        show_people(page, 300)
        keep(see(page), "network-300.png")


def take_report() -> None:
    """Take the report as it is on a desk, and beside each other on a tablet in the dark and on a phone."""
    report = report_page(analyze(DOCS.parent / "data/notes"), read_profile(DOCS.parent / "data/profile.md"), today=DAY)
    with open_browser({**DESK, "height": 1600}) as page:
        show(page, report)
        keep(see(page), "report.png")
    with open_browser({**TABLET, "height": 1300}, color_scheme="dark") as page:
        show(page, report, "#contradictions")
        tablet = see(page)
    with open_browser({**PHONE, "height": 1300}) as page:
        show(page, report)
        phone = see(page)
    keep(stand_together(tablet, phone), "report-small.png")


def stand_together(*pictures: Image.Image) -> Image.Image:
    """Put pictures of one height beside each other."""
    gap = 24
    whole = Image.new("RGB", (sum(one.width + gap for one in pictures) - gap, pictures[0].height), "white")
    left = 0
    for one in pictures:
        whole.paste(one, (left, 0))
        left += one.width + gap
    return whole


@contextmanager
def open_browser(size: ViewportSize = DESK, **how: str) -> Iterator[Page]:
    """Open a browser of a size."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        yield browser.new_page(viewport=size, reduced_motion="reduce", locale="en-GB", **how)
        browser.close()


def show_people(page: Page, people: int) -> None:
    """Open the page about so many people."""
    show(page, network_page(romanize(make_network(people, 1))))


def show(page: Page, text: str, place: str = "") -> None:
    """Open a page at a place."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        path.write_text(text, encoding="utf-8")
        page.goto(path.as_uri() + place)


def romanize(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Write names and quotes in letters that every machine can show."""
    for data in [*(data for _, data in graph.nodes(data=True)), *(data for *_, data in graph.edges(data=True))]:
        for key in {"name", "quote"} & data.keys():
            for name, plain in ROMANIZED.items():
                data[key] = data[key].replace(name, plain)
    return graph


def see(page: Page) -> Image.Image:
    """Return what is seen of a page."""
    page.wait_for_timeout(300)
    return Image.open(BytesIO(page.screenshot())).convert("RGB")


def keep(seen: Image.Image, name: str) -> None:
    """Keep a picture in 256 colours."""
    picture = seen.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    picture.save(DOCS / name, optimize=True)


if __name__ == "__main__":
    main()
