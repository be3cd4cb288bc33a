"""What the page promises."""

import hashlib
import re
from base64 import b64encode
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from factories import (
    make_advice,
    make_corpus,
    make_diagnostic,
    make_interview,
    make_referral,
    make_reflection,
    make_skill,
    make_story,
    make_trend,
)

from infoview_analysis.corpus import Corpus
from infoview_analysis.errors import OutputError
from infoview_analysis.network import referral_graph
from infoview_analysis.reflection import Profile, parse_profile
from infoview_analysis.report import network_page, report_page, write_report

STORY = make_corpus(*make_story())
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">{{ 7*7 }}" onclick=\'x\' </style> </svg> &amp; ]]>'
VOID = {"meta", "input", "br", "img", "link"}


class Page(HTMLParser):
    """Reads a page and notes what is in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("style", "script"):
            self.words += data

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.elements)

    def values(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _, attrs in self.elements if attribute in attrs]


def hostile_corpus() -> Corpus:
    talk = make_interview(HOSTILE, note=f"{HOSTILE[:8]}.md", role=HOSTILE, organization=HOSTILE, date="2024-01-10")
    return make_corpus(
        talk,
        *(make_skill(HOSTILE, of=talk), make_skill(HOSTILE, of=talk, stance="gap", speaker="note_taker")),
        *(make_advice(HOSTILE, of=talk), make_trend(HOSTILE, of=talk), make_reflection(of=talk)),
        make_referral(HOSTILE, f"Dev {HOSTILE}", of=talk, quote=HOSTILE),
        make_diagnostic(message=HOSTILE),
    )


PAGES = {
    "empty": lambda: report_page(Corpus.empty()),
    "one": lambda: report_page(make_corpus(make_interview("Ann Lee"))),
    "story": lambda: report_page(STORY),
    "profile": lambda: report_page(STORY, parse_profile("---\nname: Orla\nskills: {Python: 1}\n---")),
    "hostile": lambda: report_page(hostile_corpus(), Profile(name=HOSTILE)),
    "network": lambda: network_page(referral_graph(STORY)),
    "hostile network": lambda: network_page(referral_graph(hostile_corpus())),
    "empty network": lambda: network_page(referral_graph(Corpus.empty())),
}


@cache
def render(name: str) -> str:
    return PAGES[name]()


@pytest.mark.parametrize("name", PAGES)
def test_page_is_well_formed(name: str) -> None:
    assert Page(render(name)).open == []


@pytest.mark.parametrize("name", PAGES)
def test_page_fetches_nothing(name: str) -> None:
    page = Page(render(name))
    assert not {"src", "srcset", "action", "data", "poster"} & {key for _, attrs in page.elements for key in attrs}
    assert all(link.startswith("#") for link in page.values("href"))
    assert "http:" not in render(name)
    assert "https:" not in render(name)


@pytest.mark.parametrize("name", PAGES)
def test_words_of_a_note_are_never_markup(name: str) -> None:
    page = Page(render(name))
    obeyed = [attrs for tag, attrs in page.elements if tag == "script" and attrs.get("type") != "application/json"]
    assert (obeyed, page.count("style"), page.count("img")) == ([{}, {}], 1, 0)
    assert not any(key.startswith("on") or key == "style" for _, attrs in page.elements for key in attrs)


def test_hostile_words_are_shown_as_they_are() -> None:
    words = Page(render("hostile")).words
    assert HOSTILE in words
    assert "{{ 7*7 }}" in words


@pytest.mark.parametrize("name", PAGES)
def test_policy_allows_own_style_and_script_only(name: str) -> None:
    policy = next(value for value in Page(render(name)).values("content") if value.startswith("default-src"))
    for tag in ("style", "script"):
        contents = re.findall(f"<{tag}>(.*?)</{tag}>", render(name), re.DOTALL)
        digests = [b64encode(hashlib.sha256(content.encode()).digest()).decode() for content in contents]
        allowed = re.search(f"{tag}-src (.*?);", policy)
        assert allowed is not None
        assert digests
        assert allowed[1].split() == [f"'sha256-{digest}'" for digest in digests]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere_and_names_are_unique(name: str) -> None:
    page = Page(render(name))
    names = page.values("id")
    assert len(names) == len(set(names))
    links = page.values("href") + [f"#{value}" for key in ("for", "aria-labelledby") for value in page.values(key)]
    assert {link.removeprefix("#") for link in links} <= set(names)


@pytest.mark.parametrize("name", PAGES)
def test_page_can_be_read_aloud(name: str) -> None:
    page = Page(render(name))
    assert ("html", {"lang": "en"}) in page.elements
    assert (page.count("main"), page.count("h1")) == (1, 1)
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(after - before < 2 for before, after in pairwise(levels))
    assert all(attrs.get("role") == "img" or attrs.get("aria-hidden") for tag, attrs in page.elements if tag == "svg")


@pytest.mark.parametrize("name", PAGES)
def test_no_value_is_missing(name: str) -> None:
    assert not re.search(r"\b(nan|None|<NA>|NaT)\b", Page(render(name)).words)


def test_same_corpus_gives_same_page() -> None:
    assert report_page(STORY) == render("story")


def test_order_of_notes_changes_nothing() -> None:
    assert report_page(make_corpus(*reversed(make_story()))) == render("story")


def test_empty_page_says_so_and_shows_no_empty_section() -> None:
    page = Page(render("empty"))
    assert "There is no interview in these notes yet." in page.words
    assert page.count("section") == 1


def test_every_statement_shows_quote_person_date_and_place() -> None:
    words = " ".join(Page(render("story")).words.split())
    assert "dashboards change Ann Lee, 10 January 2024 ann-lee.md:3" in words
    assert "Do not apply cold Bob Ray, 10 February 2024 bob-ray.md:4" in words
    assert "SQL all day needed Cho Kim, March 2024 cho-kim.md:2" in words
    assert "Bob Ray points to Dev Patel Bob Ray, 10 February 2024 bob-ray.md:9" in words


def test_letter_comes_before_any_table_or_picture() -> None:
    tags = [tag for tag, _ in Page(render("story")).elements]
    assert tags.index("section") < min(tags.index("table"), tags.index("svg"))
    assert 'id="letter"' in render("story").partition("<table")[0].partition("<svg")[0]


def test_what_was_not_understood_is_listed() -> None:
    words = " ".join(Page(render("story")).words.split())
    assert "cannot be read; save it as UTF-8 broken.md:1 bad-encoding" in words


def test_table_and_picture_show_the_same_people() -> None:
    page = render("network")
    picture, table = page.partition("<table")[0], page.partition("<table")[2]
    assert all(name in picture and name in table for name in ("Ann Lee", "Bob Ray", "Cho Kim", "Dev Patel"))


def test_profile_is_named_and_its_levels_shown() -> None:
    words = Page(render("profile")).words
    assert "Orla" in words
    assert "your level: 1 of 5" in words


def test_page_is_written_whole(tmp_path: Path) -> None:
    write_report(STORY, tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == render("story")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_report(STORY, tmp_path)
