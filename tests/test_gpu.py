"""The GPU profile of the sandbox. What needs a GPU is counted as not run where there is none: docs/gpu.md."""

from collections.abc import Iterator
from pathlib import Path

import classroom
import pytest
import torch

from autograder.checking.handles import StudentError, WorkerHandle
from autograder.judge.judge import Judge
from autograder.sandbox import gpu
from autograder.sandbox.limits import Limits
from autograder.workers import answer
from autograder.workers.answer import Answer
from autograder.workers.budget import WorkerGone
from autograder.workers.worker import WorkerLost
from autograder.workers.zygote import Zygote

needs_gpu = pytest.mark.skipif(not torch.cuda.is_available(), reason="NOT RUN: this machine has no GPU that torch can use")


def test_memory_of_a_process_is_read_from_nvidia_smis_table() -> None:
    table = "1234, 512\n99, 2048\n1234, 100\n77, [N/A]\n"
    assert gpu.used_by(1234, table) == 612
    assert gpu.used_by(99, table) == 2048
    assert gpu.used_by(77, table) == 0
    assert gpu.used_by(5, "") == 0


@pytest.mark.parametrize(
    ("message", "may_be_lost", "broken"),
    [
        ("CUDA error: all CUDA-capable devices are busy or unavailable", True, True),
        ("No CUDA GPUs are available", False, False),
        ("CUDA error: device-side assert triggered", False, True),
        ("CUDA out of memory. Tried to allocate 2.00 GiB", False, False),
        ("mat1 and mat2 shapes cannot be multiplied", False, False),
    ],
)
def test_errors_are_told_apart(message: str, may_be_lost: bool, broken: bool) -> None:
    assert (gpu.may_be_lost(message), gpu.is_broken(message)) == (may_be_lost, broken)


@pytest.mark.skipif(torch.cuda.is_available(), reason="this is about a machine without a GPU")
def test_a_worker_for_a_gpu_that_isnt_there_is_lost_not_failed() -> None:
    with classroom.zygote() as zygote:
        worker = zygote.own.worker(seed=1, device="cuda")
        with pytest.raises(WorkerLost):
            worker.ask({"do": "run_cell", "source": "1 + 1", "cell": 1})
        worker.close()


class _Errors:
    """In the place of a worker on a GPU: its code raises with CUDA's own words."""

    device, stopped, unexplained, alive = "cuda", 0, False, True

    def ask(self, request: object, seconds: float) -> Answer:
        return answer.of({"error": {"type": "RuntimeError", "message": "no CUDA-capable device is detected"}})

    def kill(self) -> None:
        self.alive = False


def test_a_students_word_for_a_lost_gpu_isnt_taken() -> None:
    """It is a failure of the code's, and only makes another worker start, in which the GPU is tried before the code."""
    process = _Errors()
    with pytest.raises(StudentError):
        WorkerHandle(process).name("f")()  # type: ignore[arg-type]  # no GPU is here for a real one
    assert not process.alive
    assert process.unexplained


@pytest.fixture
def zygote() -> Iterator[Zygote]:
    with classroom.zygote(Limits(gpu_memory=1024)) as found:
        yield found


@needs_gpu
def test_a_worker_computes_on_the_gpu(zygote: Zygote) -> None:
    process = zygote.own.worker(seed=1, device="cuda")
    found = WorkerHandle(process, modules=["torch"]).keep(torch.ones(3))
    assert found.device.type.get() == "cuda"
    process.close()


@needs_gpu
def test_two_workers_share_the_gpu_each_with_its_bound(zygote: Zygote) -> None:
    processes = [zygote.own.worker(seed=i, device="cuda") for i in range(2)]
    for process in processes:
        assert (
            process.ask({"do": "run_cell", "source": "import torch; x = torch.ones(100, device='cuda')", "cell": 1})["error"]
            is None
        )
        answer = process.ask({"do": "run_cell", "source": "torch.ones(2**30, device='cuda')", "cell": 2})
        assert answer["error"] and answer["error"]["type"] == "OutOfMemoryError"
        process.close()


@needs_gpu
def test_who_takes_the_bound_away_is_stopped(zygote: Zygote) -> None:
    process = zygote.own.worker(seed=1, device="cuda")
    code = (
        "import time, torch\ntorch.cuda.set_per_process_memory_fraction(1.0)\n"
        "x = torch.ones(2**30, device='cuda')\nwhile True: x.add_(1)"
    )
    with pytest.raises(WorkerGone, match="GPU's memory"):
        process.ask({"do": "run_cell", "source": code, "cell": 1}, seconds=30)


@needs_gpu
def test_forbidden_things_stay_forbidden(zygote: Zygote) -> None:
    from test_sandbox import FORBIDDEN

    for code in FORBIDDEN.values():
        process = zygote.own.worker(seed=1, device="cuda")
        try:
            assert process.ask({"do": "run_cell", "source": code, "cell": 1})["error"] is not None, code
        except WorkerGone:
            pass  # ended by a limit, which is a refusal too
        finally:
            process.close()


@needs_gpu
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["right", "wrong"])
def test_every_variant_on_the_gpu(kind: str) -> None:
    with Judge(classroom.COURSE, device="cuda") as judge:
        for variant in classroom.variants(kind):
            assignment = classroom.assignment_of(variant.exercise)
            notebook = classroom.with_code(classroom.solved(assignment), variant.exercise, variant.code)
            report = judge.grade(notebook, assignment, variant.name, seed=20)
            assert report.status == ("pass" if kind == "right" else "fail"), f"{variant}: {report.as_json()}"


@needs_gpu
@pytest.mark.slow
def test_every_attack_on_the_gpu() -> None:
    with Judge(classroom.COURSE, device="cuda") as judge:
        for name, code in classroom.attacks().items():
            notebook = classroom.with_first_cell(classroom.released("06_training_loop"), code)
            assert judge.grade(notebook, "06_training_loop", name).score == 0, name
            assert not list(Path("/tmp").glob("threes-and-sevens-attack*"))
