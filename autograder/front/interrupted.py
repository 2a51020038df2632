"""Ctrl-C and SIGTERM: noted when they come, and acted on where nothing is half done."""

import signal
import threading
from types import FrameType, TracebackType
from typing import Any

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interruptions:
    """Notes that somebody wants this process to stop: called, it says whether. `number` is the signal, 0 for none.

    with Interruptions() as interrupted:
        Class(..., stop=interrupted)
    """

    def __init__(self) -> None:
        self.number = 0
        self._before: dict[signal.Signals, Any] = {}

    def __call__(self) -> bool:
        return self.number != 0

    def begin(self) -> None:
        """Note them from now on; only a process' first thread can. What is ignored, as `nohup` has it, stays ignored."""
        if threading.current_thread() is threading.main_thread():
            for number in SIGNALS:
                if signal.getsignal(number) is not signal.SIG_IGN:
                    self._before[number] = signal.signal(number, self._note)

    def end(self) -> None:
        """Leave them to who had them before."""
        for number, before in self._before.items():
            signal.signal(number, before)
        self._before.clear()

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.number = self.number or number

    def __enter__(self) -> "Interruptions":
        self.begin()
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        self.end()


def end_at_once() -> None:
    """From now on Ctrl-C ends this process without a word: for as long as there is nothing to lose."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def raise_once(number: int, frame: FrameType | None) -> None:
    """A handler that raises KeyboardInterrupt, and the next time nothing: what is being closed then is closed to the end."""
    signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
