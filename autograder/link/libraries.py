"""The values of numpy and torch as plain parts and raw numbers, and back; `tables` has those of pandas, and `singles` dates
and the like. None of the three libraries is imported before a value of its own is met.

A side that hasn't imported torch takes a tensor for an array of numpy's, since it couldn't do more with it.
"""

import math
import sys
from dataclasses import dataclass
from typing import Any

from autograder.link import singles, tables

SIZES = {
    **{"bool": 1, "uint8": 1, "int8": 1, "uint16": 2, "int16": 2, "uint32": 4, "int32": 4, "uint64": 8, "int64": 8},
    **{"float16": 2, "bfloat16": 2, "float32": 4, "float64": 8, "complex64": 8, "complex128": 16},
}
"""Bytes of one number, by dtype: the dtypes that are sent."""
MAX_TEXT = 64 << 20
"""Bytes that the arrays of text of a message may take: each item takes as many as the longest of its array."""

OF_BLOCKS = ("tensor", "array")
OF_TABLES = tables.KINDS
OF_PARTS = ("dates", "words", "single", *OF_TABLES)


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
    torch, numpy = _torch(), sys.modules.get("numpy")
    if torch is not None and isinstance(value, torch.Tensor):
        return "tensor", _of_tensor(torch, value)
    if numpy is not None and type(value) is numpy.ndarray:
        return _of_array(value)
    if (table := tables.encoded(value)) is not None:
        return table
    single = singles.encoded(value)
    return None if single is None else ("single", single)


def _of_tensor(torch: Any, value: Any) -> Block:
    if value.layout != torch.strided:
        raise ValueError(f"a tensor of layout {value.layout} can't be sent")
    dtype = str(value.dtype).removeprefix("torch.")
    if dtype not in SIZES or value.is_complex():
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
        items = value.ravel().tolist()
        text = value.dtype.kind != "O" and all(type(item) is str for item in items)
        return "words", [[singles.item(one) for one in items], list(value.shape), text]
    raise ValueError(f"an array of dtype {value.dtype} can't be sent")


def _filled(items: list[Any]) -> Any:
    numpy = sys.modules["numpy"]
    found = numpy.empty(len(items), dtype=object)
    for i, one in enumerate(items):
        found[i] = singles.item(one)
    return found


def of_block(kind: str, block: Block, grad: bool) -> Any:
    """The tensor or array with the numbers of `block`."""
    torch = _torch()
    if kind == "tensor" and block.dtype.startswith("complex"):
        raise ValueError("a tensor of a kind that isn't sent")
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
    if kind == "single":
        return singles.decoded(parts)
    if kind in OF_TABLES:
        return tables.decoded(kind, parts)
    if kind == "dates":
        numbers, name = parts
        if not isinstance(numbers, numpy.ndarray) or numbers.dtype != numpy.int64:
            raise ValueError("not dates")
        return numbers.view(singles.time_dtype(name))
    items, shape, text = parts
    if not isinstance(items, list) or not all(type(n) is int and n >= 0 for n in shape):
        raise TypeError("not an array of objects")
    if text is not True:
        return _filled(items).reshape(shape)
    if not all(type(item) is str for item in items) or 4 * len(items) * max(map(len, items), default=0) > MAX_TEXT:
        raise ValueError("not text, or too much of it")
    return numpy.array(items, dtype=str).reshape(shape)
