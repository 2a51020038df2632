"""Cells of the formats before 4, which IPython wrote until 2015, as the cells of today.

nbformat's own converter looks through the whole notebook twice before anybody counted its cells, and stumbles over what isn't
sound. This one renames, and leaves it to `normalising` to look at what it renamed.
"""

from typing import Any

_KINDS = {
    "text": "text/plain",
    "html": "text/html",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "latex": "text/latex",
    "javascript": "application/javascript",
}
_MOST_SIGNS = 6


def cells_of(worksheets: Any) -> list[Any]:
    """The cells of all worksheets, as they are."""
    sheets = worksheets if isinstance(worksheets, list) else []
    lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    return [cell for cells in lists if isinstance(cells, list) for cell in cells]


def cell_of(found: Any) -> Any:
    """A cell of a worksheet, as one of today's."""
    if not isinstance(found, dict):
        return found
    kind = found.get("cell_type")
    if kind == "code":
        outputs = found.get("outputs")
        return found | {
            "source": found.get("input"),
            "execution_count": found.get("prompt_number"),
            "outputs": [_output(output) for output in outputs if isinstance(output, dict)] if isinstance(outputs, list) else [],
        }
    if kind == "heading":
        level, source = found.get("level"), found.get("source")
        signs = "#" * max(1, min(level, _MOST_SIGNS)) if isinstance(level, int) else "#"
        lines = [line for line in source if isinstance(line, str)] if isinstance(source, list) else [source]
        return found | {"cell_type": "markdown", "source": [f"{signs} ", *lines]}
    return found | {"cell_type": "markdown"} if kind == "html" else found


def _output(found: dict[str, Any]) -> dict[str, Any]:
    kind = found.get("output_type")
    if kind == "stream":
        return found | {"name": found.get("stream")}
    if kind == "pyerr":
        return found | {"output_type": "error"}
    data = {today: found[before] for before, today in _KINDS.items() if before in found}
    if kind == "pyout":
        return {"output_type": "execute_result", "data": data, "execution_count": found.get("prompt_number")}
    return {"output_type": kind, "data": data}
