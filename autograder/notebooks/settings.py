"""What a course says about itself, in `course.toml` beside its `source/`: read, checked, with defaults for everything.

docs/course-file.md lists the keys. A course without the file is a plain nbgrader course, whose cells are run as written.
"""

import difflib
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from autograder.sandbox.limits import Limits

FILE = "course.toml"
USUAL_PACKAGES = (
    *("numpy", "scipy", "pandas", "matplotlib", "seaborn", "sympy", "scikit-learn", "statsmodels", "networkx"),
    *("pillow", "tqdm", "requests", "beautifulsoup4", "lxml", "ipywidgets", "nltk", "plotly", "bokeh", "altair"),
)
"""What student code may import, if it is installed, in a course that names no packages."""


class CourseError(Exception):
    """The course folder isn't one, or something in it is missing or broken; the text says where, and what to do."""


@dataclass(frozen=True)
class Seconds:
    """How long student code may take: `cell` and `call` are processor time, `idle` is time without any, and `submission` is
    both together, for all of a notebook. `checks` is the processor time that the checks themselves may take for one.
    """

    cell: float = 30.0
    call: float = 10.0
    idle: float = 15.0
    submission: float = 120.0
    checks: float = 120.0


@dataclass(frozen=True)
class Words:
    """A course's wording: how its stubs begin, and how the names of its questions do.

    `errors` are pairs of a pattern and a sentence for errors that its students often meet.
    """

    stub: str = "Write your code here"
    question: str = "q_"
    errors: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class DataSet:
    """Data that workers see at the path `to` of their folder: `source`, a file or folder, or what `code` lays out.

    `code` is a Python file with `folder() -> Path` and `install(folder, progress) -> bool`. Without `to` it is laid out
    by `autograder data NAME` only.
    """

    name: str
    source: Path | None = None
    code: Path | None = None
    to: str = ""
    says: str = ""


@dataclass(frozen=True)
class Settings:
    """A course's settings. Paths are absolute."""

    name: str
    checks: Path | None = None
    """The folder of the hidden checks, and of the course's own Python files."""
    variants: Path | None = None
    """The folder with `right/` and `wrong/` solutions."""
    as_written: tuple[str, ...] = ()
    """Exercises whose checks are the cells of the notebook, run in the worker as the instructor wrote them."""
    arrays_as_tensors: bool = False
    """Whether checks get arrays of numpy's as tensors with the same numbers."""
    carried_forward: bool = True
    """Whether an exercise that fails is asked again with right versions of the functions that it stands on and that failed."""
    imports: tuple[str, ...] = ()
    packages: tuple[str, ...] = USUAL_PACKAGES
    helpers: Path | None = None
    warm_up: Path | None = None
    data: tuple[DataSet, ...] = ()
    limits: Limits = field(default_factory=Limits)
    seconds: Seconds = field(default_factory=Seconds)
    words: Words = field(default_factory=Words)

    @property
    def modules(self) -> frozenset[str]:
        """The imports by the first parts of their names."""
        return frozenset(name.partition(".")[0] for name in self.imports)


_TOP = (
    "name",
    "checks",
    "variants",
    "as_written",
    "arrays_as_tensors",
    "carried_forward",
    "worker",
    "data",
    "limits",
    "seconds",
    "words",
)
_WORKER = ("imports", "packages", "helpers", "warm_up")
_DATA = ("name", "from", "code", "to", "says")
_WORDS = ("stub", "question", "errors")


def read(root: Path) -> Settings:
    """The settings of the course in `root`. Raises CourseError for a file that can't be read or names what isn't there."""
    path = root / FILE
    if not path.exists():
        checks = root / "checks"
        return Settings(root.name, checks=checks if checks.is_dir() else None)
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as e:
        raise CourseError(f"{path} can't be read ({e}).") from e
    except tomllib.TOMLDecodeError as e:
        raise CourseError(f"{path} isn't TOML: {e}. Mend that line.") from e
    return _Reader(root, path).settings(found)


class _Reader:
    """Turns the parts of one file into settings; its errors name the file and the key."""

    def __init__(self, root: Path, path: Path) -> None:
        self.root, self.path = root, path

    def settings(self, found: dict[str, Any]) -> Settings:
        self._known(found, _TOP, "")
        worker = self._table(found, "worker", _WORKER)
        words = self._table(found, "words", _WORDS)
        default_checks = "checks" if (self.root / "checks").is_dir() else None
        variants = self._path(found, "variants", "", folder=True)
        data = tuple(self._data_set(row) for row in self._rows(found, "data"))
        self._apart(data)
        return Settings(
            name=self._text(found, "name", "", self.root.name),
            checks=self._path(found, "checks", "", default_checks, folder=True),
            variants=variants or (self.root / "tests" if (self.root / "tests").is_dir() else None),
            as_written=self._texts(found, "as_written", ""),
            arrays_as_tensors=self._flag(found, "arrays_as_tensors", False),
            carried_forward=self._flag(found, "carried_forward", True),
            imports=self._texts(worker, "imports", "worker"),
            packages=self._texts(worker, "packages", "worker", USUAL_PACKAGES),
            helpers=self._path(worker, "helpers", "worker"),
            warm_up=self._path(worker, "warm_up", "worker"),
            data=data,
            limits=Limits(**self._numbers(found, "limits", Limits, whole=True)),
            seconds=Seconds(**self._numbers(found, "seconds", Seconds, whole=False)),
            words=Words(
                self._text(words, "stub", "words", Words.stub),
                self._text(words, "question", "words", Words.question),
                tuple(self._error(row) for row in self._rows(words, "errors", "words")),
            ),
        )

    def _data_set(self, row: Any) -> DataSet:
        if not isinstance(row, dict):
            raise self._wrong("data", "is a list of tables: [[data]]")
        self._known(row, _DATA, "data")
        source, code = self._path(row, "from", "data", or_folder=True), self._path(row, "code", "data")
        if (source is None) == (code is None):
            raise self._wrong("data", "needs one of `from` (a file or folder) and `code` (a Python file that lays it out)")
        to = self._text(row, "to", "data", "" if source is None else source.name)
        if Path(to).is_absolute() or ".." in Path(to).parts:
            raise self._wrong("data.to", f"is a path in the notebook's folder, and {to!r} leads out of it")
        name = self._text(row, "name", "data", source.stem if source is not None else "")
        return DataSet(name, source, code, to, self._text(row, "says", "data", ""))

    def _apart(self, data: tuple[DataSet, ...]) -> None:
        """No two data sets at one place: the one below would be put into the course's own folder, by the link of the other."""
        places = [Path(found.to) for found in data if found.to]
        for i, place in enumerate(places):
            for other in places[:i]:
                if place.is_relative_to(other) or other.is_relative_to(place):
                    raise self._wrong("data.to", f"puts {place.as_posix()!r} and {other.as_posix()!r} into one another")

    def _error(self, row: Any) -> tuple[str, str]:
        if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in ("pattern", "says")):
            raise self._wrong("words.errors", "holds tables of `pattern` and `says`")
        return row["pattern"], row["says"]

    def _wrong(self, key: str, why: str) -> CourseError:
        return CourseError(f"{self.path}: `{key}` {why}.")

    def _known(self, table: dict[str, Any], keys: tuple[str, ...], within: str) -> None:
        for key in table:
            if key not in keys:
                near = difflib.get_close_matches(key, keys, 1)
                meant = f"did you mean `{near[0]}`?" if near else f"There are: {', '.join(keys)}."
                raise CourseError(f"{self.path}: there is no key `{f'{within}.{key}' if within else key}`; {meant}")

    def _table(self, found: dict[str, Any], key: str, keys: tuple[str, ...]) -> dict[str, Any]:
        table = found.get(key, {})
        if not isinstance(table, dict):
            raise self._wrong(key, f"is a table: [{key}]")
        self._known(table, keys, key)
        return table

    def _rows(self, table: dict[str, Any], key: str, within: str = "") -> list[Any]:
        rows = table.get(key, [])
        if not isinstance(rows, list):
            raise self._wrong(f"{within}.{key}" if within else key, "is a list of tables")
        return rows

    def _text(self, table: dict[str, Any], key: str, within: str, default: str) -> str:
        value = table.get(key, default)
        if not isinstance(value, str):
            raise self._wrong(f"{within}.{key}" if within else key, "is text, in quotes")
        return value

    def _flag(self, table: dict[str, Any], key: str, default: bool) -> bool:
        value = table.get(key, default)
        if not isinstance(value, bool):
            raise self._wrong(key, "is true or false")
        return value

    def _texts(self, table: dict[str, Any], key: str, within: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        value = table.get(key, list(default))
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._wrong(f"{within}.{key}" if within else key, 'is a list of text: ["one", "two"]')
        return tuple(value)

    def _numbers(self, found: dict[str, Any], key: str, kind: Any, whole: bool) -> dict[str, Any]:
        names = tuple(part.name for part in fields(kind))
        table = self._table(found, key, names)
        for name, value in table.items():
            if isinstance(value, bool) or not isinstance(value, int if whole else int | float) or value <= 0:
                raise self._wrong(f"{key}.{name}", f"is a {'whole ' if whole else ''}number above 0")
        return table

    def _path(
        self,
        table: dict[str, Any],
        key: str,
        within: str,
        default: str | None = None,
        folder: bool = False,
        or_folder: bool = False,
    ) -> Path | None:
        name = table.get(key, default)
        where = f"{within}.{key}" if within else key
        if name is None:
            return None
        if not isinstance(name, str):
            raise self._wrong(where, "is a path, in quotes")
        path = (self.root / Path(name).expanduser()).resolve()
        there = path.is_dir() if folder else path.exists() if or_folder else path.is_file()
        if not there:
            raise self._wrong(where, f"names the {'folder' if folder else 'file'} {name}, which isn't in {self.root}")
        return path
