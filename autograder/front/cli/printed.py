"""A report as lines on a terminal, which nothing in it can break, forge or end."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import TextIO

from autograder.results.report import Report, given_right
from autograder.results.telling import said
from autograder.text.places import for_terminal, shortened

_LONGEST_LINE = 160


def lines_of(report: Report, encoding: str | None = "utf-8", passed: bool = False) -> Iterator[str]:
    """The lines for one report: who and how much, and below, further in, what isn't right yet, the best first. With `passed`,
    exercises that are right have a line too.
    """

    def text(found: object) -> str:
        return for_terminal(str(found), encoding)

    def several(start: str, indent: str, found: object) -> Iterator[str]:
        first, *others = for_terminal(str(found), encoding, lines=True).split("\n")
        yield start + first
        yield from (indent + "  " + line for line in others)

    unsafe = "" if report.sandbox else "  [NO SANDBOX]"
    yield f"{text(report.student)}  {text(report.assignment)}  {report.given.told}{unsafe}  seed {report.seed}"
    for note in report.notes:
        yield f"  note: {text(note)}"
    for why in report.given_failures.values():
        yield f"  for the instructor: {text(why)}"
    if report.refused:  # said once, and not at each exercise
        yield from several("  fail: ", "  ", report.refused) if report.refused not in report.notes else ()
        return
    for row in report.exercises():
        if row["status"] == "pass" and "carried" not in row and not passed:
            continue
        yield f"  {text(row['name'])}: {report.given_for(row['name']).short}"
        if "carried" in row:
            yield f"    {text(given_right(row['carried']))}"
        for number, one in enumerate(said(report.checks_of(row["name"]))):
            yield from several("    error: " if one.is_error else "    also: " if number else "    fail: ", "    ", one.line)
        for check in row["checks"]:
            if check.get("reason"):
                yield f"      for the instructor: {text(check['reason'])}"


def line_of(report: Report, encoding: str | None = "utf-8", width: int = 80) -> str:
    """One line of that `width` for one report: who, how much, and the first thing to mend."""
    rows = ((row["name"], row["first"]) for row in report.exercises() if "first" in row)
    first = report.refused or next((f"{name}: {first}" for name, first in rows), "")
    first = " ".join(first.split())
    unsafe = "[NO SANDBOX] " if not report.sandbox else ""
    text = f"{report.student}  {report.assignment}  {report.given.told}  {unsafe}{first}"
    return shortened(for_terminal(text.rstrip(), encoding), width)


class Printer:
    """Prints reports to a stream, all of each or a line; one that was closed, as by `| head`, ends the printing and nothing else.

    `failed` says why a stream took no more that nobody had closed, as on a full disk; "" if all went well.
    """

    def __init__(self, stream: TextIO | None = None, verbose: bool = True) -> None:
        self.stream: TextIO | None = stream if stream is not None else sys.stdout
        self._verbose = verbose
        self.failed = ""

    def show(self, report: Report, passed: bool = False) -> None:
        """Print the lines of one report, or its line. Raises nothing that comes from the stream or the report's text."""
        if self.stream is None:
            return
        encoding = self.stream.encoding
        self.lines(lines_of(report, encoding, passed) if self._verbose else [line_of(report, encoding, self._width())])

    def lines(self, lines: Iterable[str]) -> None:
        """Print some lines, and raise nothing that comes from the stream."""
        if self.stream is None:
            return
        try:
            self.stream.write("".join(for_terminal(line, self.stream.encoding) + "\n" for line in lines))
            self.stream.flush()
        except (OSError, ValueError) as e:
            if isinstance(e, OSError) and not isinstance(e, BrokenPipeError):
                self.failed = str(e.strerror)
            _silence(self.stream)
            self.stream = None

    def _width(self) -> int:
        """Of a terminal; a file takes lines of any length, of which nobody would want very long ones."""
        is_terminal = self.stream is not None and self.stream.isatty()
        return shutil.get_terminal_size().columns if is_terminal else _LONGEST_LINE


def _silence(stream: TextIO) -> None:
    """Let what is still in the stream's buffer go nowhere, since Python writes it at its end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass
