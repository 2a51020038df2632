"""The file that `autograder grade --json` writes."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from autograder.results.report import Report


def write(path: Path, reports: Iterable[Report]) -> None:
    """Write the reports as JSON: the whole file or nothing. Raises OSError, and leaves nothing behind."""
    text = json.dumps([report.as_json() for report in reports], indent=1) + "\n"
    staging = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        staging.write_text(text, encoding="utf-8")
        staging.replace(path)
    except OSError:
        staging.unlink(missing_ok=True)
        raise


def cant_be_written(path: Path) -> str | None:
    """Why `write` would fail, as far as that can be told before hours of grading; None if it wouldn't."""
    if path.is_dir():
        return "is a folder; name a file in it"
    staging = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        staging.touch()
        staging.unlink()
    except OSError as e:
        return f"can't be written ({e.strerror})"
    return None
