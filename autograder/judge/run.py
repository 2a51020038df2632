"""One submission on its way: its cells run in a worker, and at each graded cell its checks."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.checking.explained import explained_here
from autograder.checking.handles import WorkerHandle
from autograder.checking.told import missing_name
from autograder.checking.values import TENSORS, as_tensor
from autograder.checking.written import Written, told_of
from autograder.judge import apart, not_there
from autograder.judge.afterwards import Drawing
from autograder.judge.carried import Carried, Cell
from autograder.judge.not_there import NotThere
from autograder.judge.overwritten import AsBefore, Overwritten
from autograder.judge.plugin import CheckCell
from autograder.judge.session import Session
from autograder.judge.solution import Solution
from autograder.judge.succession import Succession
from autograder.notebooks import defining, outputs, scoring
from autograder.notebooks.cells import (
    exercise_and_part,
    grade_id_of,
    is_given,
    is_graded,
    is_picture,
    is_solution,
    nbgrader_metadata,
    points_of,
)
from autograder.notebooks.course import Assignment
from autograder.notebooks.format import NotebookNode
from autograder.notebooks.ordering import is_set_aside
from autograder.notebooks.settings import Seconds
from autograder.results.report import CellResult, CheckResult, Report
from autograder.text.grammar import without_place
from autograder.text.places import visible
from autograder.workers import answer as answers
from autograder.workers.answer import Answer, Error
from autograder.workers.budget import Purse, WorkerGone
from autograder.workers.files import Beside
from autograder.workers.line import Line
from autograder.workers.worker import Worker, WorkerLost

IDLE_REQUESTS = 2
"""How many cells or calls of a submission may do nothing for as long as one may."""

PUT_BACK_ROUNDS = 3
"""How often the checks of a cell are asked again, each time with more overwritten names put back."""


class Run:
    """One notebook on its way through one worker, or through several if its code ends them, which come from `line`."""

    def __init__(
        self,
        line: Line,
        notebook: NotebookNode,
        assignment: Assignment,
        report: Report,
        seconds: Seconds | None = None,
        files: Path | None = None,
        beside: Beside | None = None,
    ) -> None:
        self.line, self.notebook, self.assignment, self.report = line, notebook, assignment, report
        self.seconds = seconds or assignment.settings.seconds
        self.files, self.files_are_ours, self.beside = files or assignment.folder, files is None, beside
        self.allowance = outputs.Allowance()
        self.purse = Purse(self.seconds.submission, self.seconds.idle * IDLE_REQUESTS, apart.machine_took)
        self.workers = Succession(self._new_worker, self._repeat, self.purse)
        self.solution = Solution(self._new_worker, assignment, self.seconds)
        self.carried = Carried(self._new_worker, self._repeat, assignment, self.purse)
        exercises = {name: assignment.cells[name].source for name in assignment.exercises() if name in assignment.cells}
        self.written = Written({name: defining.as_released(source) for name, source in exercises.items()})
        self.functions = self._functions()
        self.overwritten = Overwritten(self.functions, self._kind_of)
        self.seen: list[Cell] = []
        self.pictures: list[Cell] = []
        """The cells left out so far, which only draw: what they show isn't looked at."""
        self._manner: dict[int, dict[str, Any]] = {}
        self.as_before = AsBefore()
        self.not_there = NotThere(report)
        self.checking = ""

    def go(self, session: Session | None = None) -> None:
        """Run the cells and their checks; the report and the notebook's outputs say what came of it.

        `session` has the assignment's checks, collected; without it they are collected here. Raises ZygoteError and
        WorkerLost when the machine can't run it.
        """
        said = self.assignment.settings
        tensors = TENSORS.set(said.arrays_as_tensors or "torch" in said.modules)
        try:
            if session is not None:
                session.go(self._worker_handle, self._handle_of_solution, self.run_cells)
                self._draw(session)
            else:
                with Session(said.checks, self.assignment.exercises()) as own:
                    own.go(self._worker_handle, self._handle_of_solution, self.run_cells)
                    self._draw(own)
        finally:
            TENSORS.reset(tensors)
            self.carried.close()
            self.solution.close()
            self.workers.close()
            self.report.took = {"seconds": round(self.purse.spent, 3), "mib": round(self.purse.memory, 1)}

    def _draw(self, session: Session) -> None:
        """Draw what isn't right, now that all is decided."""
        if self.workers.started:
            drawing = Drawing(session, self.workers.worker, lambda worker: self._handle(worker, 1.0))
            drawing.draw(self.report, {str(grade_id_of(cell)): cell for cell in self.notebook.cells if is_graded(cell)})

    def run_cells(self, check_cell: CheckCell) -> None:
        """Run the cells in order, and at each graded cell what decides about it."""
        decided = self.assignment.decided()
        code_cells = [cell for cell in self.notebook.cells if cell.cell_type == "code"]
        self._show(code_cells)
        for number, cell in enumerate(code_cells, start=1):
            cell.execution_count = number
            grade_id = grade_id_of(cell)
            if grade_id not in decided:
                if is_picture(cell) and grade_id:
                    self.pictures.append((number, cell.source))
                    cell.outputs = []
                else:
                    cell.outputs = [] if is_set_aside(cell) else self.run_cell(cell, number)
            elif self.assignment.is_as_written(grade_id):
                cell.outputs = self.run_cell(cell, number, as_written=True)
                self.report.cells.append(scoring.of_cell(cell))
            else:
                self._bring_back_what_is_overwritten()
                cell.outputs = self.run_cell(cell, number)
                points = points_of(decided[grade_id])
                exercise, _ = exercise_and_part(grade_id)
                result = self._checked(CellResult(grade_id, exercise, points, []), check_cell)
                self.report.cells.append(result)
                cell.outputs = outputs.of_result(result, cell.outputs)
        self.report.note(*self.as_before.told())

    def _show(self, cells: list[NotebookNode]) -> None:
        """Let `written` know the cells that are still to run, as far as students see them: a name may be given in one of them."""
        if defining.is_too_long(cells):
            return
        numbered = [
            (number, cell)
            for number, cell in enumerate(cells, start=1)
            if not is_set_aside(cell) and (is_solution(cell) or not is_graded(cell))
        ]
        self.written.visible_cells = {number: defining.released(cell.source) for number, cell in numbered}
        owners = {number: str(grade_id_of(cell)) for number, cell in numbered}
        self.written.exercise_cells = {number: name for number, name in owners.items() if name in self.written.released}

    def _checked(self, cell: CellResult, check_cell: CheckCell) -> CellResult:
        """The cell with what its checks say. Where it fails, and what it stands on failed before, they say it once more, given
        right versions of that; and these alone are asked where it would only have to be stopped too.
        """
        self.checking = cell.grade_id
        names = self.carried.names_below(cell.exercise) if self.assignment.settings.carried_forward else []
        is_stopped_below = not self.carried.endless.isdisjoint(names)
        trouble = self.workers.times_in_trouble()
        self.as_before.names = set()
        found = cell if is_stopped_below else self._asked(cell, lambda: self.check(cell.grade_id, check_cell))
        if is_stopped_below or (names and found.status == "fail"):
            again = self._asked(cell, lambda: check_cell(cell.grade_id, self.report.seed, self._carried_handle))
            if again.status == "pass":
                again.carried = names
            if is_stopped_below or again.status != "error":
                found = again
        if found.status == "fail":
            self.carried.failed.add(cell.exercise)
            if self.workers.times_in_trouble() > trouble:
                self.carried.endless.add(cell.exercise)
        return found

    def _asked(self, cell: CellResult, ask: Callable[[], list[CheckResult]]) -> CellResult:
        """The cell with what its checks say. Where a line raised that uses a name which the student overwrote elsewhere, they say
        it once more with the name as it was before.
        """
        self.written.take_met()
        found = replace(cell, checks=ask())
        for _ in range(PUT_BACK_ROUNDS):
            names = self.written.take_met() if found.status == "fail" else {}
            if not names:
                break
            self.as_before.names |= names.keys()
            again = replace(cell, checks=ask())
            if again.status == "error":
                break
            if _findings(again) != _findings(found):
                self.as_before.taken(names, f"the checks of `{cell.exercise}`")
            found = again
        return found

    def check(self, grade_id: str, check_cell: CheckCell) -> list[CheckResult]:
        """What a graded cell's checks found. The kit's tests of its own grader check more, or less, in here."""
        return check_cell(grade_id, self.report.seed)

    def run_cell(self, cell: NotebookNode, number: int, as_written: bool = False) -> list[NotebookNode]:
        """The outputs of a cell; nbgrader scores by them those that are run `as_written`."""
        self.seen.append((number, cell.source))
        self.written.begins(number, cell.source, grade_id_of(cell))
        self._manner[number] = {"of": self._whose(cell)}
        try:
            answer = self._ask_for_cell(cell, number)
            while not is_given(cell) and self._drew_what_is_missing(answer["error"]):
                answer = self._ask_for_cell(cell, number)
        except WorkerGone as e:
            self.written.failed(number, answers.error("Interrupted", f"{e}."))
            self.report.note(f"{self._called(cell, number)} was stopped: {e}. The cells after it ran without it.")
            return outputs.of_error("Stopped", f"{e}")
        error = answer["error"]
        if error is None or error["type"] != "Interrupted":
            self.written.overwritten = answer["overwritten"]
        if error is not None and self._manner[number]["of"] != "scratch" and not is_graded(cell):
            answer = self._once_more(cell, number, answer, error)
            error = answer["error"]
        for sentence in answer["said"]:
            self.left_out(cell, number, visible(sentence))
        if error is not None:
            self.written.failed(number, error)
            self._tell_error(cell, number, error)
        if error is None or error["type"] != "Interrupted":
            self.workers.ran((number, cell.source))
            self.overwritten.ran(number, cell.source)
        found = outputs.cleaned(answer["outputs"], number, self.allowance)
        return outputs.with_error(found, error) if as_written else found

    def _drew_what_is_missing(self, error: Error | None) -> bool:
        """Whether a cell missed a name that a picture before it has, as `mean3`, and has it now: that picture was drawn."""
        name = missing_name(error) if error is not None else None
        drawn = next((picture for picture in reversed(self.pictures) if name in defining.assigned_in(picture[1])), None)
        if drawn is None:
            return False
        self.pictures.remove(drawn)
        self.seen.insert(-1, drawn)  # whoever runs the cells again meets it before the cell
        self._repeat(self.workers.living(), drawn)
        self.workers.ran(drawn)
        return True

    def _tell_error(self, cell: NotebookNode, number: int, error: Error) -> None:
        """Note that a cell ended in an error, and what that means."""
        if error["type"] == "Interrupted":
            self.report.note(f"{self._called(cell, number)} was stopped: {visible(error['message'][:300])}")
        if error["type"] in ("Interrupted", "NotImplementedError", "AssertionError") or is_graded(cell):
            return
        where = "" if error["line"] is None else f", line {error['line']}"
        message = without_place(error["message"][:300])[0]
        told = visible(f"{error['type']}: {message}"[:300]).rstrip(": ")
        overwritten = self.written.overwritten_in(error["type"], number, error["line"])
        here = visible(explained_here(error["type"], error["message"]))
        if meant := told_of(overwritten) or here or self._comes_too_late(error, number):
            told = f"{told.rstrip('.')}. {meant}"
        module = not_there.in_error(error["type"], error["message"])
        is_told = self.not_there.is_told(module)
        place = f"{self._called(cell, number)}{where}"
        note = "" if is_told else f"{place} raised {told}"
        self._tell(cell, note, f"{where} raised {told}", bool(overwritten))
        if module is not None:
            (self.not_there.raised if is_told else self.not_there.told)(module, number, place)

    def _called(self, cell: NotebookNode, number: int) -> str:
        """What a cell is called where a sentence begins: by its exercise, or its first line; no notebook shows numbers."""
        grade_id = grade_id_of(cell)
        if grade_id and is_graded(cell) and not is_solution(cell):
            return f"The check of `{exercise_and_part(grade_id)[0]}`"
        called = self.written.cell_called(number)
        return called[:1].upper() + called[1:]

    def _comes_too_late(self, error: Error, number: int) -> str:
        """What to do about a name that a cell missed, and that the notebook gives something elsewhere."""
        name = missing_name(error)
        if name is None:
            return ""
        late = (self.written.made_elsewhere(name, number, error["line"], is_function) for is_function in (True, False))
        return next(filter(None, late), "")

    def _once_more(self, cell: NotebookNode, number: int, answer: Answer, error: Error) -> Answer:
        """The answer of a cell that raised `error`, and that isn't the student's alone: the one that it gives with the names that
        the student overwrote elsewhere as they were, if it runs then.
        """
        names = self.written.overwritten_in(error["type"], number, error["line"]) or self.written.overwritten_for(error["type"])
        if not names:
            return answer
        self._manner[number]["put_back"] = sorted(names)
        with suppress(WorkerGone):
            again = self._ask_for_cell(cell, number)
            if again["error"] is None:
                self.as_before.taken(names, f"code cell {number}")
                return again
        del self._manner[number]["put_back"]
        return answer

    def left_out(self, cell: NotebookNode, number: int, sentence: str) -> None:
        """Note what of a cell couldn't be done where it ran, though it went on."""
        module = not_there.in_sentence(sentence)
        is_told = self.not_there.is_told(module)
        self._tell(cell, "" if is_told else f"{self._called(cell, number)}: {sentence}", f": {sentence}")
        if module is not None and not is_told:
            self.not_there.told(module, number)

    def _tell(self, cell: NotebookNode, note: str, given: str, is_students: bool = False) -> None:
        """Note what went wrong in a cell, if there is a note, and tell the instructor where it is neither the student's cell nor
        the student's doing.
        """
        self.report.note(*filter(None, [note]))
        if is_given(cell) and not is_students:
            name = str(grade_id_of(cell))
            self.report.given_failures[name] = f"the given cell `{name}`{given}"

    def _ask_for_cell(self, cell: NotebookNode, number: int) -> Answer:
        request = self._request(number, cell.source)
        for again in (False, True):
            try:
                return self.workers.living().ask(request, self.seconds.cell * self._patience())
            except WorkerLost:
                if again:
                    raise
            except WorkerGone as e:
                # Killed though no code of the student's should be able to: the machine, once; the code, if it is again.
                if again or not e.unexplained:
                    raise
        raise RuntimeError("never reached")

    def _request(self, number: int, source: str) -> dict[str, Any]:
        """To run a cell. What `from package import *` brings is no exercise's answer, and takes none away."""
        kept = [name for name in self.functions if not defining.may_define(source, name)]
        return {"do": "run_cell", "source": source, "cell": number, "kept": kept} | self._manner.get(number, {})

    def _whose(self, cell: NotebookNode) -> str:
        """What a cell is, for a worker: inside/given_names.py."""
        if nbgrader_metadata(cell).get("locked") is True:
            return "given"
        is_exercise = grade_id_of(cell) in self.assignment.cells or not defining.functions_in(cell.source).isdisjoint(
            self.written.released
        )
        return "exercise" if is_exercise else "scratch"

    def _functions(self) -> list[str]:
        """The exercises that are functions or classes, and that hidden checks decide."""
        if defining.is_too_long(self.notebook.cells):
            return []
        cells = self.assignment.cells
        return [name for name in self.assignment.exercises() if name in defining.functions_in(cells[name].source)]

    def _kind_of(self, name: str) -> str | None:
        """The type of what the notebook calls `name`, if that is there and can't be called."""
        request = {"do": "get", "target": {"root": f"name:{name}", "path": ["__call__"]}}
        try:
            error = self.workers.living().ask(request, self.seconds.call * self._patience())["error"]
        except WorkerGone:
            return None
        if error is None or error["missing"] or error["type"] != "AttributeError":
            return None
        return visible(error["message"].removeprefix("'").partition("'")[0])[:60]

    def _bring_back_what_is_overwritten(self) -> None:
        for lost in self.overwritten.take():
            cell = (lost.defined_in, lost.definition)
            self.seen.append(cell)
            try:
                self._repeat(self.workers.living(), cell)
            except WorkerGone:
                continue
            self.workers.ran(cell)
            self.report.note(lost.told(self._kind_of(lost.name) is None))

    def run_code(self, source: str) -> None:
        """Run `source` in the worker, as a cell that the notebook doesn't have."""
        self.workers.living().ask({"do": "run_cell", "source": source, "cell": 999}, self.seconds.cell)

    def _worker_handle(self) -> WorkerHandle:
        return self._handle(self._as_before(self.workers.living()), self._patience())

    def _handle_of_solution(self) -> WorkerHandle:
        return self._handle(self.solution.up_to(self.checking), 1.0)

    def _carried_handle(self) -> WorkerHandle:
        return self._handle(self._as_before(self.carried.up_to(self.seen, exercise_and_part(self.checking)[0])), self._patience())

    def _as_before(self, worker: Worker) -> Worker:
        """The worker, with the names put back that the checks want as they were. That lasts until its next cell."""
        if self.as_before.names:
            with suppress(WorkerGone):  # the check's own question says so
                worker.ask({"do": "put_back", "names": sorted(self.as_before.names)}, self.seconds.call * self._patience())
        return worker

    def _handle(self, worker: Worker, patience: float) -> WorkerHandle:
        settings = self.assignment.settings
        received = as_tensor if settings.arrays_as_tensors else lambda value: value
        handle = WorkerHandle(worker, settings.words, settings.modules, patience, received, self.written)
        handle.call_seconds = self.seconds.call
        return handle

    def _patience(self) -> float:
        """The share of the usual time that code still gets: less, the more often it ran out of it before.

        A submission full of endless loops must not hold up the class; a quarter is still many times what
        correct code needs.
        """
        return float(max(0.25, 0.5 ** self.workers.times_stopped()))

    def _repeat(self, worker: Worker, cell: tuple[int, str]) -> None:
        number, source = cell
        worker.ask(self._request(number, source), self.seconds.cell * self._patience())

    def _new_worker(self) -> Worker:
        seed, device = worker_seed(self.report.seed), self.report.device
        worker = self.line.worker(seed, device, self.files, self.files_are_ours, self.seconds.idle, beside=self.beside)
        self.report.note(*(note for note in worker.given.left_out if note not in self.report.notes))
        return worker


def _findings(cell: CellResult) -> list[str]:
    return [check.finding for check in cell.checks if check.status == "fail"]


def worker_seed(seed: int) -> int:
    """The seed of the worker's generators: not the submission's own, from which the hidden inputs come."""
    return int.from_bytes(hashlib.sha256(f"worker:{seed}".encode()).digest()[:4], "big")
