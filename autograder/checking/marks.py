"""Marks that a check can carry."""

import pytest

part = pytest.mark.part
"""`@part("batch")`: this check belongs to the graded cell `test_<exercise>-batch`."""

cpu_seconds = pytest.mark.cpu_seconds
"""`@cpu_seconds(60)`: each call of the student's code may use this much processor time."""

manner = pytest.mark.manner
"""`@manner`: this check asks how something was done, inside the student's process. It holds against mistakes, and not against
a student who rewrites the worker: what it expects can be answered without the right result. docs/authoring.md.
"""

MARKS = ("part", "cpu_seconds", "manner")
