"""A student's notebook as a file: read as JSON, with the line in which each cell begins."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from autograder.visible import cells
from autograder.visible.cells import CannotCheck, Notebook, as_dict

_BLANKS = re.compile(r"[ \t\r\n]*+")
_SAVED = "Name a file that Jupyter saved (*.ipynb)."


def read(path: Path) -> Notebook:
    """The notebook in a file. Raises CannotCheck with a sentence where there is none, or none with exercises."""
    if path.is_dir():
        raise CannotCheck(f"{path} is a folder: name the notebook in it.")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as e:
        raise CannotCheck(f"{path} isn't there: is it spelt right, and is this its folder?") from e
    except OSError as e:
        raise CannotCheck(f"{path} can't be read: {e.strerror}.") from e
    except (UnicodeDecodeError, ValueError) as e:
        raise CannotCheck(f"{path} isn't a notebook: it holds no text. {_SAVED}") from e
    return of_text(text, path)


def of_text(text: str, path: Path) -> Notebook:
    """The notebook that a file's text is. Raises CannotCheck."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as e:
        mend = "Open it in Jupyter and save it again, or take the released one and copy your code over."
        raise CannotCheck(f"{path} isn't a whole notebook (line {e.lineno}: {e.msg}). {mend}") from e
    except (ValueError, RecursionError) as e:
        raise CannotCheck(f"{path} isn't a notebook. {_SAVED}") from e
    notebook = as_dict(found)
    if isinstance(notebook.get("worksheets"), list):
        raise CannotCheck(f"{path} is a notebook of an old kind: open it in Jupyter and save it again.")
    if not isinstance(notebook.get("cells"), list):
        raise CannotCheck(f"{path} isn't a notebook: it has no cells. {_SAVED}")
    metadata = as_dict(notebook.get("metadata"))
    language = as_dict(metadata.get("kernelspec")).get("language") or as_dict(metadata.get("language_info")).get("name")
    if language and not str(language).lower().startswith(("python", "ipython")):
        raise CannotCheck(f"{path} is written for {language}: choose a Python kernel for it in Jupyter, and save it.")
    lines = list(_lines_of_cells(text))
    if len(lines) != len(notebook["cells"]):  # where `cells` stands twice, the last one is meant
        lines = [0] * len(notebook["cells"])
    found_cells = tuple(cells.of_json(cell, at + 1, lines[at]) for at, cell in enumerate(notebook["cells"]))
    exercises, notes = cells.exercises_of(found_cells, cells.given_out(metadata))
    if not exercises:
        mend = "Write into the notebook that was given out: a copy of its text has lost what tells them."
        raise CannotCheck(f"{path} has no exercise: none of its cells is known as one. {mend}")
    return Notebook(path, found_cells, exercises, notes)


def _lines_of_cells(text: str) -> Iterator[int]:
    """The line in which each cell of a notebook begins, from 1 on. `text` is known to be JSON with an object at its top."""
    decoder = json.JSONDecoder()
    at = _after_blanks(text, 0) + 1
    while text[at := _after_blanks(text, at)] != "}":
        name, at = decoder.raw_decode(text, at)
        at = _after_blanks(text, _after_blanks(text, at) + 1)  # a colon
        if name == "cells" and text[at] == "[":
            line, counted = 1, 0
            at += 1
            while text[at := _after_blanks(text, at)] != "]":
                line, counted = line + text.count("\n", counted, at), at
                yield line
                _, at = decoder.raw_decode(text, at)
                at = _after_comma(text, at)
            at += 1
        else:
            _, at = decoder.raw_decode(text, at)
        at = _after_comma(text, at)


def _after_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found is not None else at


def _after_comma(text: str, at: int) -> int:
    at = _after_blanks(text, at)
    return at + 1 if text[at] == "," else at
