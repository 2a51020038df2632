"""Each fault that a course may have, in a small course that has it: the sentence says where it is and what mends it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring import by_reading, by_running, course_check, new_course, new_exercise
from autograder.authoring.new_course import ASSIGNMENT, EXERCISE
from autograder.front.cli.main import main
from autograder.judge.judge import Judge
from autograder.notebooks.course import Course
from autograder.notebooks.settings import CourseError

NOTEBOOK = f"source/{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
CHECKS = f"checks/{EXERCISE}.py"
# nbformat warns of cells without ids, which is what one of these courses is about.
pytestmark = pytest.mark.filterwarnings("ignore")

Break = Callable[[Path], object]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("courses") / "sound"
    new_course.write(folder)
    return folder


@pytest.fixture
def root(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "course"))


@contextmanager
def notebook(root: Path, path: str = NOTEBOOK) -> Iterator[Any]:
    found = json.loads((root / path).read_text())
    yield found
    (root / path).write_text(json.dumps(found, indent=1) + "\n")


def cell(name: str, **metadata: Any) -> Break:
    """A cell's nbgrader metadata changed."""

    def change(root: Path) -> None:
        with notebook(root) as found:
            next(c for c in found["cells"] if c["id"] == name)["metadata"]["nbgrader"].update(metadata)

    return change


def without(name: str, key: str) -> Break:
    def change(root: Path) -> None:
        with notebook(root) as found:
            del next(c for c in found["cells"] if c["id"] == name)["metadata"]["nbgrader"][key]

    return change


def text(file: str, before: str, after: str) -> Break:
    """The text of a file changed."""

    def change(root: Path) -> None:
        there = (root / file).read_text()
        assert before in there
        (root / file).write_text(there.replace(before, after, 1))

    return change


def written(file: str, content: str) -> Break:
    def change(root: Path) -> None:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(content)

    return change


def moved(old: str, new: str) -> Break:
    return lambda root: shutil.move(root / old, root / new) and None


def gone(file: str) -> Break:
    return lambda root: shutil.rmtree(root / file) if (root / file).is_dir() else (root / file).unlink()


def more_cells(*cells: dict[str, Any]) -> Break:
    def change(root: Path) -> None:
        with notebook(root) as found:
            found["cells"] += [dict(c) for c in cells]

    return change


def changed_cell(number: int, **keys: Any) -> Break:
    """A cell of the notebook by its place, changed; a key that is None is taken out."""

    def change(root: Path) -> None:
        with notebook(root) as found:
            found["cells"][number] |= keys
            for key in [key for key, value in keys.items() if value is None]:
                del found["cells"][number][key]

    return change


def for_another_kernel(root: Path) -> None:
    with notebook(root) as found:
        found["metadata"]["kernelspec"] = {"display_name": "R", "language": "R", "name": "ir"}


def nested_data(root: Path) -> None:
    """The second would be written through the first one's link, into the course's own folder."""
    (root / "d").mkdir()
    (root / "d" / "x.csv").write_text("mine")
    with (root / SETTINGS).open("a") as settings:
        settings.write('\n[[data]]\nfrom = "d"\n\n[[data]]\nfrom = "d/x.csv"\nto = "d/x.csv"\n')


def all_of(*changes: Break) -> Break:
    def change(root: Path) -> None:
        for one in changes:
            one(root)

    return change


def made(root: Path) -> None:
    """What nbgrader makes, made."""
    for command in ("generate_assignment", "generate_solution"):
        run = [sys.executable, "-W", "ignore", "-m", "nbgrader", command, ASSIGNMENT]
        subprocess.run(run, cwd=root, check=True, capture_output=True)


def second_notebook(root: Path) -> None:
    more = [new_exercise.code_cell("second", "def second():\n    return 2", solution=True)]
    more.append(new_exercise.code_cell("test_second", "assert second() == 2", points=1))
    (root / f"source/{ASSIGNMENT}/more.ipynb").write_text(new_exercise.notebook(more))


def second_exercise(root: Path, solution: str | None = None) -> None:
    course = Course.at(root)
    new_exercise.write(course, "spread_of", course.assignment(ASSIGNMENT), question=False)
    with notebook(root) as found:
        answer = next(c for c in found["cells"] if c["id"] == "spread_of")
        if solution is not None:
            answer["source"] = [line.replace("sum(values) / len(values)", solution) for line in answer["source"]]


def standing_on(version: str | None) -> Break:
    """A second exercise, which stands on the first, and the right version of that."""

    def change(root: Path) -> None:
        second_exercise(root)
        with (root / "checks/spread_of.py").open("a") as checks:
            checks.write(f'\nSTANDS_ON = ["{EXERCISE}"]\n')
        if version is not None:
            (root / "checks/right_versions").mkdir()
            (root / VERSION).write_text(version)

    return change


def name_twice(root: Path) -> None:
    (root / "source/02_more").mkdir()
    shutil.copy(root / NOTEBOOK, root / "source/02_more/02_more.ipynb")


VERSION = f"checks/right_versions/{EXERCISE}.py"
PART = "    # A wrong answer that"
TEST = "def test_a_single_value("
SETTINGS = "course.toml"
READ: dict[str, tuple[Break, str]] = {
    "grade_id misspelt": (
        cell("test_mean_of", grade_id="test_maen_of"),
        f"{NOTEBOOK}, cell `test_maen_of`: there is no exercise cell `maen_of` in this notebook. Did you mean `test_mean_of`?",
    ),
    "exercise misspelt": (
        cell(EXERCISE, grade_id="maen_of"),
        "cell `maen_of`: there is no exercise cell `mean_of` in this notebook. Is this meant for it? Call this cell `mean_of`. Set it",
    ),
    "grade_id doubled": (cell("test_mean_of", grade_id=EXERCISE), "cell `mean_of`: this grade_id is there twice. Set it in"),
    "grade_id missing": (
        without("test_mean_of", "grade_id"),
        f"{NOTEBOOK}: a graded cell or an exercise has no grade_id: '# What students see",
    ),
    "part misspelt in the notebook": (
        all_of(cell("test_mean_of", grade_id="test_mean_of-rows"), text(CHECKS, TEST, f'@part("row")\n{TEST}')),
        'cell `test_mean_of-rows`: checks/mean_of.py has no check of the part "rows"; parts there: "row". Mend the grade_id, or',
    ),
    "part misspelt in the checks": (
        text(CHECKS, TEST, f'@part("single")\n{TEST}'),
        "mean_of.py, line 33: `test_a_single_value` is never asked: 01_first_steps.ipynb has no cell `test_mean_of-single`. Mend",
    ),
    "another kernel": (for_another_kernel, "this notebook is written for the kernel 'R', and only Python runs in the sandbox."),
    "points missing": (without("test_mean_of", "points"), "cell `test_mean_of`: it is graded, and says no points. Set it in"),
    "exercise without checks": (
        lambda root: _without_cell(root, "test_mean_of"),
        "cell `mean_of`: the exercise has no checks in this notebook. Put a cell `test_mean_of` with points below it",
    ),
    "exercise without a check file": (
        gone(CHECKS),
        "cell `test_mean_of`: it has no hidden checks: there is no checks/mean_of.py. Write mean_of.py; or say as_written",
    ),
    "exercise without right solutions": (
        gone(f"variants/right/{EXERCISE}"),
        "cell `mean_of`: the exercise has no right solutions, so nobody knows what its checks miss. Write one to variants/right/mean_of/",
    ),
    "exercise without wrong solutions": (gone(f"variants/wrong/{EXERCISE}"), "Write one to variants/wrong/mean_of/, and run"),
    "wrong solution that doesn't say what fails": (
        written(f"variants/wrong/{EXERCISE}/silent.py", "mean_of = None\n"),
        "silent.py: it doesn't say which checks must fail. Begin it with `# fails: …`",
    ),
    "wrong solution that names no check": (
        written(f"variants/wrong/{EXERCISE}/sum.py", "# fails: test_a_single_valeu\nmean_of = sum\n"),
        "`# fails:` names `test_a_single_valeu`, which is no check of mean_of.py (did you mean `test_a_single_value`?). Mend",
    ),
    "wrong solution that isn't Python": (
        written(f"variants/wrong/{EXERCISE}/sum.py", "# fails: test_a_single_value\ndef (\n"),
        "sum.py: it isn't Python: invalid syntax: `def (`. Mend it; or say in a line `# hint: …` what its student must be told.",
    ),
    "wrong solution by another name": (
        text(f"variants/wrong/{EXERCISE}/nothing_returned.py", "# hint: is a `return` missing?\ndef mean_of", "def maen_of"),
        "nothing_returned.py: nothing in it is called `mean_of`. Mend it; or say in a line `# hint: …`",
    ),
    "right solution that isn't Python": (
        written(f"variants/right/{EXERCISE}/with_a_loop.py", "def mean_of(values)\n    return 1\n"),
        "with_a_loop.py: it isn't Python: expected ':': `def mean_of(values)`. Mend it.",
    ),
    "solutions of no exercise": (
        moved(f"variants/wrong/{EXERCISE}", "variants/wrong/maen_of"),
        "variants/wrong/maen_of: no exercise is called `maen_of`, so they are never graded (did you mean `mean_of`?). Call",
    ),
    "check file of no exercise": (
        lambda root: shutil.copy(root / CHECKS, root / "checks/median_of.py") and None,
        "checks/median_of.py: no notebook has an exercise `median_of`, so these checks are never asked (did you mean `mean_of`?).",
    ),
    "check file without a check": (written(CHECKS, "value = 3\n"), "checks/mean_of.py has no check in it. Write one: a function"),
    "check without a sentence": (
        text(CHECKS, '    """The mean of a single value is that value."""\n', ""),
        f"{CHECKS}, line 32: `test_a_single_value` has no sentence for the student. Say in its docstring what it demands.",
    ),
    "check with a syntax error": (text(CHECKS, "right = slow", "right = = slow"), f"{CHECKS}: it isn't Python: line 23: invalid"),
    "check that imports what isn't installed": (
        text(CHECKS, "from autograder", "import nowhere_to_be_found\nfrom autograder"),
        f"{CHECKS}, line 9: it imports nowhere_to_be_found, which isn't installed. Mend the name, or install it",
    ),
    "check that imports what autograder.checking hasn't": (
        text(CHECKS, "import expect_close", "import expect_closs"),
        "autograder.checking has no `expect_closs` (did you mean `expect_close`?). Mend the name",
    ),
    "check that imports a file that isn't there": (
        text(CHECKS, "from autograder", "from .referense import slow\nfrom autograder"),
        f"{CHECKS}, line 9: there is no referense.py beside it to import. Mend the name.",
    ),
    "check that asks for an unknown fixture": (
        text(CHECKS, "value(mean_of)", "value(maen_of)"),
        "asks for `maen_of`, which is neither an exercise of 01_first_steps.ipynb nor a fixture (did you mean `mean_of`?). Mend",
    ),
    "check that may draw without end": (
        text(CHECKS, PART, f"    while right < 1.5:\n        right = rng.random()\n{PART}"),
        f"{CHECKS}, line 24: this `while` draws until it is content, which may be never. Write `for _ in tries():`",
    ),
    "check file that stands on what isn't there": (
        text(CHECKS, "from autograder", 'STANDS_ON = ["maen_of"]\nfrom autograder'),
        f"{CHECKS}: STANDS_ON names `maen_of`, which is no other exercise of 01_first_steps.ipynb with hidden checks (did you mean",
    ),
    "STANDS_ON misspelt": (
        text(CHECKS, "from autograder", 'STAND_ON = ["spread_of"]\nfrom autograder'),
        f"{CHECKS}, line 9: nothing reads `STAND_ON` (did you mean `STANDS_ON`?). Mend the name.",
    ),
    "STANDS_ON that only running the file shows": (
        text(CHECKS, "from autograder", "STANDS_ON = globals\nfrom autograder"),
        f"{CHECKS}: STANDS_ON is no list of names that can be read without running the file, so it counts for nothing. Write",
    ),
    "check there twice": (
        text(CHECKS, TEST, f'def test_mean_of_the_values(mean_of):\n    """Again."""\n    mean_of([1.0])\n\n\n{TEST}'),
        f"{CHECKS}, line 20: `test_mean_of_the_values` is there twice, lines 20 and 32: only the last is ever asked. Give",
    ),
    "check there three times": (
        text(CHECKS, TEST, f'{TEST}mean_of):\n    """Again."""\n    mean_of([1.0])\n\n\n' * 2 + TEST),
        "`test_a_single_value` is there 3 times, lines 32, 37 and 42: only the last is ever asked.",
    ),
    "check that asks for nothing": (
        text(CHECKS, "value(mean_of)", "value(rng)"),
        f"{CHECKS}, line 32: `test_a_single_value` asks for nothing of the student's, so it says the same to everybody. Let it ask",
    ),
    "check that asks for another exercise alone": (
        all_of(second_exercise, text(CHECKS, "value(mean_of)", "value(spread_of)")),
        f"{CHECKS}, line 32: `test_a_single_value` never asks for `mean_of`, which it is to decide about. Let it ask for `mean_of`.",
    ),
    "notebook in no folder": (
        lambda root: shutil.copy(root / NOTEBOOK, root / "source/02_more.ipynb") and None,
        "source/02_more.ipynb: it lies in no folder of its own, so it is no assignment. Move it to source/02_more/02_more.ipynb.",
    ),
    "folder with nothing in it": (
        written("source/02_more/.gitkeep", ""),
        "source/02_more: the folder is empty, so it is no assignment. Put its notebook there, or remove it.",
    ),
    "empty notebook": (
        written(NOTEBOOK, "\n"),
        f"{NOTEBOOK}: it can't be read as a notebook: it is empty. Take it from your last copy, or save",
    ),
    "no right version": (
        standing_on(None),
        "checks/spread_of.py: STANDS_ON names `mean_of`, and there is no right_versions/mean_of.py among the checks. Write it:",
    ),
    "right version that isn't Python": (standing_on("def"), f"{VERSION}: it isn't Python: invalid syntax"),
    "right version of something else": (
        standing_on("x = 1\n"),
        f"{VERSION}: there is no function or class `mean_of` in it. Define",
    ),
    "right version that is the solution": (
        lambda root: standing_on(_solution(root))(root),
        f"{VERSION}: it is the solution of `mean_of`, word for word. Write it in another way",
    ),
    "conftest that isn't Python": (written("checks/conftest.py", "def\n"), "checks/conftest.py: it isn't Python: line 1:"),
    "exercise that is no name": (
        all_of(cell(EXERCISE, grade_id="mean-of"), lambda root: _without_cell(root, "test_mean_of")),
        "cell `mean-of`: an exercise is called as its function is, and this is no name. Set it in",
    ),
    "exercise called as a fixture": (
        all_of(cell(EXERCISE, grade_id="worker"), cell("test_mean_of", grade_id="test_worker")),
        "cell `test_worker`: an exercise can't be called `worker`. Give it another name.",
    ),
    "exercise there twice": (
        name_twice,
        "source/02_more/02_more.ipynb, cell `mean_of`: 01_first_steps.ipynb has an exercise of this name too",
    ),
    "second notebook without checks": (
        second_notebook,
        f"source/{ASSIGNMENT}/more.ipynb, cell `test_second`: it has no hidden checks: there is no checks/second.py.",
    ),
    "code cell without grade_id": (
        more_cells(
            {"cell_type": "code", "id": "loose-1", "metadata": {}, "outputs": [], "execution_count": None, "source": ["x = 1"]}
        ),
        "cell `loose-1`: the cell has no grade_id, so a student's change to it stays, and may break what comes after. Make it read-only",
    ),
    "cell without id": (changed_cell(0, id=None), f"cell `# First steps`: the cell has no id. Run `autograder tidy {NOTEBOOK}`."),
    "id there twice": (changed_cell(0, id=EXERCISE), "cell `mean_of`: this id is there twice. Run `autograder tidy"),
    "output left in the notebook": (
        changed_cell(1, execution_count=3),
        f"{NOTEBOOK}, cell `given_imports`: an output was left in the cell. Run `autograder tidy {NOTEBOOK}`.",
    ),
    "solution without an end": (
        text(NOTEBOOK, '\\n",\n    "    ### END SOLUTION"', '"'),
        "cell `mean_of`: BEGIN SOLUTION is there once, and END SOLUTION not at all. Let each",
    ),
    "solution in a cell that is none": (
        cell(EXERCISE, solution=False),
        "cell `mean_of`: it holds a solution, and isn't an answer to nbgrader. Set it in",
    ),
    "solution cell without its metadata": (
        changed_cell(3, metadata={}),
        "cell `mean_of`: it defines `mean_of`, and isn't an answer to nbgrader. Call it `mean_of`, and make it an Autograded answer.",
    ),
    "checks without their metadata": (
        changed_cell(4, metadata={}),
        "cell `test_mean_of`: it seems to be the checks of `mean_of`, and isn't graded. Call it `test_mean_of`, and give it points",
    ),
    "cell copied": (lambda root: _copied(root, "test_mean_of"), "cell `test_mean_of`: this grade_id is there twice. Set it in"),
    "exercise that a person grades too": (
        cell(EXERCISE, grade=True, points=1),
        "cell `mean_of`: a person has to read and grade the exercise, beside its checks: both have points, and without a reader",
    ),
    "hidden tests as nbgrader has them": (
        text(
            NOTEBOOK,
            'print(\\"mean_of: fine so far\\")',
            "### BEGIN HIDDEN TESTS\\nassert mean_of([4]) == 4\\n### END HIDDEN TESTS",
        ),
        'cell `test_mean_of`: the hidden tests in the cell decide nothing: checks/mean_of.py does. Write them to checks/mean_of.py; or say as_written = ["mean_of"]',
    ),
    "checks called after the exercise the other way round": (
        cell("test_mean_of", grade_id="mean_of_test"),
        "cell `mean_of_test`: there is no exercise cell `mean_of_test` in this notebook. Did you mean `test_mean_of`? Call this cell",
    ),
    "checks called with a capital": (cell("test_mean_of", grade_id="Check_Mean_of"), "Did you mean `test_mean_of`? Call this"),
    "check file in a folder of its assignment": (
        all_of(written(f"checks/{ASSIGNMENT}/x", ""), moved(CHECKS, f"checks/{ASSIGNMENT}/mean_of.py")),
        f"there is no {CHECKS}, but checks/{ASSIGNMENT}/mean_of.py. If these are its checks, move the file to {CHECKS}.",
    ),
    "check file beside its notebook": (
        moved(CHECKS, f"source/{ASSIGNMENT}/mean_of.py"),
        f"there is no {CHECKS}, but source/{ASSIGNMENT}/mean_of.py. If",
    ),
    "check file in capitals": (moved(CHECKS, "checks/Mean_OF.py"), f"there is no {CHECKS}, but checks/Mean_OF.py. If these"),
    "check file in the course's folder": (moved(CHECKS, "mean_of.py"), f"there is no {CHECKS}, but mean_of.py. If these are"),
    "no notebook": (
        written(NOTEBOOK, "{"),
        f"{NOTEBOOK}: it can't be read as a notebook: it isn't whole, or something else than a notebook. Take it",
    ),
    "as_written names what isn't there": (
        text(SETTINGS, "# as_written = []", 'as_written = ["maen_of"]'),
        "course.toml: `as_written` names `maen_of`, which no assignment, exercise or cell is called (did you mean `mean_of`?). Mend",
    ),
    "import that isn't installed": (
        text(SETTINGS, '["numpy"]', '["nowhere_to_be_found"]'),
        "`worker.imports` names nowhere_to_be_found, which isn't installed. Is it spelt so?",
    ),
    "pattern that isn't one": (
        text(SETTINGS, "[words]", '[words]\nerrors = [{ pattern = "(", says = "x" }]'),
        "`words.errors` has a pattern that isn't one, '('",
    ),
}


MANY = {"grade_id missing": 2, "solutions of no exercise": 2}
"""How many sentences are right where one isn't all there is to say."""


def _solution(root: Path) -> str:
    with notebook(root) as found:
        return "".join(next(c for c in found["cells"] if c["id"] == EXERCISE)["source"])


def _without_cell(root: Path, name: str) -> None:
    with notebook(root) as found:
        found["cells"] = [c for c in found["cells"] if c["id"] != name]


def _copied(root: Path, name: str) -> None:
    with notebook(root) as found:
        found["cells"].append(next(c for c in found["cells"] if c["id"] == name))


def told(root: Path) -> list[str]:
    course = Course.at(root)
    return [fault.told(course.root) for fault in by_reading.faults(course, course.names())]


@pytest.mark.parametrize("fault", READ)
def test_a_fault_is_told_by_reading(root: Path, fault: str) -> None:
    change, sentence = READ[fault]
    change(root)
    found = told(root)
    assert any(sentence in one for one in found), found
    assert len(found) <= MANY.get(fault, 1), "what follows from a fault isn't told as another one"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (text(SETTINGS, "checks =", "chekcs ="), "there is no key `chekcs`; did you mean `checks`?"),
        (text(SETTINGS, '"checks"', '"cheks"'), "`checks` names the folder cheks, which isn't in"),
        (text(SETTINGS, '["numpy"]', "numpy"), "isn't TOML"),
        (nested_data, "`data.to` puts 'd/x.csv' and 'd' into one another"),
    ],
)
def test_a_fault_of_the_settings_is_told_first(
    root: Path, change: Break, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root)
    with pytest.raises(CourseError, match=sentence):
        Course.at(root)
    assert _check_course(root) == 1
    assert sentence in capsys.readouterr().out


def _check_course(root: Path, *arguments: str) -> int:
    return main(["check-course", "--quick", "--course-dir", str(root), *arguments])


def test_the_command_says_each_fault_and_ends_with_1(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check_course(root, ASSIGNMENT) == 0
    *left, last = capsys.readouterr().out.splitlines()
    assert last == "1 assignment read: nothing to mend."
    words = (
        "the scaffold's own words are still there, in the cells `intro-1`, `mean-of-text` and `mean_of`. Write your own over it."
    )
    assert left == [f"{NOTEBOOK}: {words}"]
    gone(CHECKS)(root)
    assert _check_course(root) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"{NOTEBOOK}, cell `test_mean_of`: it has no hidden checks")
    assert len(out.splitlines()) == 3
    assert out.endswith("1 assignment read: 1 to mend.\n")


def test_wrong_usage_ends_with_2(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check_course(root, "01_frist_steps") == 2
    assert "no assignment of this course; there are: 01_first_steps." in capsys.readouterr().err
    assert _check_course(tmp_path) == 2
    assert "source is missing: run this in the course folder" in capsys.readouterr().err


def own_part(root: Path) -> None:
    with notebook(root) as found:
        second = json.loads(json.dumps(next(c for c in found["cells"] if c["id"] == "test_mean_of")))
        second["id"] = second["metadata"]["nbgrader"]["grade_id"] = "test_mean_of-single"
        found["cells"].append(second)


FINE: dict[str, Break] = {
    "a part": all_of(own_part, text(CHECKS, TEST, f'@part("single")\n{TEST}'), text(CHECKS, "import ", "import part, ")),
    "a part by pytest's own mark": all_of(
        own_part,
        text(CHECKS, TEST, f'@pytest.mark.part("single")\n{TEST}'),
        text(CHECKS, "from auto", "import pytest\nfrom auto"),
    ),
    "a part by another name": all_of(
        own_part,
        text(CHECKS, TEST, f"@single\n{TEST}"),
        text(CHECKS, "\n\n\ndef slow", '\n\nsingle = part("single")\n\n\ndef slow'),
        text(CHECKS, "import ", "import part, "),
    ),
    "parametrized checks": text(
        CHECKS,
        TEST + "mean_of):",
        f'@__import__("pytest").mark.parametrize(("value", "times"), [(1.0, 2)])\n{TEST}mean_of, value, times):',
    ),
    "checks in a class": text(
        CHECKS,
        TEST + "mean_of):",
        'class TestMore:\n    def test_more(self, mean_of):\n        """More."""\n\n\n' + TEST + "mean_of):",
    ),
    "fixtures of the course's own": all_of(
        written("checks/conftest.py", "import pytest\n\n\n@pytest.fixture\ndef table():\n    return [1.0]\n"),
        text(CHECKS, TEST + "mean_of", TEST + "mean_of, table"),
    ),
    "fixtures of pytest's": text(CHECKS, TEST + "mean_of", TEST + "mean_of, tmp_path, request"),
    "shared reference with a while": all_of(
        written("checks/reference.py", "def gcd(a, b):\n    while b:\n        a, b = b, a % b\n    return a\n"),
        text(CHECKS, "from autograder", "from .reference import gcd\nfrom autograder"),
    ),
    "an import that may fail": text(
        CHECKS, "from autograder", "try:\n    import nowhere_to_be_found\nexcept ImportError:\n    pass\nfrom autograder"
    ),
    "a check that asks for the worker alone": text(CHECKS, "value(mean_of)", "value(worker)"),
    "a folder of data in source/": written("source/data/heights.csv", "1"),
    "a header of nbgrader's": all_of(
        lambda root: shutil.copy(root / NOTEBOOK, root / "source/header.ipynb") and None,
        text(
            "nbgrader_config.py",
            "grade_with_the_judge(c)",
            "grade_with_the_judge(c)\nc.IncludeHeaderFooter.header = 'source/header.ipynb'",
        ),
    ),
    "a cell to try things in": more_cells(
        {
            "cell_type": "code",
            "id": "scratch-1",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
            "source": ["# try things here"],
        }
    ),
    "wrong solutions in every way that gives a name something": all_of(
        written(f"variants/wrong/{EXERCISE}/import.py", "# fails: test_a_single_value\nfrom math import fsum as mean_of\n"),
        written(f"variants/wrong/{EXERCISE}/star.py", "# fails: test_a_single_value\nfrom math import *\n"),
        written(f"variants/wrong/{EXERCISE}/loop.py", "# fails: test_a_single_value\nfor mean_of in [sum]:\n    pass\n"),
        written(f"variants/wrong/{EXERCISE}/by_text.py", "# fails: test_a_single_value\nglobals()['mean_of'] = sum\n"),
        written(f"variants/wrong/{EXERCISE}/magic.py", "# fails: test_a_single_value\n%time\nmean_of = sum\n"),
        written(f"variants/wrong/{EXERCISE}/hint.py", "# fails: test_a_single_value\n# hint: never closed\nmean_of = (\n"),
    ),
    "no variants at all": all_of(gone("variants"), text(SETTINGS, "variants =", "# variants =")),
}


@pytest.mark.parametrize("what", FINE)
def test_what_works_is_no_fault(root: Path, what: str) -> None:
    FINE[what](root)
    assert told(root) == []


def plain(root: Path) -> None:
    """The course as nbgrader alone would have it: cells by their usual names, an older format, outputs left, a loose cell."""
    for name in ("checks", "variants"):
        shutil.rmtree(root / name)
    (root / "course.toml").unlink()
    with notebook(root) as found:
        found["nbformat_minor"] = 4
        for one in found["cells"]:
            del one["id"]
            if one["cell_type"] == "code":
                one["execution_count"] = 3
        found["cells"][3]["metadata"]["nbgrader"]["grade_id"] = "cell-1f"
        found["cells"][4]["metadata"]["nbgrader"]["grade_id"] = "cell-2e"
        found["cells"].insert(1, {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": 1, "source": ["x = 1"]})


def test_a_plain_course_of_nbgraders_is_sound(root: Path) -> None:
    plain(root)
    course = Course.at(root)
    assert course.settings.checks is None
    assert course_check.faults(course, course.names()) == []


@pytest.mark.slow
def test_nbgraders_own_example_is_sound(tmp_path: Path) -> None:
    run = [sys.executable, "-W", "ignore", "-m", "nbgrader", "quickstart", "example"]
    subprocess.run(run, cwd=tmp_path, check=True, capture_output=True)
    course = Course.at(tmp_path / "example")
    assert course.notebooks("ps1") == ["problem1", "problem2"]
    assert course_check.faults(course, course.names()) == []


def two_and_a_question(root: Path) -> None:
    standing_on(_solution(root).replace("sum(values)", "sum(list(values))"))(root)
    course = Course.at(root)
    new_exercise.write(course, "q_which", course.assignment(ASSIGNMENT), question=True)


@pytest.fixture(scope="module")
def three(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of three exercises, one of which stands on another."""
    root = Path(shutil.copytree(sound, tmp_path_factory.mktemp("three") / "course"))
    two_and_a_question(root)
    return root


def _plain(cells: list[dict[str, Any]], at: int) -> None:
    cells[at]["metadata"] = {}


def _renamed(cells: list[dict[str, Any]], at: int) -> None:
    cells[at]["id"] = "renamed"
    if "nbgrader" in cells[at]["metadata"]:
        cells[at]["metadata"]["nbgrader"]["grade_id"] += "s"


HARM: dict[str, Callable[[list[dict[str, Any]], int], object]] = {
    "gone": lambda cells, at: cells.pop(at),
    "twice": lambda cells, at: cells.insert(at, json.loads(json.dumps(cells[at]))),
    "renamed": _renamed,
    "without metadata": _plain,
    "with none at all": lambda cells, at: cells[at].pop("metadata"),
    "empty": lambda cells, at: cells[at].update(source=[]),
    "of another kind": lambda cells, at: cells[at].update(cell_type="raw"),
    "a nested grade_id": lambda cells, at: cells[at].update(metadata={"nbgrader": {"grade_id": ["x"], "grade": True}}),
}


@pytest.mark.parametrize("harm", HARM)
def test_no_rule_ends_in_a_traceback_whatever_befell_a_cell(three: Path, tmp_path: Path, harm: str) -> None:
    root = Path(shutil.copytree(three, tmp_path / "course"))
    assert told(root) == []
    whole = (root / NOTEBOOK).read_text()
    for at, one in enumerate(json.loads(whole)["cells"]):
        with notebook(root) as found:
            HARM[harm](found["cells"], at)
        told_of_it = told(root)
        if (
            harm in ("gone", "twice", "renamed")
            and "solution" in str(one["metadata"].get("nbgrader"))
            and one["id"][:5] != "given"
        ):
            assert told_of_it, one["id"]
        (root / NOTEBOOK).write_text(whole)


RUN: dict[str, tuple[Break, str]] = {
    "solution that fails": (
        text(NOTEBOOK, "return sum(values) / len(values)", "return sum(values) / 3"),
        f"{NOTEBOOK}, cell `test_mean_of`: the solution fails (test_mean_of_the_values): ",
    ),
    "stub that passes": (
        all_of(
            written(CHECKS, 'def test_nothing(mean_of):\n    """It is there."""\n'),
            text(f"variants/wrong/{EXERCISE}/sum.py", "test_mean_of_the_values", "test_nothing"),
            text(
                f"variants/wrong/{EXERCISE}/nothing_returned.py", "test_mean_of_the_values, test_a_single_value", "test_nothing"
            ),
        ),
        "cell `test_mean_of`: the stub passes: who writes nothing gets its points. Write a check that `mean_of` fails",
    ),
    "given cell that stops": (
        text(NOTEBOOK, "import numpy as np", "import numpy as np; np.nothing"),
        "cell `given_imports`: the cell stops with AttributeError: module 'numpy' has no attribute 'nothing'. Mend it: a notebook",
    ),
    "given cell without its package": (
        text(NOTEBOOK, "import numpy as np", "import numpy as np, nosuchpackage"),
        "cell `given_imports`: not all of the cell can be done where it is graded: `nosuchpackage` isn't there",
    ),
    "given cell that sleeps": (
        all_of(
            text(NOTEBOOK, "import numpy as np", "import time; time.sleep(99)"),
            text(SETTINGS, "# [seconds] ", "[seconds]\nidle = 1 #"),
        ),
        "cell `given_imports`: the cell was stopped: it waited for something that never came (input(), sleep() or a lock?). Mend it:",
    ),
    "given cell that never ends": (
        all_of(text(NOTEBOOK, "import numpy as np", "while True: pass"), text(SETTINGS, "# [seconds] ", "[seconds]\ncell = 1 #")),
        "cell `given_imports`: the cell was stopped: it ran for more than 1 seconds; is there a loop that never ends? Mend it: a",
    ),
    "solution that sleeps": (
        all_of(
            text(NOTEBOOK, "return sum(values) / len(values)", "__import__('time').sleep(99)"),
            text(SETTINGS, "# [seconds] ", "[seconds]\nidle = 1 #"),
        ),
        "cell `test_mean_of`: the cell was stopped, though the solution stands above: it waited for something that never came (",
    ),
    "given cell without its file": (
        text(NOTEBOOK, "import numpy as np", "open('heights.csv')"),
        "No such file or directory: 'heights.csv'. Put the file beside the notebook, or name it as [[data]] in course.toml.",
    ),
    "asserts that the solution fails": (
        text(NOTEBOOK, "assert got == 3.0", "assert got == 4.0"),
        "cell `test_mean_of`: the cell stops with AssertionError: the mean of 1, 2 and 6 is 9 / 3; yours is 3.0, though the solution",
    ),
    "check that can't be imported": (
        text(CHECKS, "\n\n\ndef slow", "\n\nTABLE = {}['missing']\n\n\ndef slow"),
        f"{CHECKS}: `mean_of` can't be run: checks/mean_of.py, line 11, in <module>: KeyError: 'missing'. Mend that check.",
    ),
    "fixture that only seems to be there": (
        all_of(written("checks/conftest.py", "# table\n"), text(CHECKS, TEST + "mean_of", TEST + "mean_of, table")),
        "`test_a_single_value` can't be run: a check asks for `table`, which is neither an exercise of this notebook nor a fixture",
    ),
    "exercise that calls another": (
        lambda root: second_exercise(root, "mean_of(values)"),
        "checks/spread_of.py: `spread_of` loses points when `mean_of` is missing, though its solution is right: it calls that. Say",
    ),
    "right version that isn't right": (
        standing_on("def mean_of(values):\n    return 3.0\n"),
        f"{VERSION}: it fails the checks of `mean_of`: ",
    ),
    "what nbgrader can't make": (
        text("nbgrader_config.py", "c = get_config()", "c = get_config_()"),
        f"source/{ASSIGNMENT}: nbgrader can't make what students get of it: NameError: name 'get_config_' is not defined. Mend",
    ),
}


@pytest.mark.parametrize("fault", RUN)
def test_a_fault_is_told_by_running(root: Path, fault: str) -> None:
    change, sentence = RUN[fault]
    change(root)
    course = Course.at(root)
    assert by_reading.faults(course, course.names()) == []
    with Judge(course, device="cpu") as judge:
        found = [one.told(course.root) for one in by_running.faults(course, course.names(), judge)]
    assert any(sentence in one for one in found), found


def _stub_that_passes(root: Path) -> None:
    """Its checks don't tell when the function is missing, so nothing takes its place."""
    written(CHECKS, 'def test_nothing(worker):\n    """It is there."""\n')(root)


ALREADY_SAID: dict[str, Break] = {
    "the checks of the other don't tell when it is missing": _stub_that_passes,
    "its right version is wrong": written(VERSION, "def mean_of(values):\n    return 3.0\n"),
    "its right version is of something else": written(VERSION, "def maen_of(values):\n    return 3.0\n"),
}


@pytest.fixture
def carried(root: Path) -> Path:
    """A course where all is there that carries a mistake forward; the one name may stand without brackets."""
    second_exercise(root, "mean_of(values)")
    with (root / "checks/spread_of.py").open("a") as checks:
        checks.write(f'\nSTANDS_ON = "{EXERCISE}"\n')
    written(VERSION, "def mean_of(values):\n    return sum(list(values)) / len(values)\n")(root)
    return root


def told_by_running(root: Path) -> list[str]:
    course = Course.at(root)
    with Judge(course, device="cpu") as judge:
        return [one.told(course.root) for one in by_running.faults(course, course.names(), judge)]


def test_what_isnt_there_is_no_package_that_is(root: Path) -> None:
    """A notebook's own imports are among the packages for student code; one that isn't installed can't be had all the same."""
    text(NOTEBOOK, "import numpy as np", "import numpy as np, nosuchpackage")(root)
    (found,) = told_by_running(root)
    _, _, there = found.partition("`nosuchpackage` isn't there where the notebook is graded, which has ")
    assert "numpy" in there
    assert "nosuchpackage" not in there


def test_a_single_name_to_stand_on_needs_no_brackets(carried: Path) -> None:
    assert told_by_running(carried) == []


@pytest.mark.parametrize("what", ALREADY_SAID)
def test_what_is_there_already_isnt_asked_for(carried: Path, what: str) -> None:
    ALREADY_SAID[what](carried)
    assert not any("spread_of" in one for one in told_by_running(carried))


MADE: dict[str, tuple[Break, str]] = {
    "a text": (
        text(NOTEBOOK, "Say here what this", "Say what this"),
        f"release/{ASSIGNMENT}/{ASSIGNMENT}.ipynb, cell `intro-1`: it",
    ),
    "points": (
        cell("test_mean_of", points=3),
        "cell `test_mean_of`: it isn't what source/01_first_steps/01_first_steps.ipynb says",
    ),
    "a cell": (lambda root: _without_cell(root, "given_imports"), "cell `given_imports`: it isn't what"),
    "a solution": (
        text(NOTEBOOK, "return sum(values) / len(values)", "return (sum(values)) / len(values)"),
        f"solutions/{ASSIGNMENT}/{ASSIGNMENT}.ipynb, cell `mean_of`: it isn't what source/{ASSIGNMENT}/{ASSIGNMENT}.ipynb says now. "
        f"Run `nbgrader generate_solution {ASSIGNMENT} --force`.",
    ),
    "a stub": (
        text(NOTEBOOK, "def mean_of(values)", "def mean_of(numbers)"),
        f"Run `nbgrader generate_assignment {ASSIGNMENT} --force`.",
    ),
    "with make": (all_of(written("Makefile", "course:\n"), cell("test_mean_of", points=3)), "Run `make course`."),
}


@pytest.fixture(scope="module")
def made_once(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(sound, tmp_path_factory.mktemp("made") / "course"))
    made(folder)
    return folder


def test_a_new_course_is_sound_when_it_is_made_too(made_once: Path) -> None:
    (made_once / f"release/{ASSIGNMENT}/notes.ipynb").write_text("a file that somebody put there")
    course = Course.at(made_once)
    assert course_check.faults(course, course.names()) == []


@pytest.mark.parametrize("what", MADE)
def test_made_files_that_are_out_of_date_are_told(made_once: Path, tmp_path: Path, what: str) -> None:
    root = Path(shutil.copytree(made_once, tmp_path / "course"))
    assert told(root) == []
    change, sentence = MADE[what]
    change(root)
    assert any(sentence in one for one in told(root)), told(root)


def test_a_release_that_only_nbgrader_can_tell_is_old(made_once: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(made_once, tmp_path / "course"))
    text("nbgrader_config.py", "then run this cell again", "then run it again")(root)
    course = Course.at(root)
    with Judge(course, device="cpu") as judge:
        found = [one.told(course.root) for one in by_running.faults(course, course.names(), judge)]
    assert found == [
        f"release/{ASSIGNMENT}/{ASSIGNMENT}.ipynb, cell `mean_of`: it isn't what {NOTEBOOK} says now. "
        f"Run `nbgrader generate_assignment {ASSIGNMENT} --force`."
    ]
