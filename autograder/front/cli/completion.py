"""`autograder completion`: what makes a shell complete this command's words, as a script for the shell to read."""

import argparse
from pathlib import Path
from typing import Any

SHELLS = ("bash", "zsh", "fish")


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser(
        "completion",
        help="a script that makes bash, zsh or fish complete this command",
        description="Print a script for a shell. It names this version's commands and options: make it anew after an upgrade.",
    )
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from autograder.front.cli.main import parser

    print(script(parser(), arguments.shell), end="")
    return 0


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """The script for one shell: commands, options, what these may be, and files where a file is meant."""
    import shtab

    _with_files(parser, shtab.FILE, shtab.DIRECTORY)
    found: str = shtab.complete(parser, shell=shell)
    return found.rstrip("\n") + "\n"


def _with_files(parser: argparse.ArgumentParser, file: Any, folder: Any) -> None:
    """Say of each action that takes a path that it does."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            action.help = None  # the list of the commands is hidden where `helping` writes its own, and would be here
            says = {one.dest: one.help for one in action._choices_actions}
            for name, command in action.choices.items():
                command.description = says.get(name)  # a line, where shells have no room for more
                _with_files(command, file, folder)
        elif action.type is Path:
            action.complete = folder if action.metavar == "DIR" else file  # type: ignore[attr-defined]
