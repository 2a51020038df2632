"""nbgrader's own tests of `nbgrader autograde`, with this kit's lists of steps: any course can switch the judge on.

They call nbgrader's application in pytest's own process, which finds the lists in JUPYTER_CONFIG_DIR; the tests write
configurations of their own into the course and the working folder. Two of them skip themselves, in stock nbgrader too, and two
want a submission to fail for a cell that isn't the assignment's, which runs here as an ordinary cell.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CONFIG = "from autograder import grade_with_the_judge\n\nc = get_config()\ngrade_with_the_judge(c)\n"
OTHERWISE = ("test_handle_failure", "test_handle_failure_single_notebook")


@pytest.mark.slow
def test_all_but_two_of_them_pass(tmp_path: Path) -> None:
    for name in ("config", "home"):
        (tmp_path / name).mkdir()
    (tmp_path / "config" / "nbgrader_config.py").write_text(CONFIG)
    tests = ["--pyargs", "nbgrader.tests.apps.test_nbgrader_autograde", "-c", os.devnull, "--rootdir", str(tmp_path)]
    other = " and ".join(f"not {name}" for name in OTHERWISE)
    # A HOME of their own, so that no other configuration is found; alembic is started by name.
    places = {
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTER_PLATFORM_DIRS": "0",
        "HOME": str(tmp_path / "home"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONWARNINGS": "ignore",
    }
    run = [sys.executable, "-m", "pytest", *tests, "-k", other, "-p", "no:cacheprovider", "-q", "--show-capture=no"]
    done = subprocess.run(run, capture_output=True, text=True, check=False, cwd=tmp_path, env=os.environ | places)
    assert done.returncode == 0, done.stdout[-3000:]
    assert re.search(r"\b38 passed, 2 skipped, 2 deselected", done.stdout), done.stdout[-300:]
