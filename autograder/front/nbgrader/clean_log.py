"""nbgrader's log, made fit to be shown: it quotes students' cells, names of folders, and exceptions with their tracebacks."""

import logging
import traceback
from collections.abc import Callable
from typing import Any

from autograder.text.places import for_terminal


class Clean(logging.Filter):
    """Each record's text, its traceback included, without anything that moves a cursor, hides, or turns a line round."""

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            text = record.getMessage()
        except Exception:  # the arguments don't fit: logging would print them as they are
            text = f"{record.msg!r} {record.args!r}"
        record.msg, record.args = for_terminal(text, lines=True), ()
        if record.exc_info and record.exc_info[1] is not None:
            # Every formatter takes the text that is there already.
            record.exc_text = for_terminal("".join(traceback.format_exception(record.exc_info[1])).rstrip(), lines=True)
        if record.stack_info:
            record.stack_info = for_terminal(record.stack_info, lines=True)
        return True


def clean(log: Any) -> None:
    """Let nothing go to `log`'s handlers that wasn't cleaned; an adapter's logger is meant."""
    logger = getattr(log, "logger", log)
    if not any(isinstance(known, Clean) for known in logger.filters):
        logger.addFilter(Clean())


class Without(logging.Filter):
    """No record that would be contradicted by another one."""

    def __init__(self, is_needless: Callable[[str], bool]) -> None:
        super().__init__()
        self.is_needless = is_needless

    def filter(self, record: logging.LogRecord) -> bool:
        return not self.is_needless(record.getMessage())


def leave_out(log: Any, is_needless: Callable[[str], bool]) -> None:
    """Let no record go to `log`'s handlers whose text is needless; what was left out before is no longer."""
    logger = getattr(log, "logger", log)
    for known in [known for known in logger.filters if isinstance(known, Without)]:
        logger.removeFilter(known)
    logger.addFilter(Without(is_needless))


def clean_the_command() -> None:
    """The log of the nbgrader command that this process is, if it is one: from the reading of its configuration on."""
    from nbgrader.apps import NbGrader
    from traitlets.config import Application

    if Application.initialized() and isinstance(app := Application.instance(), NbGrader):
        clean(app.log)
