"""pytest as the judge's engine: one pytest session for one submission, whose test loop is the notebook.

The checks of all exercises are collected; then, instead of pytest's own loop, the notebook's cells run, and
at each graded cell the checks of that cell, since a later cell may redefine a name.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.checking.handles import WorkerHandle
from autograder.judge.plugin import CheckCell, NotebookPlugin

_INI = Path(__file__).with_name("pytest.ini")


def run_session(
    checks: Path | None,
    exercises: list[str],
    worker: Callable[[], WorkerHandle],
    notebook: Callable[[CheckCell], None],
) -> None:
    """Call `notebook` with the function that runs the checks of a graded cell, inside a pytest session.

    `checks` is the folder of the check files of `exercises`. `worker` gives a handle to a living worker, and is asked for
    one before each check. What `notebook` raises is raised here.
    """
    plugin = NotebookPlugin(checks, exercises, worker, notebook)
    if checks is None or not exercises:
        notebook(plugin.check_nothing)
        return
    files = [str(file) for exercise in exercises if (file := checks / f"{exercise}.py").exists()]
    arguments = [*files, "-c", str(_INI), "--rootdir", str(checks), "--import-mode=importlib", "--assert=plain", "--noconftest"]
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
