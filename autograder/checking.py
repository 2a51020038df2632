"""pytest as the judge's engine: one pytest session for one submission, whose test loop is the notebook.

The checks of all exercises are collected; then, instead of pytest's own loop, the notebook's cells run, and
at each graded cell the checks of that cell, since a later cell may redefine a name.

A check fails when it raises an AssertionError, which is a judgment about the student's value. Anything else
that goes wrong in it is our fault or the machine's, and makes the outcome "error".
"""

import hashlib
import os
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch

from autograder import data
from autograder.course import CHECKS, exercise_and_part
from autograder.process import CALL_SECONDS, WorkerLost
from autograder.remote import RemoteWorker
from autograder.report import CheckResult

_INI = CHECKS / "pytest.ini"


CheckCell = Callable[[str, int], list[CheckResult]]
"""Runs the checks of one graded cell, named by its grade_id, with inputs drawn from a seed."""


def run_session(
    exercises: list[str],
    worker: Callable[[], RemoteWorker],
    notebook: Callable[[CheckCell], None],
    checks: Path = CHECKS,
) -> None:
    """Call `notebook` with the function that runs the checks of a graded cell, inside a pytest session.

    `worker` gives a living worker, and is asked for one before each check. What `notebook` raises is raised here.
    """
    plugin = _plugin(exercises, worker, notebook)
    files = [str(file) for exercise in exercises if (file := checks / f"{exercise}.py").exists()]
    arguments = [*files, "-c", str(_INI), "--rootdir", str(checks), "--import-mode=importlib", "--assert=plain"]
    arguments += ["-s", "-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:logging", "-p", "no:warnings"]
    # These collect all garbage several times a run, and were nine tenths of the time.
    arguments += ["-p", "no:unraisableexception", "-p", "no:threadexception", "-p", "no:faulthandler"]
    # The checks' own pytest must not load what a surrounding one was told to.
    settings = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": "", "PYTEST_PLUGINS": ""}
    before = {name: os.environ.get(name) for name in (*settings, "PYTEST_CURRENT_TEST", "PYTEST_VERSION")}
    os.environ.update(settings)
    try:
        pytest.main(arguments if files else [str(_INI.parent), *arguments, "--ignore-glob=*"], plugins=[plugin])
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
    if plugin.raised is not None:
        raise plugin.raised
    if not plugin.looped:
        raise RuntimeError(f"pytest ended before the notebook ran: {plugin.trouble}")


def generator(seed: int, name: str) -> torch.Generator:
    """The source of all inputs of the check `name`, for a submission with this seed."""
    digest = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    return torch.Generator().manual_seed(int.from_bytes(digest[:7], "big"))


@cache
def real_digits() -> SimpleNamespace:
    """The real pictures on the judge's side, as float32 in 0..1: stacks (n, 28, 28), the book's x and y, and the ideal digits."""
    arrays = {name: torch.tensor(array).float() / 255 for name, array in data.load().items() if "rows" not in name}
    found = SimpleNamespace()
    for part in data.PARTS:
        threes, sevens = arrays[f"{part}_3"], arrays[f"{part}_7"]
        setattr(found, f"{part}_threes", threes)
        setattr(found, f"{part}_sevens", sevens)
        setattr(found, f"{part}_x", torch.cat([threes, sevens]).view(-1, 28 * 28))
        setattr(found, f"{part}_y", torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)]))
    found.mean3, found.mean7 = found.train_threes.mean(0), found.train_sevens.mean(0)
    return found


def _plugin(exercises: list[str], living_worker: Callable[[], RemoteWorker], notebook: Callable[[CheckCell], None]) -> Any:
    """The pytest plugin for one submission: the fixtures, and the notebook as the test loop."""

    class Plugin:
        def __init__(self) -> None:
            self.seed = 0
            self.results: list[CheckResult] = []
            self.trouble: dict[str, str] = {}
            self.raised: BaseException | None = None
            self.looped = False

        @pytest.fixture
        def worker(self, request: pytest.FixtureRequest) -> RemoteWorker:
            found = living_worker()
            mark = request.node.get_closest_marker("cpu_seconds")
            found.call_seconds = (float(mark.args[0]) if mark else CALL_SECONDS) * found.patience
            return found

        @pytest.fixture
        def rng(self, request: pytest.FixtureRequest) -> torch.Generator:
            return generator(self.seed, f"{request.node.path.stem}.{request.node.name}")

        @pytest.fixture
        def digits(self) -> SimpleNamespace:
            return real_digits()

        def pytest_configure(self, config: pytest.Config) -> None:
            for name in ("part", "cpu_seconds"):
                config.addinivalue_line("markers", f"{name}(value): see autograder/marks.py")

        def pytest_collectreport(self, report: pytest.CollectReport) -> None:
            if report.failed:
                self.trouble[Path(report.nodeid).stem] = str(report.longrepr)

        @pytest.hookimpl(tryfirst=True)
        def pytest_runtestloop(self, session: pytest.Session) -> bool:
            self.looped = True
            cells: dict[tuple[str, str], list[pytest.Item]] = {}
            for item in session.items:
                cells.setdefault((item.path.stem, _part_of(item)), []).append(item)

            def check_cell(grade_id: str, seed: int) -> list[CheckResult]:
                exercise, _ = where = exercise_and_part(grade_id)
                items = cells.get(where, [])
                if not items or exercise in self.trouble:
                    details = self.trouble.get(exercise, f"no check for {grade_id} in {exercise}.py")
                    return [CheckResult(exercise, "error", "Not graded: the checks of this exercise can't run.", details)]
                self.seed, self.results = seed, []
                for item in items:
                    # All fixtures are torn down after each: a check must not see another one's.
                    item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
                return self.results

            try:
                notebook(check_cell)
            except BaseException as e:  # pytest would report it as its own; it is the caller's
                self.raised = e
            return True

        def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
            if call.when == "call" or call.excinfo is not None:
                self.results.append(_result(item, call.excinfo))

    def student_code(name: str) -> Any:
        return pytest.fixture(name=name)(lambda self, worker: worker.name(name))

    for exercise in exercises:
        setattr(Plugin, f"student_{exercise}", student_code(exercise))
    return Plugin()


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
        return CheckResult(item.name, "error", f"Not graded: {e}. Grade this submission again.", details)
    return CheckResult(item.name, "error", "Not graded: this check is broken, and that is no fault of yours.", details)
