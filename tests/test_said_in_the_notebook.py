"""What the visible checks of the notebooks say of a wrong solution: the mistake that was made, and no other."""

import warnings
from typing import Any

import classroom
import numpy as np
import pytest
import torch
from fastai.data.load import DataLoader
from test_sentences import sentences
from torch import nn

from autograder.notebooks.cells import exercise_and_part, grade_id_of, is_graded, is_solution

SAID = {
    "l1_distance/in_place": "a -= b doesn't",
    "rmse_distance/in_place": "a -= b doesn't",
    "mean_digit/in_place": "the pictures themselves were changed",
    "black_and_white/in_place": "the picture itself was changed",
    "batch_accuracy/in_place": "the predictions themselves were changed",
    "sgd_step/first_only": "for the second parameter; yours is 5.0000",
    "sgd_step/cleared_first": "clear its gradient only afterwards",
    "fit/never_cleared": "the gradients add up: clear them after each step",
    "fit/cleared_before_the_loop": "the gradients add up",
    "fit/arguments_exchanged": "t comes first, f(t, params)",
    "fit/steps_is_no_list": "`for _ in range(n)` goes round n times",
    "fit/without_brackets": "sgd_step takes a list: [params]",
    "fit/no_backward": "a .grad before backward()",
    "fit/sum_as_loss": "mse takes their mean",
    "fit/on_a_copy": "hasn't moved: change that tensor",
    "fit/last_loss_only": "returns the list of losses; yours returned 0.0625",
    "fit/rate_shrinks": "should be 2.875, but is",
    "init_params/numpys_double": "float32 is wanted",
    "init_params/flag_returned": "requires_grad_() with its underscore",
    "init_params/returns_nothing": "is there a return",
    "init_params/uniform_around_zero": "torch.rand doesn't",
    "mnist_loss/no_sigmoid": "the sigmoid is missing",
    "mnist_loss/no_sigmoid_sum": "the sigmoid is missing",
    "mnist_loss/no_sigmoid_flipped": "the sigmoid is missing",
    "mnist_loss/sigmoid_twice": "the sigmoid is applied twice",
    "mnist_loss/flipped": "is the 3's distance 1 - p",
    "mnist_loss/sum": "is the sum; take the mean",
    "mnist_loss/divided_by_3": "is 0.3494; yours is 0.4659",
    "mnist_loss/by_the_prediction": "is 0.3494; yours is 0.2339",
    "make_batches/zipped": "yours is a zip: list() makes a list of it",
    "make_batches/yields": "yours is a generator: list() makes a list of it",
    "make_batches/loader_itself": "yours is a DataLoader",
    "make_batches/lists_of_rows": "a pair of tensors",
    "make_batches/size_as_count": "are 10, 10 and 5",
    "make_batches/flat_labels": "have the shape (n, 1)",
    "make_batches/in_place": "x itself was changed",
    "make_batches/never_shuffled": "stayed in their order",
    "make_batches/mixed_inside_batches": "mix them all, then cut",
    "make_batches/seeded": "two calls gave the same order",
    "validate_epoch/sum_of_accuracies": "the sum of the batch accuracies",
    "validate_epoch/first_batch_only": "the accuracy of one batch only",
    "validate_epoch/last_batch_only": "the accuracy of one batch only",
    "validate_epoch/share_of_pictures": "the share of right pictures",
    "validate_epoch/args_exchanged": "the raw outputs first, and then the labels",
    "validate_epoch/error_rate": "is 0.875, but yours is 0.125",
    "BasicOptim/generator_kept": "a generator is empty after one pass. Keep list(params)",
    "BasicOptim/zeroes_in_step": "step() cleared the gradient",
    "BasicOptim/zero_grad_rebinds": "set p.grad itself, of every parameter",
    "BasicOptim/momentum": "is it lr times the gradient again?",
    "crop/list": "crop returns a tensor; yours returned a list",
    "crop/ends_included": "an end is included",
    "crop/exchanged": "rows and columns are exchanged",
    "crop/two_brackets": "one pair of brackets, with a comma",
    "black_and_white/whole_numbers": "floats are wanted",
    "to_vectors/list": "one tensor is wanted, with a row for each picture; yours is a list",
    "labelled_dataset/labels_in_a_list": "yours are a Tensor and a list",
    "mean_digit/list": "should return a tensor, but returned a list",
    "mean_digit/prints": "is there a return",
    "is_3/rmse": "is it the RMSE that is compared",
    "is_3/floats": "the answers are True or False",
    "tracked/whole_numbers_refused": "make them floats first",
    "slope_at/whole_numbers_refused": "make them floats first",
    "slopes_at/from_the_mean": "start from their sum",
    "slopes_at/all_at_once": "of a mean each slope has only its share",
    "slopes_at/number_returned_in_the_loop": "yours is a float",
    "slopes_at/same_tensor_stored": "three times the same",
    "mse/no_return": "is there a return",
    "mse/parentheses_forgotten": "returned a method",
    "sgd_step/backward_on_the_parameter": "the loss, and not from a parameter",
    "sgd_step/names_of_the_notebook": "`w` is none of the arguments of `sgd_step`",
    "zero_gradients/zero_on_the_parameter": "the gradient is what is cleared: p.grad.zero_()",
    "fit/loss_once": "compute the loss anew in each round, inside the loop",
    "batch_accuracy/no_mean": "take the mean",
    "batch_accuracy/share_called_3": "compare the answers with the targets",
    "batch_accuracy/squeezed": "did one of them lose its axis",
    "sigmoid/calls_itself": "A function calls itself",
    "calc_grad/parameters_of_the_check": "use the xb, yb and model that are given",
    "calc_grad/pictures_of_the_check": "use the xb, yb and model that are given",
    "train_epoch/by_index": "for xb, yb in dl",
    "train_model/train_epoch_appended": "the accuracy comes from validate_epoch",
    "train_model/trains_on_validation": "it trained on the validation set",
    "train_model/no_validate_call": "call validate_epoch",
    "train_model/prints": "is there a return",
    "validate_epoch/no_model": "the predictions are model(xb)",
    "validate_epoch/divided_by_the_last_number": "and not by their last number",
    "simple_net/list_in_sequential": "one by one, without a list",
    "simple_net/relu_without_parentheses": "A layer is made by calling its class",
}  # fmt: skip
"""Of a mistake, the words by which a student knows it. Each exercise's first check that fails is read, as a student reads it."""


def _said(exercise: str, code: str) -> str:
    """What the first visible check of `exercise` that isn't met says to this code; "" if all of them are met."""
    names: dict[str, Any] = {
        "torch": torch, "tensor": torch.tensor, "Tensor": torch.Tensor, "nn": nn, "np": np, "DataLoader": DataLoader,
    }  # fmt: skip
    asked = []
    for cell in classroom.solved(classroom.assignment_of(exercise)).cells:
        if cell.cell_type != "code":
            continue
        if is_solution(cell) or grade_id_of(cell) == "given_functions":
            exec("from __future__ import annotations\n" + cell.source, names)
        elif is_graded(cell) and exercise_and_part(grade_id_of(cell) or "")[0] == exercise:
            asked.append(cell.source)
    torch.manual_seed(5)
    try:
        with warnings.catch_warnings(action="ignore"):  # PyTorch's, about such code
            for source in [code, *asked]:
                exec(source, names)
    except AssertionError as error:
        return str(error)
    except Exception as error:
        assert error.__traceback__ is not None
        meaning: str = sentences.what_it_means(error, error.__traceback__)
        return meaning
    return ""


@pytest.mark.parametrize("mistake", SAID)
def test_a_mistake_is_called_by_its_name(mistake: str) -> None:
    exercise, name = mistake.split("/")
    (variant,) = [one for one in classroom.variants("wrong") if (one.exercise, one.name) == (exercise, name)]
    assert SAID[mistake] in _said(exercise, variant.code)


def test_a_capital_letter_is_an_answer_as_it_is_in_grading() -> None:
    assert _said("q_cancel", 'q_cancel = " B"') == ""
    assert "in quotes; yours is 'e'" in _said("q_cancel", 'q_cancel = "e"')
    assert "yours isn't in quotes" in _said("q_cancel", "q_cancel = torch.ones(2)")
