"""What a result depends on: if all of it is the same, the result is, and nothing needs to be graded again."""

import os
import platform
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

import autograder
from autograder import handed_in
from autograder.handed_in import Bounds, OutOfReach, Refused, is_handed_in
from autograder.notebooks.course import RIGHT_VERSIONS, Assignment, Course
from autograder.notebooks.settings import FILE
from autograder.workers.files import Beside

LEFT_BEHIND = {".ipynb_checkpoints", "__pycache__"}
"""Folders that count for nothing."""
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Key:
    """Whose work on what, and what its result depends on besides the seed.

    `content` stands for all that was handed in, `checks` for the course's side of it, `kit` for the engine and the packages that
    students' code uses. Each is a digest, of which only equality means anything.
    """

    student: str
    assignment: str
    notebook: str
    content: str
    checks: str
    kit: str
    device: str
    sandbox: bool


class Depends:
    """What the results of one run depend on. The course's side is read once, as the judge reads it."""

    def __init__(self, course: Course, device: str, sandbox: bool) -> None:
        self._course, self._device, self._sandbox = course, device, sandbox
        self._checks: dict[Assignment, str] = {}

    def key(
        self,
        assignment: Assignment,
        student: str,
        paths: Iterable[Path],
        top: Path | None,
        beside: Beside | None = None,
        notes: Iterable[str] = (),
    ) -> Key | None:
        """The key of a submission: of `paths` one is graded. None where this machine can't read what was handed in now."""
        content = sha256("\0".join(notes).encode("utf-8", "surrogateescape"))
        try:
            for path in paths:
                content.update(f"\0{path.name}\0{_digest(path, top)}".encode("utf-8", "surrogateescape"))
            if beside is not None:
                content.update(handed_in.digest(beside.folder, is_handed_in, Bounds(), beside.top).encode())
        except OutOfReach:
            return None
        if assignment not in self._checks:
            self._checks[assignment] = checks(self._course, assignment)
        return Key(
            student=student,
            assignment=assignment.name,
            notebook=assignment.notebook_name,
            content=content.hexdigest(),
            checks=self._checks[assignment],
            kit=kit(),
            device=self._device,
            sandbox=self._sandbox,
        )


def _digest(path: Path, top: Path | None) -> str:
    """Of one file's bytes, or of why it isn't opened. Raises OutOfReach."""
    try:
        fd = handed_in.opened(path, top)
    except OutOfReach:
        raise
    except Refused as e:
        return f"refused: {e}"
    with open(fd, "rb") as file:
        found, left = sha256(f"{os.fstat(fd).st_size}\0".encode()), handed_in.MAX_FILE
        while left > 0 and (chunk := file.read(min(left, _CHUNK))):
            found.update(chunk)
            left -= len(chunk)
    return found.hexdigest()


def checks(course: Course, assignment: Assignment) -> str:
    """A digest of all on the course's side that an assignment's results depend on: its own notebooks and files, its checks, what
    these share with others, and the settings. Checks of exercises of other assignments alone aren't in it.
    """
    found = sha256(assignment.notebook_name.encode())
    others = _exercises_of_others(course, assignment)
    for top in filter(None, (assignment.folder, course.settings.checks)):
        for path in _files(top):
            parts = path.relative_to(top).parts
            is_of_others = top != assignment.folder and path.stem in others and parts[:-1] in ((), (RIGHT_VERSIONS,))
            if not is_of_others:
                _add(found, path, "/".join(parts))
    for single in (course.root / FILE, course.settings.helpers, course.settings.warm_up):
        for path in _files(single) if single is not None and single.is_dir() else filter(None, (single,)):
            _add(found, path, path.name)
    for data in course.settings.data:
        for path in _files(data.source) if data.source is not None else ():
            state = path.stat()  # they may be large
            found.update(f"{path.name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
    for package in course.settings.packages:
        found.update(f"{package}\0{_version(package)}\0".encode())
    return found.hexdigest()


def _exercises_of_others(course: Course, assignment: Assignment) -> set[str]:
    """The exercises that other notebooks have and this one hasn't."""
    found: set[str] = set()
    for name in course.names():
        for notebook in course.notebooks(name):
            if (name, notebook) != (assignment.name, assignment.notebook_name):
                found |= set(course.assignment(name, notebook).exercises())
    return found - set(assignment.exercises())


@cache
def kit() -> str:
    """The engine's version, with a digest of its text, which may be a developer's."""
    found = sha256(platform.python_version().encode())
    folder = Path(autograder.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        _add(found, path, path.relative_to(folder).as_posix())
    return f"{autograder.__version__}+{found.hexdigest()[:16]}"


def _files(folder: Path) -> Iterator[Path]:
    """The files in and below a folder, or that file itself, in order."""
    if folder.is_file():
        yield folder
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not LEFT_BEHIND & set(path.relative_to(folder).parts):
            yield path


def _add(found: Any, path: Path, name: str) -> None:
    data = path.read_bytes() if path.is_file() else b"isn't there"
    found.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
