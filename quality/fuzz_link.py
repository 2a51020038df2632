"""A coverage-guided fuzzer for the link's decoder: `make fuzz`, or `python quality/fuzz_link.py -runs=1200000`.

Atheris, which is libFuzzer for Python, changes frames so that they reach lines of `autograder.link` not reached
before. Every input must give a value or a LinkError. Another exception, a crash, a hang of ten seconds or an allocation
beyond the cap ends the run with exit status 77 or the signal's, and leaves the input in build/fuzz/.
Arguments are libFuzzer's own.
"""

import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["autograder.link"]):
    from autograder import link

import torch

MEMORY = 512 << 20
"""Bytes of address space beyond those in use at the start: the largest frame (128 MiB), read, joined, and as tensors."""
RUNS = 1_000_000
ARTIFACTS = Path(__file__).parents[1] / "build" / "fuzz"
VALUES = [
    None,
    3.5,
    "a string",
    link.Ref(7, "Module"),
    [1, [2, (3, None)], {"a": True}],
    torch.arange(6.0).view(2, 3),
    {"x": torch.zeros(2, 0, 3), "y": [torch.ones((), dtype=torch.int64), torch.rand(4, 4).bfloat16()]},
    [torch.rand(30, 30, requires_grad=True)] * 3,
]


class Wire:
    """What `receive` needs of a socket, over bytes that come in pieces; no wait, since the fuzzer has none."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def recv(self, most: int) -> bytes:
        piece, self.data = self.data[: min(most, 977)], self.data[min(most, 977) :]
        return piece


def one_input(data: bytes) -> None:
    """The first byte decides how the rest is read: off the wire, cut into header and body, or as a plan for a header."""
    try:
        if data[:1] < b"\x60":
            link.receive(Wire(data[1:]))  # type: ignore[arg-type]  # not a socket, but all that is asked of one
        elif data[:1] < b"\xc0":
            cut = 3 + int.from_bytes(data[1:3], "little")
            link.unpack(data[3:cut], data[cut:])
        else:
            plan = atheris.FuzzedDataProvider(data[1:])
            link.unpack(json.dumps(made_up(plan)).encode(), BODY)
    except link.LinkError:
        pass


BODY = link.pack([torch.arange(6.0).view(2, 3), torch.ones(2, dtype=torch.bool)]).partition(b"]}")[2]
"""A block with two tensors, "0" and "1"."""
LEAVES = [None, True, 0, -1, 2**70, 1.5, float("nan"), "", "0", "1", "x" * 200]
KEYS = ["tensor", "grad", "ref", "type", "list", "tuple", "dict", "?"]


def made_up(plan: atheris.FuzzedDataProvider) -> object:
    """JSON that looks nearly like a header, as `plan` wants it."""
    kind = plan.ConsumeIntInRange(0, 3) if plan.remaining_bytes() else 0
    if kind == 0:
        return plan.PickValueInList(LEAVES)
    if kind == 1:
        return [made_up(plan) for _ in range(plan.ConsumeIntInRange(0, 3))]
    keys = [plan.PickValueInList(KEYS) for _ in range(plan.ConsumeIntInRange(1, 2))]
    if kind == 2:
        return {key: made_up(plan) for key in keys}
    return {keys[0]: [made_up(plan)], "grad": True, "type": "t"}


def beginnings(folder: Path) -> None:
    """Write frames to start from, one a file, as they come off the wire and cut into header and body."""
    for number, value in enumerate(VALUES):
        frame = link.pack(value)
        header = frame[8 : 8 + int.from_bytes(frame[:4], "little")]
        (folder / f"wire-{number}").write_bytes(b"\x00" + frame)
        (folder / f"parts-{number}").write_bytes(b"\x60" + len(header).to_bytes(2, "little") + frame[8:])


def bound_memory() -> None:
    """Let an allocation beyond the cap fail, as an exception that is no LinkError."""
    in_use = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (in_use + MEMORY, in_use + MEMORY))


def main(arguments: list[str], fuzz: Callable[[], None]) -> None:
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    given = [a for a in arguments[1:] if a.startswith("-runs=")]
    with tempfile.TemporaryDirectory() as corpus:
        beginnings(Path(corpus))
        settings = ["-timeout=10", "-max_len=16384", "-seed=20261124", f"-artifact_prefix={ARTIFACTS}{os.sep}"]
        atheris.Setup([arguments[0], *(given or [f"-runs={RUNS}"]), *settings, *arguments[1:], corpus], one_input)
        bound_memory()
        fuzz()


if __name__ == "__main__":
    main(sys.argv, atheris.Fuzz)
