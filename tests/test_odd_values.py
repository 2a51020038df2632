"""Whatever an exercise's function gives back, raises or does, its checks fail with a sentence: none of them breaks.

Each check of each exercise meets every odd value; so a check that computes with a value before it has looked at it is found.
The values are in odd_values.py: of QUICK each exercise meets one in three in every run, and each value one in three exercises;
`make test-all` has all of them, and the others.
"""

from collections import defaultdict

import classroom
import gallery
import odd_values
import pytest

from autograder.checking import Picture
from autograder.judge.judge import Judge
from autograder.judge.plugin import CheckCell
from autograder.judge.run import Run
from autograder.judge.session import Session
from autograder.judge.succession import Succession
from autograder.notebooks.cells import exercise_and_part, grade_id_of
from autograder.notebooks.settings import Seconds
from autograder.results.report import CheckResult, Report
from autograder.workers.budget import Purse

_PRELUDE = f"if 'to_all' not in globals():\n    exec({odd_values.PRELUDE!r}, globals())\n"


def _giving(exercise: str, solution: str, value: str, deed: str = "lambda t: None") -> str:
    """A function of this name that returns `value`, `deed` done to all tensors in reach; a class all of whose methods do.

    For a question, its answer.
    """
    if exercise.startswith("q_"):
        return f"{_PRELUDE}args, kwargs, right = (), {{}}, lambda: {exercise}\n{exercise} = None\n{exercise} = {value}"
    if exercise[0].isupper():
        answer = f"lambda *args, **kwargs: {value}"
        members = f"__init__ = lambda self, *args, **kwargs: None\n    __getattr__ = lambda self, name: {answer}"
        return f"{_PRELUDE}class {exercise}:\n    {members}"
    return (
        f"{_PRELUDE}{solution}\n_right, _deed = {exercise}, {deed}\n"
        f"def {exercise}(*args, **kwargs):\n"
        f"    right = lambda: _right(*args, **kwargs)\n"
        f"    value = {value}\n"
        f"    to_all([*args, value], _deed)\n"
        f"    return value"
    )


def _made_by(exercise: str, value: str) -> str:
    """In the place of a class, a function that returns `value`."""
    return f"{_PRELUDE}{exercise} = lambda *args, **kwargs: {value}"


def _spoiling(exercise: str, solution: str, deed: str) -> str:
    """A class whose methods do what they should, and then `deed` to all tensors of the object and of what they are given."""
    return (
        f"{_PRELUDE}{solution}\n_right, _deed = {exercise}, {deed}\n"
        f"class {exercise}(_right):\n"
        f"    def __getattribute__(self, name):\n"
        f"        found = super().__getattribute__(name)\n"
        f"        if not name.startswith('_'):\n"
        f"            to_all([found, vars(self)], _deed)\n"
        f"        return found"
    )


def _values(exercise: str, solution: str, values: list[str]) -> dict[str, str]:
    found = {value: _giving(exercise, solution, value) for value in values}
    if exercise[0].isupper():
        found |= {f"{value}, made by the class": _made_by(exercise, value) for value in values}
    return found


def _deeds(exercise: str, solution: str) -> dict[str, str]:
    """The right answer in other forms, and the right answer beside which something is done."""
    if exercise.startswith("q_"):
        return {}
    if exercise[0].isupper():
        return {deed: _spoiling(exercise, solution, deed) for deed in odd_values.DEEDS}
    found = {value: _giving(exercise, solution, value) for value in odd_values.WRAPPED}
    return found | {deed: _giving(exercise, solution, "right()", deed) for deed in odd_values.DEEDS}


class _OddValues(Run):
    """A run in which every graded cell meets the code that `codes` makes for it, and then the solution again."""

    def meet(self, kind: str, one_in: int) -> dict[tuple[str, str], list[CheckResult]]:
        self.kind, self.one_in = kind, one_in
        self.found: dict[tuple[str, str], list[CheckResult]] = defaultdict(list)
        self.solutions = {grade_id_of(cell): cell.source for cell in self.notebook.cells}
        self.go()
        return self.found

    def codes(self, exercise: str) -> dict[str, str]:
        solution = self.solutions[exercise]
        if self.kind == "deeds":
            return _deeds(exercise, solution)
        first = self.assignment.exercises().index(exercise) % self.one_in
        return _values(exercise, solution, getattr(odd_values, self.kind)[first :: self.one_in])

    def check(self, grade_id: str, check_cell: CheckCell) -> list[CheckResult]:
        exercise, part = exercise_and_part(grade_id)
        for value, code in self.codes(exercise).items() if part != "accuracy" else ():
            self._see_to_a_worker()
            self.run_code(code)
            self.found[exercise, value] += super().check(grade_id, check_cell)
        self._see_to_a_worker()
        self.run_code(self.solutions[exercise])
        return []

    def _see_to_a_worker(self) -> None:
        """A value may end its worker; the next value gets one anyway, however many ended, and patience like the first's."""
        spent = self.purse.spent > 1 or self.purse.spent_idle > 1
        if spent or self.workers.times_stopped() or not self.workers.living().alive:
            ran = self.workers.done
            self.workers.close()
            self.purse = Purse(self.seconds.submission, self.seconds.idle)
            self.workers = Succession(self._new_worker, self._repeat, self.purse)
            self.workers.done = ran
            for cell in ran:
                self._repeat(self.workers.living(), cell)


def _met(judge: Judge, name: str, kind: str, one_in: int = 1) -> dict[tuple[str, str], list[CheckResult]]:
    report = Report("odd", name, "", 11, "cpu", sandbox=True)
    seconds = Seconds(cell=10.0, call=2.0, idle=10.0)
    run = _OddValues(judge.zygote().own, classroom.solved(name), classroom.COURSE.assignment(name), report, seconds)
    return run.meet(kind, one_in)


def _expect_none_broken(found: dict[tuple[str, str], list[CheckResult]]) -> None:
    # The details of a check hold the traceback of what it raised, whether or not something else decided in its place.
    broken = [
        (*key, check.name, check.details or check.message)
        for key, checks in found.items()
        for check in checks
        if check.status == "error" or check.details
    ]
    assert not broken, "\n".join(f"{exercise} returns {value}: {check}: {why[-600:]}" for exercise, value, check, why in broken)


def _expect_all_fail(judge: Judge, name: str, kind: str, one_in: int = 1) -> None:
    found = _met(judge, name, kind, one_in)
    _expect_none_broken(found)
    passed = [key for key, checks in found.items() if all(check.status == "pass" for check in checks)]
    assert not passed
    met = {value.removesuffix(", made by the class") for _, value in found}
    assert met == set(getattr(odd_values, kind)), "each value was met by somebody"
    exercises = classroom.COURSE.assignment(name).exercises()
    assert {exercise for exercise, _ in found} == set(exercises), "each exercise met some"


NAMES = classroom.COURSE.names()


LONG = ("06_training_loop", "07_learner")


@pytest.mark.parametrize("name", [pytest.param(name, marks=[pytest.mark.slow] * (name in LONG)) for name in NAMES])
def test_an_odd_value_fails(judge: Judge, name: str) -> None:
    _expect_all_fail(judge, name, "QUICK", one_in=3)


class _Drawn(_OddValues):
    """A run that draws the picture of each value, and checks nothing."""

    def of_all(self) -> dict[str, object]:
        self.shown: dict[str, object] = {}
        with Session(self.assignment.settings.checks, self.assignment.exercises()) as self.session:
            self.meet("QUICK", 3)
        return self.shown

    def go(self, session: Session | None = None) -> None:
        super().go(session or self.session)

    def check(self, grade_id: str, check_cell: CheckCell) -> list[CheckResult]:
        exercise, part = exercise_and_part(grade_id)
        for value, code in self.codes(exercise).items() if exercise in gallery.COMMONEST and not part else ():
            self._see_to_a_worker()
            self.run_code(code)
            self.shown[f"{exercise} {value}"] = self.session.draw(exercise, self._worker_handle)
        self._see_to_a_worker()
        self.run_code(self.solutions[exercise])
        return []


@pytest.mark.parametrize("name", [pytest.param(name, marks=[pytest.mark.slow] * (name != "02_distances")) for name in NAMES])
def test_a_picture_of_an_odd_value_is_small_or_none(judge: Judge, name: str) -> None:
    report = Report("odd", name, "", 11, "cpu", sandbox=True)
    seconds = Seconds(cell=10.0, call=2.0, idle=10.0)
    run = _Drawn(judge.zygote().own, classroom.solved(name), classroom.COURSE.assignment(name), report, seconds)
    shown = run.of_all()
    assert shown or name in ("08_data_ethics", "07_learner")
    for which, picture in shown.items():
        assert picture is None or (isinstance(picture, Picture) and len(picture.png) <= 25_000 and len(picture.alt) < 500), which


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["QUICK", "MORE", "ENDLESS"])
@pytest.mark.parametrize("name", NAMES)
def test_every_odd_value_fails(judge: Judge, name: str, kind: str) -> None:
    _expect_all_fail(judge, name, kind)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_right_answer_in_another_form_breaks_no_check(judge: Judge, name: str) -> None:
    _expect_none_broken(_met(judge, name, "deeds"))


def test_there_are_hundreds_of_them() -> None:
    assert len({*odd_values.QUICK, *odd_values.MORE, *odd_values.ENDLESS}) > 300
