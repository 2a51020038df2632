"""A class: its submissions to one notebook of an assignment, with what is asked of each again and again, found once."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from autograder.formats.points import Points
from autograder.results.report import CheckResult, Report
from autograder.results.telling import Said, said
from autograder.store.store import Kept

State = Literal["right", "wrong", "unwritten", "error"]
"""What became of an exercise. `unwritten`: its cell is as students get it. `error`: it couldn't be graded."""
NO_NAME = "(without a name)"
_UNWRITTEN = ("isn't written yet", "isn't answered yet")


@dataclass(frozen=True)
class Row:
    """An exercise of one submission. `told` is what its student reads of it, the best first."""

    name: str
    state: State
    score: float
    points: float
    told: list[Said]
    carried: str = ""
    given: Points = field(default_factory=Points)

    @property
    def first(self) -> str:
        """The sentence that is read first, "" where there is none."""
        return self.told[0].line if self.told else self.carried


@dataclass(frozen=True)
class Submission:
    """What one student handed in, by its place in the class."""

    number: int
    kept: Kept
    rows: list[Row]

    @property
    def report(self) -> Report:
        return self.kept.report

    @property
    def name(self) -> str:
        return self.report.student.strip() or NO_NAME

    @cached_property
    def refused(self) -> str:
        """Why the file couldn't be taken as an answer, "" where it could."""
        return self.report.refused

    @property
    def is_untouched(self) -> bool:
        """Whether nothing is written in it, no answer for a person either."""
        is_any = bool(self.rows or self.report.by_hand)
        return is_any and not self.report.waiting and all(row.state == "unwritten" for row in self.rows)

    @property
    def is_graded(self) -> bool:
        """Whether its points are known."""
        return self.report.status != "error"

    @property
    def score(self) -> float:
        return self.report.score

    @property
    def given(self) -> Points:
        """Its points, as they are told everywhere."""
        return self.report.given

    @property
    def seconds(self) -> float:
        """What grading took, 0 where that isn't known."""
        return self.report.took.get("seconds", 0.0)

    @cached_property
    def first(self) -> str:
        """What its student is to mend first, with the exercise's name; "" where all is right."""
        for row in self.rows:
            if row.state == "error":
                return f"{row.name}: couldn't be graded."
            if row.state == "unwritten":
                return row.told[0].sentence
            if row.state == "wrong":
                return f"{row.name}: {row.told[0].sentence if row.told else 'not right yet.'}"
        return ""

    def row(self, exercise: str) -> Row | None:
        return next((row for row in self.rows if row.name == exercise), None)


@dataclass(frozen=True)
class Class:
    """The submissions to one notebook, by their students' names."""

    assignment: str
    notebook: str
    submissions: list[Submission]

    @cached_property
    def graded(self) -> list[Submission]:
        """Those of which the points are known."""
        return [one for one in self.submissions if one.is_graded]

    @cached_property
    def worked(self) -> list[Submission]:
        """Those in which something is written: they tell of the checks."""
        return [one for one in self.graded if not one.is_untouched and not one.refused]

    @cached_property
    def exercises(self) -> list[str]:
        """In the notebook's order."""
        return list(dict.fromkeys(row.name for one in self.submissions for row in one.rows))

    @cached_property
    def by_hand(self) -> dict[str, float]:
        """The points of answers that a person reads, by their grade_id: no other number here holds them."""
        return {name: gives for one in self.submissions for name, gives in one.report.by_hand.items()}

    @cached_property
    def left_empty(self) -> dict[str, int]:
        """In how many notebooks nothing is written in each of these answers; without those in which there is something in all."""
        empty = Counter(name for one in self.submissions for name in one.report.unwritten)
        return {name: empty[name] for name in self.by_hand if empty[name]}

    @cached_property
    def max_score(self) -> float:
        """The most that one of them could have."""
        return max((one.report.max_score for one in self.submissions), default=0.0)


def classes(found: Iterable[Kept]) -> list[Class]:
    """What is kept, by assignment and notebook; in each by name, as people sort names."""
    by_notebook: dict[tuple[str, str], list[Kept]] = {}
    for one in found:
        by_notebook.setdefault((one.report.assignment, one.notebook), []).append(one)
    return [
        Class(assignment, notebook, [_submission(number, one) for number, one in enumerate(sorted(all_of_it, key=_order), 1)])
        for (assignment, notebook), all_of_it in sorted(by_notebook.items())
    ]


def _order(kept: Kept) -> tuple[str, str]:
    return kept.report.student.casefold(), kept.report.student


def _submission(number: int, kept: Kept) -> Submission:
    report = kept.report
    rows: dict[str, Row] = {}
    for found in report.exercises():
        name, checks = found["name"], report.checks_of(found["name"])
        carried = ", ".join(found.get("carried", []))
        told = f"Right, given a right {carried}." if carried else ""
        state, given = _state(found["status"], checks), report.given_for(name)
        rows[name] = Row(name, state, found["score"], found["max_score"], said(checks), told, given)
    return Submission(number, kept, list(rows.values()))


def _state(status: str, checks: list[CheckResult]) -> State:
    if status == "pass":
        return "right"
    if status == "error":
        return "error"
    return "unwritten" if any(is_unwritten(check) for check in checks) else "wrong"


def is_unwritten(check: CheckResult) -> bool:
    """Whether a check failed since nothing is written in the exercise's cell."""
    return check.about == "cell" and check.finding.startswith("`") and any(words in check.finding for words in _UNWRITTEN)
