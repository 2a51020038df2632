"""The page of feedback: what stands on it, in which order, whose word counts, and that nothing hidden is in it."""

import base64
import itertools
import os
import re
import struct
import sys
import zlib
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.api import Gradebook as Database
from test_text import Page, configured

from autograder.front.nbgrader import FEEDBACK
from autograder.front.nbgrader.pages import FeedbackExporter
from autograder.pages.feedback.code import code_html
from autograder.pages.feedback.headings import Headings
from autograder.pages.feedback.page import Gradebook, feedback
from autograder.pages.feedback.told import cells_of, notes_of
from autograder.pages.notebook.bounded import Room
from autograder.pages.notebook.plain import plain_notebook
from autograder.results.report import CellResult, CheckResult, Report
from autograder.results.told import told_to_student
from autograder.text.pictures import bare_png

CODE = "\n\ndef far(a, b):\n    return (a - b).mean()\n"


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(*more: bytes) -> bytes:
    """A white pixel, with more chunks."""
    pixel = chunk(b"IDAT", zlib.compress(b"\0\xff\xff\xff"))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + pixel + chunk(b"IEND", b"")


def failed(**found: Any) -> CheckResult:
    parts = {"claim": "It is a mean.", "finding": "The value isn't right.", "hint": "Is `abs()` missing?", "about": "value"}
    return CheckResult("test_hidden_name", "fail", **parts | found)


def passed() -> CheckResult:
    return CheckResult("test_hidden_name", "pass", claim="It is a mean.")


def wrong() -> CellResult:
    return CellResult("test_far", "far", 2, [failed(at_cell=1, at_line=4, picture=png(), alt="Two threes.")])


def written(grade_id: str, source: str, number: int = 0, **about: Any) -> Any:
    """A cell that a student writes: code if it has a number."""
    known = {"grade_id": grade_id, "solution": True, "grade": False, "locked": False, "schema_version": 3, **about}
    if not number:
        return new_markdown_cell(source, metadata={"nbgrader": known})
    return new_code_cell(source, execution_count=number, metadata={"nbgrader": known})


def test_cell(grade_id: str, points: float, score: float | None, **about: Any) -> Any:
    known = {"grade_id": grade_id, "solution": False, "grade": True, "locked": True, "schema_version": 3, "points": points}
    known |= {"score": score or 0.0, "undecided": score is None, **about}
    return new_code_cell("# the checks run here", metadata={"nbgrader": known})


test_cell.__test__ = False  # type: ignore[attr-defined]


def made(
    cells: list[NotebookNode],
    told: list[CellResult] | None = None,
    notes: list[str] | None = None,
    is_read: bool = True,
    **known: Any,
) -> str:
    report = Report("ada", "A", "A", 1, "cpu", True, told or [])
    metadata = {"autograder": {"cells": told_to_student(report), "notes": notes or [], "is_read": is_read}}
    room = Room(pictures=200_000)
    nb = plain_notebook(new_notebook(cells=cells), room)
    return feedback(nb, metadata, "02_distances", Gradebook(**known), room, Path("."))


def words(page: str) -> str:
    """What a page says, in one line."""
    inline = re.sub("</?(?:code|strong|em)>", "", page.partition("<main>")[2])
    return " ".join(unescape(re.sub("<[^>]*>", " ", inline)).split())


ONE = [written("far", CODE, 1), test_cell("test_far", 2, 0)]


def test_on_top_stand_the_points_the_exercises_and_what_to_do_next() -> None:
    right = [written("near", "def near(): pass", 2), test_cell("test_near", 1, 1)]
    page = made([*ONE, *right], [wrong(), CellResult("test_near", "near", 1, [passed()])])
    top = "Feedback 02_distances 1 of 3 points ✗ far not yet ✓ near right Do this next: far Is abs() missing? What was found, and your code"
    assert words(page).startswith(top)
    assert page.count('href="#exercise-1"') == 3, "the row, what to do next, and the notebook lead there"
    below = "✗ far not yet 0 of 2 points Is abs() missing? What is asked: It is a mean."
    assert below in words(page)
    assert '<img src="data:image/png;base64,' in page and 'alt="Two threes."' in page


def test_a_right_exercise_is_one_line() -> None:
    page = made([written("far", CODE, 1), test_cell("test_far", 2, 2)], [CellResult("test_far", "far", 2, [passed()])])
    assert re.search(r'<article class="exercise right"[^>]*>\s*<details>\s*<summary', page)
    assert "Nothing: all of it is right." in words(page)


def test_the_line_to_look_at_is_marked_and_said() -> None:
    page = made(ONE, [wrong()])
    (mark,) = re.findall("<mark.*?</mark>", page, re.S)
    assert words(f"<main>{mark}") == "Line 4, look here: return (a - b).mean()", "blank lines above it count"
    assert re.sub("<[^>]*>", "", mark).endswith("    return (a - b).mean()\n")


def test_a_line_in_another_cell_is_shown_with_that_cell() -> None:
    helper = new_code_cell("def helper(a):\n    return a.sun()", execution_count=7)
    told = CellResult("test_far", "far", 2, [failed(at_cell=7, at_line=2)])
    page = made([helper, *ONE], [told])
    article = page.partition("<article")[2].partition("</article>")[0]
    assert "Code cell 7" in article and re.search("<mark.*?sun.*?</mark>", article, re.S)


def test_long_code_is_shown_around_the_line() -> None:
    source = "\n".join(f"x = {n}" for n in range(1, 1001))
    shown = str(code_html(source, {500}))
    assert 'counter-reset: line 459"' in shown and "Lines 460 to 579 of 1000" in shown
    assert "Lines 1 to 120 of 1000" in code_html(source)


def test_what_nobody_has_read_is_no_zero() -> None:
    answer = written("answer_why", "Because.", grade=True, points=3, score=0.0, undecided=True)
    page = words(made([answer, *ONE], [wrong()]))
    assert "0 of 2 points 3 points wait for a reader. … answer_why waits for a reader" in page
    assert "0 of 3" not in page and "0 of 5" not in page
    alone = words(made([answer]))
    assert "of 0" not in alone and "Nothing, for now: your instructor reads the rest." in alone


def test_what_could_not_be_graded_is_no_zero() -> None:
    told = CellResult("test_far", "far", 2, [CheckResult("test_hidden_name", "error", message="Sorry: this check is broken.")])
    page = words(made([written("far", CODE, 1), test_cell("test_far", 2, None)], [told]))
    assert "? far not graded" in page and "Sorry: this check is broken." in page and "no point is lost" in page
    assert "0 of" not in page


def test_a_persons_grade_and_comment_come_first_and_the_checks_are_folded() -> None:
    cells = [
        written("far", CODE, 1, comment="Fine **for me**, <b>ada</b>", comment_by_person=True),
        test_cell("test_far", 2, 2, by_person=True),
    ]
    page = made(cells, [wrong()])
    assert "✓ far right" in words(page) and "Your instructor gave these points." in words(page)
    comment = page.index("Your instructor writes")
    assert "<strong>for me</strong>, &lt;b&gt;ada&lt;/b&gt;" in page
    assert comment < page.index("<summary>What the checks said</summary>") < page.index("Is <code>abs()</code> missing?")


def test_a_persons_comment_on_what_is_wrong_comes_first_too() -> None:
    cells = [written("far", CODE, 1, comment="Look at the sign.", comment_by_person=True), test_cell("test_far", 2, 0)]
    page = words(made(cells, [wrong()]))
    assert "Do this next: far Your instructor has written to you about it." in page
    assert "0 of 2 points Your instructor writes Look at the sign. What the checks said Is abs() missing?" in page
    assert "these points" not in page and page.count("Is abs() missing?") == 1 and "look here: return" in page


def test_a_part_of_the_points_from_a_person_is_no_mistake() -> None:
    answer = written("answer_why", "Because.", grade=True, points=3, score=2.5, by_person=True, extra_credit=0.5)
    page = words(made([answer]))
    assert "✎ answer_why read" in page and "2.5 of 3 points, 0.5 of them extra" in page and "not yet" not in page


def test_the_automatic_comment_is_not_said_twice() -> None:
    cells = [written("far", CODE, 1, comment="The same, as nbgrader keeps it."), test_cell("test_far", 2, 0)]
    page = words(made(cells, [wrong()]))
    assert page.count("Is abs() missing?") == 2, "on top, and at the exercise"
    assert "as nbgrader keeps it" not in page


def test_of_an_exercise_that_is_not_written_the_cell_is_folded() -> None:
    stub = failed(finding="`far` isn't written yet.", hint="", about="cell", at_cell=1, at_line=4)
    page = made(ONE, [CellResult("test_far", "far", 2, [stub])])
    assert "Do this next: far far isn't written yet. Go to it" in words(page)
    assert "far isn't written yet. Its cell Code cell 1" in words(page) and "<summary>Its cell</summary>" in page


def test_a_late_hand_in_is_told_with_the_gradebooks_score() -> None:
    page = words(made(ONE, [wrong()], score=-1.0, points=2.0, penalty=1.0))
    assert "0 of 2 points It came late, which took off 1 point." in page


def test_each_of_several_notebooks_has_a_page_with_both_names() -> None:
    about = {"assignment": "ps1", "notebook": "p2", "score": 1.0, "max_score": 2.0, "late_penalty": None}
    page, _ = FeedbackExporter(config=configured()).from_notebook_node(new_notebook(cells=[*ONE]), {"nbgrader": about})
    assert words(page).startswith("Feedback ps1 · p2 1 of 2 points")
    assert "<title>ps1 · p2: feedback</title>" in page


def test_carried_forward() -> None:
    told = [wrong(), CellResult("test_near", "near", 1, [passed()], carried=["far"])]
    page = words(made([*ONE, written("near", "def near(): pass", 2), test_cell("test_near", 1, 1)], told))
    assert "✓ near right 1 of 1 point Right, given a right far." in page
    assert "near stands on far. With a right version in its place it is right: a mistake is paid for once." in page


def test_a_notebook_without_checks_shows_its_comments_and_what_a_failing_cell_printed() -> None:
    check = test_cell("cell-0123456789abcdef", 2, 0)
    check.outputs = [
        new_output("error", ename="AssertionError", evalue="", traceback=["\x1b[31mAssertionError\x1b[0m: squares(3)"])
    ]
    page = words(made([written("cell-fedcba9876543210", "def squares(n): pass", 1, comment="No response."), check]))
    assert "· Exercise 1 not written yet" in page and "0123456789abcdef" not in page
    assert "Nothing is written here yet." in page
    assert "What the check printed AssertionError: squares(3)" in page and "Your code" not in page
    assert "def squares" in page.partition("The rest of your notebook")[0]


def test_what_is_said_of_the_file_is_said_once() -> None:
    note = "A.ipynb isn't a notebook that can be read."
    told = [CellResult(f"test_{name}", name, 1, [CheckResult("test_it", "fail", message=note)]) for name in ("far", "near")]
    page = words(made([test_cell("test_far", 1, 0), test_cell("test_near", 1, 0)], told, [note]))
    assert page.count(note) == 1
    assert f"Do this next: your file {note}" in page
    assert "the checks run here" in page


HIDDEN = "# seen\n### BEGIN HIDDEN TESTS\nassert far(41) == 42\n### END HIDDEN TESTS\n# seen too"


@pytest.mark.parametrize(
    "source", [HIDDEN, HIDDEN.partition("### END")[0], HIDDEN.replace("###", "   #"), HIDDEN + "\n" + HIDDEN]
)
def test_hidden_tests_in_a_cell_arent_shown(source: str) -> None:
    """nbgrader puts them back into the notebook that it grades."""
    cell = test_cell("test_far", 1, 0)
    cell.source = source
    page = words(made([*ONE[:1], cell]))
    assert "41" not in page and "42" not in page and "HIDDEN" not in page
    assert "# seen # Checks that you can't see ran here." in page
    assert ("# seen too" in page) == ("# seen too" in source)


def test_what_a_student_calls_a_hidden_test_is_shown() -> None:
    assert "41" in words(made([written("far", HIDDEN, 1), test_cell("test_far", 1, 0)]))


def test_of_a_file_that_cant_be_read_no_cell_is_shown_as_the_students() -> None:
    """What is there are the instructor's cells, which were put in so that there is something to be graded."""
    note = "A.ipynb isn't a notebook that can be read."
    told = [CellResult("test_far", "far", 1, [CheckResult("notebook", "fail", message=note)])]
    answer = written("answer_why", "", grade=True, points=3, score=0.0, undecided=True)
    page = words(made([test_cell("test_far", 1, 0), answer], told, [note], is_read=False))
    assert "The rest of your notebook" not in page and "the checks run here" not in page
    assert page.count(note) == 1 and "None of them could be looked at" in page


FORGED = [
    {"cells": 3, "notes": {"a": 1}},
    {"cells": [3, {}, {"grade_id": 1, "exercise": "far"}, {"grade_id": "test_far", "exercise": None}]},
    {
        "cells": [
            {
                "grade_id": "test_far",
                "exercise": "far",
                "status": "pass",
                "points": 99,
                "score": 99,
                "carried": "x",
                "checks": [4],
            }
        ]
    },
    {
        "cells": [
            {
                "grade_id": "test_far",
                "exercise": "far",
                "status": [],
                "checks": [{"picture": "x", "at_cell": "1", "at_line": True}],
            }
        ]
    },
    {
        "cells": [
            {
                "grade_id": "test_far",
                "exercise": "<script>",
                "checks": [{"finding": "\x1b<img src=x onerror=y>", "about": {}}] * 99,
            }
        ]
    },
    ["cells"],
    "cells",
]


@pytest.mark.parametrize("graded", FORGED, ids=range(len(FORGED)))
def test_what_is_told_may_be_forged_and_gives_no_point(graded: Any) -> None:
    room = Room()
    nb = plain_notebook(new_notebook(cells=[*ONE]), room)
    page = feedback(nb, {"autograder": graded}, "A", Gradebook(), room, Path("."))
    assert "0 of 2 points" in words(page) and "not yet" in words(page)
    read = Page(page)
    read.found = [one for one in read.found if not one.startswith("img None")]
    assert read.found == []


def test_no_forged_place_or_status_is_taken() -> None:
    (cell,) = cells_of({"autograder": FORGED[3]}).values()
    assert cell.status == "fail" and (cell.checks[0].at_cell, cell.checks[0].at_line) == (0, 0)
    assert notes_of({"autograder": FORGED[0]}) == []


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<h1>a</h1><h4>b</h4><h2>c</h2>", "<h3>a</h3><h4>b</h4><h4>c</h4>"),
        ('<h6 id="in-x">a</h6><hr><p>h1</p>', '<h3 id="in-x">a</h3><hr><p>h1</p>'),
    ],
)
def test_a_students_headings_stand_below_the_pages(source: str, shown: str) -> None:
    assert Headings(2).lowered(source) == shown


def test_no_level_of_headings_is_skipped_on_the_page() -> None:
    cells = [
        new_markdown_cell("#### deep\n\n# high\n\n###### deepest"),
        *ONE,
        written("answer_why", "##### mine", grade=True, points=1),
    ]
    levels = [int(level) for level in re.findall(r"<h([1-6])", made(cells, [wrong()]))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))


def test_a_page_of_anything_stays_small() -> None:
    noise = "<&'\"\u4e00" * 400
    many = [failed(hint=f"{n} {noise}", claim=noise, picture=png(chunk(b"PLTE", b"\0" * 90_000))) for n in range(40)]
    cells: list[NotebookNode] = []
    for n in range(30):
        cells += [
            written(f"far{n}", f"'{noise}'\n" * 200, n + 1, comment=noise, comment_by_person=True),
            test_cell(f"test_far{n}", 1, 0),
        ]
    cells += [new_markdown_cell(noise * 10) for _ in range(100)]
    page = made(cells, [CellResult(f"test_far{n}", f"far{n}", 1, many) for n in range(30)], [noise] * 300)
    assert len(page.encode()) < 400_000
    assert "far29" in page and "has no room for what stands here" in page


MARKERS = ("MARKED", "Emil", "/srv/", "8765432109", "test_hidden_name", "gradebook.db")


def test_nothing_hidden_is_in_the_page_or_in_its_pictures(tmp_path: Path) -> None:
    drawn = png(
        chunk(b"tEXt", b"Software\0MARKED"), chunk(b"iTXt", b"MARKED"), chunk(b"tIME", b"MARKED!"), chunk(b"zTXt", b"a\0\0MARKED")
    )
    check = failed(
        picture=drawn, alt="Two threes.", reason="MARKED reason", details="MARKED in /srv/checks/far.py", noted={"MARKED": 1}
    )
    error = CheckResult("test_hidden_name", "error", message="This check is broken.", reason="MARKED", details="MARKED")
    report = Report("Emil", "A", "A", 8765432109, "cpu", True, [CellResult("test_far", "far", 2, [check, error, passed()])])
    report.given_failures["MARKED"] = "MARKED"
    metadata = {"cells": told_to_student(report), "notes": [], "seed": report.seed, "device": "cpu", "MARKED": "MARKED"}
    cells = [written("far", CODE, 1, MARKED="MARKED"), test_cell("test_far", 2, None)]
    cells[0].metadata["MARKED"] = "MARKED"
    cells[1].outputs = [
        new_output("display_data", data={"text/plain": "2", "text/html": "MARKED"}, metadata={"MARKED": "MARKED"})
    ]
    nb = new_notebook(cells=cells, metadata={"autograder": metadata, "authors": [{"name": "Emil"}], "MARKED": "/srv/course"})
    about = {"assignment": "A", "notebook": "A", "student": "Emil", "db_url": "sqlite:////srv/gradebook.db", "MARKED": "MARKED"}
    resources = {"nbgrader": about, "metadata": {"path": "/srv/course/autograded/Emil/A", "name": "A"}, "unique_key": "MARKED"}
    page, _ = FeedbackExporter(config=configured()).from_notebook_node(nb, resources)
    assert [marker for marker in MARKERS if marker in page] == []
    found = re.findall(r"data:image/png;base64,([A-Za-z0-9+/=]+)", page)
    assert len(found) == 1
    assert base64.b64decode(found[0]) == png(), "the picture is the same, and nothing else is in it"
    assert b"MARKED" in drawn and "Two threes." in page


@pytest.mark.parametrize(
    "spoilt", [b"", png()[:-12], png()[:40], b"GIF89a" + b"\0" * 40, png().replace(b"\0\0\0\x0d", b"\xff" * 4, 1)]
)
def test_what_is_no_whole_picture_is_none(spoilt: bytes) -> None:
    assert bare_png(spoilt) is None


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # of the gradebook that nbgrader's own API fills
def test_the_gradebook_says_what_a_person_gave_and_what_nobody_has_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    )  # nbgrader starts alembic by name
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    with Database(url) as gb:
        gb.add_assignment("A")
        gb.add_notebook("A", "A")
        gb.add_student("ada")
        for name, points, kind in (("test_far", 2, "code"), ("answer_why", 3, "markdown"), ("answer_how", 3, "markdown")):
            gb.add_grade_cell(name, "A", "A", max_score=points, cell_type=kind)
        for name in ("far", "answer_why", "answer_how"):
            gb.add_solution_cell(name, "A", "A")
        gb.add_submission("A", "ada")
        gb.find_grade("test_far", "A", "A", "ada").auto_score = 0
        why = gb.find_grade("answer_why", "A", "A", "ada")
        why.manual_score, why.extra_credit, why.needs_manual_grade = 2, 0.5, False
        gb.find_comment("answer_why", "A", "A", "ada").manual_comment = "Which editors?"
        gb.find_comment("far", "A", "A", "ada").auto_comment = "Is it a mean?\nFor the instructor: MARKED"
        gb.db.commit()
    cells = [written("far", CODE, 1, comment="forged", comment_by_person=True), test_cell("test_far", 2, 2, by_person=True)]
    cells += [written(f"answer_{name}", "Because.", grade=True, points=9, score=9) for name in ("why", "how")]
    exporter = FeedbackExporter(config=configured())
    for step in FEEDBACK:
        exporter.register_preprocessor(step, enabled=True)
    about = {"assignment": "A", "notebook": "A", "student": "ada", "db_url": url}
    page, _ = exporter.from_notebook_node(new_notebook(cells=cells), {"nbgrader": about, "metadata": {"path": str(tmp_path)}})
    said = words(page)
    assert said.startswith("Feedback A 2.5 of 5 points 3 points wait for a reader. ✗ far not yet ✎ answer_why read")
    assert "Is it a mean?" in said and "MARKED" not in said and "forged" not in said
    assert "2.5 of 3 points, 0.5 of them extra Your instructor gave these points. Your instructor writes Which editors?" in said
    assert "… answer_how waits for a reader 3 points" in said
