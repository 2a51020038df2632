"""What PyTorch's and Python's commonest errors mean, and those of a machine that grades, in a sentence for a student.

An error message says what the library couldn't do; these say what the student most often did.
"""

import re
from collections.abc import Iterable

from autograder.checking.values import word_for_array

_LOOKED_AT = 2_000
"""Characters of a message, which student code may make as long as it likes."""
_HERE = [
    (
        r"Found no NVIDIA driver|No CUDA GPUs are available|Torch not compiled with CUDA|not linked with support for mps",
        'The notebook was graded on a machine, or in a run, without a GPU: ask for one, as in `device = "cuda" if '
        'torch.cuda.is_available() else "cpu"`, and write `.to(device)`.',
    ),
    (
        r"name resolution|NameResolutionError|no internet connection|Network is unreachable",
        "There is no network where the notebook is graded: hand the file in beside the notebook, or leave that line out.",
    ),
    (
        r"ModuleNotFoundError: No module named '([^']{1,100})'",
        "`{}` isn't there where the notebook is graded, and what a cell installs isn't either. A file of your own is handed in "
        "beside the notebook.",
    ),
    (
        r"FileNotFoundError: .{0,200}'(/proc/[^']{1,100})'",
        "What `{}` tells about a machine isn't shown where the notebook is graded.",
    ),
    (
        r"(?:FileNotFoundError: .{0,200}|File `)'([^'/][^']{0,200})'",
        "There is no such file where the notebook is graded: `{}` is handed in beside the notebook, or made by a cell.",
    ),
    (
        r"FileNotFoundError: .{0,200}'(/[^']{0,200})'",
        "There is no `{}` where the notebook is graded. A file of your own is handed in beside the notebook, and named without "
        "folders.",
    ),
    (
        r"^SystemExit",
        "Nothing below that line of the cell was run: take it out before you hand in.",
    ),
    (
        r"^BdbQuit|StdinNotImplementedError",
        "Nobody is there to type while a notebook is graded: take the line out before you hand in.",
    ),
    (
        r"Cannot load backend '(\w+)'",
        "There is no window where the notebook is graded: write `%matplotlib inline` in the place of '{}', or nothing.",
    ),
    (
        r"'seaborn([\w-]{0,40})' is not a valid package style",
        "matplotlib names it `seaborn-v0_8{}` by now.",
    ),
    (
        r"IProgress not found",
        "Widgets need a page to show them, and there is none where the notebook is graded: leave the line out.",
    ),
]
"""What isn't the code's fault alone: it would have run elsewhere. Patterns for the error's type and message."""
_EXPLAINED = [
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
    (r"view of a leaf Variable", "PyTorch is recording meanwhile: work on a copy, or inside `with torch.no_grad():`."),
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
        r"Target \d+ is out of bounds",
        "A cross-entropy wants an output for each answer, and a label is the number of one of them: are there too few "
        "outputs, or is another loss asked for?",
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
        r"'float' object has no attribute 'backward'",
        "A plain number knows nothing of gradients: call backward() on the tensor. item() and float() make a number, and so does "
        "a function that was given one: `requires_grad` is only True or False, `requires_grad_()` is the tensor.",
    ),
    (
        r"Path' object has no attribute '(?:split|rsplit|rpartition|strip|find)'",
        "A Path isn't a text: str() makes one of it, and .parent, .name and .parts take it apart.",
    ),
    (
        r"'NoneType' object has no attribute 'group'",
        "re.search() and re.match() give None where the pattern fits nowhere.",
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
    (r"is not a Module subclass", "A layer is made by calling its class: are its parentheses missing, as in nn.ReLU()?"),
    (r"grad can be implicitly created only for scalar outputs", "backward() starts from one number: take the mean first."),
    (
        r"operand type(\(s\))? for .*'NoneType'",
        "Something is None: a .grad before backward() or after it was cleared, or a function without a return.",
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
        r"cannot access local variable '(\w+)'|local variable '\w+' referenced before assignment",
        "It gets its value only on some ways through the function: give it one before the loop, or before the `if`.",
    ),
    (
        r"'function' object has no attribute '(train|eval|parameters|zero_grad)'",
        "The model may be a plain function, which has no .{}(): it need only be called.",
    ),
    (r"'list' object has no attribute 'to'", "A list of layers isn't a network yet: nn.Sequential makes one of them."),
    (
        r"'list' object has no attribute '(float|mean|abs|shape|view|sum|dtype)'",
        "A list isn't a tensor yet: torch.stack() makes one of a list of tensors.",
    ),
    (
        r"'list' object has no attribute '(mean|std|var|max|min|sum|shape|dtype)'",
        "A list isn't an array yet: np.array() makes one.",
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


_OF_ANY_COURSE = [pair for pair in _EXPLAINED if not re.search("torch|tensor", pair[1], re.I)]
"""Those for a course that works without tensors, in which nobody has met them."""


def explained(message: str, own: Iterable[tuple[str, str]] = (), kind: str = "") -> str:
    """What the error most often means; "" for an error that isn't known. `kind` is the name of its type.

    `own` are a course's own pairs of a pattern and a sentence, which come first; `{}` in a sentence is what the pattern's
    first group found.
    """
    known = _EXPLAINED if word_for_array() == "tensor" else _OF_ANY_COURSE
    return _first(own, message) or explained_here(kind, message) or _first(known, message)


def explained_here(kind: str, message: str) -> str:
    """What an error means that comes from where the notebook is graded, and what to do; "" for others."""
    return _first(_HERE, f"{kind}: {message}")


def _first(pairs: Iterable[tuple[str, str]], text: str) -> str:
    for pattern, sentence in pairs:
        if found := re.search(pattern, text[:_LOOKED_AT]):
            return sentence.replace("{}", found[1]) if found.groups() and "{}" in sentence else sentence
    return ""
