"""What a student is told when their code failed in a check, in the words of the course.

Each sentence comes in two parts, as `results.telling` has them: what happened, in which line, and what that most often means.
"""

import re
from dataclasses import dataclass, replace

from autograder.checking.explained import explained
from autograder.checking.written import SYNTAX, Written, arguments_of, in_backticks, told_of
from autograder.notebooks import defining
from autograder.notebooks.settings import Words
from autograder.results.telling import About, not_answered, not_written
from autograder.text.grammar import COMPARES, explained_syntax, told_syntax, without_place
from autograder.workers.answer import Error

_NAME = re.compile(r"name '(\w++)' is not defined")
_ATTRIBUTE = re.compile(r"'(\w++)' object has no attribute '(\w++)'")
_ARGUMENTS = re.compile(
    r"\b(\w++)\(\) (?:takes (?:no|\d++|from) |missing \d++ required |got an unexpected keyword |got multiple values )"
)
_NO_FUNCTION = re.compile(r"'(\w++)' object is not callable|\b(\w++)\.(?:forward|__call__)\(\) missing \d++ required ")
_MOST_OF_MESSAGE = 500


@dataclass(frozen=True)
class Asked:
    """What was asked for when an error came. `name` is what a student calls it; `exercise` is where to look for it.

    `returned` is the kind of object, in words, where it is an attribute of what the exercise returned; "" where it is the
    exercise itself, or an object of a class that the student wrote.
    """

    name: str
    exercise: str = ""
    attribute: str = ""
    returned: str = ""


@dataclass(frozen=True)
class Told:
    """What a student is told of an error. `cell` and `line` say where the student should look: the number of a code cell, and of
    a line in it, from 1 on; 0 where no line is meant.
    """

    finding: str
    hint: str = ""
    about: About = "code"
    cell: int = 0
    line: int = 0


def told(asked: Asked, error: Error, words: Words, written: Written) -> Told:
    """What went wrong when something was asked for: `error` is a worker's word for it."""
    cell, line = _where(asked, error, written)
    return replace(_told(asked, error, words, written), cell=cell, line=line)


def _where(asked: Asked, error: Error, written: Written) -> tuple[int, int]:
    """The line to look at: that of the exercise's own cell, if one of its lines is on the way."""
    own = written.cell_of.get(asked.exercise or asked.name)
    failed = written.failures.get(own) if error["missing"] and own is not None else None
    if failed is not None and own is not None:
        return own, failed["line"] or 0
    places = [(error["cell"], error["line"]), (error["outer_cell"], error["outer_line"])]
    known = [(cell, line) for cell, line in places if cell is not None and line is not None]
    return next((place for place in known if place[0] == own), known[0] if known else (0, 0))


def _told(asked: Asked, error: Error, words: Words, written: Written) -> Told:
    kind, message = error["type"], without_signatures(error["message"][:_MOST_OF_MESSAGE].strip())
    if error["missing"]:
        return _missing(asked.name, words, written)
    if kind == "Interrupted":
        return Told(f"`{asked.name}` was stopped: {_ended(message)}")
    if _is_stub(error, words):
        inside = error["inside"]
        others = inside.isidentifier() and not inside.startswith("__") and inside not in asked.name.split(".")
        about = f"`{asked.name}` calls `{inside}`, which isn't written yet." if others else not_written(asked.name)
        return Told(about, about="cell")
    if kind == "Unsendable":
        return Told(f"What `{asked.name}` returned can't be checked: {_ended(message)}", about="shape")
    found = _ATTRIBUTE.match(message) if error["cell"] is None and kind == "AttributeError" else None
    if found is not None and asked.attribute == found[2]:
        # The check asked for it, and no line of the student's.
        return _without_attribute(asked, found[1], message, error["meant"], words)
    if no_function := _no_function(asked, error, message, written):
        return no_function
    written.met.update(written.overwritten_in(kind, error["cell"], error["line"]))
    place = _place(error, asked.exercise, written)
    if asked.returned and asked.exercise and not place:
        # No line of the student's raised: the check made something of what came back.
        finding = f"What `{asked.exercise}` returned can't be used as it should be. {kind}: {_ended(message)}"
        return Told(finding, _meaning(error, words, written), "shape")
    is_nameless = asked.returned and asked.exercise and asked.name[:1].islower()  # a function, a generator: of no class of theirs
    subject = f"What `{asked.exercise}` returned" if is_nameless else f"`{asked.name}`"
    finding = f"{subject} raised {kind}{f' {place}' if place else ''}: {_ended(message)}"
    return Told(finding, _meaning(error, words, written))


def _no_function(asked: Asked, error: Error, message: str, written: Written) -> Told | None:
    """A function was asked for, and something else has its name: most often what it should make, without a `def`."""
    found = _NO_FUNCTION.match(message) if error["type"] == "TypeError" and error["cell"] is None else None
    name = asked.name
    if found is None or asked.returned or name not in written.released or not written.first_line(name, name).startswith("`def "):
        return None
    if found[1]:
        an = "an" if found[1][0] in "aeiou" else "a"
        return Told(f"`{name}` is no function but {an} {found[1]}.", f"Begin it as it was given: `def {name}(…)`.")
    return Told(f"`{name}` is a {found[2]} itself.", f"Write a function that makes it: `def {name}(): return …`.")


def without_signatures(message: str) -> str:
    """A message of PyTorch's without all the ways in which the function may be called, a line each."""
    return message.partition(", but expected one of:\n")[0]


def _place(error: Error, exercise: str, written: Written) -> str:
    """The line that raised; where that is in another cell than the exercise's own, the line that led there before it."""
    place = written.place(error["cell"], error["line"], exercise)
    outer = written.place(error["outer_cell"], error["outer_line"], exercise)
    if not place or not outer or error["outer_cell"] == error["cell"]:
        return place
    inside = f"`{error['inside']}` " if error["inside"].isidentifier() else ""
    return f"{outer}, which led to {inside}{place}"


def _is_stub(error: Error, words: Words) -> bool:
    message = error["message"]
    return error["type"] == "NotImplementedError" and (not message or message.startswith(words.stub))


def _ended(message: str) -> str:
    """A message that others end without a full stop, or with one."""
    return message if message.endswith((".", "!", "?", ":")) or not message else f"{message}."


def _without_attribute(asked: Asked, type_name: str, message: str, meant: str, words: Words) -> Told:
    """The check wants an attribute that the student's object doesn't have; `meant` is one that it has, almost spelt so."""
    if asked.returned:
        finding = f"What `{asked.exercise}` returned is {asked.returned}, which has no `.{asked.attribute}`."
        return Told(finding, explained(message, words.errors), "shape")
    finding = f"Your `{type_name}` has no `{asked.attribute}`."
    if type_name != asked.exercise:
        return Told(finding, explained(message, words.errors))
    if meant:
        return Told(finding, f"It has `{meant}`: the name has to be `{asked.attribute}`.")
    return Told(
        finding, f"Is it there, inside the class, and spelt `{asked.attribute}`? What belongs to the object is set on self."
    )


def _missing(name: str, words: Words, written: Written) -> Told:
    """The notebook has no such name: because its cell is gone, doesn't run, or calls it otherwise."""
    number = written.cell_of.get(name)
    error = written.failures.get(number) if number is not None else None
    is_question = name.startswith(words.question)
    if is_question and (error is None or _is_stub(error, words)):
        return Told(not_answered(name), about="cell")
    if error is not None and number is not None:
        return _failing_cell(name, number, error, words, written)
    if number is None:
        hint = "Is its cell still there, and does it run without an error?"
        if name in written.released:
            hint = "Its cell was deleted, or moved: copy it back from the notebook that was given out, to where it stood."
        return Told(f"`{name}` isn't defined where it is checked.", hint, "cell")
    defined = [other for other in written.defined(number) if other != name]
    hint = f"The cell defines `{defined[0]}`: the name has to be `{name}`." if defined else f"Write `{name}` there."
    return Told(f"The cell of `{name}` ran, but defines no `{name}`.", hint, "cell")


def _failing_cell(name: str, number: int, error: Error, words: Words, written: Written) -> Told:
    """The cell of an exercise ended in an error, so that the exercise isn't there."""
    kind, message = error["type"], without_signatures(without_place(error["message"][:_MOST_OF_MESSAGE].strip())[0])
    never_ran = written.never_ran(name, number, error["line"])
    is_stub = _is_stub(error, words)
    if is_stub and (not never_ran or defining.gives(written.released.get(name, ""), name)):
        return Told(not_written(name), about="cell")
    quoted = written.quoted(number, error["line"])
    line = f"line {error['line']}{f', {quoted}' if quoted else ''}" if error["line"] is not None else ""
    if kind in SYNTAX:
        what = told_syntax(kind, message, error["line"] or 0, quoted)
        return Told(f"Python can't read the cell of `{name}`, so nothing in it ran. {what}", explained_syntax(message), "cell")
    if kind == "Interrupted":
        hint = f"{never_ran} is in that cell: move what takes so long to a cell of its own, further down." if never_ran else ""
        return Told(f"The cell of `{name}` was stopped before `{name}` was there: {_ended(message)}", hint, "cell")
    here = error.copy()
    here["cell"] = number
    hints = [_meaning(here, words, written)]
    if never_ran:
        instead = "take the line out" if is_stub else "if it doesn't need the line, move that to a cell of its own, further down"
        hints.append(f"{never_ran} stands below that line, and never ran: {instead}.")
    elif missing_name(error) == name and written.is_compared(name, number, error["line"]):
        hints = [COMPARES]
    elif kind == "NameError" and name.startswith(words.question):
        hints = ['A letter stands in quotes, as in "a".']
    what = f"{kind}: {_ended(message)}" if message else f"{kind}."
    finding = f"The cell of `{name}` stopped{f' in {line}' if line else ''}, before `{name}` was there. {what}"
    return Told(finding, " ".join(filter(None, hints)), "cell")


def missing_name(error: Error) -> str | None:
    """The name that isn't there, by a NameError's own words; None for any other error."""
    found = _NAME.search(error["message"][:_MOST_OF_MESSAGE]) if error["type"] == "NameError" else None
    return found[1] if found is not None else None


def _meaning(error: Error, words: Words, written: Written) -> str:
    """What an error most often means, from where it stands and what it says; "" if nobody knows."""
    message = error["message"][:_MOST_OF_MESSAGE]
    if names := written.overwritten_in(error["type"], error["cell"], error["line"]):
        return told_of(names)
    if name := missing_name(error):
        return _of_name(name, error, written)
    if error["type"] == "TypeError" and (found := _ARGUMENTS.search(message)):
        return _of_arguments(message, found[1], written, error["cell"] is not None) or explained(message, words.errors)
    near = f"Did you mean `{error['meant']}`?" if error["meant"] and error["type"] == "AttributeError" else ""
    return explained(message, words.errors, error["type"]) or near


def _of_name(name: str, error: Error, written: Written) -> str:
    """A name that isn't there: another exercise, an attribute without `self`, a slip, or something that comes too late."""
    if name in written.released:
        where = "Its cell stands above, and failed itself." if name in written.cell_of else "Its cell has to run before this one."
        return f"`{name}` is an exercise of its own, and isn't defined yet. {where}"
    if late := written.made_elsewhere(name, error["cell"], error["line"], is_function=True):
        return late
    function = next((header for kind, header in written.headers(error["cell"], error["line"]) if kind == "def"), "")
    own = written.near_in(function, name, error["cell"])
    if own is not None:
        return f"Did you mean `{own.name}`{', the argument' if own.is_argument else ''}?"
    module = error["meant"].rpartition(".")[0]
    if module and written.is_called(name, error["cell"], error["line"]):
        return f"`{name}` belongs to `{module}`: write `{error['meant']}`."
    if written.is_in_method(error["cell"], error["line"]):
        return f"`{name}` isn't one of the arguments. What belongs to the object is `self.{name}` in each of its methods."
    near = written.near(name, error["cell"])
    reading = written.reading_in(function, error["cell"])
    if reading is not None and reading.unused and near not in [*reading.arguments, *reading.own]:
        others, verb = in_backticks(reading.unused[:3]), "are" if len(reading.unused) > 1 else "is"
        return f"`{name}` is none of the arguments of `{function}`; {others} {verb} passed in, and not used there."
    if late := written.made_elsewhere(name, error["cell"], error["line"], is_function=False):
        return late
    if near is not None:
        return f"Did you mean `{near}`?"
    return f"Nothing is called `{name}` there: it is none of the arguments, and no line before gives it a value."


def _of_arguments(message: str, function: str, written: Written, called_in_a_cell: bool) -> str:
    """A call that doesn't fit a function of the student's: how the exercise began it, beside how it begins now; where both take
    as many arguments, it is the call in a cell that is wrong.
    """
    qualified = re.search(rf"\b(\w++)\.{re.escape(function)}\(\)", message)
    exercise = qualified[1] if qualified is not None else function
    if exercise not in written.released:
        return ""
    asked, own = written.first_line(exercise, function), written.own_line(exercise, function)
    if not asked:
        return ""
    takes = arguments_of(own, function)
    if called_in_a_cell and takes and len(takes) == len(arguments_of(asked, function)):
        lacks = re.search(r"required positional arguments?: (.{1,300})", message)
        named = in_backticks(re.findall(r"'(\w++)'", lacks[1])) if lacks is not None else ""
        return f"The call in that line {f'lacks {named}' if named else 'is another'}: `{function}` takes {in_backticks(takes)}."
    asked, own = (f"{line[:-2]}`" if line.endswith(":`") else line for line in (asked, own))
    return f"It is called as the exercise has it: {asked}." + (f" Yours is {own}." if own and own != asked else "")
