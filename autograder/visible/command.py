"""The command: `autograder check NOTEBOOK…`, and `python check.pyz NOTEBOOK…` in a student's repository.

Exit status: 0 when every visible check is met, 1 when one isn't, 2 for wrong usage and where a notebook can't be checked,
130 after Ctrl-C, 143 after SIGTERM.
"""

import argparse
import math
import signal
import sys
from pathlib import Path

from autograder.text.places import for_terminal
from autograder.visible.cells import LONGEST, CannotCheck

SAYS = "run the visible checks of a notebook, and say what is right and what is next"
_EXPLAINS = (
    "Run a notebook from its first cell to its last, in a new kernel of this Python, and say of each exercise whether its "
    "visible checks are met. The notebook's file stays as it is. It is for notebooks of your own: their code runs with your "
    "rights. Exit status: 0 when every visible check is met, 1 when one isn't, 2 for wrong usage and where a notebook can't be "
    "checked."
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give `parser` what the command takes."""
    parser.description = _EXPLAINS
    parser.add_argument("notebooks", nargs="+", type=Path, metavar="NOTEBOOK", help="a notebook (*.ipynb), or a folder of them")
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
    ended_by = signal.SIGINT

    def as_ctrl_c(number: int, frame: object) -> None:
        nonlocal ended_by
        ended_by = signal.SIGTERM
        if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # as in a background job of a script
            raise KeyboardInterrupt
        signal.raise_signal(signal.SIGINT)

    # So that no kernel is left behind. asyncio notes Ctrl-C where this is its handler; any other raises in the middle of
    # something, which may be where Python throws errors away.
    wanted = {signal.SIGTERM: as_ctrl_c, signal.SIGINT: signal.default_int_handler}
    before = {
        number: signal.signal(number, handler) for number, handler in wanted.items() if signal.getsignal(number) != signal.SIG_IGN
    }
    try:
        return _watched(arguments) if arguments.watch else _checked(arguments)
    except CannotCheck as e:
        _complain(str(e))
        return 2
    except KeyboardInterrupt:
        print("check: stopped.", file=sys.stderr)
        return 128 + ended_by
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _complain(said: str) -> None:
    print(for_terminal(f"check: {said}", sys.stderr.encoding), file=sys.stderr, flush=True)


def _checked(arguments: argparse.Namespace) -> int:
    from autograder.visible.printed import Printer
    from autograder.visible.several import check_all
    from autograder.visible.written import Written

    printer = Printer()
    written = Written(arguments.github, arguments.classroom50, arguments.junit, printer.whole)
    return check_all(arguments.notebooks, arguments.seconds, arguments.pictures, printer, written, _complain)


def _watched(arguments: argparse.Namespace) -> int:
    from autograder.visible import checking, file
    from autograder.visible.printed import Printer
    from autograder.visible.several import refuse_what_was_handed_in
    from autograder.visible.watching import Watch

    if len(arguments.notebooks) > 1 or arguments.pictures is not None:
        raise CannotCheck("--watch takes one notebook, and draws nothing: leave out the others, and --pictures.")
    if arguments.github or arguments.classroom50 is not None or arguments.junit is not None:
        raise CannotCheck("--watch writes nothing: leave out --github, --classroom50 and --junit.")
    (path,) = arguments.notebooks
    refuse_what_was_handed_in(path)
    file.read(path)
    printer = Printer()
    printer.say(f"Watching {path}: save it, and it is checked again. Ctrl-C ends this.")
    checking.run(Watch(path, arguments.seconds, printer).go_on())
    return 0


def _seconds(text: str) -> float:
    found = float(text)
    if not 0 < found < math.inf:
        raise ValueError
    return found


_seconds.__name__ = "number of seconds"  # argparse names it where the value is none
