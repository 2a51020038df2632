"""What a check saw that failed, for the instructor: its lines, and the names in them with their values.

Hidden inputs and right answers are in it: nothing of it is for a student.
"""

import linecache
import os
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from autograder.checking.handles import Handle
from autograder.checking.values import dtype_name, is_array
from autograder.text.places import shortened, visible

_LONGEST, _MOST_NUMBERS = 300, 24


def lines(e: BaseException, checks: Path) -> Iterator[str]:
    """Lines about a failure `e` of a check below the folder `checks`: each place in the checks, with its values; then what the
    comparison compared.
    """
    frames = list(traceback.walk_tb(e.__traceback__))
    own = [(frame, line) for frame, line in frames if Path(frame.f_code.co_filename).is_relative_to(checks)]
    for frame, line in own:
        file = os.path.relpath(frame.f_code.co_filename, checks.parent)
        yield f"{file}, line {line}: {linecache.getline(frame.f_code.co_filename, line).strip()}"
        for name, value in frame.f_locals.items():
            if not isinstance(value, ModuleType | FunctionType | type) and not name.startswith("_"):
                yield f"  {name} = {shown(value)}"
    for frame, _ in frames:
        if frame not in [one for one, _ in own] and {"value", "expected"} <= frame.f_locals.keys():
            yield f"  what came: {shown(frame.f_locals['value'])}"
            yield f"  expected: {shown(frame.f_locals['expected'])}"
            break


def shown(value: Any) -> str:
    """A value in a line: what it is, and its numbers as far as they fit. What came from a student stays text."""
    if isinstance(value, Handle):
        return "what stays with the student's code"
    if is_array(value):
        head = f"{type(value).__name__} of shape {tuple(value.shape)}, {dtype_name(value)}"
        numbers = value.reshape(-1)[: _MOST_NUMBERS + 1].tolist()
        some = [f"{number:.6g}" if isinstance(number, float) else str(number) for number in numbers[:_MOST_NUMBERS]]
        return shortened(visible(f"{head}: {', '.join([*some, *(['...'] if len(numbers) > len(some) else [])])}"), _LONGEST)
    if isinstance(value, list | tuple) and len(value) <= _MOST_NUMBERS:
        return shortened(f"[{', '.join(shown(one) for one in value)}]", _LONGEST)
    if isinstance(value, str | int | float | bool | complex | bytes | None):
        return shortened(visible(repr(value[:_LONGEST] if isinstance(value, str | bytes) else value)), _LONGEST)
    return type(value).__name__
