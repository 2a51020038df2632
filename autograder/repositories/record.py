"""What was pulled, in a file beside the folder where it lies: so nothing is fetched twice, and what came from where is known."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

SCHEMA = 1
_LARGEST = 256 << 20
_ENDING = ".pulled.json"
BY_COMMIT_SAYS = "by the commit's own time, which its author can set"
BY_PUSH_SAYS = "by the host's time of the push"


@dataclass
class Pulled:
    """What was pulled of a student. Times are ISO 8601, in UTC; `until` and `at` are "" where there is none."""

    student: str
    url: str
    branch: str
    tip: str
    """Where the branch stood when it was looked at."""
    until: str
    sha: str
    """The commit that counted."""
    at: str
    at_is: str
    """push or commit."""
    expected: list[str] = field(default_factory=list)
    """The assignments that were looked for."""
    files: dict[str, list[str]] = field(default_factory=dict)
    """By assignment, what was put into its folder: the notebooks first."""
    missing: dict[str, str] = field(default_factory=dict)
    """Why there is no notebook of an assignment that was named; under "" of any, where none was named."""
    notes: dict[str, list[str]] = field(default_factory=dict)
    """By assignment; under "" of the repository as a whole."""
    commits: dict[str, str] = field(default_factory=dict)
    """By assignment, the commit it came from: that of an older pull, where the repository has it no more."""
    rewritten: list[str] = field(default_factory=list)
    """Where the branch stood when it was pulled before, and what its history has no more."""
    wrong: str = ""
    """Why the last pull had nothing of the repository, or couldn't put it where it belongs: a sentence."""


@dataclass(frozen=True)
class Last:
    """What the last pull was asked for: these students, and these assignments or, if none is named, whatever there is."""

    students: list[str]
    assignments: list[str] = field(default_factory=list)


def path_of(out: Path) -> Path:
    """Where the record of a folder stands: `submitted.pulled.json` beside `submitted`."""
    out = Path(os.path.abspath(out))
    return out.with_name(f"{out.name}{_ENDING}")


def folder_of(path: Path) -> Path:
    """The folder of which a record tells."""
    return path.with_name(path.name.removesuffix(_ENDING))


def read_last(path: Path) -> Last | None:
    """What the last pull was asked for, as the record says that `read` could read; None of a record that doesn't."""
    try:
        last = Last(**json.loads(path.read_text(encoding="utf-8"))["last"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return last if all(isinstance(one, str) for one in (*last.students, *last.assignments)) else None


def read(path: Path) -> tuple[dict[str, Pulled], str]:
    """The record by students, and a sentence if it couldn't be read; then it is empty."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("too large")
        rows = json.loads(path.read_text(encoding="utf-8"))["students"]
        found = [Pulled(**{name: value for name, value in row.items() if name != "at_says"}) for row in rows]
        if not all(_is_right(one) for one in found):
            raise ValueError("not of this kind")
        return {one.student: one for one in found}, ""
    except FileNotFoundError:
        return {}, ""
    except (OSError, ValueError, KeyError, TypeError) as e:
        return (
            {},
            f"{path} can't be read as a record of what was pulled ({type(e).__name__}): remove it, and what lies there unpulled.",
        )


def _is_right(one: Pulled) -> bool:
    kinds: dict[str, Any] = {"expected": list, "files": dict, "missing": dict, "notes": dict, "commits": dict, "rewritten": list}
    return all(isinstance(value, kinds.get(name, str)) for name, value in vars(one).items())


def text(pulled: Iterable[Pulled], last: Last | None = None) -> str:
    """The record as it is written."""
    rows = [{**asdict(one), "at_says": BY_PUSH_SAYS if one.at_is == "push" else BY_COMMIT_SAYS} for one in pulled]
    asked = {"last": asdict(last)} if last is not None else {}
    return json.dumps({"schema": SCHEMA, **asked, "students": rows}, indent=1) + "\n"
