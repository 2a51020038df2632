"""Fixtures that the tests share: one judge, with one zygote, for the whole run."""

from collections.abc import Iterator

import classroom
import pytest

from autograder.judge import Judge


@pytest.fixture(scope="session")
def judge() -> Iterator[Judge]:
    """The real judge, with the real sandbox, on the CPU."""
    with Judge(classroom.COURSE, device="cpu") as found:
        yield found
