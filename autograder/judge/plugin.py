"""The pytest plugin for one submission: the fixtures of the checks, and the notebook as the test loop.

A check fails when it raises an AssertionError, which is a judgment about the student's value. Anything else
that goes wrong in it is our fault or the machine's, and makes the outcome "error".
"""

import hashlib
import os
import traceback
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from autograder import course_code
from autograder.checking.handles import Handle, WorkerHandle
from autograder.checking.marks import MARKS
from autograder.notebooks.cells import exercise_and_part
from autograder.results.report import CheckResult
from autograder.workers.worker import WorkerLost

CheckCell = Callable[[str, int], list[CheckResult]]
"""Runs the checks of one graded cell, named by its grade_id, with inputs drawn from a seed."""


class CheckFile(pytest.Module):
    """A file of checks, imported as a part of its folder: it may import what stands beside it by a relative import."""

    def _getobj(self) -> ModuleType:
        try:
            return course_code.load(self.path, self.config.rootpath)
        except Exception as e:
            told = "".join(traceback.format_exception(e))
            raise self.CollectError(f"{reason(e, self.config.rootpath)}\n{told}") from e


class NotebookPlugin:
    """What one session of pytest needs to know; see `session`."""

    def __init__(
        self,
        checks: Path | None,
        exercises: list[str],
        living_worker: Callable[[], WorkerHandle],
        notebook: Callable[[CheckCell], None],
    ) -> None:
        self.checks, self.exercises, self.living_worker, self.notebook = checks, exercises, living_worker, notebook
        self.submission_seed = 0
        self.results: list[CheckResult] = []
        self.trouble: dict[str, str] = {}
        self.cells: dict[tuple[str, str], list[pytest.Item]] = {}
        self.raised: BaseException | None = None
        self.looped = False

    @pytest.fixture
    def worker(self, request: pytest.FixtureRequest) -> WorkerHandle:
        """The process that runs the student's code."""
        found = self.living_worker()
        mark = request.node.get_closest_marker("cpu_seconds")
        found.call_seconds = (float(mark.args[0]) if mark else found.call_seconds) * found.patience
        return found

    @pytest.fixture
    def seed(self, request: pytest.FixtureRequest) -> int:
        """The seed of all inputs of this check, for this submission: from 0 to 2**56 - 1."""
        name = f"{request.node.path.stem}.{request.node.name}"
        digest = hashlib.sha256(f"{self.submission_seed}:{name}".encode()).digest()
        return int.from_bytes(digest[:7], "big")

    @pytest.fixture
    def rng(self, seed: int) -> np.random.Generator:
        """The source of all inputs. A course may have another in its checks' conftest.py."""
        return np.random.default_rng(seed)

    def pytest_configure(self, config: pytest.Config) -> None:
        for name in MARKS:
            config.addinivalue_line("markers", f"{name}(value): see autograder/checking/marks.py")
        for exercise in self.exercises:
            config.pluginmanager.register(_student_code(exercise), f"exercise {exercise}")
        conftest = self.checks / "conftest.py" if self.checks is not None else None
        if conftest is not None and conftest.exists():
            try:
                config.pluginmanager.register(course_code.load(conftest, self.checks), "the course's fixtures")
            except Exception as e:
                told = f"{reason(e, config.rootpath)}\n{''.join(traceback.format_exception(e))}"
                self.trouble.update(dict.fromkeys(self.exercises, told))

    def pytest_pycollect_makemodule(self, module_path: Path, parent: pytest.Collector) -> CheckFile:
        found: CheckFile = CheckFile.from_parent(parent, path=module_path)
        return found

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.trouble.setdefault(Path(report.nodeid).stem, str(report.longrepr))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.looped = True
        for item in session.items:
            self.cells.setdefault((item.path.stem, _part_of(item)), []).append(item)
        try:
            self.notebook(self.check_cell)
        except BaseException as e:  # pytest would report it as its own; it is the caller's
            self.raised = e
        return True

    def check_cell(self, grade_id: str, seed: int) -> list[CheckResult]:
        """Run the checks of one graded cell."""
        exercise, _ = where = exercise_and_part(grade_id)
        items = self.cells.get(where, [])
        if not items or exercise in self.trouble:
            details = self.trouble.get(exercise, f"no check for {grade_id} in {exercise}.py")
            told = "Not graded: the checks of this exercise can't run."
            return [CheckResult(exercise, "error", told, details.splitlines()[0], details)]
        self.submission_seed, self.results = seed, []
        for item in items:
            # All fixtures are torn down after each: a check must not see another one's.
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        return self.results

    def check_nothing(self, grade_id: str, seed: int) -> list[CheckResult]:
        """In the place of `check_cell`, in a notebook without hidden checks: never called for one of its cells."""
        raise RuntimeError(f"{grade_id} has no hidden checks")

    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        if call.when == "call" or call.excinfo is not None:
            self.results.append(_result(item, call.excinfo))


def _student_code(exercise: str) -> object:
    """A plugin with the fixture that bears an exercise's name: the student's function, class or variable."""

    def student_code(self: object, worker: WorkerHandle) -> Handle:
        return worker.name(exercise)

    return type("StudentCode", (), {"student_code": pytest.fixture(name=exercise)(student_code)})()


def _part_of(item: pytest.Item) -> str:
    mark = item.get_closest_marker("part")
    return str(mark.args[0]) if mark else ""


def _result(item: pytest.Item, raised: pytest.ExceptionInfo[BaseException] | None) -> CheckResult:
    claim = " ".join((item.function.__doc__ or item.name).split())  # type: ignore[attr-defined]  # every check is a function
    if raised is None:
        return CheckResult(item.name, "pass", claim)
    e = raised.value
    if isinstance(e, AssertionError):
        return CheckResult(item.name, "fail", f"{claim} {e}".strip(), picture=getattr(e, "picture", None))
    details = "".join(traceback.format_exception(e))
    if isinstance(e, WorkerLost):
        return CheckResult(item.name, "error", f"Not graded: {e}. Grade this submission again.", str(e), details)
    told = "Not graded: this check is broken, and that is no fault of yours."
    return CheckResult(item.name, "error", told, reason(e, item.config.rootpath), details)


def reason(e: BaseException, checks: Path) -> str:
    """What went wrong, and in which line of the checks, in one line for the instructor."""
    if isinstance(e, pytest.FixtureLookupError):
        return f"a check asks for `{e.argname}`, which is neither an exercise of this notebook nor a fixture in conftest.py"
    told = " ".join(f"{type(e).__name__}: {e}".split())[:300]
    if isinstance(e, SyntaxError) and e.filename:
        return f"{os.path.relpath(e.filename, checks.parent)}, line {e.lineno}: {told}"
    own = [frame for frame in traceback.extract_tb(e.__traceback__) if Path(frame.filename).is_relative_to(checks)]
    if not own:
        return told
    return f"{os.path.relpath(own[-1].filename, checks.parent)}, line {own[-1].lineno}, in {own[-1].name}: {told}"
