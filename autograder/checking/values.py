"""Numbers that a check looks at, whichever library they came from: Python's, an array of numpy's, a tensor of torch's."""

import sys
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


def dtype_name(value: Any) -> str:
    """`float32` and the like, whichever library has it: of a value, or of a dtype."""
    dtype = getattr(value, "dtype", value)
    return str(getattr(dtype, "name", None) or getattr(dtype, "__name__", None) or dtype).removeprefix("torch.")


def size_of(value: Any) -> int:
    """How many numbers an array or tensor has."""
    return int(value.numel() if is_tensor(value) else value.size)


def of_number(number: float) -> Any:
    """`number` as a 0-d tensor where torch is in use, else as an array. Raises OverflowError or RuntimeError for a huge one."""
    torch = sys.modules.get("torch")
    return torch.tensor(number) if torch is not None else as_float64(number)


def word_for_array() -> str:
    """What a course calls its arrays: tensor where torch is in use."""
    return "tensor" if "torch" in sys.modules else "array"


def as_tensor(value: Any) -> Any:
    """A numeric array of numpy's as the tensor with its numbers; any other value as it is."""
    if not isinstance(value, np.ndarray) or value.dtype.kind not in "biuf":
        return value
    return sys.modules["torch"].from_numpy(value)
