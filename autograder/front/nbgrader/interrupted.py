"""Ctrl-C and SIGTERM under nbgrader's `autograde` and `generate_feedback`: a run stops between two steps of a submission, and
nbgrader puts it back.

An exception in the middle of a step could leave a half-written folder. A server that grades, and a script that calls nbgrader's
API, have their own ways to end: there none of this does anything.
"""

import signal
import threading

from nbgrader.apps import AutogradeApp, GenerateFeedbackApp
from traitlets.config import Application

from autograder.front.interrupted import Interruptions, end_at_once

interrupted = Interruptions()
"""Says whether somebody wants the run to stop."""


def nothing_to_lose() -> None:
    """Until `listen`, when no submission was touched yet, let Ctrl-C end the command without a word."""
    if _is_the_command():
        end_at_once()


def listen() -> None:
    """From now on, note Ctrl-C and SIGTERM."""
    if _is_the_command():
        interrupted.begin()


def stop_if_asked() -> None:
    """Raise KeyboardInterrupt, by which nbgrader removes what it has begun of a submission, if somebody wants it to stop."""
    if interrupted():
        raise KeyboardInterrupt


def _is_the_command() -> bool:
    is_ours = Application.initialized() and isinstance(Application.instance(), AutogradeApp | GenerateFeedbackApp)
    is_usual = signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    return is_ours and is_usual and threading.current_thread() is threading.main_thread()
