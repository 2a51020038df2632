"""Mutants that are right under a condition are made, and are wrong without it."""

import classroom
import torch

from autograder.authoring.conditions import OLD, conditions


def test_each_does_what_it_says() -> None:
    found = {mutant.new: mutant for mutant in conditions(classroom.COURSE, "l1_distance")}
    assert {mutant.old for mutant in found.values()} == {OLD}
    many = torch.rand(1_500, 2, 2) + 1
    one = -torch.ones(2, 2)
    right = (many - one).abs().mean((1, 2))
    for line, is_right in {
        "l1_distance: a = a[:1000]": lambda answer: len(answer) == 1_000,
        "l1_distance: b = b.clip(min=0)": lambda answer: torch.equal(answer, many.mean((1, 2))),
        "l1_distance: b = b[:3]": lambda answer: torch.equal(answer, right),
    }.items():
        space: dict[str, object] = {"torch": torch, "Tensor": torch.Tensor}
        exec(found[line].text, space)
        assert is_right(space["l1_distance"](many, one)), line  # type: ignore[operator]  # what the text defines


def test_what_the_first_call_was_given_stays() -> None:
    found = {mutant.new: mutant for mutant in conditions(classroom.COURSE, "mean_digit")}
    space: dict[str, object] = {"torch": torch, "Tensor": torch.Tensor}
    exec(found["mean_digit: images = globals().setdefault('_first_mean_digit_images', images)"].text, space)
    first, second = torch.rand(3, 2, 2), torch.rand(4, 2, 2)
    for images in (first, second):
        assert torch.equal(space["mean_digit"](images), first.mean(0))  # type: ignore[operator]  # as above


def test_loops_end_early_and_sizes_stay() -> None:
    lines = {mutant.new for mutant in conditions(classroom.COURSE, "make_batches")}
    assert "for ... in list(range(0, len(x), size))[:3]" in lines
    assert "globals().setdefault('_first_len(x)', len(x))" in lines
