"""A course and the engine as files that go elsewhere, to a machine that grades: a runner, Gradescope."""

import json
import re
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import autograder
from autograder.notebooks.course import Course
from autograder.notebooks.settings import FILE
from autograder.templates import requirements
from autograder.templates.filled import files_in, template

ENGINE = "engine"
_VARIANTS = re.compile(rb"^variants[ \t]*=.*\n", re.M)
"""Right and wrong solutions, by which the checks are tried, aren't needed for grading, and stay where the course is written."""
_ALSO = (FILE, "nbgrader_config.py", "nbgrader_config.json", "constraints.txt")


def folders(course: Course) -> list[Path]:
    """The folders of a course that grading needs, within its own."""
    said = course.settings
    found = [course.source, *filter(None, [said.checks]), *(one.source for one in said.data if one.source)]
    return [folder for folder in found if folder.is_relative_to(course.root)]


def imported(course: Course) -> set[str]:
    """The modules that a course's notebooks and settings name, but for its own."""
    said = course.settings
    found = {module for name in course.names() for module in course.imported(name)}
    found |= {module.partition(".")[0] for module in (*said.imports, *said.packages)}
    return found - {path.stem for path in course.source.rglob("*.py")}


def course(root: Path, folders: Iterable[Path]) -> dict[str, bytes]:
    """The files of a course that grading needs: its settings, and what is in these folders within its own."""
    made: dict[str, bytes] = {}
    for folder in folders:
        made |= _below(folder.relative_to(root).as_posix(), folder)
    made |= {name: (root / name).read_bytes() for name in _ALSO if (root / name).is_file()}
    if FILE in made:
        made[FILE] = _VARIANTS.sub(b"", made[FILE])
    return made


def engine() -> dict[str, bytes]:
    """The engine as it runs here, in a folder that pip installs."""
    package = Path(autograder.__file__).parent
    made = _below(f"{ENGINE}/{package.name}", package)
    values = {"VERSION": autograder.__version__, "DEPENDENCIES": json.dumps(_dependencies())}
    made[f"{ENGINE}/pyproject.toml"] = template("runner/engine.toml", values).encode()
    return made


def requirements_text(imported: Iterable[str], *more: str) -> bytes:
    """What has to be installed beside the engine: what it needs, what a course imports, and `more`."""
    lines = {*requirements.lines(imported, {"autograder"}), *map(requirements.pinned, [*_dependencies(), *more])}
    return "".join(f"{line}\n" for line in sorted(lines, key=str.lower)).encode()


def _dependencies() -> list[str]:
    """What the engine needs, by the metadata of what is installed."""
    found = metadata.packages_distributions().get("autograder", [])
    lines = metadata.requires(found[0]) if found else None
    return [line for line in lines or [] if "extra ==" not in line]


def _below(name: str, folder: Path) -> dict[str, bytes]:
    """The files of a folder, where it is called `name`."""
    return {f"{name}/{path}": content for path, content in files_in(folder).items()}
