"""The values of numpy, torch and pandas as plain parts and raw numbers, and back. None of the three is imported here
before a value of its own is met.

A side that hasn't imported torch takes a tensor for an array of numpy's, since it couldn't do more with it.
"""

import math
import sys
from dataclasses import dataclass
from typing import Any

SIZES = {
    **{"bool": 1, "uint8": 1, "int8": 1, "uint16": 2, "int16": 2, "uint32": 4, "int32": 4, "uint64": 8, "int64": 8},
    **{"float16": 2, "bfloat16": 2, "float32": 4, "float64": 8},
}
"""Bytes of one number, by dtype: the dtypes that are sent."""

MAX_ROWS = 10_000_000
"""Rows that a frame or index may have whose numbers aren't sent one by one."""

OF_BLOCKS = ("tensor", "array")
OF_PARTS = ("dates", "words", "index", "series", "frame")


@dataclass
class Block:
    """An array's numbers as raw bytes, in C order; `source` is what they are taken from when they are sent."""

    dtype: str
    shape: tuple[int, ...]
    source: Any
    requires_grad: bool = False
    raw: bytearray | None = None

    @property
    def size(self) -> int:
        """Bytes."""
        return SIZES[self.dtype] * math.prod(self.shape)

    def data(self) -> bytes:
        """The bytes to send. Made last, when the caps have been looked at: an expanded tensor is larger than it looks."""
        if self.dtype == "bfloat16":
            return bytes(self.source.contiguous().view(_torch().int16).numpy().tobytes())
        if _torch() is not None and isinstance(self.source, _torch().Tensor):
            return bytes(self.source.contiguous().numpy().tobytes())
        return bytes(self.source.tobytes())


def _torch() -> Any:
    return sys.modules.get("torch")


def encoded(value: Any) -> tuple[str, Any] | None:
    """The kind of `value`, and its Block or its parts, which are values that can be sent; None for an unknown type.

    Raises ValueError, with a sentence, for a value of a known type that can't be sent.
    """
    torch, numpy, pandas = _torch(), sys.modules.get("numpy"), sys.modules.get("pandas")
    if torch is not None and isinstance(value, torch.Tensor):
        return "tensor", _of_tensor(torch, value)
    if numpy is not None and type(value) is numpy.ndarray:
        return _of_array(value)
    if pandas is not None:
        if type(value) is pandas.DataFrame:
            columns = [_of_column(value.iloc[:, i]) for i in range(value.shape[1])]
            return "frame", [_of_labels(value.columns), columns, value.index]
        if type(value) is pandas.Series:
            return "series", [_of_column(value), _name(value.name), value.index]
        if isinstance(value, pandas.Index):
            return "index", _of_index(pandas, value)
    return None


def _of_tensor(torch: Any, value: Any) -> Block:
    if value.layout != torch.strided:
        raise ValueError(f"a tensor of layout {value.layout} can't be sent")
    dtype = str(value.dtype).removeprefix("torch.")
    if dtype not in SIZES:
        raise ValueError(f"a tensor of dtype {value.dtype} can't be sent")
    # plain, because a subclass has its own ways; resolved, because a conjugate or negative view has no bytes of its own
    plain = value.detach().as_subclass(torch.Tensor).to("cpu").resolve_neg()
    return Block(dtype, tuple(value.shape), plain, bool(value.requires_grad))


def _of_array(value: Any) -> tuple[str, Any]:
    dtype = value.dtype.name
    native = value if value.dtype.isnative else value.astype(value.dtype.newbyteorder("="))
    if dtype in SIZES:
        return "array", Block(dtype, tuple(value.shape), native)
    if value.dtype.kind in "mM":
        return "dates", [native.view("int64"), dtype]
    if value.dtype.kind in "UOT":
        return "words", [_plain_items(value.ravel().tolist()), list(value.shape), value.dtype.kind == "U"]
    raise ValueError(f"an array of dtype {value.dtype} can't be sent")


def _plain_items(items: list[Any]) -> list[Any]:
    """Items of an array of objects, if they are None, numbers or text."""
    if all(item is None or type(item) in (bool, int, float, str) for item in items):
        return items
    raise ValueError("an array of objects can be sent only if they are numbers or text")


def _of_column(series: Any) -> Any:
    """A column as an array of numpy's. What only pandas has, becomes numbers and text; a missing one None."""
    if isinstance(series.dtype, sys.modules["numpy"].dtype):
        return series.to_numpy()
    missing = series.isna().to_numpy().tolist()
    items = [None if gone else item for item, gone in zip(series.astype(object).tolist(), missing, strict=True)]
    return _objects(items)


def _objects(items: list[Any]) -> Any:
    numpy = sys.modules["numpy"]
    found = numpy.empty(len(items), dtype=object)
    for i, item in enumerate(items):
        found[i] = item.item() if isinstance(item, numpy.generic) else item
    return found


def _name(name: Any) -> Any:
    """A column's or series' name: text, a number or None, or a tuple of these."""
    numpy = sys.modules["numpy"]
    plain = name.item() if isinstance(name, numpy.generic) else name
    if isinstance(plain, tuple):
        return tuple(_name(part) for part in plain)
    if plain is None or type(plain) in (bool, int, float, str):
        return plain
    raise ValueError(f"a name of type {type(name).__name__} can't be sent")


def _of_labels(columns: Any) -> list[Any]:
    return [_name(label) for label in columns.tolist()]


def _of_index(pandas: Any, index: Any) -> list[Any]:
    if type(index) is pandas.RangeIndex:
        return ["range", [int(index.start), int(index.stop), int(index.step)], [_name(index.name)]]
    if isinstance(index, pandas.MultiIndex):
        levels = [_of_column(index.get_level_values(i).to_series()) for i in range(index.nlevels)]
        return ["several", levels, [_name(name) for name in index.names]]
    return ["one", [_of_column(index.to_series())], [_name(index.name)]]


def of_block(kind: str, block: Block, grad: bool) -> Any:
    """The tensor or array with the numbers of `block`."""
    torch = _torch()
    if kind == "tensor" and torch is not None:
        dtype = getattr(torch, block.dtype)
        # torch makes no tensor from an empty buffer
        flat = torch.frombuffer(block.raw, dtype=dtype) if block.raw else torch.empty(0, dtype=dtype)
        tensor = flat.reshape(block.shape)
        return tensor.requires_grad_() if grad and tensor.is_floating_point() else tensor
    if block.dtype == "bfloat16":
        raise ValueError("numpy has no bfloat16")
    import numpy

    return numpy.frombuffer(block.raw or bytearray(), dtype=block.dtype).reshape(block.shape)


def of_parts(kind: str, parts: Any) -> Any:
    """The value that is made of `parts`. Raises ValueError or TypeError for parts that don't fit together."""
    import numpy

    if not isinstance(parts, list):
        raise TypeError("parts come in a list")
    if kind == "dates":
        numbers, dtype = parts
        whole = isinstance(numbers, numpy.ndarray) and numbers.dtype == numpy.int64
        if not whole or not str(dtype).startswith(("datetime64", "timedelta64")):
            raise ValueError("not dates")
        return numbers.view(numpy.dtype(dtype))
    if kind == "words":
        items, shape, text = parts
        return (numpy.array([str(item) for item in items], dtype=str) if text else _objects(_plain_items(items))).reshape(shape)
    import pandas  # this side's pandas, to which the parts are only numbers and text

    if kind == "index":
        how, arrays, names = parts
        if how == "range":
            found = pandas.RangeIndex(*arrays, name=names[0])
            if len(found) > MAX_ROWS:
                raise ValueError("more rows than are sent")
            return found
        if how == "several":
            return pandas.MultiIndex.from_arrays([_array(array) for array in arrays], names=names)
        return pandas.Index(_array(arrays[0]), name=names[0])
    if kind == "series":
        values, name, index = parts
        return pandas.Series(_array(values), name=name, index=_index(pandas, index))
    labels, columns, index = parts
    index = _index(pandas, index)
    if not all(_array(column).shape == (len(index),) for column in columns) or len(labels) != len(columns):
        raise ValueError("columns of different lengths")
    frame = pandas.DataFrame(dict(enumerate(columns)), index=index)
    frame.columns = pandas.Index(labels, tupleize_cols=True) if labels else frame.columns
    return frame


def _array(value: Any) -> Any:
    numpy = sys.modules["numpy"]
    if not isinstance(value, numpy.ndarray) or value.ndim != 1:
        raise TypeError("a column is an array with one axis")
    return value


def _index(pandas: Any, value: Any) -> Any:
    if not isinstance(value, pandas.Index):
        raise TypeError("not an index")
    return value
