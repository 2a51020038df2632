"""The CSV that Canvas's gradebook imports: `Student,ID,SIS User ID,SIS Login ID,Section`, and a column for each assignment.

Kept to what its importer reads (lib/gradebook_importer.rb of instructure/canvas-lms) and what its exporter writes: a column is
an assignment's by the number in its title, `02_distances (678)`; a row is a student's by `ID`, else by a login; one that says
"Points Possible" is none. An empty cell takes a score away that Canvas has, so a row is written only for who has something new,
and in it every other cell says what Canvas said.
"""

import csv
import io
import re
from collections.abc import Sequence

from autograder.formats import filled_in
from autograder.formats.filled_in import Column, Made
from autograder.formats.roster import Roster, RosterError, matched, same_title
from autograder.formats.totals import Total, number, unknown
from autograder.text.listing import some_of
from autograder.text.places import for_csv

_KEYS = ("ID", "SIS User ID", "SIS Login ID", "Integration ID")
_POSSIBLE = "Points Possible"
_TEST_STUDENT = "Student, Test"
_KEPT = ("EX", "N/A")
"""Excused, and not assigned to this student."""
_OF_CANVAS = re.compile(r"[^_]{1,200}_(\d{1,12})")
_MOST_TOLD = 20


def filled(roster: Roster, found: Sequence[Total], assignments: Sequence[str], column: str = "") -> Made:
    """The roster with the points of these assignments. Raises RosterError where it isn't one of Canvas's, or lacks a column."""
    last, number_at = _head(roster)
    places = range(last + 1, len(roster.columns))
    wanted = filled_in.columns(roster, assignments, column, places, lambda title, name: same_title(_title(title), name))
    possible = next((row for row in roster.rows[1:] if _POSSIBLE in row[0]), None)
    students = [row for row in roster.rows[1:] if row is not possible and not _is_of_nobody(row)]
    key_places = [place for place in range(last + 1) if roster.columns[place] in _KEYS]
    who = matched(
        (one.student for one in found),
        [[row[place] for place in key_places] for row in students],
        [row[number_at] for row in students],
    )
    totals = {(one.student, one.assignment): one for one in found}
    whose = {row: student for student, row in who.rows.items()}
    rows: list[list[str]] = [[*roster.columns[: last + 1], *(one.title for one in wanted)]]
    if possible is not None:
        rows.append([*possible[: last + 1], *(possible[one.place] if one.place >= 0 else _most(found, one) for one in wanted)])
    strange, excused = [], []
    for at, row in enumerate(students):
        theirs = [totals.get((whose.get(at, ""), one.assignment)) if at in whose else None for one in wanted]
        before = [row[one.place] if one.place >= 0 else "" for one in wanted]
        excused += [
            f"{whose[at]} ({was.strip()})" for one, was in zip(theirs, before, strict=True) if one and was.strip() in _KEPT
        ]
        cells = [filled_in.cell(one, was, "", _KEPT) for one, was in zip(theirs, before, strict=True)]
        if cells == before:
            continue
        if not (row[number_at].isascii() and row[number_at].strip().isdigit()):
            strange.append(whose[at])
            continue
        # Canvas knows them by their number; the other cells are for people, and students choose their names.
        rows.append([*(cell if place == number_at else for_csv(cell) for place, cell in enumerate(row[: last + 1])), *cells])
    alone = [row[0] for at, row in enumerate(students) if at not in whose and row[0].strip() != _TEST_STUDENT]
    told = [*filled_in.told(found, who, alone, "Canvas's list"), *_scales(possible, wanted, found)]
    if excused:
        told.append(f"Excused in Canvas, or not assigned there, and left so: {some_of(excused, _MOST_TOLD)}.")
    if strange:
        told.append(f"Without a number in the column ID, and so left out: {some_of(strange, _MOST_TOLD)}.")
    told += [f"Canvas has no column {one.title} yet, and will ask whether to make it." for one in wanted if one.place < 0]
    return Made(roster.written(rows), told)


def plain(found: Sequence[Total], assignments: Sequence[str], column: str = "") -> Made:
    """The smallest file that Canvas takes, without its list: it knows students by their login."""
    totals = {(one.student, one.assignment): one for one in found}
    into = io.StringIO(newline="")
    write = csv.writer(into, lineterminator="\n")
    write.writerow(["Student", "ID", "SIS Login ID", "Section", *(for_csv(column or name) for name in assignments)])
    write.writerow([f"    {_POSSIBLE}", "", "", "", *(_most(found, Column(name, -1, name)) for name in assignments)])
    strange = []
    for student in dict.fromkeys(one.student for one in found):
        cells = [filled_in.cell(totals.get((student, name)), "", "") for name in assignments]
        if not any(cells):
            continue
        if not filled_in.is_plain(student):
            strange.append(filled_in.name(student))
            continue
        canvas = _OF_CANVAS.fullmatch(student)
        write.writerow([student, canvas[1] if canvas else "", "" if canvas else student, "", *cells])
    told = unknown(found)
    if strange:
        told.append(f"No login of Canvas's is written so, and they are left out: {some_of(strange, _MOST_TOLD)}.")
    told.append("Canvas will take each name for a login. With --roster FILE, its own export, each is looked up there.")
    return Made(into.getvalue(), told)


def _head(roster: Roster) -> tuple[int, int]:
    """The places of the columns Section and ID. Raises RosterError."""
    names = roster.columns
    begins = (names[:1] == ["Student"] and names[1:2] == ["ID"]) or names[:3] == ["LastName", "FirstName", "ID"]
    if not begins or "Section" not in names:
        raise RosterError(
            "it isn't what Canvas's gradebook exports (Grades, Export): that begins with Student,ID and has a column Section."
        )
    return names.index("Section"), names.index("ID")


def _title(header: str) -> str:
    """02_distances of `02_distances (678)`."""
    title, _, number = header.removesuffix(")").rpartition(" (")
    return title if header.endswith(")") and number.isdecimal() else header


def _is_of_nobody(row: Sequence[str]) -> bool:
    """Whether a row tells of assignments whose grades are hidden, or of nothing."""
    return all(cell.strip().casefold() in ("", "muted") or cell.strip().casefold().startswith("manual posting") for cell in row)


def _most(found: Sequence[Total], column: Column) -> str:
    return number(max((one.max_points for one in found if one.assignment == column.assignment), default=0.0))


def _scales(possible: Sequence[str] | None, wanted: Sequence[Column], found: Sequence[Total]) -> list[str]:
    """A sentence for each assignment that is worth something else in Canvas."""
    told = []
    for one in wanted:
        theirs = possible[one.place].strip() if possible is not None and one.place >= 0 else ""
        ours = _most(found, one)
        try:
            differ = bool(theirs) and abs(float(theirs.replace(",", ".")) - float(ours)) > 0.005
        except ValueError:
            differ = True
        if differ:
            told.append(
                f"{one.assignment} is worth {ours} points here and {theirs} in Canvas: the points are written as they are."
            )
    return told
