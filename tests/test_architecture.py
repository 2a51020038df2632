"""The rooms of the engine are as docs/architecture.md shows them, and the engine knows no subject."""

import re
import subprocess
import sys

import classroom

ROOT = classroom.COURSE.root


def test_the_picture_is_the_codes() -> None:
    made = subprocess.run(
        [sys.executable, "-c", "import architecture; print(architecture.drawn(), end='')"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT / "quality",
    )
    assert made.stdout == (ROOT / "docs" / "architecture.svg").read_text(), "run `make architecture`, and look at the picture"


def test_every_room_is_explained() -> None:
    told = set(re.findall(r"^\| `([\w/]+)", (ROOT / "docs" / "architecture.md").read_text(), re.M))
    rooms = {path.parent.name for path in (ROOT / "autograder").glob("*/__init__.py")}
    modules = {path.stem for path in (ROOT / "autograder").glob("*.py")} - {"__init__", "__main__"}
    assert {name.split("/")[0] for name in told} == rooms | modules


def test_the_engine_knows_no_subject() -> None:
    """Nothing of MNIST, of fastai or of this course's names stands in the engine's code."""
    words = re.compile(r"mnist|fastai|digits|threes|sevens", re.I)
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in (ROOT / "autograder").rglob("*.py")
        for line in path.read_text().splitlines()
        if words.search(line.replace("letters, digits and _", ""))
    ]
    assert not found


def test_the_public_face_is_all_there_and_starts_light() -> None:
    """Every public name can be had, and the command line starts without torch, pytest and nbgrader."""
    code = (
        "import sys, autograder, autograder.front.cli.main\n"
        "heavy = sorted({'torch', 'pytest', 'nbgrader', 'pandas', 'IPython'} & set(sys.modules))\n"
        "assert not heavy, heavy\n"
        "assert autograder.__version__\n"
        "for name in autograder.__all__: getattr(autograder, name)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
