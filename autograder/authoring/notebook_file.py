"""A source notebook as a file: what is changed in it changes there, and every other byte stays."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.notebooks.settings import CourseError

_INDENTS: tuple[int | str | None, ...] = (1, 2, 4, "\t", 0, None)


@dataclass
class NotebookFile:
    """A notebook's JSON, and how its file is laid out."""

    path: Path
    content: dict[str, Any]
    indent: int | str | None
    is_ascii: bool
    ending: str

    @property
    def cells(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.content["cells"]
        return found

    def text(self) -> str:
        """The file's text as it should be now."""
        return _written(self.content, self.indent, self.is_ascii) + self.ending

    def write(self) -> bool:
        """Write the file, whole or not at all, if anything changed; whether it did."""
        text = self.text()
        if text.encode() == self.path.read_bytes():
            return False
        staging = self.path.with_name(f".{self.path.name}.new")
        staging.write_text(text, encoding="utf-8", newline="")
        staging.replace(self.path)
        return True


def read(path: Path) -> NotebookFile:
    """The notebook at `path`. Raises CourseError for a file that is none, or of an older format than 4."""
    try:
        text = path.read_bytes().decode("utf-8")
        content = json.loads(text) if text.strip() else None
    except (OSError, ValueError, RecursionError) as e:
        raise CourseError(f"{path} can't be read as a notebook: {e}.") from e
    if content is None:
        raise CourseError(f"{path} can't be read as a notebook: it is empty.")
    if not isinstance(content, dict) or content.get("nbformat") != 4 or not isinstance(content.get("cells"), list):
        raise CourseError(f"{path} is no notebook of format 4: open it in JupyterLab and save it once.")
    if not all(isinstance(cell, dict) for cell in content["cells"]):
        raise CourseError(f"{path} has cells that are none: take it from your last copy.")
    body = text.rstrip("\n")
    for indent in _INDENTS:
        for is_ascii in (False, True):
            if _written(content, indent, is_ascii) == body:
                return NotebookFile(path, content, indent, is_ascii, text[len(body) :])
    return NotebookFile(path, content, 1, False, "\n")  # laid out as nobody does; then as Jupyter does


def _written(content: dict[str, Any], indent: int | str | None, is_ascii: bool) -> str:
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(content, indent=indent, ensure_ascii=is_ascii, separators=separators)
