"""What a cell prints, shows and draws, kept as nbformat has it, bounded in size and number."""

import io
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher

MAX_OUTPUT = 1 << 20
"""Bytes of output that a cell may leave; the rest is dropped, and a sentence says so."""
MAX_OUTPUTS = 200
MAX_SCORED = 1 << 14


class Outputs:
    """The outputs of the cell that is running, as nbformat dicts, bounded in size and number."""

    def __init__(self) -> None:
        self.items: list[dict[str, Any]] = []
        self.size = 0
        self.full = False

    def add(self, output: dict[str, Any], size: int, display_id: str | None = None, scored: bool = False) -> None:
        """Keep `output`. What nbgrader infers a score from (`scored`) is kept however much was printed before it."""
        self.size += size
        if self.size > MAX_OUTPUT or len(self.items) >= MAX_OUTPUTS:
            if not self.full:
                self.full = True
                self.items.append(_stream("stdout", "\n[The rest of this cell's output was too long to keep.]\n"))
            kind = (output["output_type"], output.get("name"))
            if scored and not any((item["output_type"], item.get("name")) == kind for item in self.items):
                self.items.append(_shortened(output))
            return
        self.items.append(output if display_id is None else output | {"display_id": display_id})

    def write(self, name: str, text: str) -> None:
        last = self.items[-1] if self.items else {}
        if not self.full and last.get("name") == name and self.size + len(text) <= MAX_OUTPUT:
            self.size += len(text)
            last["text"] += text
        else:
            self.add(_stream(name, text[:MAX_OUTPUT]), len(text), scored=name == "stderr")

    def update(self, display_id: str, data: dict[str, Any]) -> None:
        """Put `data` in the place of what was displayed under `display_id`."""
        for item in self.items:
            if item.get("display_id") == display_id:
                item["data"] = data

    def clear(self) -> None:
        self.items.clear()
        self.size, self.full = 0, False

    def take(self) -> list[dict[str, Any]]:
        items = [{k: v for k, v in item.items() if k != "display_id"} for item in self.items]
        self.clear()
        return items


def _shortened(output: dict[str, Any]) -> dict[str, Any]:
    """`output` with no more of its text than a cell may always leave."""
    short = dict(output)
    if "text" in short:
        short["text"] = short["text"][:MAX_SCORED]
    if "data" in short:
        short["data"] = {"text/plain": short["data"].get("text/plain", "")[:MAX_SCORED]}
    if "traceback" in short:
        short["traceback"] = ["\n".join(short["traceback"])[-MAX_SCORED:]]
    return short


def _stream(name: str, text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text}


class Stream(io.TextIOBase):
    def __init__(self, name: str, outputs: Outputs) -> None:
        self.name, self.outputs = name, outputs

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        """That of the process, as a kernel's streams have it: faulthandler, say, wants one. What is written there is lost."""
        return 2 if self.name == "stderr" else 1

    def write(self, text: str) -> int:
        self.outputs.write(self.name, str(text))
        return len(text)


class Publisher(DisplayPublisher):
    outputs = Outputs()

    def publish(self, data: Any, metadata: Any = None, source: Any = None, **kwargs: Any) -> None:
        plain = {str(kind): value for kind, value in data.items() if isinstance(value, str)}
        display_id = (kwargs.get("transient") or {}).get("display_id")
        if kwargs.get("update"):
            self.outputs.update(str(display_id), plain)
        else:
            output = {"output_type": "display_data", "data": plain, "metadata": {}}
            self.outputs.add(output, sum(map(len, plain.values())), display_id)

    def clear_output(self, wait: bool = False) -> None:
        self.outputs.clear()


class KeepingHook(DisplayHook):
    """Keeps the value of a cell's last line as an `execute_result`."""

    def __call__(self, result: Any = None) -> None:
        self.check_for_underscore()
        if result is None or self.quiet():
            return
        data, _ = self.compute_format_data(result)
        plain = {kind: value for kind, value in data.items() if isinstance(value, str)}
        self.update_user_ns(result)
        self.fill_exec_result(result)
        output = {"output_type": "execute_result", "data": plain, "metadata": {}, "execution_count": None}
        Publisher.outputs.add(output, sum(map(len, plain.values())), scored=True)
