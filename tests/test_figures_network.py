"""What the pictures of the referral network promise."""

import itertools
import warnings
from collections.abc import Iterable

import networkx as nx
import numpy as np
import pytest
from factories import make_corpus, make_interview, make_referral, make_story
from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.text import Text
from networks import make_network

from infoview_analysis.errors import UsageError
from infoview_analysis.figures import plot_growth, plot_network, render_figure
from infoview_analysis.figures.dots import color_fields
from infoview_analysis.figures.palette import pick_color
from infoview_analysis.figures.stages import find_stage
from infoview_analysis.network import NOTE_TAKER, find_waves, merged_graph, referral_graph

Corners = np.ndarray
STORY = referral_graph(make_corpus(*make_story()))
SIZES = [("columns", 10), ("columns", 50), ("columns", 300), ("columns", 1500)]
RINGS = [("rings", 10), ("rings", 50), ("rings", 100), ("rings", 1500)]


def measure(ax: Axes) -> list[Corners]:
    """Draw, then give the four corners of every name, head, title and legend; the machine may lack fonts."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        ax.figure.canvas.draw()
        written = [child for child in ax.get_children() if isinstance(child, Text) and child.get_text()]
        boxes = [measure_text(text) for text in written]
        return boxes + [legend.get_window_extent().corners()[[0, 1, 3, 2]] for legend in legends(ax)]


def measure_text(text: Text) -> Corners:
    """Measure a text lying level, then turn its corners: the box matplotlib gives of a turned one is too wide."""
    turn, anchor = np.radians(text.get_rotation()), text.get_transform().transform(text.get_position())
    text.set_rotation(0)
    corners = text.get_window_extent().corners()[[0, 1, 3, 2]] - anchor
    text.set_rotation(np.degrees(turn))
    return corners @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) + anchor


def overlap(one: Corners, another: Corners) -> bool:
    """Whether two rectangles overlap: no side of either has all of the other beyond it."""
    if (one.max(axis=0) <= another.min(axis=0)).any() or (another.max(axis=0) <= one.min(axis=0)).any():
        return False
    for corners in (one, another):
        for side in (corners[1] - corners[0], corners[2] - corners[1]):
            along_one, along_another = one @ side, another @ side
            if along_one.max() <= along_another.min() or along_another.max() <= along_one.min():
                return False
    return True


def legends(ax: Axes) -> list[Legend]:
    return ax.findobj(Legend)


def words(ax: Axes) -> list[str]:
    return [text.get_text() for legend in legends(ax) for text in legend.get_texts()]


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def title(ax: Axes) -> str:
    return " ".join(ax.get_title(loc="left").split())


def dots(ax: Axes, graph: nx.Graph) -> dict[str, object]:
    """Find the dot of each person: the one from which the name is least far to the right."""
    found = {}
    for person, name in graph.nodes(data="name"):
        (label,) = (text for text in ax.texts if text.get_text() == name)
        x, y = label.get_position()
        level = [line for line in ax.lines if line.get_ydata()[0] == y and line.get_xdata()[0] < x]
        found[person] = max(level, key=lambda line: line.get_xdata()[0])
    return found


def make_graph(
    edges: Iterable[tuple[str, str, str]], met: str = "", fields: dict[str, str] | None = None
) -> nx.MultiDiGraph:
    """Make a graph from (referrer, referred, status) and the names of people met, with spaces between.

    Identifiers are names in small letters. The note-taker found everybody to whom nobody points.
    """
    graph = nx.MultiDiGraph()
    graph.add_node(NOTE_TAKER, name="You", organization="", field="", wave=-1, interviewed=False, met="", first_seen="")
    for name in dict.fromkeys([*met.split(), *(name for edge in edges for name in edge[:2])]):
        known = {"organization": "", "field": (fields or {}).get(name, ""), "first_seen": ""}
        day = "2024-02-01" if name in met.split() else ""
        graph.add_node(name.lower(), name=name, interviewed=bool(day), met=day, **known)
    for number, (one, another, status) in enumerate(edges):
        said = {"kind": "referral", "date": "2024-01-01", "note": "a.md", "line": number}
        graph.add_edge(one.lower(), another.lower(), status=status, **said)
    for person, wave in find_waves(merged_graph(graph)).items():
        graph.nodes[person]["wave"] = wave
        if wave == 0:
            said = {"kind": "found", "date": "", "note": "a.md", "line": 0}
            graph.add_edge(NOTE_TAKER, person, status="contacted", **said)
    return graph


# --- Legible -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("arrangement", "people"), SIZES + RINGS)
def test_texts_never_overlap_nor_are_cut(arrangement: str, people: int) -> None:
    ax = plot_network(make_network(people, seed=1), arrangement=arrangement)
    boxes = measure(ax)
    assert not any(overlap(one, another) for one, another in itertools.combinations(boxes, 2))
    width, height = ax.figure.bbox.size
    assert all((box >= 0).all() and (box[:, 0] <= width).all() and (box[:, 1] <= height).all() for box in boxes)


def test_turned_texts_whose_upright_boxes_overlap_may_be_apart() -> None:
    """What the test above relies on."""
    square = np.array([[0.0, 0.0], [9, 0], [9, 1], [0, 1]])
    turned = np.array([[0.0, 2.0], [7, 9], [6, 10], [-1, 3]])
    assert not overlap(square + np.array([4, 3]), turned)
    assert overlap(square + np.array([1, 3]), turned)


@pytest.mark.parametrize("arrangement", ["columns", "rings"])
def test_names_that_no_line_holds_are_broken(arrangement: str) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh III"
    graph = make_graph([("Ann", name, "open"), ("Ann", "Bob", "open")], met="Ann")
    boxes = measure(plot_network(graph, arrangement=arrangement))
    assert not any(overlap(one, another) for one, another in itertools.combinations(boxes, 2))


def test_everybody_is_in_the_network_once() -> None:
    names = sorted(name for _, name in STORY.nodes(data="name"))
    for arrangement in ("columns", "rings"):
        ax = plot_network(STORY, arrangement=arrangement)
        assert (
            sorted(" ".join(text.split()) for text in texts(ax) if not text.endswith((" on", "no referral"))) == names
        )


def test_people_who_only_point_to_each_other_are_drawn() -> None:
    ann, bob = make_interview("Ann Lee"), make_interview("Bob Ray")
    circle = make_referral("Ann Lee", "Bob Ray", of=ann), make_referral("Bob Ray", "Ann Lee", of=bob)
    assert {"Ann Lee", "Bob Ray"} <= set(texts(plot_network(referral_graph(make_corpus(ann, bob, *circle)))))


def test_rings_of_too_many_names_are_refused_with_the_remedy() -> None:
    with pytest.raises(UsageError, match='at most 100 names, and these are 101; use arrangement="columns"'):
        plot_network(make_network(101), arrangement="rings")


def test_unknown_arrangement_is_refused() -> None:
    with pytest.raises(UsageError, match="choose one of columns, rings"):
        plot_network(STORY, arrangement="spiral")  # type: ignore[arg-type]


@pytest.mark.parametrize("arrangement", ["columns", "rings"])
@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_same_graph_gives_same_bytes(arrangement: str, ending: str) -> None:
    one, another = (plot_network(make_network(40, seed=3), arrangement=arrangement) for _ in range(2))
    assert render_figure(one, ending) == render_figure(another, ending)


# --- Groups --------------------------------------------------------------------------------------------------


def test_four_hundred_people_are_drawn_by_name_and_more_by_organisation() -> None:
    assert "Drawn by" not in title(plot_network(make_network(400)))
    assert ". Drawn by organisation: 401 people" in title(plot_network(make_network(401)))


def test_groups_say_how_many_people_they_hold() -> None:
    ax = plot_network(make_network(450))
    sizes = [int(text.rsplit("(", 1)[1].rstrip(")")) for text in texts(ax) if text.endswith(")")]
    assert sum(sizes) == 450
    assert len(sizes) <= 62


def test_larger_groups_stand_above_smaller_ones() -> None:
    ax = plot_network(make_network(450))
    first = min(text.get_position()[0] for text in ax.texts if text.get_text().endswith(")"))
    column = [text for text in ax.texts if text.get_position()[0] == first and text.get_text().endswith(")")]
    column.sort(key=lambda text: text.get_position()[1])
    sizes = [int(text.get_text().rsplit("(", 1)[1].rstrip(")")) for text in column]
    assert len(sizes) > 5
    assert sizes == sorted(sizes, reverse=True)


def test_title_of_groups_still_counts_people() -> None:
    graph = make_network(450)
    met = sum(data["interviewed"] for _, data in graph.nodes(data=True))
    assert title(plot_network(graph)).startswith(f"{met} people interviewed")


@pytest.mark.parametrize(
    ("unknown", "grouping"), [(["organization"], "field of work"), (["organization", "field"], "step")]
)
def test_where_no_organisation_is_known_others_group(unknown: list[str], grouping: str) -> None:
    graph = make_network(450)
    for _, data in graph.nodes(data=True):
        data.update(dict.fromkeys(unknown, ""))
    assert f"Drawn by {grouping}: 450 people" in title(plot_network(graph))


# --- Stages --------------------------------------------------------------------------------------------------


def test_referrer_of_whom_no_more_is_known_was_not_written_to() -> None:
    graph = merged_graph(make_graph([("Jane", "Bob", "interviewed")], met="Bob"))
    assert graph.edges[NOTE_TAKER, "jane"]["status"] == "contacted"
    assert find_stage(graph, "jane") == "go_between"


def test_somebody_named_who_only_led_on_is_a_go_between() -> None:
    edges = [("Ann", "Jane", "open"), ("Jane", "Bob", "interviewed")]
    assert find_stage(merged_graph(make_graph(edges, met="Ann Bob")), "jane") == "go_between"


def test_somebody_written_to_stays_so_when_they_lead_on() -> None:
    edges = [("Ann", "Jane", "contacted"), ("Jane", "Bob", "interviewed")]
    assert find_stage(merged_graph(make_graph(edges, met="Ann Bob")), "jane") == "contacted"


def test_person_named_without_saying_by_whom_is_open() -> None:
    graph = merged_graph(make_graph([("Ann", "Bob", "open")], met="Ann"))
    graph.remove_edge("ann", "bob")
    graph.add_edge(NOTE_TAKER, "bob", kind="found", status="contacted")
    assert find_stage(graph, "bob") == "open"


EVERY_STAGE = make_graph(
    [
        ("Ann", "Bob", "interviewed"),
        ("Ann", "Cho", "contacted"),
        ("Ann", "Dev", "open"),
        ("Jane", "Ann", "interviewed"),
    ],
    met="Ann Bob",
)


def test_form_of_a_dot_says_the_stage() -> None:
    found = dots(plot_network(EVERY_STAGE), EVERY_STAGE)
    forms = {
        person: (dot.get_marker(), dot.get_fillstyle(), dot.get_markerfacecolor() == pick_color("paper"))
        for person, dot in found.items()
    }
    assert forms == {
        NOTE_TAKER: ("o", "full", False),
        "jane": ("D", "full", True),
        "ann": ("o", "full", False),
        "bob": ("o", "full", False),
        "cho": ("o", "left", False),
        "dev": ("o", "full", True),
    }


def test_legend_names_every_stage_there_is() -> None:
    stages = ["interviewed", "written to", "pointed you on, not interviewed", "not yet written to"]
    assert words(plot_network(EVERY_STAGE)) == [*stages, "larger: led on to more people"]


def test_legend_names_nothing_that_is_not_there() -> None:
    alone = referral_graph(make_corpus(make_interview("Ann Lee")))
    assert words(plot_network(alone)) == ["interviewed"]


@pytest.mark.parametrize("arrangement", ["columns", "rings"])
def test_only_lines_to_people_not_yet_written_to_are_dashed(arrangement: str) -> None:
    ax = plot_network(EVERY_STAGE, arrangement=arrangement)
    assert [patch.get_linestyle() for patch in ax.patches if patch.get_linestyle() not in ("solid", "-")] == [
        (0, (3, 2))
    ]


def test_further_referrals_are_explained() -> None:
    edges = [("Ann", "Bob", "interviewed"), ("Cho", "Bob", "interviewed")]
    assert "also pointed to" in words(plot_network(make_graph(edges, met="Ann Bob Cho")))


def test_title_tells_those_who_only_pointed_on_from_those_to_meet() -> None:
    wanted = (
        "Two people interviewed, two not yet, one only pointed you on; the longest chain of referrals has two steps"
    )
    assert title(plot_network(EVERY_STAGE)) == wanted


# --- Size and colour -----------------------------------------------------------------------------------------


def test_area_of_a_dot_grows_by_the_same_for_each_who_followed() -> None:
    chain = make_graph([("Ann", "Bob", "interviewed"), ("Bob", "Cho", "interviewed")], met="Ann Bob Cho")
    areas = {person: dot.get_markersize() ** 2 for person, dot in dots(plot_network(chain), chain).items()}
    assert areas["cho"] < areas["bob"] < areas["ann"]
    assert areas["ann"] - areas["bob"] == pytest.approx(areas["bob"] - areas["cho"])


def test_largest_dot_leaves_its_name_free() -> None:
    graph = make_graph([("Ann", f"P{number}", "open") for number in range(30)], met="Ann")
    ax = plot_network(graph)
    (name,) = (text for text in ax.texts if text.get_text() == "Ann")
    dot = dots(ax, graph)["ann"]
    # Axes are in inches, markers in points.
    assert dot.get_xdata()[0] + dot.get_markersize() / 2 / 72 < name.get_position()[0]


def test_colours_go_to_the_commonest_fields_of_work() -> None:
    graph = nx.Graph()
    for number, field in enumerate("abcdefgh"):
        graph.add_nodes_from((f"{field}{n}", {"field": field}) for n in range(number + 1))
    assert list(color_fields(graph)) == ["h", "g", "f", "e", "d", "c"]
    assert len(set(color_fields(graph).values())) == 6


def test_rarer_fields_and_unknown_ones_are_grey_and_said() -> None:
    fields = dict(zip("BCDEFGH", ["law", "art", "sea", "wood", "food", "care", "film"], strict=True))
    graph = make_graph([("A", name, "open") for name in fields], met="A", fields=fields)
    ax = plot_network(graph)
    assert words(ax)[-7:] == ["art", "care", "film", "food", "law", "sea", "other fields or field not known"]
    found = dots(ax, graph)
    assert found["a"].get_markeredgecolor() == found["e"].get_markeredgecolor() == pick_color("grey")


def test_without_fields_of_work_all_have_one_colour() -> None:
    found = dots(plot_network(EVERY_STAGE), EVERY_STAGE)
    assert {dot.get_markeredgecolor() for person, dot in found.items() if person != NOTE_TAKER} == {pick_color("blue")}


# --- Growth --------------------------------------------------------------------------------------------------


def steps(ax: Axes) -> list[list[int]]:
    """Return the heights of both lines: pointed to, interviewed."""
    return [[int(height) for height in line.get_ydata()] for line in ax.lines]


def days(ax: Axes) -> list[int]:
    return [int(day) for day in ax.lines[0].get_xdata()]


def grow(*people: tuple[str, str, str], **attributes: object) -> nx.MultiDiGraph:
    """Make a graph in which Ann, met herself, points to people given as (name, date named, date met or "-")."""
    graph = nx.MultiDiGraph()
    graph.add_node(NOTE_TAKER, name="You", wave=-1, interviewed=False, met="", first_seen="")
    graph.add_node("ann", name="Ann", wave=0, interviewed=True, met="2024-01-01", first_seen="2024-01-01")
    graph.add_edge(NOTE_TAKER, "ann", kind="found", status="interviewed", date="2024-01-01", note="a.md", line=1)
    for name, named, met in people:
        done = met != "-"
        graph.add_node(name, name=name, wave=1, interviewed=done, met=met if done else "", first_seen="")
        graph.add_edge("ann", name, kind="referral", status="open", date=named, note="a.md", line=2)
    return graph


def test_growth_steps_up_when_somebody_is_named_and_when_interviewed() -> None:
    ax = plot_growth(grow(("bob", "2024-01-01", "2024-01-11"), ("cho", "2024-01-06", "-")))
    first = days(ax)[0]
    assert [day - first for day in days(ax)] == [0, 0, 5, 10]
    assert steps(ax) == [[0, 1, 2, 2], [0, 0, 0, 1]]


def test_growth_says_who_is_open() -> None:
    ax = plot_growth(grow(("bob", "2024-01-01", "2024-01-11"), ("cho", "2024-01-06", "-")))
    assert title(ax) == "1 of 2 people you were pointed to has been interviewed; one more without a referral"
    assert texts(ax) == ["1 interviewed", "1 open", "2 pointed to"]


def test_month_without_a_day_counts_at_its_end_and_is_said() -> None:
    ax = plot_growth(grow(("bob", "2024-01-30", "-"), ("cho", "2024-02", "-")))
    assert days(ax)[-1] - days(ax)[0] == 30
    assert ax.get_xlabel() == "One date with a month only counted at its end"


def test_nobody_is_interviewed_before_being_named() -> None:
    ax = plot_growth(grow(("bob", "2024-01", "2024-01-11"), ("cho", "2024-02-01", "-")))
    assert all(met <= named for named, met in zip(*steps(ax), strict=True))
    assert days(ax)[-1] - days(ax)[0] == 21


@pytest.mark.parametrize("person", [("dev", "", "-"), ("dev", "2024-01-01", "")])
def test_person_without_a_date_is_left_out_and_said(person: tuple[str, str, str]) -> None:
    ax = plot_growth(grow(("bob", "2024-01-01", "2024-01-11"), person))
    assert steps(ax) == [[0, 1, 1], [0, 0, 1]]
    assert ax.get_xlabel() == "One person without a date left out of the lines"
    assert " of 2 people" in title(ax)


def test_growth_without_any_date_says_so() -> None:
    assert texts(plot_growth(grow(("bob", "", "-")))) == ["One person you were pointed to, none with a date."]


@pytest.mark.parametrize("met", [0, 1, 19, 20])
def test_words_of_growth_stay_apart(met: int) -> None:
    ax = plot_growth(grow(*((f"p{n}", "2024-01-01", "2024-03-01" if n < met else "-") for n in range(20))))
    boxes = measure(ax)
    assert not any(overlap(one, another) for one, another in itertools.combinations(boxes, 2))
