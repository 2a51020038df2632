"""One worker, seen from the judge: ask it something, and get an answer within its budget."""

import os
import select
import signal
import socket
import time
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from autograder import link
from autograder.sandbox import gpu
from autograder.sandbox.limits import MAX_FILES, MIB, Limits
from autograder.workers import answer, machine, scratch
from autograder.workers.account import Account, Used
from autograder.workers.answer import Answer
from autograder.workers.budget import DISK_FULL, IDLE_SECONDS, Budget, Purse, WorkerGone
from autograder.workers.files import Given, bring_back, written

START_SECONDS = 120
"""Wall time that a fork from the zygote may take on a busy machine until the sandbox is up."""
END_SECONDS = 2.0
"""Wall time that a worker which is ending may take until it has ended."""
_TICK = 0.05
_PF_EXITING = 1 << 2
"""In the flags of a thread that the kernel is ending: linux/sched.h."""


class WorkerLost(Exception):
    """The worker was lost to something that isn't the student's doing: the machine, or a fault of ours."""


class End(NamedTuple):
    """How a worker ended: by which signal, 0 if it left by itself, and the most bytes of memory that it ever held
    beyond what the zygote has.
    """

    signal: int
    memory: int


class Worker:
    """A worker process and the link to it."""

    def __init__(
        self,
        sock: socket.socket,
        pid: int,
        scratch: Path,
        limits: Limits,
        end_of: Callable[[int, float], End | None],
        device: str = "cpu",
        idle_seconds: float = IDLE_SECONDS,
        given: Given | None = None,
    ) -> None:
        self._sock, self.pid, self.scratch, self._limits, self._end_of = sock, pid, scratch, limits, end_of
        self.device = device
        self.idle_seconds = idle_seconds
        self.given = given or Given()
        self.alive = True
        self.unexplained = False
        self.purse: Purse | None = None
        self.stopped = 0
        self._ready = False
        self._unwatched = 0.0
        self._folder = os.open(scratch, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        self._bounded = False  # whether the kernel bounds what the worker writes
        self._account = Account(pid)
        self._ooms = machine.out_of_memory_kills()
        self._held = self._status("VmRSS:")
        try:
            # By this the process is told apart from a later one of the same number.
            self._pidfd = os.pidfd_open(pid)
        except ProcessLookupError:
            self._pidfd = -1

    def ask(self, request: dict[str, Any], seconds: float = 10.0, wall: float | None = None) -> Answer:
        """The worker's answer; its value is the student's, which the caller must still check.

        Interrupts the worker after `seconds` of its processor time, or when it sleeps, or when its `purse` is empty. With
        `wall` it may sleep, and is interrupted after that many seconds; those in which it waited for a processor don't
        count. Raises WorkerGone when it had to be killed, died or sent nonsense, WorkerLost when it was lost to the machine.
        """
        if not self.alive:
            raise WorkerGone("the process that runs this notebook has ended")
        self._wait_until_ready()
        if self.purse is not None and self.purse.left() <= 0:
            self.kill()
            raise WorkerGone(f"the notebook took more than {self.purse.seconds:g} seconds in all")
        idle = self.idle_seconds
        if self.purse is not None:
            seconds, idle = self.purse.for_one(seconds, idle)
        budget = Budget(self, seconds, idle, wall, self.purse)
        own = time.process_time()
        try:
            self._sendall(link.pack(request), budget)
            received = link.receive(self._sock, budget.check)
        except (link.Closed, BrokenPipeError, ConnectionResetError) as e:
            raise self._died() from e
        except (link.LinkError, OSError) as e:
            self.kill()
            raise WorkerGone(f"what it sent back isn't an answer ({e})") from e
        except MemoryError as e:
            self.kill()
            raise WorkerGone("what it sent back is too large") from e
        finally:
            budget.settle()
            if self.purse is not None:
                self.purse.spent += time.process_time() - own  # to read an answer can cost more than to make it
        self._unwatched += budget.wall_seconds
        if self._unwatched > _TICK:  # short requests, too, can write much in all
            self._unwatched = 0.0
            if self.scratch_is_full():
                self.kill()
                raise WorkerGone(DISK_FULL)
        if budget.interrupted:
            outputs = answer.of(received)["outputs"] if isinstance(received, dict) else []
            return answer.of({"outputs": outputs}) | {"error": answer.error("Interrupted", budget.interrupted)}
        if not isinstance(received, dict):
            self.kill()
            raise WorkerGone("what it sent back isn't an answer")
        return answer.of(received)

    def _wait_until_ready(self) -> None:
        """Wait for the worker's first message, which comes before any student's code has run."""
        if self._ready:
            return
        self._sock.settimeout(START_SECONDS)
        try:
            # Where the worker sees its folder by no path of ours, it comes with the first byte.
            folders = _sent_along(self._sock)
            said = link.receive(self._sock)
            if "folder" in said:
                said = link.receive(self._sock)
        except (link.LinkError, OSError) as e:
            self.kill()
            raise WorkerLost(f"the process that runs the notebook didn't start ({e})") from e
        if "broken" in said:
            self.kill()
            raise WorkerLost(f"the sandbox couldn't be set up: {said['broken']}")
        if folders:
            os.close(self._folder)
            self._folder, self._bounded = folders[0], True
        self._sock.settimeout(_TICK)
        self._ready = True

    def _sendall(self, frame: bytes, budget: Budget) -> None:
        view = memoryview(frame)
        while view:
            try:
                view = view[self._sock.send(view) :]
            except TimeoutError:
                budget.check()

    def used(self) -> Used:
        """What the worker has used so far; of one that ended, the last known."""
        return self._account.now()

    def bring_back(self, folder: Path, ignored: Callable[[str], bool]) -> str | None:
        """End the worker and copy what its code wrote to `folder`; a sentence if that was too much."""
        self.kill()
        return bring_back(self._folder, self.given, folder, ignored, self._limits.scratch * MIB)

    def scratch_is_full(self) -> bool:
        """Whether the worker has written more than it may, in bytes or in files, beside what it was given."""
        if self._bounded:
            return False
        most, files = self._limits.scratch * MIB + self.given.size, MAX_FILES + 2 * len(self.given.files)
        return written(self._folder, self.pid, most, files)

    def has_too_many_threads(self) -> bool:
        """Whether the worker has more threads than it may: the kernel can't bound those of every user's workers."""
        return self._status("Threads:") > self._limits.processes

    def _status(self, what: str) -> int:
        """A number that /proc tells of the worker, 0 if it has ended."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text()
        except OSError:
            return 0
        return next((int(line.split()[1]) for line in status.splitlines() if line.startswith(what)), 0)

    def memory_is_full(self) -> str | None:
        """With a GPU, whether the worker holds more memory than it was given, as a sentence; no other limit bounds it."""
        if self._status("RssAnon:") * 1024 > self._limits.memory * MIB:
            return "it used more memory than a submission may"
        if (gpu.memory_of(self.pid) or 0) > self._limits.gpu_memory + gpu.CUDA_MIB:
            return "it used more of the GPU's memory than a submission may"
        return None

    def interrupt(self) -> None:
        self._kill(signal.SIGINT)

    def kill(self) -> None:
        """End the worker at once."""
        if self.alive:
            self.alive = False
            self._kill(signal.SIGKILL)
            self._sock.close()

    def close(self) -> None:
        """End the worker and remove its scratch folder."""
        if self.alive and self.purse is not None:
            self.purse.memory = max(self.purse.memory, (self._status("VmHWM:") - self._held) / 1024)
        self.kill()
        if self._pidfd >= 0:
            select.select([self._pidfd], [], [], END_SECONDS)  # until it has ended, it could go on writing
            os.close(self._pidfd)
            self._pidfd = -1
        self._account.close()
        if self._folder >= 0:
            os.close(self._folder)
            self._folder = -1
        scratch.remove(self.scratch)

    def _kill(self, number: signal.Signals) -> None:
        if self._pidfd >= 0:
            try:
                signal.pidfd_send_signal(self._pidfd, number)
            except ProcessLookupError:
                pass

    def _is_ending(self) -> bool:
        """Whether each thread of the worker is ending or has ended."""
        try:
            threads = [path.read_text() for path in Path(f"/proc/{self.pid}/task").glob("*/stat")]
        except OSError:
            return True  # one of them has gone meanwhile
        return all(int(text.rpartition(")")[2].split()[6]) & _PF_EXITING for text in threads)

    def _died(self) -> Exception:
        """Why the link was closed: a worker that ended after student code ran in it is the student's doing, unless something
        that its code can't choose says otherwise. Raises ZygoteError when the zygote has gone.
        """
        self.alive = False
        self._sock.close()
        # A process that ends lets its files go late; one that let go of the link and lives on would be waited for in vain.
        end = self._end_of(self.pid, END_SECONDS) if self._is_ending() else None
        if end is None or end.signal == 0:
            self._kill(signal.SIGKILL)
            return WorkerGone("the code ended its own process (os._exit, or a closed connection)")
        if end.signal == signal.SIGKILL:
            if machine.out_of_memory_kills() > self._ooms and end.memory < self._limits.memory * MIB / 2:
                return WorkerLost("the machine ran out of memory and ended the process that ran this notebook")
            self.unexplained = True
            return WorkerGone("the process that ran this notebook was killed", unexplained=True)
        return WorkerGone(f"the code crashed its process ({signal.Signals(end.signal).name})")


def _sent_along(sock: socket.socket) -> list[int]:
    """The open file that came with the next byte, which stays to be read. socket.recv_fds drops its flags."""
    fds = array("i")
    _, sent, _, _ = sock.recvmsg(1, socket.CMSG_LEN(fds.itemsize), socket.MSG_PEEK | socket.MSG_CMSG_CLOEXEC)
    for level, kind, data in sent:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            fds.frombytes(data[: len(data) - len(data) % fds.itemsize])
    return list(fds)
