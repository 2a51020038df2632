"""An assignment's notebook as nbgrader's gradebook knows it, which is how it was released.

Where no hidden checks decide, the gradebook is what counts to nbgrader: a course needs no `source/` for it, and what stands there
may have been changed since. It keeps no tags, and no cells but those that nbgrader has to do with.
"""

from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.nbgraderformat import SCHEMA_VERSION


@dataclass(frozen=True)
class Released:
    """An assignment's cells that have a grade_id, in order."""

    name: str
    cells: dict[str, NotebookNode]
    questions: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, db_url: str, assignment: str, notebook: str) -> "Released | None":
        """What the gradebook at `db_url` has of a notebook; None where it has nothing, of which nbgrader tells itself."""
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
