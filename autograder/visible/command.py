"""The command: `autograder check NOTEBOOK…`, and `python check.pyz NOTEBOOK…` in a student's repository.

Exit status: 0 when every visible check is met, 1 when one isn't, 2 for wrong usage, 130 after Ctrl-C.
"""

import argparse
import math
import signal
import sys
from pathlib import Path

from autograder.text.places import for_terminal
from autograder.visible.cells import LONGEST, CannotCheck

SAYS = "run the visible checks of a notebook, and say what is right and what is next"
_HANDED_IN = "submitted"
_EXPLAINS = (
    "Run a notebook from its first cell to its last, in a new kernel of this Python, and say of each exercise whether its "
    "visible checks are met. The notebook's file stays as it is. It is for notebooks of your own: their code runs with your "
    "rights."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give `parser` what the command takes."""
    parser.description = _EXPLAINS
    parser.add_argument("notebooks", nargs="+", type=Path, metavar="NOTEBOOK", help="a notebook (*.ipynb) with exercises")
    parser.add_argument("--watch", action="store_true", help="go on: check it again whenever it is saved, until Ctrl-C")
    parser.add_argument("--seconds", type=_seconds, default=LONGEST, help=f"stop a cell after so many (default: {LONGEST:g})")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="run the cells that draw too, and save their pictures there")
    parser.add_argument(
        "--github", action="store_true", help="in a workflow: a summary, annotations, points for Classroom's actions"
    )
    parser.add_argument("--classroom50", type=Path, metavar="FILE", help="write Classroom 50's result.json")
    parser.add_argument("--junit", type=Path, metavar="FILE", help="write JUnit's XML")


def main(argv: list[str] | None = None) -> int:
    """Run the command line `argv`; returns the exit status."""
    parser = argparse.ArgumentParser(prog=Path(sys.argv[0]).name)
    add_options(parser)
    return run(parser.parse_args(argv))


def run(arguments: argparse.Namespace) -> int:
    """Check the notebooks, and print what came of them."""
    try:
        return _watched(arguments) if arguments.watch else _checked(arguments)
    except CannotCheck as e:
        print(for_terminal(f"check: {e}", sys.stderr.encoding), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("check: stopped.", file=sys.stderr)
        return 128 + signal.SIGINT


def _checked(arguments: argparse.Namespace) -> int:
    from autograder.visible import checking, file, written
    from autograder.visible.printed import Printer

    printer = Printer()
    _refuse_what_was_handed_in(arguments.notebooks)
    notebooks = [file.read(path) for path in arguments.notebooks]  # whatever is wrong with a name is said at once
    sheets = []
    for notebook in notebooks:
        printer.say(f"{notebook.path} is run from its first cell on.")
        listener = printer.begin(notebook)
        sheets.append(checking.check(notebook.path, arguments.seconds, arguments.pictures, listener))
        printer.end(sheets[-1])
    if arguments.github:
        written.for_github(sheets)
    if arguments.classroom50 is not None:
        written.for_classroom50(sheets, arguments.classroom50)
    if arguments.junit is not None:
        written.as_junit(sheets, arguments.junit)
    return 0 if all(sheet.is_right for sheet in sheets) else 1


def _watched(arguments: argparse.Namespace) -> int:
    from autograder.visible import checking, file
    from autograder.visible.printed import Printer
    from autograder.visible.watching import Watch

    if len(arguments.notebooks) > 1 or arguments.pictures is not None:
        raise CannotCheck("--watch takes one notebook, and draws nothing: leave out the others, and --pictures.")
    if arguments.github or arguments.classroom50 is not None or arguments.junit is not None:
        raise CannotCheck("--watch writes nothing: leave out --github, --classroom50 and --junit.")
    _refuse_what_was_handed_in(arguments.notebooks)
    (path,) = arguments.notebooks
    file.read(path)
    printer = Printer()
    printer.say(f"Watching {path}: save it, and it is checked again. Ctrl-C ends this.")
    checking.run(Watch(path, arguments.seconds, printer).go_on())
    return 0


def _refuse_what_was_handed_in(paths: list[Path]) -> None:
    """Raises CannotCheck for a notebook below a folder `submitted`: somebody else's code runs in a sandbox only."""
    for path in paths:
        if _HANDED_IN in path.resolve().parts:
            mend = "`autograder grade` runs it in a sandbox; this would run it with your rights."
            raise CannotCheck(f"{path} was handed in, as its folder `{_HANDED_IN}` says. {mend}")


def _seconds(text: str) -> float:
    found = float(text)
    if not 0 < found < math.inf:
        raise ValueError
    return found


_seconds.__name__ = "number of seconds"  # argparse names it where the value is none
