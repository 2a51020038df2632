"""A sheet as lines on a terminal, 80 columns wide or what it has, which nothing in it can break or forge."""

import os
import shutil
import sys
import textwrap
from typing import TextIO

from autograder.formats.sheet import Outcome, Row, Sheet
from autograder.text.places import for_terminal
from autograder.visible.cells import Notebook
from autograder.visible.checking import Listener

WIDTH = 80
_NARROWEST = 40
_LONGEST_NAME = 28
_SIGNS: dict[Outcome, str] = {"right": "✓", "wrong": "✗", "unwritten": "·", "unread": "?", "error": "!"}
_PLAIN_SIGNS: dict[Outcome, str] = {"right": "+", "wrong": "x", "unwritten": ".", "unread": "?", "error": "!"}
_COLOURS: dict[Outcome, str] = {"right": "32", "wrong": "31", "unwritten": "2", "unread": "36", "error": "33"}
MORE = "The hidden checks, when your work is graded, ask more than these visible ones."


class Printer:
    """Prints rows as they come. A stream that was closed, as by `| head`, ends the printing and nothing else."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # pythonw has none, nor has >&-
        self._encoding = getattr(self._stream, "encoding", None) or "utf-8"
        self._has_colours = self._stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self._signs = _SIGNS if _can_write("".join(_SIGNS.values()), self._encoding) else _PLAIN_SIGNS
        self._width = WIDTH
        if self._stream.isatty():
            self._width = max(_NARROWEST, min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns))
        self._name, self._points = 0, 0
        self._said_more = False

    def begin(self, notebook: Notebook) -> Listener:
        """Who prints the rows and notes of this notebook, in columns that are wide enough for all of them."""
        named = [len(self._text(exercise.name)) for exercise in notebook.exercises]
        most = [
            sum(notebook.cells[check].points for check in exercise.checks) + exercise.points_gone
            for exercise in notebook.exercises
        ]
        self._name = max((length for length in named if length <= _LONGEST_NAME), default=0)
        self._points = max(len(_points(points, points)) for points in most)
        return Listener(self.row, self.note, self.say)

    def row(self, row: Row) -> None:
        """A line for an exercise, and more where its sentence needs them."""
        points = _points(row.points, row.max_points)
        name = self._text(row.exercise)
        sign = self._coloured(self._signs[row.outcome], row.outcome)
        start = f" {name:{self._name}}  {points:>{self._points}}"
        indent = 1 + 1 + self._name + 2 + self._points + 2
        if len(name) > self._name or indent > self._width - _NARROWEST // 2:
            self._line(f"{sign}{start}")
            self._wrapped(row.sentence, "    ", "    ")
        else:
            first, *others = self._broken(row.sentence, indent)
            self._line(f"{sign}{start}  {first}".rstrip())
            for line in others:
                self._line(" " * indent + line)

    def note(self, sentence: str) -> None:
        self._wrapped(sentence, "! ", "  ")

    def say(self, sentence: str) -> None:
        """A sentence about the run itself."""
        self._wrapped(sentence, "", "")

    def whole(self, line: str) -> None:
        """A line for a program, in one piece."""
        self._line(self._text(line))

    def end(self, sheet: Sheet) -> None:
        """The last line: how much of how much, and what to do next."""
        if not self._said_more:
            self._said_more = True
            self.say(MORE)
        following = sheet.next
        ahead = f"next: `{following.exercise}`" if following is not None else "all of them are met"
        self.say(f"{sheet.points:g} of {sheet.max_points:g} points of the visible checks; {ahead}")

    def _wrapped(self, sentence: str, first: str, others: str) -> None:
        lines = self._broken(sentence, len(others))
        for number, line in enumerate(lines):
            self._line((others if number else first) + line)

    def _broken(self, sentence: str, indent: int) -> list[str]:
        return textwrap.wrap(self._text(sentence), self._width - indent, break_on_hyphens=False) or [""]

    def _text(self, text: str) -> str:
        return for_terminal(text, self._encoding)

    def _coloured(self, text: str, outcome: Outcome) -> str:
        return f"\x1b[{_COLOURS[outcome]}m{text}\x1b[0m" if self._has_colours else text

    def _line(self, text: str) -> None:
        try:
            print(text, file=self._stream, flush=True)
        except OSError as e:
            if not isinstance(e, BrokenPipeError):
                print(f"check: what is found can't be printed here ({e.strerror}).", file=sys.stderr)
            self._stream = open(os.devnull, "w")  # noqa: SIM115  # for as long as the process lives
            if sys.stdout is not None:
                os.dup2(self._stream.fileno(), sys.stdout.fileno())  # Python writes what is left in it at its end


def _points(points: float, most: float) -> str:
    return f"{points:g}/{most:g}" if most else ""


def _can_write(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (LookupError, UnicodeError):
        return False
    return True
