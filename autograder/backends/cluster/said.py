"""Messages between a worker of dask's and the process that grades for it, each with its length before it."""

import socket

MAX_REQUEST = 2 << 30
"""Bytes of a course or of a submission."""
MAX_ANSWER = 256 << 20
"""Bytes of an answer: a report of `apart.MAX_REPORT` and a notebook of `apart.MAX_NOTEBOOK`, whose JSON may be longer here."""
NEEDS_COURSE = b'{"needs": "course"}'
"""The answer of a worker that doesn't have the course yet."""
TALK_SECONDS = 120.0
"""For a message that has begun to come to its end: both ends are on one machine."""
_LENGTH = 8


def receive(stream: socket.socket, most: int) -> bytes:
    """One message of no more than `most` bytes. Raises OSError where it doesn't come to its end."""
    length = int.from_bytes(_exactly(stream, _LENGTH))
    if length > most:
        raise OSError(f"{length:,} bytes are too many")
    return _exactly(stream, length)


def send(stream: socket.socket, message: bytes) -> None:
    """One message. Raises OSError."""
    stream.sendall(len(message).to_bytes(_LENGTH))
    stream.sendall(message)


def _exactly(stream: socket.socket, length: int) -> bytes:
    found = bytearray()
    while len(found) < length:
        piece = stream.recv(min(length - len(found), 1 << 20))
        if not piece:
            raise OSError("the other end has gone")
        found += piece
    return bytes(found)
