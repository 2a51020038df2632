"""A new course: a folder with everything that grading needs, and one assignment with one exercise to start from."""

import re
from pathlib import Path

from autograder.authoring import new_assignment, new_exercise
from autograder.notebooks.course import Course
from autograder.notebooks.settings import CourseError

ASSIGNMENT = "01_first_steps"
EXERCISE = "mean_of"


def write(folder: Path) -> tuple[Path, ...]:
    """Write a course to `folder`, which must be new or empty; returns its files. Raises CourseError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CourseError(f"{folder} is there already, and nothing is written over: name a folder that isn't there yet.")
    title = " ".join(re.findall(r"\w+", folder.resolve().name)).capitalize() or "A course"
    slug = "-".join(re.findall(r"[a-z0-9]+", folder.resolve().name.lower())) or "course"
    texts = {
        "course.toml": _COURSE_TOML.format(title=title),
        "nbgrader_config.py": _CONFIG.format(title=title, slug=slug),
        "nbgrader_config.json": _CONFIG_JSON,
        ".gitignore": _GITIGNORE,
        "README.md": _README.format(title=title, assignment=ASSIGNMENT, exercise=EXERCISE),
        f"source/{ASSIGNMENT}/{ASSIGNMENT}.ipynb": new_assignment.text_of(ASSIGNMENT, ("numpy",)),
    }
    try:
        for name, text in texts.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for name in ("checks", "variants"):
            (folder / name).mkdir()
    except OSError as e:
        raise CourseError(f"{folder} can't be written: {e.strerror}.") from e
    course = Course.at(folder)
    first = new_exercise.write(course, EXERCISE, course.assignment(ASSIGNMENT), question=False)
    return (*(folder / name for name in texts), *first.files)


_COURSE_TOML = """\
# What the engine must know of this course. Every key may be left out; what stands behind a # is the default.
name = "{title}"
checks = "checks"      # the hidden checks: one file for each exercise, called as the exercise is
variants = "variants"  # right/<exercise>/*.py and wrong/<exercise>/*.py, by which the checks are tried
# as_written = []      # exercises or assignments whose cells decide by themselves, as in a plain nbgrader course
# arrays_as_tensors = false  # whether a check gets an array of numpy's as a tensor of torch's

[worker]  # the process in which a student's code runs
imports = ["numpy"]    # loaded once, before any student's code; a check may use them too: `worker.numpy`
# packages = ["scipy"]  # what else student code may import; without this key the usual packages, if they are installed
# helpers = "checks/inside/helpers.py"  # functions that checks call in the worker: `worker.helpers`
# warm_up = "checks/inside/warm_up.py"  # run once, after the imports

# [[data]]             # a file or folder beside the notebooks
# from = "data/iris.csv"

# [seconds]            # of the processor
# cell = 30.0
# call = 10.0

# [limits]             # MiB
# memory = 4096

[words]
stub = "Write your code here"  # how the stub begins: as in nbgrader_config.py
question = "q_"                # how the names of questions begin
"""

_CONFIG = '''\
"""nbgrader's configuration for {title}."""

import os
import sys
from pathlib import Path

from nbgrader.preprocessors import ClearMarkScheme, ClearOutput, IncludeHeaderFooter, LockCells

from autograder import grade_with_the_judge

# nbgrader starts `alembic` by name when it makes a gradebook; without an activated environment it isn't found.
os.environ["PATH"] = f"{{Path(sys.executable).parent}}{{os.pathsep}}{{os.environ.get('PATH', '')}}"

c = get_config()  # noqa: F821  (nbgrader puts it there)

c.CourseDirectory.course_id = "{slug}"
c.CourseDirectory.solution_directory = "solutions"

grade_with_the_judge(c)

c.ClearSolutions.code_stub = {{"python": 'raise NotImplementedError("Write your code here, then run this cell again.")'}}
c.ClearSolutions.text_stub = "*Write your answer here.*"

# Without Execute, so that the solutions carry no outputs and come out the same, byte for byte, every time.
c.GenerateSolution.preprocessors = [IncludeHeaderFooter, LockCells, ClearOutput, ClearMarkScheme]
'''

_CONFIG_JSON = """\
{
  "Autograde": {"exporter_class": "autograder.front.nbgrader.exporter.PatientExporter"},
  "GenerateFeedback": {"exporter_class": "autograder.front.nbgrader.pages.FeedbackExporter"}
}
"""

_GITIGNORE = """\
.ipynb_checkpoints/
__pycache__/
/submitted/
/autograded/
/feedback/
/report/
/gradebook.db
/results.db*
/.autograde.lock
"""

_README = """\
# {title}

    autograder new exercise NAME --in {assignment}   # another exercise: its cells, checks, and solutions to try them with
    autograder new assignment 02_NAME                # another assignment, without exercises
    jupyter lab                                      # write; nbgrader's bar Create Assignment is on the right
    autograder tidy                                  # ids for new cells, no outputs
    autograder grade source/{assignment}             # the solutions get all points
    autograder exercise {exercise}                      # its checks, tried with right and wrong solutions
    autograder check-course                          # what else there is to mend
    nbgrader generate_assignment {assignment}        # release/{assignment}/, for the students; after a change with --force
    nbgrader autograde {assignment}                  # grade submitted/<student>/{assignment}/; by changed checks: --force
    nbgrader generate_feedback {assignment}          # a page for each student; of what was graded again by itself
    python -m pydoc autograder.checking              # what a check can ask for and say
"""
