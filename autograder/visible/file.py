"""A student's notebook as a file: read as JSON, with the line in which each cell begins."""

import codecs
import json
import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from autograder.text import no_notebook
from autograder.visible import cells
from autograder.visible.cells import CannotCheck, NoExercise, Notebook, as_dict

_BLANKS = re.compile(r"[ \t\r\n]*+")
_ITSELF = "name the notebook itself (.ipynb)"
_SAVED = "Name a file that Jupyter saved (*.ipynb)."
_COPY_BACK = "Copy it back from the notebook that was given out."
_AGAIN = "Get an older version back by `git log` and `git checkout`, or take the released one and copy your code over."


def notebooks_at(path: Path) -> list[Path]:
    """The notebook that is named, or all in a folder that is, but for what an editor, git or Python's environments put there."""
    if not path.is_dir():
        return [path]
    found: list[Path] = []
    for folder, folders, names in os.walk(path):
        here = Path(folder)
        folders[:] = [name for name in folders if not name.startswith(".") and not (here / name / "pyvenv.cfg").exists()]
        found += [here / name for name in names if name.endswith(".ipynb") and not name.startswith(".")]
    return sorted(found)


def read(path: Path) -> Notebook:
    """The notebook in a file. Raises CannotCheck with a sentence where there is none, or none with exercises."""
    if path.is_dir():
        raise CannotCheck(f"{path} is a folder without notebooks (*.ipynb): name the one in which yours are.")
    try:
        data = path.read_bytes()
    except FileNotFoundError as e:
        raise CannotCheck(f"{path} isn't there: is it spelt right, and is this its folder?") from e
    except (OSError, ValueError) as e:
        raise CannotCheck(f"{path} can't be read: {getattr(e, 'strerror', None) or e}.") from e
    if (told := no_notebook.instead(data, _ITSELF, "name it")) is not None:
        raise CannotCheck(f"{path} {told}.")
    try:
        text = data.decode("utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig")
    except ValueError as e:
        raise CannotCheck(f"{path} isn't a notebook: it holds no text. {_SAVED}") from e
    return of_text(text, path)


def of_text(text: str, path: Path) -> Notebook:
    """The notebook that a file's text is. Raises CannotCheck."""
    if not text.strip():
        raise CannotCheck(f"{path} is empty. Save the notebook in Jupyter once more; if it is closed: {_AGAIN}")
    try:
        found = json.loads(text)
    except json.JSONDecodeError as e:
        raise _damaged(text, path, e) from e
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
        raise NoExercise(f"{path} has no exercise: none of its cells is known as one. {mend}")
    gone = cells.given_gone(metadata, found_cells)
    notes += tuple(f"A given cell was deleted here: the one that begins `{line}`. {_COPY_BACK}" for line in gone)
    return Notebook(path, found_cells, exercises, notes, cells.set_aside(found_cells, exercises), gone)


def _damaged(text: str, path: Path, e: json.JSONDecodeError) -> CannotCheck:
    """What is to be said of a text that isn't whole JSON."""
    if (conflict := no_notebook.conflict_in(text)) is not None:
        line, told = conflict
        name = shlex.quote(path.name)
        mend = (
            f"While git still merges, `git checkout --ours {name}` takes one side, `--theirs` the other; then `git add "
            f"{name}` and `git commit`. After that, delete one side and the three lines of marks in a text editor."
        )
        return CannotCheck(f"{path} {told}. {mend}", line)
    if text.lstrip().startswith("{") and no_notebook.is_cut_off(text, e):
        return CannotCheck(f"{path} is cut off in line {e.lineno}. {_AGAIN}", e.lineno)
    if text.lstrip().startswith("{"):
        return CannotCheck(f"{path} is damaged in line {e.lineno} ({e.msg}). {_AGAIN}", e.lineno)
    return CannotCheck(f"{path} isn't a notebook (line {e.lineno}: {e.msg}). {_SAVED}", e.lineno)


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
