"""The cells of a student's notebook as the judge has them, so that a line can be quoted to the student who wrote it.

A worker says where something went wrong by numbers alone: what is quoted always comes from here. The text is looked at by its
indents and never parsed, since much of what is to be quoted is no Python.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from keyword import iskeyword

from autograder.checking.reading import Reading, reading_of
from autograder.notebooks import defining
from autograder.text.listing import listed
from autograder.text.places import shortened, visible
from autograder.workers.answer import Error

_LONGEST_QUOTE = 120
_MOST_LOOKED_AT = 20_000
_MOST_NAMES = 500
_MOST_LISTED = 3
_OVERWRITING = ("TypeError", "AttributeError")
"""What a name that was overwritten raises: it can't be called, or has no such attribute."""
SYNTAX = ("SyntaxError", "IndentationError", "TabError")
"""The errors of a cell that Python can't read, so that nothing in it runs."""
_HEADER = re.compile(r"^[ \t]*+(?:async[ \t]++)?+(def|class)[ \t]++(\w++)")


@dataclass(frozen=True)
class Near:
    """A name of a function's own that is spelt almost like one that isn't there."""

    name: str
    is_argument: bool


@dataclass(frozen=True)
class Outside:
    """A sentence about a name of the notebook that a function reads. `is_sure`: an argument is never used in its place."""

    sentence: str
    is_sure: bool


@dataclass
class Written:
    """The cells that ran so far. `released` is the text of each exercise's cell as students get it, in the notebook's order."""

    released: Mapping[str, str] = field(default_factory=dict)
    sources: dict[int, str] = field(default_factory=dict)
    cell_of: dict[str, int] = field(default_factory=dict)
    failures: dict[int, Error] = field(default_factory=dict)
    visible_cells: Mapping[int, str] = field(default_factory=dict)
    """The text of each code cell of the notebook that students see, by its number: those too that haven't run yet."""
    exercise_cells: Mapping[int, str] = field(default_factory=dict)
    """Whose exercise's cell that is, if it is one."""
    overwritten: dict[str, int] = field(default_factory=dict)
    """Python's names and given ones that a student's cell gave to something else: in which cell."""
    met: dict[str, int] = field(default_factory=dict)
    """Those of them that stand in lines which raised."""

    def begins(self, number: int, source: str, grade_id: str | None) -> None:
        """Note a cell that is about to run."""
        self.sources[number] = source
        if grade_id in self.released:
            self.cell_of[str(grade_id)] = number

    def failed(self, number: int, error: Error) -> None:
        """Note that a cell ended in an error."""
        self.failures[number] = error

    def quoted(self, cell: int | None, line: int | None) -> str:
        """A line of a cell in backticks; "" for one that isn't there."""
        lines = self._lines(cell)
        if line is None or not 1 <= line <= len(lines) or not lines[line - 1].strip():
            return ""
        return _in_quotes(lines[line - 1])

    def place(self, cell: int | None, line: int | None, exercise: str) -> str:
        """Where a line stands, for somebody who looks for it in the notebook, and the line; "" if that isn't known."""
        if cell not in self.sources or line is None:
            return ""
        owner = next((name for name, number in self.cell_of.items() if number == cell), None)
        where = f"code cell {cell}" if owner is None else "its cell" if owner == exercise else f"the cell of `{owner}`"
        quoted = self.quoted(cell, line)
        if quoted.endswith(":`"):
            quoted = f"{quoted[:-2]}`"  # a colon follows in the sentence
        return f"in line {line} of {where}{f', {quoted}' if quoted else ''}"

    def overwritten_in(self, kind: str, cell: int | None, line: int | None) -> dict[str, int]:
        """The overwritten names in a line that raised an error of this kind, which may be why: each with its cell."""
        found = self.overwritten_for(kind)
        if not found or not self.quoted(cell, line):
            return {}
        text = self._lines(cell)[(line or 1) - 1][:_MOST_LOOKED_AT]
        names = dict.fromkeys(re.findall(r"(?<![.\w])[^\W\d]\w*+", text))
        return {name: found[name] for name in names if name in found}

    def overwritten_for(self, kind: str) -> dict[str, int]:
        """The overwritten names, if an error of this kind can come of one."""
        is_meant = kind in _OVERWRITING
        return {name: cell for name, cell in self.overwritten.items() if is_meant and name not in self.released}

    def take_met(self) -> dict[str, int]:
        """The overwritten names that code met. From now on, until a cell runs, they aren't overwritten."""
        met, self.met = self.met, {}
        for name in met:
            self.overwritten.pop(name, None)
        return met

    def headers(self, cell: int | None, line: int | None) -> list[tuple[str, str]]:
        """What a line of a cell stands in, the innermost first: ("def", "step"), ("class", "BasicOptim")."""
        lines = self._lines(cell)[: line or 0]
        found: list[tuple[str, str]] = []
        least = None
        for text in reversed(lines):
            if not text.strip() or text.lstrip().startswith("#"):
                continue
            indent = len(text) - len(text.lstrip())
            if least is None or indent < least:
                if least is not None and (header := _HEADER.match(text)):
                    found.append((header[1], header[2]))
                least = indent
        return found

    def is_in_method(self, cell: int | None, line: int | None) -> bool:
        """Whether a line stands in a method of a class, where `self` is the object."""
        return [kind for kind, _ in self.headers(cell, line)][:2] == ["def", "class"]

    def is_called(self, name: str, cell: int | None, line: int | None) -> bool:
        """Whether a line of a cell calls what is called `name`, and not a method of that name."""
        text = self._lines(cell)[(line or 1) - 1 : line or 1]
        return any(re.search(rf"(?<![.\w]){re.escape(name)}[ \t]*+\(", one[:_MOST_LOOKED_AT]) for one in text)

    def is_compared(self, name: str, cell: int | None, line: int | None) -> bool:
        """Whether a line of a cell only compares what is called `name`, with two signs where one gives it a value."""
        text = self._lines(cell)[(line or 1) - 1 : line or 1]
        return any(re.match(rf"{re.escape(name)}[ \t]*+==", one[:_MOST_LOOKED_AT]) for one in text)

    def defined(self, cell: int | None) -> list[str]:
        """The names of the functions and classes that a cell defines, as it is written."""
        return [header[2] for text in self._lines(cell)[:_MOST_NAMES] if (header := _HEADER.match(text))]

    def reading(self, exercise: str) -> Reading | None:
        """What the student's function of this name reads, if its cell defines one."""
        return reading_of(self.sources.get(self.cell_of.get(exercise, 0), ""), exercise)

    def reading_in(self, function: str, cell: int | None) -> Reading | None:
        """What the function of this name reads that a cell defines, if it defines one."""
        return reading_of(self.sources.get(cell or 0, ""), function) if function else None

    def from_outside(self, exercise: str, is_named: bool) -> Outside | None:
        """What is said to who reads a name of the notebook where an argument was meant; None if none is read.

        Where each argument is used, the name may be meant: then nothing is said if the mistake has a name already (`is_named`).
        """
        reading = self.reading(exercise)
        names = reading.from_outside(self._values())[:_MOST_LISTED] if reading is not None else []
        if reading is None or not names or (is_named and not reading.unused):
            return None
        kind = "are names" if len(names) > 1 else "is a name"
        if not reading.unused:
            arguments = in_backticks(reading.arguments[:_MOST_LISTED])
            asks = f"`{exercise}` reads {in_backticks(names)}, which {kind} of the notebook and no argument"
            meant = f": is it one of the arguments that is meant, such as {arguments}?" if arguments else "."
            return Outside(f"{asks}{meant}", is_sure=False)
        unused = reading.unused[:_MOST_LISTED]
        never = f"never its argument{'s' * (len(unused) > 1)} {in_backticks(unused)}"
        said = f"`{exercise}` reads {in_backticks(names)}, which {kind} of the notebook, and {never}: use what is passed in."
        return Outside(said, is_sure=True)

    def _values(self) -> set[str]:
        """The names to which the notebook's cells so far give a value that is no function or class of theirs: those too that
        only draw, and are run where a name of theirs is missed.
        """
        above = {number: text for number, text in self.visible_cells.items() if number < max(self.sources, default=0)}
        texts = [source[:_MOST_LOOKED_AT] for source in (above | self.sources).values()]
        made = {name for text in texts for name in defining.functions_in(text) | defining.imported_in(text)}
        return {name for text in texts for name in defining.assigned_in(text)} - made

    def near(self, name: str, cell: int | None) -> str | None:
        """A name in a cell that is nearly `name`: what was meant, if it is misspelt. An attribute (`plt.plot`) is no name."""
        words = dict.fromkeys(re.findall(r"(?<![.\w])[^\W\d]\w*+", self.sources.get(cell or 0, "")[:_MOST_LOOKED_AT]))
        close = difflib.get_close_matches(
            name, [word for word in words if word != name and not iskeyword(word)][:_MOST_NAMES], 1, 0.75
        )
        return close[0] if close else None

    def near_in(self, function: str, name: str, cell: int | None) -> Near | None:
        """The one of a function's arguments and own names that is nearly `name`; capitals make no difference."""
        reading = self.reading_in(function, cell)
        if reading is None:
            return None
        known = {one.casefold(): one for one in [*sorted(reading.own), *reading.arguments] if one != name}
        close = difflib.get_close_matches(name.casefold(), list(known)[:_MOST_NAMES], 1, 0.75)
        return Near(known[close[0]], known[close[0]] in reading.arguments) if close else None

    def made_elsewhere(self, name: str, cell: int | None, line: int | None, is_function: bool) -> str:
        """Where the notebook gives `name` something too late for a line of a cell, and what to do; "" if it doesn't.

        `is_function`: whether only functions, classes and imports are looked for, and no plain values.
        """
        kinds = ("function", "import") if is_function else ("value",)
        own = self._after(cell, line) if line is not None else ""
        if cell in self.visible_cells and defining.gives(own, name) in kinds:
            return f"`{name}` is defined further down in the same cell: move it above the line that needs it."
        given = {
            number: text[:_MOST_LOOKED_AT]
            for number, text in self.visible_cells.items()
            if number != cell and defining.gives(text[:_MOST_LOOKED_AT], name) in kinds
        }
        for number in given:
            error = self.failures.get(number)
            if error is not None and defining.gives(self._after(number, _reached(error)), name) in kinds:
                return f"`{name}` is defined in {self.cell_called(number)}, {_why_not_all(error)}: mend that cell first."
        last = max(self.sources, default=0)
        if (below := next((number for number in given if number > last), None)) is not None:
            return f"`{name}` is defined further down, in {self.cell_called(below)}: move it above the cell that needs it."
        return ""

    def never_ran(self, name: str, cell: int, line: int | None) -> str:
        """What would have given `name` something below a line of a cell, in backticks: how it begins; "" if nothing would."""
        below = self._after(cell, line or 0)
        kind = defining.gives(below, name)
        if kind == "function":
            word = next((header[1] for text in below.split("\n") if (header := _HEADER.match(text)) and header[2] == name), "def")
            return f"`{word} {name}`"
        return f"`{name} = …`" if kind == "value" else ""

    def _after(self, cell: int | None, line: int) -> str:
        """The lines of a cell below one of them."""
        return "\n".join(self._lines(cell)[line:])[:_MOST_LOOKED_AT]

    def cell_called(self, number: int) -> str:
        """A cell as somebody finds it who looks for it in the notebook, where nothing shows its number."""
        if owner := self.exercise_cells.get(number):
            return f"the cell of `{owner}`"
        first = next((text for text in self.visible_cells.get(number, "").split("\n") if text.strip()), "")
        return f"the cell that begins with {_in_quotes(first)}" if first else f"code cell {number}"

    def first_line(self, exercise: str, function: str) -> str:
        """How the released cell of an exercise begins `function`, or itself, in backticks; "" if it says nothing of it."""
        lines = self.released.get(exercise, "").split("\n")
        return _header_of(lines, function) or ("" if function.startswith("__") else _header_of(lines, exercise))

    def own_line(self, exercise: str, function: str) -> str:
        """The same of the cell as the student wrote it."""
        return _header_of(self._lines(self.cell_of.get(exercise)), function)

    def _lines(self, cell: int | None) -> list[str]:
        return self.sources.get(cell, "").split("\n") if cell is not None else []


def _in_quotes(line: str) -> str:
    """A line of a student's as it stands in a sentence."""
    found = shortened(visible(line.strip()[: 2 * _LONGEST_QUOTE], "\t"), _LONGEST_QUOTE)
    return f"`{found}`" if "`" not in found else f"“{found}”"


def _reached(error: Error) -> int:
    """The line up to which a cell ran that ended in an error; 0 where none of it did, or nobody knows."""
    return 0 if error["type"] in SYNTAX else error["line"] or 0


def _why_not_all(error: Error) -> str:
    """A clause about a cell that ended in an error above what it defines."""
    if error["type"] in SYNTAX:
        return "which Python can't read"
    return f"which stopped above it, in line {error['line']}" if error["line"] else "which was stopped"


def in_backticks(names: list[str]) -> str:
    """Names in backticks, as a sentence lists them."""
    return listed([f"`{shortened(visible(name), _LONGEST_QUOTE)}`" for name in names])


def is_overwritten(name: str, cell: int) -> str:
    """Begins each sentence about a name that a cell gave to something else."""
    return f"`{name}` is overwritten in code cell {cell}"


def told_of(names: Mapping[str, int]) -> str:
    """What to do about names that are overwritten, each with its cell; "" if there is none."""
    return " ".join(f"{is_overwritten(name, cell)}: give the value there another name." for name, cell in names.items())


def arguments_of(header: str, function: str) -> list[str]:
    """The arguments in the first line of a function, which stands in backticks."""
    found = reading_of(f"{header.strip('`')} pass\n", function)
    return found.arguments if found is not None else []


def _header_of(lines: list[str], name: str) -> str:
    for at, text in enumerate(lines):
        header = _HEADER.match(text)
        if header is None or header[2] != name:
            continue
        whole = " ".join(line.strip() for line in lines[at : at + 6])
        end = re.search(r"\)(?: -> [^:)]*+)?+:", whole)
        shown = whole[: end.end()] if end is not None and header[1] == "def" else text.strip()
        return f"`{shortened(visible(shown), 2 * _LONGEST_QUOTE)}`"
    return ""
