"""Ctrl-C and SIGTERM under nbgrader: a run stops between two steps of a submission, and nbgrader puts that submission back.

An exception in the middle of a step could leave a half-written folder, which nbgrader's next run would take for finished.
"""

import signal
import sys
import threading
from types import TracebackType

from autograder.front.interrupted import Interruptions

interrupted = Interruptions()
"""Says whether somebody wants the run to stop."""


def listen() -> None:
    """From now on, note Ctrl-C and SIGTERM, if Python would only raise them: not in a server, which has its own way to end."""
    ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if ours and threading.current_thread() is threading.main_thread():
        interrupted.begin()
        sys.excepthook = _quietly


def stop_if_asked() -> None:
    """Raise KeyboardInterrupt, by which nbgrader removes what it has begun of a submission, if somebody wants it to stop."""
    if interrupted():
        raise KeyboardInterrupt


def _quietly(kind: type[BaseException], e: BaseException, tb: TracebackType | None) -> None:
    """nbgrader has said that it stops: a traceback says nothing more."""
    if not issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, e, tb)
