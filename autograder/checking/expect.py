"""What a check expects of a value that came from a student: each fails with a sentence for the student.

A hint is given for the mistake that a wrong answer looks like. It never holds a hidden input or the right
answer. All of these raise `Unexpected`, an AssertionError; anything else that a check raises is our fault.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal

import numpy as np

from autograder.checking.handles import Handle, in_words
from autograder.checking.noted import note_choice
from autograder.checking.pictures import Picture
from autograder.checking.values import (
    as_numbers,
    dtype_name,
    is_array,
    is_frame,
    is_index,
    is_series,
    is_tensor,
    of_number,
    same,
    size_of,
    word_for_array,
)
from autograder.results.telling import About
from autograder.text.listing import listed
from autograder.text.places import shortened, visible

_LONGEST_ANSWER = 60
"""Characters of a student's answer that are quoted."""


class Unexpected(AssertionError):
    """The student's value isn't what was expected. `finding` says what was seen, `hint` is the sentence for the mistake that it
    looks like, or None. `about` says whether the finding is about the value's kind and shape, the value alone, or a letter.

    `draw` gives a picture for the feedback, if it is wanted: pictures/.
    """

    def __init__(self, finding: str, hint: str | None = None, about: Literal["shape", "value", "letter"] = "shape") -> None:
        super().__init__(hint or finding)
        self.finding, self.hint = "" if finding == hint else finding, hint
        self.about: About = about if self.finding else ""
        self.draw: Callable[[], Picture] | None = None


def expect(condition: bool, hint: str) -> None:
    """Fail with `hint` unless `condition` holds."""
    if not condition:
        raise Unexpected("", hint)


@contextmanager
def with_picture(draw: Callable[[], Picture]) -> Iterator[None]:
    """A check that fails inside shows the picture that `draw` gives, beside its sentence: alone, if there is nothing to draw.

    It is drawn if no other check of the same graded cell has a picture. `draw` shows what the check has seen already; what takes
    another call of the student's code is a picture of its own, `picture_…` in docs/authoring.md.
    """
    try:
        yield
    except Unexpected as e:
        e.draw = e.draw or draw
        raise


def expect_tensor(value: Any, what: str = "It") -> Any:
    """`value` if it is a tensor; a sentence about what it is otherwise."""
    if is_tensor(value):
        return value
    raise Unexpected(f"{what} should be a tensor, but is {described(value)}.")


def expect_array(value: Any, what: str = "It") -> Any:
    """`value` if it is an array of numpy's; a sentence about what it is otherwise."""
    if isinstance(value, np.ndarray):
        return value
    raise Unexpected(f"{what} should be an array, but is {described(value)}.")


def _array_or_tensor(value: Any, what: str, expected: Any = None) -> Any:
    if is_array(value):
        return value
    wanted = "a tensor" if word_for_array() == "tensor" else "an array"
    if isinstance(expected, int | float | np.generic):
        wanted = "a number"
    raise Unexpected(f"{what} should be {wanted}, but is {described(value)}.")


def expect_list(value: Any, what: str = "The result", length: int | None = None, most: int = 10_000) -> list[Any]:
    """The items of a list or tuple, or of an array or tensor with one axis: `length` of them, or at most `most`.

    Their number is looked at first: a hundred million of them in the place of ten must cost the judge nothing.
    """
    if is_array(value) and len(value.shape) == 1:
        size = size_of(value)
    elif isinstance(value, list | tuple):
        size = len(value)
    else:
        raise Unexpected(f"{what} should be a list, but is {described(value)}.")
    if length is not None and size != length:
        raise Unexpected(f"{what} should have {length} item{'s' * (length != 1)}, but has {size:,}.")
    if length is None and size > most:
        raise Unexpected(f"{what} has {size:,} items, which is far too many.")
    items: list[Any] = value.tolist() if is_array(value) else list(value)
    return items


def expect_object(value: Any, what: str) -> Handle:
    """`value` if it is an object of the student's own, such as an optimizer or a network: a handle to it."""
    if isinstance(value, Handle):
        return value
    raise Unexpected(f"{what} was expected, but what came back is {described(value)}.")


def expect_choice(value: Any, right: str, why_not: Mapping[str, str]) -> None:
    """The letter `right`. `why_not` says for each wrong letter why it is wrong, without naming the right one."""
    letter = value.strip().lower() if isinstance(value, str) else ""  # an array compared with a letter gives an array
    note_choice(letter if letter in {right, *why_not} else _quoted(value))
    if letter == right:
        return
    if letter in why_not:
        raise Unexpected(f"Your answer is {letter}.", why_not[letter], "letter")
    wanted = f"one of the letters {listed(sorted({right, *why_not}))}, in quotes and without anything else"
    raise Unexpected(f"Your answer is {_quoted(value)}, and should be {wanted}.", about="letter")


def _quoted(value: Any) -> str:
    """An answer as it was written, if it is a text or a list that holds one; else by its kind."""
    if isinstance(value, list | tuple) and len(value) == 1 and isinstance(value[0], str):
        return f"a list, [{_quoted(value[0])}]" if isinstance(value, list) else f"a tuple, ({_quoted(value[0])},)"
    if isinstance(value, str):
        return f'"{shortened(visible(value[:_LONGEST_ANSWER]), _LONGEST_ANSWER)}"'
    return "None" if value is None else described(value)


def expect_number(value: Any, what: str = "The result") -> float:
    """A number, or an array or tensor with one element, as a float. NaN isn't a number."""
    if is_array(value) and size_of(value) == 1 and dtype_name(value) not in ("str", "object"):
        value = value.item()
    if isinstance(value, bool | int | float) and value == value:
        return float(_as_array(value, what))
    raise Unexpected(f"{what} should be one number, but is {described(value)}.")


def expect_shape(
    value: Any, shape: tuple[int, ...], mistakes: Mapping[str, tuple[int, ...]] | None = None, what: str = "The result"
) -> Any:
    """An array or tensor of `shape`. `mistakes` maps a hint to the shape that this mistake gives. Returns it."""
    if isinstance(value, bool | int | float) and shape == ():
        return _as_array(value, what)
    if isinstance(value, bool | int | float) and () in (mistakes or {}).values():
        value = _as_array(value, what)  # numpy's mean is a number where torch's is a tensor of shape ()
    found = _array_or_tensor(value, what)
    if tuple(found.shape) == shape:
        return found
    hint = next((hint for hint, wrong in (mistakes or {}).items() if tuple(found.shape) == wrong), None)
    raise Unexpected(f"{what} has shape {tuple(found.shape)}, and should have {shape}.", hint)


def expect_equal(value: Any, expected: Any, mistakes: Mapping[str, Any] | None = None, what: str = "The result") -> None:
    """Exactly `expected`: its kind, its dtype and shape if it has them, and every item. For text, dates, truth values, lists.

    `mistakes` maps a hint to the answer that this mistake gives, as in `expect_close`.
    """
    if same(value, expected):
        return
    for hint, wrong in (mistakes or {}).items():
        if not same(wrong, expected) and same(value, wrong):
            raise Unexpected(f"{what} isn't right.", hint, "value")
    if is_array(expected):
        found = _array_or_tensor(value, what)
        if tuple(found.shape) != tuple(expected.shape):
            raise Unexpected(f"{what}: the shape is {tuple(found.shape)}, and should be {tuple(expected.shape)}.")
        if dtype_name(found) != dtype_name(expected):
            raise Unexpected(f"{what} holds {dtype_name(found)}, and should hold {dtype_name(expected)}.")
    elif type(value) is not type(expected):
        raise Unexpected(f"{what} should be {described(expected)}, but is {described(value)}.")
    elif isinstance(expected, list | tuple) and len(value) != len(expected):
        raise Unexpected(f"{what} has {len(value)} items, and should have {len(expected)}.")
    raise Unexpected(f"{what} isn't right, though it is of the right kind.", about="value")


def expect_unchanged(kept: Handle, before: Any, what: str) -> None:
    """What was passed in still holds what it held `before`: an array, a tensor, a data frame or series, a list."""
    if is_frame(before) or is_series(before):
        instead = "make a new one (copy(), assign()) instead of writing into the one that was passed in (x[...] =, inplace=True)."
    else:
        instead = f"make a new {word_for_array()} instead of writing into the one that was passed in (-=, /=, x[...] =)."
    expect(same(kept.get(), before), f"{what} changed by the call: {instead}")


def _as_array(number: float, what: str) -> Any:
    try:
        return of_number(number)
    except (OverflowError, RuntimeError, ValueError) as e:  # Python's whole numbers have no end
        raise Unexpected(f"{what} is a whole number too large for an array.") from e


def expect_dtype(value: Any, dtype: Any) -> Any:
    """An array or tensor of `dtype`. Returns it."""
    found = _array_or_tensor(value, "The result")
    if dtype_name(found) != dtype_name(dtype):
        raise Unexpected(f"The result holds {dtype_name(found)}, and should hold {dtype_name(dtype)}.")
    return found


def expect_close(
    value: Any,
    expected: Any,
    mistakes: Mapping[str, Any] | None = None,
    atol: float = 1e-4,
    rtol: float = 1e-4,
    what: str = "The result",
) -> None:
    """A number, array or tensor within `atol + rtol * |expected|` of `expected`, and of its shape.

    Where `expected` has one element, a Python number and an array of any shape with one element both do.
    `mistakes` maps a hint to the answer that this mistake gives; an answer of that kind fails with the hint.
    A mistake whose answer can't be told from the right one is passed over.
    """
    right = as_numbers(expected)
    if isinstance(value, bool | int | float):
        value = _as_array(value, what)
    found = _array_or_tensor(value, what, expected)
    wrongs = {hint: as_numbers(wrong) for hint, wrong in (mistakes or {}).items()}
    if size_of(found) not in {array.size for array in (right, *wrongs.values())}:
        # Nothing is computed with it: a hundred million numbers in the place of one must cost the judge nothing.
        raise Unexpected(f"{what}: the shape is {tuple(found.shape)}, and should be {right.shape}.")
    try:
        numbers = as_numbers(found)
    except (TypeError, ValueError, OverflowError) as e:  # a whole number in an array of objects has no end either
        raise Unexpected(f"{what} should hold numbers, but holds {dtype_name(found)}.") from e
    if np.iscomplexobj(numbers) and not np.iscomplexobj(right):
        raise Unexpected(f"{what} should hold real numbers, but holds {dtype_name(found)}.")
    if _close(numbers, right, atol, rtol):
        return
    hints = (
        hint for hint, wrong in wrongs.items() if not _close(wrong, right, atol, rtol) and _close(numbers, wrong, atol, rtol)
    )
    hint = next(hints, None)
    if numbers.shape != right.shape and not numbers.size == right.size == 1:
        raise Unexpected(f"{what}: the shape is {numbers.shape}, and should be {right.shape}.", hint)
    if not bool(np.isfinite(numbers).all()):
        raise Unexpected(f"{what}: there are values that are NaN or infinite.", hint, "value")
    raise Unexpected(f"{what}: {_seen(numbers, right)}.", hint, "value")


def _seen(numbers: Any, right: Any) -> str:
    """What is wrong with values, in words that tell neither a right one nor a hidden input."""
    real = bool(np.isrealobj(numbers) and np.isrealobj(right))
    if numbers.size == 1:
        told = "the value isn't right" if right.ndim == 0 else "the shape is right, the value is not"
        if not numbers.any():
            return f"{told}; it is 0"
        return f"{told}; it is negative, and shouldn't be" if real and bool(numbers < 0) and bool(right >= 0) else told
    told = "the shape is right, the values are not"
    if not numbers.any():
        return f"{told}; all of them are 0"
    if real and (numbers < 0).any() and (right >= 0).all():
        return f"{told}; some are below 0, and none should be"
    if (numbers == numbers.flat[0]).all() and not (right == right.flat[0]).all():
        return f"{told}; all of them are the same number"
    if real and np.allclose(np.sort(numbers, axis=None), np.sort(right, axis=None), rtol=1e-3, atol=1e-6):
        return f"{told}; they are the right numbers in another order"
    return told


def _close(value: Any, expected: Any, atol: float, rtol: float) -> bool:
    if value.shape != expected.shape:
        if not value.size == expected.size == 1:
            return False
        value = value.reshape(expected.shape)
    return bool(np.allclose(value, expected, atol=atol, rtol=rtol))


def described(value: Any) -> str:
    """A value by its kind, in words for a student."""
    if value is None:
        return "None (is a `return` missing?)"
    if is_array(value):
        return f"{'a tensor' if is_tensor(value) else 'an array'} of shape {tuple(value.shape)}"
    if isinstance(value, Handle) and value.type_name in _UNSENT:
        return _UNSENT[value.type_name]
    if is_frame(value):
        return f"a data frame of {value.shape[0]} rows and {value.shape[1]} columns"
    if is_series(value):
        return f"a series of {len(value)} values"
    if is_index(value):
        return f"an index of {len(value)} values"
    if isinstance(value, float) and value != value:
        return "NaN"
    return in_words(value.type_name if isinstance(value, Handle) else type(value).__name__)


_UNSENT = {
    "Tensor": "a tensor of another kind (sparse, or of complex numbers)",
    "ndarray": "an array of another kind (of records, or of objects that are no numbers or text)",
    "DataFrame": "a data frame with a column of another kind (of arrays, or of objects that are no numbers, dates or text)",
    "Series": "a series of another kind (of arrays, or of objects that are no numbers, dates or text)",
}
"""What stays in the worker though its type can be sent."""
