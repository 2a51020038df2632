"""Options on nbgrader's command line that it doesn't know: it warns, and grades the whole class where one student was meant."""

import re
import sys
from collections.abc import Iterable
from typing import Any

from jupyter_core.application import JupyterApp
from nbgrader.converters import NbGraderException
from traitlets.config import Application

from autograder.text.near import near
from autograder.text.places import for_terminal

_OPTION = re.compile(r"--([A-Za-z][\w-]*)(?:=|$)")
"""A short name; one with a dot sets a class's own trait, as `--JudgeStep.seed=7`."""


def look_at_options(converter: Any) -> None:
    """Raises NbGraderException, before anything is done, if the command that this process is was given an unknown option."""
    app = Application.instance() if Application.initialized() else None
    if app is None or converter.parent not in (app, getattr(app, "subapp", None)):
        return  # a server's, or somebody's own program
    apps = [app, converter.parent, JupyterApp]
    known = {name for one in apps for table in (one.aliases, one.flags) for name in _names(table)}
    for name in unknown(sys.argv[1:], known):
        told = f"Nothing was done: there is no option --{for_terminal(name)}{near(name, known)}. `--help` names all of them."
        converter.log.error(told)
        raise NbGraderException(told)


def unknown(arguments: Iterable[str], known: Iterable[str]) -> list[str]:
    """The names of options among the arguments that nobody `known` is called by; what stands behind `--` is none."""
    found = []
    for argument in arguments:
        if argument == "--":
            break
        if (option := _OPTION.match(argument)) is not None and option[1] not in {*known, "help", "help-all", "version"}:
            found.append(option[1])
    return found


def _names(table: Iterable[Any]) -> Iterable[str]:
    for names in table:
        yield from (names,) if isinstance(names, str) else names
