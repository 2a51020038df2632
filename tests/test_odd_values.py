"""Whatever an exercise's function gives back, its checks fail with a sentence: none of them breaks, and none of them passes.

Each check of each exercise meets every odd value; so a check that computes with a value before it has looked at it is found.
"""

from collections import defaultdict

import classroom
import pytest

from autograder.judge.judge import Judge
from autograder.judge.plugin import CheckCell
from autograder.judge.run import Run
from autograder.judge.session import Session
from autograder.notebooks.cells import exercise_and_part, grade_id_of
from autograder.results.report import CheckResult, Report

ODD = [
    *("None", "True", "-1", "10**400", "float('nan')", "float('inf')", "1j", "'text'", "b'bytes'", "object()", "torch", "print"),
    *("lambda *a, **k: 1", "iter([1, 2])", "(i for i in range(3))", "{1, 2}", "{}", "{'a': torch.ones(2)}", "range(3)"),
    *("[]", "()", "[None]", "[[]]", "[[[[[1]]]]]", "(1, 2)", "[1, 2, 3]", "['a', 'b']", "[(1, 2)]", "[(1, 2, 3)]", "([1], [2])"),
    *("torch.tensor([])", "torch.zeros(0, 3)", "torch.tensor(0.25)", "torch.zeros(1)", "torch.zeros(1, 1)", "torch.ones(7)"),
    *("torch.zeros(28, 28)", "torch.zeros(3, 28, 28, dtype=torch.uint8)", "torch.zeros(2, 3, 4, 5)", "torch.ones(5, 1) > 0"),
    *("torch.full((3,), float('nan'))", "torch.ones(3, 3).to_sparse()", "torch.ones(2, dtype=torch.complex64)"),
    *("torch.ones(2, 2, requires_grad=True)", "torch.empty(0, requires_grad=True)", "nn.Parameter(torch.ones(784, 1))"),
    *("[torch.ones(2), torch.ones(3)]", "[torch.tensor(1.0)] * 3", "(torch.ones(3), torch.ones(2, 2))", "[(torch.ones(2), 1)]"),
    *(
        "[(torch.tensor(1.0), torch.tensor(1.0))]",
        "[(torch.ones(4, 2), torch.ones(3, 1))]",
        "[(torch.ones(0, 4), torch.ones(0, 1))]",
    ),
    *(
        "nn.Linear(3, 1)",
        "nn.Linear",
        "nn.Sequential()",
        "torch.ones(2).numpy()",
        "args",
        "list(args)",
        "args[0] if args else kwargs",
    ),
]


def _giving(exercise: str, value: str) -> str:
    """A function of this name that returns `value`; a class all of whose methods do; or a question's answer."""
    if exercise.startswith("q_"):
        return f"import torch\nfrom torch import nn\nargs, kwargs = (), {{}}\n{exercise} = {value}"
    if exercise[0].isupper():
        answer = f"lambda *args, **kwargs: {value}"
        return (
            f"class {exercise}:\n    __init__ = lambda self, *args, **kwargs: None\n    __getattr__ = lambda self, name: {answer}"
        )
    return f"def {exercise}(*args, **kwargs):\n    return {value}"


class _OddValues(Run):
    """A run in which every graded cell meets every odd value, and then the solution again."""

    def go(self, session: Session | None = None) -> None:
        self.found: dict[tuple[str, str], list[CheckResult]] = defaultdict(list)
        self.solutions = {grade_id_of(cell): cell.source for cell in self.notebook.cells}
        super().go(session)

    def check(self, grade_id: str, check_cell: CheckCell) -> list[CheckResult]:
        exercise, part = exercise_and_part(grade_id)
        for value in ODD if part != "accuracy" else []:
            self.run_code(_giving(exercise, value))
            self.found[exercise, value] += super().check(grade_id, check_cell)
        self.run_code(self.solutions[exercise])
        return []


@pytest.mark.parametrize("name", classroom.COURSE.names())
def test_an_odd_value_fails(judge: Judge, name: str) -> None:
    assignment = classroom.COURSE.assignment(name)
    report = Report("odd", name, "", 11, "cpu", sandbox=True)
    run = _OddValues(judge.zygote(), classroom.solved(name), assignment, report)
    run.go()
    broken = [
        (*key, check.name, check.details) for key, checks in run.found.items() for check in checks if check.status == "error"
    ]
    assert not broken, "\n".join(f"{exercise} returns {value}: {check}: {why[-600:]}" for exercise, value, check, why in broken)
    passed = [key for key, checks in run.found.items() if all(check.status == "pass" for check in checks)]
    assert not passed
    assert len(run.found) >= len(ODD)
