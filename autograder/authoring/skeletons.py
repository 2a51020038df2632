"""The texts of a new exercise: they work as they are, and are there to be written over."""

from dataclasses import dataclass

LETTERS = ("a", "b", "c", "d")
TO_WRITE_OVER = (
    "Say here what ",
    "This text, the function and its checks are there to be written over.",
    "Say what comes in and what goes out, with shapes and types.",
    "Ask here. The answer is one letter",
    "an answer that shows one misunderstanding",
    "Say what is misunderstood in ",
)
"""Words of these texts that no course keeps."""


@dataclass(frozen=True)
class Draw:
    """How a check of the course draws numbers: a line that imports what it needs, and the expression for five numbers."""

    imports: str
    fixture: str
    five: str


EXERCISE_TEXT = """\
## {name}

Say here what `{name}` is about, and what it is to do. This text, the function and its checks are there to be written over.
"""

EXERCISE = '''\
def {name}(values):
    """The mean of some numbers. Say what comes in and what goes out, with shapes and types.

    values: numbers, one after another.
    Returns a number.
    """
    ### BEGIN SOLUTION
    return sum(values) / len(values)
    ### END SOLUTION
'''

EXERCISE_TEST = """\
# What students see: honest, and not the whole story.
got = {name}([1.0, 2.0, 6.0])
assert got is not None, "{name} returned None: is there a return?"
assert got == 3.0, f"the mean of 1, 2 and 6 is 9 / 3; yours is {{got}}"
print("{name}: fine so far")
"""

EXERCISE_CHECKS = '''\
"""Hidden checks of `{name}(values)`.

A check is a function `test_…`. It asks for the student's function by its name and for its inputs by `{fixture}`, and its
docstring is the sentence that the student reads. How to go on: `@part("…")` above the checks of a second cell with points,
`tries()` and `all_apart()` to draw inputs that tell right from wrong, `worker.keep()` and `expect_unchanged()` for what is to
stay as it is. `python -m pydoc autograder.checking` says what each of them does.
"""
{imports}
from autograder.checking import expect_close


def slow_mean(values):
    """One number after another: obvious, and never the solution itself."""
    total = 0.0
    for value in values.tolist():
        total += value
    return total / len(values)


def test_mean_of_the_values({name}, {fixture}):
    """The mean is what all the values together come to, divided by how many there are."""
    values = {five}  # from 1 to 2, so that no mistake comes near the right answer
    right = slow_mean(values)
    # A wrong answer that is one of these is answered by its sentence, which gives away neither an input nor the answer.
    mistakes = {{
        "This is the sum of the values; divide it by how many there are.": 5 * right,
        "This divides by one too many.": 5 * right / 6,
    }}
    expect_close({name}(values), right, mistakes=mistakes)


def test_a_single_value({name}):
    """The mean of a single value is that value."""
    expect_close({name}([2.5]), 2.5)
'''

EXERCISE_RIGHT = {
    "with_a_loop": """\
def {name}(values):
    total = 0.0
    for value in values:
        total = total + value
    return total / len(values)
""",
}

EXERCISE_WRONG = {
    "sum": """\
# fails: test_mean_of_the_values
# hint: divide it by how many there are
def {name}(values):
    return sum(values)
""",
    "nothing_returned": """\
# fails: test_mean_of_the_values, test_a_single_value
# hint: is a `return` missing?
def {name}(values):
    sum(values) / len(values)
""",
}

QUESTION_TEXT = """\
## {name}

Ask here. The answer is one letter, in quotes.

- **a** an answer that shows one misunderstanding
- **b** the right answer
- **c** an answer that shows another one
- **d** an answer that shows a third one
"""

QUESTION = """\
# {name} = one of "a", "b", "c", "d"
### BEGIN SOLUTION
{name} = "b"
### END SOLUTION
"""

QUESTION_TEST = """\
assert str({name}).strip().lower() in ("a", "b", "c", "d"), (
    f"the answer is one of the letters a, b, c, d, in quotes; yours is {{{name}!r}}"
)
print("{name}: answered")
"""

QUESTION_CHECKS = '''\
"""Hidden check of the question `{name}`."""

from autograder.checking import expect_choice

# For each wrong letter why it is wrong, without naming the right one.
WHY_NOT = {{
    "a": "Say what is misunderstood in a.",
    "c": "Say what is misunderstood in c.",
    "d": "Say what is misunderstood in d.",
}}


def test_answer({name}):
    """The right letter was chosen."""
    expect_choice({name}.get(), "b", WHY_NOT)
'''

QUESTION_RIGHT = {"plain": '{name} = "b"\n'}
QUESTION_WRONG = {
    f"answer_{letter}": f'# fails: test_answer\n# hint: Say what is misunderstood in {letter}.\n{{name}} = "{letter}"\n'
    for letter in LETTERS
    if letter != "b"
}
