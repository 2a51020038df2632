"""What grading doesn't need costs nothing: where a cell stands, what nbgrader knows it by, and in which cell something was typed."""

import copy
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder import Course, Judge
from autograder.authoring.submissions import released
from autograder.notebooks import defining, mending, normalising
from autograder.notebooks.cells import grade_id_of, is_solution

COURSE = Course.at(Path(__file__).parent / "weather_course")
ARRAYS = COURSE.assignment("01_arrays")
RIGHT = {
    grade_id: "\n".join(line for line in cell.source.splitlines() if "### " not in line)
    for grade_id, cell in ARRAYS.cells.items()
    if is_solution(cell)
}
RESULT = "standardise = standardise(np.ones((3, 2)))"


def stubs() -> NotebookNode:
    return released(COURSE, ARRAYS)


def place(notebook: NotebookNode, grade_id: str) -> int:
    return [grade_id_of(cell) for cell in notebook.cells].index(grade_id)


def right() -> NotebookNode:
    notebook = stubs()
    for grade_id, source in RIGHT.items():
        notebook.cells[place(notebook, grade_id)].source = source
    return notebook


def with_cell(notebook: NotebookNode, at: int, source: str) -> NotebookNode:
    notebook.cells.insert(at, new_code_cell(source))
    return notebook


def without_metadata(notebook: NotebookNode) -> NotebookNode:
    for cell in notebook.cells:
        cell.metadata = {}
    return notebook


def only(*sources: str) -> NotebookNode:
    notebook = stubs()
    notebook.cells = [new_code_cell(source) for source in sources]
    return notebook


def beside_each(offset: int) -> NotebookNode:
    """Untouched exercises, and what is right in cells of the student's own, so many below each."""
    notebook = stubs()
    for grade_id, source in RIGHT.items():
        with_cell(notebook, place(notebook, grade_id) + offset, source)
    return notebook


def at_the_end(*sources: str) -> NotebookNode:
    notebook = stubs()
    notebook.cells += [new_code_cell(source) for source in sources]
    return notebook


def typed_into_the_checks(also: str = "") -> NotebookNode:
    notebook = stubs()
    for grade_id, source in RIGHT.items():
        checks = notebook.cells[place(notebook, f"test_{grade_id}")]
        checks.source = f"{source}\n\n{checks.source}{also}"
    return notebook


def typed_into_a_given_cell() -> NotebookNode:
    notebook = right()
    notebook.cells[place(notebook, "given_imports")].source += "\n\ndef spread_of(x):\n    return x.std(axis=0)"
    exercise = notebook.cells[place(notebook, "standardise")]
    exercise.source = exercise.source.replace("x.std(axis=0)", "spread_of(x)", 1)
    return notebook


def with_a_helper_below() -> NotebookNode:
    sources = [RIGHT["standardise"].replace("x.std(axis=0)", "spread_of(x)", 1), *list(RIGHT.values())[1:]]
    return at_the_end(*sources, "def spread_of(x):\n    return x.std(axis=0)")


HONEST: dict[str, Callable[[], NotebookNode]] = {
    "no metadata": lambda: without_metadata(right()),
    "no metadata, and a first try above": lambda: without_metadata(
        with_cell(right(), place(right(), "standardise"), "def standardise(x):\n    return x")
    ),
    "nothing but functions": lambda: only("import numpy as np", *RIGHT.values()),
    "all in one cell": lambda: only("import numpy as np\n\n" + "\n\n".join(RIGHT.values())),
    "typed into the checks": typed_into_the_checks,
    "typed into the checks, and those changed": lambda: typed_into_the_checks("\nprint(got)"),
    "typed into a given cell": typed_into_a_given_cell,
    "above the untouched exercises": lambda: beside_each(0),
    "below the checks": lambda: beside_each(2),
    "at the end": lambda: at_the_end(*RIGHT.values()),
    "at the end in one cell": lambda: at_the_end("\n\n".join(RIGHT.values())),
    "at the end with a helper": with_a_helper_below,
    "at the top in one cell": lambda: with_cell(stubs(), 2, "\n\n".join(RIGHT.values())),
    "overwritten by its result": lambda: with_cell(right(), place(right(), "standardise") + 1, RESULT),
}


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    with Judge(COURSE) as found:
        yield found


@pytest.mark.parametrize("how", HONEST)
def test_right_functions_have_full_marks_wherever_they_stand(judge: Judge, how: str) -> None:
    report = judge.grade(HONEST[how](), "01_arrays", "ada", seed=1)
    assert report.score == 8, report.as_json()
    assert report.notes  # what was done about it is said
    assert not any("raised" in note for note in report.notes)


def test_untouched_exercises_have_none(judge: Judge) -> None:
    assert judge.grade(stubs(), "01_arrays", "ada", seed=1).score == 0
    assert judge.grade(without_metadata(stubs()), "01_arrays", "ada", seed=1).score == 0


def test_wrong_code_gains_nothing_by_its_place(judge: Judge) -> None:
    wrong = [f"def {name}(*given):\n    return 0" for name in ("standardise", "moving_average", "closest_pair")]
    for notebook in (at_the_end(*wrong), without_metadata(at_the_end(*wrong)), only(*wrong)):
        assert judge.grade(notebook, "01_arrays", "eve", seed=1).score == 0
    notebook = stubs()
    for cell in notebook.cells:
        if str(grade_id_of(cell)).startswith("test_"):
            cell.source = "pass\n" + "\n".join(wrong)
    assert judge.grade(notebook, "01_arrays", "eve", seed=1).score == 0


def test_the_last_definition_above_the_checks_counts(judge: Judge) -> None:
    notebook = with_cell(right(), place(right(), "standardise") + 1, "def standardise(x):\n    return x")
    assert judge.grade(without_metadata(notebook), "01_arrays", "ada", seed=1).score == 5


def copied(notebook: NotebookNode, grade_id: str, at: int, source: str) -> NotebookNode:
    twin = copy.deepcopy(notebook.cells[place(notebook, grade_id)])
    twin.source = source
    notebook.cells.insert(at, twin)
    return notebook


WRONG = "def standardise(x):\n    return x"
STUB = stubs().cells[place(stubs(), "standardise")].source
COPIES = {
    "a wrong one between": (RIGHT["standardise"], WRONG, "", 5),
    "a right one between": (WRONG, RIGHT["standardise"], "", 8),
    "an untouched one between": (RIGHT["standardise"], STUB, "", 8),
    "a wrong one below the checks": (RIGHT["standardise"], "", WRONG, 8),
    "a right one below the checks": (WRONG, "", RIGHT["standardise"], 5),
    "a right one below the checks of untouched ones": (STUB, STUB, RIGHT["standardise"], 8),
}


@pytest.mark.parametrize("kind", COPIES)
def test_of_a_doubled_exercise_that_counts_which_the_note_says(judge: Judge, kind: str) -> None:
    first, between, below, score = COPIES[kind]
    notebook = right()
    notebook.cells[place(notebook, "standardise")].source = first
    above, last = place(notebook, "test_standardise"), place(notebook, "test_standardise-constant")
    for where, source in ((last + 1, below), (above, between)):
        if source:
            copied(notebook, "standardise", where, source)
    report = judge.grade(notebook, "01_arrays", "ada", seed=1)
    told = "The cell `standardise` is there more than once; the last one that is written, and stands above its checks, counts."
    assert [note for note in report.notes if "more than once" in note] == [told]
    assert report.score == score, report.as_json()


def test_of_other_doubled_cells_it_is_said_which_counts() -> None:
    notebook = right()
    for grade_id, source in (("given_imports", "first = 1"), ("test_standardise", "pass"), ("test_q_axis", "pass")):
        copied(notebook, grade_id, place(notebook, grade_id), source)
    notes = mending.mend(notebook, ARRAYS)
    assert "The cells `test_standardise` and `test_q_axis` are there more than once; the last one counts." in notes
    assert "The cell `given_imports` is there more than once; the first one counts." in notes


@pytest.mark.parametrize(
    ("first", "second", "counts"), [("One.", "Two.", 1), ("One.", None, 0), (None, "Two.", 1), ("One.", "", 0)]
)
def test_of_a_doubled_answer_the_last_that_is_written_counts(first: str | None, second: str | None, counts: int) -> None:
    """None is the text that was handed out."""
    tables = COURSE.assignment("02_tables")
    notebook = released(COURSE, tables)
    at = place(notebook, "answer_missing")
    given = notebook.cells[at].source
    copied(notebook, "answer_missing", at + 1, given if second is None else second)
    notebook.cells[at].source = given if first is None else first
    cells = notebook.cells[at : at + 2]
    notes = mending.mend(notebook, tables)
    assert "The cell `answer_missing` is there more than once; the last one that is written counts." in notes
    assert [grade_id_of(cell) == "answer_missing" for cell in cells] == [counts == 0, counts == 1]


def test_an_overwritten_name_is_told_with_both_cells(judge: Judge) -> None:
    notebook = with_cell(right(), place(right(), "test_standardise"), RESULT)
    (told,) = judge.grade(notebook, "01_arrays", "ada", seed=1).notes
    assert "`standardise` is overwritten in code cell 3, where it becomes" in told
    assert "numpy.ndarray" in told
    assert "code cell 2 defines" in told


def test_in_the_cell_that_defines_it_too(judge: Judge) -> None:
    notebook = right()
    notebook.cells[place(notebook, "standardise")].source += f"\n\n{RESULT}"
    report = judge.grade(notebook, "01_arrays", "ada", seed=1)
    assert report.score == 8
    assert "`standardise` is overwritten in code cell 2" in report.notes[0]


def _mended(notebook: NotebookNode) -> tuple[list[str], list[str]]:
    """The sources of the code cells, and the notes."""
    notes = mending.mend(notebook, ARRAYS)
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"], notes


def test_a_locked_cell_that_was_only_reformatted_runs_once() -> None:
    plain, _ = _mended(right())
    notebook = right()
    for grade_id in ("given_imports", "test_standardise", "test_q_axis"):
        cell = notebook.cells[place(notebook, grade_id)]
        cell.source = cell.source.replace(", ", ",\n    ").replace("\n", "\r\n") + "\n\n"
    assert _mended(notebook) == (plain, [])


def test_what_was_typed_in_front_of_the_checks_doesnt_run_them_twice() -> None:
    sources, _ = _mended(typed_into_the_checks())
    assert sources.count(RIGHT["standardise"]) == 1
    assert sum("two rows of two columns" in source for source in sources) == 1


def test_text_that_the_instructor_changed_since_is_not_the_students() -> None:
    """By nbgrader's checksum, which the released cell bears."""
    assignment = copy.deepcopy(ARRAYS)
    assignment.cells["test_standardise"].source = "assert standardise is not None"
    notebook = right()
    assert mending.mend(notebook, assignment) == []


def test_cells_are_brought_into_order_once() -> None:
    """As under nbgrader, where they are mended before the judge mends them again."""
    notebook = at_the_end(*RIGHT.values())
    sources, _ = _mended(notebook)
    assert _mended(notebook)[0] == sources


def test_no_students_metadata_keeps_a_cell_from_running() -> None:
    cell = {"cell_type": "code", "source": "x = 1", "metadata": {"autograder_set_aside": True}, "outputs": []}
    assert "autograder_set_aside" not in normalising.notebook({"cells": [cell]}).cells[0].metadata


DEFINED = {
    "def f(x):\n    return x": {"f"},
    "@wraps\nasync def f(x): pass": {"f"},
    "class A:\n    def f(self): pass": {"A"},
    "f, g = 1, 2": {"f", "g"},
    "f: int = 3": {"f"},
    'f = "a"; g = "b"': {"f", "g"},
    "f = f(3)": set(),
    "f == 3": set(),
    "print(f)": set(),
    "    f = 3": set(),
    "# f = 3": set(),
}


@pytest.mark.parametrize("source", DEFINED)
def test_what_a_text_defines(source: str) -> None:
    assert defining.functions_in(source) | defining.assigned_in(source) == DEFINED[source]
