"""formgrader's button "autograde" runs in the server's process, which lives for days, while the instructor mends checks."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import classroom

from autograder import Course
from autograder.authoring.submissions import solved

WEATHER = Path(__file__).parent / "weather_course"
NAME, EXERCISE = "01_arrays", "moving_average"
SERVER = """
import json, sys
from pathlib import Path
from nbgrader.apps import NbGraderAPI, NbGrader
from nbgrader.coursedir import CourseDirectory
from traitlets.config import PyFileConfigLoader
from nbgrader.api import Gradebook

config = PyFileConfigLoader("nbgrader_config.py").load_config()
api = NbGraderAPI(CourseDirectory(config=config), config=config)

def pressed():
    # What formgrader's handler does for one student.
    found = api.autograde("01_arrays", "ada", force=True)
    assert found["success"], found["log"] + found.get("error", "")
    with Gradebook("sqlite:///gradebook.db") as gradebook:
        print(json.dumps(gradebook.find_submission("01_arrays", "ada").score), flush=True)

pressed()
pressed()
check = Path("checks/moving_average.py")
check.write_text(check.read_text() + "\\n\\ndef test_nobody_passes(moving_average):\\n    expect_shape(3, (1,))\\n")
pressed()
"""


def test_a_check_that_was_changed_meanwhile_counts_at_once(tmp_path: Path) -> None:
    root = shutil.copytree(WEATHER, tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__", "results.db"))
    assignment = Course.at(root).assignment(NAME)
    classroom.hand_in(root, "ada", NAME, solved(assignment))
    generate = [sys.executable, "-m", "nbgrader", "generate_assignment", NAME, "--force"]
    subprocess.run(generate, cwd=root, check=True, capture_output=True)
    server = subprocess.run([sys.executable, "-W", "ignore", "-c", SERVER], cwd=root, capture_output=True, text=True, check=False)
    assert server.returncode == 0, server.stderr[-3000:]
    first, second, third = map(json.loads, server.stdout.split())
    assert first == second
    assert third < second, "the check that everybody fails was there before the button was pressed"
