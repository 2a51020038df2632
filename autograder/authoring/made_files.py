"""What nbgrader makes from `source/`: whether it is what the source says today, and a fresh copy of it elsewhere.

`release/` is what students get, `solutions/` the notebooks with everything in them. A folder that isn't there was not made
yet, and that is no fault.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode, from_dict

from autograder.notebooks.cells import grade_id_of, is_solution, nbgrader_metadata
from autograder.notebooks.course import Assignment, Course
from autograder.notebooks.rules import Fault

_CONFIG = "nbgrader_config.py"
_KEEP_TEXT = {
    *("IncludeHeaderFooter", "LockCells", "ClearOutput", "ClearMarkScheme", "Execute", "CheckCellMetadata"),
    *("InstantiateTests", "ClearSolutions", "ComputeChecksums", "SaveCells", "ClearHiddenTests"),
}
"""nbgrader's own steps: what they do to a cell's text is known here. A course may have steps of its own."""
_CHANGED = re.compile(r"BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)|AUTOTEST")
_MADE_BY = {"release": "GenerateAssignment", "solutions": "GenerateSolution", "solution": "GenerateSolution"}
_NOT_COPIED = {*_MADE_BY, "submitted", "autograded", "feedback", "gradebook.db", "results.db", "build", ".venv", ".git"}


class NotMade(Exception):
    """nbgrader couldn't make what students get; the text is what it said."""


def stale(course: Course, assignment: Assignment) -> Iterator[Fault]:
    """Told by reading: cells of the made notebooks that aren't what the source says."""
    config = course.root / _CONFIG
    said = config.read_text(encoding="utf-8") if config.exists() else ""
    for folder, converter in _MADE_BY.items():
        made = course.root / folder / assignment.name / assignment.path.name
        if made.exists() and not _has_own_steps(said, converter):
            cell = _first_difference(_cells(assignment.path), _cells(made), with_solutions=folder != "release")
            if cell is not None:
                yield _out_of_date(course, assignment, made, cell)


def differs(course: Course, assignment: Assignment, fresh: Path) -> Iterator[Fault]:
    """Told by making it: a notebook that students get and that isn't the one in the folder `fresh`, from `release`."""
    made = course.root / "release" / assignment.name / assignment.path.name
    now = fresh / assignment.path.name
    if made.exists() and now.exists() and made.read_bytes() != now.read_bytes():
        pairs = zip(_cells(made), _cells(now), strict=False)
        first = next((b for a, b in pairs if a != b), NotebookNode())
        yield _out_of_date(course, assignment, made, str(grade_id_of(first) or first.get("id", "")))


def release(course: Course, name: str, folder: Path) -> Path:
    """Let nbgrader make what students get of the assignment `name`, with the course's own settings but in `folder`.

    Returns the folder with its notebooks. Raises NotMade.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path in course.root.iterdir():
        if path.name not in _NOT_COPIED and path.resolve() != course.source and not (folder / path.name).exists():
            (folder / path.name).symlink_to(path.resolve())
    if not (folder / "source").exists():
        (folder / "source").symlink_to(course.source)
    # Without a gradebook: the course's own is none of a check's business.
    arguments = ["generate_assignment", name, "--no-db", "--force", f"--course-dir={folder}"]
    arguments += ["--CourseDirectory.source_directory=source", "--CourseDirectory.release_directory=release"]
    arguments += [f"--config={folder / _CONFIG}"] if (folder / _CONFIG).exists() else []
    quiet = os.environ | {"PYTHONWARNINGS": "ignore"}
    run = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(run, capture_output=True, text=True, env=quiet, check=False, cwd=folder)
    made = folder / "release" / name
    # nbgrader goes on without a config file that raises, and would make something else.
    if done.returncode != 0 or not made.is_dir() or "Exception while loading config" in done.stderr:
        raise NotMade(_last_error(done.stderr))
    return made


def _last_error(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line.partition("ERROR] ")[2] for line in lines if "ERROR] " in line]
    errors = [line for line in errors if "Traceback" not in line]
    raised = [line for line in lines if re.match(r"[\w.]*(Error|Exception|Invalid\w*): ", line)]
    return (raised or errors or lines or ["it said nothing"])[0][:300]


def command(course: Course, name: str) -> str:
    """What makes the files of an assignment anew."""
    makefile = course.root / "Makefile"
    if makefile.exists() and re.search(r"^course:", makefile.read_text(encoding="utf-8"), re.M):
        return "make course"
    return f"nbgrader generate_assignment {name} --force"


def _out_of_date(course: Course, assignment: Assignment, made: Path, cell: str) -> Fault:
    run = command(course, assignment.name)
    if run.startswith("nbgrader") and made.parent.parent.name != "release":
        run = run.replace("generate_assignment", "generate_solution")
    return Fault(made, cell, f"it isn't what source/{assignment.name}/{assignment.path.name} says now.", f"Run `{run}`.")


def _has_own_steps(config: str, converter: str) -> bool:
    """Whether a course's nbgrader_config.py gives a converter steps that may do anything to a cell's text."""
    found: list[str] = re.findall(rf"{converter}\.preprocessors(.*?)(?:\]|\)|$)", config, re.S | re.M)
    names = {name for text in found for name in re.findall(r"[A-Za-z_]\w+", text)}
    return not names <= _KEEP_TEXT


def _cells(path: Path) -> list[NotebookNode]:
    """A notebook's cells as they stand in the file, [] if it is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [from_dict(cell) for cell in found if isinstance(cell, dict)] if isinstance(found, list) else []


def _first_difference(source: list[NotebookNode], made: list[NotebookNode], with_solutions: bool) -> str | None:
    """The first cell of `source` that isn't in `made` as it should be, or of `made` that isn't in `source`."""
    by_name = {_name(cell): cell for cell in made if _name(cell)}
    for cell in source:
        name = _name(cell)
        if not name:
            continue  # a notebook without ids; making it anew tells
        other = by_name.get(name)
        if other is None or nbgrader_metadata(cell).get("points") != nbgrader_metadata(other).get("points"):
            return name
        text, made_text = _text(cell), _text(other)
        if with_solutions or not is_solution(cell):
            changed = _CHANGED.search(text.replace("SOLUTION", "") if with_solutions else text)
            if text != made_text and not changed:
                return name
        elif _CHANGED.search(text) and any(line not in made_text.split("\n") for line in _outside(text)):
            return name
    names = {_name(cell) for cell in source}
    return next((str(found) for cell in made if (found := grade_id_of(cell)) and found not in names), None)


def _outside(text: str) -> list[str]:
    """The lines of an exercise that students get too."""
    kept = re.sub(r"^[^\n]*BEGIN SOLUTION.*?END SOLUTION[^\n]*$", "", text, flags=re.S | re.M)
    return [line for line in kept.split("\n") if line.strip()]


def _name(cell: NotebookNode) -> str:
    return str(grade_id_of(cell) or cell.get("id") or "")


def _text(cell: NotebookNode) -> str:
    return "".join(cell.get("source", ""))
