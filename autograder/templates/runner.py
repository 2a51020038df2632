"""The instructor's own repository: the course, the engine, the students, and a workflow that pulls, grades and publishes."""

import json
import re
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import autograder
from autograder.notebooks.settings import FILE
from autograder.templates import actions, requirements
from autograder.templates.filled import files_in, template

ENGINE, STUDENTS = "engine", "students.csv"
_VARIANTS = re.compile(rb"^variants[ \t]*=.*\n", re.M)
"""Right and wrong solutions, by which the checks are tried, aren't needed for grading, and stay where the course is written."""
_ALSO = (FILE, "nbgrader_config.py", "nbgrader_config.json", "constraints.txt")
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
    made: dict[str, bytes] = {}
    for folder in folders:
        made |= _below(folder.relative_to(course).as_posix(), folder)
    made |= {name: (course / name).read_bytes() for name in _ALSO if (course / name).is_file()}
    if FILE in made:
        made[FILE] = _VARIANTS.sub(b"", made[FILE])
    made.setdefault("constraints.txt", b"")  # the versions of all else that is installed, where a course has such a file
    made |= _engine()
    values = actions.ALL | {"TITLE": title, "REPOS": STUDENTS if table else repos, "ASSIGNMENTS": " ".join(assignments)}
    made |= {path: template(name, values).encode() for path, name in _TEXTS.items()}
    made[STUDENTS] = table or made[STUDENTS]
    lines = {*requirements.lines(imported, {"autograder"}), *map(requirements.pinned, [*_dependencies(), "PyGithub"])}
    made["requirements.txt"] = "".join(f"{line}\n" for line in sorted(lines, key=str.lower)).encode()
    return made


def _engine() -> dict[str, bytes]:
    """The engine as it runs here, in a folder that pip installs."""
    package = Path(autograder.__file__).parent
    made = _below(f"{ENGINE}/{package.name}", package)
    values = {"VERSION": autograder.__version__, "DEPENDENCIES": json.dumps(_dependencies())}
    made[f"{ENGINE}/pyproject.toml"] = template("runner/engine.toml", values).encode()
    return made


def _dependencies() -> list[str]:
    """What the engine needs, by the metadata of what is installed."""
    found = metadata.packages_distributions().get("autograder", [])
    lines = metadata.requires(found[0]) if found else None
    return [line for line in lines or [] if "extra ==" not in line]


def _below(name: str, folder: Path) -> dict[str, bytes]:
    """The files of a folder, where it is called `name`."""
    return {f"{name}/{path}": content for path, content in files_in(folder).items()}
