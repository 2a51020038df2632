"""The engine as a wheel, installed into an empty environment: it grades another subject's course, and brings nothing of this one."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import classroom
import pytest

ROOT = classroom.COURSE.root
OTHER_COURSE = classroom.TESTS / "weather_course"


def run(*command: object, cwd: Path) -> str:
    """What a command prints; it must succeed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, cwd=cwd, env=clean)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.mark.slow
def test_a_wheel_grades_another_course(tmp_path: Path) -> None:
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir", tmp_path, ROOT, cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"autograder"}, "the engine, and nothing of the course"
    assert "autograder/judge/pytest.ini" in names
    run(sys.executable, "-m", "venv", tmp_path / "empty", cwd=tmp_path)
    python = tmp_path / "empty" / "bin" / "python"
    pins = ["--quiet", "--disable-pip-version-check", "-c", ROOT / "constraints.txt"]
    run(python, "-m", "pip", "install", *pins, wheel, "pandas", cwd=tmp_path)
    assert "torch" not in run(python, "-m", "pip", "list", cwd=tmp_path)
    version = run(python, "-c", "import autograder; print(autograder.__version__, autograder.__file__)", cwd=tmp_path)
    assert str(tmp_path) in version
    command = [tmp_path / "empty" / "bin" / "autograder", "grade", OTHER_COURSE / "source", "--course-dir", OTHER_COURSE, "-v"]
    graded = [line for line in run(*command, cwd=tmp_path).splitlines() if "seed" in line]
    assert len(graded) == 2
    for line in graded:
        got, most = line.partition(" of ")[0].split()[-1], line.partition(" of ")[2].split()[0]
        assert got == most
