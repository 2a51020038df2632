"""nbgrader's configuration for Threes & Sevens: see docs/instructors.md."""

import os
import sys
from pathlib import Path

from nbgrader.preprocessors import ClearMarkScheme, ClearOutput, IncludeHeaderFooter, LockCells

from autograder import grade_with_the_judge

# nbgrader starts `alembic` by name when it makes a gradebook; without an activated environment it isn't found.
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"

c = get_config()  # noqa: F821  (nbgrader puts it there)

c.CourseDirectory.course_id = "threes-and-sevens"
c.CourseDirectory.solution_directory = "solutions"

grade_with_the_judge(c)

c.ClearSolutions.code_stub = {"python": 'raise NotImplementedError("Write your code here, then run this cell again.")'}
c.ClearSolutions.text_stub = "*Write your answer here.*"

# Without Execute, so that the solutions carry no outputs and come out the same, byte for byte, every time.
c.GenerateSolution.preprocessors = [IncludeHeaderFooter, LockCells, ClearOutput, ClearMarkScheme]
