"""IPython without a kernel: runs the cells of a notebook and keeps their outputs as nbformat has them.

Magics, top-level await, data frames, progress bars and figures come out as in Jupyter. Made once, in the
zygote; each worker has its own copy by the fork.
"""

import contextlib
import io
import sys
from collections.abc import Iterator
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type

MAX_OUTPUT = 1 << 20
"""Bytes of output that a cell may leave; the rest is dropped, and a sentence says so."""
MAX_OUTPUTS = 200


class Outputs:
    """The outputs of the cell that is running, as nbformat dicts, bounded in size and number."""

    def __init__(self) -> None:
        self.items: list[dict[str, Any]] = []
        self.size = 0
        self.full = False

    def add(self, output: dict[str, Any], size: int, display_id: str | None = None) -> None:
        self.size += size
        if self.size > MAX_OUTPUT or len(self.items) >= MAX_OUTPUTS:
            if not self.full:
                self.full = True
                self.items.append(_stream("stdout", "\n[The rest of this cell's output was too long to keep.]\n"))
            return
        self.items.append(output if display_id is None else output | {"display_id": display_id})

    def write(self, name: str, text: str) -> None:
        last = self.items[-1] if self.items else {}
        if not self.full and last.get("name") == name and self.size + len(text) <= MAX_OUTPUT:
            self.size += len(text)
            last["text"] += text
        else:
            self.add(_stream(name, text[:MAX_OUTPUT]), len(text))

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


def _stream(name: str, text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text}


class _Stream(io.TextIOBase):
    def __init__(self, name: str, outputs: Outputs) -> None:
        self.name, self.outputs = name, outputs

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.outputs.write(self.name, str(text))
        return len(text)


class _Publisher(DisplayPublisher):
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


class _DisplayHook(DisplayHook):
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
        _Publisher.outputs.add(output, sum(map(len, plain.values())))


class _Compiler(CachingCompiler):
    """Names the code of a cell by the cell's number, so that a traceback can be told in the notebook's words."""

    cell = 0

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        return f"<cell {self.cell}>"


class _IPython(InteractiveShell):
    display_pub_class = Type(_Publisher)
    displayhook_class = Type(_DisplayHook)
    compiler_class = Type(_Compiler)

    def enable_gui(self, gui: Any = None) -> None:
        """There is no window to show anything in."""

    @contextlib.contextmanager
    def _tee(self, channel: str) -> Iterator[None]:
        """IPython would keep a copy of all that a cell prints, however much that is; `Outputs` keeps enough of it."""
        yield

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        """Keep a traceback as an `error` output, as a kernel does."""
        output = {"output_type": "error", "ename": etype.__name__, "evalue": str(evalue)[:2000], "traceback": list(stb)}
        _Publisher.outputs.add(output, sum(map(len, stb)))


class Shell:
    """One notebook's interpreter."""

    def __init__(self) -> None:
        HistoryManager.enabled = False  # type: ignore[assignment]  # a trait, set for the class
        self._ipython = _IPython.instance()
        self._ipython.colors = "nocolor"
        # IPython's own style reads source files for every frame: seconds for a recursion that runs away.
        self._ipython.InteractiveTB.set_mode("Plain")
        self._outputs = _Publisher.outputs
        self.namespace: dict[str, Any] = self._ipython.user_ns
        with contextlib.suppress(ImportError):
            from matplotlib_inline.backend_inline import configure_inline_support

            configure_inline_support(self._ipython, "module://matplotlib_inline.backend_inline")

    def run(self, source: str, cell: int) -> dict[str, Any]:
        """Run one cell. Returns {"outputs": nbformat outputs, "error": None or what was raised}."""
        self._ipython.execution_count = cell
        self._ipython.compile.cell = cell  # type: ignore[attr-defined]  # compile is our _Compiler
        with self._captured():
            result = self._ipython.run_cell(source, store_history=True)
            self._flush_figures()
        raised = result.error_before_exec or result.error_in_exec
        error = None
        if raised is not None:
            line = self._line_of(raised, cell)
            error = {"type": type(raised).__name__, "message": str(raised)[:2000], "line": line}
        return {"outputs": self._outputs.take(), "error": error}

    @contextlib.contextmanager
    def quiet(self) -> Iterator[None]:
        """What is printed or drawn inside is dropped: a check calls a function many times."""
        try:
            with self._captured():
                yield
        finally:
            self._drop_figures()
            self._outputs.clear()

    def cell_of(self, filename: str) -> int | None:
        """The number of the cell that `filename` in a traceback stands for, None for other files."""
        if filename.startswith("<cell ") and filename.endswith(">") and filename[6:-1].isdigit():
            return int(filename[6:-1])
        return None

    def _captured(self) -> contextlib.ExitStack:
        stack = contextlib.ExitStack()
        stack.enter_context(contextlib.redirect_stdout(_Stream("stdout", self._outputs)))
        stack.enter_context(contextlib.redirect_stderr(_Stream("stderr", self._outputs)))
        return stack

    def _flush_figures(self) -> None:
        if "matplotlib.pyplot" in sys.modules:
            from matplotlib_inline.backend_inline import flush_figures

            flush_figures()

    def _drop_figures(self) -> None:
        """Let go of figures; closed ones too, which matplotlib_inline holds on to until the cell's end."""
        if pyplot := sys.modules.get("matplotlib.pyplot"):
            pyplot.close("all")
            self._flush_figures()

    def _line_of(self, raised: BaseException, cell: int) -> int | None:
        if isinstance(raised, SyntaxError):
            return raised.lineno
        line, tb = None, raised.__traceback__
        while tb is not None:
            if self.cell_of(tb.tb_frame.f_code.co_filename) == cell:
                line = tb.tb_lineno
            tb = tb.tb_next
        return line
