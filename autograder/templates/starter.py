"""A template repository for students: released notebooks and their visible checks, as a command and as a workflow."""

import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.notebooks import defining
from autograder.templates import actions, alone, requirements
from autograder.templates.filled import Ready, files_in, template
from autograder.text.listing import listed
from autograder.text.places import shortened
from autograder.visible.cells import GIVEN, GIVEN_OUT

CHECK = "check.pyz"
_LONGEST_LINE = 60


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
        "ASSIGNMENTS": Ready(listed([f"`{name}`" for name in released])),
        "FIRST": shlex.quote(first),
        "BADGES": Ready("<!-- badges -->"),
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


def given_away(released: Mapping[str, Path]) -> list[str]:
    """Sentences about exercises whose solutions another of these assignments has, in a given cell or a file beside it."""
    asked: dict[str, set[str]] = {}
    given: dict[str, set[str]] = {}
    files = {name: files_in(folder) for name, folder in released.items()}
    for assignment, found in files.items():
        asked[assignment], given[assignment] = set(), set()
        for content in (content for name, content in found.items() if name.endswith(".ipynb")):
            for cell in nbformat.reads(content.decode(), nbformat.NO_CONVERT).cells:
                known = cell.metadata.get("nbgrader", {})
                if cell.cell_type == "code" and known.get("solution"):
                    asked[assignment].add(known["grade_id"])
                elif cell.cell_type == "code" and not known.get("grade"):
                    given[assignment] |= defining.functions_in(cell.source) | defining.assigned_in(cell.source)
    told = []
    for of, exercises in asked.items():
        for giver in released:
            modules = {name: text for name, text in files[giver].items() if name.endswith(".py") and files[of].get(name) != text}
            beside = {name for text in modules.values() for name in defining.functions_in(text.decode(errors="replace"))}
            if giver != of and (both := sorted(exercises & (given[giver] | beside))):
                names = listed([f"`{name}`" for name in both])
                told.append(f"{giver} gives away {names} of {of}: it has them in given cells, or in a file beside its notebook.")
    return told


def _notebook(content: bytes, beside: Mapping[str, bytes]) -> bytes:
    notebook = alone.with_files(nbformat.reads(content.decode(), nbformat.NO_CONVERT), beside)
    graded = [cell.metadata.nbgrader for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    room, key = GIVEN_OUT  # so that a cell that was deleted is missed
    notebook.metadata[room] = {
        key: [{"grade_id": cell.grade_id, "points": cell.points, "reader": cell.solution} for cell in graded],
        GIVEN: {
            cell.metadata.nbgrader.grade_id: shortened(cell.source.strip().partition("\n")[0], _LONGEST_LINE)
            for cell in notebook.cells
            if cell.cell_type == "code" and _is_given(cell)
        },
    }
    return f"{nbformat.writes(notebook).rstrip()}\n".encode()


def _is_given(cell: NotebookNode) -> bool:
    """Whether a cell is the instructor's, and others may need what it makes."""
    known, is_picture = cell.metadata.get("nbgrader", {}), "picture" in cell.metadata.get("tags", ())
    return bool(known.get("locked") and not known.get("grade") and known.get("grade_id") and not is_picture)
