"""Messages arrive as they were sent, and whatever isn't a message is refused without harm."""

import gc
import json
import socket
import struct
import threading
import tracemalloc
from typing import Any

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder import link
from autograder.link import LinkError, Ref, Unsendable
from autograder.link.libraries import SIZES
from autograder.link.message import MAX_ARRAYS, MAX_PARTS

TORCH_DTYPES = set(SIZES) & {name for name in dir(torch) if isinstance(getattr(torch, name), torch.dtype)}
TORCH_DTYPES -= {"complex64", "complex128"}  # arrays of numpy's only: what a course computes with tensors is real
VALUES = [
    None,
    True,
    0,
    -(10**30),
    2.5,
    float("inf"),
    "text, ünïcode",
    [1, [2, (3, "x")], {}],
    {"a": Ref(3, "Linear"), "b": (None,)},
]


def unpacked(value: object) -> Any:
    frame = link.pack(value)
    header_size, _ = struct.unpack("<II", frame[:8])
    return link.unpack(frame[8 : 8 + header_size], frame[8 + header_size :])


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_plain_values_arrive(value: object) -> None:
    arrived = unpacked(value)
    assert arrived == value
    assert type(arrived) is type(value)


@pytest.mark.parametrize("name", sorted(TORCH_DTYPES))
def test_tensors_arrive(name: str) -> None:
    dtype = getattr(torch, name)
    tensor = torch.tensor([[0, 1], [1, 1]]).to(dtype)
    arrived = unpacked([tensor, tensor.T, tensor[:0], tensor[0, 0]])
    for sent, got in zip([tensor, tensor.T, tensor[:0], tensor[0, 0]], arrived, strict=True):
        assert got.dtype == dtype
        assert got.shape == sent.shape
        assert torch.equal(got, sent)


def test_half_a_letter_becomes_a_question_mark() -> None:
    """Else it would stop whoever prints or writes it."""
    arrived = unpacked(["a\ud800b", {"\udfff": Ref(1, "\ud800")}])
    assert arrived == ["a?b", {"?": Ref(1, "?")}]


def test_requires_grad_arrives() -> None:
    weights, plain = unpacked([torch.ones(2, requires_grad=True), torch.ones(2)])
    assert weights.requires_grad
    assert weights.is_leaf
    assert not plain.requires_grad


class Sly(list[int]):
    pass


@pytest.mark.parametrize(
    "value",
    [object(), Sly(), {1: 2}, {"a": {object()}}, torch.ones(2).to_sparse(), torch.ones(2) * 1j, 1j],
    ids=lambda value: type(value).__name__,
)
def test_other_values_cant_be_sent(value: object) -> None:
    with pytest.raises(Unsendable):
        link.pack(value)


def test_too_deep_cant_be_sent() -> None:
    value: list[object] = []
    for _ in range(link.MAX_DEPTH + 1):
        value = [value]
    with pytest.raises(Unsendable, match="nested"):
        link.pack(value)


def test_too_large_cant_be_sent() -> None:
    with pytest.raises(Unsendable, match="too large"):
        link.pack(torch.zeros(1).expand(link.MAX_BODY))


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"{",
        b"[]",
        b'"x',
        b'{"tensor": "0", "grad": true}',
        b'{"ref": "1", "type": 2}',
        b'{"list": 3}',
        b"[" * 10**5,
        b'{"dict": [[1, 2]]}',
        b'{"dict": [["a"]]}',
        b'{"x": 1}',
        b"9" * 5000,
        b"\xff\xfe",
        json.dumps({"list": [[]]}).encode(),
        b'{"value": {"tensor": 0}, "blocks": [["complex64", [0]]]}',
    ],
)
def test_what_isnt_a_message_is_refused(header: bytes) -> None:
    with pytest.raises(LinkError):
        link.unpack(header, b"")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.binary(max_size=300))
def test_any_bytes_give_a_value_or_a_link_error(header: bytes, body: bytes) -> None:
    try:
        link.unpack(header, body)
    except LinkError:
        pass


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_frame_gives_a_value_or_a_link_error(drawn: st.DataObject) -> None:
    frame = bytearray(link.pack({"x": [torch.arange(6.0).view(2, 3), Ref(1, "f")], "y": torch.tensor([True])}))
    for _ in range(drawn.draw(st.integers(1, 4))):
        frame[drawn.draw(st.integers(8, len(frame) - 1))] = drawn.draw(st.integers(0, 255))
    header_size, _ = struct.unpack("<II", frame[:8])
    try:
        link.unpack(bytes(frame[8 : 8 + header_size]), bytes(frame[8 + header_size :]))
    except LinkError:
        pass


def answer(data: bytes) -> object:
    """What `receive` makes of `data`, sent by a peer that then goes away."""
    ours, theirs = socket.socketpair()
    with ours, theirs:

        def send() -> None:
            theirs.sendall(data)
            theirs.shutdown(socket.SHUT_WR)

        sender = threading.Thread(target=send)
        sender.start()
        try:
            return link.receive(ours)
        finally:
            sender.join()


def test_a_frame_that_claims_too_much_is_refused_at_once() -> None:
    with pytest.raises(LinkError, match="over the limit"):
        answer(struct.pack("<II", 2**32 - 1, 2**32 - 1))


def test_a_frame_that_ends_early_is_refused() -> None:
    with pytest.raises(LinkError, match="ends within"):
        answer(link.pack("hello")[:-2])


def test_a_peer_that_is_gone_is_told_apart() -> None:
    with pytest.raises(link.Closed):
        answer(b"")


def test_a_closed_frame_costs_no_memory() -> None:
    """A header that claims 100 MB and sends 10 bytes makes the judge hold 10 bytes."""
    tracemalloc.start()
    with pytest.raises(LinkError):
        answer(struct.pack("<II", 1 << 20, 100 << 20) + b"x" * 10)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 << 20


def full(item: str) -> bytes:
    """A header as long as one may be: a list of the same item again and again, or of as many arrays as fit beside it."""
    if "%d" not in item:
        return (
            b'{"value":{"list":[' + b",".join([item.encode()] * ((link.MAX_HEADER - 40) // (len(item) + 1))) + b']},"blocks":[]}'
        )
    n = (link.MAX_HEADER - 40) // (len(item % 123456) + len('["bool",[0]]') + 2)
    items, blocks = ",".join(item % i for i in range(n)), ",".join(['["bool",[0]]'] * n)
    return f'{{"value":{{"list":[{items}]}},"blocks":[{blocks}]}}'.encode()


WORST = {
    "lists": full('{"list":[]}'),
    "dicts": full('{"dict":[["",{"dict":[]}]]}'),
    "references": full('{"ref":1,"type":""}'),
    "times": full('{"single":{"list":["time","00"]}}'),
    "tensors": full('{"tensor":%d}'),
    "arrays": full('{"array":%d}'),
    "arrays of objects": full('{"words":{"list":[{"list":[]},{"list":[0]},false]}}'),
    "arrays of text": full('{"words":{"list":[{"list":["' + "a" * 4000 + '"' + ',""' * 4000 + ']},{"list":[4001]},true]}}'),
}
"""Frames that cost the most of those that were thought of: minutes and gigabytes, where only bytes are bounded."""


@pytest.mark.parametrize("header", WORST.values(), ids=WORST)
def test_the_worst_frames_are_refused_and_cost_little(header: bytes) -> None:
    assert len(header) <= link.MAX_HEADER
    tracemalloc.start()
    with pytest.raises(LinkError, match=r"than are sent|too much text"):
        link.unpack(header, b"")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200 << 20


def test_a_body_is_copied_once() -> None:
    header = json.dumps({"value": {"array": 0}, "blocks": [["uint8", [64 << 20]]]}).encode()
    body = bytearray(64 << 20)
    tracemalloc.start()
    link.unpack(header, body)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 80 << 20


@pytest.mark.parametrize("value", [[torch.zeros(0)] * (MAX_ARRAYS + 1), [[]] * MAX_PARTS], ids=["tensors", "lists"])
def test_too_many_cant_be_sent(value: object) -> None:
    """So that an honest worker says what is wrong, and the judge needn't refuse the frame."""
    with pytest.raises(Unsendable, match="too large: more than"):
        link.pack(value)


def test_a_training_set_arrives_picture_by_picture() -> None:
    pairs = [(torch.zeros(4), torch.ones(1)) for _ in range(12_396)]
    assert len(unpacked(pairs)) == 12_396


@pytest.mark.parametrize("header", [b'{"value": 1, "blocks": []}', b"nothing"])
def test_garbage_is_collected_as_before(header: bytes) -> None:
    for before in (gc.disable, gc.enable):
        before()
        try:
            link.unpack(header, b"")
        except LinkError:
            pass
        assert gc.isenabled() is (before is gc.enable)
