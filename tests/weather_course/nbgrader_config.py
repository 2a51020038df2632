"""nbgrader's configuration of a course that leaves everything else as nbgrader has it."""

import os
import sys
from pathlib import Path

from autograder import grade_with_the_judge

# nbgrader starts `alembic` by name when it makes a gradebook; without an activated environment it isn't found.
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"

c = get_config()  # noqa: F821  (nbgrader puts it there)

c.CourseDirectory.course_id = "weather-in-numbers"

grade_with_the_judge(c)
