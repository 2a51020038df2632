"""An assignment's notebook as nbgrader's gradebook knows it, which is how it was released.

Where no hidden checks decide, the gradebook is what counts to nbgrader: a course needs no `source/` for it, and what stands there
may have been changed since. It keeps no tags, and no cells but those that nbgrader has to do with; nor their order, which is that
of rows in a table: a cell that was added later is the last one, and in PostgreSQL one that was changed is, too.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.nbgraderformat import SCHEMA_VERSION

from autograder.notebooks.cells import grade_id_of


@dataclass(frozen=True)
class Released:
    """An assignment's cells that have a grade_id."""

    name: str
    cells: dict[str, NotebookNode]
    questions: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, db_url: str, assignment: str, notebook: str) -> "Released | None":
        """What the gradebook at `db_url` has of a notebook; None where it has nothing, of which nbgrader tells itself. Its cells
        come in no order that can be relied on (`in_order`).
        """
        with Gradebook(db_url) as gb:
            try:
                found = gb.find_notebook(notebook, assignment)
            except MissingEntry:
                return None
            points = {cell.name: float(cell.max_score) for cell in [*found.grade_cells, *found.task_cells]}
            graded, tasks = ({cell.name for cell in cells} for cells in (found.grade_cells, found.task_cells))
            solutions = {cell.name for cell in found.solution_cells}
            cells = {}
            for source in found.source_cells:
                name = source.name
                about = {
                    "grade_id": name,
                    "grade": name in graded,
                    "solution": name in solutions,
                    "task": name in tasks,
                    "locked": bool(source.locked),
                    "cell_type": source.cell_type,
                    "checksum": source.checksum,
                    "schema_version": SCHEMA_VERSION,
                    **({"points": points[name]} if name in points else {}),
                }
                make = new_code_cell if source.cell_type == "code" else new_markdown_cell
                cells[name] = make(source.source or "", metadata={"nbgrader": about})
        return cls(assignment, cells)

    def in_order(self, places: Iterable[Path]) -> "Released":
        """The same with its cells as they stand in the first of these notebooks of the instructor's that is there; those that
        aren't in it come last.
        """
        for path in places:
            try:
                notebook = json.loads(path.read_text())
                there = [grade_id_of(from_dict(cell)) for cell in notebook["cells"]]
            except (OSError, ValueError, KeyError, TypeError):
                continue
            first = {name: self.cells[name] for name in there if name in self.cells}
            return replace(self, cells=first | self.cells)
        return self
