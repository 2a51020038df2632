"""What is found out beside the imports of a zygote: autograder/inside/meanwhile.py."""

import os

import pytest

from autograder.inside.meanwhile import Meanwhile


def test_another_process_does_the_work() -> None:
    names = ["plain", "\udcff no UTF-8"]
    found = Meanwhile(lambda: [os.getpid(), names])
    pid, said = found.result()
    assert pid != os.getpid()
    assert said == names


def test_where_it_ends_before_it_is_done_the_work_is_done_here() -> None:
    here = os.getpid()
    assert Meanwhile(lambda: os.getpid() if os.getpid() == here else os._exit(3)).result() == here


def test_what_it_raises_is_raised(capfd: pytest.CaptureFixture[str]) -> None:
    found = Meanwhile(lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        found.result()
    assert capfd.readouterr().err == ""


def test_much_is_read_to_the_end() -> None:
    assert Meanwhile(lambda: ["x" * 1_000] * 1_000).result() == ["x" * 1_000] * 1_000
