"""What a worker may read, as a list of what is allowed: Python's own files, shared libraries, fonts, and the packages
that a course names, with what these need. Nothing that isn't named here can be read, wherever it is installed.
"""

import re
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement

ENGINE = ("ipython", "matplotlib-inline", "packaging")
"""Distributions that the worker's own side needs."""

_LIBRARIES = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib")
_SHARED = ("fonts", "fontconfig", "zoneinfo", "locale", "mime", "misc", "tcltk")
_SETTINGS = ("/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/mime.types", "/etc/alternatives")


@dataclass(frozen=True)
class Readable:
    """What a worker may read, and the modules that are installed and that it may not import.

    `listed` are folders of which it may read no more than the names below them: without these Python finds no module there.
    """

    paths: list[Path]
    listed: list[Path]
    refused: frozenset[str]


def readable(wanted: Iterable[str], hidden: Iterable[Path], data: Iterable[Path] = ()) -> Readable:
    """What a worker may read. `wanted` names distributions, or modules that they install; `hidden` are folders or files of
    the course's: where one lies below a readable path, only what stands beside it is readable. `data` is readable even if it
    lies in a hidden folder, since a course names it; what is hidden and lies below it is not.
    """
    paths = [Path(name) for name in _SETTINGS] + [Path("/usr/share", name) for name in _SHARED]
    for library in map(Path, _LIBRARIES):
        # Packages lie in folders named python3, python3.11 and the like: those are named below, one by one.
        paths += [path for path in _children(library) if not path.name.startswith("python")]
    stdlib = {Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")}
    sites = {Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")}
    for folder in stdlib:
        paths += [p for p in _children(folder) if p not in sites and p.name not in ("site-packages", "dist-packages")]
    paths += [path for path in _children(Path(sys.base_prefix) / "lib") if path.suffix in (".so", ".a") or ".so." in path.name]
    packages, refused = _packages([*ENGINE, *wanted])
    shut = [path.resolve() for path in hidden]
    found, listed = _without(paths + packages, shut)
    for path in data:
        more, folders = _without([path], [one for one in shut if one.is_relative_to(path.resolve())])
        found, listed = found + more, listed + folders
    return Readable(sorted(set(found)), sorted(set(listed)), refused)


def _children(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _packages(wanted: Iterable[str]) -> tuple[list[Path], frozenset[str]]:
    """The files and folders of the distributions that are wanted and of all that they require; the modules of the others."""
    # setuptools puts copies of its own on the path, of other versions than those that are installed.
    paths_of_packages = [path for path in sys.path if "_vendor" not in path]
    installed = {_normal(name): found for found in distributions(path=paths_of_packages) if (name := found.name)}
    owners: dict[str, set[str]] = {}
    contents = {name: _contents(found) for name, found in installed.items()}
    for name, files in contents.items():
        for top in files:
            owners.setdefault(top, set()).add(name)
    modules = {top.split(".")[0]: names for top, names in owners.items()}
    allowed: set[str] = set()
    named: set[str] = set()
    for want in wanted:
        named |= modules.get(want, set()) | ({_normal(want)} & installed.keys())
    todo = [(name, frozenset[str]()) for name in named]
    seen: set[tuple[str, frozenset[str]]] = set()
    while todo:
        name, extras = todo.pop()
        if (name, extras) in seen or name not in installed:
            continue
        seen.add((name, extras))
        allowed.add(name)
        for line in installed[name].requires or []:
            need = Requirement(line)
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
                todo.append((_normal(need.name), frozenset(need.extras)))
    paths = []
    for name in allowed:
        for top, below in contents[name].items():
            # A folder that several distributions share, such as `nvidia`, is readable whole only if all of them are.
            shared = not owners[top] <= allowed
            parts = [f"{top}/{part}" for part in below] if shared else [top]
            paths += [Path(str(installed[name].locate_file(part))) for part in parts]
    refused = {top.split(".")[0] for top, names in owners.items() if not names & allowed and not top.endswith("-info")}
    return paths, frozenset(refused)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _contents(found: Distribution) -> dict[str, set[str]]:
    """What a distribution put beside the others: each file or folder, with what it put into that folder."""
    record = found.read_text("RECORD")
    if record is not None:
        names = [line.rsplit(",", 2)[0].strip('"') for line in record.splitlines()]
    elif found.files:
        names = [str(file) for file in found.files]
    else:
        # Debian's packages list their modules only.
        names = [name + end for name in (found.read_text("top_level.txt") or "").split() for end in ("/", ".py")]
    contents: dict[str, set[str]] = {}
    for name in names:
        top, _, rest = name.partition("/")
        if top not in ("", "..", "."):  # an absolute path begins with nothing
            contents.setdefault(top, set()).add(rest.partition("/")[0])
    return contents


def _without(paths: Iterable[Path], hidden: list[Path]) -> tuple[list[Path], list[Path]]:
    """`paths`, with what stands beside a hidden folder in the place of each path that the folder lies below; and these."""
    found, opened = [], []
    for path in paths:
        resolved = path.resolve()
        if any(resolved == folder or resolved.is_relative_to(folder) for folder in hidden):
            continue
        if any(folder.is_relative_to(resolved) for folder in hidden):
            beside, below = _without(_children(path), hidden)
            found += beside
            opened += [path, *below]
        else:
            found.append(path)
    return found, opened
