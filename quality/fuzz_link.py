"""Damaged, cut, spliced and made-up frames for the link's decoder: `python quality/fuzz_link.py [INPUTS]`.

Every input must give a value or a LinkError. A crash, another exception, a hang of more than ten seconds, or an
allocation beyond the cap (the limit on this process's memory is set to it) ends the run with exit status 1.
"""

import json
import random
import re
import resource
import signal
import socket
import sys
import time
from collections import Counter
from pathlib import Path

import torch
from rich.progress import track

from autograder import link
from autograder.link import LinkError, Ref

MEMORY = 512 << 20
VALUES = [
    None,
    3.5,
    "a string",
    Ref(7, "Module"),
    [1, [2, (3, None)], {"a": True}],
    torch.arange(6.0).view(2, 3),
    {"x": torch.zeros(2, 0, 3), "y": [torch.ones((), dtype=torch.int64), torch.rand(4, 4).bfloat16()]},
    [torch.rand(30, 30, requires_grad=True)] * 3,
]
WORDS = [
    b"null",
    b"true",
    b"1e999",
    b"-0",
    b"NaN",
    b"Infinity",
    b"[",
    b"]",
    b"{",
    b"}",
    b'"',
    b",",
    b":",
    b"\\u0000",
    b"\xff",
    b"9" * 30,
]
WORDS += [
    b'"tensor"',
    b'"grad"',
    b'"ref"',
    b'"type"',
    b'"list"',
    b'"tuple"',
    b'"dict"',
    b'"dtype"',
    b'"shape"',
    b'"data_offsets"',
    b'"F32"',
]
WORDS += [b"[0, 18446744073709551615]", b"[1099511627776, 0]", b"[4294967296, 4294967296]", b"__metadata__"]


def damaged(rng: random.Random, frame: bytes, others: list[bytes]) -> bytes:
    """`frame` after one to six changes."""
    data = bytearray(frame)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(7)
        if kind == 0 and data:
            data[at % len(data)] = rng.randrange(256)
        elif kind == 1:
            data[at:at] = rng.choice(WORDS)
        elif kind == 2:
            del data[at : at + rng.randint(1, 40)]
        elif kind == 3:
            piece = rng.choice(others)
            start = rng.randrange(len(piece))
            data[at:at] = piece[start : start + rng.randint(1, 60)]
        elif kind == 4:
            data[at:at] = data[at : at + rng.randint(1, 80)]
        elif kind == 5:
            data[at : at + 8] = rng.choice([0, 1, 255, 2**31, 2**32 - 1, 2**63, 2**64 - 1]).to_bytes(8, "little")
        else:
            data[at:] = b"" if rng.random() < 0.3 else data[at:]
    return bytes(data)


def made_up(rng: random.Random, depth: int = 0) -> object:
    """JSON that looks nearly like a header."""
    kind = rng.randrange(9 if depth < rng.randrange(1, 24) else 4)
    if kind < 4:
        return rng.choice([None, True, 0, -1, 2**70, 1.5, "", "0", "x" * 200, float("nan")])
    inner = [made_up(rng, depth + 1) for _ in range(rng.choice((0, 1, 1, 1, 2)))]
    key = rng.choice(["tensor", "grad", "ref", "type", "list", "tuple", "dict", "?"])
    return {4: inner, 5: {key: inner}, 6: {key: made_up(rng, depth + 1), "type": "t", "grad": True}, 7: {"list": inner}}.get(
        kind, {"dict": [["k", item] for item in inner]}
    )


def through_a_socket(data: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.setblocking(False)
        try:
            theirs.sendall(data[:100_000])
        except BlockingIOError:
            pass
        theirs.shutdown(socket.SHUT_WR)
        link.receive(ours)


def main(inputs: int, seed: int = 20261124) -> int:
    rng = random.Random(seed)
    frames = [link.pack(value) for value in VALUES]
    in_use = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (in_use + MEMORY, in_use + MEMORY))
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for i in track(range(inputs), "inputs"):
        frame = damaged(rng, rng.choice(frames), frames)
        header_size = int.from_bytes(frame[:4], "little") if rng.random() < 0.3 else len(rng.choice(frames)) // 2
        if i % 3 == 0:
            header = json.dumps(made_up(rng)).encode()
            body = damaged(rng, frames[5][8 + 30 :], frames) if rng.random() < 0.5 else b""
        else:
            header, body = frame[8 : 8 + header_size], frame[8 + header_size :]
        signal.alarm(10)
        began = time.perf_counter()
        try:
            if i % 5 == 0:
                through_a_socket(frame)
            else:
                link.unpack(header, body)
            outcomes["a value"] += 1
        except LinkError as e:
            outcomes[re.sub(r"[\d,]+", "n", f"LinkError: {e}")[:40]] += 1
        except BaseException as e:
            print(f"input {i}, seed {seed}: {type(e).__name__}: {e}", file=sys.stderr)
            return 1
        slowest = max(slowest, time.perf_counter() - began)
        signal.alarm(0)
    for outcome, count in outcomes.most_common():
        print(f"{count:>9,}  {outcome}")
    told = f"slowest {1000 * slowest:.0f} ms, at most {MEMORY >> 20} MiB beyond the start"
    print(f"{inputs:,} inputs, {told}: a value or a LinkError each time")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
