"""Marks that a check can carry."""

import pytest

part = pytest.mark.part
"""`@part("batch")`: this check belongs to the graded cell `test_<exercise>-batch`."""

cpu_seconds = pytest.mark.cpu_seconds
"""`@cpu_seconds(60)`: each call of the student's code may use this much processor time."""

MARKS = ("part", "cpu_seconds")
