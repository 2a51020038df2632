"""What is said of an error in a cell: what it is called, the line, and what to do."""

import re

from autograder.text.grammar import as_python_says, explained_syntax, told_syntax, without_place
from autograder.visible import missing
from autograder.visible.going import Going
from autograder.visible.kernel import SYNTAX, Error, Ran
from autograder.visible.places import first_line, where

_LOOP = "Is there a loop that never ends?"
_TIME = "It was given out so, and needs its time: give it more by --seconds."
_MEANS = [
    (
        r"No module named 'google",
        "That is there in Colab alone: put the line below `if 'google.colab' in sys.modules:`, or take it out.",
    ),
    (r"^StdinNotImplementedError", "Nobody is there to type while all cells are run: give the name a value in the cell instead."),
    (
        r"^RecursionError",
        "A function calls itself, again and again: on the line that is quoted stands its own name, or that of a "
        "function which calls it back.",
    ),
]
_KNOWN = re.compile(r"write self\.|^Did you mean `|^One `=` gives|is none of the arguments of `")
"""Sentences about a name that isn't there in which the notebook knows the function, and what follows from the cells doesn't."""
_MODULE = re.compile(r"No module named '([\w-]++)")


def ended(ran: Ran, place: int, going: Going) -> str:
    """How a cell ended that didn't end by itself: the end of a sentence."""
    if ran.ended == "died":
        return "ended Python, as quit() or a crash does."
    cell = going.notebook.cells[place]
    is_given = cell.is_locked and not cell.is_check and all(at == place for at, _ in going.frames.get(place, []))
    return f"ran longer than {round(ran.allowed, 1):g} s and was stopped{where(place, going)}. {_TIME if is_given else _LOOP}"


def error_of(error: Error, place: int, going: Going) -> str:
    """An error in a sentence or two: what it is called, where it came from, what it means."""
    if error.name in SYNTAX:
        return syntax_of(error, place, going)
    text = first_line(error.text)
    if error.is_plain:
        return text
    said = f"`{error.name}`: {text}" if text else f"`{error.name}`"
    return " ".join(filter(None, (f"{said.rstrip('.')}{where(place, going)}.", _means(error, place, going))))


def syntax_of(error: Error, place: int, going: Going) -> str:
    """An error of Python's grammar, in the words of the grader."""
    source = going.notebook.cells[place].source
    text, named = without_place(first_line(error.text))
    line: int | None = next((line for at, line in reversed(going.frames.get(place, [])) if at == place), named)
    lines = source.splitlines()
    if named and source.startswith("%%"):
        line = named + 1  # of what stands below the magic
    else:
        text, line = as_python_says(source, text, line)
    quoted = f"`{first_line(lines[line - 1])}`" if line and line <= len(lines) else ""
    return f"{told_syntax(error.name, text, line or 0, quoted)} {explained_syntax(text)}".rstrip()


def _means(error: Error, place: int, going: Going) -> str:
    if error.name == "NameError" and (found := missing.NAME.search(error.text)):
        # What is printed below the error is meant for who runs cells by hand; here all above was run.
        said = " ".join(error.explained.split())
        is_known = _KNOWN.search(said) is not None or f"`{found[1]}` belongs to `" in said
        return said if is_known else missing.why(found[1], place, going).sentence
    if error.text.endswith("is not callable") and going.frames.get(place):
        at, line = going.frames[place][-1]
        if told := missing.overwritten("".join(going.notebook.cells[at].source.splitlines()[line - 1 : line]), place, going):
            return told
    told = next((sentence for pattern, sentence in _MEANS if re.search(pattern, f"{error.name}: {error.text}"[:2000])), "")
    return told or _lacks(error, going) or first_line(error.explained)


def _lacks(error: Error, going: Going) -> str:
    """What to do about a module that isn't there."""
    found = _MODULE.search(error.text) if error.name == "ModuleNotFoundError" else None
    if found is None:
        return ""
    here = going.notebook.path.resolve().parent
    if any((folder / "requirements.txt").is_file() for folder in (here, here.parent)):
        return "Install what the notebooks need: `python -m pip install -r requirements.txt`."
    return f"Install it into this Python, or put `{found[1]}.py` beside the notebook if it is a file that was given out."
