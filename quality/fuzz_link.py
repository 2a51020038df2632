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
import numpy as np
import pandas as pd

with atheris.instrument_imports(include=["autograder.link"]):
    from autograder import link
    from autograder.link import tables

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
    [np.arange(3), np.array(["a", "bc"]), np.array(["2024", "NaT"], "datetime64[D]"), np.array([None, 1, "x"], dtype=object)],
    [pd.Timestamp("2024-07-31", tz="Europe/Berlin"), pd.Timedelta("1h"), pd.Period("2024-01", "M"), pd.NaT, pd.NA],
    pd.DataFrame({"a": ["x", None], "b": pd.array([1, None], "Int64"), "c": pd.Categorical(["u", "v"])}),
    pd.DataFrame({"a": pd.to_datetime(["2024", None], utc=True)}, index=pd.IntervalIndex.from_breaks([0, 1, 2])),
    pd.Series([1.0, 2.0], name=("a", 1), index=pd.MultiIndex.from_product([["a"], pd.period_range("2024", periods=2, freq="M")])),
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
            link.unpack(json.dumps({"value": made_up(plan), "blocks": BLOCKS}).encode(), BODY)
    except link.LinkError:
        pass


ARRAYS = [np.arange(2), np.array([0, -1], dtype="int8"), np.array([True, False]), np.zeros((2, 3), dtype="float32")]
BLOCKS = [[array.dtype.name, list(array.shape)] for array in ARRAYS]
BODY = b"".join(array.tobytes() for array in ARRAYS)
LEAVES = [None, True, 0, 1, 2, 3, -1, 2**70, 1.5, float("nan"), "", "0", "x" * 200, "datetime64[s]", "UTC", "M", "right"]
KEYS = ["tensor", "array", "grad", "ref", "type", "list", "tuple", "dict", "words", "dates", "single", *tables.KINDS, "?"]
KINDS = ["range", "levels", "values", "category", "zoned", "period", "interval", "text", "masked", "timestamp", "numpy", "span"]


def made_up(plan: atheris.FuzzedDataProvider, depth: int = 0) -> object:
    """JSON that looks nearly like a value, as `plan` wants it."""
    kind = plan.ConsumeIntInRange(0, 4) if plan.remaining_bytes() and depth < 2 * link.MAX_DEPTH else 0
    if kind == 0:
        return plan.PickValueInList(LEAVES)
    parts = [made_up(plan, depth + 1) for _ in range(plan.ConsumeIntInRange(0, 4))]
    key = plan.PickValueInList(KEYS)
    if kind == 1:
        return parts
    if kind == 2:
        return {key: parts[0] if parts else None, plan.PickValueInList(KEYS): made_up(plan, depth + 1)}
    if kind == 3:
        return {key: parts, "grad": True, "type": "t"}
    return {key: {"list": [plan.PickValueInList(KINDS), *parts] if plan.ConsumeBool() else parts}}


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
