"""The visible checks of one notebook, as a sheet: a row for each exercise, told as soon as it is known."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from autograder.formats.sheet import Row, Sheet
from autograder.text.places import for_file_name
from autograder.visible import file, telling
from autograder.visible.cells import LONGEST, CannotCheck, Exercise, Notebook
from autograder.visible.going import Going, Purse

T = TypeVar("T")


@dataclass(frozen=True)
class Listener:
    """Who is told of what is known so far: of a row, of a note, and of a cell that takes long."""

    row: Callable[[Row], None] = lambda row: None
    note: Callable[[str], None] = lambda note: None
    slow: Callable[[str], None] = lambda said: None


def check(
    notebook: Path | Notebook, limit: float | Purse = LONGEST, pictures: Path | None = None, listener: Listener | None = None
) -> Sheet:
    """Run the notebook, or the one in a file, and its visible checks. `limit` is the seconds of a cell, or of all cells too.

    With a folder `pictures`, cells that only draw are run too, and what was drawn is saved there. Raises CannotCheck where the
    file has nothing to check, or this Python can't run it.
    """

    async def checked_once() -> Sheet:
        purse = limit if isinstance(limit, Purse) else Purse.of(limit)
        there = notebook if isinstance(notebook, Notebook) else file.read(notebook)
        going = Going(there, purse, draws=pictures is not None)
        try:
            return await checked(going, listener or Listener(), pictures)
        finally:
            await going.close()

    return run(checked_once())


def unfinished(notebook: Notebook, rows: Sequence[Row] = (), notes: Sequence[str] = ()) -> Sheet:
    """The sheet of a notebook of which only these rows are known as yet: no other counts as right."""
    known = {row.exercise for row in rows}
    others = [telling.row_unknown(exercise, notebook) for exercise in notebook.exercises if exercise.name not in known]
    return Sheet(notebook.path.stem, str(notebook.path), [*rows, *others], list(notes))


def run(work: Coroutine[Any, Any, T]) -> T:
    """What `work` gives, in a loop that kernels can be asked in, on Windows too."""
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        return runner.run(work)


async def checked(going: Going, listener: Listener, pictures: Path | None = None) -> Sheet:
    """Run what of a notebook didn't run yet, and tell of all of it, what ran before included."""
    notebook = going.notebook
    rows: list[Row] = []
    notes: list[str] = []
    saved: set[str] = set()
    told = 0
    there = [exercise for exercise in notebook.exercises if exercise.places]

    def note(sentence: str) -> None:
        if sentence:
            notes.append(sentence)
            listener.note(sentence)

    def tell(exercise: Exercise) -> None:
        rows.append(telling.row_of(exercise, going))
        listener.row(rows[-1])

    def done(place: int) -> None:
        nonlocal told
        note(telling.note_of(place, going))
        if pictures is not None:
            _save(going, place, pictures, saved)
        while told < len(there) and there[told].places[-1] <= place:
            tell(there[told])
            told += 1

    going.slow = lambda place: listener.slow(telling.slow(place, going))
    for sentence in notebook.notes:
        note(sentence)
    for place in range(going.at):
        done(place)
    await going.up_to(len(notebook.cells), done)
    for exercise in notebook.exercises[len(there) :]:
        tell(exercise)
    return Sheet(notebook.path.stem, str(notebook.path), rows, notes)


def _save(going: Going, place: int, folder: Path, saved: set[str]) -> None:
    """Save what a cell drew, called after its exercise, or after itself: a second picture has a number."""
    ran = going.ran.get(place)
    for picture in ran.pictures if ran is not None else []:
        cell = going.notebook.cells[place]
        of = next((exercise.name for exercise in going.notebook.exercises if place in exercise.places), cell.name)
        start, number = for_file_name(of), 1
        name = start
        while name in saved:
            number += 1
            name = f"{start}-{number}"
        saved.add(name)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.png").write_bytes(picture)
        except OSError as e:
            raise CannotCheck(f"{folder} can't be written to ({e.strerror}): name another folder with --pictures.") from e
