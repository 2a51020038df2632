"""What of a notebook a page shows: its text, its outputs and its pictures, of bounded size and number, and nothing that acts."""

import re
from typing import Any

from autograder.notebooks import outputs
from autograder.notebooks.cells import nbgrader_metadata
from autograder.notebooks.format import NotebookNode
from autograder.pages.notebook.bounded import AS_TEXT, NO_PICTURE, Room
from autograder.pages.notebook.highlighted import PYTHON
from autograder.text.places import visible, without_surrogates

_NAME = re.compile(r"[\w+.-]{1,100}")


def plain_notebook(nb: NotebookNode, room: Room) -> NotebookNode:
    """`nb` with as much of its cells as there is room for, each as text and pictures."""
    metadata = plain_metadata(nb.metadata)
    is_python = metadata.language_info.name.lower() in PYTHON
    cells = [_plain_cell(cell, room, is_python) for cell in nb.cells if cell.cell_type in ("code", "markdown")]
    return NotebookNode({**nb, "metadata": metadata, "cells": cells})


def plain_metadata(metadata: Any) -> NotebookNode:
    """Of a notebook's metadata the language, which is all that a page asks for."""
    found = metadata.get("language_info") if isinstance(metadata, dict) else None
    about = found if isinstance(found, dict) else {}
    kept = {"name": "python"} | {
        key: about[key] for key in ("name", "pygments_lexer") if _NAME.fullmatch(str(about.get(key, "")))
    }
    return NotebookNode(language_info=NotebookNode({key: str(value) for key, value in kept.items()}))


def _plain_cell(cell: NotebookNode, room: Room, is_python: bool) -> NotebookNode:
    is_code = cell.cell_type == "code"
    about = nbgrader_metadata(cell)
    kept = NotebookNode(cell_type=cell.cell_type, metadata=NotebookNode(), id=str(cell.get("id", "")))
    source = visible(str(cell.source), "\n\t") if is_code else without_surrogates(str(cell.source))
    kept.source, why = room.source(source, is_code)
    if why is not None or (is_code and not is_python):
        kept.metadata[AS_TEXT] = why or ""
    if about and _NAME.fullmatch(str(about.get("grade_id", ""))):
        kept.metadata["nbgrader"] = NotebookNode(about)
    if is_code:
        count = cell.get("execution_count")
        kept.execution_count = count if isinstance(count, int) else None
        kept.outputs = _outputs(cell.get("outputs"), kept.execution_count, room)
    elif isinstance(cell.get("attachments"), dict) and not room.plain:
        kept.attachments = cell.attachments
    return kept


def _outputs(found: Any, execution_count: int | None, room: Room) -> list[NotebookNode]:
    """A cell's outputs, each as text or a picture, as far as there is room for them, and where there isn't, a sentence."""
    kept: list[NotebookNode] = []
    for item in found if isinstance(found, list) else []:
        if room.outputs_left <= 0:
            kept += outputs.cleaned([{"output_type": "stream", "text": "[More outputs are left out here.]"}])
            break
        left = room.outputs_left - 1
        shown = outputs.cleaned([item], execution_count, room, colours=True)
        room.outputs_left = left  # here each one counts, those too that are always kept for the score
        if _has_picture(item) and not any(_has_picture(output) for output in shown):
            shown += outputs.cleaned([{"output_type": "stream", "text": NO_PICTURE}])
        kept += shown
    return kept


def _has_picture(output: Any) -> bool:
    data = output.get("data") if isinstance(output, dict) else None
    return isinstance(data, dict) and any(kind in data for kind in outputs.PICTURES)
