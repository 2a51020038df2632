"""A notebook's cells, run in order; where one ends its kernel, the next go on in a new one that ran the others again."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from autograder.visible.cells import Notebook, exercise_of
from autograder.visible.kernel import Error, Kernel, Ran

SLOW = 10.0
"""Seconds after which somebody is told which cell is running."""
_ALL = 1800.0
"""Seconds that all cells of all notebooks may take together, unless one cell may take more than a fifteenth of it."""
_AFTER_A_STOP = 0.25
"""What of its time a cell still gets once one was stopped: the next probably goes the same way."""
_NAME = re.compile(r"name '(\w++)' is not defined")
_WORD = re.compile(r"\w++")


@dataclass
class Purse:
    """The seconds that cells may take: one of them, and what is `left` for all."""

    for_one: float
    left: float

    @classmethod
    def of(cls, seconds: float) -> "Purse":
        """The purse of a run in which a cell may take this long."""
        return cls(seconds, max(_ALL, 15 * seconds))


@dataclass
class Going:
    """How far a notebook was run, and what came of each cell: `ran` has it by the cells' places.

    `draws` says whether cells that only draw pictures are run too; else one is where a later cell misses a name that it gives.
    """

    notebook: Notebook
    purse: Purse
    draws: bool = False
    at: int = 0
    ran: dict[int, Ran] = field(default_factory=dict)
    slow: Callable[[int], None] | None = None
    """Called with the place of a cell that takes longer than SLOW."""
    ran_out: bool = False
    """Whether cells weren't run because no time was left."""
    _kernel: Kernel | None = None
    _left_out: set[int] = field(default_factory=set)
    _drawn: set[int] = field(default_factory=set)
    _numbers: dict[int, int] = field(default_factory=dict)
    """The places of cells, by the numbers that the present kernel gave them."""
    frames: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Where the error of each cell came from: the places of cells, and lines in them, the outermost first."""
    _stopped: set[str] = field(default_factory=set)
    """The exercises in whose functions a cell had to be stopped."""

    async def up_to(self, stop: int, done: Callable[[int], None] | None = None) -> None:
        """Run the cells before the place `stop` that didn't run yet; `done` is called after each of them."""
        while self.at < stop:
            if self._is_to_run(self.at):
                if self.purse.left > 0:
                    await self._run_here(self.at)
                else:
                    self.ran_out = True
            self.at += 1
            if done is not None:
                done(self.at - 1)

    @property
    def allowed(self) -> float:
        """The seconds that the next cell may take."""
        was_stopped = any(ran.ended == "stopped" for ran in self.ran.values())
        return max(0.0, min(self.purse.for_one * (_AFTER_A_STOP if was_stopped else 1), self.purse.left))

    def _is_to_run(self, place: int) -> bool:
        """Whether a cell is run: not if it would only call once more what had to be stopped."""
        cell = self.notebook.cells[place]
        if not cell.is_run or place in self.notebook.set_aside:
            return False
        if cell.is_picture:
            return self.draws and self._stopped.isdisjoint(_WORD.findall(cell.source))
        return not (cell.is_check and exercise_of(cell.grade_id) in self._stopped)

    async def start(self) -> None:
        """Have a kernel that ran everything above."""
        while self._kernel is None:
            self._kernel = await Kernel.started(self.notebook.path.resolve().parent)
            self._numbers.clear()
            for place in sorted({*self.ran, *self._drawn} - self._left_out):
                if self._kernel is not None and place < self.at:
                    await self._run(place)

    async def close(self) -> None:
        if self._kernel is not None:
            kernel, self._kernel = self._kernel, None
            await kernel.close()

    async def _run_here(self, place: int) -> None:
        await self.start()
        for below in self._written_below(place):
            self._drawn.add(below)
            await self._run(below)
            await self.start()
        ran = await self._run(place)
        if missing := self._left_undrawn(ran.error, place):
            for picture in missing:
                self._drawn.add(picture)
                await self.start()
                await self._run(picture)
            await self.start()
            ran = await self._run(place)
        self.ran[place] = ran

    async def _run(self, place: int) -> Ran:
        assert self._kernel is not None
        slow = self.slow if self.allowed > SLOW else None
        told = asyncio.get_running_loop().call_later(SLOW, slow, place) if slow is not None else None
        try:
            ran = await self._kernel.run(self.notebook.cells[place].source, self.allowed)
        finally:
            if told is not None:
                told.cancel()
        self.purse.left -= ran.seconds
        self._numbers[ran.number] = place
        frames = ran.error.frames if ran.error is not None else ()
        self.frames[place] = [(self._numbers[number], line) for number, line in frames if number in self._numbers]
        if ran.ended:
            self._left_out.add(place)
        if ran.ended == "stopped" and self.frames[place]:
            innermost = self.frames[place][-1][0]
            self._stopped.update(e.name for e in self.notebook.exercises if e.cell == innermost != place)
        if ran.is_lost:
            await self.close()
        return ran

    def _written_below(self, place: int) -> list[int]:
        """Before a check: the cell of the student's below it that defines its exercise, if none above does; as in grading."""
        cells = self.notebook.cells
        if not cells[place].is_check:
            return []
        name = exercise_of(cells[place].grade_id)
        defines = re.compile(rf"^(?:def|class)[ \t]++{re.escape(name)}\b", re.M)
        own = next((exercise.cell for exercise in self.notebook.exercises if exercise.name == name), None)
        theirs = [at for at, cell in enumerate(cells) if cell.is_code and not cell.is_locked and defines.search(cell.source)]
        theirs = [at for at in theirs if at != own or cells[at].is_written]
        is_below = bool(theirs) and theirs[0] > place and theirs[-1] not in self._drawn
        return theirs[-1:] if is_below else []

    def _left_undrawn(self, error: Error | None, place: int) -> list[int]:
        """The pictures above that weren't drawn and may give the name that a cell missed."""
        found = _NAME.search(error.text) if error is not None and error.name == "NameError" else None
        if found is None or self.draws:
            return []
        word = re.compile(rf"\b{re.escape(found[1])}\b")
        above = enumerate(self.notebook.cells[:place])
        return [at for at, cell in above if cell.is_picture and at not in self._drawn and word.search(cell.source)]


def is_met(ran: Ran | None) -> bool:
    """Whether a cell ran to its end without an error."""
    return ran is not None and ran.error is None and not ran.ended
