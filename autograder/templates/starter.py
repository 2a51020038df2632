"""A template repository for students: released notebooks and their visible checks, as a command and as a workflow."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import nbformat

from autograder.templates import actions, alone, requirements
from autograder.templates.filled import files_in, template
from autograder.text.listing import listed
from autograder.visible.cells import GIVEN_OUT

CHECK = "check.pyz"


def files(title: str, released: Mapping[str, Path], imported: Iterable[str], check: bytes) -> dict[str, bytes]:
    """The files of the repository, by their paths in it.

    `released` has for each assignment the folder that nbgrader made for students; `imported` are the modules that the notebooks
    import; `check` is the command that students run.
    """
    made: dict[str, bytes] = {}
    beside: set[str] = set()
    for assignment, folder in released.items():
        found = files_in(folder)
        others = {name: content for name, content in found.items() if not name.endswith(".ipynb")}
        beside |= {Path(name).stem for name in others if name.endswith(".py")}
        for name, content in found.items():
            made[f"{assignment}/{name}"] = content if name in others else _notebook(content, others)
    first = next(name for name in made if name.endswith(".ipynb"))
    values = actions.ALL | {
        "TITLE": title,
        "ASSIGNMENTS": listed([f"`{name}`" for name in released]),
        "FIRST": first,
        "BADGES": "<!-- badges -->",
    }
    texts = {
        "README.md": "student/README.md",
        ".gitignore": "student/gitignore",
        ".devcontainer/devcontainer.json": "student/devcontainer.json",
        ".github/workflows/checks.yml": "student/checks.yml",
        ".github/workflows/badges.yml": "student/badges.yml",
        ".github/badges.sh": "student/badges.sh",
    }
    made |= {path: template(name, values).encode() for path, name in texts.items()}
    made["requirements.txt"] = "".join(f"{line}\n" for line in requirements.lines(imported, beside)).encode()
    made[CHECK] = check
    return made


def _notebook(content: bytes, beside: Mapping[str, bytes]) -> bytes:
    notebook = alone.with_files(nbformat.reads(content.decode(), nbformat.NO_CONVERT), beside)
    graded = [cell.metadata.nbgrader for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    room, key = GIVEN_OUT  # so that a cell that was deleted is missed
    notebook.metadata[room] = {
        key: [{"grade_id": cell.grade_id, "points": cell.points, "reader": cell.solution} for cell in graded]
    }
    return f"{nbformat.writes(notebook).rstrip()}\n".encode()
