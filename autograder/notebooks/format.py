"""nbformat, imported here and by nbgrader's steps only: with it comes jsonschema, and with that a grammar of web addresses.

Compiling that grammar takes longer than all else that the engine needs, and a notebook has no address to look at. jsonschema
does without it where it isn't installed, and so it does here; whoever wants the package afterwards gets it.
"""

import sys

_GRAMMAR = "rfc3987_syntax"

_unasked = _GRAMMAR not in sys.modules and "jsonschema" not in sys.modules
if _unasked:
    sys.modules[_GRAMMAR] = None  # type: ignore[assignment]  # an import of it then raises ImportError
try:
    import nbformat
    from nbformat import NotebookNode
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    from nbformat.validator import normalize
    from nbformat.warnings import DuplicateCellId
finally:
    if _unasked:
        del sys.modules[_GRAMMAR]

__all__ = [
    "DuplicateCellId",
    "NotebookNode",
    "nbformat",
    "new_code_cell",
    "new_markdown_cell",
    "new_notebook",
    "new_output",
    "normalize",
]


def new_output(output_type: str, **parts: object) -> NotebookNode:
    """An output with these parts: nbformat's own function, but for the schema, by which the whole notebook is looked at later.

    To look at each output by it takes a twentieth of a judge's time.
    """
    output = NotebookNode()
    output.update({"output_type": output_type, **parts})
    return output
