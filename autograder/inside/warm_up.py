"""Warming up: import what a course names, run its own warm-up, and make the shell that every worker gets a copy of."""

import contextlib
import functools
import importlib
import importlib.metadata
import importlib.util
import sys
from pathlib import Path
from typing import Any

from autograder import course_code
from autograder.inside import alone, missing
from autograder.inside.shell import Shell
from autograder.link.setup import Setup


def warm(setup: Setup) -> tuple[Shell, Any]:
    """The shell, and the module of helpers (None if the course has none). Raises what the course's own files raise."""
    if setup.folder:
        sys.path.insert(0, setup.folder)  # for the files that ship beside the notebooks
    for name in setup.imports:
        importlib.import_module(name)
        _prepare_libraries()
    code = Path(setup.code) if setup.code else None
    helpers = course_code.load(Path(setup.helpers), code) if setup.helpers else None
    if setup.warm_up:
        course_code.load(Path(setup.warm_up), code)
    if setup.folder:
        sys.path.remove(setup.folder)
    if sys.path[:1] != [""]:
        sys.path.insert(0, "")  # a notebook imports from the folder it stands in
    missing.named[:] = _packages(setup)
    shell = Shell()
    shell.run("1 + 1", 0)
    return shell, helpers


def _packages(setup: Setup) -> list[str]:
    """The packages that the course names and that are there, without Python's own modules and files beside its notebooks."""
    names = {name.partition(".")[0] for name in (*setup.imports, *setup.packages)} - sys.stdlib_module_names
    beside = {name for name in names if setup.folder and any(Path(setup.folder).glob(f"*/{name}.py"))}
    return sorted(name for name in names - beside if _is_there(name))


def _is_there(name: str) -> bool:
    """Whether a package can be found, by the name that one imports or installs; it isn't imported."""
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        return bool(importlib.metadata.version(name))
    try:
        return name in sys.modules or importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


_prepared: set[str] = set()


def _prepare_libraries() -> None:
    """What some libraries need before they are forked."""
    torch = sys.modules.get("torch")
    if torch is not None and "torch" not in _prepared:
        _prepared.add("torch")
        torch.set_num_threads(1)  # before any operation: a child's first parallel operation would hang otherwise
        torch.set_num_interop_threads(1)
        in_one_process(importlib.import_module("torch.utils.data").DataLoader)
        alone.prepare_torch(torch)
    if "tqdm" in sys.modules and "tqdm" not in _prepared:
        _prepared.add("tqdm")
        alone.prepare_bars(sys.modules["tqdm"], importlib.import_module("tqdm.notebook"))


def in_one_process(loader: Any) -> None:
    """Let a loader do its work itself, whatever num_workers is: the sandbox starts no process, and the batches are the same."""
    made = loader.__init__

    @functools.wraps(made)
    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        made(self, *args, **kwargs)
        self.num_workers = self.timeout = 0

    loader.__init__ = init
