"""The zygote: a process that has imported torch and fastai once, and from which workers fork.

Started by the judge as `python -m autograder.zygote FD FOLDER DATA confined`: FD is a socket to the judge, FOLDER
holds the files that ship with the notebooks, DATA the pictures as files; `open` in place of `confined` leaves the
sandbox off. It knows no hidden check, no gradebook and no other student. It never
touches CUDA, since a fork can't use a CUDA that was started before it.

It reads requests `{"scratch", "uid", "seed", "device", "limits"}`, each with the worker's end of a new link
beside it, and `{"attach": true}` with another judge's socket; it answers `{"pid": n}` and, when a worker has
ended, `{"ended": n, "signal": s, "status": x}`.
"""

import functools
import importlib
import json
import os
import selectors
import signal
import socket
import sys
import warnings
from pathlib import Path
from typing import Any, NoReturn

from autograder import link
from autograder.sandbox import Limits, confine, readable_paths


class Zygote:
    """Forks workers for the judges that are connected, and tells them when one has ended."""

    def __init__(self, control: socket.socket, folder: Path, data: Path, confined: bool) -> None:
        self.selector = selectors.DefaultSelector()
        self.selector.register(control, selectors.EVENT_READ, self._request)
        self.readable = [*readable_paths(), data]
        self.confined = confined
        self.judge_of: dict[int, socket.socket] = {}
        self.shell = _warm_shell(folder)

    def serve(self) -> None:
        """Run until the last judge has gone."""
        while any(key.data == self._request for key in self.selector.get_map().values()):
            for key, _ in self.selector.select():
                key.data(key.fileobj)
        for pid in self.judge_of:
            os.kill(pid, signal.SIGKILL)

    def _request(self, control: socket.socket) -> None:
        try:
            data, fds, _, _ = socket.recv_fds(control, 1 << 16, 1, socket.MSG_CMSG_CLOEXEC)
        except OSError:
            data, fds = b"", []
        if not data or not fds:
            self._judge_left(control)
            return
        request = json.loads(data)
        theirs = socket.socket(fileno=fds[0])
        if request.get("attach"):
            self.selector.register(theirs, selectors.EVENT_READ, self._request)
            return
        pid = os.fork()
        if pid == 0:
            self._become_worker(theirs, request)
        theirs.close()
        self.judge_of[pid] = control
        self.selector.register(os.pidfd_open(pid), selectors.EVENT_READ, lambda fd, pid=pid: self._ended(fd, pid))
        link.send(control, {"pid": pid})

    def _ended(self, pidfd: int, pid: int) -> None:
        self.selector.unregister(pidfd)
        os.close(pidfd)
        _, status = os.waitpid(pid, 0)
        control = self.judge_of.pop(pid, None)
        killed = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        if control is not None:
            try:
                link.send(control, {"ended": pid, "signal": killed, "status": os.waitstatus_to_exitcode(status)})
            except OSError:
                self._judge_left(control)

    def _judge_left(self, control: socket.socket) -> None:
        if control not in self.selector.get_map():
            return
        self.selector.unregister(control)
        control.close()
        for pid in [pid for pid, judge in self.judge_of.items() if judge is control]:
            self.judge_of.pop(pid)
            os.kill(pid, signal.SIGKILL)

    def _become_worker(self, sock: socket.socket, request: dict[str, Any]) -> NoReturn:
        from autograder import worker

        status = 1
        try:
            scratch = Path(request["scratch"])
            _close_all_but(sock.fileno())
            os.chdir(scratch)
            os.environ.update(HOME=str(scratch), TMPDIR=str(scratch), FASTAI_HOME=str(scratch / ".fastai"))
            if self.confined:
                with_gpu = request["device"] == "cuda"
                confine(scratch, self.readable, request["uid"], Limits(**request["limits"]), with_gpu)
            worker.run(sock, self.shell, request["device"], request["seed"], request["limits"]["gpu_memory"])
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


def _in_one_process(loader: Any) -> None:
    """Let a loader do its work itself, whatever num_workers is: the sandbox starts no process, and the batches are the same."""
    made = loader.__init__

    @functools.wraps(made)
    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        made(self, *args, **kwargs)
        self.num_workers = self.timeout = 0

    loader.__init__ = init


def _warm_shell(folder: Path) -> Any:
    """Import what notebooks import, load the digits once, and make the shell that every worker gets a copy of."""
    import torch

    torch.set_num_threads(1)  # before any operation: a child's first parallel operation would hang otherwise
    torch.set_num_interop_threads(1)
    import fastai.data.load
    import fastai.vision.all
    import matplotlib.pyplot  # noqa: F401
    import numpy as np

    from autograder import data, props
    from autograder.shell import Shell

    for loader in (torch.utils.data.DataLoader, fastai.data.load._FakeLoader):
        _in_one_process(loader)
    pictures = {name: array for name, array in data.load().items() if "rows" not in name}
    arrays = {name: torch.from_numpy(array.astype(np.float32) / 255) for name, array in pictures.items()}
    for part in data.PARTS:
        threes, sevens = arrays[f"{part}_3"], arrays[f"{part}_7"]
        props.DIGITS[f"{part}_x"] = torch.cat([threes, sevens]).view(-1, 28 * 28)
        props.DIGITS[f"{part}_y"] = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])
    sys.path.insert(0, str(folder))
    stacks = tuple(arrays[f"{part}_{digit}"] for part in data.PARTS for digit in data.DIGITS)
    if (folder / "digits.py").exists():
        # Decoding 14,434 files would cost more than the training does.
        importlib.import_module("digits").__dict__["load_digits"] = lambda: stacks
    if (folder / "pictures.py").exists():
        importlib.import_module("pictures")
    sys.path[0] = ""  # a notebook imports from the folder it stands in
    shell = Shell()
    shell.run("import torch; torch.arange(3.).view(3, 1) @ torch.ones(1, 2)", 0)
    shell.namespace.pop("torch", None)
    return shell


def main() -> None:
    warnings.filterwarnings("ignore", category=FutureWarning)
    control = socket.socket(fileno=int(sys.argv[1]))
    zygote = Zygote(control, Path(sys.argv[2]), Path(sys.argv[3]), confined=sys.argv[4] == "confined")
    import gc

    gc.collect()
    gc.freeze()  # keeps the collector from touching, and so copying, what the workers share
    link.send(control, {"ready": True})
    zygote.serve()


if __name__ == "__main__":
    main()
