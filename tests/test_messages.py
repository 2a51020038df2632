"""What a student reads when an exercise isn't right: the best first, each thing once, and never praise."""

import re

import classroom
import numpy as np
import pytest
from nbformat.v4 import new_code_cell

from autograder.checking import Unexpected, expect, expect_choice, expect_close, expect_shape
from autograder.checking.told import Asked, told
from autograder.checking.written import Written
from autograder.front.cli.printed import lines_of
from autograder.front.nbgrader.record_outcomes import _told_about
from autograder.judge.judge import Judge
from autograder.judge.run import Run
from autograder.notebooks import defining
from autograder.notebooks.settings import Words
from autograder.pages.notebook.markdown import folded as _comment
from autograder.results.report import CellResult, CheckResult, Report
from autograder.results.telling import ALSO, ASKED, comment, said
from autograder.text.grammar import explained_syntax, told_syntax
from autograder.workers import answer
from autograder.workers.answer import Error

NAME = "02_distances"
WORDS = Words()


def failed(claim: str, finding: str = "", hint: str = "", about: str = "") -> CheckResult:
    return CheckResult("test_it", "fail", claim=claim, finding=finding, hint=hint, about=about)  # type: ignore[arg-type]


WRONG_VALUE = failed("It is a mean.", "The result: the value isn't right.", about="value")
WRONG_SHAPE = failed("One for each.", "The result has shape (), and should have (7,).", about="shape")
MISTAKE = failed("It has a sign.", "The result: the value isn't right.", "Is abs() missing?", "value")
RAISED = failed("It takes a batch.", "`f` raised IndexError in line 2 of its cell, `x[3]`: no.", "There is no such axis.", "code")
UNREADABLE = failed("It works.", "Python can't read the cell of `f`.", "Count the brackets.", "cell")
UNTRIED = failed("It is quick.", "This wasn't tried any more: it was stopped.", about="untried")
IN_ORDER = [UNREADABLE, RAISED, MISTAKE, WRONG_SHAPE, WRONG_VALUE, UNTRIED]


@pytest.mark.parametrize("at", range(1, len(IN_ORDER)))
def test_what_helps_most_is_read_first(at: int) -> None:
    better, worse = IN_ORDER[at - 1], IN_ORDER[at]
    assert said([worse, better])[0].sentence == said([better])[0].sentence
    assert said(reversed(IN_ORDER))[0].sentence == "Python can't read the cell of `f`. Count the brackets."


@pytest.mark.parametrize("check", IN_ORDER)
def test_a_message_begins_with_what_went_wrong_and_says_what_is_asked_after_it(check: CheckResult) -> None:
    assert not check.message.startswith(check.claim)
    assert check.message.startswith((check.finding, check.hint or check.finding))
    assert check.message.endswith(ASKED + check.claim) or check.about == "cell"


def test_a_claim_never_stands_alone() -> None:
    """As after a plain `assert` without a sentence."""
    assert failed("It is a mean.").message == "This isn't so yet. What is asked: It is a mean."


def test_a_shape_is_told_beside_its_mistake_and_a_value_isnt() -> None:
    both = failed("One for each.", "The result has shape (), and should have (7,).", "The mean went over all.", "shape")
    assert both.message == "The mean went over all. The result has shape (), and should have (7,). What is asked: One for each."
    assert MISTAKE.message == "Is abs() missing? What is asked: It has a sign."


def test_each_thing_is_said_once() -> None:
    stub = [failed(f"It does {n}.", "`f` isn't written yet.", about="cell") for n in range(7)]
    assert comment(stub) == "`f` isn't written yet."
    again = failed("Both ways.", "The shape is another here.", "Is abs() missing?", "shape")
    (one,) = said([MISTAKE, again])
    assert one.line == "Is abs() missing? What is asked: It has a sign. Both ways."
    values = [failed(f"Value {n}.", "The result: the value isn't right.", about="value") for n in range(4)]
    assert [one.line for one in said([*values, MISTAKE])][1:] == [
        "Wrong here too, most likely by the same mistake. What is asked: Value 0. Value 1. (And 2 more checks.)"
    ]


def test_what_is_stopped_twice_is_said_once() -> None:
    """Once a check was stopped, the next gets less time."""
    again = [failed(f"It is {n}.", f"`f` was stopped: it ran for more than {n} seconds.", about="code") for n in (1, 0.5)]
    untried = [
        failed(f"So {n}.", f"This wasn't tried any more: it ran for more than {n} seconds.", about="untried") for n in (1, 0.5)
    ]
    assert [one.sentence for one in said([*untried, *again])] == [
        "`f` was stopped: it ran for more than 1 seconds.",
        "This wasn't tried any more, since what is called was stopped.",
    ]


def test_wrong_values_below_another_of_which_nobody_knows_the_mistake_are_told_as_they_were_seen() -> None:
    single, zeros = ("The value isn't right.", "The values of a batch: all of them are 0.")
    found = [failed("One.", single, about="value"), failed("Many.", zeros, about="value"), failed("None.", zeros, about="value")]
    assert [one.line for one in said(found)] == [f"{single} What is asked: One.", f"{zeros} What is asked: Many. None."]


def test_a_comment_has_the_best_in_front_and_the_rest_in_lines() -> None:
    found = comment([WRONG_VALUE, WRONG_SHAPE, MISTAKE]).split("\n")
    assert found[:5] == ["Is abs() missing?", "What is asked: It has a sign.", "", ALSO, ""]
    assert [line[:24] for line in found[5:]] == ["- The result has shape (", "- Wrong here too, most l"]


def test_the_page_keeps_the_lines_of_a_comment_and_folds_the_rest() -> None:
    made = _comment("One <b>.\nTwo.\n\nAlso not right yet:\n\n- Three.\n- Four.\n\nFive.\nSix.", lambda text: f"[{text}]")
    assert (
        made
        == "[One <b>.  \nTwo.\n]<details><summary>Also not right yet:</summary>[- Three.  \n- Four.]</details>[\nFive.  \nSix.]"
    )
    assert _comment("Well\ndone", lambda text: text) == "Well  \ndone"
    assert _comment("A.__init__() in `B.__init__`", lambda text: text) == r"A.\_\_init\_\_() in `B.__init__`"


# What an expectation says of a value: shapes and kinds, and neither the right answer nor a hidden input.
VALUES = {
    "zeros": (np.zeros(3), "all of them are 0"),
    "below 0": (np.array([-1.0, 2, 3]), "some are below 0, and none should be"),
    "one number": (np.full(3, 7.5), "all of them are the same number"),
    "another order": (np.array([2.0, 1, 3]), "they are the right numbers in another order"),
    "others": (np.array([5.0, 1, 3]), "the values are not."),
}


@pytest.mark.parametrize("kind", VALUES)
def test_of_a_value_only_its_kind_is_told(kind: str) -> None:
    value, sentence = VALUES[kind]
    with pytest.raises(Unexpected) as raised:
        expect_close(value, np.array([1.0, 2, 3]))
    assert sentence in raised.value.finding
    assert raised.value.about == "value"
    assert not re.search(r"[1-9]", raised.value.finding)


def test_an_expectation_keeps_what_was_seen_apart_from_the_mistake() -> None:
    with pytest.raises(Unexpected) as shape:
        expect_shape(np.zeros((28, 28)), (), mistakes={"Take the mean.": (28, 28)})
    assert (shape.value.finding, shape.value.hint) == ("The result has shape (28, 28), and should have ().", "Take the mean.")
    with pytest.raises(Unexpected) as value:
        expect_close(2.0, 1.0, mistakes={"This is twice as much.": 2.0})
    assert (value.value.finding, value.value.hint) == ("The result: the value isn't right.", "This is twice as much.")
    with pytest.raises(Unexpected) as plain:
        expect(False, "It should move.")
    assert (plain.value.finding, plain.value.hint, plain.value.about) == ("", "It should move.", "")
    with pytest.raises(Unexpected) as letter:
        expect_choice("B", "a", {"b": "It doesn't stop."})
    assert failed("The right letter was chosen.", letter.value.finding, letter.value.hint or "", letter.value.about).message == (
        "Your answer is b. It doesn't stop."
    )


@pytest.mark.parametrize(
    ("given", "quoted"),
    [
        ("20 / 784", 'Your answer is "20 / 784",'),
        (["c"], 'Your answer is a list, ["c"],'),
        (("c",), 'Your answer is a tuple, ("c",),'),
        ("e", 'Your answer is "e",'),
        ("\x1b[2J" + "x" * 10**6, 'Your answer is "\\x1b[2Jxxx'),
        (np.zeros((2, 2)), "Your answer is an array of shape (2, 2),"),
        (None, "Your answer is None,"),
    ],
    ids=["text", "list", "tuple", "letter", "long", "array", "nothing"],
)
def test_an_answer_that_is_no_letter_is_quoted_and_the_letters_are_named(given: object, quoted: str) -> None:
    with pytest.raises(Unexpected) as raised:
        expect_choice(given, "a", {"b": "It doesn't stop.", "c": "Nor this."})
    assert raised.value.finding.startswith(quoted)
    assert raised.value.finding.endswith("and should be one of the letters a, b and c, in quotes and without anything else.")
    assert len(raised.value.finding) < 250
    assert raised.value.about == "letter"


OPTIMIZER = """class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= lr * p.grad

def l1(a, b):
    diff = a - b
    return dif.abs().mean()
"""
RELEASED = """class BasicOptim:
    def __init__(self, params: Iterable, lr: float) -> None:
        ### BEGIN SOLUTION
        secret = 1
        ### END SOLUTION
"""


def of(kind: str, message: str, line: int | None = None, cell: int | None = 4) -> Error:
    found = answer.error(kind, message)
    found["cell"], found["line"] = (cell, line) if line else (None, None)
    return found


def written(source: str = OPTIMIZER, failure: Error | None = None) -> Written:
    found = Written({"BasicOptim": defining.as_released(RELEASED), "l1": "", "later": ""})
    found.begins(4, source, "BasicOptim")
    if failure is not None:
        found.failed(4, failure)
    return found


ERRORS = {
    "a name in a method": (
        ("BasicOptim.step", of("NameError", "name 'lr' is not defined", 7)),
        "`BasicOptim.step` raised NameError in line 7 of its cell, `p.data -= lr * p.grad`: name 'lr' is not defined.",
        "`lr` isn't one of the arguments. What belongs to the object is `self.lr` in each of its methods.",
    ),
    "a misspelt name in a function": (
        ("l1", of("NameError", "name 'dif' is not defined", 11)),
        "`l1` raised NameError in line 11 of the cell of `BasicOptim`, `return dif.abs().mean()`: name 'dif' is not defined.",
        "Did you mean `diff`?",
    ),
    "a name in a function": (
        ("l1", of("NameError", "name 'epochs' is not defined", 11)),
        "",
        "Nothing is called `epochs` there: it is none of the arguments, and no line before gives it a value.",
    ),
    "another exercise": (
        ("l1", of("NameError", "name 'later' is not defined", 11)),
        "",
        "`later` is an exercise of its own, and isn't defined yet. Its cell has to run before this one.",
    ),
    "arguments that don't fit": (
        ("BasicOptim", of("TypeError", "BasicOptim.__init__() takes 1 positional argument but 3 were given")),
        "`BasicOptim` raised TypeError: BasicOptim.__init__() takes 1 positional argument but 3 were given.",
        "It is called as the exercise has it: `def __init__(self, params: Iterable, lr: float) -> None`."
        " Yours is `def __init__(self, params, lr)`.",
    ),
    "a cell that the worker made up": (
        ("l1", of("ValueError", "no", 11, cell=99)),
        "`l1` raised ValueError: no.",
        "",
    ),
    "a line that ends in a colon": (
        ("BasicOptim", of("TypeError", "no", 6)),
        "`BasicOptim` raised TypeError in line 6 of its cell, `for p in self.params`: no.",
        "",
    ),
    "a line that isn't there": (
        ("l1", of("ValueError", "no", 400)),
        "`l1` raised ValueError in line 400 of the cell of `BasicOptim`: no.",
        "",
    ),
}


@pytest.mark.parametrize("kind", ERRORS)
def test_pythons_errors_are_told_with_the_line_and_what_they_mean(kind: str) -> None:
    (name, error), finding, hint = ERRORS[kind]
    found = told(Asked(name, name.split(".")[0]), error, WORDS, written())
    assert found.finding == finding or not finding
    assert found.hint == hint
    assert found.about == "code"


MEANT = {
    "a function of a module": (
        "def l1(a, b):\n    return sqrt(a - b)",
        of("NameError", "name 'sqrt' is not defined", 2) | {"meant": "torch.sqrt"},
        "`sqrt` belongs to `torch`: write `torch.sqrt`.",
    ),
    "one in a method": (
        "class A:\n    def f(self, x):\n        return sqrt(x)",
        of("NameError", "name 'sqrt' is not defined", 3) | {"meant": "torch.sqrt"},
        "`sqrt` belongs to `torch`: write `torch.sqrt`.",
    ),
    "a name in a method that a module has too": (
        "class A:\n    def f(self, x):\n        return std * x.std(1)",
        of("NameError", "name 'std' is not defined", 3) | {"meant": "torch.std"},
        "`std` isn't one of the arguments. What belongs to the object is `self.std` in each of its methods.",
    ),
    "what a module has too, and nobody calls": (
        "def l1(a, b):\n    return a * b * path",
        of("NameError", "name 'path' is not defined", 2) | {"meant": "os.path"},
        "Nothing is called `path` there: it is none of the arguments, and no line before gives it a value.",
    ),
    "a misspelt argument that a module has too": (
        "def l1(images):\n    return image(0)",
        of("NameError", "name 'image' is not defined", 2) | {"meant": "matplotlib.image"},
        "Did you mean `images`, the argument?",
    ),
    "a capital letter": (
        "def l1(x):\n    return X.mean()",
        of("NameError", "name 'X' is not defined", 2),
        "Did you mean `x`, the argument?",
    ),
    "another argument that a module has too": (
        "def l1(images):\n    return digits.mean(0)",
        of("NameError", "name 'digits' is not defined", 2) | {"meant": "string.digits"},
        "`digits` is none of the arguments of `l1`; `images` is passed in, and not used there.",
    ),
    "another exercise of which a module has one too": (
        "def l1(a, b):\n    return later(a)",
        of("NameError", "name 'later' is not defined", 2) | {"meant": "torch.later"},
        "`later` is an exercise of its own, and isn't defined yet. Its cell has to run before this one.",
    ),
    "an attribute": (
        "def l1(a, b):\n    return a.backwards()",
        of("AttributeError", "'Tensor' object has no attribute 'backwards'", 2) | {"meant": "backward"},
        "Did you mean `backward`?",
    ),
    "an attribute of what needs more than a name": (
        "def l1(a, b):\n    return a.abs.mean()",
        of("AttributeError", "'builtin_function_or_method' object has no attribute 'mean'", 2) | {"meant": "name"},
        "Are the parentheses of a call missing, as in x.sqrt()?",
    ),
}


@pytest.mark.parametrize("kind", MEANT)
def test_a_name_that_is_almost_one_that_is_there_is_told_so(kind: str) -> None:
    source, error, hint = MEANT[kind]
    assert told(Asked("l1", "l1"), error, WORDS, written(source)).hint == hint


def test_what_is_almost_called_as_the_check_wants_it_is_told_so() -> None:
    error = of("AttributeError", "'BasicOptim' object has no attribute 'step'") | {"meant": "steps"}
    found = told(Asked("BasicOptim.step", "BasicOptim", "step"), error, WORDS, written())
    assert found.finding == "Your `BasicOptim` has no `step`."
    assert found.hint == "It has `steps`: the name has to be `step`."


def test_the_worker_finds_what_is_meant(judge: Judge) -> None:
    notebook = classroom.solved(NAME)
    classroom.with_code(notebook, "l1_distance", "def l1_distance(a, b):\n    return (a - b).abs().maen((-1, -2))\n")
    classroom.with_code(notebook, "rmse_distance", "def rmse_distance(a, b):\n    return sqrt(((a - b) ** 2).mean((-1, -2)))\n")
    classroom.with_code(notebook, "is_3", "chosen = l1_distance.__nmae__\ndef is_3(x, mean3, mean7):\n    pass\n")
    report = judge.grade(notebook, NAME, "x", seed=20)
    rows = {row["name"]: row for row in report.as_json()["exercises"]}
    (note,) = report.notes
    assert note.startswith("The cell of `is_3`, line 1 raised AttributeError: "), "a notebook shows no numbers"
    assert "has no attribute 'maen'. Did you mean `mean`?" in rows["l1_distance"]["first"]
    assert "name 'sqrt' is not defined. `sqrt` belongs to `torch`: write `torch.sqrt`." in rows["rmse_distance"]["first"]
    assert "has no attribute '__nmae__'." in rows["is_3"]["first"]


TOO_LATE = {
    "a function below": ({7: "# Mine.\ndef later_on(x):\n    return x"}, "that begins with `# Mine.`"),
    "a class below": ({7: "class later_on:\n    pass"}, "that begins with `class later_on:`"),
    "an import below": ({7: "x = 1\nfrom math import exp, cos as later_on"}, "that begins with `x = 1`"),
    "a value below": ({7: "later_on = 3"}, "that begins with `later_on = 3`"),
    "an exercise's cell below": ({8: "def later_on(x):\n    return x"}, "of `later`"),
}


@pytest.mark.parametrize("kind", TOO_LATE)
def test_a_name_that_the_notebook_defines_further_down_is_told_with_its_cell(kind: str) -> None:
    cells, where = TOO_LATE[kind]
    found = written()
    found.visible_cells, found.exercise_cells = found.sources | cells, {4: "BasicOptim", 8: "later"}
    error = of("NameError", "name 'later_on' is not defined", 11)
    assert told(Asked("l1", "l1"), error, WORDS, found).hint == (
        f"`later_on` is defined further down, in the cell {where}: move it above the cell that needs it."
    )
    for other in (
        "later_on()",
        "    def later_on(): pass",
        "from later_on import x",
        "import x as y, later_on.z as w",
        "later_on += 1",
    ):
        found.visible_cells = found.sources | {7: other}
        assert "further down" not in told(Asked("l1", "l1"), error, WORDS, found).hint, other


def test_a_value_further_down_is_no_reason_where_an_attribute_is_meant() -> None:
    found = written()
    found.visible_cells = found.sources | {7: "lr = 0.1"}
    (name, error), _, hint = ERRORS["a name in a method"]
    assert told(Asked(name, "BasicOptim"), error, WORDS, found).hint == hint


@pytest.mark.parametrize(
    ("failure", "why"),
    [
        (of("NameError", "name 'x' is not defined", 1), "which stopped above it, in line 1"),
        (of("SyntaxError", "invalid syntax", 4), "which Python can't read"),
        (answer.error("Interrupted", "it took too long"), "which was stopped"),
    ],
    ids=["raised", "unreadable", "stopped"],
)
def test_a_name_that_a_failed_cell_would_have_defined_is_told_with_that_cell(failure: Error, why: str) -> None:
    found = written()
    found.begins(3, "print(x)\n\ndef helper(x):\n    return x", None)
    found.failed(3, failure)
    found.visible_cells = found.sources
    error = of("NameError", "name 'helper' is not defined", 11)
    assert told(Asked("l1", "l1"), error, WORDS, found).hint == (
        f"`helper` is defined in the cell that begins with `print(x)`, {why}: mend that cell first."
    )


def test_a_name_that_is_defined_too_late_is_told_by_the_judge_too(judge: Judge) -> None:
    """In the checks' message, and in the note about a cell of the student's own."""
    notebook = classroom.solved(NAME)
    classroom.with_code(notebook, "l1_distance", "def l1_distance(a, b):\n    return of_mine((a - b).abs())\n")
    at = next(i for i, cell in enumerate(notebook.cells) if cell.metadata.get("nbgrader", {}).get("grade_id") == "l1_distance")
    notebook.cells.insert(at + 1, new_code_cell("print(of_mine(3))"))
    notebook.cells.append(new_code_cell("def of_mine(x):\n    return x.mean((-1, -2))"))
    report = judge.grade(notebook, NAME, "x", seed=20)
    late = (
        "`of_mine` is defined further down, in the cell that begins with `def of_mine(x):`: move it above the cell that needs it."
    )
    (row,) = [row for row in report.as_json()["exercises"] if row["name"] == "l1_distance"]
    assert row["first"].endswith(f"name 'of_mine' is not defined. {late}")
    (note,) = report.notes
    assert note.endswith(f"line 1 raised NameError: name 'of_mine' is not defined. {late}")


def test_in_a_note_a_cell_has_a_name_and_no_number(judge: Judge) -> None:
    """Nor the place that Python names, in a file that nobody has."""
    notebook = classroom.solved(NAME)
    notebook.cells += [new_code_cell("mine = (1"), new_code_cell("x = 1\nx.nothing")]
    notes = judge.grade(notebook, NAME, "x", seed=20).notes
    assert notes == [
        "The cell that begins with `mine = (1`, line 1 raised SyntaxError: '(' was never closed",
        "The cell that begins with `x = 1`, line 2 raised AttributeError: 'int' object has no attribute 'nothing'",
    ]


def test_what_only_the_instructor_sees_of_a_notebook_is_no_hint() -> None:
    """The hidden part of a test cell, which stands in the notebook where that is graded."""
    notebook = classroom.solved(NAME)
    classroom.with_code(notebook, "l1_distance", "def l1_distance(a, b):\n    return secret_of_tests(a, b)\n")
    run = Run(None, notebook, classroom.COURSE.assignment(NAME), Report("ada", NAME, "x", 1, "cpu", True))  # type: ignore[arg-type]
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    cells[-1].source = "### BEGIN HIDDEN TESTS\nsecret_of_tests = 1\n### END HIDDEN TESTS"
    test = next(cell for cell in cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "test_l1_distance")
    test.source = "def secret_of_tests(a, b): pass"
    run._show(cells)
    assert not [text for text in run.written.visible_cells.values() if "def secret_of" in text or "secret_of_tests = 1" in text]
    assert len(run.written.visible_cells) > 5


ABOVE_THE_DEF = {
    "a function": (
        "plt.plot(xs)\n\ndef l1(a, b):\n    return a",
        of("NameError", "name 'plt' is not defined", 1),
        "The cell of `l1` stopped in line 1, `plt.plot(xs)`, before `l1` was there. NameError: name 'plt' is not defined.",
        "`def l1` stands below that line, and never ran: if it doesn't need the line, move that to a cell of its own, further down.",
    ),
    "a class": ("1 / 0\nclass l1:\n    pass", of("ZeroDivisionError", "division by zero", 1), "", "`class l1` stands below"),
    "a value": ("print(x)\nl1 = 3", of("NameError", "name 'x' is not defined", 1), "", "`l1 = …` stands below that line"),
    "the placeholder": (
        "# YOUR CODE HERE\nraise NotImplementedError()\n\ndef l1(a, b):\n    return a",
        of("NotImplementedError", "", 2),
        "The cell of `l1` stopped in line 2, `raise NotImplementedError()`, before `l1` was there. NotImplementedError.",
        "`def l1` stands below that line, and never ran: take the line out.",
    ),
    "a loop": (
        "while True: pass\n\ndef l1(a, b):\n    return a",
        answer.error("Interrupted", "it took too long"),
        "The cell of `l1` was stopped before `l1` was there: it took too long.",
        "`def l1` is in that cell: move what takes so long to a cell of its own, further down.",
    ),
}


def missing() -> Error:
    found = answer.error("_Missing", "")
    found["missing"] = True
    return found


@pytest.mark.parametrize("kind", ABOVE_THE_DEF)
def test_of_a_cell_that_stops_above_its_def_it_is_told_that_this_never_ran(kind: str) -> None:
    source, failure, finding, hint = ABOVE_THE_DEF[kind]
    found = Written({"l1": ""})
    found.begins(4, source, "l1")
    found.failed(4, failure)
    said_of_it = told(Asked("l1", "l1"), missing(), WORDS, found)
    assert said_of_it.finding == finding or not finding
    assert hint in said_of_it.hint
    assert said_of_it.about == "cell"


@pytest.mark.parametrize(
    ("source", "failure", "hint"),
    [
        ("x = y\nprint(x)", of("NameError", "name 'y' is not defined", 1), "never ran"),
        ("def other(x):\n    def l1(): pass\nother()", of("TypeError", "no", 3), "never ran"),
        ("def l1(a:\n    return a\ndef l1(a): pass", of("SyntaxError", "'(' was never closed", 1), "never ran"),
    ],
    ids=["none below", "inside another", "unreadable"],
)
def test_what_isnt_there_below_the_line_isnt_told(source: str, failure: Error, hint: str) -> None:
    found = Written({"l1": ""})
    found.begins(4, source, "l1")
    found.failed(4, failure)
    assert hint not in told(Asked("l1", "l1"), missing(), WORDS, found).hint


def test_a_letter_below_a_line_that_stops_isnt_asked_for_in_quotes() -> None:
    found = Written({"q_x": ""})
    found.begins(4, 'print(y)\nq_x = "b"', "q_x")
    found.failed(4, of("NameError", "name 'y' is not defined", 1))
    hint = told(Asked("q_x", "q_x"), missing(), WORDS, found).hint
    assert "`q_x = …` stands below that line" in hint
    assert "quotes" not in hint


def test_an_exercise_whose_def_is_given_below_what_is_to_be_written_isnt_written_yet() -> None:
    found = Written({"l1": "def l1(a, b):\n    return a * RATE\n"})
    found.begins(4, "# YOUR CODE HERE\nraise NotImplementedError()\n\ndef l1(a, b):\n    return a * RATE\n", "l1")
    found.failed(4, of("NotImplementedError", "", 2))
    assert told(Asked("l1", "l1"), missing(), WORDS, found).finding == "`l1` isn't written yet."


def test_an_attribute_is_no_name_that_was_meant() -> None:
    error = of("NameError", "name 'plt' is not defined", 2)
    assert told(Asked("l1", "l1"), error, WORDS, written("def l1(a):\n    plt.plot(a)")).hint.startswith(
        "Nothing is called `plt`"
    )


def test_of_a_call_that_lacks_arguments_the_function_that_takes_them_isnt_blamed() -> None:
    found = Written({"is_3": "def is_3(x: int, m3: int, m7: int) -> int:\n    pass\n", "l1": ""})
    found.begins(3, "def is_3(x, m3, m7):\n    return x", "is_3")
    found.begins(4, "def l1(a):\n    return is_3(a)", "l1")
    lacks = of("TypeError", "is_3() missing 2 required positional arguments: 'm3' and 'm7'", 2)
    assert told(Asked("l1", "l1"), lacks, WORDS, found).hint == (
        "The call in that line lacks `m3` and `m7`: `is_3` takes `x`, `m3` and `m7`."
    )
    many = of("TypeError", "is_3() takes 3 positional arguments but 4 were given", 2)
    assert told(Asked("l1", "l1"), many, WORDS, found).hint == (
        "The call in that line is another: `is_3` takes `x`, `m3` and `m7`."
    )
    found.begins(3, "def is_3(x):\n    return x", "is_3")
    one = of("TypeError", "is_3() takes 1 positional argument but 3 were given", 2)
    assert told(Asked("l1", "l1"), one, WORDS, found).hint == (
        "It is called as the exercise has it: `def is_3(x: int, m3: int, m7: int) -> int`. Yours is `def is_3(x)`."
    )


@pytest.mark.parametrize(
    ("message", "finding", "hint"),
    [
        ("'int' object is not callable", "`f` is no function but an int.", "Begin it as it was given: `def f(…)`."),
        (
            "Sequential.forward() missing 1 required positional argument: 'input'",
            "`f` is a Sequential itself.",
            "Write a function that makes it: `def f(): return …`.",
        ),
    ],
    ids=["a number", "a network"],
)
def test_what_should_be_a_function_and_is_something_else_is_told_so(message: str, finding: str, hint: str) -> None:
    found = Written({"f": "def f():\n    pass\n", "g": "g = 1\n"})
    said_of_it = told(Asked("f", "f"), of("TypeError", message), WORDS, found)
    assert (said_of_it.finding, said_of_it.hint) == (finding, hint)
    assert "itself" not in told(Asked("g", "g"), of("TypeError", message), WORDS, found).finding
    assert "raised TypeError in line" in told(Asked("f", "f"), of("TypeError", message, 2), WORDS, written()).finding


def test_an_answer_that_is_only_compared_is_told_so() -> None:
    found = Written({"q_x": ""})
    found.begins(4, 'q_x == "b"', "q_x")
    found.failed(4, of("NameError", "name 'q_x' is not defined", 1))
    assert told(Asked("q_x", "q_x"), missing(), WORDS, found).hint == "One `=` gives a name a value; `==` compares."


def test_of_all_the_ways_to_call_a_function_none_is_told() -> None:
    message = (
        "randn() received an invalid combination of arguments - got (list, float), but expected one of:\n * (int a)\n * (int b)"
    )
    found = told(Asked("l1", "l1"), of("TypeError", message, 2), WORDS, written())
    assert found.finding.endswith("arguments - got (list, float).")
    assert "other arguments than these" in found.hint


def test_what_the_check_asked_for_isnt_blamed_on_the_code() -> None:
    error = of("AttributeError", "'function' object has no attribute 'to'")
    asked = Asked("function.to", "simple_net", "to", "a function (are the parentheses of a call missing?)")
    found = told(asked, error, WORDS, written())
    assert "What `simple_net` returned is a function" in found.finding
    assert "raised" not in found.finding
    assert found.about == "shape"


def test_a_cell_that_python_cant_read_is_the_reason_and_its_line_is_quoted() -> None:
    failure = of("SyntaxError", "'(' was never closed (<cell 4>, line 2)", 2)
    found = told(Asked("BasicOptim", "BasicOptim"), missing(), WORDS, written("def f(x):\n    y = (x.abs(\n", failure))
    assert found.finding == (
        "Python can't read the cell of `BasicOptim`, so nothing in it ran. SyntaxError: '(' was never closed, "
        "in line 2, `y = (x.abs(`."
    )
    assert (found.hint, found.about) == ("Each bracket that opens needs one that closes: count them in this line.", "cell")


UNREADABLE_CELLS = {
    'def f(a):\n    """L1\n    return a\n': '`"""` of a docstring',
    "def f(a):\n    return (a\n": "count them in this line",
    "def f(a):\n    return a \u2212 1\n": "delete it, and type it anew",
    "f = \u201cb\u201d\n": "delete it, and type it anew",
    "f = g(h=1, 2)\n": "comes last in a call",
}


TOLD_SYNTAX = {
    ("SyntaxError", "invalid syntax", 2, "`a b`"): "SyntaxError: invalid syntax, in line 2, `a b`.",
    ("SyntaxError", "'(' was never closed (<cell 4>, line 2)", 2, "`f(`"): "SyntaxError: '(' was never closed, in line 2, `f(`.",
    ("SyntaxError", "expected ':' (3748623.py, line 1)", 1, ""): "SyntaxError: expected ':', in line 1.",
    ("SyntaxError", "Did you mean print(...)?", 1, "`print 1`"): "SyntaxError: Did you mean print(...)? In line 1, `print 1`.",
    ("IndentationError", "unindent (<tokenize>, line 3)", 0, ""): "IndentationError: unindent.",
    ("SyntaxError", "", 0, ""): "SyntaxError.",
}


@pytest.mark.parametrize("parts", TOLD_SYNTAX, ids=range(len(TOLD_SYNTAX)))
def test_an_error_of_grammar_is_told_without_a_file_that_nobody_has(parts: tuple[str, str, int, str]) -> None:
    assert told_syntax(*parts) == TOLD_SYNTAX[parts]


@pytest.mark.parametrize("source", UNREADABLE_CELLS, ids=range(len(UNREADABLE_CELLS)))
def test_what_python_cant_read_is_told_with_what_to_do(source: str) -> None:
    with pytest.raises(SyntaxError) as raised:
        compile(source, "<cell 4>", "exec")
    assert UNREADABLE_CELLS[source] in explained_syntax(raised.value.msg)


def test_an_input_that_ipython_calls_incomplete_is_told_so() -> None:
    assert "isn't closed" in explained_syntax("incomplete input")


def test_of_an_error_in_another_cell_the_line_that_led_there_is_quoted_too() -> None:
    found = written()
    found.begins(2, "def given(p):\n    return p.grad * 2\n", "given_step")
    error = of("TypeError", "unsupported operand type(s) for *: 'NoneType' and 'int'", 2, cell=2)
    error["inside"], error["outer_cell"], error["outer_line"] = "given", 4, 10
    assert told(Asked("BasicOptim", "BasicOptim"), error, WORDS, found).finding == (
        "`BasicOptim` raised TypeError in line 10 of its cell, `diff = a - b`, which led to `given` in line 2 of code cell 2, "
        "`return p.grad * 2`: unsupported operand type(s) for *: 'NoneType' and 'int'."
    )


def test_a_solution_is_never_quoted() -> None:
    assert "secret" not in defining.as_released(RELEASED)
    assert defining.as_released("def f(a):\n    return secret") == ""


def test_one_submission_is_told_the_same_everywhere(judge: Judge) -> None:
    """A syntax error, an unwritten cell, a mistake with a name: in the report, the terminal, the notebook and the comment."""
    notebook = classroom.solved(NAME)
    classroom.with_code(notebook, "mean_digit", "def mean_digit(images:\n    return images.mean(0)")
    classroom.with_code(notebook, "l1_distance", "def l1_distance(a, b):\n    return (a - b).mean((-1, -2))\n")
    classroom.with_code(notebook, "q_cancel", classroom.stub("q_cancel"))
    report = judge.grade(notebook, NAME, "x", seed=20)
    first = {
        "mean_digit": "Python can't read the cell of `mean_digit`, so nothing in it ran. SyntaxError: '(' was never "
        "closed, in line 1, `def mean_digit(images:`.",
        "l1_distance": "This is what comes out without abs() of the differences: those of opposite sign cancel.",
        "q_cancel": "`q_cancel` isn't answered yet: write a letter in its cell, and run it.",
    }
    rows = {row["name"]: row for row in report.as_json()["exercises"]}
    printed = "\n".join(lines_of(report))
    outputs = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.get("outputs") for cell in notebook.cells}
    for name, sentence in first.items():
        assert rows[name]["first"].startswith(sentence)
        assert _told_about(name, report).startswith(sentence)
        assert f"    fail: {sentence}" in printed
        assert f"not yet\x1b[0m  {sentence}" in "".join(outputs[f"test_{name}"][0]["traceback"]).split("\n")[1].replace(
            "\x1b[31m", ""
        )
        for check in rows[name]["checks"]:
            if check["status"] == "fail":
                assert {"claim", "finding", "hint"} <= check.keys()
                assert not check["message"].startswith(check["claim"])
    assert printed.count("Python can't read") == 1
    assert {"pass"} == {row["status"] for name, row in rows.items() if name not in first}


def test_parts_are_cleaned_and_bounded_as_messages_are() -> None:
    check = failed("\x1b[2Jclaim", "\x07" * 10**6, "\u202e" * 10**6, "shape")
    assert all(part.isprintable() for part in (check.claim, check.finding, check.hint, check.message))
    assert sum(map(len, (check.claim, check.finding, check.hint, check.message))) < 25_000
    report = Report("ada", NAME, "x", 1, "cpu", True, [CellResult("test_f", "f", 1, [check])])
    assert "\x1b" not in _told_about("f", report)
