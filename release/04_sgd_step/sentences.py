"""What a notebook says in a sentence: where a cell comes too early, where an error speaks PyTorch, what an assert compared.

Ships beside each notebook. `progress.py` says it about the checks, `pictures.py` about the cells that draw.
"""

import ast
import dis
import linecache
import re
import sys
import textwrap
from difflib import get_close_matches
from types import CodeType, FrameType, ModuleType, TracebackType
from typing import Any

from IPython import get_ipython


class MissingExercise(Exception):
    """Something that a cell needs isn't there yet, most often an exercise."""

    def _render_traceback_(self) -> list[str]:
        return [wrapped(str(self))]  # one sentence instead of a traceback


def needs(namespace: dict[str, Any], *names: str) -> None:
    """Stop the cell unless the notebook defines all of `names`; call it with `globals()`."""
    for name in names:
        if name not in namespace:
            raise MissingExercise(
                f"This cell uses `{name}`, which isn't there yet. If it is an exercise, write it and run its cell; "
                "if a cell further up makes it, run that first."
            )


WIDTH = 80
"""Columns of a sentence: what JupyterLab has room for with its file browser open on a small screen."""

_SHOWN = 4
"""Frames of a deep stack that are shown at each end."""

COMPARES = "One `=` gives a name a value; `==` compares."
_CHECK = re.compile(r"""^print\(f?["'][^\n]{0,200}: (?:fine so far|answered)""", re.M)
"""In a cell of visible checks, the line that says that they are met."""

STUB = "Write your code here"
"""The words of the error that an exercise raises as long as nobody has written it."""

PLAIN = [
    (r"bitwise_xor", "`^` isn't a power in Python but the exclusive or of bits: write `** 2`."),
    (
        r"does not require grad and does not have a grad_fn",
        "What backward() is called on doesn't depend on a tracked tensor: is it an accuracy, or is there a comparison, "
        "an item(), a detach() or a .data on the way? Or do the parameters ask for no gradient, as by requires_grad_() with its "
        "underscore and parentheses?",
    ),
    (
        r"a leaf Variable that requires grad is being used in an in-place operation",
        "PyTorch is recording, and refuses to change a parameter meanwhile: write the step to p.data, or put it "
        "into `with torch.no_grad():`. If it isn't a step, make a new tensor: write x = x - 1 in place of x -= 1, and clamp() in "
        "place of clamp_().",
    ),
    (
        r"mat1 and mat2 shapes cannot be multiplied",
        "The inner numbers of (n, k) @ (k, m) must be alike: look at the order of the two, and at .T. If they are right, does "
        "the code use the model and the pictures that it is given?",
    ),
    (
        r"The size of tensor a .{0,200} must match the size of tensor b",
        "Two tensors don't fit each other: print both shapes, and look where the one that surprises you was made. Where products "
        "are to be added up, write `@`, not `*`.",
    ),
    (
        r"Dimension out of range",
        "There is no such axis here. Counted from the end, -1 and -2 are the last two; but after a mean(), sum() or squeeze() an "
        "axis is gone, and the count changes. A mean over two takes both at once: mean((-1, -2)).",
    ),
    (r"argument 'keepdim'", "Several axes go into parentheses of their own: .mean((-1, -2))."),
    (
        r"shape '\[.{0,200}\]' is invalid for input of size",
        "A number there is fixed, or comes from the wrong axes; it should follow from the shape of the input.",
    ),
    (
        r"only one element tensors can be converted to Python scalars|Tensor with \d+ elements cannot be converted to Scalar",
        "math.exp(), math.sqrt(), float() and item() take one number; torch.exp() and the like take a whole tensor, and "
        "torch.stack() makes one of a list of tensors.",
    ),
    (r"Can't call numpy\(\)", "numpy would cut the gradient off: use torch's function of that name, such as torch.exp."),
    (
        r"\(\) got an unexpected keyword argument 'axis'|received .{0,200}\baxis=NoneType|'dim' must be int, not NoneType",
        "numpy's functions don't go with a tensor: write the tensor's own, such as x.mean() or x.max(), or torch's.",
    ),
    (
        r"argument '\w+' \(position \d+\) must be tuple of Tensors, not Tensor",
        "Several tensors go into a list of their own, in square brackets: torch.stack([a, b]).",
    ),
    (
        r"argument '\w+' \(position \d+\) must be Tensor, not (?:float|int|bool|list|tuple)\b",
        "torch's functions take tensors: torch.tensor() makes one of numbers, and torch.stack() one of a list of tensors.",
    ),
    (
        r"Boolean value of Tensor with more than one value",
        "`if`, `not` and a chain such as 0 < x < 1 ask one question, and a tensor holds many answers: torch.where chooses for "
        "each element, ~ turns each round, and each comparison stands in parentheses of its own. Whether something is there at "
        "all is asked by `is not None`.",
    ),
    (
        r"where expected condition to be a boolean",
        "torch.where wants truth values first: make them by a comparison, such as `== 1`.",
    ),
    (
        r"'bool' object (?:has no attribute '(?:grad|backward|data|shape|item)'|is not callable)",
        "`requires_grad` is only True or False; `requires_grad_()` sets it, and gives the tensor back.",
    ),
    (
        r"nly Tensors of floating point (?:and complex )?dtype can require gradients",
        "Whole numbers have no gradients: make them floats first, as by float() or dtype=torch.float32.",
    ),
    (
        r"maximum recursion depth exceeded",
        "A function calls itself, again and again: on the line that is quoted stands its own name, or that of a function which "
        "calls it back, where the work should be done.",
    ),
    (
        r"'NoneType' object has no attribute 'append'",
        "append() changes the list and returns nothing: let it stand alone, without a name and `=` before it.",
    ),
    (
        r"'NoneType' object has no attribute",
        "Something is None: a .grad before backward() or after it was cleared, or a function without a return.",
    ),
    (r"could not infer output dtype", "Truth values and whole numbers have no mean in PyTorch: make them .float() first."),
    (r"\blist is not a Module subclass", "nn.Sequential takes its layers one by one, without a list round them."),
    (r"is not a Module subclass", "A layer is made by calling its class: are its parentheses missing, as in nn.ReLU()?"),
    (
        r"grad can be implicitly created only for scalar outputs",
        "backward() starts from one number, the loss, and not from a parameter. Of a tensor of losses take the mean first; for "
        "the slopes at several places call it for each of them, or on their sum, since of a mean each slope has only its share.",
    ),
    (
        r"Trying to backward through the graph a second time",
        "backward() went through one loss twice: compute the loss anew in each round, inside the loop, with the parameters as "
        "they are then.",
    ),
    (
        r"operand type(\(s\))? for .*'NoneType'",
        "Something is None: a .grad before backward() or after it was cleared, that of a part of a parameter "
        "(sgd_step takes a list: [params]), or a function without a return.",
    ),
    (
        r"Loader' object is not subscriptable",
        "Batches can't always be picked by number: go through them, `for xb, yb in dl`.",
    ),
    (
        r"'int' object is not iterable",
        "`for` goes through several things, and a number is one: `for _ in range(n)` goes round n times.",
    ),
    (
        r"\w\.\w+\(\) takes \d+ positional arguments? but \d+ (?:was|were) given",
        "Has the method its `self`, and all the arguments that it is given?",
    ),
    (
        r"takes \d+ positional arguments? but \d+ (?:was|were) given",
        "The call gives another number of arguments than the function's first line takes: compare the two.",
    ),
    (
        r"missing \d+ required positional arguments?",
        "The call gives fewer arguments than the function's first line takes: compare the two.",
    ),
    (
        r"must be tuple of Tensors, not generator",
        "Square brackets make a list of what is made one by one: torch.stack([f(x) for x in xs]).",
    ),
    (
        r"stack expects each tensor to be equal size",
        "What is stacked has one shape: print the shape of each, and look where the one that differs was made.",
    ),
    (
        r"result type Float can't be cast to the desired output type|Found dtype Long but expected Float",
        "Whole numbers stand there where floats are wanted, as for the targets of a loss: make them .float() first.",
    ),
    (
        r"'Tensor' object has no attribute 'zero_grad'",
        "zero_grad() is an optimizer's or a model's: the gradient of one tensor p is cleared by p.grad.zero_() or p.grad = None.",
    ),
    (
        r"'list' object has no attribute '(?:data|grad|backward|requires_grad_?|zero_)'",
        "A list has no gradients and no data, but each of the tensors in it has: go through them, as in `for p in params:`.",
    ),
    (
        r"unsupported operand type\(s\) for \S{1,3}: (?:'list' and '(?:int|float|list)'|'(?:int|float)' and 'list')",
        "A list can't be calculated with: torch.tensor() makes a tensor of a list of numbers, and torch.stack() one of a list of "
        "tensors.",
    ),
    (
        r"received an invalid combination of arguments",
        "The function takes other arguments than these: look which is of a wrong kind, in a wrong place, or one too many.",
    ),
    (
        r"'list' object has no attribute '(float|mean|abs|shape|view|sum|dtype)'",
        "A list isn't a tensor yet: torch.stack() makes one of a list of tensors.",
    ),
    (
        r"'method' object|'builtin_function_or_method'|must be Tensor, not (?:builtin_function_or_)?method|"
        r"'function' object is not",
        "Are the parentheses of a call missing, as in x.sqrt()?",
    ),
    (
        r"'(?:torch\.Size|Tensor|tuple|list)' object is not callable",
        "What stands before those parentheses is no function: take them away, as of x.shape, or write the `*` that is missing.",
    ),
]
"""What PyTorch's commonest errors mean. Feedback has the same sentences; a test of the course holds the two together."""


GRAMMAR = [
    (r"was never closed", "Each bracket that opens needs one that closes: count them in this line."),
    (r"unmatched|does not match opening", "A bracket closes here that none of its kind has opened: count them in this line."),
    (r"expected ':'", "A line that begins a block (def, for, if, with) ends in a colon."),
    (r"expected an indented block", "The lines that belong to the one before are indented: by four blanks."),
    (r"unexpected indent|unindent does not match|inconsistent use of tabs", "The lines of one block begin in the same column."),
    (
        r"incomplete input|unterminated triple-quoted",
        'Something was opened and isn\'t closed below: the `"""` of a docstring, or a bracket. Or nothing '
        "stands below a line that begins a block.",
    ),
    (
        r"invalid character|invalid non-printable character",
        "That sign was pasted from a page or a document, and only looks like one that Python knows: delete it, and type it anew.",
    ),
    (
        r"positional argument follows keyword argument",
        "What has a name and `=` comes last in a call. If it should compare, write `==`.",
    ),
    (r"unterminated", "A text ends with the same quotes with which it began."),
    (r"Maybe you meant '=='", COMPARES),
    (r"forgot a comma", "Between two things in a list or a call stands a comma; between two that are multiplied, a `*`."),
    (r"'return' outside function", "The line isn't indented, so it is no part of the function any more."),
    (r"invalid syntax", "The slip may stand at the end of the line before: a missing bracket, comma or colon."),
]
"""What Python's errors of grammar mean: as feedback has them, to which a test holds these."""


def what_it_means(error: Exception, trace: TracebackType) -> str:
    """A sentence for an error in a cell: which exercise or name it waits for, or what the student most often did; else ""."""
    links = _links(trace)
    trace = links[-1]
    frame = trace.tb_frame
    if isinstance(error, NotImplementedError) and str(error).startswith(STUB):
        where = frame.f_code.co_qualname
        unwritten = f"`{where}` isn't written yet: write that exercise, run its cell, and then this one."
        return "" if where == "<module>" else unwritten
    if isinstance(error, NameError) and error.name:
        return _of_name(error.name, frame, line_of(frame, trace.tb_lineno))
    if isinstance(error, TypeError):
        for link in reversed(links[-2 * _SHOWN :]):  # a network's own lines stand below the one that calls it
            if told := _of_no_function(str(error), link.tb_frame, line_of(link.tb_frame, link.tb_lineno)):
                return told
    told = next((sentence for pattern, sentence in PLAIN if re.search(pattern, str(error))), "")
    if not told and isinstance(error, AttributeError) and error.name and (near := almost(error.name, error.obj)):
        is_asked = type(error.obj).__module__ == "__main__" and _CHECK.search(_source(frame))
        return f"It has `{near}`: the name has to be `{error.name}`." if is_asked else f"Did you mean `{near}`?"
    return told


def _of_no_function(message: str, frame: FrameType, line: str) -> str:
    """What is called as a function, and is something else: most often an exercise that was written without its `def`."""
    for name in re.findall(r"(?<![.\w])([^\W\d]\w*)\(", line):
        found = frame.f_globals.get(name)
        kind = type(found).__name__
        if message == f"'{kind}' object is not callable" and name in frame.f_globals and not callable(found):
            return f"`{name}` is no function but {_a(kind)}: is a function asked for, begin it with `def {name}`."
        if message.startswith(f"{kind}.forward() missing") and f"{name}()" in line:
            return (
                f"`{name}` is a network itself. If a function is asked for, write one that makes it: `def {name}():` and, below, "
                "`return …`."
            )
    return ""


def _a(kind: str) -> str:
    return f"{'an' if kind[:1].lower() in 'aeiou' else 'a'} {kind}"


def _of_name(name: str, frame: FrameType, line: str) -> str:
    """A name that isn't there: one of the function's own is likelier than another exercise, and that than a module's."""
    code = frame.f_code
    arguments = list(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])
    if near := _alike(name, [one for one in (*code.co_varnames, *code.co_freevars, *code.co_cellvars) if one[0] != "."], 0.75):
        return f"Did you mean `{near}`{', the argument' if near in arguments else ''}?"
    if re.search(rf"(?<![.\w]){name}\s*\(", line) and (module := in_a_module(name, frame.f_globals)):
        return f"`{name}` belongs to `{module}`: write `{module}.{name}`."
    if "self" in frame.f_locals:
        return f"There is no `{name}` in this method. If it is the object's own, write self.{name}."
    if len(name) == 1 and re.match(rf"q_\w+\s*=\s*{name}\b", line):
        return f'`{name}` is a name there, and an answer is a letter in quotes: "{name}".'
    if code.co_name == "<module>" and re.match(rf"{name}\s*==", line):
        return COMPARES
    if name.startswith("q_"):
        return f"`{name}` isn't answered yet: write a letter in its cell, and run it."
    if unused := [one for one in arguments if one not in _read_in(code)]:
        named, verb = " and ".join(f"`{one}`" for one in unused), "are" if len(unused) > 1 else "is"
        was = "were" if len(unused) > 1 else "was"
        return f"`{name}` is none of the arguments of `{code.co_name}`; {named} {was} passed in, and {verb}n't used there."
    return (
        f"There is no `{name}` here. Is it spelt right? If it is an exercise, write it and run its cell; if a cell "
        "further up makes it, run that first, as after every restart (menu Run, Run All Above Selected Cell)."
    )


def _read_in(code: CodeType) -> set[str]:
    """The function's own names that its code mentions, in functions inside it too."""
    found = set(code.co_cellvars)
    for one in dis.get_instructions(code):
        if "FAST" in one.opname:
            found.update(one.argval if isinstance(one.argval, tuple) else [one.argval])
    return found


def in_a_module(name: str, names: dict[str, Any]) -> str:
    """The module that has something to call by `name`, as the notebook calls it: the one that was imported first; else ""."""
    modules = ((called, vars(found)) for called, found in names.items() if isinstance(found, ModuleType) and called[0] != "_")
    return next((called for called, has in modules if name[0] != "_" and callable(has.get(name))), "")


def almost(name: str, owner: Any) -> str:
    """The attribute of `owner` that is spelt almost like `name`, or differs by its capitals; "" if there is none."""
    names = dir(owner if isinstance(owner, ModuleType | type) else type(owner)) + list(getattr(owner, "__dict__", ()))
    return _alike(name, [one for one in reversed(names) if one[0] != "_"], 0.75)


def _alike(name: str, names: list[str], cutoff: float) -> str:
    """The last of `names` that differs from `name` by its capitals, else the one that is nearest; "" if none is near."""
    known = {one.casefold(): one for one in names}
    return known[near[0]] if (near := get_close_matches(name.casefold(), known, 1, cutoff)) else ""


def explain(shell: Any, kind: type, error: Exception, trace: TracebackType, tb_offset: int | None = None) -> None:
    """IPython's traceback, and below it what the error means, where that is known."""
    meaning = what_it_means(error, trace)
    shown = _linked(_few(_links(trace), error))
    shell.showtraceback((kind, error.with_traceback(shown), shown), tb_offset=tb_offset)
    if meaning:
        print(wrapped(meaning), file=sys.stderr)


def of_grammar(error: SyntaxError, source: str) -> str:
    """What an error of grammar in a cell means; IPython says "incomplete input" of all that isn't closed."""
    message, said = str(error.msg), ""
    if "incomplete input" in message:
        try:
            ast.parse(source)
        except SyntaxError as own:
            message = own.msg
            said = f"Python says: {message}{f', in line {own.lineno}' if own.lineno else ''}. "
        except (ValueError, RecursionError, MemoryError):
            pass
    return said + next((sentence for pattern, sentence in GRAMMAR if re.search(pattern, message)), "")


def explain_grammar(shell: Any) -> None:
    """From here on, below an error of grammar stands what it means. Handlers of other errors aren't asked about those."""
    shown = shell.showsyntaxerror
    if getattr(shown, "explains", False):
        return

    def show(*arguments: Any, **options: Any) -> None:
        shown(*arguments, **options)
        error, cells = getattr(sys, "last_value", None), shell.user_ns.get("In") or [""]
        if isinstance(error, SyntaxError) and (meaning := of_grammar(error, str(cells[-1]))):
            print(wrapped(meaning), file=sys.stderr, flush=True)

    show.explains = True  # type: ignore[attr-defined]
    shell.showsyntaxerror = show


def in_cell(trace: TracebackType | None, names: dict[str, Any]) -> TracebackType | None:
    """Where in the cell itself an error came from."""
    while trace is not None and not (trace.tb_frame.f_globals is names and trace.tb_frame.f_code.co_name == "<module>"):
        trace = trace.tb_next
    return trace


def in_cells(trace: TracebackType, names: dict[str, Any], error: Exception) -> TracebackType:
    """The frames down to the last one that is code of the notebook: what is below it is a library's."""
    links = _links(trace)
    last = max((i for i, link in enumerate(links) if link.tb_frame.f_globals is names), default=len(links) - 1)
    return _linked(_few(links[: last + 1], error))


def _links(trace: TracebackType | None) -> list[TracebackType]:
    found = []
    while trace is not None:
        found.append(trace)
        trace = trace.tb_next
    return found


def _linked(links: list[TracebackType]) -> TracebackType:
    """A traceback of these frames alone, of which there is one at least."""
    below = None
    for link in reversed(links):
        below = TracebackType(below, link.tb_frame, link.tb_lasti, link.tb_lineno)
    return below or links[0]


def _few(links: list[TracebackType], error: Exception) -> list[TracebackType]:
    """Both ends of a deep stack; of one without end the beginning, where it goes round for the first time.

    IPython takes milliseconds for each frame, and a recursion that runs away has thousands.
    """
    if len(links) <= 2 * _SHOWN:
        return links
    return links[:_SHOWN] if isinstance(error, RecursionError) else links[:_SHOWN] + links[-_SHOWN:]


def _source(frame: FrameType) -> str:
    return "".join(linecache.getlines(frame.f_code.co_filename))


def line_of(frame: FrameType, number: int) -> str:
    lines = _source(frame).splitlines()
    return textwrap.shorten(lines[number - 1], 100, placeholder=" …") if 0 < number <= len(lines) else ""


def compared(frame: FrameType, number: int, exercises: list[str]) -> list[str]:
    """What an assert expected and what it found, as two lines; none where it doesn't compare, or would call an exercise again."""
    try:
        asserts = [node for node in ast.walk(ast.parse(_source(frame))) if isinstance(node, ast.Assert)]
    except SyntaxError:
        return []
    failed = next((node for node in asserts if node.lineno <= number <= (node.end_lineno or node.lineno)), None)
    actual, expected = _sides(failed.test) if failed is not None else (None, None)
    if failed is not None and actual is not None and expected is None:  # a known mistake; a later line says what is right
        later = (_sides(node.test) for node in asserts if node.lineno > failed.lineno)
        expected = next((right for left, right in later if left and right and ast.dump(left) == ast.dump(actual)), None)
    if actual is None or expected is None:
        return []
    called = {node.id for side in (actual, expected) for node in ast.walk(side) if isinstance(node, ast.Name)}
    if not called.isdisjoint(exercises):
        return []
    try:
        right, found = (_value(side, frame) for side in (expected, actual))
    except Exception:
        return []
    what = " shape" if "shape" in ast.unparse(actual) else ""
    width = len(f"expected{what}:")
    return [f"    expected{what}: {_short(right)}", f"    {f'your{what}:' if what else 'yours:':{width}} {_short(found)}"]


def _sides(test: ast.expr) -> tuple[ast.expr | None, ast.expr | None]:
    """What a test looks at, and what it wants that to be; the second is None where it says only what it shouldn't be."""
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        if isinstance(test.ops[0], ast.Eq):
            return test.left, test.comparators[0]
        if isinstance(test.ops[0], (ast.NotEq, ast.NotIn)):
            return test.left, None
    if isinstance(test, ast.Call) and ast.unparse(test.func) == "torch.allclose":
        return test.args[0], test.args[1]
    return None, None


def _value(expression: ast.expr, frame: FrameType) -> Any:
    return eval(compile(ast.Expression(expression), "<check>", "eval"), frame.f_globals, frame.f_locals)  # the check's own text


def rounded(text: str) -> str:
    """The text with its long decimal numbers cut to four digits, as an assert compares them."""
    return re.sub(r"(?<![\d.])\d{1,300}\.\d{6,30}(?:e[-+]\d{1,3})?(?!\d)", _in_four_digits, text)


def _in_four_digits(number: re.Match[str]) -> str:
    value = float(number[0])
    return f"{value:.2g}" if value < 0.001 else str(round(value, 4))


def _short(value: Any) -> str:
    if hasattr(value, "detach"):
        if value.numel() > 12:
            return f"a tensor of shape {tuple(value.shape)}"
        value = value.detach().tolist()
    text = rounded(str(tuple(value)) if type(value).__name__ == "Size" else repr(value))
    return text if len(text) <= 80 else text[:77] + "..."


def wrapped(sentence: str) -> str:
    """In lines: JupyterLab breaks a longer one in the middle of a word."""
    return textwrap.fill(sentence, WIDTH, break_long_words=False, break_on_hyphens=False)


EXPLAINED = (AttributeError, IndexError, NameError, NotImplementedError, RuntimeError, TypeError, ValueError)

if get_ipython() is not None:  # in a notebook
    get_ipython().set_custom_exc(EXPLAINED, explain)
    explain_grammar(get_ipython())
