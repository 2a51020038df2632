"""The command `autograder`.

Exit status: 0 when all went well, whatever the scores; 1 when something ended in error; 2 for wrong usage. Who is stopped by a
signal ends as shells expect: with 130 after Ctrl-C, with 143 after SIGTERM.
"""

import argparse
import signal
import sys

import autograder
from autograder.front.cli import (
    check,
    check_course,
    completion,
    data,
    doctor,
    exercise,
    export,
    grade,
    gradescope,
    new,
    publish,
    pull,
    regrade,
    replay,
    report,
    runner,
    show,
    starter,
    tidy,
)
from autograder.front.cli.helping import with_help
from autograder.front.cli.parsing import Parser
from autograder.front.cli.usage import UsageError
from autograder.front.interrupted import raise_once
from autograder.text.places import for_terminal

COMMANDS = (
    *(
        grade,
        show,
        report,
        export,
        replay,
        regrade,
        pull,
        publish,
        check,
        exercise,
        check_course,
        new,
        starter,
        runner,
        gradescope,
        tidy,
        data,
        doctor,
    ),
    completion,
)
"""Each has `add(commands)`, which adds its parser with a function `run`, from the arguments to the exit status."""


def main(argv: list[str] | None = None) -> int:
    """Run the command line `argv`; returns the exit status."""
    known = parser()
    arguments = parsed(known, argv)
    if not hasattr(arguments, "run"):
        known.print_help(sys.stderr)
        return 2
    before = signal.getsignal(signal.SIGINT)
    try:
        # These note a signal themselves, from where they have something to lose.
        if arguments.run not in (grade.run, regrade.run, replay.run, pull.run) and before is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, raise_once)
        status: int = arguments.run(arguments)
    except UsageError as e:
        print(for_terminal(f"autograder: {e}", sys.stderr.encoding, lines=True), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("autograder: stopped; nothing was written.", file=sys.stderr)
        return 128 + signal.SIGINT
    finally:
        signal.signal(signal.SIGINT, before)
    return status


def parsed(known: argparse.ArgumentParser, argv: list[str] | None = None) -> argparse.Namespace:
    """What a command line says. Ends the process where it is wrong, as argparse does.

    A last word that may be missing, such as an assignment, may stand behind the options too: `optional` is its name, and argparse
    before Python 3.12.7 takes it for missing there.
    """
    found, left = known.parse_known_args(argv)
    name = getattr(found, "optional", "")
    words = [word for word in left if not word.startswith("-")]
    if name and len(words) == 1 and getattr(found, name) is None:
        setattr(found, name, words[0])
        left.remove(words[0])
    if left:
        known.error(f"unrecognized arguments: {' '.join(left)}")
    return found


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    found: argparse.ArgumentParser = Parser("autograder", "autograder COMMAND ...", "Grades notebook courses in a sandbox.")
    python = ".".join(map(str, sys.version_info[:3]))
    found.add_argument("--version", action="version", version=f"autograder {autograder.__version__}, Python {python}")
    commands = found.add_subparsers(prog="autograder", metavar="COMMAND", help=argparse.SUPPRESS)
    for command in COMMANDS:
        command.add(commands)
    with_help(found, commands)
    return found
