"""One kernel of the Python that runs this, and what a cell does in it.

It is asked by jupyter_client, which every ipykernel brings. nbclient takes two seconds to import, isn't there in every student's
Python, and reads a cancelled wait as a kernel that died.
"""

import asyncio
import base64
import binascii
import importlib.util
import os
import re
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from typing import Any, Literal

from autograder.text.pictures import MAX_PICTURE, kind_of
from autograder.text.places import COLOURS, without_surrogates
from autograder.visible.cells import NoKernel

STARTS_WITHIN = 120
"""Seconds that a kernel gets to answer for the first time."""
_PATIENCE = 3.0
"""Seconds that a cell gets to end once it was interrupted."""
_LOOKS = 0.3
"""Seconds after which somebody looks whether the kernel still lives, if nothing comes from it."""
_MOST_KEPT = 100_000
"""Characters of an error's traceback, and of what is printed below it, that are looked at."""
_MOST_PICTURES = 50
_COMMAND = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--HistoryManager.hist_file=:memory:"]
_FRAME = re.compile(r"Cell In\[(\d{1,9})\], line (\d{1,9})")
_SHORT_TRACEBACKS = """
import sys
def shortened(show):
    def shown(exc_tuple=None, *arguments, **options):
        at, frames = (exc_tuple or sys.exc_info())[2], []
        while at is not None:
            frames.append(at)
            at = at.tb_next
        if len(frames) > 40:
            frames[19].tb_next = frames[-20]
        return show(exc_tuple, *arguments, **options)
    return shown
shell = get_ipython()
shell.showtraceback = shortened(shell.showtraceback)
"""
"""Leaves out the middle of a traceback of a thousand frames: for each IPython goes through all modules, which with torch takes a
minute and a half."""
SYNTAX = ("SyntaxError", "IndentationError", "TabError")


@dataclass(frozen=True)
class Error:
    """What a cell raised. `frames` are its places in cells, the outermost first: the kernel's number of the cell, and a line.

    `explained` is what a course's helpers printed below the traceback, or put above it. `is_plain`: it shows its text alone.
    """

    name: str
    text: str
    frames: tuple[tuple[int, int], ...] = ()
    explained: str = ""
    is_plain: bool = False


@dataclass
class Ran:
    """What came of a cell. `ended` says how, if it didn't end by itself: it took too long and was stopped, or Python ended."""

    seconds: float = 0.0
    allowed: float = 0.0
    error: Error | None = None
    ended: Literal["", "stopped", "died"] = ""
    is_lost: bool = False
    """Whether the kernel is no use any more."""
    number: int = 0
    pictures: list[bytes] = field(default_factory=list)


class Kernel:
    """A running kernel. It is started by `started`, and must be closed."""

    def __init__(self, manager: Any, client: Any) -> None:
        self._manager, self._client = manager, client

    @classmethod
    async def started(cls, folder: Path) -> "Kernel":
        """A kernel in the notebook's folder. Raises NoKernel where none can be had."""
        if importlib.util.find_spec("ipykernel") is None or importlib.util.find_spec("jupyter_client") is None:
            mend = f"install it ({sys.executable} -m pip install ipykernel), or call this with the Python of your notebooks."
            raise NoKernel(f"This Python has no ipykernel, in which notebooks run: {mend}")
        from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
        from jupyter_client.manager import AsyncKernelManager

        class ThisPython(KernelSpecManager):
            """Knows one kernel, whatever the notebook's own is called."""

            def get_kernel_spec(self, kernel_name: str) -> Any:
                return KernelSpec(argv=_COMMAND, display_name="Python", language="python")

        manager = AsyncKernelManager(kernel_spec_manager=ThisPython())
        env = {**os.environ, "MPLBACKEND": "module://matplotlib_inline.backend_inline"}
        client = None
        with tempfile.TemporaryFile() as said:
            try:
                await manager.start_kernel(cwd=str(folder), env=env, stdout=said, stderr=said)
                client = manager.client()
                client.start_channels()
                await client.wait_for_ready(timeout=STARTS_WITHIN)
                client.execute(f"exec({_SHORT_TRACEBACKS!r}, {{'get_ipython': get_ipython}})", silent=True, store_history=False)
            except BaseException as e:
                await _close(manager, client)
                if not isinstance(e, RuntimeError):
                    raise
                said.seek(0)
                last = (said.read()[-2000:].decode(errors="replace").strip().splitlines() or [str(e)])[-1]
                raise NoKernel(f"A kernel of {sys.executable} doesn't start: {last}") from e
        return cls(manager, client)

    async def run(self, source: str, seconds: float) -> Ran:
        """Run a cell, for this long at the most."""
        ran, printed = Ran(allowed=seconds), _Printed()
        started = time.monotonic()
        until = started + seconds
        asked = self._client.execute(without_surrogates(source), allow_stdin=False, stop_on_error=False)
        reply: dict[str, Any] | None = None
        while not printed.is_done and reply is None:
            try:
                message = await self._client.get_iopub_msg(timeout=max(0.0, min(_LOOKS, until - time.monotonic())))
            except Empty:
                reply = await self._reply(asked, 0.0)  # a kernel that prints a lot may lose the message that it is done
                if reply is None and not await self._manager.is_alive():
                    ran.ended, ran.is_lost = ran.ended or "died", True
                    break
            else:
                if message["parent_header"].get("msg_id") == asked:
                    printed.take(message)
            if time.monotonic() >= until and not printed.is_done and reply is None:
                if ran.ended:
                    ran.is_lost = True
                    break
                await self._manager.interrupt_kernel()
                ran.ended, until = "stopped", time.monotonic() + _PATIENCE
        ran.seconds = time.monotonic() - started
        ran.pictures = printed.pictures()
        if not ran.is_lost:
            reply = reply or await self._reply(asked, _PATIENCE)
            _take(reply, printed.below_error, ran)
        return ran

    async def _reply(self, asked: str, seconds: float) -> dict[str, Any] | None:
        """What the kernel says at the end of the cell that was `asked` for, if it says so within this time."""
        try:
            while True:
                reply = await self._client.get_shell_msg(timeout=seconds)
                if reply["parent_header"].get("msg_id") == asked:
                    content: dict[str, Any] = reply["content"]
                    return content
        except Empty:
            return None

    async def close(self) -> None:
        """End the kernel at once, and everything that it started."""
        await _close(self._manager, self._client)


async def _close(manager: Any, client: Any) -> None:
    # To its end, also where whoever waits is told to stop meanwhile: no kernel may be left behind.
    await asyncio.shield(_closed(manager, client))


async def _closed(manager: Any, client: Any) -> None:
    if client is not None:
        client.stop_channels()
    if manager.has_kernel:
        await manager.shutdown_kernel(now=True)
    else:  # it ended by itself
        await manager.cleanup_resources()


class _Printed:
    """What a cell prints and draws, as far as it is looked at."""

    def __init__(self) -> None:
        self.is_done, self.below_error = False, ""
        self._has_error = False
        self._shown: dict[str, list[bytes]] = {}

    def take(self, message: dict[str, Any]) -> None:
        kind, content = message["msg_type"], message["content"]
        if kind == "status":
            self.is_done = content["execution_state"] == "idle"
        elif kind == "error":
            self._has_error, self.below_error = True, ""
        elif kind == "stream" and content.get("name") == "stderr" and self._has_error:
            self.below_error = (self.below_error + content["text"])[:_MOST_KEPT]
        elif kind in ("display_data", "execute_result", "update_display_data") and len(self._shown) < _MOST_PICTURES:
            # What is drawn again and again while a model trains is one picture: the last.
            display = (content.get("transient") or {}).get("display_id") or f"number {len(self._shown)}"
            self._shown[display] = _pictures_in(content.get("data"))

    def pictures(self) -> list[bytes]:
        return [picture for several in self._shown.values() for picture in several]


def _take(reply: dict[str, Any] | None, below_error: str, ran: Ran) -> None:
    """Note what a kernel replied; the outputs alone don't do, since an error may have none that can be sent."""
    if reply is None or any(found.get("source") == "ask_exit" for found in reply.get("payload") or []):
        ran.ended, ran.is_lost = "died", True
        return
    ran.number = int(reply.get("execution_count") or 0)
    if reply.get("status") != "ok":
        name, text, trace = str(reply.get("ename") or "Error"), str(reply.get("evalue") or ""), reply.get("traceback") or []
        shown = COLOURS.sub("", "\n".join(map(str, trace)))[:_MOST_KEPT]
        frames = tuple((int(number), int(line)) for number, line in _FRAME.findall(shown))
        is_plain = [text] == trace
        explained = below_error.strip() or _above(list(map(str, trace)), name, text)
        ran.error = Error(name, text, frames, explained, is_plain)


def _above(trace: list[str], name: str, text: str) -> str:
    """The sentence that stands above a traceback, as the course's helpers put it there; "" if it only says what was raised."""
    first = COLOURS.sub("", trace[0])[:_MOST_KEPT] if len(trace) > 1 else ""
    is_pythons = first.startswith(("-", "Traceback", " ")) or name in first.split(maxsplit=1)[:1]
    told = " ".join(first.split())
    return "" if is_pythons or name in SYNTAX or " ".join(text.split()) in told else told


def _pictures_in(data: object) -> list[bytes]:
    found = data.get("image/png") if isinstance(data, dict) else None
    if not isinstance(found, str) or len(found) > 2 * MAX_PICTURE:
        return []
    try:
        picture = base64.b64decode(found)
    except (binascii.Error, ValueError):
        return []
    return [picture] if kind_of(picture) == "image/png" else []
