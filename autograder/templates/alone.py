"""A cell for a notebook that may come alone, as in Colab: it puts the files that belong beside the notebook there.

The files stand in the cell itself, packed. To fetch them from the student's repository would need a key, since it is private.
"""

import base64
import zlib
from collections.abc import Mapping

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

CELL_ID = "files_beside"
MOST_BYTES = 200_000
"""Of all files together, as they stand in the cell: a notebook stays a thing that is opened in a moment."""


def with_files(notebook: NotebookNode, beside: Mapping[str, bytes]) -> NotebookNode:
    """The notebook with such a cell before its first code cell, for the files that belong `beside` it, by their paths.

    It is as it was if there are none, or if they are too large for a cell.
    """
    packed = {path: base64.b64encode(zlib.compress(content, 9)).decode() for path, content in beside.items()}
    if not packed or sum(map(len, packed.values())) > MOST_BYTES:
        return notebook
    at = next((i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"), len(notebook.cells))
    # Folded in JupyterLab and in Colab: nobody needs to read it.
    metadata = {"jupyter": {"source_hidden": True}, "cellView": "form", "editable": False, "deletable": False}
    lines = "".join(f"    {path!r}: {text!r},\n" for path, text in packed.items())
    cell = new_code_cell(_CODE.format(lines=lines), id=CELL_ID, metadata=metadata)
    made: NotebookNode = notebook.copy()
    made.cells = [*notebook.cells[:at], cell, *notebook.cells[at:]]
    return made


_CODE = """\
#@title The files beside this notebook
# In Colab a notebook comes alone. Where these files are missing, this cell writes them; elsewhere it does nothing.
import base64
import zlib
from importlib.util import find_spec
from pathlib import Path

_files = {{
{lines}}}
for _name, _packed in _files.items():
    _path = Path(_name)
    if not _path.exists() and not (_path.suffix == ".py" and find_spec(_path.stem)):
        _path.parent.mkdir(parents=True, exist_ok=True)
        _path.write_bytes(zlib.decompress(base64.b64decode(_packed)))"""
