"""A student's notebook, brought into line with the assignment that it answers.

Whatever a student did to the cells that nbgrader knows, `mend` leaves each of them once, with the
instructor's own points and, where it is locked, the instructor's own text.
"""

import copy
from collections.abc import Container

from autograder.notebooks import defining, ordering
from autograder.notebooks.cells import exercise_and_part, grade_id_of, is_graded, is_picture, is_solution, nbgrader_metadata
from autograder.notebooks.format import NotebookNode, new_code_cell, new_markdown_cell
from autograder.notebooks.matching import Original, recognised
from autograder.text.listing import first_of, listed

_MOST_NAMED = 8


def mend(
    notebook: NotebookNode,
    assignment: Original,
    overwritten: Container[str] = (),
    tags_are_known: bool = True,
    is_as_handed_in: bool = True,
) -> list[str]:
    """Bring `notebook` into line with `assignment`, in place; returns what was done, in sentences.

    A cell that occurs twice counts once: of a checks cell the last, since all that the student wrote stands
    above it, of an answer that a person reads the last that was begun, of any other the first. The copies stay as
    ordinary cells, and still run; so of an exercise what Python met last counts. Given and checks cells
    that are missing come back; a missing exercise cell doesn't, since its function may stand anywhere. The cells in
    `overwritten` keep their text: nbgrader put it there, which knows more of them than the source does (autotests).
    Where the original's tags aren't known, a cell keeps its own. What a student typed into a locked cell becomes one
    of its own beside it, unless the notebook isn't `is_as_handed_in` any more: then the text there is nbgrader's.
    """
    notes: list[str] = []
    if lost := recognised(notebook, assignment):
        for at, known_as in lost.items():
            notebook.cells[at].metadata["nbgrader"] = {"grade_id": known_as}
        notes.append(
            f"Cells of this notebook don't bear what nbgrader knows them by, {len(lost)} in all: they were found by the names"
            " that they define and by their text."
        )
    kept: dict[str, NotebookNode] = {}
    twice: dict[str, list[str]] = {}
    for cell in notebook.cells:
        grade_id = grade_id_of(cell)
        if grade_id is not None and grade_id in assignment.cells:
            original, is_again = assignment.cells[grade_id], grade_id in kept
            named = twice.setdefault(_which_counts(original), [])
            if is_again and grade_id not in named:
                named.append(grade_id)
            if not is_again or (is_graded(original) and (not is_solution(original) or is_answered(cell))):
                if is_again:
                    kept[grade_id].metadata.pop("nbgrader", None)
                kept[grade_id] = cell
                continue
        elif grade_id is not None:
            notes.append(f"The cell `{grade_id}` isn't one of {assignment.name}; it ran as an ordinary cell.")
        cell.metadata.pop("nbgrader", None)
        if is_picture(cell) and tags_are_known:
            cell.metadata.pop("tags", None)
    for which, named in twice.items():
        if named:
            notes.append(f"{_the_cells(named)} {'is' if len(named) == 1 else 'are'} there more than once; {which} counts.")
    if is_as_handed_in:
        notes += _keep_what_was_typed(notebook, assignment, kept)
    for grade_id, cell in kept.items():
        if grade_id not in overwritten:
            _restore(cell, assignment.cells[grade_id], tags_are_known)
    missing: list[str] = []
    put_back: list[str] = []
    for grade_id, original in assignment.cells.items():
        if grade_id in kept or is_picture(original):
            continue
        if is_solution(original):
            missing.append(grade_id)
            if not is_graded(original):
                continue
        else:
            put_back.append(grade_id)
        cell = copy.deepcopy(original)
        if any(cell.get("id") == other.get("id") for other in notebook.cells):
            cell.id = new_code_cell().id  # a cell of the student's own bears it
        if is_solution(original):
            cell.source = ""  # an answer that wasn't handed in, and never the instructor's own
        notebook.cells.insert(_place(notebook, assignment, grade_id), cell)
        kept[grade_id] = cell
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        notes.append(f"{_the_cells(missing)} {verb} missing; what the notebook defines elsewhere was graded.")
    if put_back:
        verb = "was missing; it was" if len(put_back) == 1 else "were missing; they were"
        notes.append(f"{_the_cells(put_back)} {verb} put back.")
    return notes + ordering.order(notebook, assignment)


def is_answered(cell: NotebookNode) -> bool:
    """Whether something is written in a cell that isn't the text it was handed out with, whatever blanks stand around that."""
    text = cell.source.strip()
    return bool(text) and not defining.is_as_released(cell) and not defining.is_as_released(cell, text)


def _which_counts(original: NotebookNode) -> str:
    """Which of several copies of a cell counts, in words."""
    if is_graded(original):
        return "the last one that is written" if is_solution(original) else "the last one"
    if is_solution(original) and original.cell_type == "code":
        return "the last one that is written, and stands above its checks,"
    return "the first one"


def _the_cells(grade_ids: list[str]) -> str:
    names = first_of([f"`{name}`" for name in grade_ids], _MOST_NAMED)
    return f"The cell{'s' * (len(names) > 1)} {listed(names)}"


def _keep_what_was_typed(notebook: NotebookNode, assignment: Original, kept: dict[str, NotebookNode]) -> list[str]:
    """Put what a student typed into locked cells, which not every editor locks, into cells of its own; returns notes."""
    beside: dict[int, tuple[str, str]] = {}
    notes = []
    for grade_id, cell in kept.items():
        original = assignment.cells[grade_id]
        if not is_solution(original) and any(typed := _typed(cell, original)):
            beside[id(cell)] = typed
            notes.append(f"Something was typed into the locked cell `{grade_id}`: it was put into a cell of its own beside it.")
    cells = []
    for cell in notebook.cells:
        before, after = beside.get(id(cell), ("", ""))
        make = new_code_cell if cell.cell_type == "code" else new_markdown_cell
        cells += [*([make(before)] if before else []), cell, *([make(after)] if after else [])]
    notebook.cells = cells
    return notes


def _typed(cell: NotebookNode, original: NotebookNode) -> tuple[str, str]:
    """What of a locked cell's text is the student's, above what was given and below; "" if only blanks differ, or lines are gone.

    Where the given text isn't there in one piece, all of it is above.
    """
    text = cell.source.replace("\r\n", "\n")
    texts = [known.strip() for known in (original.source, defining.released(original.source)) if known.strip()]
    if defining.squeezed(text) in map(defining.squeezed, texts) or defining.is_as_released(cell):
        return "", ""
    whole = next((known for known in texts if known in text), None)
    parts = text.split(whole, 1) if whole is not None else [text, ""]
    lines = {defining.squeezed(line) for line in original.source.splitlines()}
    is_theirs = [any(defining.squeezed(line) not in lines for line in part.splitlines() if line.strip()) for part in parts]
    before, after = (part.strip("\n") if theirs else "" for part, theirs in zip(parts, is_theirs, strict=True))
    return before, after


def _restore(cell: NotebookNode, original: NotebookNode, tags_are_known: bool) -> None:
    """Give a student's cell the instructor's metadata, and the instructor's text unless it is the student's to write."""
    checksum = nbgrader_metadata(cell).get("checksum")
    cell.metadata["nbgrader"] = copy.deepcopy(original.metadata["nbgrader"])
    if is_solution(original) and isinstance(checksum, str):
        # Of the cell as it was handed out: by it nbgrader sees that an answer was never begun, and is worth 0 unread.
        cell.metadata["nbgrader"]["checksum"] = checksum
    if not is_solution(original):
        cell.source = original.source
    if not is_solution(original) and tags_are_known:
        cell.metadata["tags"] = list(original.metadata.get("tags", []))
    if cell.cell_type != original.cell_type:
        cell.cell_type = original.cell_type
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
            cell.pop("attachments", None)
        else:
            cell.pop("outputs", None)
            cell.pop("execution_count", None)


def _place(notebook: NotebookNode, assignment: Original, grade_id: str) -> int:
    """Where a missing cell goes: checks behind their exercise, or at the end if that is gone too; others in order."""
    present = {found: index for index, cell in enumerate(notebook.cells) if (found := grade_id_of(cell))}
    if is_graded(assignment.cells[grade_id]):
        exercise, _ = exercise_and_part(grade_id)
        same = [i for found, i in present.items() if exercise_and_part(found)[0] == exercise]
        return max(same) + 1 if exercise in present else len(notebook.cells)
    before = list(assignment.cells)[: list(assignment.cells).index(grade_id)]
    return max((present[found] + 1 for found in before if found in present), default=0)
