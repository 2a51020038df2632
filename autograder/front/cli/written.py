"""The files that a command was asked to write about a class."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.formats import junit, table
from autograder.formats.table import Due
from autograder.results import json_file, rows
from autograder.results.report import Report
from autograder.text.listing import listed

STDOUT = Path("/dev/stdout")


def to_file(text: str) -> Path:
    """A file to be written, for argparse: "-" is the standard output."""
    return STDOUT if text == "-" else Path(text)


@dataclass(frozen=True)
class Files:
    """Where each kind of file goes; None for one that isn't asked for. As text: the files that are, in a list."""

    json: Path | None = None
    csv: Path | None = None
    junit: Path | None = None
    due: tuple[Due, ...] = ()
    """Who has a row in the table, where that is known."""

    def __str__(self) -> str:
        return listed([str(path) for path in self.paths()])

    def cant_be_written(self) -> str:
        """A sentence about the first that can't be written, as far as that can be told beforehand; "" if all can."""
        if len(self.paths()) > 1 and self.take_stdout:
            return "The standard output takes one file alone: name other places for the others."
        for path in self.paths():
            if (why := json_file.cant_be_written(path)) is not None:
                return f"{path} {why}."
        return ""

    def write(self, reports: Sequence[Report]) -> bool:
        """Write them; whether that went well, else it is said."""
        sheets = [(report.student, rows.sheet(report)) for report in reports]
        texts = (
            (self.json, lambda: json_file.text(reports)),
            (self.csv, lambda: table.text(sheets, self.due)),
            (self.junit, lambda: junit.xml((f"{student}: {sheet.assignment}", sheet) for student, sheet in sheets)),
        )
        is_well = True
        for path, text in texts:
            if path is None:
                continue
            try:
                json_file.write_text(path, text())
            except OSError as e:
                told = f"{path} couldn't be written ({e.strerror}); what is printed here is all there is."
                print(f"autograder: {told}", file=sys.stderr)
                is_well = False
        return is_well

    def unfinished(self) -> "Files":
        """Where reports of a part of what was wanted go: beside a file that is there already, which may hold all of them."""

        def beside(path: Path | None) -> Path | None:
            if path is None or not path.exists() or json_file.is_open_or_no_file(path):
                return path
            return path.with_stem(f"{path.stem}.unfinished")

        return replace(self, json=beside(self.json), csv=beside(self.csv), junit=beside(self.junit))

    @property
    def take_stdout(self) -> bool:
        """Whether one of them goes to the standard output, where nothing else may be then."""
        return STDOUT in self.paths()

    def paths(self) -> list[Path]:
        """Those that are asked for."""
        return [path for path in (self.json, self.csv, self.junit) if path is not None]
