"""What a check expects of a value that came from a student: each fails with a sentence for the student.

A hint is given for the mistake that a wrong answer looks like. It never holds a hidden input or the right
answer. All of these raise `Unexpected`, an AssertionError; anything else that a check raises is our fault.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor

from autograder.remote import Handle


class Unexpected(AssertionError):
    """The student's value isn't what was expected. `hint` is the sentence for the mistake it looks like, or None.

    `picture` is a PNG for the feedback: feedback_pictures.py.
    """

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(hint or message)
        self.message, self.hint = message, hint
        self.picture: bytes | None = None


def expect(condition: bool, hint: str) -> None:
    """Fail with `hint` unless `condition` holds."""
    if not condition:
        raise Unexpected(hint, hint)


@contextmanager
def with_picture(draw: Callable[[], bytes]) -> Iterator[None]:
    """A check that fails inside shows the picture that `draw` gives, beside its sentence."""
    try:
        yield
    except Unexpected as e:
        e.picture = draw()
        raise


def expect_tensor(value: Any, what: str = "It") -> Tensor:
    """`value` if it is a tensor; a sentence about what it is otherwise."""
    if isinstance(value, Tensor):
        return value
    raise Unexpected(f"{what} should be a tensor, but is {described(value)}.")


def expect_object(value: Any, what: str) -> Handle:
    """`value` if it is an object of the student's own, such as an optimizer or a network: a handle to it."""
    if isinstance(value, Handle):
        return value
    raise Unexpected(f"{what} was expected, but what came back is {described(value)}.")


def expect_choice(value: Any, right: str, why_not: Mapping[str, str]) -> None:
    """The letter `right`. `why_not` says for each wrong letter why it is wrong, without naming the right one."""
    letter = value.strip().lower() if isinstance(value, str) else value
    if letter == right:
        return
    if isinstance(letter, str) and letter in why_not:
        raise Unexpected(why_not[letter], why_not[letter])
    raise Unexpected(f"The answer is one letter in quotes, but is {described(value)}.")


def expect_number(value: Any, what: str = "The result") -> float:
    """A number, or a tensor with one element, as a float. NaN isn't a number."""
    if isinstance(value, Tensor) and value.numel() == 1:
        value = value.item()
    if isinstance(value, bool | int | float) and value == value:
        return float(_as_tensor(value, what))
    raise Unexpected(f"{what} should be one number, but is {described(value)}.")


def expect_shape(
    value: Any, shape: tuple[int, ...], mistakes: Mapping[str, tuple[int, ...]] | None = None, what: str = "The result"
) -> Tensor:
    """A tensor of `shape`. `mistakes` maps a hint to the shape that this mistake gives. Returns the tensor."""
    if isinstance(value, bool | int | float) and shape == ():
        return _as_tensor(value, what)
    tensor = expect_tensor(value, what)
    if tuple(tensor.shape) == shape:
        return tensor
    hint = next((hint for hint, wrong in (mistakes or {}).items() if tuple(tensor.shape) == wrong), None)
    raise Unexpected(f"{what} has shape {tuple(tensor.shape)}, and should have {shape}.", hint)


def expect_unchanged(kept: Handle, before: Tensor, what: str) -> None:
    """What was passed in still holds the numbers that it held `before`."""
    after = kept.get()
    hint = f"{what} changed by the call: make a new tensor instead of writing into the one that was passed in (-=, /=, x[...] =)."
    expect(isinstance(after, Tensor) and torch.equal(after.detach(), before), hint)


def _as_tensor(number: float, what: str) -> Tensor:
    try:
        return torch.tensor(number)
    except (OverflowError, RuntimeError, ValueError) as e:  # Python's whole numbers have no end
        raise Unexpected(f"{what} is a whole number too large for a tensor.") from e


def expect_dtype(value: Any, dtype: torch.dtype) -> Tensor:
    """A tensor of `dtype`. Returns the tensor."""
    tensor = expect_tensor(value, "The result")
    if tensor.dtype != dtype:
        raise Unexpected(f"The result holds {_dtype(tensor)}, and should hold {dtype}.".replace("torch.", ""))
    return tensor


def expect_close(
    value: Any,
    expected: Tensor | float,
    mistakes: Mapping[str, Tensor | float] | None = None,
    atol: float = 1e-4,
    rtol: float = 1e-4,
    what: str = "The result",
) -> None:
    """A number or tensor within `atol + rtol * |expected|` of `expected`, and of its shape.

    Where `expected` has one element, a Python number and a tensor of any shape with one element both do.
    `mistakes` maps a hint to the answer that this mistake gives; an answer of that kind fails with the hint.
    A mistake whose answer can't be told from the right one is passed over.
    """
    expected = torch.as_tensor(expected, dtype=torch.float64).detach()
    if isinstance(value, bool | int | float):
        value = _as_tensor(value, what)
    tensor = expect_tensor(value, what).detach()
    wrongs = {hint: torch.as_tensor(wrong, dtype=torch.float64).detach() for hint, wrong in (mistakes or {}).items()}
    if tensor.numel() not in {t.numel() for t in (expected, *wrongs.values())}:
        # Nothing is computed with it: a hundred million numbers in the place of one must cost the judge nothing.
        raise Unexpected(f"{what}: the shape is {tuple(tensor.shape)}, and should be {tuple(expected.shape)}.")
    tensor = tensor.to(torch.float64)
    if _close(tensor, expected, atol, rtol):
        return
    for hint, wrong in wrongs.items():
        if not _close(wrong, expected, atol, rtol) and _close(tensor, wrong, atol, rtol):
            raise Unexpected(hint, hint)
    if tensor.shape != expected.shape and not tensor.numel() == expected.numel() == 1:
        raise Unexpected(f"{what}: the shape is {tuple(tensor.shape)}, and should be {tuple(expected.shape)}.")
    if not bool(torch.isfinite(tensor).all()):
        raise Unexpected(f"{what}: there are values that are NaN or infinite.")
    raise Unexpected(f"{what}: the shape is right, the value{' is' if tensor.numel() == 1 else 's are'} not.")


def _close(value: Tensor, expected: Tensor, atol: float, rtol: float) -> bool:
    if value.shape != expected.shape:
        if not value.numel() == expected.numel() == 1:
            return False
        value = value.reshape(expected.shape)
    return torch.allclose(value, expected, atol=atol, rtol=rtol)


def described(value: Any) -> str:
    """A value by its kind, in words for a student."""
    if value is None:
        return "None (is a `return` missing?)"
    if isinstance(value, Tensor):
        return f"a tensor of shape {tuple(value.shape)}"
    if isinstance(value, Handle) and value.type_name in ("method", "builtin_function_or_method", "function"):
        return "a function (are the parentheses of a call missing?)"
    if isinstance(value, Handle) and value.type_name == "Tensor":
        return "a tensor of another kind (sparse, or of complex numbers)"
    if isinstance(value, float) and value != value:
        return "NaN"
    name = value.type_name if isinstance(value, Handle) else type(value).__name__
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _dtype(tensor: Tensor) -> str:
    return str(tensor.dtype)
