"""What Canvas's gradebook takes: the right grade for the right student, and nothing that Canvas knew is lost."""

import csv
import io

import awkward
import platforms
import pytest

from autograder.formats import canvas
from autograder.formats.roster import RosterError, parsed
from autograder.formats.sheet import Sheet
from autograder.formats.totals import totals
from autograder.text.places import for_csv

NAME = awkward.ASSIGNMENT
HEAD = "Student,ID,SIS User ID,SIS Login ID,Section,Notes,Homework 1 (677),02 Distances (678),Current Score\n"
ROSTER = (
    HEAD
    + ",,,,,,,Manual Posting,\n"
    + "    Points Possible,,,,,,10,4,(read only)\n"
    + '"Lovelace, Ada",11,s11,ada,Monday,"late, ill",9.00,,90.00\n'
    + "Bell,12,s12,bob@example.org,Monday,,8.00,2.00,80.00\n"
    + "Curie,13,s13,cy,Monday,,7.00,EX,70.00\n"
    + "Dirac,14,s14,dan,Monday,,6.00,3.00,60.00\n"
    + '"Student, Test",15,,test,Monday,,,,\n'
)


def filled(people: list[tuple[str, Sheet]], roster: str = ROSTER, column: str = "") -> tuple[platforms.Grades, list[str]]:
    found = totals(people)
    made = canvas.filled(parsed(roster.encode()), found, list(dict.fromkeys(one.assignment for one in found)), column)
    return platforms.canvas_reads(made.text)[1], made.told


def test_each_gets_their_points_and_nothing_else_is_in_the_file() -> None:
    grades, told = filled([("ada", awkward.sheet()), ("bob", awkward.sheet(2.25))])
    assert grades == {("11", "ada"): {"02 Distances (678)": "1.5"}, ("12", "bob@example.org"): {"02 Distances (678)": "2.25"}}
    assert told == ["In Canvas's list and without a result: Curie, Dirac."], "and not its test student"


def test_what_isnt_known_leaves_what_canvas_has() -> None:
    """An empty cell would take the score away."""
    grades, told = filled([("bob", awkward.sheet(lost=True)), ("cy", awkward.sheet()), ("dan", awkward.sheet(unread=True))])
    assert grades == {}
    assert any("bob (02_distances)" in one and "no 0" in one for one in told)
    assert any("dan (02_distances)" in one and "reader" in one for one in told)
    assert "Excused in Canvas, or not assigned there, and left so: cy (EX)." in told


def test_in_a_row_every_other_cell_says_what_canvas_said() -> None:
    roster = HEAD.replace("Homework 1 (677)", "03_more (677)") + "Bell,12,s12,bob,Monday,,8.00,2.00,80.00\n"
    more = Sheet("03_more", "x", awkward.sheet(lost=True).rows)
    grades, _ = filled([("bob", awkward.sheet()), ("bob", more)], roster)
    assert grades == {("12", "bob"): {"02 Distances (678)": "1.5", "03_more (677)": "8.00"}}


def test_the_points_of_an_assignment_are_compared() -> None:
    _, told = filled([("ada", awkward.sheet())], ROSTER.replace(",10,4,", ",10,8,"))
    assert "02_distances is worth 4 points here and 8 in Canvas: the points are written as they are." in told


def test_a_column_is_named_where_none_is_called_so() -> None:
    roster = ROSTER.replace("02 Distances", "Homework 2")
    with pytest.raises(RosterError, match=r"no column is called 02_distances.*'Homework 2 \(678\)'.*--column"):
        filled([("ada", awkward.sheet())], roster)
    for column in ("Homework 2", "Homework 2 (678)"):
        assert filled([("ada", awkward.sheet())], roster, column)[0] == {("11", "ada"): {"Homework 2 (678)": "1.5"}}
    grades, told = filled([("ada", awkward.sheet())], roster, "A new one")
    assert grades == {("11", "ada"): {"A new one": "1.5"}}
    assert "Canvas has no column A new one yet, and will ask whether to make it." in told


def test_another_list_is_refused() -> None:
    for text in ("Name,Points\nada,1\n", "Student,ID,SIS Login ID\nada,1,ada\n"):
        with pytest.raises(RosterError, match="isn't what Canvas's gradebook exports"):
            filled([("ada", awkward.sheet())], text)


def test_who_is_on_one_side_only_is_named() -> None:
    _, told = filled([("eve", awkward.sheet()), ("", awkward.sheet())])
    assert "In the results and not in Canvas's list: eve, (no name). Their points are nowhere in the file." in told


def awkward_roster() -> str:
    into = io.StringIO(newline="")
    write = csv.writer(into, delimiter=";", lineterminator="\r\n")
    write.writerow(["Student", "ID", "SIS User ID", "SIS Login ID", "Section", f"{NAME} (678)"])
    for at, name in enumerate(awkward.NAMES):
        write.writerow([name.replace("\ud83d", "?"), str(at), f"s{at}", f"login{at}", name.replace("\ud83d", "?"), ""])
    return "\ufeff" + into.getvalue()


def test_an_awkward_class_goes_through_its_own_list() -> None:
    """As a Canvas in German writes it: a mark, semicolons, and names that are formulas."""
    people = [(f"login{at}", sheet) for at, (_, sheet) in enumerate(awkward.awkward_class())]
    made = canvas.filled(parsed(awkward_roster().encode()), totals(people), [NAME])
    assert made.text.startswith("\ufeffStudent;ID;") and "\r\n" in made.text
    points, grades = platforms.canvas_reads(made.text)
    assert points == {}
    assert {key: float(cells[f"{NAME} (678)"]) for key, cells in grades.items()} == {
        (str(at), f"login{at}"): 1 + at / 10 for at in range(len(awkward.NAMES))
    }
    assert made.told == []
    for row in csv.reader(io.StringIO(made.text.removeprefix("\ufeff"), newline=""), delimiter=";"):
        assert [for_csv(cell) for cell in row] == row, "a spreadsheet would take it for a formula"


def test_without_a_list_canvas_takes_logins() -> None:
    made = canvas.plain(
        totals([*awkward.awkward_class(), ("bob", awkward.sheet(lost=True)), ("hopper_14", awkward.sheet())]), [NAME]
    )
    points, grades = platforms.canvas_reads(made.text)
    assert points == {NAME: "6"}
    written = {login or number for number, login in grades}
    assert {"ada", "Lovelace, Ada", "李小龍", "עדה לאבלייס", "semi;colon", "14"} <= written
    assert grades[("", "ada")] == {NAME: "1"} and grades[("14", "")] == {NAME: "1.5"}
    assert not written & {*awkward.FORMULAS, "bob", ""}
    left_out = next(one for one in made.told if one.startswith("No login of Canvas's"))
    assert "(no name)" in left_out and "@SUM(1)" in left_out
    assert any("bob (02_distances)" in one for one in made.told)
    for row in csv.reader(io.StringIO(made.text, newline="")):
        assert [for_csv(cell) for cell in row] == row
