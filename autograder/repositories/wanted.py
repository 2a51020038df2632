"""Which files of a repository are handed in: the notebooks of the assignments, and what lies beside them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import PurePosixPath

from autograder.handed_in import MAX_BYTES, MAX_DEPTH, MAX_FILE, MAX_FILES, TIMESTAMP, LeftOut, is_plain, shown
from autograder.repositories.git import Entry

_SUFFIX = ".ipynb"
_FILE, _PROGRAM, _LINK, _SUBMODULE = "100644", "100755", "120000", "160000"
_MOST_NOTEBOOKS = 20
Meant = Callable[[str], str | None]
"""The assignment that a notebook's name tells, without its ending, as it is told for what lies in `submitted/`."""


@dataclass(frozen=True)
class Expected:
    """An assignment, and the names of its notebooks; `any_name` where a notebook of another name may be its only one."""

    name: str
    notebooks: tuple[str, ...]
    any_name: bool = False


@dataclass
class Found:
    """What is taken for an assignment: `folder` is that of its notebooks, which `beside` lies in or below."""

    folder: tuple[str, ...] = ()
    notebooks: list[Entry] = field(default_factory=list)
    beside: list[Entry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    wrong: str = ""
    """Why there is no notebook, if that can be told: a sentence."""

    def below(self, entry: Entry) -> tuple[str, ...]:
        """Where a file comes to stand in the assignment's folder."""
        return _parts(entry)[len(self.folder) :]


def found(entries: list[Entry], expected: list[Expected], meant: Meant, largest: int = MAX_FILE) -> dict[str, Found]:
    """What a commit has of each assignment; those of which it has nothing, and nothing to say, are missing."""
    names = {one.name for one in expected}
    good: dict[str, list[Entry]] = {}
    bad: dict[str, list[str]] = {}
    unknown: list[Entry] = []
    for entry in entries:
        parts = _parts(entry)
        is_notebook = parts[-1].endswith(_SUFFIX)
        if _is_hidden(parts) or not (is_notebook or (entry.mode in (_LINK, _SUBMODULE) and parts[-1] in names)):
            continue
        name = _assignment(parts, names, meant)
        why = _why_not(entry, largest)
        if name is None or name not in names:
            unknown += [entry] if is_notebook and name is None and not why else []
        elif why:
            bad.setdefault(name, []).append(f"{shown(entry.path)[:200]} {why}: {_what_to_do(entry)}.")
        elif is_notebook:
            good.setdefault(name, []).append(entry)
    result = {}
    for one in expected:
        theirs = good.get(one.name) or (unknown if one.any_name else [])
        if theirs:
            result[one.name] = _taken(theirs, one, entries, largest, names)
            result[one.name].notes += bad.get(one.name, [])[:3]
        elif one.name in bad:
            result[one.name] = Found(wrong=" ".join(bad[one.name][:3]))
    return result


def _parts(entry: Entry) -> tuple[str, ...]:
    return tuple(entry.path.split("/"))


def _is_hidden(parts: tuple[str, ...]) -> bool:
    return any(part.startswith(".") or part in ("__MACOSX", "__pycache__", "") for part in parts)


def _assignment(parts: tuple[str, ...], names: set[str], meant: Meant) -> str | None:
    """Whose notebook it is: by its own name, else by the nearest folder that is called as an assignment."""
    told = meant(parts[-1].removesuffix(_SUFFIX)) if parts[-1].endswith(_SUFFIX) else None
    return told or next((part for part in reversed(parts) if part in names), None)


def _why_not(entry: Entry, largest: int) -> str:
    """Why an entry isn't taken; "" if it is."""
    parts = _parts(entry)
    if entry.mode == _LINK:
        return "is a link, and links aren't followed"
    if entry.mode == _SUBMODULE:
        return "is a submodule, which isn't fetched: its files belong into the repository itself"
    if entry.mode not in (_FILE, _PROGRAM):
        return "is no plain file"
    if not all(is_plain(part) and part not in (".", "..") and len(part.encode("utf-8", "replace")) <= 255 for part in parts):
        return "has a name with characters that can't be shown"
    if any(part.startswith("-") for part in parts):
        return "has a name that begins with -, and could be taken for an option"
    if len(parts) > MAX_DEPTH:
        return f"is more than {MAX_DEPTH} folders deep"
    if entry.size is None or entry.size > largest:
        return f"is larger than {largest >> 20} MiB" if largest >= 1 << 20 else f"is larger than {largest} bytes"
    return ""


def _what_to_do(entry: Entry) -> str:
    """What the student can do about a notebook that isn't taken."""
    if entry.mode not in (_FILE, _PROGRAM):
        return "let the notebook itself be pushed there"
    parts = _parts(entry)
    if not all(is_plain(part) for part in parts) or any(part.startswith("-") for part in parts) or len(parts) > MAX_DEPTH:
        return "let it be renamed, or moved"
    return "let it be pushed without its outputs"


def near(entries: list[Entry], one: Expected, meant: Meant) -> list[str]:
    """Sentences about what looks like a notebook of an assignment, and isn't looked at for its folder or its ending."""
    told = []
    for entry in entries:
        parts = _parts(entry)
        stem, ending = parts[-1][: -len(_SUFFIX)], parts[-1][-len(_SUFFIX) :]
        if ending.lower() != _SUFFIX or {".ipynb_checkpoints", "__MACOSX"} & set(parts) or parts[-1].startswith("._"):
            continue
        if _assignment((*parts[:-1], f"{stem.lstrip('.')}{_SUFFIX}"), {one.name}, meant) != one.name:
            continue
        if _is_hidden(parts):
            told.append(f"{shown(entry.path)[:200]} is hidden, and nothing hidden is looked at: let it be moved or renamed.")
        elif ending != _SUFFIX:
            told.append(f"{shown(entry.path)[:200]} ends in {shown(ending)}: let it be renamed to {one.notebooks[0]}{_SUFFIX}.")
    return told[:3]


def _taken(theirs: list[Entry], one: Expected, entries: list[Entry], largest: int, names: set[str]) -> Found:
    """The notebooks of the folder that is nearest to the root, one called as it should be before others, and what is beside."""

    def key(entry: Entry) -> tuple[int, bool, str]:
        parts = _parts(entry)
        return len(parts), parts[-1].removesuffix(_SUFFIX) not in one.notebooks, entry.path

    best = min(theirs, key=key)
    folder = _parts(best)[:-1]
    here = sorted((entry for entry in theirs if _parts(entry)[:-1] == folder), key=key)
    sizes = accumulate(entry.size or 0 for entry in here[:_MOST_NOTEBOOKS])
    result = Found(folder, [entry for entry, size in zip(here, sizes, strict=False) if size <= MAX_BYTES])
    name = _parts(best)[-1]
    if folder not in ((), (one.name,)) or name.removesuffix(_SUFFIX) not in one.notebooks:
        result.notes.append(f"It stands at {shown(best.path)[:200]}.")
    elsewhere = [entry for entry in theirs if entry not in here]
    if elsewhere:
        more = f" and {len(elsewhere) - 1} more" if len(elsewhere) > 1 else ""
        result.notes.append(f"There is {shown(elsewhere[0].path)[:200]}{more} too; the one nearest to the root was taken.")
    _add_beside(result, entries, largest, names - {one.name})
    return result


def _add_beside(result: Found, entries: list[Entry], largest: int, others: set[str]) -> None:
    """The plain files in and below the folder, but for those of other assignments, hidden ones, and other notebooks."""
    folder = result.folder
    with_notebooks = {_parts(entry)[:-1] for entry in entries if entry.path.endswith(_SUFFIX)} - {folder}
    left_out, size = LeftOut(), sum(entry.size or 0 for entry in result.notebooks)
    below = [entry for entry in entries if _parts(entry)[: len(folder)] == folder and len(_parts(entry)) > len(folder)]
    for entry in sorted(below, key=lambda entry: (entry.path.count("/"), entry.path)):
        parts = _parts(entry)
        inside = parts[len(folder) :]
        above = [parts[:depth] for depth in range(len(folder) + 1, len(parts))]
        if _is_hidden(inside) or parts[-1].endswith(_SUFFIX) or inside == (TIMESTAMP,):
            continue
        if any(place in with_notebooks or place[-1] in others for place in above):
            continue
        why = _why_not(entry, largest)
        if not why and size + (entry.size or 0) > MAX_BYTES:
            why = f"would make more than {MAX_BYTES >> 20} MiB with the others"
        if not why and len(result.beside) >= MAX_FILES:
            why = f"is one of more than {MAX_FILES:,} files"
        if why:
            left_out.add("/".join(inside)[:200], why)
        else:
            result.beside.append(entry)
            size += entry.size or 0
    result.notes += left_out.sentences()


def names_of_notebooks(entries: list[Entry]) -> list[str]:
    """The paths of what is called a notebook, the nearest to the root first."""
    named = [entry.path for entry in entries if entry.path.endswith(_SUFFIX) and not _is_hidden(_parts(entry))]
    return [shown(path) for path in sorted(named, key=lambda path: (path.count("/"), PurePosixPath(path)))]
