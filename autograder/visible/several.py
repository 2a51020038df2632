"""Notebooks one after the other: what is wrong with one keeps none of the others from being checked.

What is known is written after each exercise, so that a run that is ended early, by hand or by a limit, leaves what it found.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.formats.sheet import Row, Sheet
from autograder.text.places import for_file_name
from autograder.visible import checking, file
from autograder.visible.cells import CannotCheck, NoExercise, NoKernel, Notebook
from autograder.visible.checking import Listener
from autograder.visible.going import Purse
from autograder.visible.printed import Printer
from autograder.visible.written import Written

_HANDED_IN = "submitted"


@dataclass(frozen=True)
class Fault:
    """Why a notebook can't be checked."""

    path: Path
    error: CannotCheck

    def sheet(self) -> Sheet:
        """One row, which says it."""
        row = Row(self.path.name, "error", 0, 0, str(self.error), line=self.error.line)
        return Sheet(self.path.stem, str(self.path), [row])


def check_all(
    paths: list[Path], seconds: float, pictures: Path | None, printer: Printer, written: Written, complain: Callable[[str], None]
) -> int:
    """Check the notebooks; returns the exit status. `complain` is told why one can't be checked."""
    found = [_read(path) for path in _named(paths)]
    paths = [one.path for one in found]
    is_any = any(isinstance(one, Notebook) for one in found)
    purse, folders = Purse.of(seconds), _folders(paths, pictures)
    sheets = [_begun(one, is_any) for one in found]
    written.write(sheets)
    status = 0
    for at, one in enumerate(found):
        if isinstance(one, Fault) and is_any and isinstance(one.error, NoExercise):
            printer.note(sheets[at].notes[0])
            continue
        if isinstance(one, Notebook):
            printer.say(f"{one.path} is run from its first cell on.")
            listener = _writing(printer.begin(one), one, at, sheets, written)
            try:
                sheets[at] = checking.check(one, purse, folders[at], listener)
            except NoKernel as e:
                written.write([Fault(path, e).sheet() if place >= at else sheets[place] for place, path in enumerate(paths)])
                raise
            except CannotCheck as e:
                one = Fault(one.path, e)
                sheets[at] = one.sheet()
            else:
                printer.end(sheets[at])
        if isinstance(one, Fault):
            complain(str(one.error))
        written.annotate(sheets[at])
        written.write(sheets)
        status = max(status, 2 if isinstance(one, Fault) else 0 if sheets[at].is_right else 1)
    return status


def refuse_what_was_handed_in(path: Path) -> None:
    """Raises CannotCheck for a notebook below a folder `submitted`: somebody else's code runs in a sandbox only."""
    if _HANDED_IN in path.resolve().parts:
        mend = "`autograder grade` runs it in a sandbox; this would run it with your rights."
        raise CannotCheck(f"{path} was handed in, as its folder `{_HANDED_IN}` says. {mend}")


def _named(paths: list[Path]) -> list[Path]:
    """The notebooks that are named, those in folders too, each once; a folder without any stays, and is a fault."""
    return list(dict.fromkeys(inner for path in paths for inner in file.notebooks_at(path) or [path]))


def _read(path: Path) -> Notebook | Fault:
    try:
        refuse_what_was_handed_in(path)
        return file.read(path)
    except CannotCheck as e:
        return Fault(path, e)


def _begun(one: Notebook | Fault, is_any: bool) -> Sheet:
    """What is known of a notebook before it is run."""
    if isinstance(one, Notebook):
        return checking.unfinished(one)
    if is_any and isinstance(one.error, NoExercise):
        return Sheet(one.path.stem, str(one.path), [], [f"{one.path} has no exercise, and was passed over."])
    return one.sheet()


def _writing(shown: Listener, notebook: Notebook, at: int, sheets: list[Sheet], written: Written) -> Listener:
    """A listener that has all that is known written, and shown."""
    rows: list[Row] = []
    notes: list[str] = []

    def write() -> None:
        sheets[at] = checking.unfinished(notebook, rows, notes)
        written.write(sheets)

    def row(new: Row) -> None:
        rows.append(new)
        shown.row(new)
        write()

    def note(new: str) -> None:
        notes.append(new)
        shown.note(new)
        write()

    return Listener(row, note, shown.slow)


def _folders(paths: list[Path], pictures: Path | None) -> list[Path | None]:
    """A folder for the pictures of each notebook, called after it: two exercises of one name may draw in two of them."""
    names = [path.stem for path in paths]
    called = [path.stem if names.count(path.stem) == 1 else "/".join(path.with_suffix("").parts) for path in paths]
    return [pictures / for_file_name(name) if pictures is not None else None for name in called]
