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
    digests: dict[str, dict[str, str]] = field(default_factory=dict)
    """By assignment, the SHA-256 of each notebook as it was written, by its name."""
    beside: dict[str, str] = field(default_factory=dict)
    """By assignment, a digest of the files beside it (`handed_in.beside`)."""
    rewritten: list[str] = field(default_factory=list)
    """Where the branch stood when it was pulled before, and what its history has no more."""
    wrong: str = ""
    """Why the last pull had nothing of the repository, or couldn't put it where it belongs: a sentence."""

    def has(self, assignment: str, notebook: str, digest: str, beside: str = "") -> bool | None:
        """Whether what was graded is what was pulled last, by the digests of a notebook and, where that is known, of what lay
        beside it; None where it can't be told.
        """
        there, others = self.digests.get(assignment), self.beside.get(assignment, "")
        if not there or not digest:
            return None
        return there.get(notebook) == digest and (beside == others or not beside or not others)


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


def read(path: Path, is_named: bool = False) -> tuple[dict[str, Pulled], str]:
    """The record by students, and a sentence if it couldn't be read; then it is empty.

    The sentence says what to do, by which nothing is lost: to name another file, where somebody has named this one.
    """
    text = ""
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("too large")
        text = path.read_text(encoding="utf-8")
        whole = json.loads(text)
        if not isinstance(whole, dict) or "students" not in whole:
            return {}, _no_record(path, looks_like(whole), is_named)
        if isinstance(whole.get("schema"), int) and whole["schema"] > SCHEMA:
            return {}, f"{path} was written by a newer autograder: use that one."
        found = [Pulled(**{name: value for name, value in row.items() if name != "at_says"}) for row in whole["students"]]
        if not all(_is_right(one) for one in found):
            raise ValueError("not of this kind")
        return {one.student: one for one in found}, ""
    except FileNotFoundError:
        return {}, ""
    except OSError as e:
        return {}, f"{path} can't be read ({e.strerror}): see who may read it."
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as e:
        if '"students"' not in text[:200]:
            return {}, _no_record(path, "no text that is JSON", is_named)
        return {}, (
            f"{path} can't be read as a record of what was pulled, for it is damaged ({type(e).__name__}). Give it another name, "
            "and pull again: all is fetched anew and written down, and what lies there otherwise stays."
        )


def _no_record(path: Path, looks: str, is_named: bool) -> str:
    """What to do about a file that is something else."""
    told = f"{path} is no record of what was pulled{f': it looks like {looks}' if looks else ''}."
    if is_named:
        return f"{told} Name the file that `autograder pull --out DIR` wrote: DIR.pulled.json, beside the folder DIR."
    return f"{told} `autograder pull` writes its own record there: give that file another name, and pull again."


def looks_like(found: Any) -> str:
    """What a file of JSON seems to be, in a few words; "" for what isn't known."""
    if isinstance(found, list):
        is_reports = bool(found) and isinstance(found[0], dict) and "exercises" in found[0]
        return "reports, as `autograder grade --json` writes them" if is_reports else "a list"
    keys = {"students": "what `autograder pull` writes", "told": "what `autograder publish` writes", "cells": "a notebook"}
    return next((said for key, said in keys.items() if isinstance(found, dict) and key in found), "")


def _is_right(one: Pulled) -> bool:
    names = ("files", "missing", "notes", "commits", "digests", "beside")
    kinds: dict[str, Any] = {"expected": list, "rewritten": list, **dict.fromkeys(names, dict)}
    is_each = all(isinstance(value, kinds.get(name, str)) for name, value in vars(one).items())
    return is_each and all(isinstance(names, dict) for names in one.digests.values())


def text(pulled: Iterable[Pulled], last: Last | None = None) -> str:
    """The record as it is written."""
    rows = [{**asdict(one), "at_says": BY_PUSH_SAYS if one.at_is == "push" else BY_COMMIT_SAYS} for one in pulled]
    asked = {"last": asdict(last)} if last is not None else {}
    return json.dumps({"schema": SCHEMA, **asked, "students": rows}, indent=1) + "\n"
