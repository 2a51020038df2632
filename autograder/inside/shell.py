"""IPython without a kernel: runs the cells of a notebook and keeps their outputs as nbformat has them.

Magics, top-level await, data frames, progress bars and figures come out as in Jupyter. Made once, in the
zygote; each worker has its own copy by the fork.
"""

import contextlib
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import IPython.core.display
import IPython.display
from IPython.core.compilerop import CachingCompiler
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import LSString, SList
from traitlets import Type

from autograder.inside import left_out, missing
from autograder.inside.given_names import EXERCISE, GivenNames
from autograder.inside.meant import meant
from autograder.inside.outputs import KeepingHook, Publisher, Stream
from autograder.text.grammar import as_python_says


class _Compiler(CachingCompiler):
    """Names the code of a cell by the cell's number, so that a traceback can be told in the notebook's words."""

    cell = 0

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        return f"<cell {self.cell}>"


class _IPython(InteractiveShell):
    display_pub_class = Type(Publisher)
    displayhook_class = Type(KeepingHook)
    compiler_class = Type(_Compiler)

    def enable_gui(self, gui: Any = None) -> None:
        """There is no window to show anything in."""

    def enable_matplotlib(self, gui: Any = None) -> Any:
        """Figures are kept with the cell, whatever window or widget they were meant for."""
        return super().enable_matplotlib("inline" if gui != "agg" else gui)

    def ask_exit(self) -> None:
        """A kernel too runs a cell to its end, and stops after it."""
        print("[quit() was left out: the other cells are graded too.]")

    def system(self, cmd: str) -> None:
        """Where a shell would run the line, its answer is printed, and the cell goes on."""
        line = self.var_expand(cmd, depth=1)
        answer = left_out.answered(line)
        if answer != "":
            print(f"[{left_out.not_run(f'!{line}')}]" if answer is None else answer)
        self.user_ns["_exit_code"] = 0

    system_piped = system_raw = system

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:
        line = self.var_expand(cmd, depth=depth + 1)
        answer = left_out.answered(line)
        if answer is None:
            print(f"[{left_out.not_run(f'!{line}')}]")
            answer = ""
        return SList(answer.splitlines()) if split else LSString(answer)

    def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> Any:
        """As IPython's; but what isn't about the student's own code prints why it can't be done, and the cell goes on."""
        if magic_name in left_out.INSTALLERS:
            answer = left_out.not_run(f"%{magic_name} {line}")
        elif self._find_with_lazy_load("line", magic_name) is None:
            answer = left_out.no_magic(magic_name, line)
        else:
            try:
                return super().run_line_magic(magic_name, line, _stack_depth + 1)
            except Exception as e:
                if magic_name in left_out.RUN_CODE:
                    raise
                answer = left_out.no_use(magic_name, line, e)
        print(f"[{answer}]")
        return None

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
        """As IPython's; a cell that isn't Python is left out."""
        if magic_name in left_out.SHELLS:
            print(f"[{left_out.not_run(f'%%{magic_name} {line}')}]")
            return None
        if self._find_with_lazy_load("cell", magic_name) is None:
            left_out.say(f"{left_out.no_magic(f'%{magic_name}', line)} Nothing of this cell was run.")
            return None
        return super().run_cell_magic(magic_name, line, cell)

    def magic(self, line: str) -> Any:
        """As older versions of IPython have it."""
        name, _, rest = line.lstrip("%").partition(" ")
        return self.run_line_magic(name, rest.strip(), _stack_depth=2)

    @contextlib.contextmanager
    def _tee(self, channel: str) -> Iterator[None]:
        """IPython would keep a copy of all that a cell prints, however much that is; `Outputs` keeps enough of it."""
        yield

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        """Keep a traceback as an `error` output, as a kernel does."""
        output = {"output_type": "error", "ename": etype.__name__, "evalue": str(evalue)[:2000], "traceback": list(stb)}
        Publisher.outputs.add(output, sum(map(len, stb)), scored=True)


class Shell:
    """One notebook's interpreter."""

    def __init__(self) -> None:
        HistoryManager.enabled = False  # type: ignore[assignment]  # a trait, set for the class
        self._ipython = _IPython.instance()
        self._ipython.colors = "nocolor"
        self._ipython.db = {}  # what magics remember would lie in a folder that a worker doesn't have
        self._ipython.ast_transformers.append(missing.GoOn())
        old_place: Any = IPython.core.display
        old_place.display = IPython.display.display  # where notebooks of some years ago, and Colab's, import it from
        # IPython's own style reads source files for every frame: seconds for a recursion that runs away.
        self._ipython.InteractiveTB.set_mode("Plain")
        self._outputs = Publisher.outputs
        self.namespace: dict[str, Any] = self._ipython.user_ns
        self.given_names = GivenNames(self.namespace)
        if "matplotlib" in sys.modules:
            # Where a cell is the first to import it, the backend does this by itself.
            from matplotlib_inline.backend_inline import configure_inline_support

            configure_inline_support(self._ipython, "module://matplotlib_inline.backend_inline")

    def run(
        self, source: str, cell: int, of: str = EXERCISE, put_back: list[str] | None = None, kept: Sequence[str] = ()
    ) -> dict[str, Any]:
        """Run one cell; `of`, `put_back` and `kept` are in the words of given_names.py.

        Returns {"outputs": nbformat outputs, "error": None or what was raised, "said": what is to be told, "overwritten": {a name
        that is: the cell that did so}}.
        """
        left_out.take()
        self.given_names.before(put_back)
        self._ipython.execution_count = cell
        self._ipython.compile.cell = cell  # type: ignore[attr-defined]  # compile is our _Compiler
        with self._captured():
            try:
                result = self._ipython.run_cell(source, store_history=True)
                self._flush_figures()
                raised = result.error_before_exec or result.error_in_exec
            except BaseException as e:  # code that broke IPython itself, such as its showtraceback
                raised = e
        error = None
        if raised is not None:
            message, line = str(raised)[:2000], self._line_of(raised, cell)
            if isinstance(raised, SyntaxError):
                message, line = as_python_says(source, message, line)
            error = {"type": type(raised).__name__, "message": message, "line": line}
            error["meant"] = meant(raised, self.namespace)
        self.given_names.after(cell, of, kept)
        found = {"outputs": self._outputs.take(), "error": error, "said": left_out.take()}
        return found | {"overwritten": self.given_names.overwritten}

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
        stack.enter_context(contextlib.redirect_stdout(Stream("stdout", self._outputs)))
        stack.enter_context(contextlib.redirect_stderr(Stream("stderr", self._outputs)))
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
