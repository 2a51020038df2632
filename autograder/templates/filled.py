"""Files of a new repository: templates with marks, such as @@COURSE@@, and a folder that is written whole or not at all."""

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

_MARK = re.compile("@@([A-Z_]+)@@")
_LEFT_BEHIND = {".ipynb_checkpoints", "__pycache__"}
_HERE = Path(__file__).parent


class Unwritable(Exception):
    """The folder can't be written; the text says why and what to do."""


def template(name: str, values: Mapping[str, str]) -> str:
    """The template `name`, such as "student/README.md", with each of its marks filled in."""
    return _MARK.sub(lambda found: values[found[1]], (_HERE / name).read_text(encoding="utf-8"))


def files_in(folder: Path) -> dict[str, bytes]:
    """All files in a folder, by their paths in it, but for what an editor or Python left there."""
    paths = {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {place.as_posix(): path.read_bytes() for place, path in paths.items() if not _LEFT_BEHIND & set(place.parts)}


def must_be_new(folder: Path) -> None:
    """Raises Unwritable for a folder that holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Unwritable(f"{folder} is there already, and nothing is written over: name a folder that isn't there yet.")


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files`, by their paths within `folder`, which must be new or empty. Raises Unwritable.

    A folder beside it is filled first and then takes its name, so that nobody finds half a repository.
    """
    must_be_new(folder)
    staging = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        for name, content in files.items():
            path = staging / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        staging.replace(folder)
    except OSError as e:
        raise Unwritable(f"{folder} can't be written: {e.strerror}.") from e
    finally:
        shutil.rmtree(staging, ignore_errors=True)
