"""What a check is told about a value, where it isn't what was expected."""

import numpy as np
import pytest

from autograder.checking import Unexpected, expect_shape

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
