"""Sentences for the instructor about what isn't graded, and about what may be somebody else's."""

from collections.abc import Iterator
from pathlib import Path

from autograder.backends.task import Task
from autograder.handed_in import shown
from autograder.text.listing import counted, some_of

_MOST = 10


def without(students: list[str], named: str | None = None) -> str:
    """About students of whom no notebook of the `named` assignment is there, or of any."""
    return (
        f"No notebook of {named or 'an assignment'} was found of {counted(len(students), 'student')}: {some_of(students, _MOST)}."
    )


def unplaced(folder: Path, names: list[str], named: str | None) -> str:
    """About notebooks that lie beside the students' folders, with names that tell no assignment, or another than `named`."""
    what = "its name tells no assignment" if named is None else f"it is called after another assignment than {named}"
    files = some_of([f"{shown(name)}.ipynb" for name in names], _MOST)
    if len(names) == 1:
        return f"{files} in {shown(str(folder))} isn't graded: it lies in no student's folder, and {what}."
    what = what.replace("its name tells", "their names tell").replace("it is", "they are")
    which = f"{counted(len(names), 'notebook')} in {shown(str(folder))}"
    return f"{which} aren't graded, since they lie in no student's folder, and {what}: {files}."


def twice(tasks: list[Task]) -> Iterator[str]:
    """About each student of whom there are several notebooks for the same: whose each is, is told by names alone."""
    of: dict[tuple[str, str, str | None], list[Path]] = {}
    for task in tasks:
        of.setdefault((task.student, task.assignment, task.notebook), []).append(task.path)
    for (student, assignment, _), paths in of.items():
        if len(paths) > 1:
            files = ", ".join(shown(str(path)) for path in paths[:5])
            yield f"Several notebooks go by the name of {student} for {assignment}; see whose each of them is: {files}."
