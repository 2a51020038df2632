"""`--watch`: a notebook is checked again whenever it is saved.

A kernel waits that ran everything above the exercise where the student works, so that a save is answered after the time of what
stands below. A save that comes meanwhile begins anew.
"""

import asyncio
import os
import time
from pathlib import Path

from autograder.formats.sheet import Sheet
from autograder.visible import file
from autograder.visible.cells import CannotCheck, Notebook
from autograder.visible.checking import checked
from autograder.visible.going import Going, Purse
from autograder.visible.printed import Printer

_LOOKS = 0.3
"""Seconds between two looks at the file."""
_LOOKS_UNTIL_TOLD = 10
"""How often a file may be found in a state that isn't a notebook's until somebody is told: it may be half written."""
_LONG = 3
"""Looks after which a run is one that somebody may not wait for; from then on a second kernel gets ready beside it."""


class Watch:
    """Checks the notebook in a file at each save, until it is cancelled."""

    def __init__(self, path: Path, seconds: float, printer: Printer) -> None:
        self._path, self._seconds, self._printer = path, seconds, printer
        self._seen: object = None
        self._waiting: Going | None = None
        self._waits_at: int | None = None
        self._getting_ready: asyncio.Task[None] | None = None

    async def go_on(self) -> None:
        """Check, wait for a save, and check again."""
        before: Notebook | None = None
        try:
            while True:
                notebook = await self._whole()
                if before is not None:
                    self._printer.say(f"Saved at {time.strftime('%H:%M:%S')}:")
                changed = _changed(notebook, before)
                sheet = await self._checked(notebook, _likely(notebook, changed, self._waits_at))
                if sheet is not None:
                    self._printer.end(sheet)
                    await self._get_ready(notebook, _likely(notebook, changed, _next(notebook, sheet)))
                before = notebook
                while self._state() == self._seen:
                    await asyncio.sleep(_LOOKS)
        finally:
            await self._give_up_waiting()

    async def _whole(self) -> Notebook:
        """The notebook, as soon as the file holds one in whole."""
        failed = 0
        while True:
            state = self._state()
            try:
                found = file.read(self._path)
            except CannotCheck as e:
                failed = failed + 1 if state == self._seen else 1
                self._seen = state
                if failed == _LOOKS_UNTIL_TOLD:
                    self._printer.say(f"{e} Waiting for the next save.")
            else:
                if self._state() == state:
                    self._seen = state
                    return found
            await asyncio.sleep(_LOOKS)

    async def _checked(self, notebook: Notebook, likely: int) -> Sheet | None:
        """The sheet of a notebook; None if it was saved again meanwhile, which is `likely` to change it at a place."""

        async def checked_once() -> Sheet:
            going = await self._going(notebook)
            try:
                return await checked(going, self._printer.begin(notebook))
            finally:
                await going.close()

        work = asyncio.ensure_future(checked_once())
        looks = away = 0
        try:
            while not work.done():
                await asyncio.wait({work}, timeout=_LOOKS)
                looks += 1
                state = self._state()
                away = away + 1 if state is None else 0  # while it is saved, a file may be away for a moment
                if not work.done() and state is not None and state != self._seen:
                    self._printer.say("Saved again: starting over.")
                    return None
                if not work.done() and away == _LONG:
                    self._printer.say(f"{self._path} was deleted, or moved: this stops until it is there again.")
                    return None
                if looks == _LONG and self._waiting is None:
                    await self._get_ready(notebook, likely)
            return work.result()
        finally:
            work.cancel()
            await asyncio.wait({work})

    async def _going(self, notebook: Notebook) -> Going:
        """The one that waits, if it ran nothing but what still stands there; else a new one."""
        waiting, ready, stop = self._waiting, self._getting_ready, self._waits_at
        if waiting is not None and ready is not None and stop is not None and waiting.notebook.begins_as(notebook, stop):
            await asyncio.shield(ready)  # a save may come meanwhile, and it stays good for the next
            waiting.notebook = notebook
            self._waiting = self._getting_ready = None
            return waiting
        await self._give_up_waiting()
        return Going(notebook, Purse.of(self._seconds))

    async def _get_ready(self, notebook: Notebook, stop: int) -> None:
        """Begin to run what stands above a place, for the next time; or go on to there, if that was begun meanwhile."""
        if self._waits_at is not None and stop < self._waits_at:
            await self._give_up_waiting()
        waiting, begun = self._waiting or Going(notebook, Purse.of(self._seconds)), self._getting_ready

        async def get_there() -> None:
            if begun is not None:
                await begun
            await waiting.up_to(stop)

        self._waiting, self._waits_at = waiting, stop
        self._getting_ready = asyncio.ensure_future(get_there())

    async def _give_up_waiting(self) -> None:
        if self._getting_ready is not None:
            self._getting_ready.cancel()
            await asyncio.gather(self._getting_ready, return_exceptions=True)
        if self._waiting is not None:
            await self._waiting.close()
        self._waiting = self._getting_ready = None

    def _state(self) -> object:
        """What changes when the file is saved."""
        try:
            found = os.stat(self._path)
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino


def _changed(notebook: Notebook, before: Notebook | None) -> int | None:
    """The place of the first cell that isn't as it was; None if there is none, or nothing is known."""
    pairs = zip(notebook.cells, before.cells if before is not None else (), strict=False)
    return next((at for at, (now, then) in enumerate(pairs) if now.is_code and now.source != then.source), None)


def _next(notebook: Notebook, sheet: Sheet) -> int | None:
    """The place of the next exercise's first cell; None if there is none."""
    following = sheet.next.exercise if sheet.next is not None else ""
    return next((exercise.places[0] for exercise in notebook.exercises if exercise.name == following and exercise.places), None)


def _likely(notebook: Notebook, *places: int | None) -> int:
    """The first of the places that are known; else that of the first exercise."""
    known = [place for place in places if place is not None]
    return min(known, default=notebook.begins_at)
