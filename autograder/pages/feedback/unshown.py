"""What stands in a cell of the instructor's and isn't the student's to read: nbgrader puts it back when a notebook is graded."""

import re
from typing import Any

from autograder.notebooks.cells import is_solution, nbgrader_metadata

LEFT_OUT = "# Checks that you can't see ran here."
_REGION = re.compile(r"^[^\n]*BEGIN HIDDEN TESTS[^\n]*$(?:\n(?![^\n]*END HIDDEN TESTS)[^\n]*$)*+(?:\n[^\n]*)?", re.M)
"""From nbgrader's mark to the other, or to the end of the cell."""


def shown_source(cell: Any) -> str:
    """The text of a cell; of one that only the instructor writes, without its hidden tests."""
    source = str(cell.source)
    is_instructors = bool(nbgrader_metadata(cell)) and not is_solution(cell)
    return _REGION.sub(LEFT_OUT, source) if is_instructors else source
