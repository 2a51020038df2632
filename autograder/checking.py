"""pytest as the judge's engine: run the checks of one graded cell against a worker.

A check fails when it raises an AssertionError, which is a judgment about the student's value. Anything else
that goes wrong in it is our fault or the machine's, and makes the outcome "error".
"""

import hashlib
import os
import traceback
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch

from autograder import data
from autograder.course import CHECKS, exercise_and_part
from autograder.process import CALL_SECONDS, WorkerLost
from autograder.remote import Handle, RemoteWorker
from autograder.report import CheckResult

_INI = CHECKS / "pytest.ini"


def run_checks(grade_id: str, seed: int, worker: Callable[[], RemoteWorker], checks: Path = CHECKS) -> list[CheckResult]:
    """The outcome of each check of the cell `grade_id`, in the order of the file.

    `worker` gives a living worker, and is asked for one before each check. Inputs come from `seed`.
    """
    exercise, part = exercise_and_part(grade_id)
    file = checks / f"{exercise}.py"
    if not file.exists():
        return [CheckResult(exercise, "error", "This exercise has no checks yet.", f"{file} is missing")]
    plugin = _plugin(exercise, part, seed, worker)
    arguments = [str(file), "-c", str(_INI), "--rootdir", str(checks), "--import-mode=importlib", "--assert=plain"]
    arguments += ["-s", "-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:logging", "-p", "no:warnings"]
    # The checks' own pytest must not load what the surrounding one was told to.
    settings = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": "", "PYTEST_PLUGINS": ""}
    before = {name: os.environ.get(name) for name in (*settings, "PYTEST_CURRENT_TEST", "PYTEST_VERSION")}
    os.environ.update(settings)
    try:
        pytest.main(arguments, plugins=[plugin])
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
    results: list[CheckResult] = plugin.results
    if not results:
        return [CheckResult(exercise, "error", "The checks of this exercise couldn't be run.", plugin.trouble)]
    return results


def generator(seed: int, name: str) -> torch.Generator:
    """The source of all inputs of the check `name`, for a submission with this seed."""
    digest = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    return torch.Generator().manual_seed(int.from_bytes(digest[:7], "big"))


@cache
def real_digits() -> SimpleNamespace:
    """The real pictures on the judge's side, as float32 in 0..1: stacks (n, 28, 28) and the book's x and y."""
    arrays = {name: torch.from_numpy(array).float() / 255 for name, array in data.load().items() if "rows" not in name}
    found = SimpleNamespace()
    for part in data.PARTS:
        threes, sevens = arrays[f"{part}_3"], arrays[f"{part}_7"]
        setattr(found, f"{part}_threes", threes)
        setattr(found, f"{part}_sevens", sevens)
        setattr(found, f"{part}_x", torch.cat([threes, sevens]).view(-1, 28 * 28))
        setattr(found, f"{part}_y", torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)]))
    return found


def _plugin(exercise: str, part: str, seed: int, living_worker: Callable[[], RemoteWorker]) -> Any:
    """The pytest plugin for one graded cell: its fixtures, its selection of checks, its results."""

    class Plugin:
        results: list[CheckResult] = []
        trouble = "pytest found no check for this cell"

        @pytest.fixture
        def worker(self, request: pytest.FixtureRequest) -> Iterator[RemoteWorker]:
            found = living_worker()
            mark = request.node.get_closest_marker("cpu_seconds")
            found.call_seconds = (float(mark.args[0]) if mark else CALL_SECONDS) * found.patience
            yield found

        @pytest.fixture(name=exercise)
        def student_code(self, worker: RemoteWorker) -> Handle:
            return worker.name(exercise)

        @pytest.fixture
        def rng(self, request: pytest.FixtureRequest) -> torch.Generator:
            return generator(seed, f"{exercise}.{request.node.name}")

        @pytest.fixture
        def digits(self) -> SimpleNamespace:
            return real_digits()

        def pytest_configure(self, config: pytest.Config) -> None:
            for name in ("part", "cpu_seconds"):
                config.addinivalue_line("markers", f"{name}(value): see autograder/marks.py")

        def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
            items[:] = [item for item in items if _part_of(item) == part]

        def pytest_collectreport(self, report: pytest.CollectReport) -> None:
            if report.failed:
                self.trouble = str(report.longrepr)

        def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
            if call.when == "call" or call.excinfo is not None:
                self.results.append(_result(item, call.excinfo))

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
        return CheckResult(item.name, "fail", f"{claim} {e}".strip())
    details = "".join(traceback.format_exception(e))
    if isinstance(e, WorkerLost):
        return CheckResult(item.name, "error", f"Not graded: {e}. Grade this submission again.", details)
    return CheckResult(item.name, "error", "Not graded: this check is broken, and that is no fault of yours.", details)
