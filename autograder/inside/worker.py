"""The worker: runs one student's code and answers the judge's requests about it, until the link closes.

It imports neither the judge nor a check. Everything here may be changed by the student's code, which runs
in the same process: an answer is only ever a value that the judge checks.

A request is a dict with the key "do":

    {"do": "run_cell", "source": str, "cell": int, "of": str, "put_back": [str, ...], "kept": [str, ...]}
                                                          -> {"outputs": [...], "error": {...} | None, ...}
    {"do": "call", "target": T, "args": [...], "kwargs": {...}, "keep": bool} -> {"value": V} | {"error": {...}}
    {"do": "get", "target": T}                            -> {"value": V} | {"error": {...}}
    {"do": "set", "target": T, "attribute": str, "value": V}    -> {"value": None} | {"error": {...}}
    {"do": "keep", "value": V}                            -> {"value": Ref}
    {"do": "put_back", "names": [str, ...]}               -> {"value": None}, until the next cell: given_names.py

A target T is {"root": Ref | str, "path": [str, ...]}: a kept object, or a root name ("name:mean3" in the
student's notebook, "module:torch", "helpers"), and attributes from there on. An error is {"type", "message",
"missing", "meant", "inside", "cell", "line", "outer_cell", "outer_line"}: `missing` is true when the student's notebook has no
such name; `meant` is what a misspelt name may mean (meant.py); `inside` is the function of the notebook that raised, `cell` the
number of its cell, and `line` the line there; `outer_` is where the way through the notebook's code began. Of a cell that was
run, an error has "type", "message", "meant" and "line".
"""

import random
import re
import socket
import sys
import traceback
from typing import Any

from autograder import link
from autograder.inside import alone
from autograder.inside.given_names import EXERCISE
from autograder.inside.meant import meant
from autograder.inside.shell import Shell

MAX_TEXT = 2000


class Worker:
    """The objects of one student and the requests that can be made of them."""

    def __init__(self, sock: socket.socket, shell: Shell, helpers: Any, device: str) -> None:
        self.sock = sock
        self.shell = shell
        self.helpers = helpers
        self.device = device
        self.torch: Any = sys.modules.get("torch")
        self.kept: dict[int, Any] = {}

    def serve(self) -> None:
        """Answer requests until the judge closes the link."""
        while True:
            try:
                request = link.receive(self.sock)
            except KeyboardInterrupt:
                continue  # an interrupt that came after the answer: nothing is left to interrupt
            except (link.Closed, OSError):
                return
            answer = self._answer(request)
            try:
                frame = link.pack(answer)
            except link.Unsendable as e:
                frame = link.pack({"error": _error_of("Unsendable", f"{e}")})
            self.sock.sendall(frame)

    def _answer(self, request: dict[str, Any]) -> dict[str, Any]:
        try:
            if request["do"] == "run_cell":
                of, put_back = request.get("of", EXERCISE), request.get("put_back")
                return self.shell.run(request["source"], request["cell"], of, put_back, request.get("kept", []))
            if request["do"] == "put_back":
                self.shell.given_names.put_back(request["names"])
                return {"value": None}
            if request["do"] == "keep":
                return {"value": self._keep(self._ours(request["value"]))}
            target = self._find(request["target"])
            if request["do"] == "set":
                setattr(target, request["attribute"], self._ours(request["value"]))
                return {"value": None}
            if request["do"] == "call":
                with self.shell.quiet():
                    target = target(*self._ours(request["args"]), **self._ours(request["kwargs"]))
                if request.get("keep"):
                    return {"value": self._keep(target)}
            return {"value": self._theirs(target)}
        except BaseException as e:  # whatever the student's code raises, SystemExit too, is an answer
            return {"error": _error(e, self.shell)}

    def _find(self, target: dict[str, Any]) -> Any:
        root, found = target["root"], None
        if isinstance(root, link.Ref):
            found = self.kept[root.number]
        elif root.startswith("name:"):
            name = root.removeprefix("name:")
            if name not in self.shell.namespace:
                raise _Missing(name)
            found = self.shell.namespace[name]
        else:
            found = self.helpers if root == "helpers" else sys.modules[root.removeprefix("module:")]
        for attribute in target["path"]:
            found = getattr(found, attribute)
        return found

    def _ours(self, value: Any) -> Any:
        """A received value as the student's code should see it: references followed, tensors on the device."""
        if isinstance(value, link.Ref):
            return self.kept[value.number]
        if self.torch is not None and isinstance(value, self.torch.Tensor):
            moved = value.detach().to(self.device)
            return moved.requires_grad_() if value.requires_grad else moved
        if isinstance(value, dict):
            if value.keys() == {"target"}:
                return self._find(value["target"])
            return {key: self._ours(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(self._ours(item) for item in value)
        return value

    def _theirs(self, value: Any) -> Any:
        """A value as it can be sent: what can't be sent stays here, and a reference goes."""
        value = _simplified(value)
        try:
            link.pack(value)
        except link.Unsendable as e:
            if "too large" in str(e):
                raise
            return self._keep(value)
        return value

    def _keep(self, value: Any) -> link.Ref:
        number = len(self.kept) + 1
        self.kept[number] = value
        return link.Ref(number, type(value).__name__)


class _Missing(Exception):
    """The student's notebook has no such name."""


_SENT = ("ndarray", "datetime64", "timedelta64")
"""What the link knows of numpy: the item() of a date is a date or a bare number, as its unit has it."""


def _simplified(value: Any, depth: int = 0) -> Any:
    """A single value of numpy's as Python's own, named tuples and the like as what they are made of."""
    if depth > link.MAX_DEPTH:
        return value
    kind = type(value)
    if kind.__module__ == "numpy" and kind.__name__ not in _SENT and hasattr(value, "item"):
        return value.item()
    if isinstance(value, tuple):
        return tuple(_simplified(item, depth + 1) for item in value)
    if isinstance(value, list):
        return [_simplified(item, depth + 1) for item in value]
    return value


def _error(e: BaseException, shell: Shell) -> dict[str, Any]:
    """What happened, and in which cell and line of the notebook."""
    frames = traceback.extract_tb(e.__traceback__)
    found = [(cell, frame) for frame in frames if (cell := shell.cell_of(frame.filename)) is not None]
    where: dict[str, Any] = {"meant": meant(e, shell.namespace)}
    if found:
        (outer_cell, outer), (cell, inner) = found[0], found[-1]
        where |= {"inside": inner.name[:100], "cell": cell, "line": inner.lineno}
        where |= {"outer_cell": outer_cell, "outer_line": outer.lineno}
    return _error_of(type(e).__name__, _text(e), isinstance(e, _Missing)) | where


def _error_of(kind: str, message: str, missing: bool = False) -> dict[str, Any]:
    return {"type": kind[:100], "message": message[:MAX_TEXT], "missing": missing}


def _text(e: BaseException) -> str:
    try:
        text = str(e)
    except BaseException:  # a student's own exception can have a __str__ that raises
        text = "(its message can't be shown)"
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def run(sock: socket.socket, shell: Shell, helpers: Any, device: str, seed: int, gpu_memory: int) -> None:
    """Serve one judge on `sock`, with every random generator seeded by `seed`.

    `gpu_memory` in MiB keeps honest code from taking the GPU from other workers; the judge watches the others.
    """
    alone.prepare()
    random.seed(seed)
    if (numpy := sys.modules.get("numpy")) is not None:
        numpy.random.seed(seed % 2**32)
    if (torch := sys.modules.get("torch")) is not None:
        torch.manual_seed(seed)
        if device == "cuda":
            total = torch.cuda.get_device_properties(0).total_memory
            torch.cuda.set_per_process_memory_fraction(min(1.0, gpu_memory * 2**20 / total))
            torch.zeros(1, device="cuda").sum().item()  # a GPU that can't be had shows here, before any student's code
    # From here on, whatever goes wrong is the student's code's doing.
    link.send(sock, {"ready": True})
    Worker(sock, shell, helpers, device).serve()
