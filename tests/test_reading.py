"""What the reader makes of the habits of note-takers."""

import os
from pathlib import Path

import pytest

from infoview_analysis.errors import UsageError
from infoview_analysis.reading import read_folder, read_interviews, read_note
from infoview_analysis.reading.dates import find_dates
from infoview_analysis.reading.medium import find_duration, find_medium
from infoview_analysis.reading.referrers import find_referrer
from infoview_analysis.reading.relative_dates import find_relative_date
from infoview_analysis.records import Interview, Tagged


def interviews(text: str, name: str = "note.md") -> tuple[Interview, ...]:
    return read_interviews(read_note(text, name)).interviews


def interview(text: str, name: str = "note.md") -> Interview:
    (only,) = interviews(text, name)
    return only


FRONT_MATTER = """---
interviewee: Jane Doe
role: {role}
company: Acme Ltd
date: {date}
---
"""


@pytest.mark.parametrize(
    ("head", "field", "expected"),
    [
        ("referred_by: [[Sam Lee]]", "referred_by", "Sam Lee"),
        ('referred_by: "[[People/Sam Lee|Sam]]"', "referred_by", "Sam Lee"),
        ("Introduced by: Dr. Sam Lee", "referred_by", "Sam Lee"),
        ("via: cold message on LinkedIn", "referred_by", ""),
        ("date: 2026-03-04T10:30:00", "date", "2026-03-04"),
        ("date: 2026-03", "date", "2026-03"),
        ("date: March 4, 2026", "date", "2026-03-04"),
        ("date: 25/3/2026", "date", "2026-03-25"),
        ("date: <% tp.date.now() %>", "date", ""),
        ("medium: Google Meet", "medium", "video"),
        ("how: their canteen, tea each", "medium", "in_person"),
        ("duration: 1h 30min", "duration_min", 90),
        ("role: TBD", "role", ""),
        ("title: Re: coffee\nrole: Analyst", "role", "Analyst"),
        ("handle: @jane\nrole: Analyst", "role", "Analyst"),
    ],
)
def test_front_matter_is_understood(head: str, field: str, expected: object) -> None:
    found = interview(f"---\ninterviewee: Jane Doe\n{head}\n---\nShe uses SQL.\n")
    assert getattr(found, field) == expected


def test_one_broken_line_costs_one_field() -> None:
    found = interview('---\ninterviewee: Jane Doe\nrole: "Analyst\ncompany: Acme\n---\nText.\n')
    assert found.interviewee == "Jane Doe"
    assert found.organization == "Acme"


def test_json_head_is_read() -> None:
    found = interview('---\n{"interviewee": "Jane Doe", "role": "Analyst"}\n---\nText.\n')
    assert (found.interviewee, found.role) == ("Jane Doe", "Analyst")


def test_toml_head_is_read() -> None:
    found = interview('+++\ninterviewee = "Jane Doe"\nrole = "Analyst"\n+++\nText.\n')
    assert (found.interviewee, found.role) == ("Jane Doe", "Analyst")


def test_front_matter_that_never_closes_is_body_with_a_warning() -> None:
    note = read_note("---\ninterviewee: Jane Doe\nText goes on.\n", "a.md")
    assert [(d.severity, d.code, d.source.line) for d in note.diagnostics] == [("warning", "bad-front-matter", 1)]
    assert "Text goes on." in " ".join(block.text for block in note.blocks)


def test_yaml_aliases_are_not_expanded() -> None:
    bomb = "\n".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 30))
    assert len(read_note(f"---\na0: &a0 x\n{bomb}\n---\nText", "a.md").fields) == 30


@pytest.mark.parametrize(
    ("line", "name", "role", "organization"),
    [
        ("# Jane Doe, Data Analyst, Acme Bank", "Jane Doe", "Data Analyst", "Acme Bank"),
        ("# Jane Doe (Data Analyst @ Monzo)", "Jane Doe", "Data Analyst", "Monzo"),
        ("Dr. Siobhán Ní Bhriain is Head of Design at Lantern Ltd, and we met in May.", "Siobhán Ní Bhriain", "Head of Design", "Lantern Ltd"),
        ("jane doe, ux designer @ lego, phone", "jane doe", "ux designer", "lego"),
        ("**Name:** Jane Doe\n**Position:** Nurse Manager\n**Clinic:** Eko Spine Clinic", "Jane Doe", "Nurse Manager", "Eko Spine Clinic"),
        ("| Who | Jane Doe |\n|---|---|\n| Does | Geologist, Karri Ore Consulting (Perth) |", "Jane Doe", "Geologist", "Karri Ore Consulting"),
        ("person:: [[Jane Doe]]\nrole:: Diver\norg:: [[Reef Institute]]", "Jane Doe", "Diver", "Reef Institute"),
    ],
)  # fmt: skip
def test_who_was_interviewed_is_found_wherever_it_stands(line: str, name: str, role: str, organization: str) -> None:
    found = interview(line + "\n\nShe uses SQL every day.\n")
    assert (found.interviewee, found.role, found.organization) == (name, role, organization)


@pytest.mark.parametrize(
    ("text", "name", "role", "organization"),
    [
        ("# Jane Doe\n\nShe is careers adviser, and a nurse needs one.", "Jane Doe", "careers adviser", ""),
        (
            "# Jane Doe\n\nSenior nurse. She runs the ward at Bluebell Valley Hospital.",
            "Jane Doe",
            "Senior nurse",
            "Bluebell Valley Hospital",
        ),
        (
            "Name: Ferreira, Ana Rita\nRole: jefa de compras\nCompany: freelance",
            "Ana Rita Ferreira",
            "jefa de compras",
            "",
        ),
        ("DIALLO, Awa (Ms), krankenschwester, Eko Clinic. By phone.", "Awa Diallo", "krankenschwester", "Eko Clinic"),
        ("Name: Jane Doe\nRole: Registrar (loans)\nCompany: Customer of mine", "Jane Doe", "Registrar (loans)", ""),
        ("Name: Jane Doe\nRole: acting head of repairs since May, for now", "Jane Doe", "acting head of repairs", ""),
        ("Name: Jane Doe\nCompany: Acme Travel (Leeds). Founder, 6 staff", "Jane Doe", "Founder", "Acme Travel"),
        (
            "| A1 | Name | Jane Doe |\n|---|---|---|\n| A2 | Role | Rigger |\n| A3 | Company | Acme Ltd |",
            "Jane Doe",
            "Rigger",
            "Acme Ltd",
        ),
    ],
)
def test_name_role_and_employer_are_read_in_full(text: str, name: str, role: str, organization: str) -> None:
    found = interview(text)
    assert (found.interviewee, found.role, found.organization) == (name, role, organization)


def test_a_log_of_one_person_opens_with_what_holds_for_each_talk() -> None:
    log = "# Mentor: Jane Doe\n\nIT support lead at **Acme Dairy Group**. Sam Lee matched us.\n\n"
    talks = "## 17/09/24\n\n- Learn SQL, says the baker\n\n## 24/09/24\n\n- She was a baker before"
    for found in interviews(log + talks):
        assert (found.role, found.organization, found.referred_by) == ("IT support lead", "Acme Dairy Group", "Sam Lee")


def test_name_and_date_come_from_the_file_name() -> None:
    found = interview("# Coffee\n\nUses SQL.\n\n- Python\n", "2026-03-04 Jane Doe (Acme).md")
    assert (found.interviewee, found.date) == ("Jane Doe", "2026-03-04")


def test_dated_sections_are_interviews_of_their_own() -> None:
    log = (
        "# Calls 2026\n\n## 4 March, Jane Doe\nAnalyst at Acme Bank.\n\n## 9 March, Sam Lee\nNurse at City Hospital.\n"
    )
    assert [(i.interviewee, i.date) for i in interviews(log)] == [
        ("Jane Doe", "2026-03-04"),
        ("Sam Lee", "2026-03-09"),
    ]


CARE = "She said that the work is mostly patience, with a great deal of writing, and that the night shift teaches most."


def names_of(text: str, name: str = "note.md") -> list[str]:
    return [found.interviewee for found in interviews(text, name)]


@pytest.mark.parametrize(
    "note",
    [
        f"Job fair, 4 March 2026\n\n* stall 3 - Jane Doe, nurse\n{CARE}\n\n* stall 9 - Sam Lee, cook\n{CARE}\n",
        f"calls, week of 2 March 2026\n\nMON\nJane Doe, nurse at Eko Clinic\n{CARE}\n\nTUE\nvoicemail, nobody\n\n"
        f"WED\nSam Lee, cook at Rosa's Cafe\n{CARE}\n",
        f"Three people at the open day\n\nJANE DOE\nNurse at Eko Clinic.\n{CARE}\n\nSAM LEE\nCook at Rosa's Cafe.\n{CARE}\n",
        f"Sun 1 March. Stood beside Jane Doe, who is a nurse. {CARE}\n\nTue 3 March. Sam Lee, a cook. {CARE}\n",
        f"A careers evening in the town hall.\n\nFirst I fell in with Jane Doe, a nurse at the clinic. {CARE}\n\n"
        f"Later I stood beside Sam Lee, who is a cook. {CARE} She told me to ring Priya Raman, an editor.\n",
    ],
    ids=["stalls", "days", "capitals", "dated paragraphs", "prose"],
)
def test_conversations_are_told_by_how_they_open(note: str) -> None:
    assert [name.title() for name in names_of(note)] == ["Jane Doe", "Sam Lee"]


def test_a_speaker_without_a_name_has_an_interview_of_their_own() -> None:
    note = f"Careers evening\n\n**Speaker 1 – Jane Doe, nurse**\n\n{CARE}\n\n**Speaker 2 – a baker, missed the name**\n\n{CARE}\n"
    assert len(interviews(note)) == 2


def test_days_of_a_log_about_one_person_are_interviews() -> None:
    days = "".join(f"## 0{day}/03/26 #{day}\n\n{CARE} {CARE} {CARE}\n\n" for day in (1, 8))
    assert names_of(f"# Mentor: Jane Doe\n\nNurse at Eko Clinic.\n\n{days}") == ["Jane Doe", "Jane Doe"]


def test_two_people_named_in_the_front_matter_are_told_by_initials() -> None:
    note = (
        "---\nwith: [Jane Doe, Sam Lee]\n---\n**J** I do the wards.\n**S** I do the soup.\n\n"
        "**S** Learn to taste.\n**J** Learn to listen.\n"
    )
    jane, sam = interviews(note)
    assert [p.text for p in jane.passages] == ["J I do the wards.", "J Learn to listen."]
    assert [p.text for p in sam.passages] == ["S I do the soup.", "S Learn to taste."]


def test_a_row_of_a_table_about_people_takes_the_lines_that_name_the_person() -> None:
    table = (
        "| Who | Job | When |\n|---|---|---|\n| Jane Doe | nurse | 4 March 2026 |\n| Sam Lee | cook | 5 March 2026 |\n"
        "| Priya Raman | editor | postponed |\n\nto do\n\n- thank Jane\n- send Sam the menu\n"
    )
    jane, sam = interviews(table)
    assert "thank Jane" in [p.text for p in jane.passages]
    assert "send Sam the menu" in [p.text for p in sam.passages]


def test_people_mentioned_in_a_note_about_one_person_are_no_interviews() -> None:
    note = (
        f"# Jane Doe, nurse, Eko Clinic\n\nMet at a careers evening.\n\n{CARE}\n\n"
        f"She told me to ring Sam Lee, a cook at Rosa's Cafe. {CARE}\n\nHer colleague Priya Raman is an editor. {CARE}\n"
    )
    assert names_of(note) == ["Jane Doe"]


def test_questions_that_are_answered_are_an_interview() -> None:
    mail = f"# Your questions\n\nJane Doe, nurse at Eko Clinic, wrote back.\n\n> What matters?\n\n{' '.join([CARE] * 14)}\n"
    assert names_of(mail) == ["Jane Doe"]


def test_speakers_of_a_panel_keep_their_own_passages() -> None:
    panel = (
        "Panel, 4 March 2026\n\nJD = Jane Doe, Data Analyst, Acme Bank\nSL = Sam Lee, Staff Nurse, City Hospital\n\n"
        "JD: SQL, every day.\n\nSL: Triage, every night.\n\nJD: And writing.\n\nSL: And sleep.\n"
    )
    jane, sam = interviews(panel)
    assert [p.text for p in jane.passages if p.text.startswith("JD:")] == [
        "JD: SQL, every day.",
        "JD: And writing.",
    ]
    assert all(not p.text.startswith("JD:") for p in sam.passages)


@pytest.mark.parametrize(
    "text",
    [
        "# Interview template\n\nName: \nRole: \nCompany: \nDate: \n\n## Advice\n- [write it here]\n",
        "# People to ask\n\n- Jane Doe, nurse\n- Sam Lee, cook\n",
        "# Questions\n\n- What do you do?\n- What is changing?\n- Whom else should I ask?\n",
        "# All my chats\n\n- [[Jane Doe]]\n- [[Sam Lee]]\n- [[Priya Raman]]\n- [[Dev Patel]]\n",
        "",
    ],
)
def test_templates_question_lists_and_indexes_are_no_interviews(text: str) -> None:
    reading = read_interviews(read_note(text, "note.md"))
    assert reading.interviews == ()
    assert [d.code for d in reading.diagnostics] == ["no-interview"]


def test_private_comments_and_struck_out_text_vanish() -> None:
    note = read_note("Jane %%is boring%% likes SQL <!-- and\nmoney --> and ~~SAS~~ R", "a.md")
    text = " ".join(block.text for block in note.blocks)
    assert "boring" not in text
    assert "money" not in text
    assert "SAS" not in text
    assert "SQL" in text


def test_own_words_are_kept_apart_from_theirs() -> None:
    text = "# Jane Doe, Analyst, Acme Bank\n\n## Skills\n- SQL daily\n- I have zero Kotlin\n\n## Me\n- SQL: yes\n"
    speakers = {p.text: p.speaker for p in interview(text).passages}
    assert speakers["SQL daily"] == "interviewee"
    assert speakers["I have zero Kotlin"] == "note_taker"
    assert speakers["SQL: yes"] == "note_taker"


def test_transcript_answers_are_the_interviewee_s() -> None:
    text = "# Jane Doe, Analyst, Acme Bank\n\n**Me:** What matters?\n\n**Jane:** I use SQL.\n\n**Me:** And?\n\n**Jane:** Excel.\n"
    passages = {p.text: (p.speaker, p.question) for p in interview(text).passages}
    assert passages["Jane: I use SQL."] == ("interviewee", "What matters?")
    assert passages["Me: And?"][0] == "note_taker"


def test_wrapped_lines_are_one_passage_and_listed_lines_are_several() -> None:
    wrapped = "Jane has worked in the archive for eleven years and reads three old\nhands without a lens, which she thinks is the one thing that nobody is\ntaught any more, and then she laughed."
    listed = "portfolio max 3 projects\ndont put a bar chart in the cv\ngo to the fair in may"
    assert len(read_note(wrapped, "a.md").blocks) == 1
    assert len(read_note(listed, "a.md").blocks) == 3


@pytest.mark.parametrize(
    ("text", "task"),
    [("- [ ] thank Jane", " "), ("- [x] thanked", "x"), ("☐ write", " "), ("☑ wrote", "x"), ("- TODO call", " "), ("- [-] no", "-"), ("[ ] ring", " ")],
)  # fmt: skip
def test_tasks_are_seen_in_all_their_forms(text: str, task: str) -> None:
    (block,) = read_note(text, "a.md").blocks
    assert block.task == task


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("20 Feb 25", "2025-02-20"),
        ("20250404 hyun", "2025-04-04"),
        ("Fri 11/04/2025", "2025-04-11"),
        ("środa, 2 kwietnia 2025", "2025-04-02"),
        ("3 de março de 2025", "2025-03-03"),
        ("2025_05_29", "2025-05-29"),
        ("March 2025", "2025-03"),
    ],
)
def test_dates_in_their_usual_forms(text: str, iso: str) -> None:
    assert [found.iso for found in find_dates(text)] == [iso]


@pytest.mark.parametrize("text", ["24/7 on call", "ISO 13485", "510(k)", "10::30", "version 3.11"])
def test_other_numbers_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_letters_that_only_look_like_those_of_a_day_are_read_past() -> None:
    text = "the fırst of May, May first twenty twenty fıve, the first of June 2026"
    assert [found.iso for found in find_dates(text)] == ["2026-06-01"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("tomorrow", "2026-03-05"),
        ("by Friday", "2026-03-06"),
        ("in two weeks", "2026-03-18"),
        ("next week", ""),
        ("soon", ""),
    ],
)
def test_dates_relative_to_the_talk(text: str, iso: str) -> None:
    assert find_relative_date(text, "2026-03-04") == iso


def test_order_of_day_and_month_is_taken_from_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Jane Doe, Analyst, Acme Bank\n4/3/2026\n- SQL\n")
    (tmp_path / "b.md").write_text("Sam Lee, Nurse, City Hospital\n3/25/2026\n- triage\n")
    assert [i.date for i in read_folder(tmp_path).interviews] == ["2026-04-03", "2026-03-25"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sam Lee introduced us in May.", "Sam Lee"),
        ("via Sam Lee", "Sam Lee"),
        ("Sam's old boss, met at her office.", "Sam"),
        ("She will introduce me to Sam Lee.", ""),
        ("I wrote to her cold.", ""),
        ("Everyone says you should leverage weak ties.", ""),
    ],
)
def test_who_led_to_the_interviewee_is_told_in_prose(text: str, name: str) -> None:
    assert find_referrer(text, "Jane Doe") == name


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("WhatsApp voice call", "phone"),
        ("Zoom from Lviv", "video"),
        ("LinkedIn messages", "chat"),
        ("by e-mail", "email"),
        ("over coffee in her office", "in_person"),
        ("in May", ""),
        ("Rang Jane after work.", "phone"),
        ("He called me back from his lorry", "phone"),
        ("I met Jane this morning at her bakery", "in_person"),
        ("Sat with her on the harbour wall", "in_person"),
        ("Jane, nurse. Teams, her camera off", "video"),
        ("my questions of May, her answers in June", "email"),
        ("txts w jane", "chat"),
        ("persönlich", "in_person"),
        ("Her phone number is on the card", ""),
        ("I should e-mail her next week", ""),
        ("Sam linked us by e-mail", ""),
        ("forty calls to customers a day", ""),
    ],
)
def test_how_the_talk_was_held(text: str, medium: str) -> None:
    assert find_medium(text) == medium


def test_duration_is_in_minutes() -> None:
    assert [find_duration(text) for text in ("1 h 12", "40 min", "1.5 hours", "none")] == [72, 40, 90, None]


def test_a_private_note_reaches_no_output(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nprivate: true\n---\nJane Doe, Analyst, Acme Bank\n")
    reading = read_folder(tmp_path)
    assert (reading.interviews, reading.passages, reading.diagnostics) == ((), (), ())


def test_bad_files_are_one_diagnostic_each_and_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("Jane Doe, Analyst, Acme Bank\n- SQL\n")
    (tmp_path / "binary.md").write_bytes(b"\x89PNG\0\0\0")
    (tmp_path / "latin.md").write_bytes("café".encode("latin-1"))
    (tmp_path / "large.md").write_bytes(b"word " * 2_000_000)
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "empty.md").write_text("")
    (tmp_path / "link.md").symlink_to(tmp_path / "nowhere.md")
    os.mkfifo(tmp_path / "pipe.md")
    reading = read_folder(tmp_path)
    assert [i.interviewee for i in reading.interviews] == ["Jane Doe"]
    codes = {d.source.note: d.code for d in reading.diagnostics if d.source.note != "good.md"}
    assert codes == {
        "binary.md": "binary",
        "latin.md": "bad-encoding",
        "large.md": "too-large",
        "folder.md": "not-a-file",
        "empty.md": "no-interview",
        "link.md": "unreadable",
        "pipe.md": "not-a-file",
    }


def test_the_note_taker_s_profile_is_no_interview() -> None:
    profile = "---\nname: Orla Szymanek\nskills:\n  - name: SQL\ntargets: [museums]\n---\nI am a lab technician.\n"
    assert [d.code for d in read_interviews(read_note(profile, "profile.md")).diagnostics] == ["no-interview"]


def test_people_presented_in_paragraphs_of_an_event_are_told_apart() -> None:
    evening = (
        "Careers evening in the library, two people.\n\nFirst, Jane Doe. She's a probation officer with the Probation Service. "
        "You write reports.\n\nThen Sam Lee, staff nurse at City Hospital. Nights.\n"
    )
    assert [i.interviewee for i in interviews(evening)] == ["Jane Doe", "Sam Lee"]


def test_a_printed_worksheet_names_the_person_interviewed_not_the_student() -> None:
    sheet = (
        "**Student name:** Thuy Dang\n**Person interviewed:** Casimir Oyelowo\n**Job title:** Furniture Conservator\n"
        "**Method (circle one):** in person ✔ / phone / video\n"
    )
    found = interview(sheet)
    assert (found.interviewee, found.role, found.medium) == ("Casimir Oyelowo", "Furniture Conservator", "in_person")


def test_a_weekday_in_a_log_is_a_day_of_its_week() -> None:
    log = "# Weekly log (10–14 March 2025)\n\n## Monday – Jane Doe, learning designer, Rail Academy\nPhone.\n\n## Wednesday – Sam Lee, nurse, City Hospital\nZoom.\n"
    assert [i.date for i in interviews(log)] == ["2025-03-10", "2025-03-12"]


def test_hidden_and_excluded_files_are_passed_over(tmp_path: Path) -> None:
    for name in (".obsidian/a.md", "templates/b.md", "c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Jane Doe, Analyst, Acme Bank\n")
    assert [found.source.note for found in read_folder(tmp_path, exclude=["templates/"]).interviews] == ["c.md"]


def test_a_missing_folder_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        read_folder(tmp_path / "nowhere")


def test_value_that_yaml_cannot_read_is_kept_and_reported():
    note = read_note("---\ninterviewee: Jane Doe\nrole: [nurse\n---\nHi\n", "a.md")
    assert [(finding.code, finding.source.line) for finding in note.diagnostics] == [("bad-front-matter", 3)]
    assert [field.value for field in note.fields] == ["Jane Doe", "[nurse"]


def test_empty_front_matter_is_fine():
    assert read_note("---\n---\nHi\n", "a.md").diagnostics == ()


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("041030MAR26", "2026-03-04"),
        ("4/mar/2026", "2026-03-04"),
        ("4 III 2026", "2026-03-04"),
        ("phone, III 2026", "2026-03"),
        ("the fourth of March twenty twenty six", "2026-03-04"),
        ("4 de março de 2026", "2026-03-04"),
        ("2026年3月4日", "2026-03-04"),
        ("two years ago 4 people left", None),
        ("World War II 2026", None),
    ],
)
def test_dates_are_read_in_many_spellings(text: str, iso: str | None) -> None:
    assert [found.iso for found in find_dates(text)] == ([iso] if iso else [])


@pytest.mark.parametrize(
    ("note", "iso"),
    [
        ("Jane Doe, nurse. Met her last Thursday, typing this Tue 10/3/2026.", "2026-03-05"),
        ("Mon 9 March 2026, on the bus. Call with Jane Doe, nurse, last Fri.", "2026-03-06"),
        ("# Jane Doe, nurse\n\nasked 4 March 2026, her reply 6 March 2026", "2026-03-06"),
        ("# Jane Doe, nurse\n\nClinic closed on 1 May.\n\n- triage\n\nWe met on 4 March 2026 at noon.", "2026-03-04"),
        ("# Jane Doe, nurse\n\n- triage\n- shifts\n\ntalked sun 8 mar 2026", "2026-03-08"),
        ("# Jane Doe, nurse\n\nRang on 4 March. She came here in 2014.", ""),
    ],
)
def test_the_day_of_the_talk_is_told_in_prose(note: str, iso: str) -> None:
    (found,) = interviews(note)
    assert found.date == iso


def test_a_dated_line_above_a_section_is_its_day() -> None:
    log = "Calls, week of 9 March 2026\n\nTUE\n\n## Jane Doe, nurse\n\nTriage.\n\nTHU\n\n## Sam Lee, cook\n\nKnives."
    assert [(i.date, i.medium) for i in interviews(log)] == [("2026-03-10", "phone"), ("2026-03-12", "phone")]


def test_a_section_says_more_than_its_note_how_the_talk_was_held() -> None:
    log = "# Chats\n\nMode: Teams\n\n## Jane Doe, nurse\n\nSat with her on the ward.\n\n## Sam Lee, cook\n\nKnives."
    assert [i.medium for i in interviews(log)] == ["in_person", "video"]


def test_paragraphs_that_open_with_a_weekday_in_bold_are_a_talk_each() -> None:
    text = (
        "# Two chats\n\n**Monday** — rang Tobias Keller, who tunes concert halls. " + "Listening is the job. " * 8
        + "\n\n**Thursday** — Teams with Aoife Brennan (noise officer). " + "Reports, mostly. " * 8
    )  # fmt: skip
    assert [one.interviewee for one in read_interviews(read_note(text, "a.md")).interviews] == [
        "Tobias Keller",
        "Aoife Brennan",
    ]


# --- What a model marks --------------------------------------------------------------------------------------


def name_with_model(text: str, *marks: tuple[str, str, float], name: str = "note.md") -> str:
    tagged = [
        Tagged(tag=tag, text=words, line=number, start=line.index(words), chance=chance)
        for tag, words, chance in marks
        for number, line in enumerate(text.splitlines(), 1)
        if words in line
    ]
    (only,) = read_interviews(read_note(text, name), tagged=tagged).interviews
    return only.interviewee


def test_a_name_is_written_out_where_the_model_marks_the_longer_form() -> None:
    text = "# Chat with Tess M, nurse\n\nShe is down as Tess Mahuta in the rota."
    assert name_with_model(text, ("interviewee", "Tess M", 0.9), ("interviewee", "Tess Mahuta", 0.9)) == "Tess Mahuta"


def test_a_title_in_lower_case_loses_what_the_model_takes_for_no_name() -> None:
    text = "txts w pj crowley caretaker at the school\n\nhe says keys are the job"
    assert name_with_model(text, ("interviewee", "pj crowley", 0.9)) == "pj crowley"


def test_whoever_the_model_says_led_there_is_not_the_interviewee() -> None:
    text = "mary in the laundry gave me the number of her fella fergal mchale, area manager\n\nhe drives all day"
    marks = [("interviewee", "mary", 0.6), ("referred_by", "mary", 0.8), ("interviewee", "fergal mchale", 0.9)]
    assert name_with_model(text, *marks) == "fergal mchale"


def test_a_second_label_that_says_also_names_a_second_referrer() -> None:
    only = interview("---\ninterviewee: Jane Doe\nreferred_by: Sam Lee\n---\nAlso via:: Kim Ray, who had named her")
    assert (only.referred_by, only.also_referred_by) == ("Sam Lee", ("Kim Ray",))


def read_tagged(text: str, tag: str, words: str) -> Interview:
    note = read_note(text, "a.md")
    block = next(block for block in note.blocks if words in block.text)
    start = block.text.index(words)
    marks = [Tagged(tag=tag, text=words, line=block.line, start=start, chance=0.9)]
    return read_interviews(note, tagged=marks).interviews[0]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("# Coffee w/ Ola Brandt (second time)", "Ola Brandt"),
        ("# Ola Brandt, 2nd call", "Ola Brandt"),
        ("# Ola Brandt again", "Ola Brandt"),
        ("# coffee w ola (second time)", "ola"),
        ("# Ola Brandt", "Tove Lindqvist"),
    ],
)
def test_a_title_that_says_with_whom_one_talked_is_believed_before_the_model(title: str, name: str) -> None:
    text = f"{title}\n\nHe left the yard.\n\nCard to Tove Lindqvist.\n"
    assert read_tagged(text, "interviewee", "Tove Lindqvist").interviewee == name


@pytest.mark.parametrize(("says", "name"), [("will put me in touch with", ""), ("came to him through", "Tove Lindqvist")])
def test_whom_one_is_still_to_be_led_to_led_nobody(says: str, name: str) -> None:
    text = f"# Ola Brandt, caulker\n\nCaulks hulls all day.\n\n{says} Tove Lindqvist\n"
    assert read_tagged(text, "referred_by", "Tove Lindqvist").referred_by == name


@pytest.mark.parametrize(("thing", "name"), [("cat", ""), ("cousin", "Tove")])
def test_whose_relative_somebody_is_may_tell_who_led_there_whose_cat_does_not(thing: str, name: str) -> None:
    text = f"# Ola Brandt, caulker\n\nCaulks hulls all day.\n\nHe looked after Tove's {thing} once.\n"
    assert read_tagged(text, "referred_by", "Tove").referred_by == name


def test_a_label_below_what_was_said_points_on_and_at_the_top_back() -> None:
    top = interview("# Ola Brandt\n\nReferral: Tove Lindqvist\n\nAdvice: learn to row.\n")
    below = interview("# Ola Brandt\n\nAdvice: learn to row.\n\nReferral: Tove Lindqvist\n")
    assert (top.referred_by, below.referred_by, below.found_through) == ("Tove Lindqvist", "", "")


def test_what_she_recommended_is_not_who_recommended_her() -> None:
    assert interview("# Tove Lindqvist\n\nShe recommended: two yards before you settle\n").found_through == ""


@pytest.mark.parametrize(("how", "way"), [("phone", ""), ("cold mail to her firm", "cold mail to her firm")])
def test_a_medium_is_no_way_to_find_somebody(how: str, way: str) -> None:
    assert interview(f"---\nname: Tove Lindqvist\nhow: {how}\n---\nPlans docks.\n").found_through == way


def test_a_label_that_says_nobody_names_nobody() -> None:
    text = "---\nInterviewee: Nobody in particular\nRole: dock master\n---\nPlans docks.\n"
    assert interview(text).interviewee == ""


def test_a_word_that_only_opens_a_sentence_yields_to_whom_the_model_marks() -> None:
    text = "# Ola Brandt, caulker\n\nRight they said we should talk to a caulker. My boss Tove put in a word.\n"
    assert interview(text).referred_by == "Right"
    assert read_tagged(text, "referred_by", "Tove").referred_by == "Tove"
