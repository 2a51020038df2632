"""A class of the kinds of student that there are, graded by the real nbgrader: `make demo`, and `make demo CLASS=--all` for all of it.

Makes build/demo/, with the course, its submissions, the gradebook and the feedback.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

import classroom
from nbformat import NotebookNode
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from autograder.notebooks.cells import exercise_and_part

DEMO = classroom.COURSE.root / "build" / "demo"


def main(is_whole: bool = False) -> int:
    """Grade some of each kind, or the whole class, which takes three times as long; 1 if somebody got what they shouldn't."""
    console = Console(width=max(140, Console().width))
    columns = (SpinnerColumn(), TextColumn("{task.description}"), *Progress.get_default_columns()[1:3], TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        names = classroom.COURSE.names()
        making = bar.add_task("class", total=len(names))
        shutil.rmtree(DEMO, ignore_errors=True)
        classroom.course_elsewhere(DEMO)
        submissions = 0
        for name in names:
            submissions += hand_in_all(name, is_whole)
            bar.advance(making)
        assigning = bar.add_task("assignments", total=len(names))
        follow("generate_assignment", lambda: bar.advance(assigning))
        grading = bar.add_task("grading", total=submissions)
        follow("autograde", lambda: bar.advance(grading))
        feedback = bar.add_task("feedback", total=submissions)
        follow("generate_feedback", lambda: bar.advance(feedback))
    wrong = show(console)
    console.print("Gradebook: build/demo/gradebook.db    Feedback: build/demo/feedback/<student>/", soft_wrap=True)
    console.print(
        "[green]Every student got what this kind of student should get.[/]" if not wrong else f"[red]{wrong} rows are wrong.[/]"
    )
    return 1 if wrong else 0


SHOWN = {"train_epoch": "bce"}
"""The wrong solution of an exercise that stands in README.md; of the others the first by name is taken."""


def _shown(exercise: str) -> str:
    return SHOWN.get(exercise) or min(v.name for v in classroom.variants("wrong") if v.exercise == exercise)


def students_of(assignment: str) -> dict[str, NotebookNode]:
    """One submission for each kind of student of this assignment."""
    students = {"solution": classroom.solved(assignment), "untouched": classroom.released(assignment)}
    right = [v for v in classroom.variants("right") if classroom.assignment_of(v.exercise) == assignment]
    # One student for each style: the styles of different exercises that come at the same place in their folders.
    by_exercise: dict[str, list[classroom.Variant]] = {}
    for variant in right:
        by_exercise.setdefault(variant.exercise, []).append(variant)
    for i in range(min(3, max(map(len, by_exercise.values()), default=0))):
        notebook = classroom.solved(assignment)
        for found in by_exercise.values():
            classroom.with_code(notebook, found[0].exercise, found[i % len(found)].code)
        students[f"right-styles-{i + 1}"] = notebook
    for v in classroom.variants("wrong"):
        if classroom.assignment_of(v.exercise) == assignment and v.name == _shown(v.exercise):
            students[f"wrong-{v.exercise}-{v.name}"] = classroom.with_code(classroom.solved(assignment), v.exercise, v.code)
    if assignment == "02_distances":
        for kind in ("syntax-error", "endless-loop", "dies", "cells-duplicated", "checks-deleted"):
            notebook = classroom.solved(assignment)
            classroom.CHANGES[kind](notebook)
            students[f"broken-{kind}"] = notebook
        for name, code in list(classroom.attacks().items()):
            if name in ("read_hidden_checks", "equal_to_everything", "write_gradebook"):
                students[f"hostile-{name.replace('_', '-')}"] = classroom.with_first_cell(classroom.released(assignment), code)
    return students


def some_of(students: dict[str, NotebookNode]) -> dict[str, NotebookNode]:
    """One style of right code, and the wrong code of one exercise: that which README.md shows, or the last."""
    right = [student for student in students if student.startswith("right-")]
    wrong = [student for student in students if student.startswith("wrong-")]
    shown = [student for student in wrong if student in {f"wrong-{exercise}-{name}" for exercise, name in SHOWN.items()}]
    left_out = {*right[1:], *wrong} - set(shown or wrong[-1:])
    return {student: notebook for student, notebook in students.items() if student not in left_out}


def hand_in_all(assignment: str, is_whole: bool) -> int:
    """Hand in the submissions of one assignment, and a file that is no notebook; returns how many."""
    students = students_of(assignment) if is_whole else some_of(students_of(assignment))
    for student, notebook in students.items():
        classroom.hand_in(DEMO, student, assignment, notebook)
    if assignment == "02_distances":
        path = classroom.hand_in(DEMO, "broken-not-json", assignment, classroom.solved(assignment))
        classroom.FILES["not-json"](path)
        return len(students) + 1
    return len(students)


def follow(command: str, one_done: Callable[[], None]) -> None:
    """Run an nbgrader command on every assignment, and call `one_done` whenever one folder is done."""
    arguments = [command, "*", f"--course-dir={DEMO}", f"--config={DEMO / 'nbgrader_config.py'}"]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    with subprocess.Popen(
        [sys.executable, "-m", "nbgrader", *arguments], stderr=subprocess.PIPE, text=True, env=environment
    ) as run:
        said = []
        assert run.stderr is not None
        for line in run.stderr:
            said.append(line)
            if "Setting destination file permissions" in line:
                one_done()
    if run.returncode:
        sys.exit(f"nbgrader {command} failed:\n{''.join(said)[-3000:]}")


def show(console: Console) -> int:
    """Print the gradebook; returns how many students didn't get what their kind should get."""
    from nbgrader.api import Gradebook

    wrong = 0
    with Gradebook(f"sqlite:///{DEMO / 'gradebook.db'}") as gb:
        for assignment in gb.assignments:
            table = Table(title=assignment.name)
            table.add_column("student", no_wrap=True)
            exercises = list(dict.fromkeys(exercise_and_part(g)[0] for g in classroom.COURSE.assignment(assignment.name).graded))
            for exercise in exercises:
                table.add_column(exercise.replace("_", "_\n"), justify="right")
            table.add_column("score", justify="right")
            for submission in sorted(gb.assignment_submissions(assignment.name), key=lambda s: _order(s.student.id)):
                got = dict.fromkeys(exercises, 0.0)
                most = dict.fromkeys(exercises, 0.0)
                ungraded = False
                for notebook in submission.notebooks:
                    for grade in notebook.grades:
                        exercise = exercise_and_part(grade.name)[0]
                        got[exercise] += grade.score
                        most[exercise] += grade.max_score
                        ungraded |= grade.needs_manual_grade and exercise not in _by_hand(assignment.name)
                by_hand = _by_hand(assignment.name)
                checked = {e: points for e, points in most.items() if e not in by_hand}
                right = _as_expected(submission.student.id, {e: got[e] for e in checked}, checked) and not ungraded
                wrong += not right
                cells = [
                    f"{got[e]:g}/{most[e]:g}" if got[e] < most[e] else f"[green]{got[e]:g}/{most[e]:g}[/]" for e in exercises
                ]
                total = f"{sum(got.values()):g}/{sum(most.values()):g}"
                table.add_row(submission.student.id, *cells, total if right else f"[red]{total} ?[/]")
            console.print(table)
    return wrong


def _by_hand(assignment: str) -> set[str]:
    found = classroom.COURSE.assignment(assignment)
    return {exercise_and_part(g)[0] for g in found.graded.keys() - found.checked().keys()}


def _order(student: str) -> tuple[int, str]:
    kinds = ["solution", "right", "untouched", "wrong", "broken", "hostile"]
    return kinds.index(student.split("-")[0]), student


def _as_expected(student: str, got: dict[str, float], most: dict[str, float]) -> bool:
    """Whether the student's kind should have this score: full marks, none, fewer, or only those of untouched parts."""
    kind, full, none = student.split("-")[0], got == most, not any(got.values())
    if kind in ("solution", "right") or student in ("broken-cells-duplicated", "broken-checks-deleted"):
        return full
    if kind in ("untouched", "hostile") or student == "broken-not-json":
        return none
    if kind == "broken":
        return 0 < sum(got.values()) < sum(most.values())  # what isn't broken is still graded
    return not full


if __name__ == "__main__":
    sys.exit(main(is_whole="--all" in sys.argv[1:]))
