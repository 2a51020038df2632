"""What a notebook's checks say in a kernel, and the row of exercises: `source/progress.py`."""

import importlib
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import classroom
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.notebooks.cells import grade_id_of, is_graded, is_solution

NAMES = classroom.COURSE.names()
Ran = Callable[..., list[str]]

BEGIN = 'import progress\nprogress.begin("02_distances")'
CHECK = """got = is_3(2)
assert got is not None, "is_3 returned None: is there a return?"
assert got != 3, "3 is the sum"
assert got == 4, f"twice 2 is 4, but yours is {got}"
print("is_3: fine so far")"""
WRONG, RIGHT = "def is_3(x):\n    return x + 1", "def is_3(x):\n    return 2 * x"
ASKS = 'assert q_cancel in ("a", "b"), "a letter"\nprint("q_cancel: answered")'
NO_PYTHON = "def is_3(x):\n    return 2 * (x"


@pytest.fixture(scope="module")
def checks() -> Any:
    """The table of checks, without a notebook round it."""
    sys.path.insert(0, str(classroom.COURSE.source))
    try:
        return importlib.import_module("progress")
    finally:
        sys.path.pop(0)


@pytest.fixture
def ran(tmp_path: Path) -> Ran:
    """Runs cells in one kernel, beside the helpers; gives what each shows, as text. `ids` are the cells', as JupyterLab tells them."""
    from nbclient import NotebookClient

    for file in ("progress.py", "sentences.py"):
        shutil.copy(classroom.COURSE.source / file, tmp_path)

    def run(*sources: str, ids: Sequence[str] = ()) -> list[str]:
        def tell_id(cell_index: int, **_: object) -> None:
            client.kc.session.metadata = {"cellId": ids[cell_index]} if ids else {}

        notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
        where = {"metadata": {"path": str(tmp_path)}}
        client: Any = NotebookClient(notebook, timeout=60, allow_errors=True, on_cell_execute=tell_id, resources=where)
        client.execute()
        return [_shown(cell) for cell in notebook.cells]

    return run


def _shown(cell: nbformat.NotebookNode) -> str:
    shown = []
    for output in cell.outputs:
        if output.output_type == "error":
            shown.append(re.sub("\x1b\\[[0-9;]*m", "", "\n".join(output.traceback)))
        else:
            shown.append(output.get("text") or output.data["text/plain"])
    return "\n".join(shown)


def test_a_check_says_its_sentence_first_and_does_not_repeat_its_cell(ran: Ran) -> None:
    *_, wrong, again = ran(BEGIN, WRONG, CHECK, CHECK)
    assert wrong.splitlines()[:3] == ["is_3: 3 is the sum", "    expected: 4", "    yours:    3"]
    assert "Traceback" not in wrong
    assert "assert" not in wrong
    assert again == wrong


def test_a_check_knows_that_an_older_definition_is_there(ran: Ran) -> None:
    _, _, met, stopped, failed, mended, met_again = ran(BEGIN, RIGHT, CHECK, NO_PYTHON, CHECK, RIGHT, CHECK)
    assert met.startswith("is_3: fine so far")
    assert "✓ is_3" in met
    assert stopped.rstrip().endswith("This cell stopped with a SyntaxError in line 2:\n`is_3` is still the one from before.")
    assert "This looks at an older `is_3`: its cell stopped with a SyntaxError in line 2." in failed
    assert "✓ is_3" not in failed, "what is handed in wouldn't pass"
    assert mended == ""
    assert "older" not in met_again
    assert "✓ is_3" in met_again


def test_a_cell_that_stopped_after_its_definition_is_no_older_one(ran: Ran) -> None:
    *_, failed = ran(BEGIN, RIGHT, f"{WRONG}\n1 / 0", CHECK)
    assert failed.startswith("is_3: 3 is the sum")


def test_what_was_never_defined_is_told_with_its_reason(ran: Ran) -> None:
    _, alone, _, after = ran(BEGIN, CHECK, NO_PYTHON, CHECK)
    assert alone.startswith("There is no `is_3` yet: write it, run its cell, and then this one.\n")
    assert after.startswith("There is no `is_3`: its cell stopped with a SyntaxError in line 2.")
    assert "· is_3" in after, "unwritten isn't wrong"


def test_an_error_in_the_students_code_shows_that_code_alone(ran: Ran) -> None:
    _, _, inside, _, unwritten, _, in_the_check = ran(
        BEGIN, "def is_3(x):\n    return x ^ 1.5", CHECK,
        'def is_3(x):\n    raise NotImplementedError("Write your code here, then run this cell again.")', CHECK,
        "is_3 = 5", CHECK,
    )  # fmt: skip
    assert inside.startswith("`is_3` stopped. TypeError: unsupported operand type(s) for ^: 'int' and 'float'\n")
    assert "return x ^ 1.5" in inside
    assert "got = is_3(2)" not in inside
    assert unwritten.startswith("`is_3` isn't written yet: write that exercise, run its cell, and then this one.\n")
    assert in_the_check.startswith(
        "`is_3` is no function but an int: is a function asked for, begin it with `def is_3`.\n".replace("def is", "def\nis")
    )
    assert "TypeError: 'int' object is not callable  (Cell In[7], line 1)\n    got = is_3(2)" in in_the_check


def test_frames_of_a_library_are_left_out(ran: Ran) -> None:
    *_, shown = ran(BEGIN, "import json\ndef helps(x):\n    return json.loads(x)\ndef is_3(x):\n    return helps('{')", CHECK)
    assert "return helps('{')" in shown
    assert "return json.loads(x)" in shown
    assert "decoder" not in shown


def test_what_was_met_is_known_where_the_first_cell_runs_again(ran: Ran) -> None:
    *_, shown = ran(BEGIN, RIGHT, CHECK, BEGIN)
    assert "✓ is_3" in shown


def test_below_several_known_mistakes_the_right_value_is_found(ran: Ran) -> None:
    """`not in` too."""
    several = CHECK.replace('assert got != 3, "3 is the sum"', 'assert got not in (3, 5), "a sum"\nassert got != 7, "7"')
    *_, shown = ran(BEGIN, WRONG, several)
    assert shown.splitlines()[:3] == ["is_3: a sum", "    expected: 4", "    yours:    3"]


def test_only_the_stub_counts_as_unwritten(ran: Ran) -> None:
    """PyTorch raises NotImplementedError too, and what it means stands first then, above the student's line."""
    *_, shown = ran(BEGIN, "def is_3(x):\n    raise NotImplementedError('\"bitwise_xor_cpu\" not implemented')", CHECK)
    assert shown.startswith("`^` isn't a power in Python")
    assert "----> 2     raise NotImplementedError" in shown
    assert "✗ is_3" in shown


def test_the_row_follows_what_stands_there_now(ran: Ran) -> None:
    first, _, met, _, q = ran(BEGIN, RIGHT, CHECK, WRONG, 'q_cancel = "b"\nprint("q_cancel: answered")')
    assert "✗" not in q, "a check that was met for another function says nothing about this one"
    assert "◐ questions 1 of 3" in q
    assert "✓ is_3" not in q
    assert "✓ is_3" in met
    assert "· mean_digit (next)" in met
    assert met.rstrip().endswith("2 of 12 points of the visible checks")
    # The line below the first cell is kept up to date: it shows what the last check showed.
    assert first.splitlines()[-1] == q.splitlines()[-1]


def test_a_long_sentence_is_broken_between_words(ran: Ran) -> None:
    *_, shown = ran(BEGIN, RIGHT, f'assert is_3(1) == 3, "{"many words " * 20}"\nprint("is_3: fine so far")')
    *lines, _ = shown.splitlines()
    assert [len(line) <= 88 and line.endswith(("many", "words")) for line in lines] == [True] * 3


def test_an_exercise_with_several_checks_is_done_with_the_last_of_them(ran: Ran) -> None:
    cells = ('print("l1_distance: fine so far")', 'print("l1_distance on a batch: fine so far")')
    _, _, one, both = ran(BEGIN, "l1_distance = 1", *cells)
    assert "◐ l1_distance" in one
    assert "✓ l1_distance" in both


def test_other_errors_and_other_cells_are_shown_as_ever(ran: Ran) -> None:
    *_, shown = ran(BEGIN, BEGIN, "x = 1\n1 / 0")
    assert "----> 2 1 / 0" in shown
    assert shown.rstrip().endswith("ZeroDivisionError: division by zero")


def test_without_the_helper_a_check_is_a_plain_assert(ran: Ran, tmp_path: Path) -> None:
    (tmp_path / "progress.py").unlink()
    *_, shown = ran(BEGIN, WRONG, CHECK)
    assert shown.rstrip().endswith("AssertionError: 3 is the sum")


@pytest.mark.parametrize("name", NAMES)
def test_the_table_is_what_the_notebook_has(checks: Any, name: str) -> None:
    """Labels, order and points; and each check says, when it is met, which it is."""
    in_notebook = []
    read = 0
    for cell in classroom.solved(name).cells:
        if is_graded(cell) and is_solution(cell):
            read += cell.metadata.nbgrader.points
        elif is_graded(cell):
            label = checks._MET.findall(cell.source)[-1]
            exercise = (grade_id_of(cell) or "").removeprefix("test_").split("-")[0]
            in_notebook.append((label, exercise, cell.metadata.nbgrader.points))
        else:
            assert not set(checks._MET.findall(cell.source)) & {check.label for check in checks.checks_of(name)}, cell.id
    assert [tuple(check) for check in checks.checks_of(name)] == in_notebook
    assert checks.READ.get(name, 0) == read
    assert any(f'progress.begin("{name}")' in cell.source for cell in classroom.solved(name).cells)


def test_a_question_that_comes_next_is_named(checks: Any) -> None:
    class Shell:
        user_ns: dict[str, Any] = {}

    progress = checks.Progress("08_data_ethics", Shell())
    assert progress.in_text() == (
        "· questions 0 of 3 (next: q_accuracy_of_whom)   0 of 3 points of the visible checks; "
        "a reader gives up to 12 more, for what you write"
    )


def test_the_row_has_words_for_its_signs(checks: Any) -> None:
    class Shell:
        user_ns: dict[str, Any] = {}

    progress = checks.Progress("02_distances", Shell())
    for sign, word in re.findall(r'aria-label="([^"]+)" title="([^"]+)"', progress.in_html()):
        assert sign == word == "to do"
    assert progress.in_html().count("<li") == 6, "five exercises, and the questions in one"
    assert "<strong>mean_digit</strong> (next)" in progress.in_html()


def test_a_check_knows_that_the_name_is_gone_from_its_cell(ran: Ran) -> None:
    """Renamed, or written as a comment: the function from before is still there, and isn't what is handed in."""
    renamed, gone = RIGHT.replace("is_3", "is3"), "# " + RIGHT.replace("\n", "\n# ")
    *_, met, other, older, away, _, back = ran(
        BEGIN, RIGHT, CHECK, renamed, CHECK, gone, RIGHT, CHECK,
        ids=["begin", "is_3", "test_is_3", "is_3", "test_is_3", "is_3", "is_3", "test_is_3"],
    )  # fmt: skip
    assert "✓ is_3" in met
    assert other == "This cell defines `is3` now, and no `is_3`:\n`is_3` is still the one from before.\n"
    assert older.startswith("This looks at an older `is_3`: its cell defines `is3` now, and no `is_3`.\nMend it, run it,")
    assert "✓ is_3" not in older
    assert away.startswith("This cell doesn't define `is_3` any more:\n")
    assert "older" not in back
    assert "✓ is_3" in back


def test_a_tick_goes_when_the_cell_no_longer_defines_it(ran: Ran) -> None:
    first, *_ = ran(BEGIN, RIGHT, CHECK, RIGHT.replace("is_3", "is3"), ids=["begin", "is_3", "test_is_3", "is_3"])
    assert "✓ is_3" not in first


def test_an_error_that_was_mended_under_another_name_is_told_as_that(ran: Ran) -> None:
    *_, mended, check = ran(
        BEGIN, NO_PYTHON, RIGHT.replace("is_3", "is3"), CHECK, ids=["begin", "is_3", "is_3", "test_is_3"]
    )  # fmt: skip
    assert mended == ""
    assert check.startswith("There is no `is_3`: its cell defines `is3` now, and no `is_3`.")


def test_a_definition_may_move_to_another_cell(ran: Ran) -> None:
    *_, moved, emptied, check = ran(
        BEGIN, RIGHT, RIGHT, "# moved down\nhelps = 1", CHECK, ids=["begin", "is_3", "other", "is_3", "test_is_3"]
    )  # fmt: skip
    assert moved == emptied == ""
    assert "older" not in check
    assert "✓ is_3" in check


def test_what_is_older_is_said_before_the_check_speaks(ran: Ran) -> None:
    *_, check = ran(BEGIN, RIGHT, NO_PYTHON, CHECK)
    assert check.index("This looks at an older `is_3`") < check.index("is_3: fine so far")
    assert check.count("older") == 1


def test_long_numbers_are_cut_to_what_a_check_compares(ran: Ran) -> None:
    compares = 'got = is_3(1)\nassert got == [0.5], f"should be [0.5], but is {got}"\nprint("is_3: fine so far")'
    *_, shown = ran(BEGIN, "def is_3(x):\n    return [x / 3, -2 / 3, 1 / 30_000]", compares)
    assert shown.splitlines()[:3] == [
        "is_3: should be [0.5], but is [0.3333, -0.6667, 3.3e-05]",
        "    expected: [0.5]",
        "    yours:    [0.3333, -0.6667, 3.3e-05]",
    ]


@pytest.mark.parametrize("call", [CHECK, "is_3(1)"])
def test_a_recursion_that_runs_away_is_shown_where_it_begins(ran: Ran, call: str) -> None:
    """IPython renders each of thousands of frames by itself, for many seconds."""
    *_, shown = ran(BEGIN, "def is_3(x):\n    return is_3(x)", call)
    assert "A function calls itself, again and again" in shown
    assert 1 <= shown.count("return is_3(x)") <= 4


def test_of_a_deep_stack_both_ends_are_shown(ran: Ran) -> None:
    *_, shown = ran(BEGIN, "def is_3(x):\n    return is_3(x - 1) if x > -20 else 1 / 0", CHECK)
    assert shown.count("in is_3(x)") == 8
    assert "ZeroDivisionError" in shown


def test_a_question_that_was_never_answered_is_no_older_one(ran: Ran) -> None:
    *_, stub, check, answered, taken_back = ran(
        BEGIN, "# q_cancel = one of", ASKS, 'q_cancel = "b"', "# q_cancel = one of", ids=["begin", "q_cancel", "asks", "q_cancel", "q_cancel"]
    )  # fmt: skip
    assert stub == answered == ""
    assert check.startswith("`q_cancel` isn't answered yet: write a letter")
    assert taken_back.startswith("This cell doesn't define `q_cancel` any more:\n")


def test_of_a_name_that_is_not_there_the_arguments_are_told(ran: Ran) -> None:
    """A function that reads the variables of a check, or those of another cell."""
    *_, shown, called = ran(
        BEGIN, "def is_3(x, mean=0):\n    return x * mean * ideal", CHECK, "def is_3(x):\n    return ideal(x)", CHECK
    )[2::2]
    assert "`is_3` is given x and mean, and no `ideal`." in " ".join(shown.split())
    assert "`is_3` is given x, and no `ideal`." in " ".join(called.split())


def test_below_an_error_of_grammar_stands_what_it_means(ran: Ran) -> None:
    shown = ran(
        BEGIN, "def is_3(x)\n    return x", "x = (1", "import sentences; sentences.explain_grammar(get_ipython())", "x = )"
    )
    assert "A line that begins a block (def, for, if, with) ends in a colon." in shown[1]
    assert "Python says: '(' was never closed, in line 1. Each bracket" in " ".join(shown[2].split())
    assert shown[4].count("A bracket closes here that none") == 1
