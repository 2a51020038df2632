"""The zygote: a process that has imported what a course needs once, and from which workers fork.

Started by the judge as `python -P -m autograder.inside.zygote FD SETUP confined`: FD is a socket to the judge, SETUP the
JSON of a `Setup`; `open` in place of `confined` leaves the sandbox off. It knows no hidden check, no gradebook and no
other student. It never touches CUDA, since a fork can't use a CUDA that was started before it.

It says `{"ready": true}` or `{"broken": reason}`, then reads requests
`{"scratch", "uid", "seed", "device", "limits"}`, each with the worker's end of a new link beside it; it answers
`{"pid": n}` and, when a worker has ended, `{"ended": n, "signal": s}`.
"""

import gc
import json
import os
import selectors
import signal
import socket
import sys
import traceback
import warnings
from pathlib import Path
from typing import Any, NoReturn

from autograder import link
from autograder.inside import packages, warm_up
from autograder.inside.shell import Shell
from autograder.link.setup import Setup
from autograder.sandbox.confine import confine
from autograder.sandbox.limits import Limits
from autograder.sandbox.readable import readable


class Zygote:
    """Forks workers for the judge, and tells it when one has ended."""

    def __init__(self, control: socket.socket, setup: Setup, confined: bool) -> None:
        self.control = control
        self.selector = selectors.DefaultSelector()
        self.selector.register(control, selectors.EVENT_READ, self._request)
        self.confined = confined
        self.workers: set[int] = set()
        self.connected = True
        self.shell: Shell
        self.helpers: Any
        self.shell, self.helpers = warm_up.warm(setup)
        self.readable: list[Path] = []
        self.listed: list[Path] = []
        if confined:
            wanted = [*setup.imports, *setup.packages]
            hidden = [Path(path) for path in setup.hidden]
            found = readable([name.partition(".")[0] for name in wanted], hidden, [Path(path) for _, path in setup.data])
            self.readable, self.listed = found.paths, found.listed
            packages.refuse(found.refused)

    def serve(self) -> None:
        """Run until the judge has gone."""
        while self.connected:
            for key, _ in self.selector.select():
                key.data(key.fileobj)
        for pid in self.workers:
            os.kill(pid, signal.SIGKILL)

    def _request(self, control: socket.socket) -> None:
        try:
            data, fds, _, _ = socket.recv_fds(control, 1 << 16, 1, socket.MSG_CMSG_CLOEXEC)
        except OSError:
            data, fds = b"", []
        if not data or not fds:
            self.connected = False
            return
        theirs = socket.socket(fileno=fds[0])
        pid = os.fork()
        if pid == 0:
            self._become_worker(theirs, json.loads(data))
        theirs.close()
        self.workers.add(pid)
        self.selector.register(os.pidfd_open(pid), selectors.EVENT_READ, lambda fd, pid=pid: self._ended(fd, pid))
        self._tell({"pid": pid})

    def _ended(self, pidfd: int, pid: int) -> None:
        self.selector.unregister(pidfd)
        os.close(pidfd)
        _, status = os.waitpid(pid, 0)
        self.workers.discard(pid)
        self._tell({"ended": pid, "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0})

    def _tell(self, message: dict[str, Any]) -> None:
        try:
            link.send(self.control, message)
        except OSError:
            self.connected = False

    def _become_worker(self, sock: socket.socket, request: dict[str, Any]) -> NoReturn:
        from autograder.inside import worker

        status = 1
        try:
            scratch = Path(request["scratch"])
            _close_all_but(sock.fileno())
            os.chdir(scratch)
            os.environ.update(HOME=str(scratch), TMPDIR=str(scratch))
            if self.confined:
                with_gpu = request["device"] == "cuda"
                confine(scratch, self.readable, request["uid"], Limits(**request["limits"]), with_gpu, self.listed)
            worker.run(sock, self.shell, self.helpers, request["device"], request["seed"], request["limits"]["gpu_memory"])
            status = 0
        except BaseException as e:
            try:
                link.send(sock, {"broken": f"{type(e).__name__}: {e}"[:500]})
            except BaseException:
                pass
        finally:
            os._exit(status)


def _close_all_but(keep: int) -> None:
    os.closerange(3, keep)
    os.closerange(keep + 1, 1 << 16)


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    setup = Setup.from_json(sys.argv[2])
    if setup.quiet:
        warnings.filterwarnings("ignore", category=FutureWarning)
    try:
        zygote = Zygote(control, setup, confined=sys.argv[3] == "confined")
    except Exception as e:
        frames = [frame for frame in traceback.extract_tb(e.__traceback__) if not frame.filename.startswith("<")]
        link.send(control, {"broken": f"{type(e).__name__}: {e} ({frames[-1].filename}, line {frames[-1].lineno})"[:1000]})
        traceback.print_exc()
        return
    gc.collect()
    gc.freeze()  # keeps the collector from touching, and so copying, what the workers share
    link.send(control, {"ready": True})
    zygote.serve()


if __name__ == "__main__":
    main()
