"""How much memory there is for workers. The kernel's files are copies here, of a machine and of containers that this one isn't."""

from pathlib import Path

import pytest

from autograder.sandbox.limits import MIB, Limits
from autograder.workers import machine

GIB = 1 << 30


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def _available(folder: Path, groups: str = "") -> int:
    memory = _write(folder / "meminfo", "MemTotal:       16777216 kB\nMemAvailable:    8388608 kB\nHugePages_Total:       0\n")
    return machine.available(memory, _write(folder / "cgroup", groups), folder / "groups")


def test_a_machine_without_groups_has_what_it_says(tmp_path: Path) -> None:
    assert _available(tmp_path) == 8 * GIB


def test_a_group_has_less_and_its_cache_can_be_had(tmp_path: Path) -> None:
    group = tmp_path / "groups/job"
    _write(group / "memory.max", f"{4 * GIB}\n")
    _write(group / "memory.current", f"{3 * GIB}\n")
    _write(group / "memory.stat", f"anon {GIB}\ninactive_file {2 * GIB}\nactive_file 7\n")
    assert _available(tmp_path, "0::/job/step_0\n") == 3 * GIB
    _write(group / "step_0/memory.max", "max\n")
    _write(group / "step_0/memory.current", "5\n")
    assert _available(tmp_path, "0::/job/step_0\n") == 3 * GIB


def test_the_groups_of_an_older_kernel_count_too(tmp_path: Path) -> None:
    _write(tmp_path / "groups/memory/memory.limit_in_bytes", f"{2 * GIB}\n")
    _write(tmp_path / "groups/memory/memory.usage_in_bytes", f"{GIB}\n")
    assert _available(tmp_path, "7:cpu,cpuacct:/docker/1\n4:memory:/docker/1\n") == GIB


def test_a_group_that_is_over_its_limit_has_nothing(tmp_path: Path) -> None:
    _write(tmp_path / "groups/memory.max", "5\n")
    _write(tmp_path / "groups/memory.current", "9\n")
    assert _available(tmp_path, "0::/\n") == 0


def test_this_machine_has_some() -> None:
    assert machine.available() > 256 * MIB


@pytest.mark.parametrize(
    ("gib", "jobs", "memory"),
    [
        (64, 2, 4096),  # as the course says
        (8, 2, 4096 - machine.JUDGE),
        (8, 4, 2048 - machine.JUDGE),
        (1, 4, machine.LEAST),
    ],
)
def test_workers_share_what_there_is(monkeypatch: pytest.MonkeyPatch, gib: int, jobs: int, memory: int) -> None:
    monkeypatch.setattr(machine, "available", lambda: gib * GIB)
    assert machine.fitting(Limits(), jobs) == Limits(memory=memory)


def test_a_course_that_asks_for_less_gets_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "available", lambda: GIB)
    assert machine.fitting(Limits(memory=300), 1).memory == 300
