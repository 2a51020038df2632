"""The faults of a course that show when it is run: its solutions should pass, what students get should fail, and what
students get should be what the source says today.
"""

import copy
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from autograder.authoring import made_files, of_others
from autograder.authoring.made_files import NotMade
from autograder.judge.judge import Judge
from autograder.judge.run import Run
from autograder.notebooks import reading, rules
from autograder.notebooks.cells import exercise_and_part, grade_id_of, is_graded, is_picture, is_solution
from autograder.notebooks.course import Assignment, Course
from autograder.notebooks.format import NotebookNode
from autograder.notebooks.rules import Fault
from autograder.notebooks.settings import CourseError
from autograder.results.report import CellResult, Report
from autograder.workers.answer import Error
from autograder.workers.zygote import ZygoteError

SEED = 7
"""Each check is asked with one seed; `autograder exercise` asks with more."""


def faults(course: Course, names: list[str], judge: Judge) -> list[Fault]:
    """What is wrong with the assignments `names` of the judge's course. One that can't be read or graded at all is passed over,
    since `by_reading` says why. Raises SandboxError when the sandbox can't be had here.
    """
    found: list[Fault] = []
    for name in names:
        with TemporaryDirectory() as folder:
            try:
                fresh = made_files.release(course, name, Path(folder))
            except NotMade as e:
                told = f"nbgrader can't make what students get of it: {e}".rstrip(".")
                mend = f"Mend that, and try `nbgrader generate_assignment {name}`."
                found.append(Fault(course.source / name, "", f"{told}.", mend))
                fresh = None
            for notebook in course.notebooks(name):
                assignment = course.assignment(name, notebook)
                if _can_be_graded(assignment):
                    of_solution = list(_of_solution(judge, assignment))
                    found += of_solution or _of_others(judge, assignment)
                    if fresh is not None:
                        found += _of_stub(judge, assignment, reading.read(fresh / assignment.path.name))
                        found += made_files.differs(course, assignment, fresh)
    return list(dict.fromkeys(found))


def _can_be_graded(assignment: Assignment) -> bool:
    try:
        return not rules.faults_of(assignment)
    except CourseError:
        return False


_MARK = "\0"
"""Where a sentence about a cell that stopped says that the solution stands above it, if that is so."""


class _Watched(Run):
    """A run of the instructor's own notebook that remembers where a cell stopped, or went on without something."""

    def __init__(self, judge: Judge, assignment: Assignment) -> None:
        self.stopped_in: dict[str, str] = {}
        self.without: dict[str, str] = {}
        self.report = Report("the solution", assignment.name, assignment.path.name, SEED, judge.device, judge.sandbox)
        super().__init__(judge.zygote().own, copy.deepcopy(assignment.notebook), assignment, self.report, judge.seconds)

    def run_cell(self, cell: NotebookNode, number: int, as_written: bool = False) -> list[NotebookNode]:
        found = super().run_cell(cell, number, as_written)
        errors = [output for output in found if output.output_type == "error"]
        name = _name(cell, number)
        if errors and "raises-exception" not in cell.metadata.get("tags", []) and name not in self.stopped_in:
            self.stopped_in[name] = f"stops with {_first_line(errors[0])}{_MARK}."
        return found

    def _tell_error(self, cell: NotebookNode, number: int, error: Error) -> None:
        super()._tell_error(cell, number, error)
        if error["type"] == "Interrupted":
            # Its output is a KeyboardInterrupt, which no line of the cell raised.
            told = error["message"].strip().splitlines()[0][:300].rstrip(".")
            self.stopped_in[_name(cell, number)] = f"was stopped{_MARK}: {told}{'' if told.endswith('?') else '.'}"

    def left_out(self, cell: NotebookNode, number: int, sentence: str) -> None:
        self.without[_name(cell, number)] = sentence


def _name(cell: NotebookNode, number: int) -> str:
    return str(grade_id_of(cell) or cell.get("id") or f"code cell {number}")


def _first_line(error: NotebookNode) -> str:
    return f"{error.ename}: {error.evalue}".strip().splitlines()[0][:300].rstrip(".:")


def _of_solution(judge: Judge, assignment: Assignment) -> Iterator[Fault]:
    try:
        run = _Watched(judge, assignment)
        run.go()
    except (ZygoteError, CourseError) as e:
        yield Fault(judge.course.root, "", f"no code can be run: {_last_line(e)}.", "Mend that first.")
        return
    for name, told in run.stopped_in.items():
        cell = assignment.cells.get(name)
        if cell is not None and is_graded(cell) and assignment.is_as_written(name):
            continue  # its result says the same
        above = ", though the solution stands above" if cell is not None and is_graded(cell) else ""
        mend = "Mend its lines, or the solution." if above else "Mend it: a notebook runs from top to bottom."
        if "FileNotFoundError" in told:
            mend = "Put the file beside the notebook, or name it as [[data]] in course.toml."
        yield Fault(assignment.path, name, f"the cell {told.replace(_MARK, above)}", mend)
    for name, told in run.without.items():
        mend = "Install that package and name it among the `packages` of course.toml, or take the line out."
        yield Fault(assignment.path, name, f"not all of the cell can be done where it is graded: {told}", mend)
    for result in run.report.cells:
        yield from _of_result(assignment, result)


def _of_others(judge: Judge, assignment: Assignment) -> list[Fault]:
    try:
        return list(of_others.faults(judge, assignment, SEED))
    except (ZygoteError, CourseError):
        return []  # said of the solution


def _of_result(assignment: Assignment, result: CellResult) -> Iterator[Fault]:
    exercise, _ = exercise_and_part(result.grade_id)
    file = assignment.check_file(exercise)
    for check in result.checks:
        told = check.message.rstrip(".")
        if check.status == "fail":
            mend = f"Mend the solution of `{exercise}`, or {'the cell' if result.as_written else 'its checks'}."
            yield Fault(assignment.path, result.grade_id, f"the solution fails ({check.name}): {told}.", mend)
        elif check.status == "error":
            where = file if file is not None and not result.as_written else assignment.path
            why = (check.reason or told).strip().rstrip(".")
            yield Fault(where, "", f"`{check.name}` can't be run: {why}.", "Mend that check.")


def _of_stub(judge: Judge, assignment: Assignment, released: NotebookNode) -> Iterator[Fault]:
    """Graded cells that give their points to who hasn't written anything."""
    expected = {grade_id for grade_id in assignment.decided() if _judges_an_answer(assignment, grade_id)}
    try:
        report = judge.grade(released, assignment.name, "a stub", SEED, assignment.notebook_name)
    except (ZygoteError, CourseError):
        return  # said of the solution
    for result in report.cells:
        if result.grade_id in expected and result.status == "pass" and result.points > 0:
            exercise, _ = exercise_and_part(result.grade_id)
            what = "the stub passes: who writes nothing gets its points."
            yield Fault(assignment.path, result.grade_id, what, f"Write a check that `{exercise}` fails as long as it is a stub.")


def _judges_an_answer(assignment: Assignment, grade_id: str) -> bool:
    """Whether a graded cell is there for something that a student writes: one with hidden checks is, and of those that run as
    written one that follows an answer.
    """
    if not assignment.is_as_written(grade_id):
        return True
    names = list(assignment.cells)
    for name in reversed(names[: names.index(grade_id)]):
        if is_solution(assignment.cells[name]):
            return True
        if is_graded(assignment.cells[name]) or is_picture(assignment.cells[name]):
            return False
    return False


def _last_line(e: Exception) -> str:
    return ([line.strip() for line in str(e).splitlines() if line.strip()] or [type(e).__name__])[-1][:300].rstrip(".")
