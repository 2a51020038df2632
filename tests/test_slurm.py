"""A class graded in jobs of Slurm's: a real one, of one node, which is this machine. docs/cluster.md."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import classroom
import pytest
import slurm
from dask_cluster import until

from autograder import Course
from autograder.authoring.submissions import solved, with_code
from autograder.backends.cluster.connection import Cluster
from autograder.backends.cluster.errors import Unusable
from autograder.store.store import FILE

WEATHER = Path(__file__).parent / "weather_course"
NAME = "01_arrays"
COUNT = 16
needs_slurm = pytest.mark.skipif(bool(slurm.missing()), reason=slurm.missing())


def test_without_slurm_it_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unusable, match="there is no `sbatch` here"):
        Cluster("slurm:2")


def test_without_settings_it_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And nothing is left of what was made for it."""
    (tmp_path / "sbatch").touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(Unusable, match=r"jobqueue.yaml lacks jobqueue.slurm.cores"):
        Cluster("slurm:2")
    assert [path.name for path in tmp_path.iterdir()] == ["sbatch"]


@needs_slurm
@pytest.mark.slow
def test_jobs_grade_and_a_cancelled_one_is_asked_for_again(tmp_path: Path) -> None:
    """What comes out is what comes out here; the jobs have ended then, and the certificate has gone."""
    left = shutil.ignore_patterns("__pycache__", FILE, "gradebook.db")
    course = Course.at(shutil.copytree(WEATHER, tmp_path / "course", ignore=left))
    for number in range(COUNT):
        right = solved(course.assignment(NAME))
        notebook = with_code(right, "standardise", "def standardise(x):\n    return x") if number % 2 else right
        classroom.hand_in(course.root, f"s{number:02}", NAME, notebook)
    grade = [sys.executable, "-W", "ignore", "-m", "autograder", "grade", "submitted", "--seed", "5", "--no-store", "--json"]
    with slurm.running(tmp_path / "slurm") as environment:
        run = subprocess.Popen(
            [*grade, "there.json", "--cluster", "slurm:1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=course.root,
        )
        assert run.stdout is not None and run.stderr is not None
        with run.stdout, run.stderr:
            first = run.stdout.readline()
            (job,) = slurm.jobs(environment) or []
            slurm.cancel(job, environment)
            assert run.stdout.read().count(f"  {NAME}  ") + first.count(f"  {NAME}  ") == COUNT
            told = run.stderr.read()
        assert run.wait() == 0, told
        assert "is lost; the notebook that it had in hand goes to another" in told and "Traceback" not in told
        until(lambda: slurm.jobs(environment) == [])
    assert not list((tmp_path / "slurm").glob(".autograder-slurm-*"))
    done = subprocess.run([*grade, "here.json"], capture_output=True, text=True, check=False, cwd=course.root)
    assert done.returncode == 0, done.stderr
    assert json.loads((course.root / "there.json").read_text()) == json.loads((course.root / "here.json").read_text())
