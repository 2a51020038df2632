"""How far you are in an assignment, and what a check says that isn't met: its sentence first, then expected and actual.

Ships beside each notebook. `begin` is called in its first cell; where this file is missing, the checks work as plain asserts.
Nothing here gives points: your work is graded elsewhere, by more than these checks.
"""

import difflib
import re
import symtable
from html import escape
from types import FrameType, TracebackType
from typing import Any, NamedTuple

import sentences
from IPython import get_ipython
from IPython.display import display

CHECKS = {
    "01_tensors": "crop 1; stack_digits 2; black_and_white 1; to_vectors 1; labelled_dataset 2; "
    "q_shape_of_matmul 1; q_double_brackets 1; q_uint8 1",
    "02_distances": "mean_digit 1; l1_distance 1; l1_distance on a batch 1; rmse_distance 1; rmse_distance on a batch 1; is_3 2; "
    "baseline_accuracy 2; q_cancel 1; q_which_grows 1; q_axes_of_the_mean 1",
    "03_gradients": "tracked 1; slope_at 2; slope_by_differences 1; gradient_at 2; slopes_at 2; "
    "q_backward_returns 1; q_adding_up 1; q_slope_sign 1; q_slope_and_step 1",
    "04_sgd_step": "mse 1; sgd_step 2; zero_gradients 1; fit 3; q_one_step 1; q_rate_too_large 1; q_new_tensor 1; q_no_zeroing 1",
    "05_mnist_loss": "init_params 1; linear1 1; sigmoid 1; batch_accuracy 2; mnist_loss 3; make_batches 2; "
    "q_metric_and_loss 1; q_threshold 1; q_broadcast 1; q_sigmoid_slope 1",
    "06_training_loop": "calc_grad 1; train_epoch 3; validate_epoch 2; train_model 1; train_model on the digits 2; "
    "q_epoch_on_valid 1; q_steps_in_an_epoch 1; BasicOptim 3; simple_net 2; simple_net on the digits 2; "
    "q_parameters 1; q_two_linear_layers 1",
    "07_learner": "make_learner 2; MiniLearner 2; MiniLearner, train and eval 1; split_indices 2; label_from_name 1; "
    "error_rate 1; q_architecture 1; q_over_fitting 1; q_new_split 1; q_regression 1",
    "08_data_ethics": "q_accuracy_of_whom 1; q_proxy 1; q_human_in_the_loop 1",
}
"""The visible checks of each assignment with their points, in the notebook's order: what each prints when it is met, up to its
colon. Points are set in the notebooks; a test of the course holds this table to them."""

READ = {"08_data_ethics": 12}
"""Points that a person gives, for written answers."""

_MET = re.compile(r"""^print\(f?["']([^:"'{]+):""", re.M)
_DEFINED = re.compile(r"^(?:async\s+def|def|class)\s+(\w+)", re.M)
_SIGNS = {"done": "✓", "begun": "◐", "not met": "✗", "to do": "·"}
_PLAIN_LIST = "display: inline; list-style: none; margin: 0; padding: 0"
_MISSING = object()
_begun: dict[str, "Progress"] = {}
_HANDLED = (AssertionError, ArithmeticError, ImportError, LookupError, OSError, *sentences.EXPLAINED)


class Check(NamedTuple):
    """A cell of visible checks, by what it prints when it is met."""

    label: str
    exercise: str
    points: int


def checks_of(assignment: str) -> list[Check]:
    """The visible checks of an assignment; none for a name that isn't known."""
    pairs = [entry.rsplit(" ", 1) for entry in CHECKS.get(assignment, "").split("; ") if entry]
    return [Check(label, re.split(r"\W", label)[0], int(points)) for label, points in pairs]


def begin(assignment: str) -> None:
    """From here on checks say their sentence first, and show how far you are. Does nothing but in a notebook's kernel."""
    shell = get_ipython()
    if shell is None or not hasattr(shell, "kernel"):
        return
    progress = _begun.get(assignment)  # if the cell is run again
    if progress is None:
        progress = _begun[assignment] = Progress(assignment, shell)
        shell.events.register("pre_run_cell", progress.before)
        shell.events.register("post_run_cell", progress.after)
    shell.set_custom_exc(_HANDLED, progress.explain)
    progress.show(first=True)


class Progress:
    """Which checks of an assignment are met, and which exercises' cells stopped when they last ran, or define them no more."""

    def __init__(self, assignment: str, shell: Any) -> None:
        self.assignment, self.shell, self.names = assignment, shell, shell.user_ns
        self.checks = checks_of(assignment)
        self.exercises = list(dict.fromkeys(check.exercise for check in self.checks))
        self.met: dict[str, Any] = {}
        """By a check's label, the function for which it was met."""
        self.unmet: set[str] = set()
        """The labels of checks that weren't met when they last ran."""
        self.stopped: dict[str, str] = {}
        """What became of the cell of an exercise, so that an older definition is there, or none."""
        self._cells: dict[str, str | None] = dict(zip(self.exercises, self.exercises, strict=True))
        """By an exercise, the id of the cell that had its definition when it last ran; None where a kernel isn't told ids. As
        released, a cell is called after its exercise.
        """
        self._running: Check | None = None
        self._defined: dict[str, Any] = {}
        self._source = ""

    def before(self, info: Any) -> None:
        """A cell begins."""
        self._source = info.raw_cell or ""
        printed = _MET.findall(self._source)
        self._running = next((check for check in self.checks if printed and check.label == printed[-1]), None)
        cell, bound = getattr(info, "cell_id", None), _bound(self._source)
        self._cells |= {name: cell for name in self.exercises if name in bound}
        own = [name for name in self.exercises if cell and self._cells[name] == cell]
        was_there = {name for name in own if name in self.names or name in self.stopped or _DEFINED.search(self._source)}
        self._defined = {name: self.names.get(name, _MISSING) for name in self.exercises if name in bound | was_there}
        if self._running is not None and self._running.exercise in self.names:
            print(self.older(self._running.exercise), end="")

    def after(self, result: Any) -> None:
        """A cell has ended."""
        error, bound = result.error_before_exec or result.error_in_exec, _bound(self._source)
        for name, was in self._defined.items():
            if self.names.get(name, _MISSING) is not was or (error is None and name in bound):
                self.stopped.pop(name, None)
                continue
            self.stopped[name] = _stopped(error) if error is not None else self._without(name)
            if was is not _MISSING:
                print(f"This cell {self.stopped[name]}:\n`{name}` is still the one from before.")
        if self._running is not None:
            self._note(self._running, error)
            self.show()
        elif self._defined:
            self.show(again=False)
        self._running, self._defined = None, {}

    def _without(self, name: str) -> str:
        """What the cell does that had the definition of `name`, and hasn't any more."""
        others = [other for other in _DEFINED.findall(self._source) if other not in self.exercises]
        near = difflib.get_close_matches(name, others, n=1, cutoff=0)
        return f"defines `{near[0]}` now, and no `{name}`" if near else f"doesn't define `{name}` any more"

    def _note(self, check: Check, error: BaseException | None) -> None:
        self.met.pop(check.label, None)
        self.unmet.discard(check.label)
        if error is not None:
            is_stub = isinstance(error, NotImplementedError) and str(error).startswith(sentences.STUB)
            is_unwritten = is_stub or check.exercise not in self.names
            self.unmet.update([] if is_unwritten else [check.label])
        else:
            self.met[check.label] = self.names.get(check.exercise, _MISSING)

    def older(self, name: str) -> str:
        """A sentence about an older definition that was looked at; "" if it is the one in the cell, as far as that is known."""
        if name not in self.stopped:
            return ""
        what = f"There is no `{name}`" if name not in self.names else f"This looks at an older `{name}`"
        return f"{what}: its cell {self.stopped[name]}.\nMend it, run it, and then this cell.\n"

    def is_met(self, check: Check) -> bool:
        """Whether it was met by what stands there now."""
        is_here = self.met.get(check.label, self) is self.names.get(check.exercise, _MISSING)
        return is_here and check.exercise not in self.stopped

    def explain(self, shell: Any, kind: type, error: Exception, trace: TracebackType, tb_offset: int | None = None) -> None:
        """What a check says that isn't met. Errors of other cells are shown as ever."""
        check, own = self._running, sentences.in_cell(trace, self.names)
        if hasattr(error, "_render_traceback_"):
            shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
        elif check is None or own is None:
            sentences.explain(shell, kind, error, trace, tb_offset)
        else:
            error._render_traceback_ = lambda: self._told(check, error, trace, own)  # type: ignore[attr-defined]
            shell.showtraceback((kind, error, trace), tb_offset=tb_offset)

    def _told(self, check: Check, error: Exception, trace: TracebackType, own: TracebackType) -> list[str]:
        """Lines in place of a traceback: what is the matter, and where in the student's own code it stopped."""
        if isinstance(error, AssertionError):
            said = sentences.rounded(str(error)) or "a check isn't met"
            said = said if said.startswith(check.exercise) else f"{check.label}: {said}"
            found = sentences.compared(own.tb_frame, own.tb_lineno, self.exercises)
            return ["\n".join([sentences.wrapped(said), *found])]
        kind, meaning = type(error).__name__, sentences.what_it_means(error, trace)
        text = f"{kind}: {error}" if str(error) else kind
        if isinstance(error, NotImplementedError) and str(error).startswith(sentences.STUB) and meaning:
            return [sentences.wrapped(meaning)]
        if isinstance(error, NameError) and error.name == check.exercise and own.tb_next is None:
            unwritten = f"There is no `{error.name}` yet: write it, run its cell, and then this one."
            return [self.older(error.name).rstrip() or (meaning if error.name.startswith("q_") else unwritten)]
        told = meaning or (
            f"`{check.exercise}` stopped. {text}" if own.tb_next else f"What `{check.exercise}` gives can't be checked."
        )
        told += _given(error, trace, check.exercise) if told.startswith("There is no") else ""
        first = sentences.wrapped(told)
        if own.tb_next is None:  # in the check itself, by what was given to it
            line = sentences.line_of(own.tb_frame, own.tb_lineno)
            return [first, f"\n{text}  ({self._called(own.tb_frame)}, line {own.tb_lineno})\n    {line}"]
        shown = self.shell.InteractiveTB.structured_traceback(
            type(error), error, sentences.in_cells(own.tb_next, self.names, error), tb_offset=0
        )
        return [first, "", *shown]

    def _called(self, frame: FrameType) -> str:
        """A cell as a traceback calls it; older IPythons don't tell."""
        known = getattr(self.shell.compile, "format_code_name", lambda name: None)(frame.f_code.co_filename)
        return " ".join(known) if known else "this cell"

    def show(self, first: bool = False, again: bool = True) -> None:
        """The exercises in a row: in the cell that began, and once more here."""
        if not self.checks:
            return
        shown = {"text/plain": self.in_text(), "text/html": self.in_html()}
        display(shown, raw=True, display_id=f"progress-{self.assignment}", update=not first)
        if again and not first:
            display(shown, raw=True)

    def _row(self) -> tuple[list[tuple[str, str, str]], str]:
        """Each exercise, and all questions together: name, how it stands, whether it is next; and how many points that makes."""
        groups: dict[str, list[Check]] = {}
        for check in self.checks:
            groups.setdefault("questions" if check.exercise.startswith("q_") else check.exercise, []).append(check)
        following = next((check.exercise for check in self.checks if not self.is_met(check)), "")
        found = []
        for name, checks in sorted(groups.items(), key=lambda group: group[0] == "questions"):
            met = sum(map(self.is_met, checks))
            unmet = any(check.label in self.unmet for check in checks)
            how = "done" if met == len(checks) else "begun" if met else "not met" if unmet else "to do"
            is_next = following in [check.exercise for check in checks]
            count = f" {met} of {len(checks)}" if name == "questions" else ""
            comes = ("" if name == following else f": {following}") if is_next else ""
            found.append((name + count, how, f"(next{comes})" if is_next else ""))
        got = sum(check.points for check in self.checks if self.is_met(check))
        points = f"{got} of {sum(check.points for check in self.checks)} points of the visible checks"
        if self.assignment in READ:
            points += f"; a reader gives up to {READ[self.assignment]} more, for what you write"
        return found, points

    def in_text(self) -> str:
        """The row as a line of text."""
        found, points = self._row()
        return "   ".join([*(f"{_SIGNS[how]} {name} {comes}".rstrip() for name, how, comes in found), points])

    def in_html(self) -> str:
        """The row as a list, in which signs have words for who can't see them."""
        found, points = self._row()
        items = []
        for name, how, comes in found:
            sign = f'<span role="img" aria-label="{how}" title="{how}">{_SIGNS[how]}</span>'
            text = f"<strong>{escape(name)}</strong> {escape(comes)}" if comes else escape(name)
            items.append(f'<li style="display: inline-block; margin: 0 1.2em 0 0">{sign} {text}</li>')
        row = f'<ul aria-label="The exercises" style="{_PLAIN_LIST}">{"".join(items)}</ul>'
        return f'<div style="line-height: 1.6">{row}<span>{escape(points)}</span></div>'


def _given(error: Exception, trace: TracebackType, exercise: str) -> str:
    """What `exercise` is given, where it looked for a name that isn't there, such as one of the check's own; else ""."""
    while trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code
    given = code.co_varnames[: code.co_argcount]
    if not isinstance(error, NameError) or code.co_name != exercise or not given:
        return ""
    return f" `{exercise}` is given {' and '.join(filter(None, [', '.join(given[:-1]), given[-1]]))}, and no `{error.name}`."


def _bound(source: str) -> set[str]:
    """The names that a cell's text gives a value; of one that Python can't read, those that its lines begin with."""
    found = {*_DEFINED.findall(source), *re.findall(r"^(\w+)\s*(?::[^=\n]*)?=", source, re.M)}
    try:
        symbols = symtable.symtable(source, "<cell>", "exec").get_symbols()
    except (SyntaxError, ValueError):
        return found
    return found | {symbol.get_name() for symbol in symbols if symbol.is_assigned() or symbol.is_imported()}


def _stopped(error: BaseException) -> str:
    line = f" in line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
    return f"stopped with {_a(type(error).__name__)}{line}"


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'AEIOU' else 'a'} {kind}"
