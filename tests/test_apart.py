"""A judge for each submission: what goes wrong in one is that submission's outcome, and nobody else's."""

import copy
import itertools
import os
import re
import select
import signal
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import classroom
import nbformat
import pytest

from autograder.judge import apart, submission
from autograder.judge.apart import Allowance, Apart, Ended
from autograder.judge.grading import Grading, finished
from autograder.judge.judge import Judge
from autograder.judge.submission import Submission
from autograder.notebooks.course import Course
from autograder.notebooks.settings import Seconds
from autograder.results.report import Report
from autograder.workers import machine
from autograder.workers.answer import Answer
from autograder.workers.budget import WorkerGone
from autograder.workers.worker import Worker

WEATHER = Course.at(Path(__file__).parent / "weather_course")
NAME = "01_arrays"
MARK = "# the mark of a notebook that breaks its judge"


@pytest.fixture(scope="module")
def weather() -> Iterator[Judge]:
    with Judge(WEATHER) as found:
        yield found


def _grade(judge: Judge, first_line: str = "") -> Report:
    notebook = copy.deepcopy(WEATHER.assignment(NAME).notebook)
    if first_line:
        classroom.with_first_cell(notebook, first_line)
    return judge.grade(notebook, NAME, "ada", seed=3)


def _until_ended(process: Apart) -> dict[str, Any]:
    while not process.look():
        pass
    return process.result()


WAYS_TO_END: dict[str, Callable[[], Any]] = {
    "was ended by SIGKILL": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "was ended by SIGTERM": lambda: os.kill(os.getpid(), signal.SIGTERM),
    "took more memory than it may": lambda: {"x": len(bytearray(300 << 20))},
    "took too long": lambda: next(i for i in itertools.count() if i < 0),
    "ended without a word": lambda: os._exit(3),
    "met something that it can't handle": lambda: 1 // 0,
}


@pytest.mark.parametrize("how", WAYS_TO_END)
def test_a_process_that_ends_badly_is_told_by_how(how: str) -> None:
    with pytest.raises(Ended, match=how):
        _until_ended(Apart(WAYS_TO_END[how], Allowance(memory=100, cpu=1, wall=60)))


def _asleep() -> dict[str, Any]:
    time.sleep(60)
    return {}


def test_a_process_that_does_nothing_is_ended_too() -> None:
    with pytest.raises(Ended, match="took too long"):
        _until_ended(Apart(_asleep, Allowance(memory=100, cpu=1, wall=0.3)))


def test_what_a_process_finds_comes_back() -> None:
    text = "é \x00 '" * 100_000
    assert _until_ended(Apart(lambda: {"text": text}, Allowance(500, 10, 60))) == {"text": text}


def test_a_process_gives_no_more_back_than_it_may() -> None:
    with pytest.raises(Ended, match="gave more than can be kept"):
        _until_ended(Apart(lambda: {"text": "x" * 5_000}, Allowance(500, 10, 60, result=4_000)))


def test_what_is_given_back_takes_no_more_bytes_than_utf_8() -> None:
    text = "\u4e2d\ud800\U0001f600" * 1_000
    assert _until_ended(Apart(lambda: {"text": text}, Allowance(500, 10, 60, result=11_000))) == {"text": text}


def _breaking(monkeypatch: pytest.MonkeyPatch, breaks: Callable[[], Any], always: bool) -> None:
    """Let the judge of a marked notebook, or of any, do `breaks` before it grades."""
    grade = submission.grade

    def with_trouble(asked: Any, notebook: Any, *rest: Any) -> None:
        if always or any(cell.source == MARK for cell in notebook.cells):
            breaks()
        grade(asked, notebook, *rest)

    monkeypatch.setattr(submission, "grade", with_trouble)


@pytest.mark.parametrize("how", WAYS_TO_END)
def test_a_notebook_that_breaks_its_judge_fails_and_the_next_is_graded(
    weather: Judge, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(apart, "MEMORY", 200)
    monkeypatch.setattr(weather, "seconds", Seconds(checks=2))
    _breaking(monkeypatch, WAYS_TO_END[how], always=False)
    report = _grade(weather, MARK)
    assert report.status == "fail"
    assert report.score == 0
    assert {check.message for cell in report.cells for check in cell.checks} == {
        f"This notebook can't be graded: the process that graded it {how}."
    }
    assert all(check.reason for cell in report.cells for check in cell.checks), "the instructor is told"
    after = _grade(weather)
    assert after.score == after.max_score


def test_a_file_that_breaks_its_judge_is_known_in_the_report(
    weather: Judge, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """By its digest from before it was read, since nobody is left who could tell what was."""
    path = tmp_path / f"{NAME}.ipynb"

    def once_it_was_read() -> None:
        path.write_text("{}")
        os.kill(os.getpid(), signal.SIGKILL)

    _breaking(monkeypatch, once_it_was_read, always=False)
    nbformat.write(classroom.with_first_cell(copy.deepcopy(WEATHER.assignment(NAME).notebook), MARK), path)
    before = sha256(path.read_bytes()).hexdigest()
    running = [Grading(weather, Submission(path, WEATHER.assignment(NAME), "ada", 3))]
    _, report = next(found for _ in iter(int, 1) for found in finished(running, lambda: False))
    assert (report.status, report.digest) == ("fail", before)


def test_a_judge_that_breaks_with_the_solution_too_is_an_error(weather: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    _breaking(monkeypatch, lambda: os.kill(os.getpid(), signal.SIGKILL), always=True)
    report = _grade(weather)
    assert report.status == "error"
    assert "no fault of yours" in report.cells[0].checks[0].message


@pytest.mark.parametrize("times", [1, 2])
def test_a_judge_that_the_kernel_ends_for_want_of_memory_is_tried_again(
    weather: Judge, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, times: int
) -> None:
    """The kernel's part is played: it ends the judge, so many times, and counts that."""
    kills = itertools.count()

    def killed() -> None:
        if len(list(tmp_path.iterdir())) < times:
            (tmp_path / str(os.getpid())).touch()
            os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(machine, "out_of_memory_kills", lambda: next(kills))
    _breaking(monkeypatch, killed, always=False)
    report = _grade(weather, MARK)
    assert report.status == ("pass" if times == 1 else "error")
    assert len(list(tmp_path.iterdir())) == times


def test_a_judge_that_held_the_memory_is_its_notebooks_doing(weather: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    kills = itertools.count()

    def filled() -> None:
        assert len(b"1" * (machine.JUDGE + 64 << 20))
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(machine, "out_of_memory_kills", lambda: next(kills))
    _breaking(monkeypatch, filled, always=False)
    assert _grade(weather, MARK).status == "fail"


def _killed(monkeypatch: pytest.MonkeyPatch, times: int, tmp_path: Path) -> None:
    """Let somebody kill the worker, by SIGKILL, before it answers about `standardise`: so many times."""
    ask = Worker.ask

    def killed(self: Worker, request: dict[str, Any], *rest: Any, **more: Any) -> Answer:
        so_far = len(list(tmp_path.iterdir()))
        about = request.get("target", {}).get("root")
        if about == "name:standardise" and so_far < times:
            (tmp_path / str(so_far)).touch()
            os.kill(self.pid, signal.SIGKILL)
        return ask(self, request, *rest, **more)

    monkeypatch.setattr(Worker, "ask", killed)


def test_a_worker_that_somebody_kills_once_is_asked_again(
    weather: Judge, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _killed(monkeypatch, 1, tmp_path)
    report = _grade(weather)
    assert report.score == report.max_score
    assert len(list(tmp_path.iterdir())) == 1


def test_a_worker_that_is_killed_again_fails(weather: Judge, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _killed(monkeypatch, 1000, tmp_path)
    report = _grade(weather)
    assert {cell.exercise for cell in report.cells if cell.status == "fail"} == {"standardise"}
    assert report.status == "fail"


def test_a_worker_that_the_kernel_ends_for_want_of_memory_is_an_error(
    weather: Judge, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _killed(monkeypatch, 1000, tmp_path)
    kills = iter(range(10_000))
    monkeypatch.setattr(machine, "out_of_memory_kills", lambda: next(kills))
    report = _grade(weather)
    assert report.status == "error"
    assert any("memory" in check.reason for cell in report.cells for check in cell.checks)


def test_who_held_the_memory_is_guilty(weather: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel's part is played: it ends the worker that held much, and counts that."""
    worker = weather.zygote().own.worker(seed=1)
    worker.ask({"do": "run_cell", "source": "held = len(bytearray(b'1') * (2200 << 20))", "cell": 1})
    os.kill(worker.pid, signal.SIGKILL)
    monkeypatch.setattr(machine, "out_of_memory_kills", lambda: 1 << 40)
    with pytest.raises(WorkerGone):
        worker.ask({"do": "run_cell", "source": "1", "cell": 2})
    worker.close()


def test_a_loop_is_interrupted_though_the_run_ignores_sigint() -> None:
    """As a background job of a script does: its worker lives on, with all that was defined before."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Judge(WEATHER) as judge:
            worker = judge.zygote().own.worker(seed=1)
            answer = worker.ask({"do": "run_cell", "source": "kept = 1\nwhile True: pass", "cell": 1}, seconds=0.5)
            assert answer["error"] is not None
            assert worker.ask({"do": "run_cell", "source": "kept", "cell": 2})["error"] is None
            worker.close()
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_fork_that_fails_is_an_error(weather: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    from autograder import link

    def failing(sock: Any, *rest: Any) -> Any:
        found = receive(sock, *rest)
        return {"failed": "Resource temporarily unavailable"} if isinstance(found, dict) and "pid" in found else found

    receive = link.receive
    monkeypatch.setattr(link, "receive", failing)
    report = _grade(weather)
    assert report.status == "error"


def test_sleeping_a_little_in_every_cell_is_bounded(weather: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weather, "seconds", Seconds(idle=0.5, submission=60))
    sleeper = "import time\nwhile True:\n    time.sleep(0.05)\n    sum(range(1000))"
    report = _grade(weather, sleeper)
    assert any("never came" in note for note in report.notes)


def test_all_that_a_notebook_does_is_paid_from_one_purse(weather: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each loop without an end takes half of what is left at the most, so that the exercises after them are still graded."""
    monkeypatch.setattr(weather, "seconds", Seconds(cell=4, call=4, submission=6))
    notebook = copy.deepcopy(WEATHER.assignment(NAME).notebook)
    for _ in range(3):
        classroom.with_first_cell(notebook, "while True: pass")
    report = weather.grade(notebook, NAME, "ada")
    stopped = [note for note in report.notes if "never ends" in note]
    seconds = [float(re.findall(r"more than ([\d.]+) second", note)[0]) for note in stopped]
    assert len(seconds) == 3
    assert all(later <= earlier / 2 + 0.01 for earlier, later in itertools.pairwise([6.0, *seconds])), seconds
    assert report.score == report.max_score


def test_a_judge_and_its_worker_that_end_at_once_leave_the_zygote_to_the_others(weather: Judge) -> None:
    """The zygote sees both ends in one look: it is stopped while they happen, in the order that once ended it."""
    zygote = weather.zygote()
    line, others = zygote.line(), zygote.line()
    worker = line.worker(seed=1)
    os.kill(zygote.pid, signal.SIGSTOP)
    try:
        os.kill(worker.pid, signal.SIGKILL)
        ended = os.pidfd_open(worker.pid)
        select.select([ended], [], [], 10)
        os.close(ended)
        line.close()
    finally:
        os.kill(zygote.pid, signal.SIGCONT)
        worker.close()
    others.worker(seed=1).close()
    others.close()
