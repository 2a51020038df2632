"""`autograder check`: the visible checks of a student's notebook, in a kernel of their own Python, and the same as one file."""

import base64
import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import classroom
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.utils import compute_checksum

from autograder.formats.sheet import Row, Sheet
from autograder.notebooks import mending, ordering, reading
from autograder.notebooks.cells import exercise_and_part
from autograder.notebooks.reading import damaged, unreadable
from autograder.visible import cells, file, going, zipped
from autograder.visible.cells import CannotCheck
from autograder.visible.checking import Listener, check
from autograder.visible.going import Purse
from autograder.visible.printed import WIDTH, Printer
from checks import mnist

ROOT = classroom.COURSE.root
STUB = 'raise NotImplementedError("Write your code here, then run this cell again.")'
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
DRAW = f"from IPython.display import Image, display\ndisplay(Image(data={PNG!r}))"
Made = dict[str, Any]


def code(source: str, name: str = "given", tags: tuple[str, ...] = (), **nbgrader: object) -> Made:
    """A code cell; with nbgrader's metadata if there is any, and then with the checksum of a released cell."""
    cell = new_code_cell(source, id=re.sub(r"\W", "-", name)[:64], metadata={"tags": list(tags)} if tags else {})
    return as_released(cell, name, nbgrader)


def as_released(cell: Any, name: str, nbgrader: dict[str, object]) -> Made:
    if nbgrader:
        is_one = {"grade": False, "solution": False, "locked": False, "schema_version": 3}
        cell.metadata["nbgrader"] = {**is_one, "grade_id": name, "cell_type": cell.cell_type, **nbgrader}
        cell.metadata.nbgrader["checksum"] = compute_checksum(cell)
    return dict(cell)


def own(name: str, source: str, released: str = STUB) -> Made:
    """The student's cell of an exercise: `released` is what was given out."""
    return {**code(released, name, solution=True), "source": source}


def checks(name: str, source: str, points: float = 1, part: str = "") -> Made:
    return code(source, f"test_{name}{part}", grade=True, locked=True, points=points)


def exercise(name: str, source: str, asked: str) -> list[Made]:
    return [own(name, source), checks(name, asked)]


def saved(path: Path, *found: Made | list[Made], **json_options: Any) -> Path:
    """A notebook in a file, as Jupyter writes it."""
    all_cells = [cell for one in found for cell in (one if isinstance(one, list) else [one])]
    notebook = {"cells": all_cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook, **{"indent": 1, **json_options}), encoding="utf-8")
    return path


def rows(sheet: Sheet) -> dict[str, Row]:
    return {row.exercise: row for row in sheet.rows}


def command(*arguments: object, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    run = [sys.executable, "-W", "error", "-m", "autograder", "check", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    return subprocess.run(run, capture_output=True, text=True, check=False, cwd=cwd, env=environment)


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    """One notebook with a student's every way of being right, wrong and late."""
    catches = "while True:\n    try:\n        while True:\n            pass\n    except KeyboardInterrupt:\n        pass"
    path = saved(
        tmp_path_factory.mktemp("folder with spaces") / "Copy of a notebook (1).ipynb",
        code("import nosuchmodule", "of_the_students"),
        code("base = 1\nopen('runs', 'a').write('base ')", "base"),
        exercise("right", "def right():\n    return base", "assert right() == 1"),
        [own("half", "def half():\n    return 1"), checks("half", "assert half() == 1")],
        [
            checks("half", "assert half() == 2, 'half() should be 2\\nand this is more'", 2, "-more"),
            checks("half", "assert 0", 1, "-z"),
        ],
        exercise("untouched", STUB, "assert untouched"),
        exercise("touched", f"def touched(a):\n    {STUB}", "assert touched(1)"),
        exercise("stops", "a = 1\nb = nowhere\nc = 3", "assert c"),
        exercise("adds", "def adds(a):\n    return a + None", "assert adds(1)"),
        exercise("no_python", "def no_python(:\n    pass", "assert no_python()"),
        exercise("asks", "def asks():\n    return 1", "assert asks() == 2"),
        exercise("module", "import nosuchmodule", "assert module"),
        exercise("kills", "import os\nkilled = 1\nos._exit(1)", "assert base == 1"),
        exercise("after", "def after():\n    return base, 'killed' in globals()", "assert after() == (1, False)"),
        exercise("quits", "quit()", "assert quits"),
        exercise("killed_by_its_check", "import os\ndef killed_by_its_check():\n    os._exit(1)", "killed_by_its_check()"),
        exercise("loops", "def loops():\n    n = 0\n    while True:\n        n += 1", "assert loops()"),
        exercise("never_ends", catches, "assert base == 1"),
        exercise("last", "last = base", "assert last == 1"),
    )
    return check(path, 2)


@pytest.mark.parametrize(
    ("name", "outcome", "points", "sentence"),
    [
        ("right", "right", 1, r""),
        ("half", "wrong", 1, r"half\(\) should be 2 and this is more"),
        ("untouched", "unwritten", 0, r"Not written yet\."),
        ("touched", "unwritten", 0, r"Not written yet\."),
        (
            "stops",
            "wrong",
            0,
            r"The cell itself stops: `NameError`: name 'nowhere' is not defined, line 2: `b = nowhere`\. No cell gives `nowhere` a .*",
        ),
        ("adds", "wrong", 0, r"`TypeError`: unsupported operand .*, line 2 of `adds`: `return a \+ None`\."),
        (
            "no_python",
            "wrong",
            0,
            r"Python can't read the cell, so nothing in it ran\. SyntaxError: .*, in line 1, `def no_python\(:`\. .*",
        ),
        ("asks", "wrong", 0, r"A check isn't met, line 1: `assert asks\(\) == 2`\."),
        ("module", "wrong", 0, r"The cell itself stops: `ModuleNotFoundError`: No module named 'nosuchmodule', line 1: .*"),
        ("kills", "right", 1, r"Its checks are met all the same\. The cell itself ended Python, .*"),
        ("after", "right", 1, r""),
        ("quits", "wrong", 0, r"The cell itself ended Python, .*"),
        ("killed_by_its_check", "wrong", 0, r"Its check ended Python, .*"),
        (
            "loops",
            "wrong",
            0,
            r"Its check ran longer than 2 s and was stopped, line [34] of `loops`: .* a loop that never ends\?",
        ),
        ("never_ends", "right", 1, r"Its checks are met all the same\. The cell itself ran longer than 0.5 s and was stopped.*"),
        ("last", "right", 1, r""),
    ],
)
def test_an_exercise_is_told_apart_from_the_others(sheet: Sheet, name: str, outcome: str, points: float, sentence: str) -> None:
    row = rows(sheet)[name]
    assert (row.outcome, row.points) == (outcome, points)
    assert re.fullmatch(sentence, row.sentence), row.sentence
    assert row.max_points == (4 if name == "half" else 1)


UNREADABLE = {
    "def f(a):\n    x = 1\n  return x": "outer indentation level, in line 3, `return x`. The lines of one block",
    "%%time\ndef f(a)\n    return a": "SyntaxError: expected ':', in line 2, `def f(a)`. A line that begins a block",
    "!true\ndef f(a)\n    return a": "SyntaxError: expected ':', in line 2, `def f(a)`. A line that begins a block",
    "def f(a):\n    if a = 3:\n        pass": "or ':=' instead of '='? In line 2, `if a = 3:`. One `=` gives",
    "def f(a):\n    return (a": "SyntaxError: '(' was never closed, in line 2, `return (a`. Each bracket",
}


def test_an_error_of_grammar_is_told_with_its_line(tmp_path: Path) -> None:
    found = check(saved(tmp_path / "a.ipynb", *(exercise(f"f{at}", source, "f") for at, source in enumerate(UNREADABLE))))
    for row, said in zip(found.rows, UNREADABLE.values(), strict=True):
        assert said in row.sentence


def test_what_may_come_of_an_exercise_further_up_is_said_to(tmp_path: Path) -> None:
    found = rows(
        check(
            saved(
                tmp_path / "a.ipynb",
                exercise("far", "def far(a):\n    return -a", "assert far(1) == 1, 'far is off'"),
                exercise("near", "def near(a):\n    return far(a) < 1", "assert not near(1), 'near is off'"),
                exercise("alone", "def alone(a):\n    '''As far(a).'''\n    return a.far  # not far()", "assert alone(near)"),
                exercise("third", "def third(a):\n    return near(a) and far(a)", "assert third(1) > None"),
                exercise("lost", "def lost(a):\n    return far(a)", "assert lost(nowhere)"),
            )
        )
    )
    first = ", which isn't right yet: mend that first, since this may come of it. "
    assert found["far"].sentence == "far is off"
    assert found["near"].sentence == f"It uses `far`{first}Its check says: near is off"
    assert found["alone"].sentence.startswith("`AttributeError`: ")
    assert found["third"].sentence.startswith("It uses `far` and `near`, which aren't right yet: ")
    assert "It uses" not in found["lost"].sentence


def test_a_letter_without_its_quotes_is_told_so(tmp_path: Path) -> None:
    found = rows(
        check(
            saved(
                tmp_path / "a.ipynb",
                exercise("q_one", "q_one = c  # ?", "assert q_one in ('a', 'c')"),
                exercise("q_two", "q_two = cc", "assert q_two in ('a', 'c')"),
                code("print(c)\nprint(c)"),
                code("c"),
            )
        )
    )
    assert found["q_one"].sentence.endswith('line 1: `q_one = c  # ?`. An answer is a letter in quotes: `q_one = "c"`.')
    assert found["q_two"].outcome == "wrong" and "quotes" not in found["q_two"].sentence


def test_the_help_tells_the_exit_status() -> None:
    done = command("--help")
    assert "Exit status: 0 when every visible check is met, 1 when one isn't" in " ".join(done.stdout.split())


def test_a_sheet_says_how_much_and_what_is_next(sheet: Sheet) -> None:
    assert (sheet.points, sheet.max_points, sheet.is_right) == (6, 19, False)
    assert sheet.next is not None and sheet.next.exercise == "half"
    assert sheet.assignment == "Copy of a notebook (1)"
    assert rows(sheet)["half"].asked.split("\n\n")[0] == "assert half() == 1"
    assert rows(sheet)["loops"].seconds >= 2
    assert sheet.notes == [
        "The cell that begins `import nosuchmodule` stops: `ModuleNotFoundError`: No module named 'nosuchmodule', "
        "line 1: `import nosuchmodule`. Install it into this Python, or put `nosuchmodule.py` beside the notebook if it is a file "
        "that was given out."
    ]


def test_a_new_kernel_runs_the_same_cells_in_the_notebooks_folder(sheet: Sheet) -> None:
    """Four cells ended their kernel: so what stands above ran five times."""
    assert (Path(sheet.file).parent / "runs").read_text().split() == ["base"] * 5


@pytest.mark.parametrize("options", [{}, {"indent": None}, {"indent": 4, "ensure_ascii": False}])
def test_the_line_is_that_of_the_cell_in_the_file(tmp_path: Path, options: Made) -> None:
    found = [
        new_markdown_cell('Zwölf } " [ \n'),
        *exercise("one", "one = 1", "assert one"),
        *exercise("two", "two = 2", "assert two"),
    ]
    path = saved(tmp_path / "a.ipynb", [dict(cell) for cell in found], **options)
    text = path.read_text(encoding="utf-8")
    notebook = file.read(path)
    for number, line in ((1, notebook.cells[1].line), (3, notebook.cells[3].line)):
        before = "\n".join(text.splitlines()[: line - 1])
        assert before.count('"source"') == (0 if options == {"indent": None} else number)
        assert text.splitlines()[line - 1].strip().startswith("{")
    assert [cell.line for cell in file.of_text(text.replace("\n", "\r\n"), path).cells] == [cell.line for cell in notebook.cells]


NO_NOTEBOOKS = {
    "empty": (b"\n", "is empty"),
    "half": (b'{"cells": [', "is cut off in line 1"),
    "damaged": (b'{"cells": [}, {"metadata": {}}]}', "is damaged in line 1"),
    "conflict": (
        b'{\n<<<<<<< HEAD\n "cells": []}',
        "(`<<<<<<<` in line 2). While git still merges, `git checkout --ours a.ipynb`",
    ),
    "page": (b"<!DOCTYPE html><html></html>", "is a web page"),
    "script": (b"import torch\n", "is a Python script under the name of a notebook; put its code into"),
    "words": (b"my homework", "isn't a notebook (line 1"),
    "zip": (b"PK\x03\x04\x80\xff", "is a zip archive"),
    "binary": (b"\x80\xff\x00", "it holds no text"),
    "list": (b"[1, 2]", "it has no cells"),
    "deep": (b'{"cells":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "isn't a notebook"),
    "old": (b'{"worksheets": [], "nbformat": 3}', "of an old kind"),
    "julia": (b'{"cells": [], "metadata": {"kernelspec": {"language": "julia"}}}', "is written for julia"),
    "none": (b'{"cells": [], "metadata": {}}', "has no exercise"),
    "text": (json.dumps({"cells": [new_code_cell("1")]}).encode(), "has no exercise"),
    "odd": (b'{"cells": [null, 1, [], {"metadata": 3}, {"metadata": {"nbgrader": {"grade_id": []}}}]}', "has no exercise"),
}


@pytest.mark.parametrize("name", NO_NOTEBOOKS)
def test_what_is_no_notebook_is_said_in_a_sentence(tmp_path: Path, name: str) -> None:
    data, said = NO_NOTEBOOKS[name]
    path = tmp_path / "a.ipynb"
    path.write_bytes(data)
    with pytest.raises(CannotCheck) as raised:
        check(path)
    assert said in str(raised.value) and str(path) in str(raised.value)
    if name in ("conflict", "page", "script", "zip"):
        why = str(unreadable(reading.read(path)) or damaged(reading.read(path)))
        assert re.split(r"[;:)]", why.partition(" ")[2])[0] in str(raised.value)  # in the grader's own words


def test_a_notebook_of_another_encoding_is_one(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.ipynb", exercise("one", "one = 'ä'", "assert one == 'ä'"))
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-16")
    assert check(path).is_right


def test_wrong_usage_ends_with_2(tmp_path: Path) -> None:
    right = saved(tmp_path / "right.ipynb", exercise("one", "one = 1", "open('ran', 'w')"))
    (tmp_path / "empty").mkdir()
    wrong: dict[str, list[object]] = {
        "isn't there": [tmp_path / "no.ipynb"],
        "is a folder without": [tmp_path / "empty"],
        "number of seconds": [right, "--seconds", "-1"],
        "takes one notebook": [right, right, "--watch"],
        "`autograder grade` runs it in a sandbox": [saved(tmp_path / "submitted" / "a.ipynb", exercise("one", "1", "1"))],
        "NOTEBOOK": [],
    }
    for said, arguments in wrong.items():
        done = command(*arguments)
        assert (done.returncode, done.stdout) == (2, ""), done
        assert said in " ".join(done.stderr.split()) and "Traceback" not in done.stderr
    assert not (tmp_path / "ran").exists()


def test_one_bad_notebook_keeps_none_of_the_others_from_being_checked(tmp_path: Path) -> None:
    """A merge conflict, a notebook without exercises, one in another folder: each is told where GitHub shows it."""
    saved(tmp_path / "course/1/first.ipynb", exercise("one", "one = 1", "assert one == 2, 'not 2'"))
    saved(tmp_path / "course/last.ipynb", exercise("two", "two = 2", "assert two == 2"))
    saved(tmp_path / "course/1/Untitled.ipynb", code("1 + 1"))
    saved(tmp_path / "course/.ipynb_checkpoints/first.ipynb", exercise("old", "old = 1", "assert old == 2"))
    (tmp_path / "course/bad.ipynb").write_text('{\n "cells": [\n<<<<<<< HEAD\n')
    files = {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary"), "GITHUB_OUTPUT": str(tmp_path / "output")}
    (tmp_path / "summary").write_text("Of another step.\n")
    done = command("--github", "--junit", tmp_path / "x.xml", "course", "nosuch.ipynb", cwd=tmp_path, **files)
    assert done.returncode == 2
    assert done.stderr.count("check: ") == 2 and "nosuch.ipynb isn't there" in done.stderr
    assert "! course/1/Untitled.ipynb has no exercise, and was passed over." in " ".join(done.stdout.split())
    assert "✗ one  0/1  not 2" in done.stdout and "✓ two  1/1" in done.stdout and "old  0/1" not in done.stdout
    assert "::error file=course/bad.ipynb,line=3,title=bad.ipynb::course/bad.ipynb holds a merge conflict" in done.stdout
    summary = (tmp_path / "summary").read_text()
    assert summary.startswith("Of another step.\n")
    assert summary.count("\n## ") == 5 and summary.count("Of another step.\n## ") == 1
    assert "| bad.ipynb | not graded |  | course/bad.ipynb holds a merge conflict" in summary
    assert "| two | right | 1 of 1 |" in summary and "passed over" in summary
    (result,) = re.findall("^result=(.*)$", (tmp_path / "output").read_text(), re.M)
    tests = {test["name"]: test["status"] for test in json.loads(base64.b64decode(result))["tests"]}
    assert tests == {"one": "fail", "bad.ipynb": "error", "two": "pass", "nosuch.ipynb": "error"}
    assert 'name="bad.ipynb"' in (tmp_path / "x.xml").read_text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_was_found_outlives_a_run_that_is_ended(tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    given = code("import os\nopen('kernels', 'a').write(f'{os.getpid()}\\n')")
    loops = exercise("two", "open('begun', 'w').write('x')\nwhile True: pass", "assert two")
    path = saved(tmp_path / "a.ipynb", given, exercise("one", "one = 1", "assert one"), loops)
    later = saved(tmp_path / "b.ipynb", exercise("three", "three = 1", "assert three"))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    running = Running(tmp_path, "--github", path, later)
    wait_for(tmp_path / "begun")
    running.process.send_signal(number)
    assert running.process.wait(LONG) == 128 + number
    assert "Traceback" not in running.printed.read_text()
    assert not any(map(is_running, wait_for(tmp_path / "kernels")))
    summary = (tmp_path / "summary").read_text()
    assert "| one | right | 1 of 1 |" in summary
    for name in ("two", "three"):
        assert f"| {name} | not graded |  | The run was ended before its turn came" in summary
    (result,) = re.findall("^result=(.*)$", (tmp_path / "output").read_text(), re.M)
    assert json.loads(base64.b64decode(result))["status"] == "error"


def test_what_had_to_be_stopped_is_not_called_again(tmp_path: Path) -> None:
    loops = "def one():\n    open('calls', 'a').write('x')\n    while True: pass"
    called = [checks("one", "assert one()", part=f"-{n}") for n in range(3)]
    draws = code("one()", "picture_one", tags=("picture",), locked=True)
    stops = "def two():\n    while True: pass"
    found = check(
        saved(tmp_path / "a.ipynb", own("one", loops), called, draws, exercise("two", stops, "two()")), 2, tmp_path / "p"
    )
    assert (tmp_path / "calls").read_text() == "x"
    assert found.notes == []
    one, two = rows(found)["one"], rows(found)["two"]
    assert (one.outcome, one.points, one.max_points) == ("wrong", 0, 3)
    assert "ran longer than 2 s and was stopped, line 3 of `one`: `while True: pass`" in one.sentence
    assert "ran longer than 0.5 s" in two.sentence


def test_all_cells_together_have_an_end(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.ipynb", exercise("one", "one = 1", "assert one"), exercise("two", STUB, "assert two"))
    found = rows(check(path, Purse(5, 0)))
    assert (found["one"].outcome, found["two"].outcome) == ("error", "unwritten")
    assert found["one"].sentence.startswith("Not run: the time that all cells may take together")


def test_a_cell_that_takes_long_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(going, "SLOW", 0.0)
    said: list[str] = []
    path = saved(tmp_path / "a.ipynb", code("base = 1"), exercise("one", "one = 1", "assert one"))
    check(path, 90, listener=Listener(slow=said.append))
    assert said[0] == "The cell that begins `base = 1` runs for 0 s now, and may for 90 s."
    assert [line.partition(" runs")[0] for line in said[1:]] == ["The cell of `one`", "The check of `one`"]


def test_a_cell_that_is_stopped_sooner_is_not_said_to_be_slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And of one that was given out nobody asks whether it ends."""
    monkeypatch.setattr(going, "SLOW", 1.0)
    said: list[str] = []
    path = saved(tmp_path / "a.ipynb", code("import time\ntime.sleep(20)", locked=True), exercise("one", "one = 1", "assert one"))
    found = check(path, 1, listener=Listener(slow=said.append))
    assert said == []
    assert "It was given out so, and needs its time: give it more by --seconds." in found.notes[0]
    assert "never ends" not in found.notes[0]


def test_what_is_defined_below_its_check_runs_before_it(tmp_path: Path) -> None:
    """As in grading: two exercises in the cell of the second."""
    both = exercise("two", "def two(): return 2\ndef one(): return 1", "assert two() == 2")
    for first in (STUB, ""):
        found = rows(check(saved(tmp_path / "a.ipynb", exercise("one", first, "assert one() == 1"), both)))
        assert [found[name].outcome for name in ("one", "two")] == ["right", "right"]


def test_a_check_that_was_changed_proves_nothing(tmp_path: Path) -> None:
    changed = checks("one", "assert one() == 2", 3) | {"source": "print('fine so far')"}
    found = check(saved(tmp_path / "a.ipynb", own("one", "def one(): return 1"), changed))
    assert (found.rows[0].outcome, found.rows[0].points) == ("error", 0)
    assert found.rows[0].sentence.startswith("Its check was changed here, so it tells nothing")


def test_what_cannot_be_written_is_said_before_anything_runs(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.ipynb", exercise("one", "one = 1", "open('ran', 'w')"))
    done = command(path, "--junit", tmp_path / "nosuch" / "x.xml")
    assert (done.returncode, done.stdout) == (2, "") and "x.xml can't be written" in " ".join(done.stderr.split())
    done = command(path, "--classroom50", tmp_path / "result.json")
    assert (done.returncode, done.stdout) == (2, "") and "the environment has no CLASSROOM" in done.stderr
    assert not (tmp_path / "ran").exists()


def test_damaged_cells_stop_nobody(tmp_path: Path) -> None:
    """Cells without metadata, without a source, of no kind, with points that are none; and all of one id."""
    odd: list[Any] = [
        {"cell_type": "code", "source": ["x = ", "1"]},
        {"cell_type": "code"},
        {"source": 3},
        None,
        {"cell_type": []},
    ]
    one, two = exercise("one", "one = x", "assert one == 1"), exercise("two", "two = 2", "assert two == 3")
    two[1]["metadata"]["nbgrader"]["points"] = "many"
    for cell in (*one, *two):
        cell["id"] = "same"
    found = rows(check(saved(tmp_path / "a.ipynb", odd, one, two)))
    assert (found["one"].outcome, found["two"].outcome, found["two"].max_points) == ("right", "wrong", 0)


def test_of_a_check_that_is_there_twice_the_last_counts(tmp_path: Path) -> None:
    twice = [own("one", "one = 1"), checks("one", "assert one == 2"), own("one", "one = 2"), checks("one", "assert one == 2")]
    path = saved(tmp_path / "a.ipynb", twice)
    found = check(path)
    assert [(row.outcome, row.points, row.max_points) for row in found.rows] == [("right", 1, 1)]
    assert [re.findall("`(.*)` is there more than once; the (.*) one", note) for note in found.notes] == [
        [("one", "last")],
        [("test_one", "last")],
    ]


COPIES = {
    "the second is written": ([STUB, "def one(): return 1"], "right"),
    "both are written": (["def one(): return 2", "def one(): return 1"], "right"),
    "the first is written": (["def one(): return 1", f"def one():\n    {STUB}"], "right"),
    "the last is wrong": (["def one(): return 1", "def one(): return 2"], "wrong"),
    "none is written": ([f"def one():\n    {STUB}"] * 2, "unwritten"),
}


@pytest.mark.parametrize("name", COPIES)
def test_of_a_cell_that_is_there_twice_that_counts_which_counts_for_the_grader(tmp_path: Path, name: str) -> None:
    texts, outcome = COPIES[name]
    released = f"def one():\n    {STUB}"
    copies = [own("one", text, released) for text in texts]
    asked = checks("one", "assert one() == 1")
    given = code("base = 1", "base", locked=True)
    path = saved(tmp_path / "a.ipynb", given, copies, asked, asked)
    found = check(path)
    assert [row.outcome for row in found.rows] == [outcome]
    solution = "def one():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"
    solved = {"base": given, "one": own("one", solution), "test_one": asked}
    original = SimpleNamespace(name="a", cells={name: nbformat.from_dict(cell) for name, cell in solved.items()}, questions={})
    submission = nbformat.from_dict(json.loads(path.read_text()))
    graders = [note for note in mending.mend(submission, original) if "more than once" in note]
    assert len(graders) == 2
    assert found.notes == [f"{note} Delete the others." for note in graders]
    left_out = [cell.source for cell in submission.cells if ordering.is_set_aside(cell)]
    notebook = file.read(path)
    assert left_out == [notebook.cells[at].source for at in sorted(notebook.set_aside)]


def test_a_check_that_was_deleted_is_missed(tmp_path: Path) -> None:
    """Where the notebook says what was given out: else `deleted` would count for nothing, and `halved` be right."""
    whole = checks("halved", "assert halved(4) == 2"), checks("halved", "assert halved(2) == 1", points=2, part="-more")
    path = saved(tmp_path / "n.ipynb", own("halved", "def halved(x): return x / 2"), whole[0])
    notebook = json.loads(path.read_text())
    told = [
        {"grade_id": "test_halved", "points": 1, "reader": False},
        {"grade_id": "test_halved-more", "points": 2, "reader": False},
        {"grade_id": "test_deleted", "points": 3, "reader": False},
        {"grade_id": "why", "points": 4, "reader": True},
        {"grade_id": 7},
        "odd",
    ]
    path.write_text(json.dumps({**notebook, "metadata": {"autograder": {"given_out": told}}}))
    found = check(path)
    by_name = rows(found)
    assert list(by_name) == ["halved", "deleted", "why"]
    assert (by_name["halved"].outcome, by_name["halved"].points, by_name["halved"].max_points) == ("error", 1, 3)
    assert "`test_halved-more` was deleted here. Copy it back" in by_name["halved"].sentence
    assert (by_name["deleted"].outcome, by_name["deleted"].max_points) == ("error", 3)
    assert (by_name["why"].outcome, by_name["why"].max_points) == ("unwritten", 0)
    assert (found.points, found.max_points) == (1, 6)


def test_a_check_that_was_turned_into_text_is_missed(tmp_path: Path) -> None:
    asked = checks("one", "assert one == 1", points=2)
    asked["cell_type"] = "markdown"
    found = check(saved(tmp_path / "a.ipynb", own("one", "one = 1"), asked, exercise("two", "two = 2", "assert two == 2")))
    one, two = rows(found)["one"], rows(found)["two"]
    assert (one.outcome, one.points, one.max_points) == ("error", 0, 2)
    assert two.outcome == "right"
    assert "`test_one` was deleted here" in rows(found)["one"].sentence


def test_a_written_answer_waits_for_a_reader(tmp_path: Path) -> None:
    def answer(name: str, text: str) -> Made:
        cell = new_markdown_cell("*Write your answer here.*", id=name)
        return {**as_released(cell, name, {"grade": True, "solution": True, "points": 3}), "source": text}

    done, left = answer("answer_done", "A long answer."), answer("answer_left", "*Write your answer here.*")
    found = check(saved(tmp_path / "a.ipynb", exercise("one", "one = 1", "assert one"), done, left))
    assert [(row.outcome, row.points, row.max_points) for row in found.rows] == [
        ("right", 1, 1),
        ("unread", 0, 0),
        ("unwritten", 0, 0),
    ]
    assert found.rows[1].sentence == "Waits for a reader: a reader gives up to 3 points."
    assert not found.is_right
    without = saved(tmp_path / "b.ipynb", exercise("one", "one = 1", "assert one"), done)
    ended = command(without)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines()[-1].startswith("1 of 1 points of the visible checks; all of them are met")


def test_what_an_instructors_cell_lacks_is_no_mistake_of_the_students(tmp_path: Path) -> None:
    given = code("import nosuchmodule\nx = 1", "given", locked=True)
    found = check(saved(tmp_path / "a.ipynb", given, exercise("one", "def one():\n    return x", "assert one()")))
    assert [(row.outcome, row.sentence) for row in found.rows] == [
        ("error", "Can't be told, since the cell that begins `import nosuchmodule` stops.")
    ]
    assert "No module named 'nosuchmodule'" in found.notes[0]


NAMES: dict[str, tuple[list[Made | list[Made]], str, str]] = {
    "given cell of later needs": (
        [
            code("from nosuch import *", locked=True),
            code("x = y", "more", locked=True),
            exercise("one", "def one(): return x", "one()"),
        ],
        "error",
        "Can't be told, since the cell that begins `from nosuch import *` stops.",
    ),
    "a keyword is alike": (
        [exercise("one", "def one(a): return df", "one(1)")],
        "wrong",
        "No cell gives `df` a value, and it is none of the arguments: is it spelt right?",
    ),
    "the cell itself needs what was given": (
        [code("from nosuch import Tensor", locked=True), exercise("one", "def one(a: Tensor): return 1", "assert one(1)")],
        "error",
        "Can't be told, since the cell that begins `from nosuch import Tensor` stops.",
    ),
    "a typo beside a given cell that stops further down": (
        [exercise("one", "def one(): return xy", "one()"), code("from nosuch import *", locked=True)],
        "wrong",
        "No cell gives `xy` a value, and it is none of the arguments: is it spelt right?",
    ),
    "an exercise whose cell stops": (
        [exercise("two", "b = 1 / 0\ndef two(): return 1", "two()"), exercise("one", "def one(): return two()", "one()")],
        "wrong",
        "`two` isn't there, since the cell of `two` stops: mend that first.",
    ),
    "further down": (
        [exercise("one", "def one(): return helper()", "one()"), code("# mine\ndef helper(): return 1")],
        "wrong",
        "`helper` is made further down, in the cell that begins `# mine`: it has to stand above.",
    ),
    "nearly the same": (
        [code("difference = 1"), exercise("one", "def one(): return diference", "one()")],
        "wrong",
        "Is `difference` meant?",
    ),
    "turned into text": (
        [dict(new_markdown_cell("def helper():\n    return 1")), exercise("one", "def one(): return helper()", "one()")],
        "wrong",
        "The cell that makes `helper` is no code cell, so it isn't run: select it, and choose Code in the bar above.",
    ),
    "deleted": (
        [checks("two", "two()"), exercise("one", "def one(): return two()", "one()")],
        "wrong",
        "The cell of `two` was deleted here: copy it back from the notebook that was given out.",
    ),
    "under another name": (
        [exercise("two", "def tow(): return 1", "1"), exercise("one", "def one(): return two()", "one()")],
        "wrong",
        "The cell of `two` doesn't make it: is the name there as it was given?",
    ),
    "only compared": (
        [exercise("one", 'one == "b"', "assert one")],
        "wrong",
        "One `=` gives a name a value; `==` compares.",
    ),
    "what given cells use": (
        [exercise("one", "def one(a: T): return 1", "assert isinstance(1, T)"), checks("one", "assert T", part="-more")],
        "error",
        "Was one deleted? Copy it back from the notebook that was given out.",
    ),
    "never": (
        [exercise("one", "def one(a=1): return a + nowhere", "one()")],
        "wrong",
        "No cell gives `nowhere` a value, and it is none of the arguments: is it spelt right?",
    ),
}


@pytest.mark.parametrize("name", NAMES)
def test_why_a_name_is_missing_is_told_by_what_was_run(tmp_path: Path, name: str) -> None:
    found, outcome, sentence = NAMES[name]
    row = rows(check(saved(tmp_path / "a.ipynb", *found)))["one"]
    assert row.outcome == outcome
    assert row.sentence.endswith(sentence), row.sentence


def test_what_is_printed_for_who_runs_cells_by_hand_is_not_told(tmp_path: Path) -> None:
    helper = (
        "import sys\ndef explain(shell, kind, error, trace, tb_offset=None):\n"
        "    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)\n    print('Run that first.', file=sys.stderr)\n"
        "get_ipython().set_custom_exc((NameError,), explain)"
    )
    found = check(saved(tmp_path / "a.ipynb", code(helper), exercise("one", "def one(): return nowhere", "one()")))
    assert "Run that first" not in found.rows[0].sentence
    belongs = helper.replace("Run that first.", "`sqrt` belongs to `math`: write `math.sqrt`.")
    found = check(saved(tmp_path / "b.ipynb", code(belongs), exercise("one", "def one(): return sqrt(2)", "one()")))
    assert found.rows[0].sentence.endswith("return sqrt(2)`. `sqrt` belongs to `math`: write `math.sqrt`."), "which is known"


def test_a_given_cell_that_stops_or_is_gone_is_told_once(tmp_path: Path) -> None:
    """With what to install; and what follows from it isn't told as a mistake."""
    (tmp_path / "requirements.txt").write_text("nosuch\n")
    cells_ = [code("import nosuch\nx = 1", locked=True), code("y = x", "more", locked=True)]
    asked = [exercise(name, f"def {name}(): return y", f"assert {name}()") for name in ("one", "two")]
    found = check(saved(tmp_path / "work" / "a.ipynb", cells_, *asked, exercise("three", STUB, "three()")))
    assert found.notes == [
        "The cell that begins `import nosuch` stops: `ModuleNotFoundError`: No module named 'nosuch', line 1: `import nosuch`. "
        "Install what the notebooks need: `python -m pip install -r requirements.txt`."
    ]
    assert [row.outcome for row in found.rows] == ["error", "error", "unwritten"]
    path = saved(tmp_path / "b.ipynb", *asked)
    told = {"given": {"given": "import nosuch", "more": "y = x"}}
    path.write_text(json.dumps({**json.loads(path.read_text()), "metadata": {"autograder": told}}))
    found = check(path)
    assert [note.partition(". ")[0] for note in found.notes] == [
        "A given cell was deleted here: the one that begins `import nosuch`",
        "A given cell was deleted here: the one that begins `y = x`",
    ]
    assert {row.outcome for row in found.rows} == {"error"}


STILL = (
    "Line 3, `raise NotImplementedError`, still stands, and nothing after it is run: write what is missing, and delete that line."
)
UNWRITTEN = {
    f'def one():\n    """What it does."""\n    {STUB}\n': "Not written yet.",
    f"# my idea\ndef one():\n    {STUB}\n": "Not written yet.",
    f"def one():\n    x = 1\n    {STUB}\n    return x": STILL,
    f"x = 1\nprint(x)\n{STUB}": STILL,
}


@pytest.mark.parametrize("source", UNWRITTEN)
def test_a_line_that_still_stands_is_named(tmp_path: Path, source: str) -> None:
    found = check(saved(tmp_path / "a.ipynb", exercise("one", source, "assert one()")))
    assert [(row.outcome, row.sentence) for row in found.rows] == [("unwritten", UNWRITTEN[source])]


def test_the_traceback_of_an_endless_recursion_is_short(tmp_path: Path) -> None:
    """IPython goes through all modules for each of a thousand frames: 96 s where torch was imported."""
    recursion = "def one(n):\n    return one(n + 1)"
    counts = (
        "import sys\nat, count = sys.last_traceback, 0\nwhile at is not None: at, count = at.tb_next, count + 1\n"
        "assert 20 < count < 60, count"
    )
    found = check(saved(tmp_path / "a.ipynb", exercise("one", recursion, "one(0)"), checks("two", counts)))
    assert "line 2 of `one`: `return one(n + 1)`. A function calls itself" in rows(found)["one"].sentence
    assert rows(found)["two"].outcome == "right", rows(found)["two"].sentence


def test_a_name_that_was_given_to_something_else_is_told(tmp_path: Path) -> None:
    taken = code("total = 1\nsum = 0\nfor n in (1, 2): sum += n")
    found = check(saved(tmp_path / "a.ipynb", taken, exercise("one", "def one(x): return x", "assert one(sum([1])) == 1")))
    assert found.rows[0].sentence.endswith(
        "The cell that begins `total = 1` gave `sum` to something else: choose another name there."
    )


def test_what_stops_in_a_notebook_that_is_run_alone_is_advised(tmp_path: Path) -> None:
    said = {
        "one = input('your name')": "Nobody is there to type while all cells are run",
        "from google.colab import drive": "That is there in Colab alone",
        "def f(n): return f(n + 1)\nf(0)": "A function calls itself, again and again",
        "def one(:\n    pass": "Python can't read the cell",
        "one = (1,\n": "Each bracket that opens needs one that closes",
    }
    for source, sentence in said.items():
        found = check(saved(tmp_path / "a.ipynb", exercise("one", source, "assert one")))
        assert sentence in found.rows[0].sentence, found.rows[0].sentence


def test_pictures_are_drawn_on_request_or_where_a_name_is_missing(tmp_path: Path) -> None:
    drawing = code(f"{DRAW}\nopen('drew', 'a').write('x')\nmean = 3", "picture_means", tags=("picture",), locked=True)
    without = exercise("one", f"{DRAW}\n{DRAW}\none = 1", "assert one == 1")
    path = saved(tmp_path / "a.ipynb", drawing, without)
    assert check(path).is_right
    assert not (tmp_path / "drew").exists()
    assert check(path, pictures=tmp_path / "pngs").is_right
    assert {png.name: png.read_bytes() for png in (tmp_path / "pngs").iterdir()} == dict.fromkeys(
        ["picture_means.png", "one.png", "one-2.png"], PNG
    )
    again = saved(tmp_path / "c.ipynb", drawing, without)
    both = tmp_path / "both"
    assert command(path, again, "--pictures", both).returncode == 0
    assert {str(png.relative_to(both)) for png in both.rglob("*.png")} == {
        f"{folder}/{png}.png" for folder in "ac" for png in ("picture_means", "one", "one-2")
    }
    needs_it = saved(tmp_path / "b.ipynb", drawing, exercise("one", "def one():\n    return mean", "assert one() == 3"))
    assert check(needs_it).is_right
    assert (tmp_path / "drew").read_text() == "xxxx"


def test_what_helpers_print_below_an_error_is_told(tmp_path: Path) -> None:
    """As the course's `sentences.py` does it; and an error that shows itself as one sentence is one."""
    helper = (
        "import sys\nclass Missing(Exception):\n    def _render_traceback_(self):\n        return [str(self)]\n"
        "def explain(shell, kind, error, trace, tb_offset=None):\n"
        "    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)\n    print('It means this.', file=sys.stderr)\n"
        "get_ipython().set_custom_exc((TypeError,), explain)"
    )
    path = saved(
        tmp_path / "a.ipynb",
        code(helper),
        exercise("one", "import sys\ndef one():\n    print('noise', file=sys.stderr)\n    return 1 + None", "assert one()"),
        exercise("two", "def two():\n    raise Missing('Run the other cell first.')", "assert two()"),
    )
    found = rows(check(path))
    assert found["one"].sentence.endswith("line 4 of `one`: `return 1 + None`. It means this.")
    assert found["two"].sentence == "Run the other cell first."


def test_what_helpers_put_above_a_traceback_is_told(tmp_path: Path) -> None:
    """As the course's `progress.py` does it in a check; the places in cells are found all the same."""
    helper = (
        "def explain(shell, kind, error, trace, tb_offset=None):\n"
        "    lines = shell.InteractiveTB.structured_traceback(kind, error, trace, tb_offset=1)\n"
        "    error._render_traceback_ = lambda: ['It means\\nthis.', '', *lines]\n"
        "    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)\n"
        "get_ipython().set_custom_exc((TypeError,), explain)"
    )
    wrong = exercise("one", "def one():\n    return 1 + None", "assert one()")
    found = rows(check(saved(tmp_path / "a.ipynb", code(helper), wrong)))
    assert found["one"].sentence.endswith("line 2 of `one`: `return 1 + None`. It means this.")
    again = code(helper.replace("'It means\\nthis.'", "f'one stopped. TypeError: {error}'"))
    plain = rows(check(saved(tmp_path / "c.ipynb", again, wrong)))
    assert plain["one"].sentence.endswith("line 2 of `one`: `return 1 + None`."), "what was raised is said once"
    plain = rows(check(saved(tmp_path / "b.ipynb", wrong)))
    assert plain["one"].sentence.endswith("line 2 of `one`: `return 1 + None`."), "Python's own lines mean nothing more"


def test_a_check_that_was_changed_is_noted(tmp_path: Path) -> None:
    changed = checks("one", "assert one == 2")
    changed["source"] = "pass"
    found = check(saved(tmp_path / "a.ipynb", own("one", "one = 1"), changed))
    assert [re.sub(" here.*", "", note) for note in found.notes] == ["A check of `one` was changed"]


@pytest.mark.parametrize("grade", [True, False])
@pytest.mark.parametrize("solution", [True, False])
@pytest.mark.parametrize("locked", [True, False])
def test_a_released_cell_is_known_by_nbgraders_checksum(grade: bool, solution: bool, locked: bool) -> None:
    cell = code("x = '\u00e4'", "a", grade=grade, solution=solution, locked=locked, points=2)
    assert cells.of_json(cell, 1, 0).is_as_released is True
    assert cells.of_json({**cell, "source": "x = 1"}, 1, 0).is_as_released is False
    del cell["metadata"]["nbgrader"]["checksum"]
    assert cells.of_json(cell, 1, 0).is_as_released is None


@pytest.mark.parametrize("name", classroom.COURSE.names())
def test_exercises_are_those_of_the_engine(name: str) -> None:
    assignment = classroom.COURSE.assignment(name)
    wanted: dict[str, float] = {}
    for grade_id, cell in assignment.decided().items():
        wanted[exercise_and_part(grade_id)[0]] = wanted.get(exercise_and_part(grade_id)[0], 0) + cell.metadata.nbgrader.points
    notebook = file.read(ROOT / "release" / name / f"{name}.ipynb")
    found = {exercise.name: exercise for exercise in notebook.exercises}
    assert found.keys() == wanted.keys() | assignment.by_hand().keys()
    assert {n: sum(notebook.cells[at].points for at in found[n].checks) for n in wanted} == wanted
    assert all(e.cell is not None and notebook.cells[e.cell].is_as_released for e in found.values())
    assert notebook.notes == ()


@pytest.mark.parametrize("grade_id", ["test_a", "test_a-b", "a-b-c", "test_test_a", "test_", "-x", "q_x", "test_ä b-c"])
def test_a_grade_id_names_the_exercise_that_it_names_for_the_engine(grade_id: str) -> None:
    assert cells.exercise_of(grade_id) == exercise_and_part(grade_id)[0]


def test_what_a_student_wrote_stays_text(tmp_path: Path) -> None:
    nasty = r"'\x1b[2J\x1b]0;title\x07\r✓ forged  9/9\u202e'"
    path = saved(
        tmp_path / "a.ipynb",
        exercise("one", "one = 1", f"assert one == 2, {nasty}"),
        exercise("two", "import os\nos.write(1, b'\\xff\\xfe\\x1b[31m')\ntwo = '\\ud800'", "assert two == 2, two"),
        exercise("na\x1b[31mme", "x = 1", "assert x"),
        exercise("three", 'three = "\ud800"', "assert three"),
    )
    for encoding in ("utf-8", "ascii"):
        done = command(path, PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stderr) == (1, "")
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", done.stdout)
        assert "\\x1b[2J" in done.stdout
        assert [line[0] for line in done.stdout.splitlines()[1:] if "/1" in line[:40]] == list(
            "✗✗✓✓" if encoding == "utf-8" else "xx++"
        )


class Terminal:
    """A stream that says whether it is a terminal."""

    encoding = "utf-8"

    def __init__(self, is_one: bool) -> None:
        self.is_one, self.text = is_one, ""

    def isatty(self) -> bool:
        return self.is_one

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        pass


def test_lines_are_short_and_coloured_on_a_terminal_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["one", "a_name_that_is_longer_than_most_of_the_others", "two"]
    notebook = file.read(saved(tmp_path / "a.ipynb", *(exercise(name, "x = 1", "assert x") for name in names)))
    found = [Row(name, "wrong", 0, 1, "A sentence that goes on. " * 12 + "x" * 200) for name in names]
    for is_one, no_color, has in [(True, "", True), (False, "", False), (True, "1", False)]:
        monkeypatch.setenv("NO_COLOR", no_color)
        monkeypatch.setenv("TERM", "xterm")
        stream = Terminal(is_one)
        printer = Printer(stream)  # type: ignore[arg-type]
        listener = printer.begin(notebook)
        for row in found:
            listener.row(row)
        listener.note("A note that goes on. " * 10)
        printer.end(Sheet("a", "a.ipynb", found))
        assert ("\x1b[31m✗\x1b[0m" in stream.text) == has
        plain = re.sub("\x1b\\[[0-9;]*m", "", stream.text)
        assert max(map(len, plain.splitlines())) <= WIDTH
        assert plain.splitlines()[-1] == "0 of 3 points of the visible checks; next: `one`"


def test_a_closed_pipe_ends_the_printing_and_nothing_else(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.ipynb", *(exercise(f"e{n}", "x = 1", "open('ran', 'a').write('x')") for n in range(3)))
    run = f"{sys.executable} -m autograder check {path} | head -c 1 > /dev/null; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", run], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "ran").read_text() == "xxx"


@pytest.mark.parametrize("to", ["> /dev/full", ">&-"])
def test_a_full_or_closed_stdout_ends_the_printing_and_nothing_else(tmp_path: Path, to: str) -> None:
    path = saved(tmp_path / "a.ipynb", *(exercise(f"e{n}", "x = 1", "open('ran', 'a').write('x')") for n in range(3)))
    run = f"{sys.executable} -m autograder check --github {path} {to}"
    done = subprocess.run(["bash", "-c", run], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr
    assert (tmp_path / "ran").read_text() == "xxx"


def test_lines_fit_a_narrow_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    monkeypatch.setenv("NO_COLOR", "1")
    names = ["one", "a_name_of_twenty_signs"]
    notebook = file.read(saved(tmp_path / "a.ipynb", *(exercise(name, "x = 1", "assert x") for name in names)))
    stream = Terminal(True)
    printer = Printer(stream)  # type: ignore[arg-type]
    for name in names:
        printer.begin(notebook).row(Row(name, "wrong", 0, 1, "A sentence that goes on. " * 12))
    printer.end(Sheet("a", "a.ipynb", []))
    assert max(map(len, stream.text.splitlines())) <= 44


# Watching, and Ctrl-C. Nothing here is decided by the clock: `LONG` only ends a test that would never end.

LONG = 120.0


class Running:
    """A command that goes on, and what it printed so far."""

    def __init__(self, folder: Path, *arguments: object, command: tuple[str, ...] = ("-m", "autograder", "check")) -> None:
        self.printed = folder / "printed"
        run = [sys.executable, *command, *map(str, arguments)]
        with self.printed.open("w") as stream:
            self.process = subprocess.Popen(run, stdout=stream, stderr=subprocess.STDOUT, cwd=ROOT)

    def until(self, pattern: str, times: int = 1) -> list[str]:
        """Wait until `pattern` was printed so often, wherever its lines break; returns what was found."""
        pattern = pattern.replace(" ", r"\s+")
        until = time.monotonic() + LONG
        while len(found := re.findall(pattern, self.printed.read_text())) < times:
            assert time.monotonic() < until and self.process.poll() is None, self.printed.read_text()
            time.sleep(0.05)
        return found

    def interrupted(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(LONG)


def wait_for(path: Path, lines: int = 1) -> list[str]:
    """The lines of a file, as soon as there are so many."""
    until = time.monotonic() + LONG
    while not path.exists() or len(found := path.read_text().split()) < lines:
        assert time.monotonic() < until
        time.sleep(0.05)
    return found


def is_running(pid: str) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Running]:
    saved(tmp_path / "a.ipynb", watched_cells("def one(): return 1", "def two(): return 1"))
    running = Running(tmp_path, "--watch", tmp_path / "a.ipynb")
    yield running
    running.process.kill()
    running.process.wait()


def watched_cells(one: str, two: str) -> list[Made]:
    """A cell that says which kernel ran it, and two exercises, of which the second one's check says which kernel that was."""
    given = code("import os\nopen('kernels', 'a').write(f'{os.getpid()}\\n')", "given", locked=True)
    says = "assert two() == 2, f'asked in {os.getpid()}'"
    return [given, *exercise("one", one, "assert one() == 1"), *exercise("two", two, says)]


def test_a_save_is_answered_by_a_kernel_that_waited(watched: Running, tmp_path: Path) -> None:
    (first,) = watched.until(r"asked in (\d+)")
    watched.until("next: `two`")
    waiting = wait_for(tmp_path / "kernels", 2)[1]  # it ran the given cell before anything was saved
    assert waiting != first
    saved(tmp_path / "a.ipynb", watched_cells("def one(): return 1", "def two(): return 3"))
    assert watched.until(r"asked in (\d+)", 2)[1] == waiting
    watched.until("1 of 2 points", 2)
    saved(tmp_path / "a.ipynb", watched_cells("def one(): return 1", "def two(): return 2"))
    watched.until("2 of 2 points of the visible checks; all of them are met")
    assert watched.printed.read_text().count("hidden checks") == 1
    wait_for(tmp_path / "kernels", 4)
    assert watched.interrupted() == 130
    assert "Traceback" not in watched.printed.read_text()
    assert not any(map(is_running, wait_for(tmp_path / "kernels")))


def test_a_save_in_the_middle_of_a_run_begins_anew(watched: Running, tmp_path: Path) -> None:
    watched.until("next: `two`")
    saved(tmp_path / "a.ipynb", watched_cells("def one(): return 1", "while True:\n    open('loops', 'w').write('x')"))
    wait_for(tmp_path / "loops")
    saved(tmp_path / "a.ipynb", watched_cells("def one(): return 1", "def two(): return 2"))
    watched.until("starting over")
    watched.until("2 of 2 points")
    assert watched.interrupted() == 130
    assert not any(map(is_running, wait_for(tmp_path / "kernels")))


def test_a_save_while_a_kernel_gets_ready_begins_anew(tmp_path: Path) -> None:
    """The second kernel never comes to the end of what stands above, and nobody waits for it longer than until the next save."""
    hangs = (
        "import os\nif os.path.exists('once'):\n    open('hangs', 'w').write('x')\n    while True: pass\n"
        "open('once', 'w').close()\ndef one(): return 1"
    )
    path = saved(tmp_path / "a.ipynb", watched_cells(hangs, "def two(): return 1"))
    running = Running(tmp_path, "--watch", path, "--seconds", 9999)
    try:
        running.until("next: `two`")
        wait_for(tmp_path / "hangs")
        saved(path, watched_cells(hangs, "def two(): return 2"))
        running.until("Saved at")
        saved(path, watched_cells("def one(): return 1", "def two(): return 2"))
        running.until("2 of 2 points")
        assert running.interrupted() == 130
        assert not any(map(is_running, wait_for(tmp_path / "kernels")))
    finally:
        running.process.kill()
        running.process.wait()


def test_a_file_that_is_deleted_in_the_middle_of_a_run_is_told(watched: Running, tmp_path: Path) -> None:
    watched.until("next: `two`")
    saved(tmp_path / "a.ipynb", watched_cells("def one(): return 1", "while True:\n    open('loops', 'w').write('x')"))
    wait_for(tmp_path / "loops")
    (tmp_path / "a.ipynb").unlink()
    watched.until("was deleted, or moved")
    saved(tmp_path / "a.ipynb", watched_cells("def one(): return 1", "def two(): return 2"))
    watched.until("2 of 2 points")
    assert watched.interrupted() == 130


def test_a_file_that_is_half_written_is_waited_for(watched: Running, tmp_path: Path) -> None:
    watched.until("next: `two`")
    path = tmp_path / "a.ipynb"
    path.write_text('{"cells": [')
    watched.until("Waiting for the next save")
    path.unlink()
    watched.until("isn't there")
    saved(path, watched_cells("def one(): return 1", "def two(): return 2"))
    watched.until("2 of 2 points")
    assert watched.interrupted() == 130


@pytest.mark.parametrize("goes_on", ["while True: pass", "__import__('time').sleep(999)"])
@pytest.mark.parametrize("is_zipped", [False, True])
def test_ctrl_c_leaves_no_kernel_behind(tmp_path: Path, goes_on: str, is_zipped: bool) -> None:
    (tmp_path / zipped.NAME).write_bytes(zipped.content())
    given = code("import os\nopen('kernels', 'a').write(f'{os.getpid()}\\n')")
    path = saved(tmp_path / "a.ipynb", given, exercise("one", f"open('begun', 'w').write('x')\n{goes_on}", "assert one"))
    running = Running(tmp_path, path, **({"command": (str(tmp_path / zipped.NAME),)} if is_zipped else {}))
    wait_for(tmp_path / "begun")
    assert running.interrupted() == 130
    assert "Traceback" not in running.printed.read_text()
    assert not any(map(is_running, wait_for(tmp_path / "kernels")))


# The same as one file.


def test_the_file_holds_what_it_needs_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / zipped.NAME).write_bytes(zipped.content())
    names = zipfile.ZipFile(tmp_path / zipped.NAME).namelist()
    assert names == sorted(names)
    assert {name.split("/")[1] for name in names if name.count("/") == 2} == {"visible", "formats", "text"}
    assert "autograder/visible/zipped.py" not in names and "autograder/text/html.py" not in names
    assert zipfile.ZipFile(tmp_path / zipped.NAME).read("autograder/__init__.py") == b""
    assert (tmp_path / zipped.NAME).stat().st_size < 120_000  # it is committed to each student's repository


def test_the_same_modules_make_the_same_bytes(tmp_path: Path) -> None:
    for number, zone in enumerate(("UTC", "Asia/Tokyo")):
        write = f"from pathlib import Path; from autograder.visible import zipped; Path({str(tmp_path / str(number))!r}).write_bytes(zipped.content())"
        env = {**os.environ, "TZ": zone, "PYTHONHASHSEED": str(number), "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", write], check=True, env=env)
    assert (tmp_path / "0").read_bytes() == (tmp_path / "1").read_bytes()


def test_the_file_runs_by_itself(tmp_path: Path) -> None:
    """Each of its modules comes out of it, though this Python has the kit as well."""
    (tmp_path / zipped.NAME).write_bytes(zipped.content())
    saved(
        tmp_path / "my work.ipynb",
        exercise("one", "one = 1", "assert one == 1"),
        exercise("two", "two = 1", "assert two == 2, 'not 2'"),
    )
    run = [sys.executable, "-I", "-v", zipped.NAME, "my work.ipynb"]
    done = subprocess.run(run, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 1, done.stderr[-2000:]
    assert "✗ two  0/1  not 2" in done.stdout.splitlines()
    found = re.findall(r"^import 'autograder[\w.]*' # (.*)$", done.stderr, re.M)
    assert len(found) >= 10
    assert [where for where in found if zipped.NAME not in where] == []
    help_ = subprocess.run(
        [sys.executable, zipped.NAME, "--help"], capture_output=True, text=True, check=True, cwd=tmp_path
    ).stdout
    assert help_.startswith(f"usage: {zipped.NAME}")


def test_what_a_python_lacks_is_said(tmp_path: Path) -> None:
    """Without site-packages there is no ipykernel."""
    (tmp_path / zipped.NAME).write_bytes(zipped.content())
    saved(tmp_path / "a.ipynb", exercise("one", "one = 1", "assert one == 1"))
    run = [sys.executable, "-I", "-S", zipped.NAME, "a.ipynb"]
    done = subprocess.run(run, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 2
    assert "has no ipykernel" in done.stderr and "-m pip install ipykernel" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.slow
def test_the_courses_own_notebook(tmp_path: Path) -> None:
    """A right function, one that forgot the absolute value, one that wasn't written; and the pictures' cells are left out."""
    notebook = classroom.released("02_distances")
    mnist.install(mnist.fastai_folder())
    classroom.with_code(notebook, "mean_digit", "def mean_digit(images):\n    return images.mean(0)")
    classroom.with_code(notebook, "l1_distance", "def l1_distance(a, b):\n    return (a - b).mean((-1, -2))")
    classroom.with_code(notebook, "rmse_distance", "def rmse_distance(a, b):\n    return (a ^ b).mean()")
    path = classroom.hand_in(tmp_path, "ada", "02_distances", notebook)
    for helper in ("digits.py", "pictures.py", "progress.py", "sentences.py"):
        (path.parent / helper).write_bytes((ROOT / "source" / helper).read_bytes())
    found = rows(check(path))
    assert (found["mean_digit"].outcome, found["mean_digit"].points) == ("right", 1)
    assert found["l1_distance"].sentence.startswith("0.125 is the mean of the differences themselves")
    assert "bitwise_xor" in found["rmse_distance"].sentence
    assert found["rmse_distance"].sentence.endswith("write `** 2`.")
    assert {found[name].outcome for name in found if name.startswith(("q_", "is_3", "baseline"))} == {"unwritten"}
