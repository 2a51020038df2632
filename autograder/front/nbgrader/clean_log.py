"""nbgrader's log, made fit to be shown: it quotes students' cells, names of folders, and exceptions with their tracebacks."""

import logging
import traceback
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


def clean_the_command() -> None:
    """The log of the nbgrader command that this process is, if it is one: from the reading of its configuration on."""
    from nbgrader.apps import NbGrader
    from traitlets.config import Application

    if Application.initialized() and isinstance(app := Application.instance(), NbGrader):
        clean(app.log)
