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


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """What hangs is stopped after a few seconds; nothing else in these notebooks takes one."""
    monkeypatch.setattr("autograder.judge.CELL_SECONDS", 4.0)
    monkeypatch.setattr("autograder.checking.CALL_SECONDS", 2.0)
    monkeypatch.setattr("autograder.process.IDLE_SECONDS", 4.0)
