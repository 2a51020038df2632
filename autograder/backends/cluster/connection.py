"""A scheduler of dask's, seen from here: which workers it has, and submissions on their way. Only here dask is imported.

Nothing waits for the network but threads of dask's own: whoever asks here is answered at once, and can be stopped at any time.
"""

import asyncio
import contextlib
import logging
import re
import shutil
import socket
import tempfile
import threading
import time
import uuid
from concurrent.futures import CancelledError
from concurrent.futures import Future as Coming
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any

from autograder.backends.cluster.errors import ClusterError, Unusable

GPU = "GPU"
"""What a worker with a GPU declares: `dask worker ADDRESS --resources "GPU=1"`."""
SLURM = "slurm"
_SETTINGS = "~/.config/dask/jobqueue.yaml"
_CALL = "__import__('autograder.backends.cluster.worker', fromlist=['graded']).graded(*what)"
"""What a worker runs. As a text, since a worker of dask's dies of a function that it can't import."""
_ADDRESS = re.compile(r"(tcp|tls)://([^\s/:\[\]]+|\[[0-9a-fA-F:.]+\]):(\d{1,5})")
_CONNECT_SECONDS = 10.0
_ASK_SECONDS, _SILENT_SECONDS = 1.0, 60.0
_STEP_SECONDS = 0.2
_INSTALL = "pip install cryptography dask distributed dask-jobqueue, here and on each worker"


@dataclass(frozen=True)
class Worker:
    """A worker, and how many submissions it takes at a time: none while dask has it pause."""

    address: str
    places: int


@dataclass(frozen=True)
class Came:
    """The answer with a `key`, as bytes; or the error that came instead of it."""

    key: str
    answer: bytes | None
    error: BaseException | None = None


class Cluster:
    """The workers of a scheduler. `address` is the scheduler's, or "slurm:N" for N jobs of Slurm's, which are started as
    `jobqueue.yaml` says. `with_gpu`: only workers that declare a GPU are taken, one submission for each GPU at a time.

    Raises Unusable, and ClusterError where nobody listens. `trouble` says later why it is lost; "" while it isn't.
    """

    def __init__(self, address: str, with_gpu: bool = False) -> None:
        number = jobs_of(address)
        try:
            import dask
            import distributed
        except ImportError as e:
            raise Unusable(f"--cluster needs dask: {_INSTALL}.") from e
        _be_quiet()
        self.with_gpu, self.is_queued = with_gpu, number is not None
        self.trouble, self.workers = "", list[Worker]()
        self._came: SimpleQueue[Came] = SimpleQueue()
        self._coming: dict[str, Coming[bytes]] = {}
        self._jobs = None if number is None else _Slurm(number)
        # A frame is never pickled; nor is an answer, which wouldn't be unpickled here.
        self._settings = dask.config.set({"distributed.admin.large-graph-warning-threshold": "4GiB"})
        self.address: str = address if self._jobs is None else self._jobs.cluster.scheduler_address
        if self._jobs is None:
            _must_be_there(address, distributed.Security())
        try:
            self._client = distributed.Client(
                self.address if self._jobs is None else self._jobs.cluster,
                timeout=_CONNECT_SECONDS,
                deserializers=["dask", "msgpack", "error"],
                set_as_default=False,
            )
        except (OSError, ValueError, TypeError) as e:
            self._end_jobs()
            raise ClusterError(_not_reached(address, e)) from e
        client: Any = self._client
        self._loop: asyncio.AbstractEventLoop = client.loop.asyncio_loop
        # dask's own tasks end in errors when a worker is lost, and nobody asks for these: they aren't for a terminal either.
        self._loop.call_soon_threadsafe(self._loop.set_exception_handler, lambda loop, context: None)
        self._closed = threading.Event()
        with contextlib.suppress(Exception):  # or a moment later
            self.workers = self._asked()
        self._looking = threading.Thread(target=self._look, daemon=True)
        self._looking.start()

    def send(self, worker: Worker, *what: bytes | str | None) -> str:
        """Let a worker grade what is sent; returns the key of what will come."""
        key = f"autograder-{uuid.uuid4().hex}"  # dask shows it to whoever looks at its pages: no student's name
        how = {"key": key, "pure": False, "workers": [worker.address], "allow_other_workers": False}
        client: Any = self._client

        async def fetched() -> bytes:
            future = client.submit(eval, _CALL, {"what": what}, **how, resources={GPU: 1} if self.with_gpu else None)
            found: bytes = await client.gather(future, asynchronous=True)
            return found

        coming = asyncio.run_coroutine_threadsafe(fetched(), self._loop)
        self._coming[key] = coming
        coming.add_done_callback(lambda done: self._came.put(_as_came(key, done)))
        return key

    def come(self) -> list[Came]:
        """What has come since; nothing after a moment without anything. Once there is `trouble`, all that came before it came."""
        found = []
        with contextlib.suppress(Empty):
            found.append(self._came.get(timeout=_STEP_SECONDS))
            while True:
                found.append(self._came.get_nowait())
        return [one for one in found if self._coming.pop(one.key, None) is not None]

    def give_up(self, key: str) -> None:
        """Wait no more for what has this key: who works at it is told."""
        coming = self._coming.pop(key, None)
        if coming is not None:
            coming.cancel()

    def ask_again(self) -> None:
        """Ask Slurm for jobs in the place of those that have ended."""
        if self._jobs is not None:
            self._jobs.ask()

    def _look(self) -> None:
        """Keep `workers` and `trouble` as they are at the scheduler."""
        last = asked = time.monotonic()
        while not self._closed.wait(_STEP_SECONDS):
            now = time.monotonic()
            if self._client.status != "running":
                self.trouble = f"the scheduler at {self.address} is lost"
                return
            if now - asked < _ASK_SECONDS and self.workers:
                continue
            asked = now
            try:
                self.workers = self._asked()
                last = now
            except Exception:
                if now - last > _SILENT_SECONDS:
                    self.trouble = f"the scheduler at {self.address} hasn't answered for a minute"
                    return

    def _asked(self) -> list[Worker]:
        client: Any = self._client
        told = client.sync(client.scheduler.identity, n_workers=-1, callback_timeout=_SILENT_SECONDS)
        found = []
        for address, one in told["workers"].items():
            places = int(one["resources"].get(GPU, 0)) if self.with_gpu else one["nthreads"]
            if places > 0:
                found.append(Worker(address, min(places, one["nthreads"]) if one["status"] == "running" else 0))
        return found

    def close(self) -> None:
        """Let it go: what is still graded there is given up, and jobs of Slurm's end."""
        for key in list(self._coming):
            self.give_up(key)
        self._closed.set()
        with contextlib.suppress(Exception):
            self._client.close(timeout=2)
        self._end_jobs()

    def _end_jobs(self) -> None:
        if self._jobs is not None:
            self._jobs.close()

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        self.close()


def _as_came(key: str, done: "Coming[bytes]") -> Came:
    try:
        return Came(key, done.result())
    except (Exception, CancelledError) as e:
        return Came(key, None, e)


def jobs_of(address: str) -> int | None:
    """How many jobs of Slurm's are asked for; None where a scheduler's address is named. Raises Unusable."""
    kind, _, rest = address.partition(":")
    if kind == SLURM and not rest.startswith("//"):
        if not rest.isdecimal() or int(rest) < 1:
            raise Unusable(f"--cluster {address}: say how many jobs, such as {SLURM}:4.")
        return int(rest)
    if not _ADDRESS.fullmatch(address):
        raise Unusable(
            f"--cluster {address}: a scheduler's address looks like tcp://host:8786 or tls://host:8786; or say slurm:4."
        )
    return None


def _certified(folder: Path) -> Any:
    """dask's settings for a certificate that was made just now, and is put into `folder`. Raises ImportError."""
    from distributed import Security

    made: Any = Security.temporary()
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    for path, text in (certificate, made.tls_ca_file), (key, made.tls_client_key):
        path.touch(0o600)
        path.write_text(text)
    of_each: dict[str, Any] = {}
    for role in ("client", "scheduler", "worker"):
        of_each |= {f"tls_{role}_cert": str(certificate), f"tls_{role}_key": str(key)}
    return Security(require_encryption=True, tls_ca_file=str(certificate), **of_each)


def _must_be_there(address: str, security: Any) -> None:
    """Raises ClusterError where nobody answers as a scheduler does, and Unusable without certificates. dask's own client would
    try for long, could not be stopped, and would end in tracebacks.
    """
    from distributed.core import rpc

    async def answered() -> bool:
        there: Any = rpc(address, timeout=_CONNECT_SECONDS, connection_args=security.get_connection_args("client"))
        try:
            return bool((await there.identity())["type"] == "Scheduler")
        finally:
            await there.close_rpc()

    found = _ADDRESS.fullmatch(address)
    assert found is not None
    scheme, host, port = found.groups()
    if scheme == "tls" and security.get_connection_args("client").get("ssl_context") is None:
        raise Unusable(f"--cluster {address}: dask's configuration names no certificates for tls: docs/cluster.md.")
    try:
        socket.create_connection((host.strip("[]"), int(port)), _CONNECT_SECONDS).close()
        if not asyncio.run(asyncio.wait_for(answered(), _CONNECT_SECONDS)):
            raise OSError("it is no scheduler")
    except Exception as e:  # whatever listens there may answer anything, and dask then raises anything
        raise ClusterError(_not_reached(address, e)) from e


class _Slurm:
    """Jobs of Slurm's, each a worker, and the scheduler in this process for which they work. Raises Unusable."""

    def __init__(self, number: int) -> None:
        try:
            import dask
            import dask_jobqueue
        except ImportError as e:
            raise Unusable(f"--cluster slurm needs dask-jobqueue: {_INSTALL}.") from e
        if shutil.which("sbatch") is None:
            raise Unusable("--cluster slurm: there is no `sbatch` here: start this where you would start a job of Slurm's.")
        lacking = [name for name in ("cores", "memory") if dask.config.get(f"jobqueue.slurm.{name}", None) is None]
        if lacking:
            raise Unusable(f"--cluster slurm: {_SETTINGS} lacks jobqueue.slurm.{lacking[0]}, what a job gets: docs/cluster.md.")
        self._number = number
        # Others share the network with the jobs, and who reaches a scheduler can run code there: only who has this certificate
        # does. It lies in a folder of one's own that the jobs see too, as they see Python.
        self._certificate = Path(tempfile.mkdtemp(prefix=".autograder-slurm-", dir=Path.home()))
        options = {"dashboard_address": None, **(dask.config.get("jobqueue.slurm.scheduler-options", None) or {})}
        try:
            self.cluster: Any = vars(dask_jobqueue)["SLURMCluster"](
                security=_certified(self._certificate), scheduler_options=options
            )
        except Exception as e:  # whatever is wrong with a setting
            shutil.rmtree(self._certificate, ignore_errors=True)
            why = " ".join(str(e).split())
            raise Unusable(f"--cluster slurm: {why} The settings stand in {_SETTINGS}: docs/cluster.md.") from e
        self.ask()

    def ask(self) -> None:
        """Ask for as many jobs as are wanted, in the place of those that have ended too."""
        with contextlib.suppress(Exception):  # Slurm may be away for a moment; the next time comes soon
            self.cluster.scale(jobs=self._number)

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self.cluster.close(timeout=10)
        shutil.rmtree(self._certificate, ignore_errors=True)


def _not_reached(address: str, e: BaseException) -> str:
    why = getattr(e, "strerror", None) or type(e).__name__
    return f"no scheduler answers at {address} ({why}): start one (`dask scheduler`), or see what is in the way to it."


def _be_quiet() -> None:
    """dask tells of lost workers and schedulers by tracebacks in its log; here they are sentences."""
    for name in ("distributed", *(name for name in logging.root.manager.loggerDict if name.startswith("distributed."))):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
