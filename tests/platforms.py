"""How Canvas and Moodle read a file of grades, retold from their importers in our own words, and Gradescope's format as a schema.

Canvas: lib/gradebook_importer.rb of instructure/canvas-lms. Moodle: grade/import/csv/classes/load_data.php, lib/csvlib.class.php and
mod/assign/feedback/offline/importgradeslib.php of moodle/moodle. Gradescope: docs/specs.md of gradescope/autograder_samples.
"""

import csv
import io
import re
from typing import Any

VISIBILITY = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
NUMBER, TEXT = {"type": "number"}, {"type": "string"}
GRADESCOPE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "score": NUMBER,
        "execution_time": NUMBER,
        "output": TEXT,
        "output_format": FORMAT,
        "test_output_format": FORMAT,
        "test_name_format": FORMAT,
        "visibility": VISIBILITY,
        "stdout_visibility": VISIBILITY,
        "extra_data": {"type": "object"},
        "tests": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "score": NUMBER,
                    "max_score": NUMBER,
                    "status": {"enum": ["passed", "failed"]},
                    "name": TEXT,
                    "name_format": FORMAT,
                    "number": TEXT,
                    "output": TEXT,
                    "output_format": FORMAT,
                    "tags": {"type": "array", "items": TEXT},
                    "visibility": VISIBILITY,
                    "extra_data": {"type": "object"},
                },
                # Without a score a test is a check that informs, which has a status.
                "anyOf": [{"required": ["score"]}, {"required": ["status"]}],
            },
        },
        "leaderboard": {"type": "array"},
    },
    # "Optional, but required if not on each test case"; "optional, but required if no top-level score".
    "anyOf": [
        {"required": ["score"]},
        {"required": ["tests"], "properties": {"tests": {"contains": {"required": ["score"]}}}},
    ],
}


def gradescope_total(found: dict[str, Any]) -> float:
    """The score that Gradescope shows."""
    total: float = found["score"] if "score" in found else sum(test.get("score", 0.0) for test in found["tests"])
    return total


Grades = dict[tuple[str, str], dict[str, str]]
"""By ID and login: the grade of each column."""


def canvas_reads(text: str) -> tuple[dict[str, str], Grades]:
    """What Canvas takes from a file: the points of each column, and for each (ID, login) the grade of each column."""
    lines = text.removeprefix("\ufeff").splitlines()[:3]
    counts = {sep: {len(next(csv.reader([line], delimiter=sep))) for line in lines} for sep in ";,"}
    consistent = {sep: found.pop() if len(found) == 1 else 0 for sep, found in counts.items()}
    delimiter = ";" if consistent[";"] > consistent[","] else ","
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter, strict=True))
    head, *others = rows
    assert len(head) > 3 and "Student" in head[0] and "ID" in head[1], "invalid header row"
    information, sis, login = 3, None, None
    if re.search(r"SIS\s+Login\s+ID", head[2]):
        login, information = 2, 4
    elif re.search(r"SIS\s+User\s+ID", head[2]) and re.search(r"SIS\s+Login\s+ID", head[3]):
        sis, login, information = 2, 3, 5
        information += bool(re.search(r"Integration\s+ID", head[4]))
        information += bool(re.search(r"Root\s+Account", head[information - 1]))
    assert "Section" in head[information - 1], "invalid header row"
    points: dict[str, str] = {}
    grades: Grades = {}
    for row in others:
        assert len(row) == len(head)
        cells = {title: _number(row[head.index(title)]) for title in head[information:]}
        if "Points Possible" in row[0]:
            points = cells
        elif not all(re.fullmatch(r"\s*(Muted|Manual Posting.*)?\s*", cell, re.I) for cell in row):
            assert sis is None or sis == 2
            grades[(_number(row[1]), row[login] if login is not None else "")] = cells
    return points, grades


def _number(cell: str) -> str:
    """A decimal comma is a point to Canvas."""
    if not re.fullmatch(r"-?[0-9.,]+%?", cell):
        return cell
    *before, last = re.split("[,.]", cell)
    return f"{''.join(before)}.{last}" if before else last


class MoodleStopped(Exception):
    """The import ended, and nothing of the file was taken."""


def moodle_reads(text: str, by: str, users: set[str], new: frozenset[str] = frozenset()) -> dict[str, dict[str, float | None]]:
    """What Moodle's gradebook takes, where somebody is known by the column `by`; columns in `new` become new grade items."""
    head, *rows = _moodle_rows(text)
    found: dict[str, dict[str, float | None]] = {}
    student = ""
    for row in rows:
        grades: dict[str, float | None] = {}
        for title, cell in zip(head, row, strict=True):
            value = cell.strip()
            if title == by:
                if value and value not in users:
                    raise MoodleStopped(f"no user {value}")
                student = value or student  # a row without a name is the last one's
            elif title in new:
                grades[title] = None if value == "-" else _grade(value)
            elif title not in (
                "First name",
                "Last name",
                "Surname",
                "Username",
                "ID number",
                "Email address",
                "Last downloaded from this course",
            ):
                grades[title] = None if value in ("", "-") else _grade(value)
        if not student:
            raise MoodleStopped("a row without a name")
        found.setdefault(student, {}).update(grades)
    return found


def moodle_worksheet_reads(text: str) -> dict[str, str]:
    """The grade of each participant, by number."""
    head, *rows = _moodle_rows(text)
    for needed in ("Identifier", "Grade", "Last modified (grade)"):
        assert needed in head
    return {row[head.index("Identifier")].removeprefix("Participant "): row[head.index("Grade")] for row in rows}


def php_reads(text: str) -> list[list[str]]:
    """The rows as PHP's fgetcsv finds them: within quotes, one behind a backslash doesn't end the field."""
    rows: list[list[str]] = []
    row: list[str] = []
    cell, quoted, at = "", False, 0
    while at < len(text):
        sign, after = text[at], text[at + 1 : at + 2]
        if quoted and sign + after in ('\\"', '""'):
            cell, at = cell + (sign + after if sign == "\\" else '"'), at + 1
        elif sign == '"' and (quoted or not cell):
            quoted = not quoted
        elif sign in ",\n" and not quoted:
            row.append(cell)
            cell = ""
            if sign == "\n":
                rows, row = [*rows, row], []
        else:
            cell += sign
        at += 1
    return [one for one in [*rows, [*row, cell]] if one != [""]]


def _moodle_rows(text: str) -> list[list[str]]:
    rows = php_reads(text.removeprefix("\ufeff").replace("\r\n", "\n").strip())
    if {len(row) for row in rows} != {len(rows[0])}:
        raise MoodleStopped("the number of columns isn't constant")
    return rows


def _grade(value: str) -> float:
    try:
        number = float(value.replace(",", "."))
    except ValueError as e:
        raise MoodleStopped(f"{value!r} is no grade") from e
    if number > 100:
        raise MoodleStopped("too large a grade")
    return number
