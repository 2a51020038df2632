"""What a zygote is told when it starts: the course's wishes for the process from which its workers fork."""

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Setup:
    """Paths are absolute. `imports` are modules that are imported once, `packages` what student code may import besides.

    `folder` holds the files that ship beside the notebooks; `code` is the folder of the course's own Python files, and
    `helpers` and `warm_up` are two of them. `data` are paths in a worker's folder, each with the path that is seen and may be
    read there; `hidden` may never be read. `quiet` leaves Python's
    warnings out; where nbgrader scores cells by what they print, a warning counts, and stays.
    """

    imports: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    folder: str = ""
    code: str = ""
    helpers: str = ""
    warm_up: str = ""
    data: tuple[tuple[str, str], ...] = ()
    hidden: tuple[str, ...] = ()
    quiet: bool = True

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Setup":
        found: dict[str, Any] = json.loads(text)
        for name, value in found.items():
            found[name] = tuple(value) if isinstance(value, list) else value
        return cls(**found)
