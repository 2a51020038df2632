"""Who handed in what: the notebooks below the folders that a command line names.

A notebook is somebody's by the place where it stands below such a folder, `<student>/<assignment>/<notebook>.ipynb`, or by the
name that a platform gave it (`layouts`), and nowhere else: what lies deeper is a file of that student's. Only names and times are
looked at here, and nothing is opened.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.backends.task import Task
from autograder.front.cli import layouts, left_out
from autograder.front.cli.usage import UsageError, is_course
from autograder.handed_in import OF_A_COURSE, is_out_of_reach, shown
from autograder.notebooks import naming
from autograder.notebooks.course import Course
from autograder.text.near import near

_SUBMITTED = "submitted"
_SUFFIX = ".ipynb"
_MAC = "__MACOSX"
_MOST_NAMES = 100_000


@dataclass
class Found:
    """What there is to grade, and sentences for the instructor about what there isn't."""

    tasks: list[Task] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    is_incomplete: bool = False
    """Whether a folder couldn't be looked into, so that somebody may be missing."""


def find(paths: list[Path], course: Course, named: str | None, layout: str = "auto") -> Found:
    """The notebooks that `paths` name, or that stand below. `named` is the assignment, where no name tells it.

    Raises UsageError for a path that isn't there, for a file whose assignment can't be told, and if there is no notebook at all.
    """
    search = _Search(course, named, layout)
    if named is not None and named not in course.names():
        raise UsageError(f"{named} is no assignment of this course{near(named, course.names())}; there are: {search.there}.")
    found, tasks = Found(), dict[tuple[Path, str, str | None], Task]()  # what is named twice is one
    # As it is written, since a link may lead to another student's folder; only `..` and the like are worked out.
    absolute = [(path, Path(os.path.abspath(path))) for path in paths]
    students = {folder.parent for _, folder in absolute if search.is_a_students(folder)}
    search.told.clear()  # of folders that were only looked at for this
    for path, place in absolute:
        if not os.path.lexists(place):
            raise UsageError(f"{shown(str(path))} isn't there.")
        is_folder = _is_folder(place)
        told = "" if is_folder else search.refused(place)
        here = [] if told else list(search.below(place, place.parent in students) if is_folder else search.of_file(path, place))
        if not here:
            told = f"{shown(str(path))} {told or search.why_nothing(place)}"
            if len(paths) == 1:
                raise UsageError(told)
            found.told.append(told)
        for task in here:
            tasks.setdefault((task.path, task.assignment, task.notebook), task)
    found.tasks = list(tasks.values())
    found.told += search.told
    found.is_incomplete = bool(search.told)
    if search.without:
        found.told.append(left_out.without(list(dict.fromkeys(search.without)), named))
    found.told += [*dict.fromkeys(search.unplaced), *left_out.twice(found.tasks)]
    if not found.tasks:
        raise UsageError(" ".join(found.told))
    return found


def _is_folder(path: Path) -> bool:
    return path.is_dir() and path.suffix != _SUFFIX


@dataclass
class _Search:
    course: Course
    named: str | None
    layout: str = "auto"
    told: list[str] = field(default_factory=list)
    """Sentences about folders that couldn't be looked into."""
    without: list[str] = field(default_factory=list)
    """Students of whom there is no notebook of an assignment."""
    unplaced: list[str] = field(default_factory=list)
    """Sentences about notebooks that are in no student's folder, and say by no name what they are."""

    def __post_init__(self) -> None:
        self.assignments = self.course.names() if self.named is None else [self.named]
        self.there = ", ".join(self.course.names()) or "none"

    def is_a_students(self, folder: Path) -> bool:
        """Whether a folder that was named is one student's, and not one of all students."""
        if folder.name == _SUBMITTED or folder.name in self.assignments or not _is_folder(folder):
            return False
        return folder.parent.name == _SUBMITTED or any(
            name in self.assignments and self.notebooks(folder / name) for name in self.folders(folder)
        )

    def below(self, folder: Path, one_students: bool) -> Iterator[Task]:
        """What stands below a folder that was named: of an assignment, of a student, or of all."""
        if folder.name in self.assignments and folder.name != _SUBMITTED:
            yield from self.of_assignment(folder, folder.name, folder.parent.name, folder.parent.parent)
        elif one_students and folder.name != _SUBMITTED:
            student = layouts.of_folder(folder.name, self.layout, self.course.names()) or folder.name
            yield from self.of_student(folder, folder.parent, student)
        else:
            folders = self.folders(folder)
            if folder.name != _SUBMITTED and _SUBMITTED in folders and self.is_above_all(folder, folders):
                yield from self.below(folder / _SUBMITTED, False)
                return
            yield from self.of_files(folder)
            if strays := [name for name in self.notebooks(folder) if self.of_name(name)[1] is None]:
                self.unplaced.append(left_out.unplaced(folder, strays, self.named))
            theirs: dict[str, list[Task]] = {}
            for name in folders:
                whose = layouts.of_folder(name, self.layout, self.course.names())
                if whose is None:
                    self.told.append(f"{shown(str(folder / name))} isn't called as a folder of the layout {self.layout}.")
                else:
                    theirs.setdefault(shown(whose), []).extend(self.of_student(folder / name, folder, whose))
            for student, tasks in theirs.items():
                yield from tasks
                if not tasks:
                    self.without.append(student)

    def is_above_all(self, folder: Path, folders: list[str]) -> bool:
        """Whether all students are in the folder `submitted` in `folder`, and none of those beside it is one, as in a course.
        Else `submitted` is a student like the others, who may call themselves what they like.
        """
        if folder.resolve() == self.course.root.resolve() or is_course(folder):
            return True
        told = list(self.told)
        theirs = [name for name in folders if name == _SUBMITTED or name not in OF_A_COURSE]
        is_a_class = any(self.of_files(folder)) or any(any(self.of_student(folder / name, folder, name)) for name in theirs)
        self.told = told  # of folders that were only looked at for this
        return not is_a_class

    def of_files(self, folder: Path) -> Iterator[Task]:
        """The notebooks that stand side by side in a folder, each called after its student, or as a platform calls them."""
        found: dict[tuple[str, str], list[str]] = {}
        for name in self.notebooks(folder):
            student, assignment, stem = self.of_name(name)
            if assignment is not None:
                student = student or (folder.name if naming.says_nothing_else(stem, assignment) else name)
                found.setdefault((student, assignment), []).append(name)
        for (student, assignment), names in found.items():
            yield from self.taken(folder, names, assignment, student, folder)

    def of_name(self, name: str) -> tuple[str, str | None, str]:
        """What a notebook's name says without its ending: the student, "" if none, the assignment, and what the student wrote."""
        student, stem = layouts.of_file(name, self.layout) or ("", name)
        return student, self.assignment_of(stem), stem

    def of_student(self, folder: Path, top: Path, student: str) -> Iterator[Task]:
        """What one student handed in: a folder for each assignment, or notebooks that bear the names of such."""
        there = [name for name in self.folders(folder) if name in self.assignments and self.notebooks(folder / name)]
        for assignment in there:
            yield from self.of_assignment(folder / assignment, assignment, student, top)
        found: dict[str, list[str]] = {}
        for name in self.notebooks(folder):
            meant = self.assignment_of(name)
            if meant is not None and meant not in there:
                found.setdefault(meant, []).append(name)
        for meant, names in found.items():
            yield from self.taken(folder, names, meant, student, top)

    def of_assignment(self, folder: Path, assignment: str, student: str, top: Path) -> Iterator[Task]:
        """The notebooks in a folder that a student has for an assignment."""
        yield from self.taken(folder, self.notebooks(folder), assignment, student, top)

    def taken(self, folder: Path, names: list[str], assignment: str, student: str, top: Path) -> Iterator[Task]:
        """A student's notebooks of an assignment, among the `names` in a folder: a file for each notebook that it has.

        Where an assignment has one notebook, a file of any name may be it. Which of several files it is, is told when they are
        read: the first of them that answers the assignment.
        """
        wanted, times = self.course.notebooks(assignment), self.times(folder)
        times = {name: times.get(name, 0.0) for name in names}
        for notebook in wanted:
            likeliest = naming.likeliest(times, notebook, wanted)
            if likeliest:
                paths = tuple(folder / f"{name}{_SUFFIX}" for name in likeliest)
                unseen = len(times) - len(likeliest) if len(wanted) == 1 else 0
                notes = (f"Beside it stand {unseen} more notebooks; they weren't looked at.",) if unseen else ()
                of = notebook if len(wanted) > 1 else None
                whose = shown(student or paths[0].stem)
                yield Task(paths[0], whose, assignment, of, top, notes, paths[1:], has_folder=folder != top)

    def of_file(self, path: Path, file: Path) -> Iterator[Task]:
        """A notebook that was named itself; its folders say whose it is, if they are called so."""
        folder = file.parent
        assignment = self.named or self.assignment_of(file.stem) or (folder.name if folder.name in self.assignments else None)
        if assignment is None:
            raise UsageError(f"{shown(str(path))}: which assignment? Name it with --assignment; there are: {self.there}.")
        several = self.course.notebooks(assignment)
        if len(several) > 1 and file.stem not in several:
            return  # a notebook of the student's own beside those of the assignment
        top = self.all_students(file)
        if top is not None:
            yield self.task(file, file.relative_to(top).parts[0], assignment, top, has_folder=True)
        elif folder.name == assignment and len(folder.parts) > 2:
            yield self.task(file, folder.parent.name, assignment, folder.parent.parent, has_folder=True)
        elif (found := layouts.of_file(file.stem, self.layout)) is not None:
            yield self.task(file, found[0], assignment, folder)
        elif naming.says_nothing_else(file.stem, assignment) and folder.name:
            # It says nothing of its student: a repository for each, it may be.
            yield self.task(file, folder.name, assignment, folder.parent)
        else:
            yield self.task(file, file.stem, assignment, folder)

    def all_students(self, file: Path) -> Path | None:
        """The folder `submitted` below which a file stands in a student's folder: the outermost of the course's, or of all."""
        root = self.course.root if file.is_relative_to(self.course.root) else Path(file.anchor)
        parts = file.relative_to(root).parts
        if _SUBMITTED not in parts[:-2]:
            return None
        return root.joinpath(*parts[: parts.index(_SUBMITTED) + 1])

    def assignment_of(self, notebook: str) -> str | None:
        """The assignment that a notebook's name tells, or the one that was named on the command line; None if neither does, or
        if the two are at odds.
        """
        told = naming.meant(notebook, self.course.names())
        if self.named is None or told == self.named:
            return told
        return self.named if told is None else None

    def task(self, path: Path, student: str, assignment: str, top: Path, has_folder: bool = False) -> Task:
        several = self.course.notebooks(assignment)
        notebook = path.stem if len(several) > 1 and path.stem in several else None
        student = layouts.of_folder(student, self.layout, self.course.names()) or student
        return Task(path, shown(student or path.stem), assignment, notebook, top, has_folder=has_folder)

    def times(self, folder: Path) -> dict[str, float]:
        """When each notebook in a folder was written, as far as the disk tells."""
        found = {}
        for entry in self.names(folder):
            if entry.name.endswith(_SUFFIX):
                try:
                    found[entry.name.removesuffix(_SUFFIX)] = entry.stat(follow_symlinks=False).st_mtime
                except OSError:
                    continue
        return found

    def names(self, folder: Path) -> list[os.DirEntry[str]]:
        """What stands in a folder, in order, but for a Mac's own folder and hidden names (`._x.ipynb`, `.ipynb_checkpoints`)."""
        found = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not entry.name.startswith(".") and entry.name != _MAC:
                        found.append(entry)
                    if len(found) > _MOST_NAMES:
                        break
        except OSError as e:
            if is_out_of_reach(e):  # and not no folder, a loop of links, a path too long
                told = f"{shown(str(folder))} couldn't be looked into ({e.strerror}): who is in it isn't graded."
                self.told += [told] if told not in self.told else []
            return []
        return sorted(found, key=lambda entry: entry.name)

    def notebooks(self, folder: Path) -> list[str]:
        """The names, without `.ipynb`, of what is called a notebook in a folder, whatever it is."""
        return [entry.name.removesuffix(_SUFFIX) for entry in self.names(folder) if entry.name.endswith(_SUFFIX)]

    def folders(self, folder: Path) -> list[str]:
        """The folders in a folder, and links to such: reading refuses those."""
        return [entry.name for entry in self.names(folder) if not entry.name.endswith(_SUFFIX) and _leads_to_a_folder(entry)]

    def refused(self, file: Path) -> str:
        """Why a file that was named isn't graded, as the end of a sentence; "" if it may be."""
        if file.suffix.lower() != _SUFFIX:
            return f"is no notebook (*{_SUFFIX})."
        told = naming.meant(file.stem, self.course.names())
        if self.named in (None, file.parent.name) or told is None or naming.is_called(file.stem, self.named):
            return ""
        return f"isn't graded: it is called after another assignment, {told}, and not after {self.named}."

    def why_nothing(self, place: Path) -> str:
        """Why nothing in a place that was named is graded, as the end of a sentence."""
        if not any(self.notebooks(folder) for folder in (place, *(place / name for name in self.folders(place)))):
            return f"holds no notebook (*{_SUFFIX})."
        of = "an assignment" if self.named is None else self.named
        there = f"; there are: {self.there}" if self.named is None else ""
        return f"holds no notebook of {of}{there}. Name a folder with <student>/<assignment>/<notebook>.ipynb in it."


def _leads_to_a_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
