"""What travels between judge and worker, and how it is checked.

A message is one value: None, bool, int, float, str, a tensor, a `Ref`, or a list, tuple or dict (with
str keys) of these. On the wire it is a frame: two little-endian 32-bit lengths, a JSON header, and the
tensors as one safetensors block, which holds raw bytes with dtype and shape and can't hold code.

Nothing here trusts its peer: `receive` reads no more than the caps allow, and raises `LinkError` for
whatever isn't a message, however it was made.
"""

import json
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import safetensors
import safetensors.torch
import torch
from torch import Tensor

MAX_HEADER = 4 << 20
MAX_BODY = 128 << 20
MAX_DEPTH = 16
MAX_RANK = 8
MAX_DIMENSION = 1 << 40
DTYPES = frozenset(
    {
        *(torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.bool),
        *(torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64),
    }
)
_LENGTHS = struct.Struct("<II")


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
    tensors: dict[str, Tensor] = {}
    header = json.dumps(_plain(value, tensors, 0)).encode()
    size = sum(t.numel() * t.element_size() for t in tensors.values())
    if size > MAX_BODY - (1 << 20) or len(header) > MAX_HEADER:
        raise Unsendable(f"the value is too large: {max(size, len(header)):,} bytes")
    body = safetensors.torch.save(tensors) if tensors else b""
    return _LENGTHS.pack(len(header), len(body)) + header + body


def unpack(header: bytes, body: bytes) -> Any:
    """The value in a frame. Raises LinkError for anything that isn't one."""
    try:
        plain = json.loads(header)
        tensors = safetensors.torch.load(body) if body else {}
        return _value(plain, tensors, 0)
    except (ValueError, KeyError, TypeError, RecursionError, RuntimeError, OverflowError) as e:
        raise LinkError(f"not a message: {type(e).__name__}: {e}"[:200]) from e
    except safetensors.SafetensorError as e:
        raise LinkError(f"not a tensor block: {e}"[:200]) from e


def send(sock: socket.socket, value: Any) -> None:
    """Send `value`. Raises Unsendable, or OSError when the peer is gone."""
    sock.sendall(pack(value))


def receive(sock: socket.socket, while_waiting: Callable[[], None] | None = None) -> Any:
    """The next value from `sock`, which has a timeout if `while_waiting` is given.

    `while_waiting` is called each time the timeout passes without data, and after each piece of a
    frame; it may raise to give up. Raises Closed at the end of the stream and LinkError for anything
    that isn't a message.
    """
    lengths = _read(sock, _LENGTHS.size, while_waiting, at_start=True)
    header_size, body_size = _LENGTHS.unpack(lengths)
    if header_size > MAX_HEADER or body_size > MAX_BODY:
        raise LinkError(f"a frame of {header_size + body_size:,} bytes is over the limit")
    header = _read(sock, header_size, while_waiting)
    return unpack(header, _read(sock, body_size, while_waiting))


def _read(sock: socket.socket, size: int, while_waiting: Callable[[], None] | None, at_start: bool = False) -> bytes:
    # Grows with what really arrives: a frame that only claims to be large costs nothing.
    data = bytearray()
    while len(data) < size:
        try:
            piece = sock.recv(min(size - len(data), 1 << 20))
        except TimeoutError:
            if while_waiting is None:
                raise
            while_waiting()
            continue
        except ConnectionError as e:
            raise Closed("the peer is gone") from e
        if not piece:
            raise Closed("the peer is gone") if at_start and not data else LinkError("the stream ends within a frame")
        data += piece
        if while_waiting is not None and len(data) < size:
            while_waiting()
    return bytes(data)


def _plain(value: Any, tensors: dict[str, Tensor], depth: int) -> Any:
    """`value` as JSON, its tensors put into `tensors`."""
    if depth > MAX_DEPTH:
        raise Unsendable(f"the value is nested more than {MAX_DEPTH} levels deep")
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return value
    if isinstance(value, Ref):
        return {"ref": value.number, "type": value.type_name}
    if isinstance(value, Tensor):
        if value.dtype not in DTYPES:
            raise Unsendable(f"a tensor of dtype {value.dtype} can't be sent")
        if value.layout != torch.strided:
            raise Unsendable(f"a tensor of layout {value.layout} can't be sent")
        name = str(len(tensors))
        # cloned, because safetensors refuses tensors that share memory, and plain, because a subclass has its own ways
        tensors[name] = value.detach().as_subclass(Tensor).to("cpu").clone(memory_format=torch.contiguous_format)
        return {"tensor": name, "grad": bool(value.requires_grad)}
    if kind is list or kind is tuple:
        return {kind.__name__: [_plain(item, tensors, depth + 1) for item in value]}
    if kind is dict:
        if not all(type(key) is str for key in value):
            raise Unsendable("a dict needs strings as keys")
        return {"dict": [[key, _plain(item, tensors, depth + 1)] for key, item in value.items()]}
    raise Unsendable(f"a value of type {kind.__name__} can't be sent")


def _value(plain: Any, tensors: dict[str, Tensor], depth: int) -> Any:
    """The value that `plain` stands for. Raises ValueError, KeyError or TypeError for what stands for none."""
    if depth > MAX_DEPTH:
        raise ValueError("nested too deep")
    if plain is None or isinstance(plain, bool | int | float | str):
        return plain
    if not isinstance(plain, dict):
        raise TypeError(f"a bare {type(plain).__name__}")
    if "tensor" in plain:
        tensor = tensors[plain["tensor"]]
        if tensor.dtype not in DTYPES or tensor.ndim > MAX_RANK or any(n > MAX_DIMENSION for n in tensor.shape):
            raise ValueError("a tensor of a kind that isn't sent")
        return tensor.requires_grad_() if plain["grad"] is True and tensor.is_floating_point() else tensor
    if "ref" in plain:
        if type(plain["ref"]) is not int or not isinstance(plain["type"], str):
            raise TypeError("not a reference")
        return Ref(plain["ref"], plain["type"][:100])
    if "list" in plain:
        return [_value(item, tensors, depth + 1) for item in _listed(plain["list"])]
    if "tuple" in plain:
        return tuple(_value(item, tensors, depth + 1) for item in _listed(plain["tuple"]))
    pairs = [_listed(pair) for pair in _listed(plain["dict"])]
    if not all(len(pair) == 2 and isinstance(pair[0], str) for pair in pairs):
        raise ValueError("not a dict")
    return {key: _value(item, tensors, depth + 1) for key, item in pairs}


def _listed(plain: Any) -> list[Any]:
    if not isinstance(plain, list):
        raise TypeError("not a list")
    return plain
