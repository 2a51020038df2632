"""What code in a worker may do, and what it may not: each line runs in a real worker, as root and as an ordinary user.

Most lines run with every combination of layers that a machine may have, the versions of Landlock between the oldest and the
newest in `make test-all`; a zygote without torch starts quickly enough for that.
"""

import ast
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import classroom
import pytest

from autograder import Course
from autograder.checking.handles import WorkerHandle
from autograder.sandbox import allowed, confine, landlock
from autograder.sandbox.confine import SandboxError
from autograder.sandbox.layers import Layers
from autograder.sandbox.limits import Limits
from autograder.sandbox.numbers import NUMBERS
from autograder.workers.answer import Answer
from autograder.workers.budget import WorkerGone
from autograder.workers.worker import Worker, WorkerLost
from autograder.workers.zygote import Zygote

WEATHER = classroom.TESTS / "weather_course"
LAYERS = {
    "name spaces and Landlock": Layers(),
    "name spaces only": Layers(landlock=0),
    "Landlock only": Layers(namespaces=False),
    **{f"Landlock {n} only": Layers(namespaces=False, landlock=n) for n in range(1, landlock.abi())},
}
"""What a machine may have: this one must have both, so that nothing here is passed over."""
SLOW = [f"Landlock {n} only" for n in range(2, landlock.abi())]
"""These stand between the oldest and the newest, and are run with the slow tests."""

ALLOWED = {
    "write to its folder": "open('mine.txt', 'w').write('x'); assert open('mine.txt').read() == 'x'",
    "import lazily": "import decimal, sqlite3, xml.dom.minidom, pandas.io.excel",
    "start a thread": "import threading; t = threading.Thread(target=print); t.start(); t.join()",
    "start threads in a pool": "from concurrent.futures import ThreadPoolExecutor as T; assert list(T(4).map(abs, [-1, 2])) == [1, 2]",
    "await": "import asyncio; await asyncio.sleep(0.01)",
    "await a thread": "import asyncio; await asyncio.to_thread(abs, 1); asyncio.new_event_loop().close()",
    "work in temporary files": "import tempfile\nwith tempfile.TemporaryDirectory() as d, tempfile.NamedTemporaryFile() as f, tempfile.TemporaryFile() as g:\n    open(d + '/x', 'w').write('1'); f.write(b'1'); g.write(b'1')\ntempfile.mkstemp()",
    "copy and move files": "import os, shutil; open('a', 'w').write('x'); shutil.copy('a', 'b'); shutil.copy2('a', 'c'); os.makedirs('d/e'); shutil.copytree('d', 'f'); shutil.move('f', 'g'); shutil.rmtree('d'); shutil.disk_usage('.')",
    "pack and unpack": "import os, shutil; os.mkdir('g'); open('g/a', 'w').write('x'); [shutil.unpack_archive(shutil.make_archive('z', k, 'g'), 'to' + k) for k in ('zip', 'gztar')]; assert open('tozip/a').read() == open('togztar/a').read() == 'x'",
    "use a database": "import sqlite3; c = sqlite3.connect('a.db'); c.execute('create table t (a)'); c.execute('insert into t values (1)'); c.commit(); c.execute('pragma journal_mode=wal'); c.execute('insert into t values (2)'); c.commit(); c.close(); assert sqlite3.connect('a.db').execute('select sum(a) from t').fetchone() == (3,)",
    "keep a shelf": "import shelve; s = shelve.open('s'); s['a'] = 1; s.close(); assert shelve.open('s')['a'] == 1",
    "map files": "import mmap, numpy as np; f = open('a', 'wb+'); f.write(bytes(4096)); f.flush(); m = mmap.mmap(f.fileno(), 4096); m[0] = 1; m.flush(); np.save('b.npy', np.ones(3)); np.load('b.npy', mmap_mode='r'); np.memmap('c', dtype='f4', mode='w+', shape=(9,)).flush()",
    "shorten its own file": "f = open('a', 'w+'); f.write('xxx'); f.truncate(1); f.seek(0); assert f.read() == 'x'; open('a', 'w').close()",
    "touch, rename, link": "import shutil; from pathlib import Path; p = Path('a'); p.touch(); p.touch(); p.rename('b'); Path('c').symlink_to('b'); Path('d').hardlink_to('b'); Path('e/f').mkdir(parents=True); shutil.move('b', 'e/b'); list(Path('.').rglob('*')); Path('c').unlink()",
    "handle a signal": "import signal; signal.signal(signal.SIGUSR1, lambda *a: None); signal.raise_signal(signal.SIGUSR1)",
    "read a limit": "import resource; assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 64; resource.getrusage(0)",
    "wait for what is open": "import os, select; r, w = os.pipe(); os.write(w, b'1'); assert select.select([r], [], [], 0)[0]; p = select.poll(); p.register(r); assert p.poll(0); e = select.epoll(); e.register(r); assert e.poll(0)",
    "talk to itself": "import socket; a, b = socket.socketpair(); a.send(b'1'); assert b.recv(1) == b'1'",
    "tell the time": "import time; time.sleep(0.01); time.process_time(); time.thread_time(); time.localtime(); time.tzset()",
    "lock its own file": "import fcntl; f = open('a', 'w'); fcntl.flock(f, fcntl.LOCK_EX); fcntl.lockf(f, fcntl.LOCK_EX)",
    "log to a file": "import logging, logging.handlers; h = logging.handlers.RotatingFileHandler('r.log'); h.doRollover(); logging.getLogger('x').addHandler(h)",
    "ask where it runs": "import os, platform, uuid; platform.platform(); uuid.uuid4(); os.cpu_count(); os.sched_getaffinity(0); os.getpriority(0, 0); os.umask(0o22); os.statvfs('.'); os.urandom(4); open('/dev/urandom', 'rb').read(4); open('/dev/null', 'w').write('x')",
    "copy within the kernel": "import os; open('a', 'wb').write(bytes(100)); a = os.open('a', 0); b = os.open('b', os.O_CREAT | os.O_WRONLY); os.sendfile(b, a, 0, 50); os.copy_file_range(a, b, 50); os.posix_fallocate(b, 0, 10); os.preadv(a, [bytearray(3)], 0)",
    "call back from C": "import ctypes; f = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(lambda x: x + 1); assert f(1) == 2",
    "see a program refused cleanly": "import subprocess\ntry: subprocess.run(['ls'])\nexcept OSError: pass\nimport os; assert os.system('ls') != 0",
}
HIDDEN = classroom.COURSE.root / "checks/l1_distance.py"
FORBIDDEN = {
    "read a hidden check": f"open({str(HIDDEN)!r})",
    "read the solutions": f"open({str(classroom.COURSE.root / 'source/02_distances/02_distances.ipynb')!r})",
    "list the course": f"import os; assert 'checks' in os.listdir({str(classroom.COURSE.root)!r})",
    "read the users of this machine": "open('/etc/passwd')",
    "read its own process": "open('/proc/self/environ')",
    "read the judge's process": "import os; open(f'/proc/{os.getppid()}/maps')",
    "list processes": "import os; assert [name for name in os.listdir('/proc') if name.isdigit()] and 1 / 0",
    "write elsewhere": "open('/tmp/elsewhere', 'w')",
    "write to the memory that processes share": "open('/dev/shm/elsewhere', 'w')",
    "write beside Python": "import os; open(os.path.dirname(os.__file__) + '/elsewhere.py', 'w')",
    "fork": "import os; os.fork()",
    "start a program": "import subprocess; subprocess.run(['ls'])",
    "become a program": "import os, sys; os.execv(sys.executable, ['python'])",
    "spawn a program": "import os; os.posix_spawn('/bin/ls', ['ls'], {})",
    "open a terminal": "import os; os.openpty()",
    "open a socket": "import socket; socket.socket()",
    "open a local socket": "import socket; socket.socket(socket.AF_UNIX)",
    "open a pair of datagram sockets": "import socket; socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)",
    "open a socket of the kernel's": "import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "change a socket": "import socket; socket.socketpair()[0].setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)",
    "reach the network": "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
    "signal its parent": "import os, signal; os.kill(os.getppid(), signal.SIGTERM)",
    "signal everybody": "import os, signal; os.kill(-1, signal.SIGTERM)",
    "signal its group": "import os, signal; os.killpg(0, signal.SIGTERM)",
    "signal through a file": "import fcntl, os; f = open('a', 'w'); fcntl.fcntl(f, fcntl.F_SETOWN, os.getppid())",
    "be told by a signal of a file": "import fcntl; fcntl.fcntl(open('a', 'w'), 10, 9)",
    "be told of a folder's changes": "import fcntl, os; fcntl.fcntl(os.open('.', os.O_RDONLY), fcntl.F_NOTIFY, fcntl.DN_CREATE)",
    "lease a file": "import fcntl; fcntl.fcntl(open('a', 'w'), fcntl.F_SETLEASE, fcntl.F_WRLCK)",
    "grow a pipe": "import fcntl, os; fcntl.fcntl(os.pipe()[0], 1031, 1 << 20)",
    "kill itself as the machine would": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "stop itself": "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
    "kill its threads as the machine would": "import signal, threading; signal.pthread_kill(threading.get_ident(), signal.SIGKILL)",
    "raise its limits": "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (10**6, 10**6))",
    "lower its limits": "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 1))",
    "limit another": "import os, resource; resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (1, 1))",
    "ask for a signal later": "import signal; signal.setitimer(signal.ITIMER_REAL, 1)",
    "hurry": "import os; os.setpriority(os.PRIO_PROCESS, 0, -5)",
    "be nice": "import os; os.nice(1)",
    "choose a processor": "import os; os.sched_setaffinity(0, {0})",
    "choose how it is scheduled": "import os; os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))",
    "become root": "import os; os.setuid(0)\nassert os.getuid() != 0 and 1 / 0",
    "change groups": "import os; os.setgroups([0])",
    "own a file otherwise": "import os; open('a', 'w'); os.chown('a', 0, 0)",
    "note an attribute": "import os; open('a', 'w'); os.setxattr('a', 'user.x', b'1')",
    "link from outside": "import os; os.link('/etc/passwd', 'mine')",
    "follow a link to outside": "import os; os.symlink('/etc/passwd', 'mine'); open('mine')",
    "make a device": "import os; os.mknod('dev', 0o600 | 0o20000, os.makedev(1, 1))",
    "make a pipe with a name": "import os; os.mkfifo('fifo')",
    "hide a folder from the judge": "import os; os.mkdir('dark', 0)",
    "make folders that hide by a mask": "import os; os.umask(0o777); os.mkdir('dark'); 1 / 0",
    "shorten a file by its path": "import os; open('a', 'w').write('xxx'); os.truncate('a', 1)",
    "mount": "import ctypes; assert ctypes.CDLL(None).mount(b'a', b'b', b'c', 0, None) == 0",
    "take name spaces": "import ctypes; assert ctypes.CDLL(None).unshare(0x10000000) == 0",
    "change its root": "import os; os.chroot('.')",
    "name the machine": "import socket; socket.sethostname('mine')",
    "change what kills it with its judge": "import ctypes; assert ctypes.CDLL(None).prctl(1, 0) == 0",
    "take rights": "import ctypes; assert ctypes.CDLL(None).prctl(8, 1) == 0",
    "be traced by anybody": "import ctypes; assert ctypes.CDLL(None).prctl(0x59616D61, -1) == 0",
    "trace": "import ctypes, os; assert ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0) == 0",
    "hold anonymous memory files": "import os; os.memfd_create('x')",
    "share memory that outlives it": "import ctypes; assert ctypes.CDLL(None).shmget(0, 4096, 0o1666) >= 0",
    "count a semaphore that outlives it": "import ctypes; assert ctypes.CDLL(None).semget(0, 1, 0o1666) >= 0",
    "leave its session": "import os; os.setsid()",
    "write a huge file": "f = open('big', 'wb'); [f.write(bytes(1 << 20)) for _ in range(100)]",
    "reserve a huge file": "import os; os.posix_fallocate(os.open('big', os.O_CREAT | os.O_WRONLY), 0, 1 << 30)",
    "open many files": "fs = [open('a', 'w') for _ in range(5_000)]",
    "start many threads": "import threading, time\nfor _ in range(2000): threading.Thread(target=time.sleep, args=(5,), daemon=True).start()\ntime.sleep(5)",
}
OF_A_COURSE_WITH_TORCH = {
    "compute": "import torch; (torch.ones(300, 300) @ torch.ones(300, 300)).sum()",
    "train": "import torch; from torch import nn; m = nn.Linear(3, 1); m(torch.ones(2, 3)).sum().backward()",
    "compute in threads": "import torch; torch.set_num_threads(2); torch.ones(900, 900).add(1).sum()",
    "keep a model": "import torch; torch.save({'a': torch.ones(3)}, 'a.pt'); assert torch.load('a.pt')['a'].sum() == 3",
    "load in processes": "import torch; from torch.utils.data import DataLoader; assert len(list(DataLoader(torch.ones(9, 2), num_workers=2))) == 9",
    "import lazily": "import scipy.stats, scipy.optimize; scipy.optimize.minimize(lambda x: x * x, 1.0)",
    "read the pictures": "from fastai.vision.all import *; assert len((untar_data(URLs.MNIST_SAMPLE)/'train/3').ls()) == 6131",
    "learn": "from fastai.vision.all import *; dls = ImageDataLoaders.from_folder(untar_data(URLs.MNIST_SAMPLE), bs=64, valid_pct=0.9); dls.one_batch()",
    "draw": "import matplotlib.pyplot as plt; plt.plot([1, 2]); [plt.savefig('a.' + kind) for kind in ('png', 'pdf', 'svg')]",
    "look for fonts": "import matplotlib.font_manager as f; f._load_fontmanager(try_read_cache=False)",
}
FORBIDDEN_WITH_TORCH = {
    "take a lot of memory": "x = bytearray(6 << 30)",
    "take a lot of memory by torch": "import torch; torch.ones(2 * 10**9)",
    "share memory by torch": "import torch; torch.ones(3).share_memory_()",
}
REFUSED = sorted(
    {name for name, (x86, arm) in NUMBERS.items() if (x86, arm)[os.uname().machine == "aarch64"] is not None}
    - {name for group in (*allowed.ALLOWED.values(), *allowed.PRETENDED.values()) for name in group}
    - {rule.call for rule in allowed.RULES}
)
"""Every system call that is refused whatever its arguments."""


@pytest.fixture(
    scope="module",
    params=[pytest.param(layers, id=name, marks=[pytest.mark.slow] if name in SLOW else []) for name, layers in LAYERS.items()],
)
def bare(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zygote]:
    """A zygote of a course without torch, with some of the layers. The course belongs to who grades, and could be written."""
    folder = tmp_path_factory.mktemp("weather")
    course = Course.at(shutil.copytree(WEATHER, folder / "course"))
    with Zygote(course.setup(), layers=request.param) as found:
        found.course = course.root  # type: ignore[attr-defined]
        found.layers = request.param  # type: ignore[attr-defined]
        yield found


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with classroom.zygote() as found:
        yield found


def run(worker: Worker, code: str, **how: float) -> Answer:
    return worker.ask({"do": "run_cell", "source": code, "cell": 1}, **how)


def raised(worker: Worker, code: str, **how: float) -> str:
    """The name of what the code raises."""
    error = run(worker, code, **how)["error"]
    return "" if error is None else error["type"]


def shown(worker: Worker, code: str) -> Any:
    """What `code` prints, read as Python."""
    answer = run(worker, code)
    assert answer["error"] is None, answer["error"]
    return ast.literal_eval("".join(output.get("text", "") for output in answer["outputs"]))


def _fails(zygote: Zygote, code: str) -> bool:
    worker = zygote.own.worker(seed=1)
    try:
        return run(worker, code)["error"] is not None
    except WorkerGone:
        return True  # ended by a limit, which is a refusal too
    finally:
        worker.close()


def test_ordinary_code_runs(bare: Zygote) -> None:
    for name, code in ALLOWED.items():
        worker = bare.own.worker(seed=1)
        assert run(worker, code)["error"] is None, name
        worker.close()


def test_hostile_code_is_refused(bare: Zygote) -> None:
    assert [name for name, code in FORBIDDEN.items() if not _fails(bare, code)] == []


@pytest.mark.parametrize("code", OF_A_COURSE_WITH_TORCH.values(), ids=OF_A_COURSE_WITH_TORCH)
def test_ordinary_code_of_a_course_with_torch_runs(zygote: Zygote, code: str) -> None:
    worker = zygote.own.worker(seed=1)
    assert run(worker, code, seconds=60)["error"] is None
    worker.close()


@pytest.mark.parametrize("code", FORBIDDEN_WITH_TORCH.values(), ids=FORBIDDEN_WITH_TORCH)
def test_hostile_code_is_refused_with_torch(zygote: Zygote, code: str) -> None:
    assert _fails(zygote, code)


def test_every_call_that_is_not_named_is_refused_by_its_number(bare: Zygote) -> None:
    """By the machine's own answer, and not by Python's wrapper of it."""
    machine = os.uname().machine == "aarch64"
    numbers = {name: NUMBERS[name][machine] for name in REFUSED}
    worker = bare.own.worker(seed=1)
    code = f"import ctypes\nc = ctypes.CDLL(None, use_errno=True)\nprint({{n: (c.syscall(k, 0, 0, 0, 0, 0, 0), ctypes.get_errno()) for n, k in {numbers}.items()}})"
    found = shown(worker, code)
    worker.close()
    assert len(found) > 150
    wanted = {True: {1, 38}, False: {95}}  # EPERM, ENOSYS; EOPNOTSUPP
    odd = {n: got for n, got in found.items() if got[0] != -1 or got[1] not in wanted[n not in allowed.UNSUPPORTED]}
    assert odd == {}


def test_no_file_of_anybody_else_is_changed(bare: Zygote, tmp_path: Path) -> None:
    """Its text, mode, owner, times and attributes, by any call, be the file hidden or one that a worker reads."""
    hidden = tmp_path / "gradebook.db"
    hidden.write_text("marks")
    hidden.chmod(0o640)
    given = bare.course / "source/02_tables/data/readings.csv"  # type: ignore[attr-defined]
    given.chmod(0o666)
    files = [hidden, given]
    before = [(file.read_bytes(), file.stat(), os.listxattr(file)) for file in files]
    for file in files:
        name = repr(str(file))
        for code in (
            f"os.chmod({name}, 0o777)",
            f"os.chmod({name}, 0o777, dir_fd=os.open('.', 0))",
            f"os.fchmod(os.open({name}, os.O_RDONLY), 0o777)",
            f"c.fchmodat(-100, {name}.encode(), 0o777, 0)",
            f"c.syscall(452, -100, {name}.encode(), 0o777, 0)",
            f"os.chown({name}, -1, -1)",
            f"os.utime({name}, (1, 1))",
            f"os.utime(os.open({name}, os.O_RDONLY), (1, 1))",
            f"c.utimes({name}.encode(), None)",
            f"os.setxattr({name}, 'user.x', b'1')",
            f"os.truncate({name}, 0)",
            f"open({name}, 'r+').truncate()",
            f"open({name}, 'w')",
            f"open({name}, 'a').write('x')",
            f"os.open({name}, os.O_RDONLY | os.O_TRUNC)",
            f"os.open({name}, os.O_TRUNC | 3)",
            f"c.creat({name}.encode(), 0o600)",
            f"os.ftruncate(os.open({name}, os.O_RDONLY), 0)",
            f"os.unlink({name})",
            f"os.rename({name}, 'mine')",
            f"os.rename({name}, {name} + '2')",
            f"open('mine', 'w'); os.replace('mine', {name})",
            f"os.link({name}, 'mine'); os.chmod('mine', 0o777); open('mine', 'w')",
            f"os.mkdir(os.path.dirname({name}) + '/new')",
            f"import mmap; mmap.mmap(os.open({name}, os.O_RDONLY), 0, mmap.MAP_SHARED)[0] = 1",
            f"fcntl.ioctl(os.open({name}, os.O_RDONLY), 0x40086602, b'\\x10' + bytes(7))",  # FS_IOC_SETFLAGS: append only
        ):
            _fails(bare, f"import ctypes, fcntl, os; c = ctypes.CDLL(None); {code}")
    for file, (text, was, attributes) in zip(files, before, strict=True):
        now = file.stat()
        assert file.read_bytes() == text
        assert os.listxattr(file) == attributes
        for what in ("st_mode", "st_uid", "st_gid", "st_mtime_ns", "st_ctime_ns", "st_nlink", "st_ino"):
            assert getattr(now, what) == getattr(was, what), (file.name, what)
        assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_what_is_hidden_is_not_there_to_be_asked_about(bare: Zygote) -> None:
    """With name spaces. Landlock alone can't hide that a file exists, nor how large it is: docs/sandbox.md says so."""
    worker = bare.own.worker(seed=1)
    code = f"import os; print([os.path.lexists(name) for name in ({str(HIDDEN)!r}, '/etc/passwd', '/tmp/x/..', '/proc/self', '/sys/kernel')])"
    found = shown(worker, code)
    worker.close()
    assert any(found) is not bare.layers.namespaces, found  # type: ignore[attr-defined]


def test_workers_share_no_open_file_and_no_lock(bare: Zygote) -> None:
    first, second = bare.own.worker(seed=1), bare.own.worker(seed=1)
    look = "import fcntl, os\nopened = []\nfor fd in range(200):\n    try: os.fstat(fd); opened.append(fd)\n    except OSError: pass\nprint(opened)"
    opened = shown(first, look)
    assert opened[:3] == [0, 1, 2]
    assert len(opened) == 4, "in, out, err and the link"
    lock = "f = open('data/readings.csv'); fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB); fcntl.lockf(f, fcntl.LOCK_SH | fcntl.LOCK_NB)"
    assert run(first, lock)["error"] is None
    ask = "import fcntl, struct; f = open('data/readings.csv'); print(struct.unpack('hhqqi4x', fcntl.fcntl(f, fcntl.F_GETLK, struct.pack('hhqqi4x', 1, 0, 0, 0, 0)))[0])"
    assert shown(second, ask) == 2  # F_UNLCK: nobody has it
    first.close()
    second.close()


def test_what_a_worker_writes_is_bounded_and_found_again(bare: Zygote, tmp_path: Path) -> None:
    worker = bare.own.worker(seed=1)
    assert run(worker, "import os; os.makedirs('a/b'); open('a/b/mine.txt', 'w').write('mine')")["error"] is None
    assert worker.bring_back(tmp_path, lambda name: name == "data") is None
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["mine.txt"]
    worker.close()
    assert not worker.scratch.exists()
    for write in (
        "open(f'{i}', 'wb').write(bytes(50 << 20))",
        "fs = globals().setdefault('fs', []); fs.append(open('x', 'wb')); fs[-1].write(bytes(50 << 20)); fs[-1].flush(); os.unlink('x')",
        "ms = globals().setdefault('ms', []); f = open('x', 'wb+'); f.write(bytes(50 << 20)); f.flush(); ms.append(mmap.mmap(f.fileno(), 0)); f.close(); os.unlink('x')",
        "[open(f'{i}-{j}', 'w').close() for j in range(1000)]",
    ):
        worker = bare.own.worker(seed=1)
        code = f"import mmap, os, time\nfor i in range(20):\n    {write}; time.sleep(0.1)\ntime.sleep(1)"
        if bare.layers.namespaces:  # type: ignore[attr-defined]
            error = run(worker, code, seconds=60)["error"]
            assert error is not None and "No space left" in error["message"], write
        else:
            with pytest.raises(WorkerGone, match="disk"):
                run(worker, code, seconds=60)
        worker.close()


def test_a_worker_has_no_more_threads_than_it_may(bare: Zygote) -> None:
    worker = bare.own.worker(seed=1)
    code = "import threading, time\nstarted = 0\nfor _ in range(300): threading.Thread(target=time.sleep, args=(9,), daemon=True).start(); started += 1\ntime.sleep(2)"
    try:
        assert run(worker, code)["error"] is not None
        assert shown(worker, "print(started)") < Limits().processes
    except WorkerGone as e:
        assert "threads" in str(e)
    finally:
        worker.close()


def test_given_files_are_there_and_known_when_they_change(bare: Zygote, tmp_path: Path) -> None:
    given, back = tmp_path / "given", tmp_path / "back"
    (given / "deep").mkdir(parents=True)
    (given / "same.txt").write_text("same")
    (given / "deep" / "other.txt").write_text("old")
    back.mkdir()
    worker = bare.own.worker(seed=1, files=given)
    code = "assert open('same.txt').read() == 'same'; open('deep/other.txt', 'w').write('new'); assert open('data/readings.csv').read()"
    assert run(worker, code)["error"] is None
    assert worker.bring_back(back, lambda name: False) is None
    worker.close()
    assert {path.name: path.read_text() for path in back.rglob("*") if path.is_file()} == {"other.txt": "new"}


def test_a_machine_with_neither_is_told_what_to_do() -> None:
    with (
        pytest.raises(SandboxError, match=r"Landlock.*name spaces"),
        Zygote(Course.at(WEATHER).setup(), layers=Layers(False, 0)) as found,
    ):
        found.own.worker(seed=1)


def test_a_machine_without_landlock_is_asked_for_name_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "abi", lambda: 0)
    assert confine.missing() is None
    monkeypatch.setattr(confine, "TRIED", "autograder.sandbox.no_such_module")
    assert "user.max_user_namespaces" in str(confine.missing())


@pytest.mark.parametrize("loop", ["while True: pass", "try:\n    while True: pass\nexcept BaseException:\n    while True: pass"])
def test_an_endless_loop_is_stopped(zygote: Zygote, loop: str) -> None:
    worker = zygote.own.worker(seed=1)
    try:
        answer = worker.ask({"do": "run_cell", "source": loop, "cell": 1}, seconds=0.5)
        assert answer["error"] and "more than 0.5 seconds" in answer["error"]["message"]
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
        ("import os; os.abort()", "SIGABRT|SIGSEGV"),
        ("import os; os.closerange(0, 100)", "ended its own process|isn't an answer"),
        ("import os\nfor fd in range(100):\n    try: os.write(fd, b'\\xff' * 64)\n    except OSError: pass", "isn't an answer"),
    ],
)
def test_a_worker_that_dies_is_told_by_how(zygote: Zygote, code: str, told: str) -> None:
    worker = zygote.own.worker(seed=1)
    with pytest.raises(WorkerGone, match=told):
        worker.ask({"do": "run_cell", "source": code, "cell": 1})
        worker.ask({"do": "run_cell", "source": "1", "cell": 2})
    worker.close()


@pytest.mark.parametrize(
    "hang_up", ["os.closerange(3, 256)", "t = threading.Thread(target=os.closerange, args=(3, 256)); t.start(); t.join()"]
)
def test_a_worker_that_hangs_up_and_stays_is_ended_at_once(zygote: Zygote, monkeypatch: pytest.MonkeyPatch, hang_up: str) -> None:
    worker = zygote.own.worker(seed=1)
    monkeypatch.setattr(worker, "_end_of", lambda *_: pytest.fail("the judge waits for its end"))
    with pytest.raises(WorkerGone, match="closed connection"):
        worker.ask({"do": "run_cell", "source": f"import os, threading\n{hang_up}\nthreading.Event().wait()", "cell": 1})
    worker.close()
    assert not _alive(worker.pid)


def test_a_worker_killed_by_the_machine_is_lost_not_failed(zygote: Zygote) -> None:
    worker = zygote.own.worker(seed=1)
    os.kill(worker.pid, 9)
    with pytest.raises(WorkerLost):
        worker.ask({"do": "run_cell", "source": "1", "cell": 1})
    worker.close()


def test_a_worker_killed_between_two_questions_may_be_asked_again(zygote: Zygote) -> None:
    worker = zygote.own.worker(seed=1)
    run(worker, "1")
    os.kill(worker.pid, 9)
    while Path(f"/proc/{worker.pid}").exists():
        time.sleep(0.01)  # until its link is closed for certain
    with pytest.raises(WorkerGone) as e:
        run(worker, "1")
    assert e.value.unexplained
    worker.close()


def test_one_worker_sees_nothing_of_another(zygote: Zygote) -> None:
    first, second = zygote.own.worker(seed=1), zygote.own.worker(seed=1)
    first.ask({"do": "run_cell", "source": "secret = 1; open('secret.txt', 'w').write('x')", "cell": 1})
    look = f"open({str(first.scratch / 'secret.txt')!r})"
    assert raised(second, look) == "FileNotFoundError"
    assert raised(second, "secret") == "NameError"
    signal_it = f"import os; os.kill({first.pid}, 15)"
    assert raised(second, signal_it) == "PermissionError"
    first.close()
    second.close()


def test_no_secret_of_the_judge_is_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSTRUCTOR_TOKEN", "s3cret")
    with Zygote(Course.at(WEATHER).setup()) as zygote:
        worker = zygote.own.worker(seed=1)
        code = "import os; assert 'INSTRUCTOR_TOKEN' not in os.environ; assert os.environ['HOME'] == os.getcwd()"
        assert worker.ask({"do": "run_cell", "source": code, "cell": 1})["error"] is None
        worker.close()


def test_pictures_drawn_in_calls_are_let_go(zygote: Zygote) -> None:
    """A check calls a function many times, and a figure is a few megabytes."""
    worker = zygote.own.worker(seed=1)
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
course = Course.at(Path({str(WEATHER)!r}))
zygote = Zygote(course.setup())
worker = zygote.own.worker(seed=1)
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
@pytest.mark.slow
@pytest.mark.parametrize("which", ["not slow", "slow"])
def test_the_same_as_an_ordinary_user(which: str) -> None:
    """Runs this file's tests again as a user without root's rights."""
    done = classroom.run_as_ordinary_user("test_sandbox.py", "-m", which, "-k", "not ordinary_user")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert "skipped" not in done.stdout


def test_limits_are_what_a_submission_is_given() -> None:
    assert Limits().memory <= 4096
    assert Limits().scratch <= 256
