"""What a reader meets who opens the referral page in a browser."""

from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from browsing import HOSTILE, PHONE, Opener, Visit
from factories import make_corpus, make_interview, make_referral, make_story
from networks import make_network

from infoview_analysis.network import NOTE_TAKER, merged_graph, referral_graph
from infoview_analysis.report import network_page, report_page

sync_api = pytest.importorskip("playwright.sync_api")


class NetworkVisit(Visit):
    """An open page with a picture of referrals."""

    def node(self, name: str) -> sync_api.Locator:
        return self.page.locator(f'.node[aria-label^="{name}"]:visible')

    def lit(self) -> list[str]:
        """Names in the picture that are neither dimmed nor still to come."""
        names = (
            "nodes => nodes.map((one) => [...one.querySelectorAll('text')].map((line) => line.textContent).join(' '))"
        )
        return list(self.page.locator(".node:not(.dim):not(.later):visible").evaluate_all(names))

    def shown(self) -> list[str]:
        # The words that are there: what is drawn of them may lag behind on a busy machine.
        return self.page.locator("tr[data-person]:visible th button").all_text_contents()

    def tip(self) -> str:
        self.page.wait_for_selector(".tip", state="visible")
        return self.page.inner_text(".tip")

    def focus_label(self) -> str:
        return self.page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''")

    def set_time(self, step: int | None) -> None:
        code = "(bar, step) => { bar.value = step ?? bar.max; bar.dispatchEvent(new Event('input')); }"
        self.page.eval_on_selector(".time", code, step)


@pytest.fixture
def visit(browser: sync_api.Browser, tmp_path: Path) -> Iterator[Opener[NetworkVisit]]:
    opener = Opener(browser, tmp_path, NetworkVisit)
    yield opener
    opener.close()


def story() -> nx.MultiDiGraph:
    """Ann, found at an event, leads to Bob, he to Cho and to Dev, who is open; two fields of work."""
    graph = referral_graph(make_corpus(*make_story()))
    fields = {"ann-lee": "data and analytics", "bob-ray": "software", "cho-kim": "software"}
    nx.set_node_attributes(graph, "", "field")
    nx.set_node_attributes(graph, fields, "field")
    return graph


def hostile() -> nx.MultiDiGraph:
    graph = story()
    for _, data in graph.nodes(data=True):
        data.update(name=f"{data['name']} {HOSTILE}", role=HOSTILE, organization=HOSTILE, field=HOSTILE)
    for _, _, data in graph.edges(data=True):
        data.update(quote=HOSTILE, how=HOSTILE, note=f"{HOSTILE}.md")
    return graph


STORY = network_page(story())


# --- Nothing leaves, nothing acts --------------------------------------------------------------------------


@pytest.mark.parametrize("people", [1, 50, 450])
def test_page_asks_for_nothing_and_complains_of_nothing(people: int, visit: Opener[NetworkVisit]) -> None:
    found = visit(network_page(make_network(people, 1)))
    found.node("You").click()
    assert (found.requests, found.complaints) == ([], [])


def test_page_about_nobody_complains_of_nothing(visit: Opener[NetworkVisit]) -> None:
    found = visit(network_page(referral_graph(make_corpus())))
    assert "Nobody yet" in found.page.inner_text("main")
    assert (found.requests, found.complaints) == ([], [])


def test_words_that_look_like_markup_stay_text(visit: Opener[NetworkVisit]) -> None:
    found = visit(network_page(hostile()))
    found.node("Bob Ray").hover()
    assert HOSTILE in found.tip()
    found.node("Bob Ray").click()
    assert HOSTILE in found.page.inner_text(".card")
    assert found.page.locator("img, b").count() == 0
    assert found.page.title() == "Who led to whom"
    assert (found.requests, found.complaints) == ([], [])


# --- Pointing and choosing ---------------------------------------------------------------------------------


def test_pointing_at_a_person_tells_who_said_what_when_and_where(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    found.node("Dev Patel").hover()
    told = found.tip()
    for words in ("Dev Patel", "Designer, Delta", "not yet written to", "Bob Ray points to Dev Patel", "bob-ray.md:9"):
        assert words in told
    assert "Bob Ray, 10 February 2024" in told


def test_pointing_at_a_line_tells_its_words(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    found.page.locator('.link[aria-label^="Bob Ray pointed to Dev Patel"] .hit').hover()
    assert "Bob Ray pointed to Dev Patel" in found.tip()
    assert "Bob Ray points to Dev Patel" in found.tip()


def test_every_statement_about_a_person_is_on_their_card(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    found.node("Bob Ray").click()
    card = found.page.inner_text(".card")
    assert "ann-lee.md:5" in card
    assert "bob-ray.md:2" in card
    assert "You → Ann Lee → Bob Ray" in card
    assert "Pointed to 2 people" in card


def test_choosing_a_person_lights_the_way_there_and_all_who_follow(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    found.node("Cho Kim").click()
    assert found.lit() == ["You", "Ann Lee", "Bob Ray", "Cho Kim"]
    found.page.click(".card .inline:has-text('Ann Lee')")
    assert found.lit() == ["You", "Ann Lee", "Bob Ray", "Cho Kim", "Dev Patel"]


def test_people_reached_are_those_that_the_yield_counts(visit: Opener[NetworkVisit]) -> None:
    graph = make_network(50, 1)
    found = visit(network_page(graph))
    seed = max((key for key, wave in graph.nodes(data="wave") if wave == 0), key=graph.out_degree)
    reached = nx.descendants(merged_graph(graph), seed)
    found.page.click(f"tr[data-person='{list(graph).index(seed)}'] button")
    assert found.page.inner_text(".card h3") == graph.nodes[seed]["name"]
    assert len(found.lit()) <= len(reached) + 2


def test_escape_closes_the_card_and_gives_the_focus_back(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    found.node("Cho Kim").click()
    found.page.keyboard.press("Escape")
    assert found.page.locator(".card").is_hidden()
    assert found.focus_label().startswith("Cho Kim")
    assert len(found.lit()) == 5


def test_who_only_led_on_is_called_neither_written_to_nor_interviewed(visit: Opener[NetworkVisit]) -> None:
    talk = make_interview("Ann Lee", date="2024-01-10")
    found = visit(network_page(referral_graph(make_corpus(talk, make_referral("Jane Roe", "Ann Lee", of=talk)))))
    assert "diamond" in (found.node("Jane Roe").get_attribute("class") or "")
    assert "pointed you on, not interviewed" in found.page.inner_text("tr:has-text('Jane Roe') td >> nth=0")
    assert "pointed you on, not interviewed" in found.page.inner_text(".legend")


def test_a_name_in_the_table_opens_the_person(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    found.page.click("tr:has-text('Dev Patel') th button")
    assert found.page.inner_text(".card h3") == "Dev Patel"


# --- Finding and filtering ---------------------------------------------------------------------------------


def test_search_dims_the_rest_and_says_how_many_fit(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    found.page.fill("[name=words]", "DÉLTA")
    assert found.lit() == ["You", "Dev Patel"]
    assert found.shown() == ["Dev Patel"]
    assert found.page.inner_text(".found") == "1 of 4 people"
    assert found.page.get_attribute(".found", "aria-live") == "polite"


@pytest.mark.parametrize(
    ("words", "names"),
    [("engineer", ["Bob Ray"]), ("kim cho", ["Cho Kim"]), ("acme", ["Ann Lee"]), ("nobody", [])],
)
def test_search_knows_names_jobs_and_organizations(words: str, names: list[str], visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    found.page.fill("[name=words]", words)
    assert found.shown() == names


def test_enter_in_the_search_goes_to_the_first_who_fits(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    found.page.fill("[name=words]", "cho")
    found.page.keyboard.press("Enter")
    assert found.focus_label().startswith("Cho Kim")


def test_filters_by_field_and_state_work_together(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    found.page.select_option("[name=field]", "software")
    assert set(found.shown()) == {"Bob Ray", "Cho Kim"}
    found.page.select_option("[name=stage]", "open")
    assert found.shown() == []
    assert found.page.inner_text(".found") == "Nobody fits"
    found.page.select_option("[name=field]", "-")
    assert found.shown() == ["Dev Patel"]


def test_filter_by_time_keeps_who_was_named_or_met_then(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    found.page.fill("[name=from]", "2024-03-05")
    # Of Cho it is known that they met in March, not when.
    assert found.shown() == ["Cho Kim"]
    found.page.fill("[name=from]", "2024-02-01")
    found.page.fill("[name=to]", "2024-02-20")
    assert set(found.shown()) == {"Bob Ray", "Cho Kim", "Dev Patel"}


def test_show_all_undoes_every_filter(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    found.page.fill("[name=words]", "cho")
    found.page.click("text=Show all")
    sync_api.expect(found.page.locator("tr[data-person].out")).to_have_count(0)
    assert len(found.shown()) == len(found.lit()) - 1 == 4


# --- How the network grew ----------------------------------------------------------------------------------


def test_slider_shows_what_was_known_by_then(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    found.set_time(0)
    assert found.lit() == ["You", "Ann Lee", "Bob Ray"]
    assert set(found.shown()) == {"Ann Lee", "Bob Ray"}
    assert found.page.inner_text(".until") == "10 January 2024: 2 people, 1 interviewed"
    assert "unmet" in (found.node("Bob Ray").get_attribute("class") or "")
    found.set_time(None)
    assert len(found.lit()) == 5


def test_slider_says_where_it_stands(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    found.set_time(1)
    assert found.page.get_attribute(".time", "aria-valuetext") == "10 February 2024: 4 people, 2 interviewed"


def test_play_goes_on_by_itself_to_the_end(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY, reduced_motion="no-preference")
    found.page.click(".play")
    sync_api.expect(found.page.locator(".until")).to_have_text("everything")
    assert found.page.inner_text(".play") == "Play"


def test_play_can_be_paused(visit: Opener[NetworkVisit]) -> None:
    found = visit(network_page(make_network(50, 1)), reduced_motion="no-preference")
    found.page.click(".play")
    assert found.page.inner_text(".play") == "Pause"
    found.page.click(".play")
    assert found.page.inner_text(".play") == "Play"
    assert found.page.inner_text(".until") != "everything"


def test_nothing_moves_by_itself_where_motion_is_unwanted(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    assert found.page.inner_text(".play") == "Next step"
    found.page.click(".play")
    found.page.click(".play")
    assert found.page.eval_on_selector(".time", "bar => Number(bar.value)") == 1
    duration = found.page.eval_on_selector(".node", "node => getComputedStyle(node).transitionDuration")
    assert duration == "0s"


# --- Keys alone --------------------------------------------------------------------------------------------


def test_arrow_keys_walk_along_the_chains_and_enter_opens(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    found.page.focus("[data-zoom=fit]")
    found.page.keyboard.press("Tab")
    assert found.focus_label() == "You"
    walk = (
        ("ArrowRight", "Ann Lee, found by you"),
        ("ArrowRight", "Ann Lee"),
        ("ArrowRight", "Ann Lee pointed to Bob Ray"),
        ("ArrowRight", "Bob Ray"),
        ("ArrowRight", "Bob Ray pointed to Cho Kim"),
        ("ArrowDown", "Bob Ray pointed to Dev Patel"),
        ("ArrowRight", "Dev Patel"),
        ("ArrowUp", "Cho Kim"),
        ("ArrowLeft", "Bob Ray pointed to Cho Kim"),
        ("ArrowLeft", "Bob Ray"),
        ("Home", "You"),
    )
    for key, label in walk:
        found.page.keyboard.press(key)
        assert found.focus_label().startswith(label)
    found.page.keyboard.press("ArrowRight")
    assert "event" in found.tip()
    found.page.keyboard.press("Enter")
    assert found.page.inner_text(".card h3") == "Ann Lee"


def test_keys_reach_every_person_and_every_line(visit: Opener[NetworkVisit]) -> None:
    found = visit(network_page(make_network(50, 1)))
    code = """() => {
      const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      const all = [...document.querySelectorAll(".node, .link")];
      const seen = new Set();
      const waiting = [document.querySelector(".node.you")];
      while (waiting.length) {
        const element = waiting.pop();
        if (seen.has(element)) continue;
        seen.add(element);
        for (const key of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]) {
          element.focus();
          press(key);
          waiting.push(document.activeElement);
        }
      }
      return [seen.size, all.length];
    }"""
    seen, there = found.page.evaluate(code)
    assert seen == there


def test_picture_is_one_stop_for_the_tab_key(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    assert found.page.locator(".drawing [tabindex='0']").count() == 1
    found.node("Ann Lee").click()
    found.page.keyboard.press("Escape")
    found.page.keyboard.press("ArrowRight")
    assert found.page.locator(".drawing [tabindex='0']").count() == 1


# --- Many people -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def crowd() -> str:
    return network_page(make_network(600, 3))


def test_a_crowd_is_drawn_by_groups_and_listed_whole(crowd: str, visit: Opener[NetworkVisit]) -> None:
    found = visit(crowd)
    assert found.page.locator("tr[data-person]").count() == 600
    options = found.page.locator(".view option").all_inner_texts()
    assert options == ["organization", "field of work", "steps from you"]
    assert 1 < found.page.locator(".node:visible").count() < 130
    found.page.select_option(".view", "wave")
    assert found.page.locator(".node:visible").first.get_attribute("aria-label") == "You"


def test_choosing_a_group_lists_its_people(crowd: str, visit: Opener[NetworkVisit]) -> None:
    found = visit(crowd)
    found.page.select_option(".view", "field")
    found.node("law:").click()
    people = found.page.locator(".card .inline").count()
    rows = found.page.locator("tr[data-person]:not(.out)").count()
    assert found.page.inner_text(".card").startswith("Close\nlaw")
    assert 0 < people <= rows < 600
    found.page.locator(".card .inline").first.click()
    assert "How you got there" in found.page.inner_text(".card")


def test_search_in_a_crowd_lights_the_groups_of_who_fits(crowd: str, visit: Opener[NetworkVisit]) -> None:
    found = visit(crowd)
    found.page.select_option(".view", "field")
    found.page.fill("[name=words]", "paralegal")
    assert len(found.lit()) < found.page.locator(".node:visible").count()
    assert found.page.inner_text(".found").endswith("of 600 people")


# --- Any size, any light, any paper ------------------------------------------------------------------------


@pytest.mark.parametrize("people", [10, 50, 300])
def test_names_in_the_picture_do_not_overlap(people: int, visit: Opener[NetworkVisit]) -> None:
    found = visit(network_page(make_network(people, 1)))
    code = """texts => {
      const boxes = texts.map((text) => text.getBoundingClientRect());
      return boxes.flatMap((one, i) => boxes.slice(i + 1).filter((two) =>
        one.left < two.right - 1 && two.left < one.right - 1 && one.top < two.bottom - 3 && two.top < one.bottom - 3)).length;
    }"""
    assert found.page.eval_on_selector_all(".drawing text", code) == 0


@pytest.mark.parametrize("people", [10, 300])
def test_names_stay_inside_the_picture(people: int, visit: Opener[NetworkVisit]) -> None:
    found = visit(network_page(make_network(people, 1)))
    code = """svg => {
      const frame = svg.getBoundingClientRect();
      const boxes = [...svg.querySelectorAll("text, .dot")].map((text) => text.getBoundingClientRect());
      return boxes.filter((box) => box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom).length;
    }"""
    assert found.page.eval_on_selector(".drawing svg", code) == 0


@pytest.mark.parametrize("people", [10, 300])
def test_a_phone_needs_no_sideways_scrolling(people: int, visit: Opener[NetworkVisit]) -> None:
    found = visit(network_page(make_network(people, 1)), viewport=PHONE)
    assert found.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    found.node("You").click()
    assert found.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_picture_grows_shrinks_and_fits(visit: Opener[NetworkVisit]) -> None:
    found = visit(network_page(make_network(300, 1)))

    def measure() -> float:
        return float(found.page.eval_on_selector(".drawing svg", "svg => svg.getBoundingClientRect().width"))

    before = measure()
    found.page.click("[data-zoom=in]")
    assert measure() == pytest.approx(before * 1.25, rel=0.01)
    found.page.click("[data-zoom=fit]")
    assert measure() == pytest.approx(found.page.eval_on_selector(".stage", "stage => stage.clientWidth"), abs=4)


def test_dragging_moves_the_picture_and_opens_nobody(visit: Opener[NetworkVisit]) -> None:
    found = visit(network_page(make_network(300, 1)))
    box = found.page.locator(".stage").bounding_box()
    assert box is not None
    found.page.mouse.move(box["x"] + 600, box["y"] + 500)
    found.page.mouse.down()
    found.page.mouse.move(box["x"] + 500, box["y"] + 100, steps=4)
    found.page.mouse.up()
    assert found.page.eval_on_selector(".stage", "stage => stage.scrollTop") == pytest.approx(400, abs=5)
    assert found.page.locator(".card").is_hidden()


def test_paper_shows_everything_whatever_is_filtered(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    found.page.fill("[name=words]", "cho")
    found.set_time(0)
    found.page.emulate_media(media="print")
    assert len(found.shown()) == 4
    assert found.page.locator(".node:visible").count() == 5
    assert found.page.eval_on_selector_all(".node", "all => all.every((one) => getComputedStyle(one).opacity === '1')")
    assert found.page.locator(".controls:visible, .tools:visible").count() == 0


def test_without_script_the_picture_and_the_table_are_there(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY, java_script_enabled=False)
    assert found.page.locator(".node:visible").count() == 5
    assert len(found.shown()) == 4
    assert found.page.locator(".controls:visible, .tools:visible").count() == 0


def test_dark_rooms_get_a_dark_page(visit: Opener[NetworkVisit]) -> None:
    colors = {scheme: visit(STORY, color_scheme=scheme).paper() for scheme in ("light", "dark")}
    assert colors == {"light": "rgb(253, 252, 249)", "dark": "rgb(23, 25, 28)"}


def test_report_holds_the_same_picture(visit: Opener[NetworkVisit]) -> None:
    found = visit(report_page(make_corpus(*make_story())))
    found.node("Dev Patel").click()
    assert "Bob Ray points to Dev Patel" in found.page.inner_text("#people .card")
    assert (found.requests, found.complaints) == ([], [])


# --- For everybody -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("people", "scheme"), [(50, "light"), (50, "dark"), (450, "light")])
def test_axe_finds_no_barrier(people: int, scheme: str, visit: Opener[NetworkVisit]) -> None:
    found = visit(network_page(make_network(people, 1)), color_scheme=scheme, bypass_csp=True)
    found.node("You").click()
    assert found.barriers() == []


def test_every_person_and_line_is_named_for_a_screen_reader(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    drawing = found.page.locator(".drawing svg")
    assert drawing.get_attribute("role") == "group"
    assert "three people interviewed" in (drawing.get_attribute("aria-label") or "").lower()
    labels = [item.get_attribute("aria-label") for item in found.page.locator(".node, .link").all()]
    assert "Dev Patel; Designer, Delta; not yet written to; pointed to by Bob Ray" in labels
    assert all(labels)


def test_the_note_taker_is_in_no_row(visit: Opener[NetworkVisit]) -> None:
    found = visit(STORY)
    assert story().nodes[NOTE_TAKER]["name"] not in found.shown()
