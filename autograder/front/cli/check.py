"""`autograder check`: the visible checks of a student's notebook."""

from typing import Any

from autograder.visible import command


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser("check", help=command.SAYS)
    command.add_options(parser)
    parser.set_defaults(run=command.run)
