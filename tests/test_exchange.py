"""What other programs get: REFI-QDA files, a table of codes, pages for Obsidian."""

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from factories import (
    make_advice,
    make_corpus,
    make_follow_up,
    make_interview,
    make_passage,
    make_referral,
    make_reflection,
    make_skill,
    make_story,
    make_trend,
    make_where,
)
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from schemas import Schema

from infoview_analysis.cli import main
from infoview_analysis.corpus import Corpus, analyze
from infoview_analysis.errors import OutputError, UsageError
from infoview_analysis.exchange import (
    build_codes,
    build_matrix,
    pack_project,
    render_codebook,
    render_matrix,
    render_pages,
    render_project,
    write_export,
)
from infoview_analysis.exchange.coding import find_selections
from infoview_analysis.exchange.text import build_sources, clean
from infoview_analysis.records import Skill

SCHEMA = Schema(Path(__file__).parent / "refi_qda" / "Project.xsd")
"""As REFI published it on 18 March 2019, under the MIT licence, which stands in it."""
QDA = "{urn:QDA-XML:project:1.0}"

HOSTILE = (
    "---\nprivate: false",
    "[[Bob Ray]] ![[x]] [a](b)",
    "# heading\n## another",
    "- [ ] task\n- item\n1. first",
    "<script>alert(1)</script> <!-- x",
    "%% hidden %% #tag ^block `code` **bold** ~~no~~ ==mark== $x$",
    "> quote\n> > deeper",
    "]]> &amp; <x/> \x00\x1b[31m \ufffe",
    "\u202e turned \u2066 round",
    "{{template}} <% tp %> | a | b |",
    "key: [a, 'b', \"c\"]: yes",
)


def make_talks() -> Corpus:
    """Two talks in which what is said stands in the passages."""
    ann = make_interview("Ann Lee", date="2024-01-10", role="Analyst", organization="Acme", duration_min=30)
    bob = make_interview("Bob Ray", date="2024-02", role="Engineer", organization="Bolt", referred_by="Ann Lee")
    return make_corpus(
        *(ann, bob),
        make_passage("Well 👩‍👩‍👧: SQL all day, she says.", of=ann),
        make_passage("dashboards change", of=ann, line=3, topic="trends"),
        make_passage("Do not apply cold. Ann Lee points to Bob Ray.", of=ann, line=4, topic="other"),
        make_passage("Python | I: none | Python, Perl all day", of=bob),
        make_passage("write to Ann Lee; I could see myself here", of=bob, line=6, topic="follow_up"),
        make_skill("SQL", of=ann),
        make_skill("Python", of=bob, stance="gap"),
        *(make_trend(of=ann), make_advice(of=ann), make_referral("Ann Lee", "Bob Ray", of=ann, line=4)),
        make_follow_up("Ann Lee", of=bob, due="2024-03-01"),
        Skill(
            interview_id=bob.interview_id,
            skill="Perl",
            skill_id="perl",
            category="",
            text="Perl",
            stance="declining",
            speaker="interviewee",
            source=make_where(bob.source.note, 2, "Needs: Python — Needs: Perl"),
        ),
    )


def make_hostile(text: str) -> Corpus:
    """A talk in which everything that a note can fill in is the text."""
    ann = make_interview("Ann Lee", note="a.md", role=text, organization=text, found_through=text, location=text)
    return make_corpus(
        *(ann, make_passage(f"{text} said", of=ann), make_trend(text, of=ann), make_advice(text, of=ann)),
        *(make_skill(text, of=ann), make_skill("SQL", of=ann, category=text), make_reflection(of=ann)),
        make_referral("Ann Lee", text, of=ann, quote=text, role=text, organization=text, contact=text),
        make_follow_up(text, of=ann),
    )


CORPORA = {
    "nothing": Corpus.empty(),
    "talks": make_talks(),
    "story": make_corpus(*make_story()),
    "one without a name": make_corpus(make_interview("", note="a.md")),
    **{f"hostile {number}": make_hostile(text) for number, text in enumerate(HOSTILE)},
}


@pytest.fixture(params=CORPORA)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return CORPORA[request.param]


def parse_project(corpus: Corpus) -> ElementTree.Element:
    return ElementTree.fromstring(render_project(corpus))


def unpack(corpus: Corpus) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(pack_project(corpus))) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


# --- REFI-QDA -----------------------------------------------------------------------------------------------


def test_a_project_is_as_the_schema_has_it(corpus: Corpus) -> None:
    assert SCHEMA.find_faults(parse_project(corpus)) == []


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ('startPosition="', 'startPosition="x', "is no xsd:integer"),
        ('name="Ann Lee"', 'nam="Ann Lee"', "nam is not known"),
        ("<Users>", "<Cases /><Users>", "Project holds Cases Users"),
        ('guid="', 'guid="x', "is no GUIDType"),
        (' typeOfVariable="Date"', "", "has no typeOfVariable"),
    ],
)
def test_the_schema_refuses_what_is_wrong(right: str, wrong: str, fault: str) -> None:
    text = render_project(make_talks())
    assert right in text
    assert fault in "\n".join(SCHEMA.find_faults(ElementTree.fromstring(text.replace(right, wrong))))


def test_a_code_book_has_its_root_and_the_codes_of_the_project(corpus: Corpus) -> None:
    # The schema of code books has the same codes in a namespace of its own.
    book = ElementTree.fromstring(render_codebook(corpus))
    assert (book.tag, set(book.attrib)) == ("{urn:QDA-XML:codebook:1.0}CodeBook", {"origin"})
    codes = parse_project(corpus).find(f"{QDA}CodeBook")
    assert codes is not None

    def describe(root: ElementTree.Element) -> list[tuple[str, dict[str, str], str]]:
        inner = list(root.iter())[1:]
        return [(element.tag.partition("}")[2], element.attrib, (element.text or "").strip()) for element in inner]

    assert describe(book) == describe(codes)


def test_every_reference_leads_to_something_and_no_two_things_share_an_identifier(corpus: Corpus) -> None:
    elements = list(parse_project(corpus).iter())
    guids = [element.attrib["guid"] for element in elements if "guid" in element.attrib]
    assert len(guids) == len(set(guids))
    names = ("targetGUID", "creatingUser", "creatingUserGUID")
    assert {element.attrib[name] for element in elements for name in names if name in element.attrib} <= set(guids)


def test_a_code_keeps_its_identifier_from_export_to_export() -> None:
    ann = make_interview("Ann Lee")
    one, another = make_talks(), make_corpus(ann, make_skill("SQL", of=ann, stance="optional"))
    guids = [{code.key: code.guid for group in build_codes(notes) for code in group.codes} for notes in (one, another)]
    assert "skill/sql" in guids[0].keys() & guids[1].keys()
    assert all(guids[0][key] == guids[1][key] for key in guids[0].keys() & guids[1].keys())


def test_skills_stand_under_their_category_and_no_two_codes_have_one_name() -> None:
    ann = make_interview("Ann Lee")
    named = [("excel", "tool"), ("Excel", "method"), ("trend: rising", "")]
    skills = [
        Skill(
            interview_id=ann.interview_id,
            skill=name,
            skill_id=f"{name}-{category}",
            category=category,
            text=name,
            stance="needed",
            speaker="interviewee",
            source=make_where(),
        )
        for name, category in named
    ]
    groups = build_codes(make_corpus(ann, *skills))
    assert [group.name for group in groups][:4] == ["Skills: method", "Skills: tool", "Skills: other", "Stance"]
    names = [code.name.casefold() for group in groups for code in group.codes]
    assert len(names) == len(set(names))


def test_a_selection_holds_the_words_of_the_statement_in_code_points() -> None:
    files = unpack(make_talks())
    project = ElementTree.fromstring(files["project.qde"])
    codes = {code.attrib["guid"]: code.attrib["name"] for code in project.iter(f"{QDA}Code")}
    found = {}
    for source in project.iter(f"{QDA}TextSource"):
        text = files[source.attrib["plainTextPath"].replace("internal://", "sources/")]
        for selection in source.iter(f"{QDA}PlainTextSelection"):
            start, end = int(selection.attrib["startPosition"]), int(selection.attrib["endPosition"])
            coded = [codes[ref.attrib["targetGUID"]] for ref in selection.iter(f"{QDA}CodeRef")]
            found[text[start:end]] = (coded, selection.findtext(f"{QDA}Description"))
    assert found == {
        "Well 👩‍👩‍👧: SQL all day, she says.": (["topic: skills"], "ann-lee.md:2"),
        "SQL all day": (["SQL", "stance: needed"], "ann-lee.md:2"),
        "dashboards change": (["trend: declining", "topic: trends"], "ann-lee.md:3"),
        "Do not apply cold": (["advice: avoid"], "ann-lee.md:4"),
        "Ann Lee points to Bob Ray": (["referral: interviewed"], "ann-lee.md:4"),
        "Python | I: none | Python, Perl all day": (["topic: skills"], "bob-ray.md:2"),
        # Put together from cells: the cell with the word.
        "Python, Perl all day": (["Perl", "stance: declining"], "bob-ray.md:2"),
        "Python": (["Python", "stance: gap"], "bob-ray.md:2"),
        "write to Ann Lee": (["follow-up: contact"], "bob-ray.md:6"),
        "write to Ann Lee; I could see myself here": (["topic: follow up"], "bob-ray.md:6"),
    }


@given(st.lists(st.text(), min_size=1, max_size=5), st.text())
@settings(max_examples=60, deadline=None)
def test_any_words_are_found_where_they_stand(texts: list[str], quote: str) -> None:
    ann = make_interview("Ann Lee")
    passages = [make_passage(text, of=ann, line=line) for line, text in enumerate([*texts, f"x {quote} y"], 2)]
    notes = make_corpus(ann, *passages, make_advice(quote, of=ann, line=len(texts) + 2))
    (source,) = build_sources(notes)
    (row,) = notes.advice.to_dict("records")
    place = source.find({str(name): value for name, value in row.items()})
    assert place is not None
    assert source.text[place.start : place.end] == clean(row["quote"] or f"x {quote} y")
    (selections,) = find_selections(notes).values()
    assert any("advice/avoid" in selection.keys for selection in selections if selection.place == place)
    # One character follows, for readers who take the end for the last character.
    assert all(selection.place.end < len(source.text) for selection in selections)


def test_passages_about_one_topic_that_follow_one_another_are_one_selection() -> None:
    ann = make_interview("Ann Lee")
    topics = ["skills", "skills", "other", "skills"]
    passages = [make_passage(f"p{line}", of=ann, line=line, topic=topic) for line, topic in enumerate(topics, 2)]
    (selections,) = find_selections(make_corpus(ann, *passages)).values()
    assert [(selection.where, selection.keys) for selection in selections] == [
        ("ann-lee.md:2-3", ("topic/skills",)),
        ("ann-lee.md:5", ("topic/skills",)),
    ]


def test_interviewees_are_cases_with_their_talks_and_what_is_known_of_them() -> None:
    first, second = (make_interview("Ann Lee", note=f"{n}.md", date=f"2024-0{n}-05", role="Analyst") for n in (1, 2))
    project = parse_project(
        make_corpus(first, second, make_interview("", note="x.md"), make_interview("", note="y.md"))
    )
    names = {variable.attrib["guid"]: variable.attrib["name"] for variable in project.iter(f"{QDA}Variable")}
    sources = {source.attrib["guid"]: source.attrib["name"] for source in project.iter(f"{QDA}TextSource")}
    cases = [
        (
            case.get("name"),
            {names[ref.attrib["targetGUID"]] for ref in case.iter(f"{QDA}VariableRef")},
            [sources[ref.attrib["targetGUID"]] for ref in case.iter(f"{QDA}SourceRef")],
        )
        for case in project.iter(f"{QDA}Case")
    ]
    assert cases == [
        ("Ann Lee", {"Role", "Field of work"}, ["2024-01-05 Ann Lee", "2024-02-05 Ann Lee"]),
        ("Somebody without a name", set(), ["Somebody without a name"]),
        ("Somebody without a name (2)", set(), ["Somebody without a name (2)"]),
    ]


def test_everything_is_stamped_with_the_day_of_the_talk() -> None:
    days = {"2024-01-10": "2024-01-10", "2024-02": "2024-02-01", "": "1980-01-01"}
    for date, day in days.items():
        ann = make_interview("Ann Lee", date=date)
        project = parse_project(make_corpus(ann, make_passage(of=ann), make_skill(of=ann)))
        stamps = {element.get("creationDateTime") for element in project.iter() if "creationDateTime" in element.attrib}
        assert stamps == {f"{day}T00:00:00Z"}
        assert [value.text for value in project.iter(f"{QDA}DateValue")] == ([date] if date == day else [])


def test_the_same_notes_give_the_same_bytes_in_any_order() -> None:
    records = make_story()
    one, another = make_corpus(*records), make_corpus(*records[::-1])
    assert pack_project(one) == pack_project(another)
    assert render_codebook(one) == render_codebook(another)
    assert render_pages(one) == render_pages(another)
    with zipfile.ZipFile(io.BytesIO(pack_project(one))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# --- CSV ----------------------------------------------------------------------------------------------------


def test_a_row_is_an_interview_and_a_column_a_skill_the_most_named_first() -> None:
    ann, bob = make_interview("Ann Lee", role="Analyst", date="2024-01-10"), make_interview("Bob Ray")
    notes = make_corpus(
        *(ann, bob, make_skill("SQL", of=ann), make_skill("SQL", of=ann, line=3), make_skill("SQL", of=bob)),
        *(make_skill("R", of=bob, stance="optional"), make_skill("R", of=bob, line=3, stance="gap")),
        make_skill("Rust", of=bob, speaker="note_taker", stance="strength"),
    )
    assert render_matrix(build_matrix(notes)).splitlines() == [
        "interview_id,interviewee,role,organization,field,date,note,line,SQL,R",
        "ann-lee.md#1,Ann Lee,Analyst,,data and analytics,2024-01-10,ann-lee.md,1,2,0",
        "bob-ray.md#1,Bob Ray,,,,,bob-ray.md,1,1,2",
    ]
    stances = build_matrix(notes, cells="stance")
    assert stances[["SQL", "R"]].to_numpy().tolist() == [["needed", ""], ["needed", "needed"]]


def test_columns_may_be_topics_or_all_codes() -> None:
    topics = build_matrix(make_talks(), columns="topics")
    assert topics.loc[0, ["topic: skills", "topic: trends"]].tolist() == [1, 1]
    codes = build_matrix(make_talks(), columns="codes")
    named = ["SQL", "stance: needed", "trend: declining", "advice: avoid", "referral: interviewed", "topic: skills"]
    assert codes.loc[0, named].tolist() == [1] * len(named)
    assert codes.loc[0, ["Python", "stance: gap", "follow-up: contact"]].tolist() == [0, 0, 0]


def test_a_skill_may_have_the_name_of_another_column() -> None:
    ann = make_interview("Ann Lee", date="2024-01-10")
    matrix = build_matrix(make_corpus(ann, make_skill("Date", of=ann)))
    assert matrix.loc[0, ["date", "Date (2)"]].tolist() == ["2024-01-10", 1]


def test_no_cell_or_heading_is_a_formula() -> None:
    ann = make_interview("Ann Lee", role='=HYPERLINK("x")')
    heading, row = render_matrix(build_matrix(make_corpus(ann, make_skill("=SUM(1)", of=ann)))).splitlines()
    assert heading.endswith(",'=SUM(1)")
    assert "\"'=HYPERLINK" in row


def test_only_skills_have_a_stance() -> None:
    with pytest.raises(UsageError, match="topics have no stance, only skills have; leave --cells out"):
        build_matrix(make_talks(), columns="topics", cells="stance")
    with pytest.raises(UsageError, match="choose from skills, topics, codes and count, stance"):
        build_matrix(make_talks(), columns="colours")


# --- Pages --------------------------------------------------------------------------------------------------


def split_page(page: str) -> tuple[dict[str, object], str]:
    # Three dashes at the end of a value close nothing.
    start, properties, body = re.split(r"^---\n", page, maxsplit=2, flags=re.MULTILINE)
    assert start == ""
    return yaml.safe_load(properties), body


def test_a_page_says_who_it_is_what_was_said_and_what_is_open() -> None:
    assert render_pages(make_talks())["Ann Lee.md"] == (
        "---\nname: Ann Lee\naliases: []\nrole: Analyst\norganization: Acme\nfield: data and analytics\ncontact: ''\n"
        "interviewed: true\nmet:\n- 2024-01-10\nreferred_by: []\nstatus: interviewed\nprivate: true\n---\n\n"
        "# Ann Lee\n\nAnalyst, Acme. Interviewed: 2024-01-10 ([[ann-lee]]:1).\n\n"
        "## Pointed to\n\n- [[Bob Ray]] (interviewed)\n  > Ann Lee points to Bob Ray\n  > — [[ann-lee]]:4\n\n"
        "## Skills\n\n> SQL all day\n> — [[ann-lee]]:2 · SQL (needed)\n\n"
        "## Trends\n\n> dashboards change\n> — [[ann-lee]]:3 · declining\n\n"
        "## Advice\n\n> Do not apply cold\n> — [[ann-lee]]:4 · avoid\n\n"
        "## To do\n\n- [ ] write to Ann Lee ([[bob-ray]]:6) 📅 2024-03-01\n"
    )


def test_somebody_named_only_has_a_page_with_who_named_them() -> None:
    properties, body = split_page(render_pages(make_corpus(*make_story()))["Dev Patel.md"])
    assert properties == {
        "name": "Dev Patel",
        "aliases": ["Dev"],
        "role": "Designer",
        "organization": "Delta",
        "field": "design",
        "contact": "",
        "interviewed": False,
        "met": [],
        "referred_by": ["[[Bob Ray]]"],
        "status": "open",
        "private": True,
    }
    assert "Designer, Delta. Not written to yet." in body
    assert "- [[Bob Ray]]\n  > Bob Ray points to Dev Patel\n  > — [[bob-ray]]:9" in body


def test_what_is_done_is_no_task_and_a_month_is_said() -> None:
    ann = make_interview("Ann Lee")
    done, due = make_follow_up("Ann Lee", of=ann, done=True), make_follow_up("", of=ann, line=8, due="2024-05")
    page = render_pages(make_corpus(ann, done, due))["Ann Lee.md"]
    assert re.findall(r"^- \[.\].*$", page, re.MULTILINE) == ["- [ ] write to ([[ann-lee]]:8, due 2024-05)"]


def test_a_person_with_the_name_of_a_note_leaves_the_name_to_the_note() -> None:
    ann, bob = make_interview("Ann Lee", note="people/Ann Lee.md"), make_interview("Bob Ray", note="b.md")
    pages = render_pages(make_corpus(ann, bob, make_referral("Ann Lee", "Bob Ray", of=ann)))
    assert list(pages) == ["Bob Ray.md", "Ann Lee (person).md"]
    assert "- [[Ann Lee (person)]]\n" in pages["Bob Ray.md"]
    assert "[[people/Ann Lee]]:1" in pages["Ann Lee (person).md"]


def test_links_lead_to_pages_and_notes(corpus: Corpus) -> None:
    pages = render_pages(corpus)
    notes = {note.removesuffix(".md") for note in corpus.interviews["note"]}
    for page in pages.values():
        links = re.findall(r"(?<!\\)\[\[([^\]]*)\]\](:\d+)?", page)
        assert {f"{name}.md" for name, line in links if not line} <= pages.keys()
        assert {name for name, line in links if line} <= notes


@pytest.mark.parametrize("text", [*HOSTILE, "COM1", "../../x", "a/b\\c:d*e?", ".hidden", "x" * 300, "名前" * 100])
def test_names_of_pages_are_safe_and_differ(text: str) -> None:
    ann = make_interview("Ann Lee", note="a.md")
    pages = render_pages(
        make_corpus(ann, make_referral("Ann Lee", text, of=ann), make_referral("Ann Lee", "Bo", of=ann))
    )
    assert len({name.casefold() for name in pages}) == len(pages)
    for name in pages:
        assert not re.search(r'[<>:"/\\|?*\[\]#^%\x00-\x1f\u202e]', name)
        assert not name.startswith((".", " "))
        assert not re.fullmatch(r"com1\.md", name, re.IGNORECASE)
        assert len(name.encode()) < 255


def check_page(page: str) -> None:
    """Nothing in the page but what a page has: no heading, link, HTML, list or code of the note's."""
    properties, body = split_page(page)
    assert next(iter(properties)) == "name"
    assert properties["private"] is True
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}
    ours = {"heading", "paragraph", "blockquote", "bullet_list", "list_item"}
    assert kinds <= {f"{kind}_{end}" for kind in ours for end in ("open", "close")} | {"inline", "text", "softbreak"}
    headings = re.findall(r"^##? .*$", body, re.MULTILINE)
    known = "Referred by|Pointed to|Skills|Trends|Advice|My thoughts|To do"
    assert all(re.fullmatch(rf"# .*|## ({known})", heading) for heading in headings)
    assert sum(heading.startswith("# ") for heading in headings) == 1
    # What Obsidian, but not CommonMark, would take for more than text.
    assert not re.search(r"(?<!\\)[%#=$^<]", re.sub(r"^##? ", "", body, flags=re.MULTILINE))


def test_nothing_of_a_note_becomes_markup(corpus: Corpus) -> None:
    for page in render_pages(corpus).values():
        check_page(page)


@given(st.text(alphabet=st.sampled_from("[]#*_`>-+.1 \n\t<!%&=|~^:\"'\\{}$ab\r\x85\u2028"), max_size=40))
@example("---")
@settings(max_examples=150, deadline=None)
def test_no_words_of_a_note_become_markup(text: str) -> None:
    for page in render_pages(make_hostile(f"a{text}")).values():
        check_page(page)


# --- Files and the command ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("codes.qdc", "codes: "),
        ("talks.QDPX", "interviews: 2, codes: "),
        ("talks.csv", "interviews: 2, skills: 3"),
        ("pages", "people: 2"),
        ("my.pages", "people: 2"),
    ],
)
def test_the_name_picks_the_form(name: str, told: str, tmp_path: Path) -> None:
    assert write_export(make_talks(), tmp_path / name).startswith(told)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_pages_go_into_a_new_folder_only(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine")
    with pytest.raises(UsageError, match="is not empty; name a new folder, or a file that ends in"):
        write_export(make_talks(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.md"]
    (tmp_path / "empty").mkdir()
    write_export(make_talks(), tmp_path / "empty")
    assert len(list((tmp_path / "empty").iterdir())) == 2
    with pytest.raises(OutputError):
        write_export(make_talks(), tmp_path / "mine.md")


def test_notes_that_name_nobody_make_no_folder(tmp_path: Path) -> None:
    assert write_export(Corpus.empty(), tmp_path / "pages") == "nothing written: the notes name nobody yet"
    assert not (tmp_path / "pages").exists()


NOTE = """---
interviewee: Priya Raman
role: Data Analyst
organization: Monzo
date: 2024-03-14
referred_by: "[[Sam Ortiz]]"
---

## Skills
- SQL every single day; Tableau is nice to have %% secret one %%

<!-- secret two -->
She said I should talk to Dev Patel, who runs analytics at Wise.

- [ ] Send thank-you note 📅 2024-03-15
"""


def test_the_command_exports_notes_and_never_reads_its_pages_as_notes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "priya.md").write_text(NOTE, encoding="utf-8")
    before = analyze(notes)
    outputs = [tmp_path / name for name in ("a.qdc", "a.qdpx", "a.csv")] + [notes / "people"]
    for output in outputs:
        assert main(["export", str(notes), "-o", str(output)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.split(": ", 1)[0] for line in told] == [str(output) for output in outputs]
    assert analyze(notes) == before
    written = "".join(path.read_text(encoding="utf-8") for path in (notes / "people").iterdir())
    written += "".join(unpack(before).values()) + outputs[2].read_text(encoding="utf-8")
    assert "SQL every single day" in written
    assert "secret" not in written
    assert main(["export", str(notes), "-o", str(notes / "people")]) == 2
    assert "is not empty; name a new folder" in capsys.readouterr().err
