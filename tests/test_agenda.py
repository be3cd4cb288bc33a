"""The agenda, its calendar, and the note that prepares a talk."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from factories import (
    make_corpus,
    make_follow_up,
    make_interview,
    make_passage,
    make_referral,
    make_skill,
    make_story,
    make_where,
)
from icalendar import Calendar, Event, Todo

from infoview_analysis import corpus as corpus_room
from infoview_analysis.cli import main
from infoview_analysis.corpus import Corpus, analyze
from infoview_analysis.language.context import Context
from infoview_analysis.language.follow_ups import find_follow_ups
from infoview_analysis.records import Diagnostic, FollowUp, Interview, Mention, Passage
from infoview_analysis.reflection import build_agenda, list_favours, parse_profile, prepare_talk, render_calendar
from infoview_analysis.reflection.agenda.turns import find_request, is_lacking, is_promised
from infoview_analysis.starters import draft_note, start_note

Record = Interview | Passage | Mention | Diagnostic
Run = Callable[..., tuple[int, str, str]]

NOTES = Path(__file__).parent.parent / "data" / "notes"
DAY = dt.date(2024, 3, 15)
ANN = make_interview("Ann Lee", date="2024-01-10")
BOB = make_interview("Bob Ray", date="2024-02-10")


def say(quote: str, *, of: Interview, line: int = 6, **known: object) -> FollowUp:
    """A follow-up in these words."""
    return replace(make_follow_up(of=of, **known), source=make_where(of.source.note, line, quote))  # type: ignore[arg-type]


def list_agenda(*records: Record, **how: object) -> list[tuple[str, str, str]]:
    agenda = build_agenda(make_corpus(*records), DAY, **how)  # type: ignore[arg-type]
    return [(row.part, row.kind, row.person) for row in agenda.itertuples()]


# --- Whose turn it is ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "she'll send me the list",
        "He’ll text me Aiko's number",
        "Mateus tells me when the next post comes up",
        "M sends the spec",
        "Mateus to send two proposals",
        "Mateus: send me the guide",
        "he also offered to look at my CV",
        "She's e-mailing a blank form",
        "Graham, who runs the team, she'll send him a line about me",
        "Sir will send old question papers on WhatsApp",
        "Tomasi's going to send me the variety cards",
        "Madam told that she'll share one blank cost sheet",
        "waiting for the reference",
        "Pauline: wait until he has introduced me",
    ],
)
def test_what_they_said_they_would_do_is_theirs(text: str) -> None:
    assert is_promised(text, ["Mateus Quadros"])


@pytest.mark.parametrize(
    "text",
    [
        "send Mateus my CV, he'll pass it on",
        "write to Eve, he gave me the address",
        "ask Mateus for a reference",
        "read the case study he linked",
        "I'll send her the link",
        "I said I will call her when I have the visa",
        "he'd tell his younger self to save six months of rent",
        "thank her: she'll be pleased to hear from me",
        "Mateus asks me for a text when it is funded",
        "Mateus Quadros, in June",
        "museum studies, what does it cost",
    ],
)
def test_what_is_mine_to_do_is_not_theirs(text: str) -> None:
    assert not is_promised(text, ["Mateus Quadros"])


def test_in_a_transcript_the_one_who_says_i_promises() -> None:
    assert is_promised("I'll write to her tonight, I'll copy you.", speaker="interviewee")
    assert not is_promised("I'll write to her tonight.", speaker="note_taker")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("She asked whether I could send her my script", True),
        ("he asked me to present at their away day", True),
        ("Wen-Ting asks me for a text when it is funded", True),
        ("he'd like somebody who does that better than he does", True),
        ("She wants to see my leaflets", True),
        ("I asked her to send the list", False),
        ("He wouldn't ask me to write one", False),
        ("he had to ask me what a Ct value means", False),
        ("she wants me to talk to Dev Patel", False),
        ("He asked if I had a degree", False),
    ],
)
def test_a_request_is_told_from_a_question(text: str, asks: bool) -> None:
    assert bool(find_request(text)) is asks


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("corrosion, they can't find people for it", True),
        ("statistics is what most of the team lack", True),
        ("water quality is rare, we buy it in", True),
        ("ISTQB: HR likes it, nobody else", False),
        ("everybody knows Excel", False),
    ],
)
def test_what_is_lacking_is_told_by_words_for_it(text: str, lacking: bool) -> None:
    assert is_lacking(text) is lacking


# --- Thanks given in another way ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "done", "due"),
    [
        ("thank-you: brought a cake on 2 May", "true", ""),
        ("thanks, by card, 3 May", "true", ""),
        ("Thank-you to Mr Geddes, told him on the bus", "true", ""),
        ("thank-you mail same night", "true", ""),
        ("thank her by card before 3 May", "false", "2025-05-03"),
        ("thank-you card by 3 May", "false", "2025-05-03"),
        ("thank-you for the book she brought", "false", ""),
        ("thank-you: not yet, brought the wrong card", "false", ""),
    ],
)
def test_a_thank_you_that_says_how_it_was_given_is_done(text: str, done: str, due: str) -> None:
    found = find_follow_ups(text, Context(topic="follow_up", date="2025-04-24"))[0]
    assert (found.label, found.details["done"], found.details["due"]) == ("thank_you", done, due)


def test_an_open_box_outweighs_the_words_beside_it() -> None:
    box = Context(topic="follow_up", task=" ", date="2025-04-24")
    assert find_follow_ups("thanks, by card, 3 May", box)[0].details["done"] == "false"


def test_an_order_before_a_name_is_no_part_of_it() -> None:
    found = find_follow_ups("Mail Samir (by 1 July)", Context(topic="follow_up", date="2025-06-19"))[0]
    assert found.details["person"] == "Samir"


# --- What is on the agenda ----------------------------------------------------------------------------------


def test_a_promise_waits_for_whom_it_was_made_by() -> None:
    agenda = build_agenda(make_corpus(ANN, say("she'll introduce me to Eve Fox", of=ANN, person="Eve Fox")), DAY)
    (row,) = (row for row in agenda.itertuples() if row.part == "waiting")
    assert (row.person, row.reason) == (
        "Ann Lee",
        "Promised in the talk with Ann Lee on 10 January 2024. That is 65 days ago: ask whether it still comes.",
    )


def test_a_promise_is_kept_once_they_have_been_met() -> None:
    promise = say("she'll introduce me to Bob", of=ANN, person="Bob Ray")
    assert "waiting" not in {part for part, *_ in list_agenda(ANN, BOB, promise)}


def test_somebody_met_since_need_not_be_written_to() -> None:
    plans = [
        say("write to Bob by 1 February", of=ANN, person="Bob Ray", due="2024-02-01"),
        say("Mail Bob", of=ANN, person="Bob Ray", kind="send", line=7),
        say("mail Bob", of=ANN, kind="send", line=8),
    ]
    assert "to_do" not in {part for part, *_ in list_agenda(ANN, BOB, *plans)}


def test_something_to_send_and_a_meeting_still_to_come_stay() -> None:
    kept = [
        say("send Bob my CV", of=ANN, person="Bob Ray", kind="send"),
        say("meet Bob again on 1 April", of=ANN, person="Bob Ray", kind="meet", due="2024-04-01", line=7),
    ]
    assert [kind for part, kind, _ in list_agenda(ANN, BOB, *kept) if part == "to_do"] == ["meet", "send"]


def test_thanks_given_after_all_close_the_plan_to_give_them() -> None:
    plan, given = say("Thank you.", of=BOB, kind="thank_you"), say("thanks sent", of=BOB, kind="thank_you", done=True)
    assert not [kind for _, kind, _ in list_agenda(BOB, plan, given) if kind == "thank_you"]


def test_a_thank_you_stands_once_though_it_is_task_and_courtesy() -> None:
    assert list_agenda(BOB, say("thank her", of=BOB, kind="thank_you")) == [("to_do", "thank_you", "Bob Ray")]


def test_whoever_is_to_be_written_to_anyway_is_not_told_apart() -> None:
    referral = make_referral("Ann Lee", "Bob Ray", of=ANN)
    thanked = [say("thanked", of=talk, kind="thank_you", done=True) for talk in (ANN, BOB)]
    assert list_agenda(ANN, BOB, referral, *thanked) == [("to_tell", "update", "Ann Lee")]
    task = say("tell Ann how it went", of=BOB, person="Ann Lee", kind="update", line=8)
    assert list_agenda(ANN, BOB, referral, *thanked, task) == [("to_do", "update", "Ann Lee")]


@pytest.mark.parametrize(("months", "kinds"), [(1, ["keep_in_touch"]), (2, ["keep_in_touch"]), (3, []), (6, [])])
def test_the_note_taker_says_after_how_many_months_to_write_again(months: int, kinds: list[str]) -> None:
    thanked = say("thanked her", of=ANN, kind="thank_you", done=True)
    assert [kind for _, kind, _ in list_agenda(ANN, thanked, months=months)] == kinds


def test_keeping_in_touch_is_due_so_many_months_after_the_last_time() -> None:
    old = make_interview("Ann Lee", date="2023-08-31")
    assert build_agenda(make_corpus(old), DAY)["due"].tolist() == ["2024-02-29"]


def test_a_pointer_and_the_task_on_it_are_one_line_with_the_reason_of_both() -> None:
    referral = make_referral("Ann Lee", "Dev Patel", of=ANN, line=5)
    tasks = [say("Dev Patel", of=ANN, person="Dev Patel", kind="other", line=line) for line in (5, 9)]
    agenda = build_agenda(make_corpus(ANN, referral, *tasks), DAY)
    assert agenda[["line", "reason"]].to_numpy().tolist() == [
        [9, "From the talk with Ann Lee on 10 January 2024. Named by Ann Lee, not yet met."]
    ]


def test_thanks_for_a_talk_to_come_are_not_due_yet() -> None:
    ahead = make_interview("Cho Kim", date="2024-04-01")
    assert not list_agenda(ahead, say("Send a thank-you note", of=ahead, kind="thank_you"))


@pytest.mark.parametrize("talks", [0, 1, 2])
def test_few_notes_give_whole_sentences(talks: int) -> None:
    records = [make_interview(name, note=f"{name}.md") for name in ("", "Ann Lee")[:talks]]
    tasks = [say("she'll send the list", of=talk) for talk in records]
    reasons = build_agenda(make_corpus(*records, *tasks), DAY)["reason"].tolist()
    names = ("somebody without a name", "Ann Lee")[:talks]
    assert reasons == [f"Promised in the talk with {name}." for name in names]


# --- What to give back --------------------------------------------------------------------------------------


def test_what_they_asked_for_is_listed_until_it_is_done() -> None:
    asked = make_passage("Nice lab. She asked whether I could send her my script.", of=ANN)
    favours = list_favours(make_corpus(ANN, asked))
    assert favours[["kind", "person", "quote"]].to_numpy().tolist() == [
        ["asked", "Ann Lee", "She asked whether I could send her my script."]
    ]
    sent = say("sent her the script", of=ANN, kind="send", done=True, line=2)
    assert list_favours(make_corpus(ANN, asked, sent)).empty


def lack(skill: str, *, of: Interview, **known: object) -> Mention:
    quote = f"{skill}: they can't find people for it"
    return replace(make_skill(skill, of=of, **known), source=make_where(of.source.note, 2, quote))


def test_a_skill_of_mine_that_they_lack_can_be_offered() -> None:
    mine = make_skill("R", of=BOB, stance="strength", speaker="note_taker")
    (row,) = list_favours(make_corpus(ANN, BOB, lack("R", of=ANN), mine)).itertuples()
    assert (row.kind, row.person, row.reason) == (
        "offer",
        "Ann Lee",
        "Wanted there: R; your notes call it a strength of yours (bob-ray.md:2).",
    )


def test_a_skill_that_i_lack_or_that_they_drop_is_not_offered() -> None:
    gap = make_skill("R", of=BOB, stance="gap", speaker="note_taker")
    assert list_favours(make_corpus(ANN, BOB, lack("R", of=ANN), gap)).empty
    mine = make_skill("R", of=BOB, stance="strength", speaker="note_taker")
    assert list_favours(make_corpus(ANN, BOB, lack("R", of=ANN, stance="declining"), mine)).empty


@pytest.mark.parametrize(("level", "offered"), [(2, False), (3, True)])
def test_the_profile_decides_before_the_notes(level: int, offered: bool) -> None:
    mine = make_skill("R", of=BOB, stance="strength", speaker="note_taker")
    me = parse_profile(f"---\nskills: {{R: {level}}}\n---")
    assert list_favours(make_corpus(ANN, BOB, lack("R", of=ANN), mine), me).empty is not offered


# --- The calendar -------------------------------------------------------------------------------------------

HARD = "Zoë’s list; \\ über, 名簿を送る – " * 6


def make_agenda_file(*records: Record) -> bytes:
    return render_calendar(build_agenda(make_corpus(*records), DAY))


def test_a_calendar_program_reads_back_every_line_of_the_agenda() -> None:
    tasks = [
        say(HARD.strip(), of=ANN, person="", kind="other", due="2024-04-01"),
        say("Clementine, in June", of=ANN, kind="other", due="2024-06", line=7),
        say("find a course", of=ANN, kind="learn", line=8),
    ]
    agenda = build_agenda(make_corpus(ANN, *tasks), DAY)
    entries = Calendar.from_ical(render_calendar(agenda)).walk()[1:]
    day, month, undated = entries
    assert len(entries) == len(agenda)
    assert isinstance(day, Event)
    assert day.decoded("dtstart") == dt.date(2024, 4, 1)
    assert day.decoded("dtend") == dt.date(2024, 4, 2)
    assert f"“{HARD.strip()}”" in str(day["description"]).splitlines()
    assert month.decoded("dtstart") == dt.date(2024, 6, 1)
    assert "Due in June 2024." in str(month["description"])
    assert isinstance(undated, Todo)
    assert "due" not in undated
    assert {entry["class"] for entry in entries} == {"PRIVATE"}


def test_lines_end_and_fold_as_rfc_5545_wants_them() -> None:
    content = make_agenda_file(ANN, say(HARD, of=ANN, kind="other"))
    assert content.count(b"\n") == content.count(b"\r\n") > 0
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")


def test_nothing_in_a_note_can_add_a_line_to_the_calendar() -> None:
    content = make_agenda_file(ANN, say("a\r\nEND:VTODO\nATTACH:http://x", of=ANN, kind="other"))
    assert b"\r\nATTACH" not in content
    assert content.count(b"\r\nEND:VTODO") == content.count(b"\r\nBEGIN:VTODO") == 1


def test_the_same_agenda_gives_the_same_bytes_whatever_the_hour() -> None:
    task = say("find a course", of=ANN, kind="learn")
    first, second = (make_agenda_file(ANN, task) for _ in range(2))
    assert first == second
    stamps = {str(entry["dtstamp"].dt) for entry in Calendar.from_ical(first).walk()[1:]}
    assert stamps == {"2024-01-10 00:00:00+00:00"}


def test_an_entry_keeps_its_name_when_lines_move_and_dates_are_put_off() -> None:
    def name(**known: object) -> str:
        (entry,) = Calendar.from_ical(
            make_agenda_file(ANN, say("find a course", of=ANN, kind="learn", **known))
        ).walk()[1:]
        return str(entry["uid"])

    assert name(line=6) == name(line=60, due="2024-05-01")


def test_two_tasks_in_the_same_words_are_two_entries() -> None:
    tasks = [say("call again", of=ANN, kind="other", line=line) for line in (6, 7)]
    names = [str(entry["uid"]) for entry in Calendar.from_ical(make_agenda_file(ANN, *tasks)).walk()[1:]]
    assert len(set(names)) == len(names) == 2


def test_undated_notes_and_no_notes_give_a_calendar_too() -> None:
    assert Calendar.from_ical(make_agenda_file()).walk()[1:] == []
    undated = make_interview("Ann Lee")
    assert len(Calendar.from_ical(make_agenda_file(undated, say("find a course", of=undated))).walk()[1:]) == 1


# --- The command --------------------------------------------------------------------------------------------


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return call


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = make_corpus(*make_story())
    monkeypatch.setattr(corpus_room, "analyze", lambda notes, **how: found)
    folder = tmp_path / "notes"
    folder.mkdir()
    return folder


def test_follow_ups_counts_from_the_day_it_is_told(run: Run, story: Path) -> None:
    early, late = (run("follow-ups", story, "--today", day)[1] for day in ("2024-02-15", "2024-03-15"))
    assert early.startswith("2024-02-20: contact: Dev Patel")
    assert late.startswith("2024-02-20 (overdue): contact: Dev Patel")
    assert "\n\nWhom to tell\n" in late


def test_follow_ups_writes_a_calendar_and_says_so(run: Run, story: Path, tmp_path: Path) -> None:
    target = tmp_path / "agenda.ics"
    code, output, _ = run("follow-ups", story, "--ics", target, "--today", "2024-03-15")
    assert code == 0
    assert f"{target}: " in output.splitlines()[-1]
    assert "Write to Dev Patel" in {
        str(entry["summary"]) for entry in Calendar.from_ical(target.read_bytes()).walk()[1:]
    }


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--ics", "note.md"], "end it in .ics"),
        (["--today", "2024-02-30"], "is no day; write YYYY-MM-DD"),
        (["--months", "0"], "no whole number above 0"),
    ],
)
def test_follow_ups_refuses_what_it_cannot_use(options: list[str], words: str, run: Run, story: Path) -> None:
    code, output, errors = run("follow-ups", story, *options)
    assert (code, output, len(errors.splitlines())) == (2, "", 1)
    assert words in errors


# --- Before a talk ------------------------------------------------------------------------------------------


def test_a_new_note_holds_what_the_notes_know(run: Run, story: Path, tmp_path: Path) -> None:
    assert run("new", "dev patel", "--notes", story, "-d", tmp_path)[0] == 0
    text = (tmp_path / "dev patel.md").read_text(encoding="utf-8")
    assert 'role: "Designer"\norganization: "Delta"\n' in text
    assert 'referred_by: "Bob Ray"' in text
    assert "- “Bob Ray points to Dev Patel” (Bob Ray, 10 February 2024, bob-ray.md:9)" in text
    assert "- Bob Ray pointed to them: Engineer, Bolt; you talked to them (10 February 2024, bob-ray.md:1)." in text
    assert "- Still to do: “write to Dev” (bob-ray.md:6)" in text


def test_what_the_command_is_told_goes_before_what_the_notes_know(run: Run, story: Path, tmp_path: Path) -> None:
    run("new", "Dev Patel", "--notes", story, "-d", tmp_path, "--org", "Epsilon", "--via", "Cho Kim")
    text = (tmp_path / "Dev Patel.md").read_text(encoding="utf-8")
    assert 'role: "Designer"\norganization: "Epsilon"' in text
    assert 'referred_by: "Cho Kim"' in text
    assert "Cho Kim pointed to them: Manager, Core; you talked to them (March 2024, cho-kim.md:1)." in text


def test_a_prepared_note_is_never_overwritten(run: Run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "Dev Patel.md").write_text("mine")
    code, _, errors = run("new", "Dev Patel", "--notes", story, "-d", tmp_path)
    assert (code, "exists already" in errors) == (2, True)
    assert (tmp_path / "Dev Patel.md").read_text() == "mine"


def test_thin_topics_of_the_field_are_asked_for() -> None:
    nurses = [make_interview(name, role="Nurse", date="2024-01-10") for name in ("Ann Lee", "Bob Ray")]
    chef = make_interview("Cho Kim", role="Chef", date="2024-01-10")
    heard = [
        make_passage("Told at some length.", of=talk, topic=topic)
        for talk in nurses
        for topic in ("background", "typical_day", "skills", "education", "culture", "trends", "advice", "people")
    ]
    found = prepare_talk(make_corpus(*nurses, chef, *heard), "Dev Patel", role="Nurse")
    assert list(found.questions) == ["challenges", "opportunities"]
    assert found.reasons == (
        "Of two talks in health care, these touched least: challenges (none) and opportunities (none); "
        "with so few talks that says little.",
    )


def test_a_topic_is_touched_by_a_mention_under_any_heading() -> None:
    found = prepare_talk(
        make_corpus(ANN, make_skill(of=ANN), make_referral("Ann Lee", "Dev Patel", of=ANN)), "Dev Patel"
    )
    assert list(found.questions) == ["background", "typical_day", "education"]


def test_skills_on_which_people_disagree_are_asked_for_with_both_sides() -> None:
    skills = [make_skill("SAS", of=ANN), make_skill("SAS", of=BOB, stance="declining")]
    found = prepare_talk(make_corpus(ANN, BOB, *skills), "Dev Patel")
    assert found.disputed == ("Is SAS needed here, or on its way out?",)
    assert found.reasons[-1] == (
        "SAS: needed by Ann Lee, “SAS all day” (ann-lee.md:2); losing weight for Bob Ray, “SAS all day” (bob-ray.md:2)."
    )


@pytest.mark.parametrize(
    ("talks", "words"),
    [
        (0, "There are no talks in your notes yet: these are the questions for any talk."),
        (
            1,
            "Of one talk in all, these touched least: background (none), typical day (none) and skills (none); with so",
        ),
        (
            2,
            "Of two talks in all, these touched least: background (none), typical day (none) and skills (none); with so",
        ),
    ],
)
def test_few_notes_prepare_a_talk_too(talks: int, words: str) -> None:
    found = prepare_talk(make_corpus(*(ANN, BOB)[:talks]), "Dev Patel")
    assert found.reasons[0].startswith(words)
    assert "- Your notes do not name Dev Patel yet.\n" in draft_note("Dev Patel", preparation=found)


def test_a_quoted_note_cannot_end_the_comment() -> None:
    referral = make_referral("Ann Lee", "Dev Patel", of=ANN, quote="Dev Patel --> ## Skills --!> <!-- x")
    text = draft_note("Dev Patel", preparation=prepare_talk(make_corpus(ANN, referral), "Dev Patel"))
    comment = text[text.index("<!--") : text.index("-->")]
    assert "## Skills" in comment
    assert text.count("-->") == 1


ANSWERS = {
    "How did you get into this work?": "Degree in geography, then eight years at a water company",
    "Which skills do you use every day?": "SQL every day, and R for the charts",
    "What do people lack who apply, and what do I lack?": "Most applicants can't write a short report. I lack GIS",
    "What has changed in the last few years?": "More and more sampling is done by sensors",
    "What would you do in my place?": "Volunteer with a rivers trust for a summer",
    "What should I not waste my time on?": "Don't pay for a second master's",
    "Who else should I talk to, and may I say that you sent me?": "Talk to Imogen Hartley at the Rivers Trust",
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """A prepared note, filled in by hand and read."""
    folder = tmp_path_factory.mktemp("filled")
    quote = "Dev Patel, ask him about Kubernetes, demand is exploding. Don't apply cold."
    skills = [make_skill("COBOL", of=ANN), make_skill("COBOL", of=BOB, stance="declining")]
    known = make_corpus(ANN, BOB, make_referral("Ann Lee", "Dev Patel", of=ANN, quote=quote, role="Analyst"), *skills)
    path = start_note("Dev Patel", folder, date="2026-03-04", preparation=prepare_talk(known, "Dev Patel"))
    text = path.read_text(encoding="utf-8")
    for question, answer in ANSWERS.items():
        assert f"**{question}**\n\n- " in text
        text = text.replace(f"**{question}**\n\n- ", f"**{question}**\n\n- {answer}")
    text = text.replace("## Reflection\n", "## Reflection\n\nI could see myself here, the field work suits me.\n")
    path.write_text(text, encoding="utf-8")
    return analyze(folder)


def test_a_filled_note_gives_the_facts_of_the_talk(filled: Corpus) -> None:
    (talk,) = filled.interviews.itertuples()
    assert (talk.interviewee, talk.role, talk.date, talk.referred_by) == (
        "Dev Patel",
        "Analyst",
        "2026-03-04",
        "Ann Lee",
    )
    assert {"SQL", "R"} <= set(filled.skills["skill"])
    assert filled.trends["quote"].tolist() == ["More and more sampling is done by sensors"]
    assert filled.advice[["polarity", "quote"]].to_numpy().tolist() == [
        ["do", "Volunteer with a rivers trust for a summer"],
        ["avoid", "Don't pay for a second master's"],
    ]
    assert ["Dev Patel", "Imogen Hartley"] in filled.referrals[["referrer", "referred"]].to_numpy().tolist()
    assert filled.follow_ups["kind"].tolist() == ["thank_you", "update"]
    assert "I could see myself here, the field work suits me." in filled.reflections["quote"].tolist()


def test_a_filled_note_takes_nothing_from_what_it_was_prepared_with(filled: Corpus) -> None:
    assert not {"Kubernetes", "COBOL"} & set(filled.skills["skill"])
    assert not filled.passages["text"].str.contains("Kubernetes|COBOL|cold").any()


def test_each_answer_stands_under_the_topic_it_was_asked_for(filled: Corpus) -> None:
    topics = dict(zip(filled.passages["text"], filled.passages["topic"], strict=True))
    found = [topics[answer] for answer in ANSWERS.values()]
    assert found == ["background", "skills", "skills", "trends", "advice", "advice", "people"]


# --- The sample notes, by hand ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def agenda() -> list[dict[str, object]]:
    found = build_agenda(analyze(NOTES), dt.date(2026, 3, 1))
    return [dict(row) for row in found.to_dict("records")]


def find_lines(agenda: list[dict[str, object]], *names: str, **wanted: object) -> list[tuple[object, ...]]:
    found = [row for row in agenda if all(row[name] == value for name, value in wanted.items())]
    return [tuple(row[name] for name in names) for row in found]


def test_sample_adwoa_is_due_by_the_end_of_march_and_named_by_two(agenda: list[dict[str, object]]) -> None:
    # Jo named her on 2 October 2025 (Josephine Atkinson.md:47), Parisa "second time I'm told so" on 12 February 2026
    # (again.md:42); the task is "write by the end of March" (again.md:47): 31 March, not past on 1 March.
    (line,) = find_lines(agenda, "part", "kind", "due", "overdue", "reason", "line", person="Adwoa Serwaa")
    assert line == (
        *("to_do", "contact", "2026-03-31", False),
        "From the talk with Parisa Golzari on 12 February 2026. Named by Josephine Atkinson and Parisa Golzari, not yet met.",
        47,
    )


def test_sample_tendai_has_not_been_thanked(agenda: list[dict[str, object]]) -> None:
    # The box is open and its sign says 27 October 2025 (Climate on display.md:52); Henk and Sigríður, in the two lines
    # above it, are ticked.
    assert find_lines(agenda, "person", "due", "overdue", kind="thank_you", line=52) == [
        ("Tendai Mhlanga", "2025-10-27", True)
    ]
    assert not find_lines(agenda, "person", kind="thank_you", person="Henk van der Sloot")


def test_sample_eoghan_was_thanked_with_a_cake_and_not_heard_from_since(agenda: list[dict[str, object]]) -> None:
    # "thank-you: brought a cake on 2 May" (Eoghan Tierney.md:25) is thanks given, no thanks due on 2 May. The talk was
    # on 24 April 2025 and no later note has him: half a year on is 24 October.
    assert find_lines(agenda, "kind", "due", "since", person="Eoghan Tierney", part="to_tell") == [
        ("keep_in_touch", "2025-10-24", "2025-04-24")
    ]
    assert not find_lines(agenda, "line", kind="thank_you", person="Eoghan Tierney")


def test_sample_lauri_has_promised_a_guide(agenda: list[dict[str, object]]) -> None:
    # "[ ] Lauri sends the naming guide" (Lauri Sipilä.md:60), said on 6 November 2025. From there to 1 March 2026 are
    # 24 + 31 + 31 + 28 + 1 = 115 days.
    assert find_lines(agenda, "what", "reason", part="waiting", person="Lauri Sipilä") == [
        (
            "Lauri sends the naming guide",
            "Promised in the talk with Lauri Sipilä on 6 November 2025. "
            "That is 115 days ago: ask whether it still comes.",
        )
    ]


def test_sample_tugba_was_met_and_is_not_to_be_written_to(agenda: list[dict[str, object]]) -> None:
    # "write to Tugba by 11 April" (Graham Ellerby.md:40) was never ticked, but the talk with Tuğba was on 6 May. So were
    # those with Ibtissam (17 July), Samir (12 August) and Nomsa ("mail Nomsa", 16 September) after the plans for them.
    plans = ("write to Tugba by 11 April", "write to Ibtissam in two weeks", "Mail Samir (by 1 July)")
    said = {row["what"] for row in agenda}
    assert not said & {*plans, "mail Nomsa, before the holidays"}


def test_sample_deepti_lacks_what_the_note_taker_does_all_day(agenda: list[dict[str, object]]) -> None:
    # "corrosion in the pipes, they can't find people for it, and I do that all day" (Deepti K.md:18): no task, but the
    # one thing that can be offered to her.
    assert find_lines(agenda, "kind", "line", part="to_give", person="Deepti Kulshreshtha") == [("offer", 18)]


def test_sample_lines_lead_back_to_their_words(agenda: list[dict[str, object]]) -> None:
    notes = {
        path: (NOTES / str(path)).read_text(encoding="utf-8").splitlines() for path in {row["note"] for row in agenda}
    }
    for row in agenda:
        assert 1 <= int(str(row["line"])) <= len(notes[row["note"]])
        if row["part"] == "waiting":
            assert str(row["what"]).split()[-1].strip(".") in notes[row["note"]][int(str(row["line"])) - 1]
