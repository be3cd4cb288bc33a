"""What the page promises."""

import datetime as dt
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
    make_follow_up,
    make_interview,
    make_passage,
    make_referral,
    make_reflection,
    make_skill,
    make_story,
    make_trend,
)

from infoview_analysis.cli import main
from infoview_analysis.corpus import Corpus
from infoview_analysis.errors import OutputError
from infoview_analysis.network import referral_graph
from infoview_analysis.reflection import Profile, build_overview, parse_profile
from infoview_analysis.reflection.quotes import quote_lines
from infoview_analysis.report import make_link, network_page, report_page, write_report
from infoview_analysis.report.citing import Sources
from infoview_analysis.report.content import build_content, lead_to, list_sections

STORY = make_corpus(*make_story())
DAY = dt.date(2024, 4, 1)
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


def rich_corpus(talks: int) -> Corpus:
    """So many talks, each of which says something of everything."""
    names = ("Ann Lee", "Bob Ray", "Cho Kim", "Dev Patel", "Eve Sole")[:talks]
    held = [make_interview(name, date=f"2024-01-1{day}", role="nurse") for day, name in enumerate(names)]
    return make_corpus(
        *held,
        *(make_skill(of=talk) for talk in held),
        *(make_skill(f"skill of {talk.interviewee}", of=talk, line=8) for talk in held),
        *(make_trend("registers" if place else "rotas", of=talk) for place, talk in enumerate(held)),
        *(make_advice("Do not do a master's", of=talk) for talk in held[:1]),
        *(make_advice("Do a master's first", of=talk, polarity="do") for talk in held[1:]),
        *(make_reflection(of=talk) for talk in held),
        *(make_referral(talk.interviewee, "Fay Moor", of=talk) for talk in held),
        *(make_follow_up("Fay Moor", of=talk, due="2024-02-20") for talk in held),
    )


PAGES = {
    "empty": lambda: report_page(Corpus.empty(), today=DAY),
    "one": lambda: report_page(make_corpus(make_interview("Ann Lee")), today=DAY),
    "story": lambda: report_page(STORY, today=DAY),
    "profile": lambda: report_page(STORY, parse_profile("---\nname: Orla\nskills: {Python: 1}\n---"), today=DAY),
    "hostile": lambda: report_page(hostile_corpus(), Profile(name=HOSTILE), today=DAY),
    **{f"rich {talks}": lambda talks=talks: report_page(rich_corpus(talks), today=DAY) for talks in (1, 2, 3, 5)},
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
    assert report_page(STORY, today=DAY) == render("story")


def test_order_of_notes_changes_nothing() -> None:
    assert report_page(make_corpus(*reversed(make_story())), today=DAY) == render("story")


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


@pytest.mark.parametrize("name", PAGES)
def test_every_quote_names_its_place(name: str) -> None:
    quotes = re.findall(r'<li class="said".*?</li>', render(name), re.DOTALL)
    assert all('class="place"' in quote for quote in quotes)
    assert quotes or name in ("empty", "one", "empty network")


@pytest.mark.parametrize("name", PAGES)
def test_no_sentence_counts_what_cannot_be_counted(name: str) -> None:
    words = " ".join(Page(render(name)).words.split())
    assert not re.search(r"\b1 of 1\b|\b0 of 0\b|\b0 %|\b1 (?:talks|people|remarks|notes)\b|\(\)| \.(?:\s|$)", words)


def test_words_of_the_letter_lead_to_what_they_are_about() -> None:
    corpus = rich_corpus(5)
    overview = build_overview(corpus, None, DAY)
    content = build_content(corpus, overview, None, DAY, Sources(corpus)) | {"people": True}
    places = lead_to(content, list_sections(content))
    about = {phrase.about for part in overview.letter for phrase in part.prose} - {""}
    assert len(about) > 8
    assert about <= places.keys()
    assert set(places.values()) <= set(Page(render("rich 5")).values("id"))


def test_who_says_the_contrary_stands_beside_with_position() -> None:
    page = render("rich 3")
    dispute = page[page.index('id="contradiction-1"') :].partition("</article>")[0]
    one, other = dispute.split("<h4")[1:]
    assert "For" in one
    assert "Bob Ray" in one
    assert "Against" in other
    assert "Ann Lee" in other
    assert "(nurse; health care)" in other


def test_what_several_say_is_one_theme() -> None:
    words = " ".join(Page(render("rich 5")).words.split())
    assert "Given by more than one" in words
    assert "“Do a master's first” 4 of 5 Do Bob Ray, Cho Kim, Dev Patel and Eve Sole" in words  # Ann advises against


def test_opposite_orders_stand_side_by_side() -> None:
    ann, bob = make_interview("Ann Lee"), make_interview("Bob Ray")
    orders = [("Learn SQL before Python", ann), ("Learn Python before SQL", bob)]
    page = report_page(make_corpus(ann, bob, *(make_advice(said, of=talk, polarity="do") for said, talk in orders)))
    words = " ".join(Page(page).words.split())
    assert "What comes first Python first 1 talk" in words
    assert "SQL first 1 talk" in words


def test_what_is_past_is_marked_on_the_day_of_the_page() -> None:
    assert 'class="overdue">past' in render("rich 3")
    assert 'class="overdue">past' not in report_page(rich_corpus(3), today=dt.date(2024, 2, 1))


def test_fit_gives_no_score_without_weights_and_none_without_evidence() -> None:
    assert "Score" not in Page(render("rich 5")).words
    me = parse_profile("---\nvalues: {pay: 5}\ntargets: [{field: nursing}]\n---")
    assert "nothing was heard yet of any of your values" in report_page(rich_corpus(5), me, today=DAY)


def test_line_is_drawn_from_three_talks_on() -> None:
    assert "<figure>" not in render("rich 2")
    drawing = re.search("<figure>.*?</figure>", render("rich 3"), re.DOTALL)
    assert drawing
    assert "Different skills named so far, talk by talk: 3 after two talks, 4 after three talks" in drawing[0]
    assert "band" not in drawing[0]
    assert 'class="band"' in render("rich 5")


def test_order_of_paths_names_who_leads_how_often() -> None:
    nurses = [make_interview(name, date=f"2024-01-1{day}", role="nurse") for day, name in enumerate(("Ann", "Bob"))]
    clerk = make_interview("Cho Kim", date="2024-02-01", role="solicitor")
    told = [
        make_passage(text, of=talk, topic="culture")
        for talk, text in [(nurses[0], "The pay is good."), (nurses[1], "Pay is generous."), (clerk, "Pay is poor.")]
    ]
    me = parse_profile("---\nvalues: {pay: 4}\ntargets: [{field: health care}, {field: law}]\n---")
    words = Page(report_page(make_corpus(*nurses, clerk, *told), me, today=DAY)).words
    assert "health care always comes first" in words
    assert "How sure is the order of health care and law?" in words


# --- Opening notes -----------------------------------------------------------------------------------------


def test_page_says_nothing_of_where_the_notes_are_unless_asked(tmp_path: Path) -> None:
    assert str(tmp_path) not in render("story")
    page = report_page(STORY, today=DAY, link=make_link("file", tmp_path))
    links = set(Page(page).values("href"))
    assert (tmp_path / "bob-ray.md").as_uri() in links
    assert (tmp_path / "bob-ray.md").as_uri() in page.partition("network-data")[2]


def test_links_and_pseudonyms_exclude_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    how = ("--links", "file", "--pseudonymize", str(tmp_path / "key.json"))
    assert main(["report", str(tmp_path), "-o", str(tmp_path / "page.html"), *how]) == 2
    assert "leave out one of the two options" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_link_of_one_note_is_that_note(tmp_path: Path) -> None:
    (tmp_path / "a b.md").write_text("text")
    assert make_link("file", tmp_path / "a b.md")("a b.md") == (tmp_path / "a b.md").as_uri()


@pytest.mark.parametrize("note", ["../../etc/passwd", "a.md?x=1&y", "x#y.md", 'a"b<c>.md', "javascript:alert(1).md"])
@pytest.mark.parametrize("kind", ["file", "obsidian"])
def test_name_of_a_note_is_only_a_path_in_its_link(kind: str, note: str, tmp_path: Path) -> None:
    address = make_link(kind, tmp_path)(note)  # type: ignore[arg-type]
    assert address.startswith("file:///" if kind == "file" else "obsidian://open?path=")
    assert not set('"<># ') & set(address)


@pytest.mark.parametrize("note", ["a.md", "2024-01-10 Lee, Ann.md", "talks, 2024/Ann (first): 2.md"])
@pytest.mark.parametrize("name", ["Ann Lee", "Lee, Ann", "somebody (a friend)"])
def test_quotes_of_an_answer_are_read_back(note: str, name: str) -> None:
    talk = make_interview(name, note=note, date="2024-01-10")
    line = quote_lines([{"quote": "I said “no” (twice), ok", "interviewee": name, "note": note, "line": 7}])
    (words,) = Sources(make_corpus(talk)).read(line)
    assert (words["quote"], words["who"], words["place"]) == ("I said “no” (twice), ok", name, f"{note}:7")
    assert (words["day"], words["talk"]) == ("10 January 2024", 0)


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
    write_report(STORY, tmp_path / "page.html", today=DAY)
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == render("story")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_report(STORY, tmp_path)
