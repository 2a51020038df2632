"""The two things that travel: the course's own side, once for each worker, and a submission."""

import os
import platform
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

from autograder.backends.cluster import tree
from autograder.backends.cluster.tree import Damaged
from autograder.backends.task import Task
from autograder.handed_in import Bounds, LeftOut, Lying, all_below, is_handed_in, way
from autograder.notebooks.course import Course
from autograder.notebooks.reading import MAX_NOTEBOOK
from autograder.notebooks.settings import FILE, CourseError
from autograder.store.keys import LEFT_BEHIND, kit
from autograder.text.listing import some_of

_OF_ALL = 0o755
"""The course's files may be read by workers, which are other users where the grader is root; the way to them is theirs alone."""


@dataclass(frozen=True)
class CourseSide:
    """A course as it travels, in one frame; `digest` stands for it and for how it is graded."""

    frame: bytes
    digest: str

    @classmethod
    def of(cls, course: Course, device: str, sandbox: bool) -> "CourseSide":
        """Raises CourseError for one that is too large."""
        head = {
            "name": course.root.name,
            "source": str(_place(course, course.source) or ""),
            "device": device,
            "sandbox": sandbox,
            "versions": versions(course),
        }
        files: dict[Path, Path] = {}
        folders: set[Path] = set()
        for path in _parts(course):
            place = _place(course, path)
            if place is not None:  # else it has to be there, at the same path: it was named by its whole path
                files |= {place / found.relative_to(path): found for found in _files(path)}
                folders |= {place} if path.is_dir() else set()
        if (variants := course.settings.variants) is not None and (place := _place(course, variants)) is not None:
            folders.add(place)  # course.toml names it, and grading needs nothing in it
        size = sum(found.stat().st_size for found in files.values())
        if size > tree.MOST:
            raise CourseError(
                f"the course's own files are {size >> 20:,} MiB, and no more than {tree.MOST >> 20:,} travel: let course.toml "
                "name large data by the whole path at which they lie on each worker."
            )
        frame = tree.packed(head, _entries(files, folders))
        return cls(frame, sha256(frame).hexdigest())


def course_at(frame: bytes, folder: Path) -> tuple[Course, str, bool]:
    """The course of such a frame, laid into `folder`; the device, and whether there is a sandbox. Raises Damaged where other
    versions are here, CourseError, and OSError.
    """
    head = tree.head_of(frame)
    try:
        root = folder / "course" / str(head["name"])
        root.mkdir(parents=True)
        for made in (root.parent, root):
            made.chmod(_OF_ALL)
        _, left_out = tree.unpacked(frame, root, _OF_ALL)
        for place, why in left_out.items():
            raise Damaged(f"the course's file {place} {why}")
        course = Course.at(root, str(head["source"]))
        if (why := difference(head["versions"], versions(course))) != "":
            raise Damaged(why)
        return course, str(head["device"]), bool(head["sandbox"])
    except (KeyError, TypeError) as e:
        raise Damaged(f"the grader there is of another version ({type(e).__name__})") from e


def versions(course: Course) -> dict[str, str]:
    """What must be equal on both sides, so that a result is the same wherever it is made: as `store.keys` has it."""
    found = {"Python": platform.python_version(), "autograder": kit()}
    for name in sorted({*course.settings.packages, *course.settings.modules}):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def difference(here: dict[str, str], there: dict[str, str]) -> str:
    """A clause about the versions that aren't equal, "" if all are."""
    names = [name for name in dict.fromkeys([*here, *there]) if here.get(name) != there.get(name)]
    if not names:
        return ""
    told = [f"{name} {there.get(name, 'not at all')} instead of {here.get(name, 'none')}" for name in names]
    return f"it has {some_of(told, 5)}: install the same there"


def sent(task: Task, seed: int, explains: bool, keeps_cells: bool) -> bytes:
    """A submission as it travels. Raises OutOfReach."""
    top = task.top or task.path.parent
    files = [one for path in (task.path, *task.instead) for one in way(path, top, MAX_NOTEBOOK)]
    left_out = LeftOut()
    if task.has_folder and task.top is not None:
        files += _without(all_below(task.path.parent, top, is_handed_in, Bounds(), left_out), files)
    there = replace(task, path=task.path.relative_to(top), top=Path("."), instead=tuple(p.relative_to(top) for p in task.instead))
    head = {"seed": seed, "explains": explains, "keeps": keeps_cells, "notes": left_out.sentences()}
    return tree.packed({**head, "task": there.as_dict(os.fspath)}, files)


def came(frame: bytes, folder: Path) -> tuple[Task, dict[str, Any]]:
    """The task of such a frame, with its files in `folder`, and the rest that was said. Raises Damaged, and OSError."""
    head, unnamed = tree.unpacked(frame, folder)
    left_out = LeftOut()
    try:
        found = dict(head["task"])
        task = Task.of_dict(found | {"path": found["path"], "top": "."}, int(head["seed"]))
        inside = [task.path, *task.instead]
        if any(path.is_absolute() or ".." in path.parts for path in inside):
            raise Damaged("a path in it leads elsewhere")
        for place, why in unnamed.items():
            left_out.add("/".join(place.parts[len(task.path.parent.parts) :]), why)
        paths = [folder / path for path in inside]
        notes = (*task.notes, *map(str, head["notes"]), *left_out.sentences())
        return replace(task, path=paths[0], instead=tuple(paths[1:]), top=folder, notes=notes), head
    except (KeyError, TypeError, ValueError) as e:
        raise Damaged(f"the grader there is of another version ({type(e).__name__})") from e


def _without(found: Iterator[Lying], known: list[Lying]) -> Iterator[Lying]:
    """What isn't known already: notebooks are read with bounds of their own."""
    parts = {one.parts for one in known}
    return (one for one in found if one.parts not in parts)


def _parts(course: Course) -> Iterator[Path]:
    """The files and folders that belong to a course's side."""
    said = course.settings
    named = [course.root / FILE, course.source, said.checks, said.helpers, said.warm_up]
    named += [path for data in said.data for path in (data.source, data.code)]
    yield from (path for path in named if path is not None and path.exists())


def _place(course: Course, path: Path) -> Path | None:
    """Where a path of the course's lies below its folder, through a link there too; None if it lies elsewhere."""
    if path.is_relative_to(course.root):
        return path.relative_to(course.root)
    for entry in sorted(course.root.iterdir()):
        if entry.is_symlink() and path.is_relative_to(entry.resolve()):
            return Path(entry.name) / path.relative_to(entry.resolve())
    return None


def _files(top: Path) -> Iterator[Path]:
    """The files in and below a folder, or that file itself. Links are followed: they are the course's own."""
    if top.is_file():
        yield top
        return
    seen = set()
    for above, folders, names in os.walk(top, followlinks=True):
        if (real := os.path.realpath(above)) in seen:
            folders.clear()  # a link that leads in a circle
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if name not in LEFT_BEHIND)
        yield from (path for name in sorted(names) if (path := Path(above, name)).is_file())


def _entries(files: dict[Path, Path], folders: set[Path]) -> Iterator[Lying]:
    above = {above for place in (*files, *folders) for above in place.parents if above.parts}
    for place in sorted(above | folders):
        yield Lying(place.parts, stat.S_IFDIR)
    for place, path in sorted(files.items()):
        data = path.read_bytes()
        yield Lying(place.parts, stat.S_IFREG, len(data), data)
