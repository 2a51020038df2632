"""A fault in a course's `nbgrader_config.py`, in a sentence: nbgrader reads the file three times, and logs a traceback each time.

That can be said from where the file imports this kit on. Of a file that isn't Python, nothing of which is run, nbgrader tells.
"""

import logging
import traceback
from typing import Any

from autograder.text.places import for_log

_SAYS = "Exception while loading config file"


class OneSentence(logging.Filter):
    """Which file, which line and what went wrong there: once, whichever of nbgrader's applications says it."""

    told: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        if not str(record.msg).startswith(_SAYS) or not record.exc_info or (e := record.exc_info[1]) is None:
            return True
        path = record.getMessage().removeprefix(_SAYS).strip()
        lines = [frame.lineno for frame in traceback.extract_tb(e.__traceback__) if frame.filename == path]
        where = f", line {lines[-1]}" if lines else ""
        sentence = f"{path}{where}: {type(e).__name__}: {e}. What stands below it isn't in force until that is mended."
        is_new = sentence not in self.told
        self.told.add(sentence)
        record.msg, record.args, record.exc_info, record.exc_text = for_log(sentence), (), None, None
        return is_new


def tell_once() -> None:
    """Add the filter to the logs of the nbgrader command that this process is, if it is one, and of who started it."""
    from traitlets.config import Application

    app: Any = Application.instance() if Application.initialized() else None
    while app is not None:
        logger = getattr(app.log, "logger", app.log)
        if not any(isinstance(known, OneSentence) for known in logger.filters):
            logger.addFilter(OneSentence())
        app = app.parent
