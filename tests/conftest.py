"""Fixtures that the tests share: one judge, with one zygote, for the whole run."""

import signal
import threading
from collections.abc import Iterator

import classroom
import pytest

from autograder.judge.judge import Judge
from autograder.notebooks.settings import Seconds

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
    # As it is in a background job of a script: what a test starts and stops by Ctrl-C would inherit that it is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def judge() -> Iterator[Judge]:
    """The real judge, with the real sandbox, on the CPU."""
    with Judge(classroom.COURSE, device="cpu") as found:
        yield found


@pytest.fixture
def short_patience(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """What hangs is stopped after a few seconds; nothing else in these notebooks takes one."""
    monkeypatch.setattr(judge, "seconds", Seconds(cell=4.0, call=2.0, idle=4.0))
