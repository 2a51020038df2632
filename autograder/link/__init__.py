"""What travels between judge and worker, and how it is checked: values without code, bounded in size.

`message` says which values can be sent and turns them into frames, `libraries` knows the values of numpy, torch and
pandas, `stream` sends and receives frames on a socket. Nothing here trusts its peer.
"""

from autograder.link.message import (
    MAX_BODY,
    MAX_DEPTH,
    MAX_HEADER,
    Closed,
    LinkError,
    Ref,
    Unsendable,
    pack,
    unpack,
)
from autograder.link.stream import receive, send

__all__ = [
    "MAX_BODY",
    "MAX_DEPTH",
    "MAX_HEADER",
    "Closed",
    "LinkError",
    "Ref",
    "Unsendable",
    "pack",
    "receive",
    "send",
    "unpack",
]
