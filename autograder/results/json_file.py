"""The file that `autograder grade --json` writes."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from autograder.results.report import Report


def write(path: Path, reports: Iterable[Report]) -> None:
    """Write the reports as JSON: the whole file or nothing."""
    text = json.dumps([report.as_json() for report in reports], indent=1) + "\n"
    staging = path.with_name(f".{path.name}.{os.getpid()}")
    staging.write_text(text, encoding="utf-8")
    staging.replace(path)
