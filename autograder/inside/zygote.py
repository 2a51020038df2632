"""The zygote: a process that has imported what a course needs once, and from which workers fork.

Started by the judge as `python -P -m autograder.inside.zygote FD SETUP LAYERS`: FD is a socket to the judge, SETUP the
JSON of a `Setup`, LAYERS the text of the sandbox's `Layers`; `open` in its place leaves the sandbox off. It knows no hidden
check, no gradebook and no other student. It never touches CUDA, since a fork can't use a CUDA that was started before it.

It says `{"ready": true}`, `{"broken": reason}` or `{"no_sandbox": reason}`. What it reads then on that socket are the ends of
new lines, one for each judge. On a line come requests `{"scratch", "uid", "seed", "device", "limits"}`, each with the worker's
end of a new link beside it; it answers `{"pid": n}` or `{"failed": reason}` and, when a worker has ended, `{"ended": n,
"signal": s, "memory": bytes}`, the most that it held beyond what the zygote has, which it shares. When a line closes, however its
judge ended, its workers end too.
"""

import gc
import json
import os
import selectors
import signal
import socket
import sys
import tempfile
import traceback
import warnings
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any, NoReturn

from autograder import link
from autograder.inside import packages, warm_up
from autograder.inside.meanwhile import Meanwhile
from autograder.inside.shell import Shell
from autograder.link.setup import Setup
from autograder.sandbox import large_pages
from autograder.sandbox.confine import Sandbox, SandboxError, prepare
from autograder.sandbox.layers import Layers
from autograder.sandbox.libc import die_with_parent, outlive_parent
from autograder.sandbox.limits import Limits, memory_held
from autograder.sandbox.readable import readable


class Zygote:
    """Forks workers for the judges, and tells each of them when one of its own has ended."""

    def __init__(self, control: socket.socket, setup: Setup, layers: Layers | None) -> None:
        self.control = control
        self.selector = selectors.DefaultSelector()
        self.selector.register(control, selectors.EVENT_READ, self._new_line)
        self.workers: dict[int, socket.socket] = {}
        self.connected = True
        self.in_use = 0
        self.shell: Shell
        self.helpers: Any
        found = Meanwhile(lambda: _readable(setup)) if layers is not None else None
        self.shell, self.helpers = warm_up.warm(setup)
        self.sandbox: Sandbox | None = None
        if layers is not None and found is not None:
            paths, listed, refused = found.result()
            self.sandbox = Sandbox([Path(path) for path in paths], [Path(path) for path in listed], layers)
            packages.refuse(frozenset(refused))
            list(metadata.distributions())  # Python keeps what it finds: a worker, which can't look there, knows the versions too

    def serve(self) -> None:
        """Run until those who started it have gone."""
        self.in_use = memory_held()
        while self.connected:
            for key, _ in self.selector.select():
                key.data(key.fileobj)
        for pid in self.workers:
            os.kill(pid, signal.SIGKILL)
        for pid in self.workers:
            os.waitpid(pid, 0)  # when this process has ended, none of them writes any more

    def _new_line(self, control: socket.socket) -> None:
        received = _received(control)
        if received is None:
            self.connected = False
            return
        self.selector.register(received[1], selectors.EVENT_READ, self._request)

    def _request(self, line: socket.socket) -> None:
        received = _received(line)
        if received is None:
            self._hang_up(line)
            return
        data, theirs = received
        request = json.loads(data)
        try:
            pid = os.fork() if self.sandbox is None else self.sandbox.fork(request["device"] == "cuda")
        except OSError as e:
            theirs.close()
            self._tell(line, {"failed": f"{e}"})
            return
        if pid == 0:
            self._become_worker(theirs, request)
        theirs.close()
        self.workers[pid] = line
        self.selector.register(os.pidfd_open(pid), selectors.EVENT_READ, lambda fd, pid=pid: self._ended(fd, pid))
        self._tell(line, {"pid": pid})
        large_pages.forked()

    def _hang_up(self, line: socket.socket) -> None:
        """The judge at the other end has gone: nobody waits for its workers."""
        if line.fileno() < 0:
            return  # hung up already, by what came just before in one look at the selector
        self.selector.unregister(line)
        line.close()
        for pid, of in self.workers.items():
            if of is line:
                os.kill(pid, signal.SIGKILL)

    def _ended(self, pidfd: int, pid: int) -> None:
        self.selector.unregister(pidfd)
        os.close(pidfd)
        _, status, used = os.wait4(pid, 0)
        line = self.workers.pop(pid)
        if line.fileno() >= 0:
            number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
            self._tell(line, {"ended": pid, "signal": number, "memory": used.ru_maxrss * 1024 - self.in_use})

    def _tell(self, line: socket.socket, message: dict[str, Any]) -> None:
        try:
            link.send(line, message)
        except OSError:
            self._hang_up(line)

    def _become_worker(self, sock: socket.socket, request: dict[str, Any]) -> NoReturn:
        from autograder.inside import worker

        status = 1
        try:
            scratch, limits = Path(request["scratch"]), Limits(**request["limits"])
            if self.sandbox is not None:
                with_gpu = request["device"] == "cuda"
                hand_over = partial(_hand_over, sock)
                scratch = self.sandbox.confine(scratch, request["uid"], limits, with_gpu, sock.fileno(), hand_over)
            else:
                os.chdir(scratch)
            os.environ.update(HOME=str(scratch), TMPDIR=str(scratch))
            tempfile.tempdir = None  # a library may have asked for it in the zygote
            worker.run(sock, self.shell, self.helpers, request["device"], request["seed"], limits.gpu_memory)
            status = 0
        except BaseException as e:
            try:
                link.send(sock, {"broken": f"{type(e).__name__}: {e}"[:500]})
            except BaseException:
                pass
        finally:
            os._exit(status)


def _readable(setup: Setup) -> tuple[list[str], list[str], list[str]]:
    """What workers may read, of which folders they see names alone, and the modules that they may not import."""
    wanted = [name.partition(".")[0] for name in (*setup.imports, *setup.packages)]
    found = readable(wanted, [Path(path) for path in setup.hidden], [Path(path) for _, path in setup.data])
    return [str(path) for path in found.paths], [str(path) for path in found.listed], sorted(found.refused)


def _received(sock: socket.socket) -> tuple[bytes, socket.socket] | None:
    """What came on `sock`, and the socket beside it; None when its other end has gone."""
    try:
        data, fds, _, _ = socket.recv_fds(sock, 1 << 16, 1, socket.MSG_CMSG_CLOEXEC)
    except OSError:
        return None
    return (data, socket.socket(fileno=fds[0])) if data and fds else None


def _hand_over(sock: socket.socket, folder: int) -> None:
    """Give the judge a worker's open folder, which it doesn't see by a path."""
    socket.send_fds(sock, [link.pack({"folder": True})], [folder])


def main() -> None:
    gc.disable()  # what is imported here stays, and looking through it again and again takes a sixth of the start
    # Until it listens to the judge it doesn't see it go. Later a thread of the judge's may end, and the judge be there still.
    die_with_parent()
    # A script's background job ignores it, and so would workers: an endless loop is interrupted by it, and the rest goes on.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.umask(0o022)  # the folders in which workers see what they may read are made here, and workers are other users
    control = socket.socket(fileno=int(sys.argv[1]))
    setup = Setup.from_json(sys.argv[2])
    os.environ["JOBLIB_MULTIPROCESSING"] = "0"  # scikit-learn's jobs run one after another: workers start no process
    if setup.quiet:
        warnings.filterwarnings("ignore", category=FutureWarning)
    try:
        layers = None if sys.argv[3] == "open" else prepare(Layers.from_text(sys.argv[3]))
        zygote = Zygote(control, setup, layers)
    except SandboxError as e:
        link.send(control, {"no_sandbox": str(e)})
        return
    except Exception as e:
        frames = [frame for frame in traceback.extract_tb(e.__traceback__) if not frame.filename.startswith("<")]
        link.send(control, {"broken": f"{type(e).__name__}: {e} ({frames[-1].filename}, line {frames[-1].lineno})"[:1000]})
        traceback.print_exc()
        return
    gc.freeze()  # keeps the collector from touching, and so copying, what the workers share
    gc.enable()
    outlive_parent()
    link.send(control, {"ready": True})
    zygote.serve()
    os._exit(0)  # what was imported would take half a second to be taken down, and the judge waits for it


if __name__ == "__main__":
    main()
