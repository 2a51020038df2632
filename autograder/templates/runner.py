"""The instructor's own repository: the course, the engine, the students, and a workflow that pulls, grades and publishes."""

from collections.abc import Iterable
from pathlib import Path

from autograder.templates import actions, packed
from autograder.templates.filled import template

STUDENTS = "students.csv"
_TEXTS = {
    "README.md": "runner/README.md",
    ".gitignore": "runner/gitignore",
    ".github/workflows/grade.yml": "runner/grade.yml",
    ".github/actionlint.yaml": "runner/actionlint.yaml",
    "grade.sh": "runner/grade.sh",
    "settings.env": "runner/settings.env",
    STUDENTS: "runner/students.csv",
    "actions-runner.service": "runner/actions-runner.service",
}


def files(
    title: str,
    course: Path,
    folders: Iterable[Path],
    imported: Iterable[str],
    assignments: Iterable[str],
    repos: str,
    table: bytes = b"",
) -> dict[str, bytes]:
    """The files of the repository, by their paths in it. `table`, if there is one, names students and their repositories.

    `folders` are those of the course that grading needs, within its folder `course`; `imported` are the modules that it imports.
    """
    made = packed.course(course, folders)
    made.setdefault("constraints.txt", b"")  # the versions of all else that is installed, where a course has such a file
    made |= packed.engine()
    values = actions.ALL | {"TITLE": title, "REPOS": STUDENTS if table else repos, "ASSIGNMENTS": " ".join(assignments)}
    made |= {path: template(name, values).encode() for path, name in _TEXTS.items()}
    made[STUDENTS] = table or made[STUDENTS]
    made["requirements.txt"] = packed.requirements_text(imported, "PyGithub")
    return made
