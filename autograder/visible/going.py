"""A notebook's cells, run in order; where one ends its kernel, the next go on in a new one that ran the others again."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from autograder.visible.cells import Notebook
from autograder.visible.kernel import Error, Kernel, Ran

_NAME = re.compile(r"name '(\w++)' is not defined")


@dataclass
class Going:
    """How far a notebook was run, and what came of each cell: `ran` has it by the cells' places.

    `draws` says whether cells that only draw pictures are run too; else one is where a later cell misses a name that it gives.
    """

    notebook: Notebook
    seconds: float
    draws: bool = False
    at: int = 0
    ran: dict[int, Ran] = field(default_factory=dict)
    _kernel: Kernel | None = None
    _left_out: set[int] = field(default_factory=set)
    _drawn: set[int] = field(default_factory=set)
    _numbers: dict[int, int] = field(default_factory=dict)
    """The places of cells, by the numbers that the present kernel gave them."""
    frames: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Where the error of each cell came from: the places of cells, and lines in them, the outermost first."""

    async def up_to(self, stop: int, done: Callable[[int], None] | None = None) -> None:
        """Run the cells before the place `stop` that didn't run yet; `done` is called after each of them."""
        while self.at < stop:
            cell = self.notebook.cells[self.at]
            if cell.is_run and (self.draws or not cell.is_picture):
                await self._run_here(self.at)
            self.at += 1
            if done is not None:
                done(self.at - 1)

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
        ran = await self._kernel.run(self.notebook.cells[place].source, self.seconds)
        self._numbers[ran.number] = place
        frames = ran.error.frames if ran.error is not None else ()
        self.frames[place] = [(self._numbers[number], line) for number, line in frames if number in self._numbers]
        if ran.ended:
            self._left_out.add(place)
        if ran.is_lost:
            await self.close()
        return ran

    def _left_undrawn(self, error: Error | None, place: int) -> list[int]:
        """The pictures above that weren't drawn and may give the name that a cell missed."""
        found = _NAME.search(error.text) if error is not None and error.name == "NameError" else None
        if found is None or self.draws:
            return []
        word = re.compile(rf"\b{re.escape(found[1])}\b")
        above = enumerate(self.notebook.cells[:place])
        return [at for at, cell in above if cell.is_picture and at not in self._drawn and word.search(cell.source)]
