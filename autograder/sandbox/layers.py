"""Which of the layers are put on. All that the machine has, but in tests of what an older or poorer machine would do."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Layers:
    """`namespaces` says whether they may be used; `landlock` is the newest version that may be, 0 for none."""

    namespaces: bool = True
    landlock: int | None = None

    def as_text(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> "Layers":
        return cls(**json.loads(text))
