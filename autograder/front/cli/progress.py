"""How far a run is, on a terminal: a bar below what is printed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from autograder.text.places import for_terminal


class Bar:
    """A bar on the standard error, if that is a terminal; it has gone when the context ends."""

    def __init__(self, count: int, doing: str = "grading") -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._is_seen = sys.stderr.isatty()
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(compact=True))
        # Without auto_refresh there is no thread beside this one, which forks.
        self._bar = Progress(
            *columns,
            console=Console(stderr=True),
            redirect_stdout=False,
            transient=True,
            disable=not self._is_seen,
            auto_refresh=False,
        )
        self._task = self._bar.add_task(doing, total=count)

    @contextmanager
    def away(self) -> Iterator[None]:
        """The bar isn't there meanwhile, so that lines can be printed."""
        if self._is_seen:
            self._bar.stop()
        yield
        if self._is_seen:
            self._bar.start()

    def says(self, sentence: str) -> None:
        """Print a sentence about the run itself."""
        with self.away():
            print(for_terminal(f"autograder: {sentence}", sys.stderr.encoding), file=sys.stderr, flush=True)

    def advance(self) -> None:
        """One more is done."""
        self._bar.advance(self._task)
        self._bar.refresh()

    def __enter__(self) -> "Bar":
        self._bar.start()
        self._bar.refresh()
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        self._bar.stop()
