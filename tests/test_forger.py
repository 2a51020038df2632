"""A student who changes every helper and the worker itself gains points of manner, and no others."""

import classroom
import forger
import pytest

from autograder.judge.judge import Judge
from autograder.judge.plugin import CheckCell
from autograder.judge.run import Run
from autograder.notebooks.cells import exercise_and_part
from autograder.results.report import CheckResult, Report

WRONG = [v for v in classroom.variants("wrong") if not v.exercise.startswith("q_")]
SAMPLE = [v for v in WRONG if v.name in ("uphill", "in_place", "not_tracked", "by_differences", "by_index", "first_only")]


def test_he_gains_what_is_of_manner_and_nothing_else() -> None:
    played = list(forger.play(SAMPLE))
    assert any(f.gained for f in played), "he gains nothing at all: does he still know the worker and the helpers?"
    assert not [(f.variant.exercise, f.variant.name, f.not_of_manner) for f in played if f.not_of_manner]


@pytest.mark.slow
def test_he_gains_nothing_else_with_any_wrong_solution() -> None:
    wrongly = [(f.variant.exercise, f.variant.name, f.not_of_manner) for f in forger.play(WRONG) if f.not_of_manner]
    assert not wrongly


class _Training(Run):
    """Only the checks that train an accuracy."""

    def check(self, grade_id: str, check_cell: CheckCell) -> list[CheckResult]:
        return super().check(grade_id, check_cell) if exercise_and_part(grade_id)[1] == "accuracy" else []


LEARNT_ELSEWHERE = """
import torch
from digits import load_digits

def _public():
    threes, sevens, *_ = load_digits()
    x = torch.cat([threes, sevens]).view(-1, 784)
    return x, torch.cat([torch.ones(len(threes), 1), -torch.ones(len(sevens), 1)])

def _solved(x, y):
    x = torch.cat([x, torch.ones(len(x), 1)], 1).double()
    both = torch.linalg.solve(x.T @ x + torch.eye(785), x.T @ y.double()).float()
    return both[:-1], both[-1]

def train_model(model, train_dl, valid_dl, epochs, lr, params):
    x, y = {data}
    w, b = _solved(x, y)
    with torch.no_grad():
        if len(params) == 2:
            params[0].copy_(w.T), params[1].copy_(b)
        else:
            for p in params:
                p.zero_()
            params[0][0], params[0][1], params[1][0], params[1][1] = w[:, 0], -w[:, 0], b, -b
            params[2][0, 0], params[2][0, 1] = 1, -1
    return [0.99] * epochs
"""
"""A `train_model` without a loop: least squares, written into the weights."""

DATA = {
    "the public pictures": "_public()",
    "what was passed in": "(torch.cat([x for x, _ in train_dl]), 2 * torch.cat([y for _, y in train_dl]) - 1)",
}


@pytest.mark.parametrize("data", DATA.values(), ids=DATA)
def test_weights_that_no_loop_learnt_gain_no_accuracy(judge: Judge, data: str) -> None:
    assignment = classroom.COURSE.assignment("06_training_loop")
    code = LEARNT_ELSEWHERE.replace("{data}", data)
    notebook = classroom.with_code(classroom.solved(assignment.name), "train_model", code)
    report = Report("forger", assignment.name, "", 30, judge.device, judge.sandbox)
    _Training(judge.zygote().own, notebook, assignment, report).go()
    loop, net = (c for c in report.cells if c.grade_id.endswith("-accuracy"))
    assert (loop.exercise, loop.status) == ("train_model", "fail"), loop
    # His net is the right one. His own loop brought it nothing: its points are for how it trains in a right one.
    assert (net.exercise, net.carried) == ("simple_net", ["train_model"]), net
    if data != DATA["the public pictures"]:
        assert "the weights aren't those" in loop.checks[0].message  # as accurate as a right loop, and yet not learnt by one
