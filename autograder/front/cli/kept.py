"""The results of a course, for commands that read them."""

import argparse
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.front.cli.alone import alone_with
from autograder.front.cli.usage import UsageError, course_dir
from autograder.notebooks.cells import exercise_and_part
from autograder.notebooks.course import Course
from autograder.notebooks.settings import CourseError
from autograder.store.database import StoreError
from autograder.store.keys import checks
from autograder.store.store import FILE, Kept, Store
from autograder.text.listing import some_of
from autograder.text.near import near


def add_where(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where the results are."""
    parser.add_argument("--course-dir", type=Path, default=None, metavar="DIR", help="the folder with source/ in it")
    parser.add_argument(
        "--store", type=Path, metavar="FILE", help="where results are kept (else results.db in the course's folder)"
    )


def course_and_store(arguments: argparse.Namespace) -> tuple[Course, Store]:
    """The course, and its results. Raises UsageError where there are none."""
    try:
        course = Course.at(course_dir(arguments.course_dir))
    except CourseError as e:
        raise UsageError(str(e)) from e
    path = arguments.store or course.root / FILE
    if not path.is_file():
        raise UsageError(f"{path} isn't there: `autograder grade submitted` makes it.")
    return course, Store(path)


@contextmanager
def alone(store: Store, instead: str = "") -> Iterator[None]:
    """While this lasts no other command writes to the store. Raises UsageError where one does, or where it can't be written: then
    with a sentence about what can be done `instead`.
    """
    busy = f"another `autograder grade` or `regrade` writes to {store.path}: wait until it has ended."
    try:
        store.must_be_usable()
        lock = store.lock()
    except StoreError as e:
        raise UsageError(f"{e} {instead}".rstrip()) from e
    with alone_with(lock, busy):
        yield


def latest(store: Store, course: Course, student: str | None = None, assignment: str | None = None) -> list[Kept]:
    """The latest results. Raises UsageError where there are none, and says what there is."""
    try:
        found = list(store.latest(student, assignment))
        if found:
            return found
        everything = [kept.report for kept in store.latest()]
    except StoreError as e:
        raise UsageError(str(e)) from e
    known = {*course.names(), *(report.assignment for report in everything)}
    if assignment is not None and assignment not in known:
        meant, there = near(assignment, known), ", ".join(course.names()) or "none"
        raise UsageError(f"{assignment} is no assignment of this course{meant}; there are: {there}.")
    students = [report.student for report in everything]
    if student is not None and student not in students:
        meant = near(student, students)
        raise UsageError(f"{store.path} has no results of {student}{meant}. {_there('students', students)}")
    what = "nothing" if assignment is None else f"nothing of {assignment}"
    whose = "" if student is None else f" by {student}"
    there = _there("assignments", [report.assignment for report in everything if student in (None, report.student)])
    raise UsageError(f"{what}{whose} was graded yet, as far as {store.path} has it. {there}")


def by_older_checks(course: Course, found: Iterable[Kept]) -> set[int]:
    """The numbers of those that were graded by other checks than the course has now. None of which that can't be told."""
    now: dict[tuple[str, str], str] = {}
    older = set()
    for one in found:
        which = one.report.assignment, one.notebook
        if which not in now:
            try:
                now[which] = checks(course, course.assignment(which[0], which[1] or None))
            except (CourseError, OSError):
                now[which] = ""
        if one.checks and now[which] and one.checks != now[which]:
            older.add(one.number)
    return older


def with_exercise(found: list[Kept], exercise: str) -> list[Kept]:
    """Those of a student's results that have this exercise. Raises UsageError where none has, and says what there is."""
    having = [one for one in found if any(cell.exercise == exercise for cell in one.report.cells)]
    if not having:
        if any(exercise_and_part(name)[0] == exercise for one in found for name in one.report.by_hand):
            told = "is read by a person, and no check decides about it: its points are given by hand, as in formgrader."
            raise UsageError(f"{exercise} {told}")
        there = list(dict.fromkeys(cell.exercise for one in found for cell in one.report.cells))
        meant = near(exercise, there)
        raise UsageError(f"{found[0].report.student} has no exercise {exercise}{meant}; there are: {', '.join(there)}.")
    return having


def _there(what: str, names: list[str], most: int = 20) -> str:
    known = list(dict.fromkeys(names))
    return f"The {what} there: {some_of(known, most)}." if known else "There are none at all."
