"""A new assignment: a folder of source/ with a notebook of its name, to which exercises are added."""

import re
from pathlib import Path

from autograder.authoring.new_exercise import code_cell, notebook
from autograder.notebooks.course import Course
from autograder.notebooks.settings import CourseError

_USUAL = {"numpy": "import numpy as np", "pandas": "import pandas as pd", "matplotlib": "import matplotlib.pyplot as plt"}


def write(course: Course, name: str) -> Path:
    """Write the assignment `name`, without exercises; returns its notebook. Nothing is written over. Raises CourseError."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", name):
        why = "take letters, digits and _, of the letters a to z alone, as in `02_filters`"
        raise CourseError(f"{name!r} can't be an assignment's name: {why}.")
    same = [path.name for path in course.source.iterdir() if path.name.casefold() == name.casefold()]
    if same:
        raise CourseError(f"{course.source / same[0]} is there already, and nothing is written over: take another name.")
    path = course.source / name / f"{name}.ipynb"
    try:
        path.parent.mkdir(parents=True)
        path.write_text(text_of(name, course.settings.imports), encoding="utf-8")
    except OSError as e:
        raise CourseError(f"{path} can't be written: {e.strerror}.") from e
    return path


def text_of(name: str, imports: tuple[str, ...]) -> str:
    """The text of a notebook with a heading and what the course imports."""
    lines = [_USUAL.get(module, f"import {module}") for module in imports]
    title = " ".join(re.findall(r"[A-Za-z0-9]+", re.sub(r"^\d+[_-]", "", name))).capitalize() or name
    source = INTRO.format(title=title).splitlines(keepends=True)
    intro = {"cell_type": "markdown", "id": "intro-1", "metadata": {}, "source": source}
    return notebook([intro, *([code_cell("given_imports", "\n".join(lines))] if lines else [])])


INTRO = """\
# {title}

Say here what this assignment is about, how long it takes, and what one has to know for it."""
