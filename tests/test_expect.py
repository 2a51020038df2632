"""What a check is told about a value, where it isn't what was expected."""

import tracemalloc

import numpy as np
import pytest
import torch

from autograder.checking import Picture, Unexpected, expect_close, expect_list, expect_shape, with_picture
from autograder.checking.pictures import drawn

HINT = {"One number came back for the whole batch.": ()}


@pytest.mark.parametrize("value", [0.5, np.array(0.5)])
def test_a_number_has_the_shape_of_a_number(value: object) -> None:
    """numpy's mean() of everything comes back as a number, and is the same mistake as an array of shape ()."""
    assert expect_shape(value, ()).shape == ()
    with pytest.raises(Unexpected, match="One number came back"):
        expect_shape(value, (7,), mistakes=HINT)


def test_a_number_where_no_mistake_gives_one_is_called_a_number() -> None:
    with pytest.raises(Unexpected, match=r"should be an? \w+, but is a float"):
        expect_shape(0.5, (7,))


@pytest.mark.parametrize(
    "value", [[1, 2, 3], (1, 2, 3), np.array([1, 2, 3]), torch.tensor([1, 2, 3])], ids=lambda v: type(v).__name__
)
def test_a_list_is_a_list_a_tuple_or_has_one_axis(value: object) -> None:
    assert expect_list(value) == [1, 2, 3]
    assert expect_list(value, length=3) == [1, 2, 3]
    with pytest.raises(Unexpected, match="The list of losses should have 1 item, but has 3"):
        expect_list(value, "The list of losses", length=1)


@pytest.mark.parametrize("value", [3, "abc", None, {"a": 1}, torch.ones(1, 3), torch.tensor(1.0), {1, 2}, range(3)])
def test_what_has_no_items_is_no_list(value: object) -> None:
    with pytest.raises(Unexpected, match="It should be a list, but is"):
        expect_list(value, "It")


@pytest.mark.parametrize("length", [5, None])
def test_items_are_counted_before_they_are_made(length: int | None) -> None:
    value = np.zeros(2_000_000, dtype="uint8")
    tracemalloc.start()
    with pytest.raises(Unexpected, match="2,000,000"):
        expect_list(value, length=length)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1 << 20


def test_a_number_without_end_in_an_array_is_no_number() -> None:
    with pytest.raises(Unexpected, match="should hold numbers"):
        expect_close(np.array([10**400], dtype=object), np.zeros(1))


def test_what_cant_be_drawn_leaves_the_sentence_alone() -> None:
    def draw() -> Picture:
        raise TypeError("complex isn't a number")

    with pytest.raises(Unexpected, match="The sentence") as raised, with_picture(draw):
        raise Unexpected("The sentence.")
    assert raised.value.draw is not None and drawn(raised.value.draw) is None
