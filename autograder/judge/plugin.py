"""The pytest plugin for one submission: the fixtures of the checks, and the notebook as the test loop.

A check fails when it raises an AssertionError, which is a judgment about the student's value. When it raises anything else,
the same check is asked, with the same inputs, about the instructor's solution: if that passes, the student's value was at
fault, and the check fails; if not, the check is broken, which is our fault, and the outcome is "error".
"""

import hashlib
import os
import traceback
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, Protocol

import numpy as np
import pytest

from autograder import course_code
from autograder.checking import noted
from autograder.checking.expect import Unexpected, described
from autograder.checking.handles import Handle, StudentError, WorkerHandle
from autograder.checking.marks import MARKS
from autograder.checking.pictures import Picture, drawn, warm_up
from autograder.judge import seen
from autograder.notebooks.cells import exercise_and_part
from autograder.results.report import CheckResult
from autograder.results.telling import is_named, place
from autograder.workers.line import ZygoteError
from autograder.workers.worker import WorkerLost

PICTURE = "picture_"
"""Begins the name of the function of a check file that draws what the student's code gives, where that isn't right."""


class CheckCell(Protocol):
    """Runs the checks of one graded cell, named by its grade_id, with inputs drawn from a seed, `about` the code in a worker:
    without it, the student's own.
    """

    def __call__(self, grade_id: str, seed: int, about: Callable[[], WorkerHandle] | None = None) -> list[CheckResult]: ...


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

    living_worker: Callable[[], WorkerHandle]
    of_solution: Callable[[], WorkerHandle]

    def __init__(self, checks: Path | None, exercises: list[str]) -> None:
        self.checks, self.exercises = checks, exercises
        self.submission_seed = 0
        self.results: list[CheckResult] = []
        self.trouble: dict[str, str] = {}
        self.cells: dict[tuple[str, str], list[pytest.Item]] = {}
        self.about: Callable[[], WorkerHandle]
        self.lost: Exception | None = None
        self.handle: WorkerHandle | None = None
        self.explains = False
        self.noted: dict[str, Any] = {}
        self.pictures: dict[str, pytest.Item] = {}
        self.has_picture = False
        self.drawn: object = None

    @pytest.fixture
    def worker(self, request: pytest.FixtureRequest) -> WorkerHandle:
        """The process that runs the student's code."""
        self.handle = found = self.about()
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
                fixtures = course_code.load(conftest, self.checks)
                config.pluginmanager.register(fixtures, "the course's fixtures")
                getattr(fixtures, "warm_up", lambda: None)()
            except Exception as e:
                told = f"{reason(e, config.rootpath)}\n{''.join(traceback.format_exception(e))}"
                self.trouble.update(dict.fromkeys(self.exercises, told))

    def pytest_pycollect_makemodule(self, module_path: Path, parent: pytest.Collector) -> CheckFile:
        found: CheckFile = CheckFile.from_parent(parent, path=module_path)
        return found

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.trouble.setdefault(Path(report.nodeid).stem, str(report.longrepr))

    def sort(self, items: list[pytest.Item]) -> None:
        """Note which checks belong to which graded cell."""
        for item in items:
            if item.name.startswith(PICTURE):
                self.pictures[item.path.stem] = self._keeping(item)
            else:
                self.cells.setdefault((item.path.stem, _part_of(item)), []).append(item)
        if self.pictures:
            warm_up()

    def _keeping(self, item: pytest.Item) -> pytest.Item:
        """The item, whose function leaves what it returns in `drawn`: to pytest a check returns nothing."""
        draw: Callable[..., object] = item.obj  # type: ignore[attr-defined]  # every item is a function

        def kept(**given: Any) -> None:
            self.drawn = draw(**given)

        item.obj = kept  # type: ignore[attr-defined]
        return item

    def draw(self, exercise: str, about: Callable[[], WorkerHandle]) -> Picture | None:
        """The picture of an exercise that failed, drawn by what the code of a worker gives, once all is decided; None if there is
        nothing to draw. Its seed is the same for every submission, so that nothing drawn from one is ever in it.
        """
        item = self.pictures.get(exercise)
        if item is None or exercise in self.trouble:
            return None
        self.submission_seed, self.drawn = 0, None
        self._run(item, about)
        return drawn(lambda: self.drawn)

    def check_cell(self, grade_id: str, seed: int, about: Callable[[], WorkerHandle] | None = None) -> list[CheckResult]:
        """Run the checks of one graded cell."""
        exercise, _ = where = exercise_and_part(grade_id)
        items = self.cells.get(where, [])
        if not items or exercise in self.trouble:
            details = self.trouble.get(exercise, f"no check for {grade_id} in {exercise}.py")
            told = "Not graded: the checks of this exercise can't run."
            return [CheckResult(exercise, "error", told, details.splitlines()[0], details)]
        self.submission_seed = seed
        found: list[CheckResult] = []
        was_stopped, self.has_picture = "", False
        for item in items:
            if was_stopped:
                # It decides nothing more: all checks of a cell must pass, and each would take its time until it is stopped too.
                told = f"This wasn't tried any more: {was_stopped}"
                found.append(CheckResult(item.name, "fail", claim=_claim(item), finding=told, about="untried"))
                continue
            found += self._check(item, about or self.living_worker)
            was_stopped = self.handle.was_stopped if self.handle is not None and found[-1].status == "fail" else ""
        return self._with_names_from_outside(exercise, found)

    def _with_names_from_outside(self, exercise: str, found: list[CheckResult]) -> list[CheckResult]:
        """The results, and in that which is read first a name of the notebook that stands where an argument was meant."""
        failed = [result for result in found if result.status == "fail" and result.about in ("", "shape", "value", "code")]
        if not failed or self.handle is None:
            return found
        first = min(failed, key=place)
        outside = self.handle.written.from_outside(exercise, is_named(first))
        if not outside:
            return found
        # What doesn't come from what was passed in looks like another mistake by chance only.
        chance = [result for result in failed if result.about == "value" and result is not first]
        changed = {id(result): replace(result, message="", hint="") for result in chance}
        raised = [result for result in failed if result.about == "code" and outside.is_sure and result is not first]
        changed |= {id(result): replace(result, message="", finding="", hint="", about="value") for result in raised}
        if first.about == "code" and outside.is_sure:  # the line that raised is right for what should have been passed in
            changed[id(first)] = replace(first, message="", finding=f"{outside.sentence} {first.finding}", hint="")
        else:
            changed[id(first)] = replace(first, message="", hint=f"{outside.sentence} {first.hint}".strip())
        return [changed.get(id(result), result) for result in found]

    def _check(self, item: pytest.Item, about: Callable[[], WorkerHandle]) -> list[CheckResult]:
        """What one check finds about the student's code, once it is clear whose fault it is if it finds nothing.

        Raises WorkerLost and ZygoteError when the machine is at fault.
        """
        found = self._run(item, about)
        if self.lost or (self.handle is not None and self.handle.was_killed):
            # The machine's doing, it seems, or something that student code shouldn't be able to do: asked once more, it shows.
            found = self._run(item, about)
        if self.lost:
            raise self.lost
        if not any(result.status == "error" for result in found):
            return found
        met = self.handle.last_met if self.handle is not None else None
        with_solution = self._run(item, self.of_solution)
        if any(result.status != "pass" for result in with_solution):
            return found  # it breaks with the solution too: the check's own fault
        told = f"What your code gives can't be looked at here: {described(met)}."
        return [CheckResult(item.name, "fail", details=found[0].details, claim=_claim(item), finding=told, about="shape")]

    def _run(self, item: pytest.Item, about: Callable[[], WorkerHandle]) -> list[CheckResult]:
        self.results, self.about, self.handle, self.lost = [], about, None, None
        self.noted = noted.begin()
        # All fixtures are torn down after each: a check must not see another one's.
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        return self.results

    @pytest.hookimpl(wrapper=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> Generator[None, Any, Any]:
        return (yield from _without_exit())

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, request: pytest.FixtureRequest) -> Generator[None, Any, Any]:
        return (yield from _without_exit())

    def check_nothing(self, grade_id: str, seed: int, about: Callable[[], WorkerHandle] | None = None) -> list[CheckResult]:
        """In the place of `check_cell`, in a notebook without hidden checks: never called for one of its cells."""
        raise RuntimeError(f"{grade_id} has no hidden checks")

    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """In the place of pytest's own, which tells of each failure with the source of every function on the way: nobody
        reads that here, and it was most of what a failed check cost.
        """
        if call.excinfo is not None and isinstance(call.excinfo.value, WorkerLost | ZygoteError):
            self.lost = call.excinfo.value
        elif call.when == "call" or call.excinfo is not None:
            result = self._with_picture(_result(item, call.excinfo), call.excinfo)
            result.noted = dict(self.noted)
            if self.explains and call.excinfo is not None and result.status == "fail":
                result.details = "\n".join(seen.lines(call.excinfo.value, item.config.rootpath))
            self.results.append(result)
        assert call.when != "collect"  # they were collected before
        outcome: Literal["passed", "failed"] = "passed" if call.excinfo is None else "failed"
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, call.when)

    def _with_picture(self, result: CheckResult, raised: pytest.ExceptionInfo[BaseException] | None) -> CheckResult:
        """The result with its picture: one is enough for a graded cell, and each takes a moment to draw."""
        draw = raised.value.draw if raised is not None and isinstance(raised.value, Unexpected) else None
        picture = drawn(draw) if draw is not None and not self.has_picture else None
        if picture is None:
            return result
        self.has_picture = True
        return replace(result, picture=picture.png, alt=picture.alt)


def _without_exit() -> Generator[None, Any, Any]:
    """Let pytest.exit() in a check be an exception like any other: pytest would end the session, which other checks need."""
    try:
        return (yield)
    except pytest.exit.Exception as e:
        raise RuntimeError(f"pytest.exit() was called: {e}") from e


def _student_code(exercise: str) -> object:
    """A plugin with the fixture that bears an exercise's name: the student's function, class or variable."""

    def student_code(self: object, worker: WorkerHandle) -> Handle:
        return worker.name(exercise)

    return type("StudentCode", (), {"student_code": pytest.fixture(name=exercise)(student_code)})()


def _part_of(item: pytest.Item) -> str:
    mark = item.get_closest_marker("part")
    return str(mark.args[0]) if mark else ""


def _claim(item: pytest.Item) -> str:
    return " ".join((item.function.__doc__ or item.name).split())  # type: ignore[attr-defined]  # every check is a function


def _result(item: pytest.Item, raised: pytest.ExceptionInfo[BaseException] | None) -> CheckResult:
    if raised is None:
        return CheckResult(item.name, "pass", claim=_claim(item))
    e = raised.value
    return _failed(item, e) if isinstance(e, AssertionError) else _broken(item, e)


def _failed(item: pytest.Item, e: AssertionError) -> CheckResult:
    found = CheckResult(item.name, "fail", claim=_claim(item))
    if isinstance(e, StudentError):
        told = e.told
        return replace(
            found, message="", finding=told.finding, hint=told.hint, about=told.about, at_cell=told.cell, at_line=told.line
        )
    if isinstance(e, Unexpected):
        return replace(found, message="", finding=e.finding, hint=e.hint or "", about=e.about)
    return replace(found, message="", hint=str(e))  # a plain assert, with its sentence


def _broken(item: pytest.Item, e: BaseException) -> CheckResult:
    told = "Not graded: this check is broken, and that is no fault of yours."
    details = "".join(traceback.format_exception(e))
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
