"""Another course than this repository's, of numpy and pandas, on the same engine: weather_course/ has no code but its checks."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

import classroom
import nbformat
import numpy as np
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from autograder import Course, Judge, Report, read
from autograder.authoring import exercise
from autograder.authoring.submissions import assignment_of, code_of, released, solved, with_code
from autograder.authoring.variants import Variant, variants
from autograder.checking import WorkerHandle
from autograder.front.nbgrader.one_truth import refuse_unknown
from autograder.notebooks.cells import grade_id_of
from autograder.notebooks.settings import CourseError

ROOT = Path(__file__).parent / "weather_course"
COURSE = Course.at(ROOT)
ASSIGNMENTS = {"01_arrays": 8, "02_tables": 7}
"""The points that the checks give; two more are given by hand."""
EXERCISES = [name for assignment in ASSIGNMENTS for name in COURSE.assignment(assignment).exercises()]
RIGHT, WRONG = variants(COURSE, "right"), variants(COURSE, "wrong")
CLOSED = ("PermissionError", "FileNotFoundError")
"""What is told of a hidden file: by Landlock, or where name spaces leave nothing there to be told of."""
NOT_NEEDED = ("torch", "fastai", "torchvision", "matplotlib", "nbconvert", "rfc3987_syntax")


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    with Judge(COURSE) as found:
        yield found


def _id(variant: Variant) -> str:
    return f"{variant.exercise}-{variant.name}"


def checks_of(report: Report, exercise: str) -> dict[str, str]:
    """What the student is told by each check of an exercise that isn't passed."""
    return {
        check.name: check.message
        for cell in report.cells
        if cell.exercise == exercise
        for check in cell.checks
        if check.status != "pass"
    }


def graded(judge: Judge, variant: Variant) -> Report:
    assignment = assignment_of(COURSE, variant.exercise)
    notebook = with_code(solved(assignment), variant.exercise, variant.code)
    return judge.grade(notebook, assignment.name, variant.name, seed=20)


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_solutions_get_full_marks_and_stubs_none(judge: Judge, name: str) -> None:
    assignment = COURSE.assignment(name)
    report = judge.grade(solved(assignment), name, "ada")
    assert (report.score, report.max_score, report.status) == (ASSIGNMENTS[name], ASSIGNMENTS[name], "pass")
    assert report.sandbox
    report = judge.grade(released(COURSE, assignment), name, "eve")
    assert (report.score, report.status) == (0, "fail")
    assert all(
        "written" in told or "answered" in told for each in assignment.exercises() for told in checks_of(report, each).values()
    )


@pytest.mark.parametrize("variant", RIGHT, ids=_id)
def test_right_code_passes(judge: Judge, variant: Variant) -> None:
    report = graded(judge, variant)
    assert report.status == "pass", report.as_json()


@pytest.mark.parametrize("variant", WRONG, ids=_id)
def test_wrong_code_fails_as_it_says(judge: Judge, variant: Variant) -> None:
    report = graded(judge, variant)
    told = checks_of(report, variant.exercise)
    assert report.status == "fail", report.as_json()
    assert told.keys() == set(variant.fails), told
    assert variant.hint, "no hint is named"
    assert any(variant.hint in message for message in told.values()), told


def test_each_exercise_has_its_variants() -> None:
    for name in EXERCISES:
        assert len(variants(COURSE, "right", name)) >= 2, name
        assert len(variants(COURSE, "wrong", name)) >= 3, name
    assert {variant.exercise for variant in RIGHT + WRONG} == set(EXERCISES)


def test_the_released_notebooks_are_those_of_the_source(tmp_path: Path) -> None:
    folder = classroom.known_weather(tmp_path / "course")
    for path in sorted((ROOT / "release").rglob("*.*")):
        made = folder / "release" / path.relative_to(ROOT / "release")
        assert made.read_bytes() == path.read_bytes(), f"run `nbgrader generate_assignment '*' --force` in {ROOT.name}/"


def course_elsewhere(folder: Path) -> Path:
    """A copy of the course."""
    found = folder / "course"
    shutil.copytree(ROOT, found, ignore=shutil.ignore_patterns("__pycache__", "gradebook.db", "submitted"))
    shutil.rmtree(found / "release")
    return found


def hand_in(folder: Path, student: str, assignment: str, notebook: NotebookNode) -> Path:
    path = folder / "submitted" / student / assignment / f"{assignment}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)
    return path


def command(module: str, *arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command by its module, which ends with a line of the modules that it has imported and hadn't needed."""
    code = (
        "import atexit, runpy, sys\n"
        f"atexit.register(lambda: print('IMPORTED', *sorted(set({NOT_NEEDED!r}) & set(sys.modules)), flush=True))\n"
        f"sys.argv = [{module!r}, *{list(arguments)!r}]\n"
        f"runpy.run_module({module!r}, run_name='__main__', alter_sys=True)"
    )
    environment = os.environ | {"PYTHONWARNINGS": "ignore"} | environment
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=cwd, env=environment)


def nbgrader(course: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return command("nbgrader", *arguments, f"--course-dir={course}", f"--config={course / 'nbgrader_config.py'}", cwd=course)


def test_autograder_grade_needs_neither_torch_nor_the_home(judge: Judge, tmp_path: Path) -> None:
    """Two seconds of processor time, most of it pandas and pytest; ten, before it was looked at what was imported."""
    home, reports = tmp_path / "home", tmp_path / "reports.json"
    home.mkdir()
    look = f"import sys\nprint('IN THE WORKER', *sorted(set({NOT_NEEDED!r}) & set(sys.modules)))"
    notebook = solved(COURSE.assignment("02_tables"))
    notebook.cells.insert(1, new_code_cell(look))
    path = hand_in(tmp_path, "ada", "02_tables", notebook)
    done = command("autograder", "grade", str(path), "--no-store", "--json", str(reports), cwd=ROOT, HOME=str(home))
    assert "ada  02_tables  7 of 7" in done.stdout, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "IMPORTED"
    assert done.stderr == ""
    assert list(home.rglob("*")) == []
    assert json.loads(reports.read_text())[0]["score"] == 7
    judge.grade(notebook, "02_tables", "ada")
    assert notebook.cells[1].outputs[0].text == "IN THE WORKER\n"


def test_autograder_exercise(tmp_path: Path) -> None:
    done = command("autograder", "exercise", "q_axis", "--seeds", "1", cwd=ROOT)
    assert "7 gradings; nothing to mend." in done.stdout, done.stdout + done.stderr
    faults, _ = exercise.examine(_with_variant(tmp_path, "right", "q_axis", 'q_axis = "b"'), ["q_axis"], 1)
    assert [fault for fault in faults if "right/q_axis/odd fails, and should pass" in fault]


def _with_variant(folder: Path, kind: str, name: str, code: str) -> Course:
    found = course_elsewhere(folder)
    shutil.copytree(ROOT / "release", found / "release")
    (found / "variants" / kind / name / "odd.py").write_text(code)
    return Course.at(found)


@pytest.fixture(scope="module")
def nbgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course in another folder, where a class of four was graded by nbgrader."""
    found = classroom.known_weather(tmp_path_factory.mktemp("elsewhere") / "course")
    tables = COURSE.assignment("02_tables")
    wrong = with_code(
        solved(tables), "mean_by_group", "def mean_by_group(frame, key, value):\n    return frame.groupby(key)[value].mean()"
    )
    unnamed = solved(tables)
    unnamed.cells.insert(1, new_code_cell("import scipy"))
    home = found.parent / "home"
    home.mkdir()
    for student, notebook in {
        "solution": solved(tables),
        "stub": released(COURSE, tables),
        "wrong": wrong,
        "unnamed": unnamed,
    }.items():
        hand_in(found, student, "02_tables", notebook)
    for step in ("autograde", "generate_feedback"):
        done = nbgrader(found, step, "02_tables", "--log-level=INFO")
        assert done.returncode == 0, done.stderr[-3000:]
        if step == "autograde":
            assert not {"torch", "fastai"} & set(done.stdout.split()), done.stdout
            assert "`scipy` isn't there where the notebook is graded, which has numpy, pandas" in done.stderr
    return found


def test_nbgrader_records_the_scores(nbgraded: Path) -> None:
    with Gradebook(f"sqlite:///{nbgraded / 'gradebook.db'}") as gb:
        found = {s.student.id: (s.score, s.max_score, s.needs_manual_grade) for s in gb.assignment_submissions("02_tables")}
        comment = gb.find_comment("mean_by_group", "02_tables", "02_tables", "wrong").comment
    # Two points are for the written answer, which waits for its reader; nbgrader gives none for one that was left as it was.
    assert found == {"solution": (7, 9, True), "stub": (0, 9, False), "wrong": (5, 9, True), "unnamed": (7, 9, True)}
    assert "This is a series whose index has the groups" in comment


def test_nbgraders_feedback_has_the_sentence_and_no_check(nbgraded: Path) -> None:
    page = (nbgraded / "feedback" / "wrong" / "02_tables" / "02_tables.html").read_text()
    assert "This is a series whose index has the groups" in page
    for line in (ROOT / "checks" / "mean_by_group.py").read_text().splitlines():
        assert len(line.strip()) < 30 or '"' in line or line.strip() not in page


def told_in_worker(judge: Judge, code: str) -> str:
    """The error of a cell in a new worker of the judge's course, "" if there is none."""
    worker = judge.zygote().own.worker(seed=1, files=judge.course.source / "02_tables")
    answer = worker.ask({"do": "run_cell", "source": code, "cell": 1})
    worker.close()
    return f"{answer['error']['type']}: {answer['error']['message']}" if answer["error"] else ""


def test_what_the_course_names_can_be_used(judge: Judge) -> None:
    read_it = "import numpy, pandas; assert len(pandas.read_csv('data/readings.csv')) == 9"
    assert told_in_worker(judge, read_it) == ""


def test_a_worker_collects_its_garbage(judge: Judge) -> None:
    """Though the zygote doesn't while it imports."""
    assert told_in_worker(judge, "import gc; assert gc.isenabled()") == ""


@pytest.mark.parametrize("package", ["scipy", "torch", "sklearn", "pytest", "nbgrader", "autograder_checks"])
def test_a_package_that_isnt_named_cant_be_imported(judge: Judge, package: str) -> None:
    told = told_in_worker(judge, f"if True:\n    import {package}")  # at the top of a cell, the cell would go on without it
    assert told.startswith(f"ModuleNotFoundError: No module named '{package}'")
    if package != "autograder_checks":
        assert told.endswith("(it isn't among this course's packages)")


SECRETS = (
    "checks/tidy.py",
    "source/02_tables/02_tables.ipynb",
    "variants/wrong/tidy/twice.py",
    "course.toml",
    "release/02_tables/02_tables.ipynb",
)


@pytest.mark.parametrize("secret", SECRETS)
def test_what_is_hidden_cant_be_read(judge: Judge, secret: str) -> None:
    assert (ROOT / secret).exists()
    for code in (f"open({str(ROOT / secret)!r})", f"import os; os.listdir({str((ROOT / secret).parent)!r})"):
        assert told_in_worker(judge, code).startswith(CLOSED), code


@pytest.fixture
def installed() -> Iterator[Path]:
    """A package that is installed, as far as Python can tell, with the course's checks in it."""
    site = Path(sysconfig.get_path("purelib"))
    if not os.access(site, os.W_OK):
        pytest.skip("nothing can be installed here")
    folder = Path(tempfile.mkdtemp(prefix="weatherkit", dir=site))
    info = site / f"{folder.name}-1.0.dist-info"
    try:
        folder.chmod(0o755)
        (folder / "helper.py").write_text("ANSWER = 42\n")
        shutil.copytree(ROOT / "checks", folder / "checks")
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {folder.name}\nVersion: 1.0\n")
        (info / "RECORD").write_text(f"{folder.name}/helper.py,,\n{folder.name}/checks/tidy.py,,\n")
        yield folder
    finally:
        shutil.rmtree(folder)
        shutil.rmtree(info, ignore_errors=True)


def course_with(folder: Path, **lines: str) -> Course:
    """A copy of the course with other settings."""
    found = course_elsewhere(folder)
    text = (found / "course.toml").read_text()
    for old, new in lines.items():
        was = {"checks": "[worker]", "packages": 'packages = ["numpy", "pandas"]', "data": 'from = "source/02_tables/data"'}[old]
        assert was in text
        text = text.replace(was, new)
    (found / "course.toml").write_text(text)
    return Course.at(found)


def test_checks_in_a_package_that_may_be_imported_cant_be_read(installed: Path, tmp_path: Path) -> None:
    named = f'packages = ["numpy", "pandas", "{installed.name}"]'
    course = course_with(tmp_path, checks=f'checks = "{installed / "checks"}"\n\n[worker]', packages=named)
    asked = (
        f"open({str(installed / 'checks' / 'tidy.py')!r})",
        f"import {installed.name}.checks.tidy",
        f"import {installed.name} as kit; open(list(kit.__path__)[0] + '/checks/tidy.py')",
    )
    with Judge(course) as judge:
        assert told_in_worker(judge, f"from {installed.name}.helper import ANSWER; assert ANSWER == 42") == ""
        for code in asked:
            inside = f"if True:\n    {code}"  # at the top, the cell would go on without it
            assert told_in_worker(judge, inside).startswith((*CLOSED, "ModuleNotFoundError")), code
        assert judge.grade(solved(course.assignment("02_tables")), "02_tables", "ada").score == 7


def test_checks_in_the_middle_of_the_data_cant_be_read(tmp_path: Path) -> None:
    """The whole course folder is named as data, by mistake: what is hidden stays hidden, and the rest is there."""
    course = course_with(tmp_path, data='from = "."\nto = "all"')
    (course.root / "notes.txt").write_text("x")
    copy = course.root / "source" / "01_arrays" / ".ipynb_checkpoints" / "01_arrays-checkpoint.ipynb"
    copy.parent.mkdir()
    shutil.copy(course.root / "source" / "01_arrays" / "01_arrays.ipynb", copy)
    hidden = ("checks/tidy.py", "source/02_tables/02_tables.ipynb", "source/01_arrays/01_arrays.ipynb", "course.toml")
    with Judge(course) as judge:
        assert told_in_worker(judge, "import os; os.listdir('all'); open('all/notes.txt')") == ""
        for name in (*hidden, "variants/right/q_axis/capital.py", str(copy.relative_to(course.root))):
            assert (course.root / name).exists()
            for start in ("all", str(course.root)):
                assert told_in_worker(judge, f"open('{start}/{name}')").startswith(CLOSED), name


def test_the_notebook_beside_the_data_cant_be_read(tmp_path: Path) -> None:
    course = course_with(tmp_path, data='from = "source/02_tables"\nto = "all"')
    with Judge(course) as judge:
        assert told_in_worker(judge, "open('all/data/readings.csv')") == ""
        assert told_in_worker(judge, "open('all/02_tables.ipynb')").startswith(CLOSED)


def test_its_arrays_are_arrays_though_another_course_has_tensors(judge: Judge) -> None:
    import torch  # noqa: F401  (as another course's judge in this process does)

    variant = next(variant for variant in WRONG if variant.name == "in_place" and variant.exercise == "standardise")
    told = checks_of(graded(judge, variant), "standardise")
    assert "make a new array instead" in told["test_what_is_passed_in_stays"]


def test_data_beside_the_notebook_is_there_once(tmp_path: Path) -> None:
    """A file that lies beside the notebook, and that course.toml names too, is in the worker's folder."""
    folder = course_elsewhere(tmp_path)
    shutil.copy(folder / "source" / "02_tables" / "data" / "readings.csv", folder / "source" / "02_tables")
    with (folder / "course.toml").open("a") as file:
        file.write('\n[[data]]\nfrom = "source/02_tables/readings.csv"\n')
    with Judge(Course.at(folder)) as judge:
        assert told_in_worker(judge, "assert len(open('readings.csv').readlines()) == 10") == ""


def test_a_picture_is_drawn_though_the_course_imports_no_matplotlib(tmp_path: Path) -> None:
    course = course_with(tmp_path, packages='packages = ["numpy", "pandas", "matplotlib"]')
    notebook = solved(course.assignment("01_arrays"))
    notebook.cells.insert(1, new_code_cell("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nprint('after')"))
    notebook.cells.insert(2, new_code_cell("plt.plot([1, 2]);"))
    with Judge(course) as judge:
        judge.grade(notebook, "01_arrays", "ada")
    assert [output.output_type for output in notebook.cells[1].outputs] == ["display_data", "stream"], notebook.cells[1].outputs
    assert "image/png" in notebook.cells[1].outputs[0].data
    assert "image/png" in notebook.cells[2].outputs[0].data


def test_a_date_of_numpys_comes_back_as_one(judge: Judge) -> None:
    """Its item() would be a bare number or a date, as its unit has it."""
    worker = judge.zygote().own.worker(seed=1)
    worker.ask({"do": "run_cell", "source": "import numpy as np\nday = np.datetime64('2024-01-01', 'ns')", "cell": 1})
    found = WorkerHandle(worker).name("day").get()
    worker.close()
    assert type(found) is np.datetime64
    assert found == np.datetime64("2024-01-01", "ns")


def test_a_frame_is_shown(judge: Judge) -> None:
    notebook = solved(COURSE.assignment("02_tables"))
    judge.grade(notebook, "02_tables", "ada")
    shown = next(cell for cell in notebook.cells if grade_id_of(cell) == "given_readings").outputs[0]
    assert "tromsø" in shown.data["text/plain"]


def test_a_submission_from_a_file(judge: Judge, tmp_path: Path) -> None:
    path = hand_in(tmp_path, "ada", "01_arrays", solved(COURSE.assignment("01_arrays")))
    assert judge.grade(read(path), "01_arrays", "ada").score == 8
    assert code_of(read(path), "q_axis").endswith("### END SOLUTION")


def test_what_wasnt_graded_waits_for_a_grader(nbgraded: Path) -> None:
    """An error outcome is no lost point: no score is recorded, and formgrader shows it as waiting."""
    name, decided = "02_tables", COURSE.assignment("02_tables").decided()
    done = nbgrader(nbgraded, "autograde", name, "--student=solution", "--force", "--JudgeStep.device=cuda")
    assert done.returncode == 0, done.stderr[-2000:]
    with Gradebook(f"sqlite:///{nbgraded / 'gradebook.db'}") as gb:
        grades = {grade.name: grade for grade in gb.find_submission_notebook(name, name, "solution").grades}
        assert all(grades[cell].auto_score is None and grades[cell].needs_manual_grade for cell in decided)
    done = nbgrader(nbgraded, "autograde", name, "--student=solution", "--force")
    assert done.returncode == 0, done.stderr[-2000:]
    with Gradebook(f"sqlite:///{nbgraded / 'gradebook.db'}") as gb:
        assert gb.find_submission(name, "solution").score == 7
        grades = {grade.name: grade for grade in gb.find_submission_notebook(name, name, "solution").grades}
        assert not any(grades[cell].needs_manual_grade for cell in decided)


def test_a_page_is_made_anew_once_its_notebook_was_graded_again(nbgraded: Path) -> None:
    name = "02_tables"
    assert nbgrader(nbgraded, "generate_feedback", name).returncode == 0
    pages = {student: nbgraded / "feedback" / student / name / f"{name}.html" for student in ("wrong", "stub")}
    before = {student: page.stat().st_mtime_ns for student, page in pages.items()}
    done = nbgrader(nbgraded, "autograde", name, "--student=wrong", "--force")
    assert done.returncode == 0, done.stderr[-2000:]
    done = nbgrader(nbgraded, "generate_feedback", name)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "wrong, its page is written" in done.stderr and "1 page written." in done.stderr
    assert {student for student, page in pages.items() if page.stat().st_mtime_ns != before[student]} == {"wrong"}
    assert "0 pages written." in nbgrader(nbgraded, "generate_feedback", name).stderr


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        (
            "source/01_arrays/01_arrays.ipynb",
            '"grade_id": "test_standardise"',
            '"grade_id": "test_standardize"',
            "Did you mean `test_standardise`?",
        ),
        pytest.param(
            "course.toml",
            "imports =",
            "import =",
            "there is no key `worker.import`; did you mean `imports`?",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            "source/01_arrays/01_arrays.ipynb",
            '"points": 2',
            '"points": 4',
            "has 4 points, and 2 in the gradebook. Run `nbgrader",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_nbgrader_refuses_a_broken_course_once_and_removes_nothing(
    tmp_path: Path, file: str, before: str, after: str, told: str
) -> None:
    course = classroom.known_weather(tmp_path / "course")
    for student in ("ada", "bob"):
        hand_in(course, student, "01_arrays", solved(COURSE.assignment("01_arrays")))
    assert nbgrader(course, "autograde", "01_arrays").returncode == 0
    text = (course / file).read_text()
    assert before in text
    (course / file).write_text(text.replace(before, after, 1))
    done = nbgrader(course, "autograde", "01_arrays", "--force")
    assert done.returncode == 1
    assert done.stderr.count(told) == 1
    assert "Traceback" not in done.stderr
    assert (course / "autograded" / "ada" / "01_arrays" / "01_arrays.ipynb").exists()


def test_an_assignment_that_the_gradebook_doesnt_know_is_refused_once_with_what_to_do(tmp_path: Path) -> None:
    """As in a fresh clone, where `release/` is there already; whatever else a student handed in holds up nobody."""
    course = course_elsewhere(tmp_path)
    shutil.copytree(ROOT / "release", course / "release")
    notebook = solved(COURSE.assignment("01_arrays"))
    for student in ("ada", "bob"):
        path = hand_in(course, student, "01_arrays", notebook)
    (path.parents[1] / "holiday").mkdir()
    shutil.copy(path, path.parents[1] / "holiday")
    kept = course / "autograded" / "ada" / "01_arrays" / "01_arrays.ipynb"
    kept.parent.mkdir(parents=True)
    kept.write_text("of an older gradebook")
    done = nbgrader(course, "autograde", "01_arrays", "--force")
    told = "The gradebook doesn't know 01_arrays yet. Run `nbgrader generate_assignment 01_arrays --force` ("
    assert (done.returncode, done.stderr.count(told)) == (1, 1), done.stderr
    assert " points" not in done.stderr and "submission" not in done.stderr
    assert kept.read_text() == "of an older gradebook"
    shutil.rmtree(course / "release")
    done = nbgrader(course, "autograde", "*")
    assert "Run `nbgrader generate_assignment 01_arrays`, then this command again." in done.stderr
    assert "holiday" not in done.stderr
    assert "Traceback" not in done.stderr
    with pytest.raises(CourseError, match="know holiday, and source/ has no such folder"):
        refuse_unknown(["holiday"], CourseDirectory(root=str(course)))
