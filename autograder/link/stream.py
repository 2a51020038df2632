"""Frames on a socket: sent whole, and read no further than the caps allow, whatever the peer claims."""

import socket
from collections.abc import Callable
from typing import Any

from autograder.link.message import LENGTHS, MAX_BODY, MAX_HEADER, Closed, LinkError, pack, unpack


def send(sock: socket.socket, value: Any) -> None:
    """Send `value`. Raises Unsendable, or OSError when the peer is gone."""
    sock.sendall(pack(value))


def receive(sock: socket.socket, while_waiting: Callable[[], None] | None = None) -> Any:
    """The next value from `sock`, which has a timeout if `while_waiting` is given.

    `while_waiting` is called each time the timeout passes without data, and after each piece of a
    frame; it may raise to give up. Raises Closed at the end of the stream and LinkError for anything
    that isn't a message.
    """
    lengths = _read(sock, LENGTHS.size, while_waiting, at_start=True)
    header_size, body_size = LENGTHS.unpack(lengths)
    if header_size > MAX_HEADER or body_size > MAX_BODY:
        raise LinkError(f"a frame of {header_size + body_size:,} bytes is over the limit")
    header = _read(sock, header_size, while_waiting)
    return unpack(header, _read(sock, body_size, while_waiting))


def _read(sock: socket.socket, size: int, while_waiting: Callable[[], None] | None, at_start: bool = False) -> bytearray:
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
    return data
