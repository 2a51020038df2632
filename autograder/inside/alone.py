"""A notebook that is graded is alone: no other process, nobody who types, no window. What needs one says so, or does without."""

import builtins
import errno
import functools
import getpass
import multiprocessing.synchronize
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from autograder.inside import left_out

_NO_PROCESS = (
    "no other program or process can be started where the notebook is graded: leave it out of what is handed in, or do the "
    "work in this process"
)
_NOBODY = "nobody can type an answer where the notebook is graded: write the value itself in the place of {}"


def prepare() -> None:
    """Put sentences into the place of the bare errors that the sandbox would give."""
    for owner, name in (
        (subprocess.Popen, "__init__"),
        (multiprocessing.synchronize.SemLock, "__init__"),
        (os, "fork"),
    ):
        setattr(owner, name, _explained(getattr(owner, name)))
    for name in ("run", "call"):
        setattr(subprocess, name, _without_installing(getattr(subprocess, name)))
    builtins.input = _nobody("input()")
    getpass.getpass = _nobody("getpass()")
    sys.breakpointhook = _no_breakpoint


def prepare_torch(torch: Any) -> None:
    """torch.compile starts a compiler, and gives a function that does the same faster: here it gives the function itself."""

    def as_it_is(model: Any = None, **how: Any) -> Any:
        return as_it_is if model is None else model

    torch.compile = as_it_is
    torch.set_num_interop_threads = lambda number: None  # it can be said once, and was


def prepare_bars(plain: Any, notebook: Any) -> None:
    """tqdm's bars for notebooks need widgets, and a page to show them: here they are the plain ones."""
    notebook.tqdm = notebook.tqdm_notebook = plain.tqdm
    notebook.trange = notebook.tnrange = plain.trange


def _explained(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except OSError as e:
            raise PermissionError(errno.EPERM, _NO_PROCESS) from e

    return call


def _without_installing(function: Callable[..., Any]) -> Callable[..., Any]:
    """subprocess's `run` and `call`, but for installing a package, which is a line for a shell in other words."""

    @functools.wraps(function)
    def call(command: Any, *args: Any, **kwargs: Any) -> Any:
        words = command.split() if isinstance(command, str) else list(map(str, command)) if isinstance(command, list) else []
        if left_out.is_installing(words):
            print(f"[{left_out.not_run(' '.join(words))}]")
            if function.__name__ == "call":
                return 0
            text = any(kwargs.get(key) for key in ("text", "universal_newlines", "encoding", "errors"))
            return subprocess.CompletedProcess(command, 0, "" if text else b"", "" if text else b"")
        return function(command, *args, **kwargs)

    return call


def _nobody(what: str) -> Callable[..., NoReturn]:
    def ask(*args: Any, **kwargs: Any) -> NoReturn:
        raise EOFError(_NOBODY.format(f"`{what}`"))

    return ask


def _no_breakpoint(*args: Any, **kwargs: Any) -> None:
    print("[`breakpoint()` was left out: nobody is there to look.]")
