"""A file that can't be read, from nbgrader's run to the student's page: a sentence, once, and nothing of the instructor's."""

from pathlib import Path

import classroom
import nbformat
from test_nbgrader import nbgrader

NAMES = ("01_arrays", "02_tables")
"""One that hidden checks decide about, and one that a person reads a part of."""


def test_the_page_of_a_file_that_cant_be_read(tmp_path: Path) -> None:
    course = classroom.known_weather(tmp_path / "course")
    for name in NAMES:
        path = course / "submitted" / "eve" / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text('{"cells": [\n{"cell_type": nonsense')
        done = nbgrader(course, "autograde", name)
        assert done.returncode == 0 and "(it is damaged in line 2)" in done.stderr, done.stderr
        assert nbgrader(course, "generate_feedback", name).returncode == 0
        page = (course / "feedback" / "eve" / name / f"{name}.html").read_text()
        assert "it is damaged in line 2" in page and "Expecting" not in page and "The rest of your notebook" not in page
        source = nbformat.read(course / "source" / name / f"{name}.ipynb", as_version=4)
        lines = {line.strip() for cell in source.cells if cell.cell_type == "code" for line in cell.source.splitlines()}
        assert not [line for line in lines if len(line) > 20 and line in page], "of the instructor's notebook"
