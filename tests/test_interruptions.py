"""A run that is stopped, wherever that is, keeps what is finished, says so, and leaves nothing: quality/interruptions.py, at a
dozen moments. A busy machine moves them, and each holds wherever it comes to lie.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import interruptions
import pytest
from interruptions import Moment

from autograder.front.nbgrader import unfinished
from autograder.front.nbgrader.unfinished import Mark

LAST = -1.0
"""In the place of a fraction of the whole run: as soon as the last submission is taken up."""
MOMENTS = {
    "autograder": [
        ("SIGINT", 0.1),
        ("SIGTERM", 0.35),
        ("SIGINT-twice", 0.5),
        ("SIGKILL", 0.6),
        ("SIGINT-to-group", 0.7),
        ("SIGINT", 0.8),
        ("SIGTERM", 0.9),
        ("SIGINT", LAST),
        ("SIGTERM", LAST),
    ],
    "nbgrader": [("SIGTERM", 0.75), ("SIGINT-to-group", LAST), ("SIGKILL", LAST)],
}


@pytest.mark.parametrize("name", ["autograder", pytest.param("nbgrader", marks=pytest.mark.slow)])
def test_a_run_can_be_stopped_at_any_moment(name: str, tmp_path: Path) -> None:
    tool = interruptions.TOOLS[name](tmp_path, size=4, at_once=1)
    drawn = [Moment(name, way, abs(part) * (part != LAST) * tool.seconds, part == LAST) for way, part in MOMENTS[name]]
    with ThreadPoolExecutor(2) as executor:
        found = list(executor.map(lambda i: interruptions.interrupted(tool, drawn[i], f"{i}"), range(len(drawn))))
    assert [(str(each.moment), each.faults) for each in found if each.faults] == []


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    """As under `nohup`, and for a background job of a script."""
    code = "import os, signal; from autograder.front.interrupted import *; end_at_once(); interrupted = Interruptions(); interrupted.begin()"
    code += "\nfor number in (signal.SIGHUP, signal.SIGINT): os.kill(os.getpid(), number)"
    code += "\nprint(interrupted())"
    ignored = "import signal, os, sys; [signal.signal(n, signal.SIG_IGN) for n in (signal.SIGHUP, signal.SIGINT)]; os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    done = subprocess.run([sys.executable, "-c", ignored, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "False\n"), done.stderr


def test_a_signal_to_another_command_ends_it_once_and_as_shells_expect(tmp_path: Path) -> None:
    code = "import os, signal, sys; from autograder.front.cli import main, tidy"
    code += "\ndef stopped(arguments):"
    code += "\n    try:\n        os.kill(os.getpid(), signal.SIGINT)"
    code += "\n    finally:\n        os.kill(os.getpid(), signal.SIGINT)\n        print('closed')"
    code += "\ntidy.run = stopped\nsys.exit(main.main(['tidy']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (130, "closed\n"), done.stderr
    assert done.stderr == "autograder: stopped; nothing was written.\n"


def test_a_result_is_known_as_unfinished_when_its_run_was_killed(tmp_path: Path) -> None:
    folder = tmp_path / "autograded" / "ada" / "01_arrays"
    assert not unfinished.was_left(folder)
    mark = Mark(folder)
    assert not unfinished.was_left(folder)  # that run is still at it
    os.close(mark._file)  # as the kernel does for a process that was killed
    assert unfinished.was_left(folder)
    Mark(folder).remove()
    assert not unfinished.was_left(folder)
    assert list(folder.parent.iterdir()) == []
