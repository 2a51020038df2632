"""The result of one submission: what `autograder grade --json` writes, and what nbgrader records.

Pass, fail and error are three outcomes. An error is ours, costs no point, and is shown as not graded.
"""

import base64
from dataclasses import dataclass, field
from typing import Any, Literal

from autograder.formats.points import Points, total
from autograder.results.telling import About, message_of, said
from autograder.text.listing import first_of, listed
from autograder.text.places import for_json, shortened, visible

SCHEMA = 2
"""Version of the JSON; docs/report.md says what it holds, and what is new."""

MAX_SEED = 2**53 - 1
"""The largest seed of a submission: the largest whole number that every reader of JSON keeps as it is."""

MOST_NOTES, LONGEST_NOTE = 200, 1_000
_MOST_NAMED = 8
_LONGEST_MESSAGE, _LONGEST_PART, _LONGEST_DETAILS, _LONGEST_ALT = 10_000, 4_000, 20_000, 500
_NOT_IN_JSON = ("picture", "alt", "at_cell", "at_line", "noted")
_MORE_NOTES = "There were more notes than these; they were left out."

WHOLE = "notebook"
"""The name of the check that stands for all of a notebook which couldn't be taken as an answer."""
Status = Literal["pass", "fail", "error"]


def worst(statuses: list[Status]) -> Status:
    """One outcome for several: an error if there is one, else a fail if there is one."""
    return "error" if "error" in statuses else "fail" if "fail" in statuses else "pass"


def given_right(names: list[str]) -> str:
    """A sentence about code that is right, and stands on functions that aren't; "" without any."""
    return f"Right, given a right {listed([f'`{name}`' for name in names])}." if names else ""


def bounded(notes: list[str]) -> list[str]:
    """The first of the notes, each of bounded length, and a sentence if there were more: they quote what students wrote."""
    kept = [shortened(visible(note[: 2 * LONGEST_NOTE], "\n\t"), LONGEST_NOTE) for note in notes[:MOST_NOTES]]
    return [*kept, _MORE_NOTES] if len(notes) > MOST_NOTES else kept


@dataclass
class CheckResult:
    """One check: its name, its outcome, and what the student is told, as a whole and in its parts (`telling`).

    `message` is made of `claim`, `finding` and `hint`, if it isn't given. `reason`, one line, and `details`, a traceback, are
    for the instructor. `picture` is a PNG for the feedback, and `alt` says what it shows; the JSON leaves both out. `at_cell` and
    `at_line` name the line of the student's to look at, by the number of its code cell in the graded notebook; 0 for none.
    `noted` is what a check noted besides, for the report of the class (`checking/noted.py`).
    """

    name: str
    status: Status
    message: str = ""
    reason: str = ""
    details: str = ""
    picture: bytes | None = None
    claim: str = ""
    finding: str = ""
    hint: str = ""
    about: About = ""
    alt: str = ""
    at_cell: int = 0
    at_line: int = 0
    noted: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.alt = shortened(visible(self.alt), _LONGEST_ALT)
        # They quote what came from a student: the text of an exception, the name of a type, a line of code.
        self.claim, self.finding, self.hint = (
            shortened(visible(part, "\n\t"), _LONGEST_PART) for part in (self.claim, self.finding, self.hint)
        )
        made = self.claim if self.status == "pass" else message_of(self.claim, self.finding, self.hint, self.about)
        self.message = shortened(visible(self.message or made, "\n\t"), _LONGEST_MESSAGE)
        self.reason = shortened(visible(self.reason, "\n\t"), _LONGEST_MESSAGE)
        self.details = self.details[-_LONGEST_DETAILS:]

    def as_dict(self) -> dict[str, Any]:
        """All of it, as JSON can hold it; `of_dict` makes the result of it again."""
        return vars(self) | {"picture": None if self.picture is None else base64.b64encode(self.picture).decode()}

    @classmethod
    def of_dict(cls, found: dict[str, Any]) -> "CheckResult":
        """The result that `as_dict` was asked of."""
        picture = found["picture"]
        return cls(**found | {"picture": None if picture is None else base64.b64decode(picture)})


@dataclass
class CellResult:
    """One graded cell: all or nothing, unless it was run as the instructor wrote it, and `earned` says what it gave.

    `carried` names functions that failed before, and with right versions of which this one passed.
    """

    grade_id: str
    exercise: str
    points: float
    checks: list[CheckResult]
    earned: float | None = None
    carried: list[str] = field(default_factory=list)

    @property
    def as_written(self) -> bool:
        return self.earned is not None

    @property
    def status(self) -> Status:
        return worst([check.status for check in self.checks])

    @property
    def carried_told(self) -> str:
        """The sentence about what was carried forward, "" if nothing was."""
        return given_right(self.carried)

    @property
    def score(self) -> float:
        if self.earned is not None:
            return self.earned
        return self.points if self.status == "pass" else 0.0

    @property
    def given(self) -> Points:
        """Its points, as they are told."""
        if self.status == "error":
            return Points(not_graded=self.points, errors=1)
        return Points(self.score, self.points)


@dataclass
class Report:
    """One submission. `notes` are sentences about the notebook as a whole, such as a cell that was put back: `note` adds some.

    `given_failures` are for the instructor: what went wrong in cells that the instructor wrote, by their grade_id. `by_hand` are
    the points of the cells that a person reads, by their grade_id: no score here holds any of them. In those that are
    `unwritten` nothing is written: they give 0, and wait for nobody. `digest` is the SHA-256 of the file that was graded, as it
    was read; "" where there was none that could be read. `beside` stands for the files that came to it, "" where it was graded
    alone. `took` is what grading it took, where that is known: `seconds` of the time that it may take, and `mib`, the most
    memory that its code held at a time. It differs from run to run, and the JSON leaves it out.
    """

    student: str
    assignment: str
    notebook: str
    seed: int
    device: str
    sandbox: bool
    cells: list[CellResult] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    given_failures: dict[str, str] = field(default_factory=dict)
    by_hand: dict[str, float] = field(default_factory=dict)
    digest: str = ""
    beside: str = ""
    unwritten: list[str] = field(default_factory=list)
    took: dict[str, float] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        self.notes = bounded(self.notes)

    def note(self, *sentences: str) -> None:
        """Add sentences to the notes; of too many, and of too long ones, only the beginning is kept."""
        self.notes = bounded([*self.notes, *sentences])

    @property
    def score(self) -> float:
        return sum(cell.score for cell in self.cells)

    @property
    def max_score(self) -> float:
        return sum(cell.points for cell in self.cells)

    @property
    def given(self) -> Points:
        """Its points, as they are told everywhere."""
        empty = sum(self.by_hand.values()) - sum(self.waiting.values())
        return total([*(cell.given for cell in self.cells), Points(known=empty, unread=sum(self.waiting.values()))])

    @property
    def waiting(self) -> dict[str, float]:
        """Of `by_hand` those in which something is written, for a person to read."""
        return {name: gives for name, gives in self.by_hand.items() if name not in self.unwritten}

    @property
    def unwritten_told(self) -> str:
        """The note about the answers for a person in which nothing is written, "" without any; a person may give points still."""
        names = first_of([f"`{name}`" for name in self.unwritten], _MOST_NAMED)
        return f"Nothing is written in {listed(names)}." if names else ""

    @property
    def status(self) -> Status:
        return worst([cell.status for cell in self.cells])

    def given_for(self, exercise: str) -> Points:
        """The points of one exercise, as they are told."""
        return total(cell.given for cell in self.cells if cell.exercise == exercise)

    @property
    def refused(self) -> str:
        """Why the whole notebook couldn't be taken as an answer, which its checks say each, "" where it could."""
        whole = [check for cell in self.cells for check in cell.checks if check.name == WHOLE and check.status == "fail"]
        return whole[0].message if whole else ""

    def errors(self) -> list[tuple[CellResult, CheckResult]]:
        """The checks that ended in error, each with its cell."""
        return [(cell, check) for cell in self.cells for check in cell.checks if check.status == "error"]

    def reasons(self) -> dict[str, list[tuple[str, str]]]:
        """Why something couldn't be graded, for the instructor: each reason once, with the cells and the names of the checks that
        ended so.
        """
        found: dict[str, dict[tuple[str, str], None]] = {}
        for cell, check in self.errors():
            found.setdefault(check.reason or check.message, {})[cell.grade_id, check.name] = None
        return {why: list(whose) for why, whose in found.items()}

    def checks_of(self, exercise: str) -> list[CheckResult]:
        """All checks of an exercise, in the notebook's order."""
        return [check for cell in self.cells if cell.exercise == exercise for check in cell.checks]

    def exercises(self) -> list[dict[str, Any]]:
        """The exercises in the notebook's order, each with its score, outcome and checks, and what is to be read first."""
        found: dict[str, dict[str, Any]] = {}
        for cell in self.cells:
            row = found.setdefault(
                cell.exercise, {"name": cell.exercise, "score": 0.0, "max_score": 0.0, "status": "pass", "checks": []}
            )
            if cell.as_written:
                row["checked"] = "inside the student's process"
            row["score"] += cell.score
            row["max_score"] += cell.points
            row["status"] = worst([row["status"], cell.status])
            if cell.status == "error":
                row["not_graded"] = row.get("not_graded", 0.0) + cell.points
            if cell.carried:
                row["carried"] = list(dict.fromkeys([*row.get("carried", []), *cell.carried]))
            row["checks"] += [_without_details(check) for check in cell.checks]
        for name, row in found.items():
            if told := said(self.checks_of(name)):
                row["first"] = told[0].line
        return list(found.values())

    def as_dict(self) -> dict[str, Any]:
        """All of it, as JSON can hold it; `of_dict` makes the report of it again."""
        cells = [vars(cell) | {"checks": [check.as_dict() for check in cell.checks]} for cell in self.cells]
        return vars(self) | {"cells": cells}

    @classmethod
    def of_dict(cls, found: dict[str, Any]) -> "Report":
        """The report that `as_dict` was asked of."""
        cells = [
            CellResult(**cell | {"checks": [CheckResult.of_dict(check) for check in cell["checks"]]}) for cell in found["cells"]
        ]
        return cls(**found | {"cells": cells})

    def as_json(self) -> dict[str, Any]:
        """What docs/report.md says, with nothing in it that JSON or UTF-8 can't hold."""
        found: dict[str, Any] = for_json(self._as_dict())
        return found

    def _as_dict(self) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            "student": self.student,
            "assignment": self.assignment,
            "notebook": self.notebook,
            "digest": self.digest,
            "beside": self.beside,
            "seed": self.seed,
            "device": self.device,
            "sandbox": self.sandbox,
            "score": self.score,
            "max_score": self.max_score,
            "by_hand": self.by_hand,
            "unwritten": self.unwritten,
            "notes": self.notes,
            "given_failures": self.given_failures,
            "exercises": self.exercises(),
        }


def _without_details(check: CheckResult) -> dict[str, Any]:
    """What a reader of the JSON gets of a check: of one that failed all parts of its message, empty or not."""
    kept = ("claim", "finding", "hint") if check.status == "fail" else ()
    return {
        name: value
        for name, value in vars(check).items()
        if name not in _NOT_IN_JSON and (value or name in ("name", "status", "message", *kept))
    }
