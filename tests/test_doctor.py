"""`autograder doctor` looks at what is there, and says for each thing that is missing what to do."""

from pathlib import Path

import classroom
import pytest

from autograder.backends import doctor
from autograder.front.cli.main import main
from autograder.link.setup import Setup
from autograder.notebooks import datasets
from autograder.sandbox import confine
from autograder.workers.zygote import ZygoteError


def without(monkeypatch: pytest.MonkeyPatch, *programs: str) -> None:
    """Nothing that is started whose first words hold one of `programs` is there."""
    run = doctor._run
    monkeypatch.setattr(doctor, "_run", lambda command: None if set(programs) & set(command) else run(command))


def test_this_machine_can_grade_and_each_thing_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--course-dir", str(classroom.COURSE.root)]) == 0
    shown = capsys.readouterr().out
    for what in (
        "kernel",
        "Landlock",
        "name spaces",
        "sandbox",
        "Python",
        "nbgrader",
        "torch",
        "data mnist_sample",
        "GPU",
        "disk",
        "git",
    ):
        assert f"  {what} " in shown
    assert "This machine can grade." in shown
    assert all(len(line) <= 100 for line in shown.splitlines())


def test_a_gpu_that_is_wanted_and_missing_is_a_fault(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    without(monkeypatch, "nvidia-smi")
    monkeypatch.setattr(doctor, "_asked_of_torch", lambda: {"has": False, "version": "2.15.0", "cuda": "13.0"})
    monkeypatch.setattr(doctor, "_worker", lambda: doctor.Finding("sandbox", "not asked"))
    assert doctor._gpu(wanted=False).is_well
    assert "nvidia-smi" in doctor._gpu(wanted=True).mend
    assert main(["doctor", "--device", "cuda", "--course-dir", str(classroom.COURSE.root)]) == 1
    assert "can't grade yet" in capsys.readouterr().out


def test_a_gpu_that_torch_cant_use_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_run", lambda command: "NVIDIA X, 24000 MiB, 600.1\n")
    monkeypatch.setattr(doctor, "_asked_of_torch", lambda: {"has": False, "version": "2.15.0", "cuda": "13.0"})
    gpu = doctor._gpu(wanted=False)
    assert gpu.seen == "NVIDIA X, 24000 MiB, 600.1"
    assert "torch can't use it" in gpu.mend
    monkeypatch.setattr(doctor, "_asked_of_torch", lambda: {"has": True, "version": "2.15.0", "cuda": "13.0"})
    assert doctor._gpu(wanted=True).is_well


def test_a_kernel_without_either_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.sandbox.landlock.abi", lambda: 0)
    without(monkeypatch, confine.TRIED)
    assert "lsm=" in doctor._landlock().mend
    assert "max_user_namespaces" in doctor._name_spaces().mend


def test_a_sandbox_that_cant_be_had_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(setup: Setup) -> None:
        raise ZygoteError("the zygote couldn't start.")

    monkeypatch.setattr(doctor, "Zygote", broken)
    worker = doctor._worker()
    assert worker.needed
    assert worker.mend == "the zygote couldn't start."


def test_what_is_not_installed_is_said_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_spec", lambda name: None)
    without(monkeypatch, "git")
    (first, *_) = doctor._modules(classroom.COURSE)
    assert first.needed
    assert "pip install torch" in first.mend
    assert "apt install git" in doctor._git().mend


def test_data_is_looked_at_and_not_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Nowhere:
        def folder(self) -> Path:
            return tmp_path / "not there"

    monkeypatch.setattr(datasets, "code_of", lambda found, package: Nowhere())
    for one in doctor._data(classroom.COURSE):
        assert "autograder data mnist" in one.mend
    assert list(tmp_path.iterdir()) == []


def test_outside_a_course_the_machine_is_looked_at_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(doctor, "_asked_of_torch", lambda: None)
    assert main(["doctor"]) == 0
    assert "no course at or above" in capsys.readouterr().out
    assert main(["doctor", "--course-dir", str(tmp_path)]) == 2
