"""A student's objects, seen from a check: handles that stand for what lives in the worker.

The fixtures of a check are made of these. A call sends its arguments to the worker and gives back a checked
value; what isn't a plain value comes back as another handle.
"""

from collections.abc import Callable, Iterable
from typing import Any

from autograder import link
from autograder.checking.told import Asked, Told, told
from autograder.checking.written import Written
from autograder.notebooks.settings import Words
from autograder.sandbox import gpu
from autograder.workers.budget import WorkerGone
from autograder.workers.worker import Worker


class StudentError(AssertionError):
    """The student's code failed: it raised, hung, died, or isn't there. Fails the check that met it.

    `told` says what happened, and what that most often means.
    """

    def __init__(self, found: Told | str) -> None:
        self.told = found if isinstance(found, Told) else Told(found)
        super().__init__(f"{self.told.finding} {self.told.hint}".strip())


class Handle:
    """Something in the worker: `handle.name` is its attribute, `handle(...)` calls it, `handle.get()` fetches it.

    Setting an attribute sets it in the worker. Raises StudentError when the student's code fails.
    """

    def __init__(self, worker: "WorkerHandle", root: link.Ref | str, path: tuple[str, ...] = (), origin: str = "") -> None:
        self._worker: WorkerHandle
        self._root: link.Ref | str
        self._path: tuple[str, ...]
        self._origin: str
        # object's own setattr, because ours sets attributes in the worker
        object.__setattr__(self, "_worker", worker)
        object.__setattr__(self, "_root", root)
        object.__setattr__(self, "_path", path)
        object.__setattr__(self, "_origin", origin or _name_in(root))

    def __getattr__(self, name: str) -> "Handle":
        if name.startswith("__"):
            raise AttributeError(name)  # copy, pickle and pytest ask for such names
        return Handle(self._worker, self._root, (*self._path, name), self._origin)

    def __setattr__(self, name: str, value: Any) -> None:
        self._worker.ask({"do": "set", "target": self._target(), "attribute": name, "value": _sent(value)}, self)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it in the worker and give back its answer: a plain value, or a handle."""
        request = {"do": "call", "target": self._target(), "args": _sent(list(args)), "kwargs": _sent(kwargs)}
        return self._worker.ask(request, self)

    def keep(self, *args: Any, **kwargs: Any) -> "Handle":
        """Call it and keep the answer in the worker, whatever it is: for what is large, or changes there."""
        request = {"do": "call", "target": self._target(), "args": _sent(list(args)), "kwargs": _sent(kwargs)}
        return self._worker.held(self._worker.ask(request | {"keep": True}, self))

    def get(self) -> Any:
        """Its value: None, a bool, int, float, str, tensor, list, tuple or dict; a handle if it is none of these."""
        return self._worker.ask({"do": "get", "target": self._target()}, self)

    @property
    def type_name(self) -> str:
        """The name of its type in the worker, for messages."""
        return self._root.type_name if isinstance(self._root, link.Ref) and not self._path else "object"

    def _target(self) -> dict[str, Any]:
        return {"root": self._root, "path": list(self._path)}

    def _name(self) -> str:
        root = self._root.type_name if isinstance(self._root, link.Ref) else self._root.rpartition(":")[2]
        return ".".join([root, *self._path])

    def _asked(self) -> Asked:
        """What it is, for a sentence about an error. A class that the student wrote is an exercise by its name."""
        of_type = self._root.type_name if isinstance(self._root, link.Ref) else ""
        is_returned = isinstance(self._root, link.Ref) and of_type not in self._worker.written.released
        exercise = self._origin if is_returned or not of_type else of_type
        attribute = self._path[-1] if self._path else ""
        return Asked(self._name(), exercise, attribute, in_words(of_type) if is_returned and self._origin else "")

    def __repr__(self) -> str:
        return f"<{self._name()} in the worker>"


class WorkerHandle:
    """The fixture `worker`: puts values into the worker, and gives handles to what is there.

    `worker.helpers` are the course's helpers in the worker, and `worker.torch`, say, is a module that the course imports
    there. `received` turns what comes back into what the checks are written for.
    """

    def __init__(
        self,
        process: Worker,
        words: Words | None = None,
        modules: Iterable[str] = (),
        patience: float = 1.0,
        received: Callable[[Any], Any] = lambda value: value,
        written: Written | None = None,
    ) -> None:
        self._process = process
        self.written = written or Written()
        """The notebook's own cells, for the lines that are quoted."""
        self._words = words or Words()
        self._modules = frozenset(modules)
        self._convert = received
        self.device = process.device
        self.patience = patience
        self.call_seconds = 10.0
        self.was_stopped = ""
        """Why code that it was asked about had to be stopped, or ended its process: a sentence, "" if there was no such code."""
        self.last_met: Any = None
        """What the worker gave last: to say what it was that a check could make nothing of."""
        self.helpers = Handle(self, "helpers")

    def __getattr__(self, name: str) -> "Handle":
        if name.startswith("_") or name not in self._modules:
            raise AttributeError(f"the worker has no `{name}`; modules there: {', '.join(sorted(self._modules)) or 'none'}")
        return Handle(self, f"module:{name}")

    def keep(self, value: Any) -> Handle:
        """Put `value` (a tensor, number, list, tuple or dict) into the worker and hold on to it there."""
        return self.held(self.ask({"do": "keep", "value": _sent(value)}, "keep"))

    def held(self, answer: Any) -> Handle:
        """`answer` if it is a handle, as our own helpers in the worker give; student's code may have changed them."""
        if not isinstance(answer, Handle):
            raise StudentError("The process that runs the notebook no longer answers as it should.")
        return answer

    def name(self, name: str) -> Handle:
        """What the student's notebook calls `name`, whether or not it is there yet."""
        return Handle(self, f"name:{name}")

    def ask(self, request: dict[str, Any], about: "Handle | str") -> Any:
        """The value in the worker's answer, checked. Raises StudentError when there is none."""
        asked = Asked(about) if isinstance(about, str) else about._asked()
        try:
            answer = self._process.ask(request, self.call_seconds)
        except WorkerGone as e:
            self.was_stopped = f"`{asked.name}` couldn't be run to its end: {e}."
            raise StudentError(self.was_stopped) from e
        error = answer["error"]
        if error is not None:
            if self.device == "cuda":
                self._look_at_gpu(error["message"])
            found = told(asked, error, self._words, self.written)
            if error["type"] == "Interrupted":
                self.was_stopped = found.finding
            raise StudentError(found)
        self.last_met = self._received(answer["value"], asked.exercise)
        return self.last_met

    @property
    def was_killed(self) -> bool:
        """Whether its process ended in a way that may be the machine's doing, so that the check is to be tried again, once."""
        return self._process.unexplained

    def _look_at_gpu(self, message: str) -> None:
        """After an error of CUDA's the process is of no more use; the next one shows whether the GPU can be had at all."""
        if gpu.is_broken(message):
            self._process.unexplained = gpu.may_be_lost(message)
            self._process.kill()

    def _received(self, value: Any, origin: str) -> Any:
        if isinstance(value, link.Ref):
            return Handle(self, value, origin=origin)
        if isinstance(value, list | tuple):
            return type(value)(self._received(item, origin) for item in value)
        if isinstance(value, dict):
            return {key: self._received(item, origin) for key, item in value.items()}
        return self._convert(value)


_IN_WORDS = {
    **dict.fromkeys(("method", "builtin_function_or_method", "function"), "a function (are the parentheses of a call missing?)"),
    "NoneType": "None (is a `return` missing?)",
}


def in_words(type_name: str) -> str:
    """An object of a type of this name, in words for a student."""
    return _IN_WORDS.get(type_name) or f"{'an' if type_name[:1].lower() in 'aeiou' else 'a'} {type_name}"


def _name_in(root: link.Ref | str) -> str:
    """The name in the student's notebook that `root` is, "" if it is none."""
    return root.removeprefix("name:") if isinstance(root, str) and root.startswith("name:") else ""


def _sent(value: Any) -> Any:
    """`value` with its handles as targets, which the worker follows."""
    if isinstance(value, Handle):
        return value._root if isinstance(value._root, link.Ref) and not value._path else {"target": value._target()}
    if isinstance(value, list | tuple):
        return type(value)(_sent(item) for item in value)
    if isinstance(value, dict):
        return {key: _sent(item) for key, item in value.items()}
    return value
