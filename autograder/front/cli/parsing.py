"""The parser of the command line: argparse's own, that says which command, option or choice was probably meant."""

import argparse
from collections.abc import Iterator
from typing import Any, NoReturn

from autograder.text.near import near

_UNKNOWN = "unrecognized arguments: "


class Parser(argparse.ArgumentParser):
    """Those of its commands are of the same kind."""

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        choices = None if action.choices is None else [str(choice) for choice in action.choices]
        if action.choices is not None and choices is not None and value not in action.choices:
            meant = near(str(value), choices)
            raise argparse.ArgumentError(action, f"invalid choice: {value!r}{meant}; there are: {', '.join(choices)}")

    def error(self, message: str) -> NoReturn:
        """As argparse's. Of options that no command has, it says which is meant."""
        if message.startswith(_UNKNOWN):
            known = list(_options(self))
            words = message.removeprefix(_UNKNOWN).split(" ")
            message = _UNKNOWN + " ".join(word + (near(word, known) if word.startswith("--") else "") for word in words)
        super().error(message)


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The long options of a parser, and of those of its commands."""
    for action in parser._actions:
        yield from (option for option in action.option_strings if option.startswith("--"))
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _options(command)
