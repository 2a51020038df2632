"""What `--help` prints: the commands by who needs them, and examples at the end of each, in 80 columns at the most."""

import argparse
import shutil
import textwrap
from collections.abc import Iterator

from autograder.front.cli.examples import EXAMPLES

GROUPS = {
    "For students": ("check",),
    "To grade a class": ("grade", "show", "report", "replay", "regrade", "export", "gradescope"),
    "Students' work on GitHub": ("pull", "publish", "starter", "runner"),
    "To write a course": ("new", "exercise", "check-course", "tidy", "data"),
    "This machine": ("doctor", "completion"),
}
"""Every command, by who needs it. One that stands nowhere comes last."""
OTHERS = "Others"
_EXAMPLES = "examples:\n"
_WIDTH = 80
_GOES_ON = " \\\n  "


class Help(argparse.HelpFormatter):
    """argparse's own, that leaves lines as they are which are made already, and is never wider than a screen of old."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=min(_WIDTH, shutil.get_terminal_size((_WIDTH, 24)).columns) - 1)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return text if "\n" in text else super()._fill_text(text, width, indent)


def with_help(parser: argparse.ArgumentParser, commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Give a parser and those of its `commands` their help."""
    says = {action.dest: action.help or "" for action in commands._get_subactions()}
    parser.formatter_class = Help
    parser.epilog = "\n".join(_listed(says))
    _with_examples("", commands)


def _with_examples(above: str, commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    for name, command in commands.choices.items():
        command.formatter_class = Help
        command.epilog = _EXAMPLES + "\n".join(_example(*one) for one in EXAMPLES.get(f"{above}{name}", ()))
        for action in command._actions:
            if isinstance(action, argparse._SubParsersAction):
                _with_examples(f"{above}{name} ", action)


def _listed(says: dict[str, str]) -> Iterator[str]:
    known = {name for names in GROUPS.values() for name in names}
    groups = {**GROUPS, OTHERS: tuple(name for name in says if name not in known)}
    for title, names in groups.items():
        if not set(names) & says.keys():
            continue
        yield f"{title}:"
        for name in names:
            if name in says:
                yield textwrap.fill(f"{name:13} {says[name]}", _WIDTH - 2, initial_indent="  ", subsequent_indent=" " * 16)
        yield ""
    yield "Each has `autograder COMMAND --help`, with examples. Exit status: 0 when all"
    yield "went well, whatever the scores; 1 when something ended in error; 2 for wrong"
    yield "usage."


def _example(line: str, what: str) -> str:
    """A command line, on several lines if it is long, as a shell takes it; and what it does."""
    parts = textwrap.wrap(line, _WIDTH - 6, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    return f"  {_GOES_ON.join(parts)}\n      {what}"
