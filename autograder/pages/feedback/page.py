"""The page of feedback: on top what came of it and the one thing to do next, below what is said of each exercise."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markupsafe import Markup

from autograder.formats.points import counted, shown, total
from autograder.pages.feedback.exercises import Exercise, exercises_of
from autograder.pages.feedback.notebook import Notebook, Shown
from autograder.pages.feedback.space import Space
from autograder.pages.feedback.told import Check, cells_of, is_read, notes_of
from autograder.pages.notebook.bounded import Room
from autograder.pages.notebook.markdown import html_of_comment
from autograder.pages.page import environment, inline, page
from autograder.results.rows import NOT_GRADED
from autograder.results.telling import Said
from autograder.text.listing import listed
from autograder.text.places import shortened

TEMPLATE = "feedback.html.j2"
_MOST_CELLS = 3
_MOST_SAID, _MOST_NOTES = 8, 20
_LONGEST_LEAD, _LONGEST, _LONGEST_FIRST, _SHORTEST = 2_000, 700, 400, 100
PLAINLY = (
    "Your notebook is shown here as plain text, without pictures and formatting, since the usual page of it couldn't be made."
    " Your scores and comments are all here, and nothing of your work is lost."
)


@dataclass(frozen=True)
class Gradebook:
    """What the gradebook says of the notebook as a whole: `score` is what is left after the `penalty` for a late hand-in. None
    where it says nothing, and the cells' scores are added up.
    """

    score: float | None = None
    points: float | None = None
    penalty: float = 0.0


def warm_up() -> None:
    """Compile the templates here, once, and not in each page's own process."""
    for name in (TEMPLATE, "page.html.j2"):
        environment().get_template(name)


def feedback(nb: Any, metadata: Any, title: str, gradebook: Gradebook, room: Room, folder: Path) -> str:
    """The page of one notebook. `nb` is what `plain_notebook` left of it, with the scores and comments of `KnownGrades`;
    `metadata` is the graded notebook's own. Pictures that its Markdown shows lie in `folder`.
    """
    notes = notes_of(metadata)
    told = cells_of(metadata)
    exercises = exercises_of(nb.cells, told)
    space = Space(len(exercises))
    shown_notes = _notes(notes, space)
    notebook = Notebook(nb, told.keys(), room, space, folder)
    sections = [_section(exercise, notebook, room, space, notes) for exercise in exercises]
    elsewhere = {id(cell): exercise.number for exercise in exercises for cell in exercise.own}
    next_one = next((section for section in sections if section["exercise"].state == "wrong"), None)
    return page(
        TEMPLATE,
        title=title,
        plainly=PLAINLY if room.plain else "",
        total=_total(exercises, gradebook),
        notes=shown_notes,
        sections=sections,
        next=next_one,
        nothing_left=_nothing_left(exercises),
        carried=_carried(exercises),
        no_file=bool(sections) and (not is_read(metadata) or all(section["is_file"] for section in sections)),
        rest=notebook.rest(elsewhere) if is_read(metadata) else [],
        NOT_GRADED=NOT_GRADED,
    )


def _total(exercises: list[Exercise], gradebook: Gradebook) -> dict[str, Any]:
    given = total(exercise.given for exercise in exercises)
    whole = gradebook.points if gradebook.points is not None else given.whole
    score = gradebook.score if gradebook.score is not None else given.earned
    given = replace(given, earned=max(0.0, score), known=max(0.0, whole - given.unread - given.not_graded))
    more = []
    if gradebook.penalty:
        more.append(f"It came late, which took off {counted(gradebook.penalty)}.")
    if given.unread:
        more.append(f"{given.missing_unread}.")
    if given.errors:
        more.append(f"{given.missing_errors}, and no point is lost: your instructor sees why.")
    return {
        "score": shown(given.earned),
        "possible": given.of,
        "is_any": given.known > 0 or given.earned > 0,
        "more": more,
    }


def _section(exercise: Exercise, notebook: Notebook, room: Room, space: Space, notes: list[str]) -> dict[str, Any]:
    """What the template shows of an exercise."""
    found = exercise.said if exercise.state in ("wrong", "error", "graded") or exercise.by_person else []
    # What is said of the whole file stands above, once; here it would stand at each exercise.
    is_file = bool(found) and found[0].sentence in notes
    comment = _comment(exercise, room, space)
    sayings = _sayings(found, space)
    first = found[0].sentence if found else exercise.comment.partition("\n")[0]
    cells = _cells(exercise, notebook)
    is_short = exercise.state == "right" and bool(cells) and not (comment or exercise.carried or exercise.by_person)
    failing = [cell for cell, grade in zip(exercise.graded, exercise.grades, strict=True) if grade.state == "wrong"]
    return {
        "exercise": exercise,
        "is_file": is_file,
        "comment": Markup(comment),
        "sayings": [] if is_file else sayings,
        "first": inline(shortened(first, _LONGEST_FIRST)),
        "more": len(found) - len(sayings),
        "cells": cells,
        "printed": [] if exercise.told else [notebook.printed(cell) for cell in failing if cell.cell_type == "code"],
        "is_short": is_short,
    }


def _comment(exercise: Exercise, room: Room, space: Space) -> str:
    """HTML of the comment, of which there is always something; a whole one is what a person writes."""
    for longest in (len(exercise.comment), _LONGEST_LEAD, _SHORTEST) if exercise.comment else ():
        comment = html_of_comment(shortened(exercise.comment, longest), room)
        if space.takes(comment):
            break
    return comment if exercise.comment else ""


def _notes(notes: list[str], space: Space) -> list[Markup]:
    """The first of the notes, and how many more there are."""
    shown = [inline(note) for note in notes]
    kept = [note for note in shown[:_MOST_NOTES] if space.takes(note)]
    left = len(notes) - len(kept)
    return [*kept, *([Markup(f"And {left} more.")] if left else [])]


def _sayings(found: list[Said], space: Space) -> list[dict[str, Any]]:
    """The first of what is said, each with its picture if there is room for it; of the very first there is always something."""
    sayings = []
    for number, one in enumerate(found[:_MOST_SAID]):
        longest = _LONGEST if number else _LONGEST_LEAD
        sentence, asked = inline(shortened(one.sentence, longest)), inline(shortened(one.asked, longest))
        if not space.takes(sentence + asked):
            if number:
                break
            sentence, asked = inline(shortened(one.sentence, _SHORTEST)), Markup("")
        picture = next((check for check in one.checks if isinstance(check, Check) and check.picture), None)
        address = picture.picture if picture is not None and space.takes(picture.picture) else ""
        alt = (picture.alt if picture is not None else "") or "A picture of what the check saw."
        sayings.append({"sentence": sentence, "asked": asked, "picture": address, "alt": alt})
    return sayings


def _cells(exercise: Exercise, notebook: Notebook) -> list[Shown]:
    """The exercise's own cells, and others in which a line is to be looked at."""
    marked = exercise.marked if exercise.state in ("wrong", "error") else {}
    others = [cell for cell in map(notebook.numbered, marked) if cell is not None]
    cells = [*exercise.own, *(cell for cell in others if all(cell is not own for own in exercise.own))]
    return [notebook.shown(cell, marked.get(cell.get("execution_count"), ())) for cell in cells[:_MOST_CELLS]]


def _nothing_left(exercises: list[Exercise]) -> str:
    """What is to be done where no exercise is "not yet": nothing."""
    states = {exercise.state for exercise in exercises}
    if "error" in states:
        return "Nothing, for now: what couldn't be graded is for your instructor to see to."
    if "waits" in states:
        return "Nothing, for now: your instructor reads the rest."
    return "Nothing: all of it is right." if states == {"right"} else "Nothing is left to do."


def _carried(exercises: list[Exercise]) -> list[Markup]:
    """A sentence for each function, not right yet, that others stand on which are right."""
    by_cause: dict[tuple[str, ...], list[str]] = {}
    for exercise in exercises:
        if exercise.carried:
            by_cause.setdefault(tuple(exercise.carried), []).append(exercise.name)
    return [inline(_carried_told(names, list(causes))) for causes, names in by_cause.items()]


def _carried_told(names: list[str], causes: list[str]) -> str:
    stands = "stands" if len(names) == 1 else "stand"
    it_is = "it is" if len(names) == 1 else "they are"
    versions = "a right version in its place" if len(causes) == 1 else "right versions in their place"
    return f"{_names(names)} {stands} on {_names(causes)}. With {versions} {it_is} right: a mistake is paid for once."


def _names(names: list[str]) -> str:
    return listed([f"`{name}`" for name in names])
