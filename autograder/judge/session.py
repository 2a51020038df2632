"""pytest as the judge's engine: one pytest session for the checks of an assignment, whose test loop is the notebook.

The checks are collected once. For each submission its cells run, and at each graded cell the checks of that cell, since a
later cell may redefine a name. A session that was collected is forked with the judge, so that a submission doesn't pay for it.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType

import pytest

from autograder.checking.handles import WorkerHandle
from autograder.checking.pictures import Picture
from autograder.judge.plugin import CheckCell, NotebookPlugin

_INI = Path(__file__).with_name("pytest.ini")
# The checks' own pytest must not load what a surrounding one was told to.
_ENVIRONMENT = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": "", "PYTEST_PLUGINS": ""}
_CHANGED = (*_ENVIRONMENT, "PYTEST_CURRENT_TEST", "PYTEST_VERSION")


class Session:
    """The collected checks of `exercises`, from the check files in the folder `checks`; None for a notebook without any."""

    def __init__(self, checks: Path | None, exercises: list[str]) -> None:
        self._plugin = NotebookPlugin(checks, exercises)
        self._config: pytest.Config | None = None
        if checks is not None and exercises:
            with _own_environment():
                self._collect(checks, exercises)

    def _collect(self, checks: Path, exercises: list[str]) -> None:
        files = [str(file) for exercise in exercises if (file := checks / f"{exercise}.py").exists()]
        arguments = [*files, "-c", str(_INI), "--rootdir", str(checks), "--import-mode=importlib", "--assert=plain"]
        arguments += [
            "--noconftest",
            "-s",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:terminal",
            "-p",
            "no:logging",
            "-p",
            "no:warnings",
        ]
        # These collect all garbage several times a run, and were nine tenths of the time.
        arguments += ["-p", "no:unraisableexception", "-p", "no:threadexception", "-p", "no:faulthandler"]
        starting = _Starting()
        pytest.main(arguments if files else [str(_INI.parent), *arguments, "--ignore-glob=*"], plugins=[self._plugin, starting])
        config = starting.config
        if config is None:
            raise RuntimeError("pytest didn't start")
        # What pytest.main does next, but that it would end the session after its loop: pytest has no public names for it.
        config.add_cleanup(starting.kept.close)
        session = pytest.Session.from_config(config)
        config._do_configure()
        config.hook.pytest_sessionstart(session=session)
        try:
            config.hook.pytest_collection(session=session)
        except (pytest.Session.Interrupted, pytest.Session.Failed):
            pass  # a file that can't be collected; the plugin has noted why
        self._plugin.sort(session.items)
        self._config = config

    def go(
        self, worker: Callable[[], WorkerHandle], of_solution: Callable[[], WorkerHandle], notebook: Callable[[CheckCell], None]
    ) -> None:
        """Call `notebook` with the function that runs the checks of a graded cell.

        `worker` gives a handle to a living worker, and is asked for one before each check; `of_solution` to one that ran the
        instructor's own notebook up to the same cell. What `notebook` raises is raised here.
        """
        self._plugin.living_worker, self._plugin.of_solution = worker, of_solution
        if self._config is None:
            notebook(self._plugin.check_nothing)
            return
        with _own_environment():
            notebook(self._plugin.check_cell)

    def draw(self, exercise: str, about: Callable[[], WorkerHandle]) -> Picture | None:
        """The picture that the check file of an exercise draws of the code in a worker; None where there is none to draw."""
        if self._config is None:
            return None
        with _own_environment():
            return self._plugin.draw(exercise, about)

    def explains(self, wanted: bool) -> None:
        """Whether a check that fails has for the instructor what it saw: `seen.py`."""
        self._plugin.explains = wanted

    def close(self) -> None:
        """End the session."""
        if self._config is not None:
            with _own_environment():
                self._config._ensure_unconfigure()
            self._config = None

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        self.close()


class _Starting:
    """A plugin that gets hold of the configuration, in the place of pytest's own way through a session."""

    config: pytest.Config | None = None
    kept: ExitStack

    @pytest.hookimpl(tryfirst=True)
    def pytest_cmdline_main(self, config: pytest.Config) -> int:
        self.config = config
        self.kept = config._cleanup_stack.pop_all()  # pytest.main would end what plugins have begun
        return 0


@contextmanager
def _own_environment() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in _CHANGED}
    os.environ.update(_ENVIRONMENT)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
