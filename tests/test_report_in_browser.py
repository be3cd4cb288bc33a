"""What a reader meets who opens the report in a browser."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from browsing import DESK, HOSTILE, PHONE, TABLET, Opener, Visit
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
from samples import DATA, analyze_sample

from infoview_analysis.corpus import Corpus
from infoview_analysis.reflection import parse_profile, read_profile
from infoview_analysis.report import report_page

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect

ME = parse_profile("---\nname: Orla\nskills: {SQL: 2}\nvalues: {pay: 3}\ntargets: [{field: nursing}]\n---")
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


def talks() -> Corpus:
    """Two nurses and a developer: SQL of all, R of two of them, and everything else that a page shows."""
    ann = make_interview("Ann Lee", date="2024-01-10", role="nurse", organization="Acme Hospital")
    bob = make_interview("Bob Ray", date="2024-02-10", role="software developer", organization="Bolt")
    cho = make_interview("Cho Kim", date="2024-03-20", role="nurse", organization="Core Clinic")
    return make_corpus(
        *(ann, bob, cho),
        *(make_passage("SQL every single day.", of=ann), make_passage("Pay is poor.", of=cho, topic="culture", line=8)),
        *(make_skill("SQL", of=ann), make_skill("SQL", of=bob), make_skill("SQL", of=cho, stance="optional")),
        *(make_skill("R", of=bob), make_skill("R", of=cho, stance="declining")),
        make_skill("SQL", of=ann, stance="gap", speaker="note_taker", line=9),
        *(make_trend(of=ann), make_trend("registers", of=bob, direction="rising")),
        *(make_advice("Do a master's first", of=ann, polarity="do"), make_advice("Don't do a master's", of=bob)),
        *(make_reflection(of=ann), make_reflection(of=cho)),
        *(make_referral("Ann Lee", "Bob Ray", of=ann), make_referral("Bob Ray", "Dev Patel", of=bob, line=9)),
        *(make_follow_up("Ann Lee", of=ann, due="2024-01-20"), make_follow_up("Dev Patel", of=bob)),
        make_diagnostic(),
    )


def hostile() -> Corpus:
    talk = make_interview(HOSTILE, note=f"{HOSTILE[:9]}.md", role=HOSTILE, organization=HOSTILE, date="2024-01-10")
    more = make_interview("Bob Ray", date="2024-02-10", role=HOSTILE, industry=HOSTILE)
    said = [make(HOSTILE, of=one) for one in (talk, more) for make in (make_skill, make_advice, make_trend)]
    return make_corpus(
        *(talk, more, *said, make_reflection(of=talk), make_diagnostic(message=HOSTILE)),
        make_skill(HOSTILE, of=talk, stance="gap", speaker="note_taker"),
        make_referral(HOSTILE, f"Dev {HOSTILE}", of=talk, quote=HOSTILE),
        make_follow_up(HOSTILE, of=talk, due="2024-02-20"),
    )


PAGES = {
    "none": lambda: report_page(Corpus.empty()),
    "one": lambda: report_page(make_corpus(make_interview("Ann Lee"))),
    "story": lambda: report_page(make_corpus(*make_story())),
    "talks": lambda: report_page(talks(), ME),
    "hostile": lambda: report_page(hostile()),
    "sample": lambda: report_page(analyze_sample(), read_profile(DATA / "profile.md")),
}


@cache
def render(name: str) -> str:
    return PAGES[name]()


class ReportVisit(Visit):
    """An open report."""

    def row(self, section: str, name: str) -> "sync_api.Locator":
        return self.page.locator(f"#{section} .row", has=self.page.locator(f".name:text-is('{name}')"))

    def count(self, section: str, name: str) -> str:
        return str(self.row(section, name).locator(".count").first.text_content()).strip()

    def filter(self, **values: str) -> None:
        for name, value in values.items():
            element = self.page.locator(f".filters [name={name}]")
            if name == "field":
                element.select_option(value)
            else:
                element.fill(value)


@pytest.fixture
def visit(browser: "sync_api.Browser", tmp_path: Path) -> Iterator[Opener[ReportVisit]]:
    opener = Opener(browser, tmp_path, ReportVisit)
    yield opener
    opener.close()


# --- Nothing leaves, nothing acts --------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_page_asks_for_nothing_and_complains_of_nothing(name: str, visit: Opener[ReportVisit]) -> None:
    found = visit(render(name))
    found.page.evaluate(OPEN_ALL)
    if name != "none":
        found.filter(words="a")
    assert (found.requests, found.complaints) == ([], [])


def test_words_that_look_like_markup_stay_text(visit: Opener[ReportVisit]) -> None:
    found = visit(render("hostile"))
    found.page.evaluate(OPEN_ALL)
    found.filter(words="bold")
    assert HOSTILE in found.page.inner_text("#skills")
    assert found.page.locator("img, b").count() == 0
    assert found.page.title() == "What two conversations told you"
    assert (found.requests, found.complaints) == ([], [])


# --- Every number opens its quotes -------------------------------------------------------------------------


def test_words_of_the_letter_open_their_quotes(visit: Opener[ReportVisit]) -> None:
    found = visit(render("talks"))
    quote = found.page.locator("#skills .said", has_text="ann-lee.md:2")
    expect(quote).to_be_hidden()
    found.page.click("#letter a.to:text-is('SQL')")
    expect(quote).to_be_visible()


def test_every_link_of_the_letter_shows_something(visit: Opener[ReportVisit]) -> None:
    found = visit(render("sample"))
    places = found.page.eval_on_selector_all("#letter a", "all => all.map((one) => one.getAttribute('href'))")
    assert len(places) > 20
    for place in places:
        found.page.evaluate("place => { location.hash = place; }", place)
        expect(found.page.locator(place)).to_be_visible()


def test_an_address_with_a_place_opens_it(visit: Opener[ReportVisit]) -> None:
    found = visit(render("talks"), "#skill-1-said")
    expect(found.page.locator("#skill-1-said .said").first).to_be_visible()


def test_a_gap_that_is_opened_shows_both_sides_words(visit: Opener[ReportVisit]) -> None:
    found = visit(render("talks"))
    found.row("gaps", "SQL").locator("summary").click()
    told = found.row("gaps", "SQL").inner_text()
    assert "ann-lee.md:9" in told
    assert "cho-kim.md:2" in told


def test_without_script_quotes_can_be_opened(visit: Opener[ReportVisit]) -> None:
    found = visit(render("talks"), java_script_enabled=False)
    assert found.page.locator(".filters:visible").count() == 0
    found.page.click("#letter a.to:text-is('SQL')")
    expect(found.page.locator("#skills .said", has_text="ann-lee.md:2")).to_be_visible()


# --- The filter --------------------------------------------------------------------------------------------


def test_a_field_of_work_counts_its_own_talks(visit: Opener[ReportVisit]) -> None:
    found = visit(render("talks"))
    assert (found.count("skills", "SQL"), found.count("skills", "R")) == ("3 of 3", "2 of 3")
    found.filter(field="health care")
    assert (found.count("skills", "SQL"), found.count("skills", "R")) == ("both", "one")
    assert found.row("skills", "R").locator(".split").inner_text() == "1 losing weight"
    assert "from 2 of 3 talks" in found.page.inner_text("#shown")


def test_a_theme_counts_the_talks_that_are_left(visit: Opener[ReportVisit]) -> None:
    found = visit(render("sample"))
    theme = found.page.locator("#advice .theme").first
    before, _, talks = str(theme.locator(".count").text_content()).partition(" of ")
    assert talks == "30"
    found.filter(**{"from": "2026-01-01"})
    kept = theme.locator(".said[data-talk]:not([hidden])").evaluate_all(
        "all => new Set(all.map((one) => one.dataset.talk)).size"
    )
    assert 0 < kept < int(before)
    assert str(theme.locator(".count").text_content()).startswith(f"{kept} of ")


def test_one_talk_that_is_left_is_not_counted(visit: Opener[ReportVisit]) -> None:
    found = visit(render("talks"))
    found.filter(field="software and IT")
    assert found.count("skills", "SQL") == ""
    assert "1 of 1" not in found.page.inner_text("main")


def test_quotes_of_other_talks_are_hidden(visit: Opener[ReportVisit]) -> None:
    found = visit(render("talks"))
    found.page.evaluate(OPEN_ALL)
    found.filter(**{"from": "2024-02-01", "to": "2024-02-28"})
    shown = found.page.locator("#skills .said:visible, #gaps .said:visible").all_text_contents()
    assert shown
    assert all("bob-ray.md" in text for text in shown)


def test_what_is_not_counted_again_says_so(visit: Opener[ReportVisit]) -> None:
    found = visit(render("talks"))
    assert found.page.locator(".whole:visible").count() == 0
    found.filter(field="health care")
    assert found.page.locator(".whole:visible").count() >= 2


def test_words_keep_the_entries_that_hold_them(visit: Opener[ReportVisit]) -> None:
    found = visit(render("talks"))
    found.filter(words="REGISTÉRS")
    assert found.page.locator("#trends [data-item]:visible").count() == 1
    assert found.page.locator("#skills:visible, #advice:visible").count() == 0


def test_show_all_brings_everything_back(visit: Opener[ReportVisit]) -> None:
    found = visit(render("sample"))
    before = found.page.inner_text("main")
    found.filter(words="data", field="health care")
    assert found.page.inner_text("main") != before
    found.page.click(".filters button")
    expect(found.page.locator("#shown")).to_have_text("")
    assert found.page.inner_text("main") == before


# --- Keys alone --------------------------------------------------------------------------------------------


def test_keys_reach_the_content_and_open_quotes(visit: Opener[ReportVisit]) -> None:
    found = visit(render("talks"))
    found.page.keyboard.press("Tab")
    assert found.page.evaluate("document.activeElement.textContent") == "Skip to the content"
    found.page.keyboard.press("Enter")
    found.page.focus("#skills .row summary >> nth=0")
    found.page.keyboard.press("Enter")
    expect(found.page.locator("#skills .said").first).to_be_visible()


def test_following_a_link_moves_the_focus_there(visit: Opener[ReportVisit]) -> None:
    found = visit(render("talks"))
    found.page.focus("#letter a.to:text-is('SQL')")
    found.page.keyboard.press("Enter")
    expect(found.page.locator("#skills .row summary").first).to_be_focused()


# --- Any size, any light, any paper ------------------------------------------------------------------------


@pytest.mark.parametrize("size", [DESK, TABLET, PHONE], ids=["desk", "tablet", "phone"])
@pytest.mark.parametrize("name", ["one", "hostile", "sample"])
def test_nothing_is_wider_than_the_window(name: str, size: dict[str, int], visit: Opener[ReportVisit]) -> None:
    found = visit(render(name), viewport=size)
    found.page.evaluate(OPEN_ALL)
    assert found.width() <= size["width"]


def test_paper_has_the_quotes_and_no_controls(visit: Opener[ReportVisit]) -> None:
    found = visit(render("talks"))
    found.page.emulate_media(media="print")
    found.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert found.page.locator("#skills .said:visible").count() > 2
    assert found.page.locator("nav:visible, .filters:visible, .controls:visible").count() == 0
    found.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert found.page.locator("#skills .said:visible").count() == 0


def test_page_can_be_kept_as_pdf(visit: Opener[ReportVisit]) -> None:
    assert visit(render("talks")).page.pdf().startswith(b"%PDF")


def test_dark_rooms_get_a_dark_page(visit: Opener[ReportVisit]) -> None:
    colors = {scheme: visit(render("one"), color_scheme=scheme).paper() for scheme in ("light", "dark")}
    assert colors == {"light": "rgb(253, 252, 249)", "dark": "rgb(23, 25, 28)"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["none", "one", "talks", "sample"])
def test_axe_finds_no_barrier(name: str, scheme: str, visit: Opener[ReportVisit]) -> None:
    found = visit(render(name), color_scheme=scheme, bypass_csp=True)
    found.page.evaluate(
        "document.querySelectorAll('#skills details, #fit details').forEach((one) => { one.open = true; })"
    )
    assert found.barriers() == []
