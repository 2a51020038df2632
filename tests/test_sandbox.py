"""What code in a worker may do, and what it may not: each line runs in a real worker, as root and as an ordinary user."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import classroom
import pytest

from autograder.checking.handles import WorkerHandle
from autograder.sandbox.limits import Limits
from autograder.workers.budget import WorkerGone
from autograder.workers.worker import WorkerLost
from autograder.workers.zygote import Zygote

ALLOWED = {
    "compute": "import torch; (torch.ones(300, 300) @ torch.ones(300, 300)).sum()",
    "train": "import torch; from torch import nn; m = nn.Linear(3, 1); m(torch.ones(2, 3)).sum().backward()",
    "write to its folder": "open('mine.txt', 'w').write('x'); assert open('mine.txt').read() == 'x'",
    "import lazily": "import decimal, sqlite3, scipy.stats, xml.dom.minidom",
    "read the pictures": "from fastai.vision.all import *; assert len((untar_data(URLs.MNIST_SAMPLE)/'train/3').ls()) == 6131",
    "draw": "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.savefig('a.png')",
    "start a thread": "import threading; t = threading.Thread(target=print); t.start(); t.join()",
    "await": "import asyncio; await asyncio.sleep(0.01)",
}
FORBIDDEN = {
    "read a hidden check": f"open({str(classroom.COURSE.root / 'checks/l1_distance.py')!r})",
    "read the solutions": f"open({str(classroom.COURSE.root / 'source/02_distances/02_distances.ipynb')!r})",
    "list the course": f"import os; os.listdir({str(classroom.COURSE.root)!r})",
    "read the users of this machine": "open('/etc/passwd')",
    "read its own process": "open('/proc/self/environ')",
    "read the judge's process": "import os; open(f'/proc/{os.getppid()}/maps')",
    "write elsewhere": "open('/tmp/elsewhere', 'w')",
    "fork": "import os; os.fork()",
    "start a program": "import subprocess; subprocess.run(['ls'])",
    "open a socket": "import socket; socket.socket()",
    "open a local socket": "import socket; socket.socket(socket.AF_UNIX)",
    "reach the network": "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
    "signal its parent": "import os, signal; os.kill(os.getppid(), signal.SIGTERM)",
    "signal everybody": "import os, signal; os.kill(-1, signal.SIGTERM)",
    "kill itself as the machine would": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "raise its limits": "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (10**6, 10**6))",
    "become root": "import os; os.setuid(0)\nassert os.getuid() != 0 and 1 / 0",
    "link from outside": "import os; os.link('/etc/passwd', 'mine')",
    "follow a link to outside": "import os; os.symlink('/etc/passwd', 'mine'); open('mine')",
    "make a device": "import os; os.mknod('dev', 0o600 | 0o20000, os.makedev(1, 1))",
    "mount": "import ctypes; assert ctypes.CDLL(None).mount(b'a', b'b', b'c', 0, None) == 0",
    "change what kills it with its judge": "import ctypes; assert ctypes.CDLL(None).prctl(1, 0) == 0",
    "trace": "import ctypes, os; assert ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0) == 0",
    "hold anonymous memory files": "import os; os.memfd_create('x')",
    "share memory that outlives it": "import ctypes; assert ctypes.CDLL(None).shmget(0, 4096, 0o1666) >= 0",
    "leave its session": "import os; os.setsid()",
    "take a lot of memory": "x = bytearray(6 << 30)",
    "take a lot of memory by torch": "import torch; torch.ones(2 * 10**9)",
    "write a huge file": "f = open('big', 'wb'); [f.write(bytes(1 << 20)) for _ in range(100)]",
    "open many files": "fs = [open('a', 'w') for _ in range(500)]",
    "start many threads": "import threading, time\nfor _ in range(2000): threading.Thread(target=time.sleep, args=(5,), daemon=True).start()",
}


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with classroom.zygote() as found:
        yield found


@pytest.mark.parametrize("code", ALLOWED.values(), ids=ALLOWED)
def test_ordinary_code_runs(zygote: Zygote, code: str) -> None:
    worker = zygote.worker(seed=1)
    answer = worker.ask({"do": "run_cell", "source": code, "cell": 1})
    worker.close()
    assert answer["error"] is None


@pytest.mark.parametrize("code", FORBIDDEN.values(), ids=FORBIDDEN)
def test_hostile_code_is_refused(zygote: Zygote, code: str) -> None:
    worker = zygote.worker(seed=1)
    try:
        answer = worker.ask({"do": "run_cell", "source": code, "cell": 1})
    except WorkerGone:
        return  # ended by a limit, which is a refusal too
    finally:
        worker.close()
    assert answer["error"] is not None, answer


def test_a_full_scratch_folder_ends_the_worker(zygote: Zygote) -> None:
    worker = zygote.worker(seed=1)
    code = "import time\nfor i in range(30):\n    open(f'{i}', 'wb').write(bytes(50 << 20)); time.sleep(0.05)"
    with pytest.raises(WorkerGone, match="disk"):
        worker.ask({"do": "run_cell", "source": code, "cell": 1})
    worker.close()
    assert not worker.scratch.exists()


@pytest.mark.parametrize("loop", ["while True: pass", "try:\n    while True: pass\nexcept BaseException:\n    while True: pass"])
def test_an_endless_loop_is_stopped(zygote: Zygote, loop: str) -> None:
    worker = zygote.worker(seed=1)
    try:
        answer = worker.ask({"do": "run_cell", "source": loop, "cell": 1}, seconds=0.5)
        assert "more than 0.5 seconds" in answer["error"]["message"]
        assert worker.ask({"do": "run_cell", "source": "1 + 1", "cell": 2})["error"] is None
    except WorkerGone as e:
        assert "more than 0.5 seconds" in str(e)  # it caught the interrupt, and was killed
    finally:
        worker.close()


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import os; os._exit(0)", "ended its own process"),
        ("import ctypes; ctypes.string_at(0)", "SIGSEGV"),
        ("import os; os.abort()", "SIGABRT"),
        ("import os; os.closerange(0, 100)", "ended its own process|isn't an answer"),
        ("import os\nfor fd in range(100):\n    try: os.write(fd, b'\\xff' * 64)\n    except OSError: pass", "isn't an answer"),
    ],
)
def test_a_worker_that_dies_is_told_by_how(zygote: Zygote, code: str, told: str) -> None:
    worker = zygote.worker(seed=1)
    with pytest.raises(WorkerGone, match=told):
        worker.ask({"do": "run_cell", "source": code, "cell": 1})
        worker.ask({"do": "run_cell", "source": "1", "cell": 2})
    worker.close()


def test_a_worker_killed_by_the_machine_is_lost_not_failed(zygote: Zygote) -> None:
    worker = zygote.worker(seed=1)
    os.kill(worker.pid, 9)
    with pytest.raises(WorkerLost):
        worker.ask({"do": "run_cell", "source": "1", "cell": 1})
    worker.close()


def test_one_worker_sees_nothing_of_another(zygote: Zygote) -> None:
    first, second = zygote.worker(seed=1), zygote.worker(seed=1)
    first.ask({"do": "run_cell", "source": "secret = 1; open('secret.txt', 'w').write('x')", "cell": 1})
    look = f"open({str(first.scratch / 'secret.txt')!r})"
    assert second.ask({"do": "run_cell", "source": look, "cell": 1})["error"]["type"] == "PermissionError"
    assert second.ask({"do": "run_cell", "source": "secret", "cell": 2})["error"]["type"] == "NameError"
    signal_it = f"import os; os.kill({first.pid}, 15)"
    assert second.ask({"do": "run_cell", "source": signal_it, "cell": 3})["error"]["type"] == "PermissionError"
    first.close()
    second.close()


def test_no_secret_of_the_judge_is_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSTRUCTOR_TOKEN", "s3cret")
    with classroom.zygote() as zygote:
        worker = zygote.worker(seed=1)
        code = "import os; assert 'INSTRUCTOR_TOKEN' not in os.environ; assert os.environ['HOME'] == os.getcwd()"
        assert worker.ask({"do": "run_cell", "source": code, "cell": 1})["error"] is None
        worker.close()


def test_pictures_drawn_in_calls_are_let_go(zygote: Zygote) -> None:
    """A check calls a function many times, and a figure is a few megabytes."""
    worker = zygote.worker(seed=1)
    source = (
        "from matplotlib import pyplot as plt\n"
        "from matplotlib_inline.backend_inline import show\n"
        "def draw():\n    plt.figure()\n    plt.close()\n    plt.figure()\n"
        "def held():\n    return len(show._to_draw) + len(plt.get_fignums())"
    )
    assert worker.ask({"do": "run_cell", "source": source, "cell": 1})["error"] is None
    student = WorkerHandle(worker)
    for _ in range(3):
        student.name("draw")()
    assert student.name("held")() == 0
    worker.close()


def test_workers_die_with_a_judge_that_is_killed(tmp_path: Path) -> None:
    script = f"""
import os
from pathlib import Path
from autograder import Course
from autograder.workers.zygote import Zygote
course = Course.at(Path({str(classroom.COURSE.root)!r}))
zygote = Zygote(course.setup())
worker = zygote.worker(seed=1)
print(zygote.pid, worker.pid, zygote.scratch_root, flush=True)
os.kill(os.getpid(), 9)
"""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True, check=False)
    started, worker, scratch = done.stdout.split()
    deadline = time.monotonic() + 30
    while any(_alive(int(pid)) for pid in (started, worker)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _alive(int(started))
    assert not _alive(int(worker))
    shutil.rmtree(scratch, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(os.geteuid() != 0, reason="the tests above ran as an ordinary user already")
def test_the_same_as_an_ordinary_user(tmp_path: Path) -> None:
    """Runs this file's tests again as a user without root's rights."""
    done = classroom.run_as_ordinary_user("test_sandbox.py", tmp_path, "-k", "not ordinary_user")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert "skipped" not in done.stdout


def test_limits_are_what_a_submission_is_given() -> None:
    assert Limits().memory <= 4096
    assert Limits().scratch <= 256
