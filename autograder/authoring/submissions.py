"""Notebooks as students hand them in, made from a course's own."""

import copy

from autograder.notebooks.cells import grade_id_of
from autograder.notebooks.course import Assignment, Course
from autograder.notebooks.format import NotebookNode, nbformat
from autograder.notebooks.settings import CourseError
from autograder.text.near import near


def assignment_of(course: Course, exercise: str) -> Assignment:
    """The assignment whose notebook has this exercise. Raises CourseError, which names the nearest."""
    everywhere = []
    for name in course.names():
        for notebook in course.notebooks(name):
            assignment = course.assignment(name, notebook)
            if exercise in assignment.exercises():
                return assignment
            everywhere += assignment.exercises()
    meant = near(exercise, everywhere) or f"; there are: {', '.join(everywhere) or 'none'}"
    raise CourseError(f"no exercise of this course is called {exercise}{meant}.")


def solved(assignment: Assignment) -> NotebookNode:
    """The notebook with the instructor's solutions."""
    return copy.deepcopy(assignment.notebook)


def released(course: Course, assignment: Assignment) -> NotebookNode:
    """The notebook as students get it. Raises CourseError when it wasn't made yet."""
    path = course.root / "release" / assignment.name / f"{assignment.notebook_name}.ipynb"
    if not path.exists():
        raise CourseError(f"{path} is missing: run `nbgrader generate_assignment {assignment.name}` in {course.root}.")
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    return notebook


def code_of(notebook: NotebookNode, exercise: str) -> str:
    """The text of an exercise's cell."""
    return next(str(cell.source) for cell in notebook.cells if grade_id_of(cell) == exercise)


def with_code(notebook: NotebookNode, exercise: str, code: str) -> NotebookNode:
    """`notebook` with the code of one exercise replaced, in place."""
    for cell in notebook.cells:
        if grade_id_of(cell) == exercise:
            cell.source = code
    return notebook
