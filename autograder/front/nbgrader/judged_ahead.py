"""Judges go ahead of nbgrader: a process of their own grades the class on all cores, and the step takes each outcome over.

nbgrader takes one submission after the other, and spends on each about as much time as its judge. What a judge found about the
file that was handed in is taken for what would be found now, if its cells are the same as those that nbgrader's own first steps
made of it: the same text in the same order. Else, and where the process has ended, the step asks a judge itself.

What was judged ahead is what its student has from the moment on at which nbgrader takes it over: a run that is stopped leaves the
others what they had, in the store as in the gradebook.
"""

import copy
import os
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict

from autograder.backends.ahead import Ahead
from autograder.backends.places import as_kept
from autograder.backends.remembered import key_of
from autograder.backends.task import Task
from autograder.front.nbgrader.interrupted import stop_if_asked
from autograder.front.nbgrader.step import course_of
from autograder.notebooks import mending
from autograder.notebooks.course import Assignment
from autograder.notebooks.settings import CourseError
from autograder.results.report import Report
from autograder.store.database import StoreError
from autograder.store.keys import Depends, Key
from autograder.store.store import FILE, Store
from autograder.workers import machine

LEAST = 2
"""Submissions, below which there is nothing to be ahead of."""


class JudgedAhead:
    """The outcomes of one run of `nbgrader autograde`, by the paths at which nbgrader sees the notebooks.

    `tasks` are what it will take up, in its order. `seed`, `device` and `sandbox` are JudgeStep's. `anew`: what is known from
    before counts for nothing.
    """

    def __init__(
        self,
        coursedir: Any,
        tasks: dict[str, Task],
        goes_ahead: bool,
        seed: int | None,
        device: str,
        sandbox: bool,
        anew: bool,
        log: Any,
    ) -> None:
        self._course, self._log, self._seed, self._tasks = course_of(coursedir), log, seed, tasks
        self._store = Store(self._course.root / FILE)
        where = machine.device(device)
        self._depends = Depends(self._course, where, sandbox)
        self._keys: dict[str, Key | None] = {}
        self._number = {path: number for number, path in enumerate(tasks)}
        self._ahead: Ahead | None = None
        self._is_kept = True
        if not goes_ahead or len(tasks) < LEAST:
            return
        jobs = machine.at_once(self._course.settings.limits, where == "cuda")
        how = {"jobs": jobs, "device": where, "seed": seed, "sandbox": sandbox, "anew": anew}
        how |= {"counts": False, "keeps_cells": True}
        try:
            self._store.must_be_usable()
            self._ahead = Ahead(self._course, list(tasks.values()), self._store.path, how, stop_if_asked)
        except (StoreError, OSError) as e:
            self._is_kept = False
            log.warning("No judge goes ahead, so this takes longer, and nothing is kept for `autograder show`: %s", e)

    def outcome(self, path: str, assignment: Assignment, notebook: NotebookNode) -> Report | None:
        """The report on the notebook that nbgrader sees at `path`, and its outputs; None where a judge is to be asked."""
        task, number = self._tasks.get(path), self._number.get(path)
        key = self._keys[path] = key_of(task, assignment, self._depends) if task is not None else None
        if self._ahead is None or key is None or number is None:
            return None
        if not self._ahead.has_done(number):
            self._log.warning("The judges that went ahead have ended, so this takes longer; nothing is lost.")
            self._ahead.close()
            self._ahead = None
            return None
        try:
            found = self._store.known(key, self._seed, counts=False)
        except StoreError as e:
            self._no_store(e)
            return None
        if found is None or found.graded is None:
            return None
        mended = copy.deepcopy(notebook)
        kept = assignment.graded.keys() - assignment.checked().keys()
        mending.mend(mended, assignment, kept, is_as_handed_in=False)  # as a judge begins
        if [(cell.cell_type, cell.source) for cell in mended.cells] != [
            (known["cell_type"], known["source"]) for known in found.graded
        ]:
            return None
        try:
            self._store.make_latest([found.number])
        except StoreError as e:
            self._no_store(e)  # what was found is right all the same
        for cell, known in zip(mended.cells, found.graded, strict=True):
            if cell.cell_type == "code":
                cell.outputs = [from_dict(output) for output in known["outputs"]]
                cell.execution_count = known["execution_count"]
        notebook.cells = mended.cells
        return found.report

    def keep(self, path: str, report: Report) -> None:
        """Keep what a judge found that was asked by the step itself, about the file that `outcome` was asked about."""
        key = self._keys.get(path)
        if key is None or not self._is_kept:
            return
        try:
            self._store.put(key, report, as_kept(self._tasks[path], self._course.root))
        except StoreError as e:
            self._no_store(e)

    def _no_store(self, e: StoreError) -> None:
        """Say so once, and do without: one that another process holds would be waited for again at each submission."""
        self._is_kept = False
        self._log.warning("Grading goes on, and what is judged from here on isn't kept for `autograder show`: %s", e)
        self.close()
        self._ahead = None

    def close(self) -> None:
        """End the process."""
        if self._ahead is not None:
            self._ahead.close()


def tasks_of(converter: Any, top: Path, first: str) -> dict[str, Task]:
    """What nbgrader will take up from the notebook at `first` on, as far as that can be told beforehand, in its order and by the
    paths at which it sees them.
    """
    coursedir = converter.coursedir
    course = course_of(coursedir)
    found: dict[str, Task] = {}
    here = os.path.dirname(first)
    for folder in sorted(converter.assignments):
        assignment, student = converter.whose[folder]
        if folder < here or not (folder == here or _is_taken_up(converter, assignment, student)):
            continue
        if converter.exclude_overwriting.get(assignment):
            continue  # a student's file may stand in the place of one of the course's, and doesn't in `autograder grade`
        for path in sorted(converter.assignments[folder]):
            try:
                has_checks = bool(course.assignment(assignment, Path(path).stem).checked())
            except CourseError:  # a notebook that the course doesn't know
                has_checks = False
            if has_checks:
                likeliest, *others = converter.files_of(path)
                found[path] = Task(
                    Path(os.path.abspath(likeliest)),
                    student,
                    assignment,
                    Path(path).stem,
                    top,
                    (),
                    tuple(others),
                    has_folder=True,
                )
    return found


def _is_taken_up(converter: Any, assignment: str, student: str) -> bool:
    """Whether nbgrader converts a submission, as its `init_destination` will say: a mistake here costs time and nothing else."""
    at = converter.coursedir
    source = at.format_path(at.submitted_directory, student, assignment)
    dest = at.format_path(at.autograded_directory, student, assignment)
    if converter.force or not os.path.exists(dest) or at.notebook_id != "*":
        return True
    now, then = converter.timestamp_of(source), converter.timestamp_of(dest)
    return now is not None and (then is None or now > then)
