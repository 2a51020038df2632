"""Files of a new repository: templates with marks, such as @@COURSE@@, and a folder that is written whole or not at all."""

import json
import os
import re
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path

from autograder.text.places import visible

_MARK = re.compile("@@([A-Z_]+)@@")
_PLAIN_YAML = re.compile(r"\w[\w./@-]*+(?: # [\w.]++)?")
_MARKUP = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)")
_LEFT_BEHIND = {".ipynb_checkpoints", "__pycache__"}
_HERE = Path(__file__).parent


class Unwritable(Exception):
    """The folder can't be written; the text says why and what to do."""


class Ready(str):
    """A value that is written for its place already, and goes there as it is."""


def template(name: str, values: Mapping[str, str]) -> str:
    """The template `name`, such as "student/README.md", with each of its marks filled in.

    A value is text: in no kind of file it can end what it stands in, or begin something else.
    """
    text, kind = (_HERE / name).read_text(encoding="utf-8"), Path(name).suffix

    def filled(found: re.Match[str]) -> str:
        value = values[found[1]]
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        return value if isinstance(value, Ready) else _written_for(kind, line, visible(value))

    return _MARK.sub(filled, text)


def _written_for(kind: str, before: str, value: str) -> str:
    """A value as it is written in a kind of file, behind what stands `before` it in its line."""
    if kind == ".json" or (kind == ".toml" and before.endswith('"')):
        return json.dumps(value, ensure_ascii=False)[1:-1]
    if kind in (".sh", ".env"):
        return value.replace("'", "'\\''") if before.endswith("'") else shlex.quote(value)
    if kind in (".yml", ".yaml"):
        return value if _PLAIN_YAML.fullmatch(value) else json.dumps(value)
    if kind == ".md" and not before.startswith("    "):
        return _MARKUP.sub(r"\\\g<0>", value)
    return value


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
