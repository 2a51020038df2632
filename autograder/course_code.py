"""A course's own Python files as modules: they may import one another by relative imports, whatever the course's folder is
called and wherever it lies, and two courses in one process don't get in each other's way.
"""

import hashlib
import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def load(file: Path, package: Path | None = None) -> ModuleType:
    """The module in `file`; as a part of the folder `package`, if it lies below it, else by itself.

    Raises what the file's own code raises, and FileNotFoundError.
    """
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing")
    if package is not None and file.is_relative_to(package):
        parts = file.relative_to(package).with_suffix("").parts
        return importlib.import_module(".".join([_package(package), *(p for p in parts if p != "__init__")]))
    name = f"course_{_fingerprint(file)}"
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None  # a .py file has one
    module = importlib.util.module_from_spec(spec)
    _run(module)
    return module


def forget(folder: Path) -> None:
    """Let the Python files of a folder, check files too, be read anew when they are imported again."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file is not None and Path(file).is_relative_to(folder):
            del sys.modules[name]
    importlib.invalidate_caches()


def _package(folder: Path) -> str:
    """The name under which a folder is a package; its __init__.py, if there is one, is run."""
    name = f"course_{_fingerprint(folder)}"
    if name not in sys.modules:
        init = folder / "__init__.py"
        where = [str(folder)]
        spec = importlib.util.spec_from_file_location(name, init, submodule_search_locations=where) if init.is_file() else None
        module = importlib.util.module_from_spec(spec) if spec is not None else ModuleType(name)
        module.__path__ = where
        _run(module)
    return name


def _run(module: ModuleType) -> None:
    """Make `module` importable by its name and run its file, if it has one; when that raises, it isn't importable either."""
    sys.modules[module.__name__] = module
    if module.__spec__ is None or module.__spec__.loader is None:
        return
    try:
        module.__spec__.loader.exec_module(module)
    except BaseException:
        del sys.modules[module.__name__]
        raise


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]
