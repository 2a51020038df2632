"""The instructor's side of a course: its assignments, their notebooks, and who decides about each graded cell.

The notebooks in `source/` are the only place where points stand. docs/authoring.md says how they are written.
"""

import os
import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from autograder.handed_in import MADE_OF_SOURCE, OF_A_COURSE
from autograder.link.setup import Setup
from autograder.notebooks import check_file, datasets, defining, settings
from autograder.notebooks.cells import exercise_and_part, grade_id_of, is_graded, is_solution, points_of
from autograder.notebooks.format import NotebookNode, nbformat
from autograder.notebooks.settings import FILE, CourseError, Settings
from autograder.text.near import near

RIGHT_VERSIONS = "right_versions"
"""The folder among the checks with slow and plain versions of functions that other exercises stand on."""


@dataclass(frozen=True)
class Assignment:
    """A notebook of the folder `source/<name>/`; most assignments have one, which bears the assignment's name."""

    name: str
    folder: Path
    notebook_name: str
    settings: Settings

    @property
    def path(self) -> Path:
        return self.folder / f"{self.notebook_name}.ipynb"

    @cached_property
    def notebook(self) -> NotebookNode:
        """The instructor's notebook, solutions included: stays with the judge. Raises CourseError."""
        try:
            notebook: NotebookNode = nbformat.read(self.path, as_version=4)
        except FileNotFoundError as e:
            raise CourseError(f"{self.path} is missing: an assignment is a folder with a notebook in it.") from e
        except Exception as e:
            raise CourseError(f"{self.path} can't be read as a notebook: {_why_not(self.path, e)}") from e
        return notebook

    @cached_property
    def cells(self) -> dict[str, NotebookNode]:
        """The notebook's cells that have a grade_id, in order."""
        return {grade_id: cell for cell in self.notebook.cells if (grade_id := grade_id_of(cell))}

    @cached_property
    def questions(self) -> dict[str, str]:
        """The text above each answer that a person grades, by the answer's grade_id, without its blanks."""
        cells = self.notebook.cells
        pairs = [(grade_id_of(cell), cells[at - 1] if at else None) for at, cell in enumerate(cells)]
        is_one = {grade_id for grade_id, cell in self.graded.items() if is_solution(cell)}
        return {
            grade_id: defining.squeezed(above.source)
            for grade_id, above in pairs
            if grade_id in is_one and grade_id is not None and above is not None and above.cell_type == "markdown"
        }

    def look_up(self) -> None:
        """Read now what this keeps once it was read. Raises CourseError."""
        _ = self.notebook, self.cells, self.graded, self.questions

    @cached_property
    def graded(self) -> dict[str, NotebookNode]:
        """The cells that carry points."""
        return {grade_id: cell for grade_id, cell in self.cells.items() if is_graded(cell)}

    def decided(self) -> dict[str, NotebookNode]:
        """The graded cells whose score isn't given by hand: by hidden checks, or by the cell itself as it was written."""
        return {grade_id: cell for grade_id, cell in self.graded.items() if not is_solution(cell) and cell.cell_type == "code"}

    def by_hand(self) -> dict[str, float]:
        """The points of the graded cells that a person reads, by their grade_id."""
        decided = self.decided()
        return {grade_id: points_of(cell) for grade_id, cell in self.graded.items() if grade_id not in decided}

    def checked(self) -> dict[str, NotebookNode]:
        """The graded cells that hidden checks decide."""
        return {grade_id: cell for grade_id, cell in self.decided().items() if not self.is_as_written(grade_id)}

    def exercises(self) -> list[str]:
        """The exercises that hidden checks decide, in order."""
        return list(dict.fromkeys(exercise_and_part(grade_id)[0] for grade_id in self.checked()))

    def is_as_written(self, grade_id: str) -> bool:
        """Whether a graded cell is run in the worker as the instructor wrote it, and decides by what comes out."""
        exercise, _ = exercise_and_part(grade_id)
        return self.settings.checks is None or bool({grade_id, exercise, self.name} & set(self.settings.as_written))

    def stands_on(self, exercise: str) -> list[str]:
        """The other exercises of this notebook that an exercise may call, and those that these may call, in the notebook's order;
        its check file names the first kind.
        """
        found: set[str] = set()
        ahead = [exercise]
        while ahead:
            file = self.check_file(ahead.pop())
            below = check_file.read(file).stands_on or () if file is not None and file.exists() else ()
            ahead += [name for name in below if name not in found]
            found.update(below)
        return [name for name in self.exercises() if name in found - {exercise}]

    def right_version(self, exercise: str) -> str | None:
        """The text of `right_versions/EXERCISE.py` among the checks, which takes a wrong function's place; None without one."""
        if self.settings.checks is None:
            return None
        path = self.settings.checks / RIGHT_VERSIONS / f"{exercise}.py"
        return path.read_text(encoding="utf-8") if path.is_file() else None

    def check_file(self, exercise: str) -> Path | None:
        """Where the hidden checks of an exercise are, or should be; None in a course that has none."""
        return self.settings.checks / f"{exercise}.py" if self.settings.checks is not None else None


def _why_not(path: Path, e: Exception) -> str:
    """Why a file is no notebook: what nbformat says of one that isn't JSON would be all of its text."""
    try:
        is_empty = not path.read_bytes().strip()
    except OSError:
        return str(e)
    if is_empty:
        return "it is empty."
    return "it isn't whole, or something else than a notebook." if isinstance(e, nbformat.reader.NotJSONError) else str(e)


_HIDDEN = (
    *(*OF_A_COURSE[1:], "gradebook.db", "results.db"),
    *(FILE, "nbgrader_config.py", "nbgrader_config.json"),
)
"""What lies in a course's folder beside `source/` and the checks, and is nothing for student code."""


_IMPORT = re.compile(r"^[ \t]*(?:from\s++(\w++)[\w.]*+\s++import|import\s++([\w., ]++))", re.M)


def _modules(source: str) -> set[str]:
    """The first parts of the names of all modules that some code imports: `import numpy as np, networkx` has two."""
    found = set()
    for one, several in _IMPORT.findall(source):
        found |= {one} if one else {name.split()[0].partition(".")[0] for name in several.split(",") if name.split()}
    return found


@dataclass(frozen=True)
class Course:
    """A folder with `source/` in it, and its settings."""

    root: Path
    source: Path
    settings: Settings

    @classmethod
    def at(cls, root: Path, source: str = "source", must_have_source: bool = True) -> "Course":
        """The course in `root`. Raises CourseError if there is no `source/` in it, or its course.toml is wrong.

        nbgrader can grade by its gradebook alone: then the course needn't have its source.
        """
        folder = root / source
        if must_have_source and not folder.is_dir():
            raise CourseError(f"{folder} is missing: run this in the course folder, or name it with --course-dir.")
        if "[" in str(root.resolve()) or "::" in str(root.resolve()):
            raise CourseError(
                f"{root.resolve()} has `[` or `::` in its path, which pytest reads as its own: name the folder otherwise."
            )
        return cls(root.resolve(), folder.resolve(), settings.read(root.resolve()))

    def is_the_instructors(self, path: Path) -> bool:
        """Whether a notebook stands in `source/`, or in what is made of that, and so is nobody's hand-in."""
        place = Path(os.path.realpath(path))  # which resolve() isn't: it raises where links lead in a circle
        folders = [self.source, *(self.root / name for name in MADE_OF_SOURCE)]
        return any(place.is_relative_to(os.path.realpath(folder)) for folder in folders)

    def setup(self) -> Setup:
        """What a zygote for this course is told. Data that the course's code lays out is laid out, if it isn't there yet.

        Raises CourseError for data that can't be laid out.
        """
        said = self.settings
        imported = {name for assignment in self.names() for name in self.imported(assignment)}
        # The notebooks one by one too, and copies of them: data may lie beside one.
        hidden = [self.source, *self.source.rglob("*.ipynb"), *(self.root / name for name in _HIDDEN)]
        hidden += [path for path in (said.checks, said.variants) if path is not None]
        return Setup(
            imports=said.imports,
            packages=(*said.packages, *sorted(imported)),
            folder=str(self.source),
            code=str(said.checks or ""),
            helpers=str(said.helpers or ""),
            warm_up=str(said.warm_up or ""),
            data=tuple((found.to, str(datasets.ready(found, said.checks))) for found in said.data if found.to),
            hidden=tuple(str(path) for path in hidden),
            quiet=said.checks is not None,
        )

    def state(self) -> frozenset[tuple[str, int, int]]:
        """The files of notebooks and checks, by path, size and time: it changes when the instructor changes one."""
        folders = [self.source, *filter(None, [self.settings.checks])]
        found = [path for folder in folders for path in folder.rglob("*") if path.suffix != ".pyc" and path.is_file()]
        return frozenset((str(path), (state := path.stat()).st_size, state.st_mtime_ns) for path in found)

    def with_checks(self, checks: Path) -> "Course":
        """The same course with other hidden checks."""
        return replace(self, settings=replace(self.settings, checks=checks.resolve()))

    def names(self) -> list[str]:
        """The assignments, in order."""
        return sorted({path.parent.name for path in self.source.glob("*/*.ipynb")})

    def notebooks(self, name: str) -> list[str]:
        """The names of an assignment's notebooks: the one that bears its name first, the others in order."""
        return sorted((path.stem for path in (self.source / name).glob("*.ipynb")), key=lambda stem: (stem != name, stem))

    def imported(self, name: str) -> set[str]:
        """The modules that an assignment's notebooks and the files beside them import, by the first part of their names."""
        sources = [path.read_text(encoding="utf-8", errors="replace") for path in (self.source / name).rglob("*.py")]
        for notebook in self.notebooks(name):
            try:
                cells = self.assignment(name, notebook).notebook.cells
            except CourseError:
                continue  # said when it is graded
            sources += [str(cell.source) for cell in cells if cell.cell_type == "code"]
        return {module for source in sources for module in _modules(source)}

    def assignment(self, name: str, notebook: str | None = None) -> Assignment:
        """The notebook of the assignment `name`: its own, or the one that is named. Raises CourseError, which lists them."""
        if name not in self.names():
            there = ", ".join(self.names()) or "none"
            raise CourseError(f"{name} is no assignment of {self.root}{near(name, self.names())}; there are: {there}.")
        notebooks = self.notebooks(name)
        if notebook is not None and notebook not in notebooks:
            meant, there = near(notebook, notebooks), ", ".join(notebooks)
            raise CourseError(f"{name} has no notebook {notebook}.ipynb{meant}; there are: {there}.")
        return Assignment(name, self.source / name, notebook or notebooks[0], self.settings)
