"""Whose a file or a folder is, by the name that a platform gave it: Canvas, Moodle, Gradescope, a repository for each student.

Only the part of a name that the platform writes is taken for a student's; what follows it, students choose.
"""

import re

LAYOUTS = ("auto", "nbgrader", "github", "canvas", "moodle", "gradescope")
"""What `--layout` may say; auto takes each name for what it looks like, but for github's, which any folder may bear."""
_CANVAS = re.compile(r"\A([^_]{1,200})(?:_LATE)?_(\d{1,12})_(\d{1,12})_(.+)", re.S)
_MOODLE_FOLDER = re.compile(r"\A(.{1,200})_(\d{1,12})_assignsubmission_(?:file|onlinetext)_?", re.S)
_MOODLE_FILE = re.compile(r"\A(.{1,200}?)_(\d{1,12})_assignsubmission_file_(.+)", re.S)
_GRADESCOPE = re.compile(r"submission_\d{1,12}")


def of_folder(name: str, layout: str, assignments: list[str]) -> str | None:
    """The student whose folder is called `name`; None if no folder of that layout is called so."""
    if layout in ("auto", "moodle") and (found := _MOODLE_FOLDER.fullmatch(name)):
        return f"{found[1]}_{found[2]}"
    if layout == "gradescope" and not _GRADESCOPE.fullmatch(name):
        return None
    if layout == "github":
        return _of_repository(name, assignments)
    return None if layout in ("canvas", "moodle") else name


def _of_repository(name: str, assignments: list[str]) -> str:
    """`hw-ada` and `02-distances-ada` are ada's."""
    for prefix in ("hw", *sorted(assignments, key=len, reverse=True)):
        start = name[: len(prefix) + 1]
        if start.replace("_", "-").casefold() == f"{prefix}-".replace("_", "-").casefold() and len(name) > len(start):
            return name[len(start) :]
    return name


def of_file(stem: str, layout: str) -> tuple[str, str] | None:
    """The student to whom a platform says a file belongs, and the name that the student gave it, without its ending."""
    if layout in ("auto", "canvas") and (found := _CANVAS.fullmatch(stem)):
        return f"{found[1]}_{found[2]}", found[4]
    if layout in ("auto", "moodle") and (found := _MOODLE_FILE.fullmatch(stem)):
        return f"{found[1]}_{found[2]}", found[3]
    return None
