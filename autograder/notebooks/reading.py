"""A student's notebook, read with patience: whatever the file is, a notebook comes of it."""

import warnings
from pathlib import Path

from autograder.notebooks.format import DuplicateCellId, NotebookNode, nbformat, new_notebook, normalize

UNREADABLE = "autograder_unreadable"
"""Metadata of the empty notebook that stands for one that can't be read: the reason."""
MAX_NOTEBOOK = 64 << 20
_NOT_A_NOTEBOOK = (ValueError, KeyError, AttributeError, TypeError, nbformat.ValidationError, nbformat.reader.NotJSONError)
"""What nbformat was seen to raise for files that are no notebook."""


def read(path: Path) -> NotebookNode:
    """The notebook at `path`; an empty one that says why under `UNREADABLE`, if it can't be read."""
    try:
        if path.stat().st_size > MAX_NOTEBOOK:
            return _unreadable(path, f"is larger than {MAX_NOTEBOOK >> 20} MiB; clear its outputs, save it and hand it in again")
        text = path.read_text(encoding="utf-8")
        if not text.strip():
            return _unreadable(path, "is empty; save the notebook in JupyterLab and hand it in again")
        notebook: NotebookNode = nbformat.reads(text, as_version=4)
        with warnings.catch_warnings():
            # Cells that were copied by hand have one id twice; that is mended, not refused.
            warnings.simplefilter("ignore", DuplicateCellId)
            _, notebook = normalize(notebook)
        nbformat.validate(notebook, relax_add_props=True)
        return notebook
    except OSError as e:
        return _unreadable(path, f"can't be opened ({e.strerror}); hand it in again")
    except RecursionError:
        return _unreadable(path, "isn't a notebook: its JSON is nested too deep")
    except _NOT_A_NOTEBOOK as e:
        first_line = (str(e).splitlines() or [type(e).__name__])[0][:200]
        advice = "open it in JupyterLab, save it and hand it in again"
        return _unreadable(path, f"isn't a notebook that can be read ({first_line}); {advice}")


def _unreadable(path: Path, why: str) -> NotebookNode:
    notebook: NotebookNode = new_notebook()
    notebook.metadata[UNREADABLE] = f"{path.name} {why}."
    return notebook


def unreadable(notebook: NotebookNode) -> str | None:
    """Why the notebook couldn't be read, None if it could."""
    why = notebook.metadata.get(UNREADABLE)
    return why if isinstance(why, str) else None
