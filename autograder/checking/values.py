"""Values that a check looks at, whichever library they came from: Python's, an array of numpy's, a tensor of torch's, a table
of pandas'.
"""

import importlib
import re
import sys
from contextvars import ContextVar
from typing import Any

import numpy as np


def is_tensor(value: Any) -> bool:
    """Whether `value` is a tensor of torch's, which only a course that uses torch ever meets."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def is_array(value: Any) -> bool:
    """Whether `value` is a tensor, or an array of numpy's."""
    return is_tensor(value) or isinstance(value, np.ndarray)


def as_float64(value: Any) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """The numbers in `value` (a number, list, array or tensor). Raises TypeError, ValueError or OverflowError for others."""
    if is_tensor(value):
        return np.asarray(value.detach().double().numpy())
    array = np.asarray(value)
    if array.dtype.kind not in "biuf":
        # Numbers too large for 64 bits are objects to numpy; text that happens to look like numbers isn't any.
        array = np.asarray([_float(item) for item in array.ravel()]).reshape(array.shape)
    return array.astype(np.float64)


def _float(item: object) -> float:
    if isinstance(item, int | float):
        return float(item)
    raise TypeError(f"{type(item).__name__} isn't a number")


def as_numbers(value: Any) -> "np.ndarray[Any, Any]":
    """As `as_float64`; numbers of which some are complex as complex128."""
    if isinstance(value, complex) or (not is_tensor(value) and np.asarray(value).dtype.kind == "c"):
        return np.asarray(value, dtype=np.complex128)
    return as_float64(value)


def dtype_name(value: Any) -> str:
    """`float32` and the like, whichever library has it: of a value, or of a dtype, or of a type such as `float`.

    Text is `str`, however long it is.
    """
    if isinstance(value, type):
        try:
            value = np.dtype(value)
        except TypeError:
            return str(value.__name__)
    dtype = getattr(value, "dtype", value)
    name = str(getattr(dtype, "name", None) or dtype).removeprefix("torch.")
    return re.sub(r"^str\d+$", "str", name)


def size_of(value: Any) -> int:
    """How many numbers an array or tensor has."""
    return int(value.numel() if is_tensor(value) else value.size)


TENSORS: ContextVar[bool | None] = ContextVar("TENSORS", default=None)
"""Whether the course that is graded works with tensors; None where no course is, and then torch counts if it is there."""


def _tensors() -> bool:
    found = TENSORS.get()
    return "torch" in sys.modules if found is None else found


def of_number(number: float) -> Any:
    """`number` as a 0-d tensor in a course of tensors, else as an array. Raises OverflowError or RuntimeError for a huge one."""
    return sys.modules["torch"].tensor(number) if _tensors() else as_float64(number)


def word_for_array() -> str:
    """What a course calls its arrays."""
    return "tensor" if _tensors() else "array"


def as_tensor(value: Any) -> Any:
    """A numeric array of numpy's as the tensor with its numbers; any other value as it is."""
    if not isinstance(value, np.ndarray) or value.dtype.kind not in "biuf":
        return value
    return importlib.import_module("torch").from_numpy(value)


def is_frame(value: Any) -> bool:
    """Whether `value` is a data frame of pandas', which isn't imported to find that out."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, pandas.DataFrame)


def is_series(value: Any) -> bool:
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, pandas.Series)


def is_index(value: Any) -> bool:
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, pandas.Index)


def same(value: Any, expected: Any) -> bool:
    """Whether two values are the same: of the same kind, dtype and shape, with the same items. NaN is the same as NaN."""
    if is_frame(expected) or is_series(expected):
        if type(value) is not type(expected) or not value.equals(expected):
            return False
        axes = list(zip(value.axes, expected.axes, strict=True))
        return all(same(a, b) for a, b in axes) and (is_frame(expected) or same(value.name, expected.name))
    if is_index(expected):
        return is_index(value) and value.equals(expected) and same(list(value.names), list(expected.names))
    if is_array(expected):
        alike = is_array(value) and dtype_name(value) == dtype_name(expected) and tuple(value.shape) == tuple(expected.shape)
        return alike and _same_items(value, expected)
    if isinstance(expected, list | tuple):
        return type(value) is type(expected) and len(value) == len(expected) and all(map(same, value, expected))
    if isinstance(expected, dict):
        alike = type(value) is dict and value.keys() == expected.keys()
        return alike and all(same(value[key], expected[key]) for key in expected)
    try:
        return type(value) is type(expected) and (value is expected or bool(value == expected) or _no_number(value, expected))
    except (TypeError, ValueError):
        return False


def _same_items(value: Any, expected: Any) -> bool:
    if is_tensor(expected) or expected.dtype.kind in "biufc":
        return bool(np.array_equal(as_numbers(value), as_numbers(expected), equal_nan=True))
    if expected.dtype.kind in "mM":
        return bool(np.array_equal(value, expected, equal_nan=True))
    return all(map(same, value.ravel().tolist(), expected.ravel().tolist()))


def _no_number(value: Any, expected: Any) -> bool:
    return bool(value != value and expected != expected)
