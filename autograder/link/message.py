"""One message: which values can be sent, and the frame that holds one.

A message is None, a bool, int, float or str, a date or time, an array of numpy's, a tensor of torch's, a frame, series or
index of pandas', a `Ref`, or a list, tuple or dict (with str keys) of these. A frame is two little-endian 32-bit lengths, a
JSON header, and the raw numbers of the arrays one after another. The header says of each its dtype and shape, which must fit
the bytes exactly; nothing in a frame can hold code.
"""

import gc
import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from autograder.link import libraries
from autograder.link.libraries import MAX_TEXT, Block
from autograder.link.tables import MAX_MADE

MAX_HEADER = 4 << 20
MAX_BODY = 128 << 20
MAX_DEPTH = 16
MAX_RANK = 8
MAX_DIMENSION = 1 << 40
MAX_ARRAYS = 50_000
"""Arrays and tensors in one message, empty ones too: every picture and every label of a training set, sent one by one."""
MAX_PARTS = 200_000
"""Lists, tuples, dicts, references, dates and the like in one message. Numbers and text are bounded by the header alone."""
MAX_TABLES = 20_000
"""Frames, indexes and columns that only pandas has, in one message: making one takes as long as reading a page of numbers."""
LENGTHS = struct.Struct("<II")


class LinkError(Exception):
    """The peer sent something that isn't a message, or closed the link in the middle of one."""


class Closed(LinkError):
    """The peer closed the link between two messages."""


class Unsendable(Exception):
    """A value that can't be a message: of another type, too deep, or too large."""


@dataclass(frozen=True)
class Ref:
    """A value that stays with the worker, known here by its number and the name of its type."""

    number: int
    type_name: str


def pack(value: Any) -> bytes:
    """The frame for `value`. Raises Unsendable, with a sentence that says what doesn't fit."""
    found = _Found()
    plain = _plain(value, found, 0)
    header = json.dumps({"value": plain, "blocks": [[block.dtype, list(block.shape)] for block in found.blocks]}).encode()
    size = sum(block.size for block in found.blocks)
    if size > MAX_BODY - (1 << 20) or len(header) > MAX_HEADER:
        raise Unsendable(f"the value is too large: {max(size, len(header)):,} bytes")
    body = b"".join(block.data() for block in found.blocks)
    return LENGTHS.pack(len(header), len(body)) + header + body


def unpack(header: bytes | bytearray, body: bytes | bytearray) -> Any:
    """The value in a frame. Raises LinkError for anything that isn't one.

    Whatever the frame says, it takes a second at most, and little more memory than twice the largest body.
    """
    try:
        with _no_search_for_cycles():
            plain = json.loads(header)
            return _value(plain["value"], _Body(plain["blocks"], body), 0)
    except Exception as e:  # numpy, torch and pandas each have exceptions of their own for what doesn't fit together
        raise LinkError(f"not a message: {type(e).__name__}: {e}"[:200]) from e


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """No garbage collection meanwhile: what is made of a frame has no cycles, and each search goes through all of torch."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass
class _Found:
    """What was met in a value that is sent: its arrays, and how many of what else is counted."""

    blocks: list[Block] = field(default_factory=list)
    parts: int = 0
    tables: int = 0

    def count_part(self) -> None:
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise Unsendable(f"the value is too large: more than {MAX_PARTS:,} lists, tuples, dicts and the like")

    def count_table(self) -> None:
        self.tables += 1
        if self.tables > MAX_TABLES:
            raise Unsendable(f"the value is too large: more than {MAX_TABLES:,} tables, indexes and columns")

    def add(self, block: Block) -> int:
        """The number of an array that is sent."""
        if len(block.shape) > MAX_RANK:
            raise Unsendable(f"an array with more than {MAX_RANK} axes can't be sent")
        if len(self.blocks) == MAX_ARRAYS:
            raise Unsendable(f"the value is too large: more than {MAX_ARRAYS:,} arrays")
        self.blocks.append(block)
        return len(self.blocks) - 1


def _plain(value: Any, met: _Found, depth: int) -> Any:
    """`value` as JSON, the numbers of its arrays put into `met`."""
    if depth > MAX_DEPTH:
        raise Unsendable(f"the value is nested more than {MAX_DEPTH} levels deep")
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return value
    met.count_part()
    if isinstance(value, Ref):
        return {"ref": value.number, "type": value.type_name}
    if kind is list or kind is tuple:
        return {kind.__name__: [_plain(item, met, depth + 1) for item in value]}
    if kind is dict:
        if not all(type(key) is str for key in value):
            raise Unsendable("a dict needs strings as keys")
        return {"dict": [[key, _plain(item, met, depth + 1)] for key, item in value.items()]}
    try:
        found = libraries.encoded(value)
    except ValueError as e:
        raise Unsendable(str(e)) from e
    if found is None:
        raise Unsendable(f"a value of type {kind.__name__} can't be sent")
    name, parts = found
    if isinstance(parts, Block):
        return {name: met.add(parts), "grad": parts.requires_grad}
    if name in libraries.OF_TABLES:
        met.count_table()
    return {name: _plain(parts, met, depth + 1)}


class _Body:
    """The raw arrays of a frame, by their number, each to be had once: a hundred columns of one block's numbers would take a
    hundred times its memory. Counts what is made of the frame too. Raises ValueError unless the arrays fill `body` exactly.
    """

    def __init__(self, described: Any, body: bytes | bytearray) -> None:
        self.blocks: list[Block | None] = []
        self.parts = self.tables = self.made = self.text = 0
        start = 0
        whole = memoryview(body)
        if len(_listed(described)) > MAX_ARRAYS:
            raise ValueError("more arrays than are sent")
        for dtype, shape in described:
            if not isinstance(dtype, str) or dtype not in libraries.SIZES:
                raise ValueError("an array of a kind that isn't sent")
            if len(_listed(shape)) > MAX_RANK or not all(type(n) is int and 0 <= n <= MAX_DIMENSION for n in shape):
                raise ValueError("an array of a shape that isn't sent")
            block = Block(dtype, tuple(shape), None)
            block.raw = bytearray(whole[start : start + block.size])
            start += block.size
            self.blocks.append(block)
            if start > len(body):
                raise ValueError("fewer bytes than the arrays need")
        if start != len(body):
            raise ValueError("more bytes than the arrays need")

    def block(self, number: Any) -> Block:
        if type(number) is not int or not 0 <= number < len(self.blocks):
            raise ValueError("no such array")
        found, self.blocks[number] = self.blocks[number], None
        if found is None:
            raise ValueError("an array that was there before")
        return found

    def count_part(self) -> None:
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise ValueError("more lists and the like than are sent")

    def count_text(self, array: Any) -> None:
        """Count the bytes of an array of text, which takes more of them than were sent: each item as many as the longest."""
        self.text += array.nbytes
        if self.text > MAX_TEXT:
            raise ValueError("too much text in arrays")

    def count_table(self, plain: Any) -> None:
        """Count a table, and the numbers that it becomes and that aren't sent one by one."""
        self.tables += 1
        self.made += _made_of(plain)
        if self.tables > MAX_TABLES or self.made > MAX_MADE:
            raise ValueError("more tables, or larger ones, than are sent")


def _value(plain: Any, body: _Body, depth: int) -> Any:
    """The value that `plain` stands for. Raises ValueError, KeyError or TypeError for what stands for none."""
    if depth > MAX_DEPTH:
        raise ValueError("nested too deep")
    if plain is None or isinstance(plain, bool | int | float):
        return plain
    if isinstance(plain, str):
        return text(plain)
    if not isinstance(plain, dict):
        raise TypeError(f"a bare {type(plain).__name__}")
    body.count_part()
    if "ref" in plain:
        if type(plain["ref"]) is not int or not isinstance(plain["type"], str):
            raise TypeError("not a reference")
        return Ref(plain["ref"], text(plain["type"][:100]))
    if "list" in plain:
        return [_value(item, body, depth + 1) for item in _listed(plain["list"])]
    if "tuple" in plain:
        return tuple(_value(item, body, depth + 1) for item in _listed(plain["tuple"]))
    if "dict" in plain:
        pairs = [_listed(pair) for pair in _listed(plain["dict"])]
        if not all(len(pair) == 2 and isinstance(pair[0], str) for pair in pairs):
            raise ValueError("not a dict")
        return {text(key): _value(item, body, depth + 1) for key, item in pairs}
    for name in libraries.OF_BLOCKS:
        if name in plain:
            return libraries.of_block(name, body.block(plain[name]), plain.get("grad") is True)
    for name in libraries.OF_PARTS:
        if name in plain:
            if name in libraries.OF_TABLES:
                body.count_table(plain[name])
            found = libraries.of_parts(name, _value(plain[name], body, depth + 1))
            if name == "words":
                body.count_text(found)
            return found
    raise ValueError("nothing that is sent")


def text(received: str) -> str:
    """`received` as text that can be written anywhere: half of a pair of surrogates is no letter, and becomes a question mark."""
    return received.encode("utf-8", "replace").decode("utf-8")


def _made_of(plain: Any) -> int:
    """How many numbers a range becomes when it is looked at; 0 for what isn't one."""
    parts = plain.get("list") if isinstance(plain, dict) else None
    if not isinstance(parts, list) or not parts:
        return 0
    if parts[0] == "range" and len(parts) == 5 and all(type(number) is int for number in parts[1:4]) and parts[3]:
        return len(range(*parts[1:4]))
    return 0


def _listed(plain: Any) -> list[Any]:
    if not isinstance(plain, list):
        raise TypeError("not a list")
    return plain
