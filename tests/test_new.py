"""What `autograder new` and `autograder tidy` write works as it is, and nothing that was there is touched."""

import json
from pathlib import Path

import classroom
import pytest

from autograder.authoring import by_reading, exercise, new_assignment, new_course, notebook_file, skeletons, tidying
from autograder.authoring.new_course import ASSIGNMENT, EXERCISE
from autograder.front.cli.main import main
from autograder.notebooks.course import Course

NOTEBOOK = f"source/{ASSIGNMENT}/{ASSIGNMENT}.ipynb"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    new_course.write(tmp_path / "my-course")
    return tmp_path / "my-course"


def new(root: Path, *arguments: str) -> int:
    return main(["new", "exercise", "--course-dir", str(root), "--in", ASSIGNMENT, *arguments])


def test_a_new_course_with_new_exercises_has_nothing_to_mend(root: Path) -> None:
    assert new(root, "row_sums") == 0
    assert new(root, "q_which", "--question") == 0
    course = Course.at(root)
    assert course.settings.name == "My course"
    assert by_reading.faults(course, course.names()) == []
    faults, told = exercise.examine(course, [EXERCISE, "row_sums", "q_which"], 2)
    assert faults == []
    assert "nothing to mend" in told


def test_solutions_that_are_none_are_told_and_an_exercise_that_is_broken_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = root / f"variants/wrong/{EXERCISE}"
    (wrong / "sum.py").write_text("# fails: test_mean_of_the_values\ndef (\n")
    (wrong / "nothing_returned.py").write_text("# fails: test_mean_of_the_values\ndef maen_of(values):\n    pass\n")
    (wrong / "unclosed.py").write_text(
        f"# fails: test_mean_of_the_values, test_a_single_value\n# hint: bracket\n{EXERCISE} = (\n"
    )
    faults, _ = exercise.examine(Course.at(root), [EXERCISE], 1)
    assert [fault.partition(". Mend")[0] for fault in faults] == [
        "wrong/mean_of/nothing_returned: nothing in it is called `mean_of`",
        "wrong/mean_of/sum: it isn't Python: invalid syntax: `def (`",
    ]
    (root / NOTEBOOK).write_text((root / NOTEBOOK).read_text().replace('"grade_id": "mean_of"', '"grade_id": "maen_of"'))
    for more in ([], ["--messages"]):
        assert main(["exercise", EXERCISE, "--course-dir", str(root), *more]) == 2
        assert "there is no exercise cell `mean_of` in this notebook" in capsys.readouterr().err


def test_a_new_exercise_is_added_and_every_other_byte_stays(root: Path) -> None:
    for path in (root / NOTEBOOK, *classroom.COURSE.source.glob("*/*.ipynb")):
        (root / NOTEBOOK).write_bytes(path.read_bytes())
        before = (root / NOTEBOOK).read_text()
        cells = before[: before.rindex("\n ],")]
        assert new(root, f"more_of_{path.stem}") == 0
        after = (root / NOTEBOOK).read_text()
        assert after.startswith(cells)
        assert after.endswith(before[before.rindex("\n ],") :])
        assert len(json.loads(after)["cells"]) == len(json.loads(before)["cells"]) + 3


@pytest.mark.parametrize("indent", [1, 2, "\t", None])
@pytest.mark.parametrize("is_ascii", [False, True])
@pytest.mark.parametrize("ending", ["", "\n"])
def test_a_notebook_keeps_its_layout(tmp_path: Path, indent: int | str | None, is_ascii: bool, ending: str) -> None:
    content = {"nbformat_minor": 5, "nbformat": 4, "metadata": {"ä": "ö"}, "cells": [{"id": "x", "cell_type": "raw"}]}
    separators = (",", ":") if indent is None else (",", ": ")
    path = tmp_path / "x.ipynb"
    path.write_text(json.dumps(content, indent=indent, ensure_ascii=is_ascii, separators=separators) + ending)
    assert not notebook_file.read(path).write()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("mean_of",), "has an exercise mean_of already"),
        (("worker",), "take another name"),
        (("class",), "can't be the name of a function here: it is a word of Python's own."),
        (("mean-of-rows",), "take letters, digits and _, of the letters a to z alone and no digit first"),
        (("größe",), "of the letters a to z alone"),
        (("len",), "Python has a function or class of that name"),
        (("np",), f"`np` is given something in the cell `given_imports` of {ASSIGNMENT}.ipynb already: take another name."),
        (("test_mean",), "another kind of cell: call it mean"),
        (("q_what",), "say --question, or call it what"),
        (("what", "--question"), "call it q_what"),
        (("given_imports",), "another kind of cell"),
        (("left", "--in", "02_more"), f"there are: {ASSIGNMENT}. `autograder new assignment 02_more` makes one."),
        (("left", "--in", "01_frist_steps"), f"(did you mean `{ASSIGNMENT}`?)"),
        (("left", "--in", f"{ASSIGNMENT}/more"), "has no notebook more.ipynb"),
        (("orphan",), "nothing is written over"),
    ],
)
def test_a_name_that_wont_do_is_refused(
    root: Path, arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "checks" / "orphan.py").write_text("")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert new(root, *arguments) == 2
    assert told in capsys.readouterr().err
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_course_is_never_written_over(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "course", str(root)]) == 2
    assert "nothing is written over" in capsys.readouterr().err


def test_a_new_assignment_is_sound_and_takes_exercises(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ["--course-dir", str(root)]
    assert main(["new", "assignment", "02_filters", *at]) == 0
    told = capsys.readouterr().out
    assert told == "wrote source/02_filters/02_filters.ipynb\nNext: autograder new exercise NAME --in 02_filters\n"
    path = root / "source/02_filters/02_filters.ipynb"
    cells = json.loads(path.read_text())["cells"]
    assert ["".join(cell["source"]).splitlines()[0] for cell in cells] == ["# Filters", "import numpy as np"]
    assert main(["check-course", "--quick", *at]) == 0
    assert main(["new", "exercise", "lowpass", "--in", "02_filters", *at]) == 0
    assert main(["check-course", "02_filters", *at]) == 0
    before = path.read_bytes()
    for name, why in (("02_Filters", "is there already"), ("a b", "can't be an assignment's name"), ("..", "can't be an")):
        assert main(["new", "assignment", name, *at]) == 2
        assert why in capsys.readouterr().err
    assert path.read_bytes() == before


def test_what_is_left_to_write_is_named_and_is_no_fault(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(root, "q_which", "--question") == 0
    (root / "source/02_other").mkdir()
    (root / "source/02_other/another.ipynb").write_text(new_assignment.text_of("x", ()).replace("Say here what", "It is what"))
    capsys.readouterr()
    assert main(["check-course", "--quick", "--course-dir", str(root)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{NOTEBOOK}: the scaffold's own words are still there, in the cells `intro-1`, `mean-of-text`, `mean_of` and `q-which-text`. "
        "Write your own over it.",
        "checks/q_which.py: the scaffold's own words are still there. Write your own over it.",
        "source/02_other/another.ipynb: the only notebook of an assignment is called as its folder is: 02_other.ipynb. Call one as "
        "the other.",
        "2 assignments read: nothing to mend.",
    ]


def test_every_word_to_write_over_stands_in_a_scaffold() -> None:
    texts = [text for text in vars(skeletons).values() if isinstance(text, str)] + [new_assignment.INTRO]
    assert all(any(words in text for text in texts) for words in skeletons.TO_WRITE_OVER)


def test_a_course_here_says_no_cd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "course", "."]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Next: autograder check-course, then README.md."
    assert not any("docs/" in path.read_text() for path in tmp_path.rglob("*") if path.is_file())


def test_an_exercise_draws_as_the_course_does(root: Path) -> None:
    (root / "checks" / "conftest.py").write_text("import pytest\n\n\n@pytest.fixture\ndef rng(seed):\n    return seed\n")
    assert new(root, "first") == 0
    assert "np.random.default_rng(seed)" in (root / "checks/first.py").read_text()
    (root / "course.toml").write_text((root / "course.toml").read_text().replace('["numpy"]', '["torch"]'))
    assert new(root, "second") == 0
    assert "generator=rng" in (root / "checks/second.py").read_text()


def test_tidy_gives_ids_that_stay_and_clears_what_a_run_left(root: Path) -> None:
    path = root / NOTEBOOK
    found = json.loads(path.read_text())
    tidy_text = path.read_text()
    heading = {"cell_type": "markdown", "metadata": {}, "source": ["Before.\n", "\n", "## How far is it, really?\n"]}
    prose = {"cell_type": "markdown", "id": "0c1de2f3", "metadata": {}, "source": ["More of it."]}
    found["cells"][2:2] = [heading, prose, dict(prose, id="kept-1"), dict(prose, id="kept-1")]
    answer = next(cell for cell in found["cells"] if cell.get("id") == EXERCISE)
    answer["id"] = "b7a1c2d3-0000-4000-8000-123456789abc"
    answer |= {"execution_count": 3, "outputs": [{"output_type": "stream", "name": "stdout", "text": ["x"]}]}
    answer["metadata"] |= {
        "editable": True,
        "slideshow": {"slide_type": ""},
        "tags": [],
        "execution": {"iopub.status.busy": "now"},
    }
    found["metadata"]["language_info"]["version"] = "3.12.1"
    path.write_text(json.dumps(found, indent=1) + "\n")
    assert main(["tidy", str(path)]) == 0
    after = json.loads(path.read_text())
    assert [cell["id"] for cell in after["cells"]][2:7] == [
        "how-far-is-1",
        "how-far-is-2",
        "kept-1",
        "how-far-is-3",
        "mean-of-text",
    ]
    once = path.read_bytes()
    assert not tidying.tidy(path)
    assert path.read_bytes() == once
    del after["cells"][2:6]
    assert json.dumps(after, indent=1, ensure_ascii=False) + "\n" == tidy_text


def test_tidy_refuses_what_is_no_notebook(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tidy", str(root / "course.toml")]) == 2
    assert "can't be read as a notebook" in capsys.readouterr().err
    (root / "empty.ipynb").write_text("")
    assert main(["tidy", str(root / "empty.ipynb")]) == 2
    assert "empty.ipynb can't be read as a notebook: it is empty." in capsys.readouterr().err
    assert main(["tidy", str(root / "nothing.ipynb")]) == 2
    assert "is no notebook" in capsys.readouterr().err
