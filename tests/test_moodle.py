"""What Moodle takes: its gradebook's list and the grading worksheet of an assignment, and no grade for another student."""

import csv
import io

import awkward
import platforms
import pytest

from autograder.formats import moodle, moodle_worksheet
from autograder.formats.roster import RosterError, parsed
from autograder.formats.sheet import Row, Sheet
from autograder.formats.totals import totals
from autograder.text.places import for_csv

NAME = awkward.ASSIGNMENT
TITLE = f"Assignment: {NAME} (Real)"
HEAD = f'"First name","Last name","ID number",Institution,"Email address","Quiz: One (Real)","{TITLE}","Feedback: {NAME}"'
HEAD += ',"Course total (Real)","Last downloaded from this course"\n'
ROSTER = (
    HEAD
    + "Ada,Lovelace,1815,Uni,ada@example.org,9.00,-,,9.00,1790000000\n"
    + "Bob,Bell,1824,Uni,bob@example.org,8.00,2.00,Good,10.00,1790000000\n"
    + "Cy,Curie,,Uni,cy@example.org,7.00,-,,7.00,1790000000\n"
)
USERS = {"ada@example.org", "bob@example.org", "cy@example.org"}
People = list[tuple[str, Sheet]]


def filled(people: People, roster: str = ROSTER, column: str = "", match: str = "") -> tuple[str, list[str]]:
    found = totals(people)
    made = moodle.filled(parsed(roster.encode()), found, list(dict.fromkeys(one.assignment for one in found)), column, match)
    return made.text, made.told


def test_only_who_has_something_new_has_a_row() -> None:
    text, told = filled([("ada", awkward.sheet()), ("1824", awkward.sheet(lost=True))])
    assert platforms.moodle_reads(text, "Email address", USERS) == {"ada@example.org": {TITLE: 1.5}}
    assert "1790000000" in text, "by which Moodle refuses what was changed there since then"
    assert text.splitlines()[0].count("Real") == 1, "other grades may have changed there since then"
    assert "In Moodle's list and without a result: cy@example.org." in told
    assert any("1824 (02_distances)" in one and "no 0" in one for one in told)


def test_what_isnt_known_leaves_what_moodle_has() -> None:
    roster = ROSTER.replace("Quiz: One", "Quiz: 03_more")
    more = Sheet("03_more", "x", [Row("f", "right", 5, 5)])
    text, _ = filled([("bob", awkward.sheet(lost=True)), ("bob", more)], roster)
    found = platforms.moodle_reads(text, "Email address", USERS)["bob@example.org"]
    assert (found["Quiz: 03_more (Real)"], found[TITLE]) == (5.0, 2.0)


def test_no_grade_is_a_dash_in_a_new_column_too() -> None:
    more = Sheet("03_more", "x", [Row("f", "error", 0, 5)])
    text = moodle.plain(totals([("ada", awkward.sheet()), ("ada", more)]), [NAME, "03_more"]).text
    assert platforms.moodle_reads(text, "Username", {"ada"}, frozenset({NAME, "03_more"})) == {
        "ada": {NAME: 1.5, "03_more": None}
    }


def test_nobody_gets_the_grades_of_a_row_without_a_name() -> None:
    """Moodle gives them to the student above: Cy has no ID number, by which an instructor may import."""
    text, _ = filled([("ada", awkward.sheet()), ("cy", awkward.sheet(2.5))])
    head, *rows = csv.reader(io.StringIO(text))
    assert "ID number" not in head and "Email address" in head
    assert [row[head.index(TITLE)] for row in rows] == ["1.5", "2.5"]
    text, _ = filled([("ada", awkward.sheet())])
    assert "ID number" in next(csv.reader(io.StringIO(text))), "who is written has one"


def test_the_column_is_found_in_any_language_and_no_percentage_is_taken_for_it() -> None:
    german = (
        ROSTER.replace(TITLE, f"Aufgabe: {NAME}").replace("Email address", "E-Mail-Adresse").replace("ID number", "ID-Nummer")
    )
    with pytest.raises(RosterError, match="no column Username, ID number, Email address: say with --match"):
        filled([("ada", awkward.sheet())], german)
    text, _ = filled([("ada", awkward.sheet())], german, match="E-Mail-Adresse")
    head, row = csv.reader(io.StringIO(text))
    assert dict(zip(head, row, strict=True))[f"Aufgabe: {NAME}"] == "1.5"
    with pytest.raises(RosterError, match="no column is called 02_distances"):
        filled([("ada", awkward.sheet())], ROSTER.replace(TITLE, f"Assignment: {NAME} (Percentage)"))
    with pytest.raises(RosterError, match="several columns may be"):
        filled([("ada", awkward.sheet())], ROSTER.replace("Quiz: One (Real)", f"Quiz: {NAME}"))


def test_a_name_that_moodle_doesnt_know_isnt_in_the_file() -> None:
    text, told = filled([("ada", awkward.sheet()), ("eve", awkward.sheet())])
    assert set(platforms.moodle_reads(text, "Email address", USERS)) == {"ada@example.org"}
    assert "In the results and not in Moodle's list: eve. Their points are nowhere in the file." in told


def test_an_awkward_class_goes_through_its_own_list() -> None:
    into = io.StringIO(newline="")
    write = csv.writer(into, lineterminator="\n")
    write.writerow(["First name", "Last name", "Username", TITLE])
    for at, name in enumerate(awkward.NAMES):
        write.writerow([name.replace("\ud83d", "?"), "x", f"login{at}", "-"])
    people = [(f"login{at}", sheet) for at, (_, sheet) in enumerate(awkward.awkward_class())]
    text, told = filled(people, into.getvalue())
    users = {f"login{at}" for at in range(len(awkward.NAMES))}
    found = platforms.moodle_reads(text, "Username", users)
    assert {name: grades[TITLE] for name, grades in found.items()} == {f"login{at}": 1 + at / 10 for at in range(len(users))}
    assert told == []
    for row in csv.reader(io.StringIO(text, newline="")):
        assert [for_csv(cell) for cell in row] == row, "a spreadsheet would take it for a formula"


def test_without_a_list_it_is_names_and_points() -> None:
    made = moodle.plain(totals([*awkward.awkward_class(), ("bob", awkward.sheet(lost=True))]), [NAME])
    found = platforms.moodle_reads(made.text, "Username", set(awkward.NAMES))
    assert found["ada"] == {NAME: 1.0}
    assert "李小龍" in found
    assert not set(found) & {*awkward.FORMULAS, "bob", ""}
    assert any("(no name)" in one and "@SUM(1)" in one for one in made.told)
    addresses = moodle.plain(totals([("ada@example.org", awkward.sheet())]), [NAME])
    assert addresses.text == f"Email address,{NAME}\nada@example.org,1.5\n"


def test_more_points_than_moodle_takes_are_told() -> None:
    large = Sheet(NAME, "x", [Row("f", "right", 120, 120)])
    assert any("120 points" in one for one in moodle.plain(totals([("ada", large)]), [NAME]).told)


WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,Last modified (submission),"
    "Last modified (grade),Feedback comments\n"
    'Participant 71,Ada Lovelace,ada@example.org,Submitted for grading,,4.00,Yes,"Monday, 5 October 2026, 9:00 AM",-,\n'
    "Participant 72,=Bob Bell,bob@example.org,Submitted for grading,2.00,4.00,Yes,-,-,=Good\n"
    "Participant 73,Cy Curie,cy@example.org,No submission,,4.00,Yes,-,-,\n"
)


def test_the_worksheet_is_filled_by_the_numbers_in_the_names_of_files() -> None:
    sheets = parsed(WORKSHEET.encode())
    assert moodle_worksheet.is_one(sheets) and not moodle_worksheet.is_one(parsed(ROSTER.encode()))
    made = moodle_worksheet.filled(sheets, totals([("Ada Lovelace_71", awkward.sheet()), ("Bob Bell_72", awkward.sheet(3.5))]))
    assert platforms.moodle_worksheet_reads(made.text) == {"71": "1.5", "72": "3.5"}
    assert "Feedback comments" not in made.text and "'=Bob Bell" in made.text
    assert made.told == ["In Moodle's worksheet and without a result: Cy Curie."]


def test_in_the_worksheet_too_what_isnt_known_stays() -> None:
    made = moodle_worksheet.filled(
        parsed(WORKSHEET.replace("4.00", "8.00").encode()),
        totals([("Bob Bell_72", awkward.sheet(lost=True)), ("cy", awkward.sheet())]),
    )
    assert platforms.moodle_worksheet_reads(made.text) == {"73": "1.5"}
    assert any("6 points here and 8.00 in Moodle" in one for one in made.told)
    assert any("Bob Bell_72 (02_distances)" in one for one in made.told)


def test_a_backslash_in_a_name_doesnt_swallow_the_next_student() -> None:
    """To PHP it does, before the quote that ends a cell."""
    assert platforms.php_reads('"a,\\",1\n"b",2') == [['a,\\",1\nb"', "2"]], "as PHP reads what Python's csv module writes"
    for form in (
        ROSTER.replace("Ada,", '"Ada,\\",').replace("Bob,", '"B""ob, \\"",",'),
        WORKSHEET.replace("Ada Lovelace", '"Ada,\\"'),
    ):
        people = [("ada@example.org", awkward.sheet()), ("bob@example.org", awkward.sheet(3.5)), ("cy", awkward.sheet(2))]
        roster = parsed(form.encode())
        made = (
            moodle_worksheet.filled(roster, totals(people))
            if form.startswith("Id")
            else moodle.filled(roster, totals(people), [NAME])
        )
        assert len(platforms.php_reads(made.text.strip())) == 4
