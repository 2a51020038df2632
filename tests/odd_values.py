"""Values that no check expects, as code that runs in the worker: what a student's function may give back, raise, or do.

Each is an expression in which `args` and `kwargs` are what the function was called with, and `right()` is the solution's
own answer to that call. QUICK has one of each kind that the judge could tell apart; MORE has what else was thought of.
"""

PRELUDE = '''
import asyncio, collections, dataclasses, datetime, decimal, enum, fractions, io, itertools, pathlib, re, types, weakref
import numpy as np
import pandas as pd
import torch
from torch import nn
from torch.nn.parameter import UninitializedParameter


def throw(error):
    raise error


def nested(depth, kind=list):
    value = 1.0
    for _ in range(depth):
        value = kind([value])
    return value


def ring():
    value = []
    value.append(value)
    return value


class OddTensor(torch.Tensor):
    shape = property(lambda self: (len(str(self.storage_offset)),))
    dtype = property(lambda self: "float32")


class Plain(torch.Tensor):
    pass


class OddFloat(float):
    __float__ = __eq__ = __lt__ = lambda self, *other: throw(ValueError("no"))
    __hash__ = None


class OddInt(int):
    __index__ = lambda self: throw(ValueError("no"))


class OddStr(str):
    __len__ = lambda self: 10**9
    strip = lambda self: 3


class OddList(list):
    __len__ = lambda self: 3
    __iter__ = lambda self: iter([1.0] * 7)


class OddDict(dict):
    keys = items = __iter__ = lambda self: throw(KeyError("no"))


class Anything:
    """Gives itself, whatever is asked of it."""

    __getattr__ = __call__ = __getitem__ = __enter__ = __add__ = __mul__ = __neg__ = lambda self, *a, **k: self


class Claims:
    """Says that it is of another class."""

    def __init__(self, kind):
        self.__dict__["kind"] = kind

    __class__ = property(lambda self: self.kind)


class Changes:
    """Has another shape and length at each look, is equal to everything, and no number."""

    looks = itertools.count()
    shape = property(lambda self: (next(self.looks),))
    ndim = property(lambda self: next(self.looks) % 3)
    dtype = property(lambda self: (torch.float32, torch.int8)[next(self.looks) % 2])
    requires_grad = is_leaf = grad = property(lambda self: next(self.looks) % 2 == 0)
    __len__ = lambda self: next(self.looks) % 5
    __eq__ = lambda self, other: True
    __hash__ = lambda self: next(self.looks)
    __float__ = lambda self: throw(TypeError("no"))
    __bool__ = lambda self: throw(RuntimeError("no"))


class NoRepr:
    __repr__ = __str__ = lambda self: throw(RuntimeError("no"))


class NoAttributes:
    __getattribute__ = lambda self, name: throw(RuntimeError(name))


class OddError(Exception):
    __str__ = __repr__ = lambda self: throw(RuntimeError("no"))


class LongError(Exception):
    __str__ = lambda self: "x" * 10**7


class NumberError(Exception):
    __str__ = lambda self: 3


LongName = type("x" * 10**5, (), {})
HalfName = type("half \\\\ud800 \\\\x00 \\\\u202e name", (), {})


class Raises(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(1, 3))

    def forward(self, *args):
        raise RuntimeError("no")


class Endless:
    __iter__ = lambda self: itertools.count()


@dataclasses.dataclass
class Pair:
    x: object = 1
    y: object = 2


Point = collections.namedtuple("Point", "x y")
Colour = enum.Enum("Colour", "red green")


async def coroutine():
    return 1


def net(*layers):
    return nn.Sequential(*(layers or (nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1))))


def loader(n=7):
    x = torch.rand(n, 4)
    return torch.utils.data.DataLoader(list(zip(x, x.sum(1, keepdim=True))), batch_size=3)


def tensors_in(value, depth=0):
    """All tensors in a value, its parameters and attributes among them."""
    if isinstance(value, torch.Tensor):
        yield value
    elif isinstance(value, nn.Module):
        yield from value.parameters()
    elif isinstance(value, (list, tuple)) and depth < 4:
        for item in value:
            yield from tensors_in(item, depth + 1)
    elif hasattr(value, "__dict__") and depth < 3 and not isinstance(value, (type, types.FunctionType, types.ModuleType)):
        yield from tensors_in(list(vars(value).values()), depth + 1)


def to_all(value, change):
    """Do something to all tensors in a value, where it can be done."""
    for tensor in list(tensors_in(value))[:40]:
        try:
            change(tensor)
        except Exception:
            pass


def data(make):
    """A change that puts other numbers into a tensor, whose gradient must go first."""

    def change(tensor):
        tensor.grad = None
        tensor.data = make(tensor.data)

    return change


def gradient(make):
    def change(tensor):
        tensor.grad = make(tensor)

    return change
'''

QUICK = [
    *("None", "True", "-1", "10**400", "float('nan')", "float('inf')", "1j", "'text'", "object()", "torch", "print"),
    *("iter([1, 2])", "{1, 2}", "{'a': torch.ones(2)}", "[]", "[None]", "[[[[[1]]]]]", "[1, 2, 3]", "['a', 'b']", "([1], [2])"),
    *("torch.tensor([])", "torch.tensor(0.25)", "torch.zeros(1, 1)", "torch.ones(7)", "torch.zeros(28, 28)"),
    *("torch.zeros(3, 28, 28, dtype=torch.uint8)", "torch.ones(5, 1) > 0", "torch.full((3,), float('nan'))"),
    *("torch.ones(3, 3).to_sparse()", "torch.ones(2, dtype=torch.complex64)", "torch.ones(2, 2, requires_grad=True)"),
    *("nn.Parameter(torch.ones(784, 1))", "[torch.ones(2), torch.ones(3)]", "[torch.tensor(1.0)] * 3", "[(torch.ones(2), 1)]"),
    *("(torch.ones(3), torch.ones(2, 2))", "[(torch.tensor(1.0), torch.tensor(1.0))]", "[(torch.ones(4, 2), torch.ones(3, 1))]"),
    *("nn.Linear(3, 1)", "nn.Linear", "net(nn.ReLU())", "net().double()", "list(args)", "args[0] if args else kwargs"),
    *("torch.zeros(2_000_000, dtype=torch.uint8)", "[torch.zeros(0)] * 200"),
    *("np.array([10**400], dtype=object)", "np.array('2024', 'datetime64[D]')", "np.ones(3, dtype='complex128')"),
    *("[float('-inf')] * 12", "Anything()", "Changes()", "throw(KeyboardInterrupt())", "throw(OddError())", "LongName()"),
]

_DTYPES = [
    "float64",
    "float16",
    "bfloat16",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "bool",
    "complex64",
    "complex128",
]
_NUMPY = [
    "float16",
    "float64",
    "longdouble",
    "int8",
    "uint64",
    "bool",
    "complex64",
    "S3",
    "U5",
    "object",
    "datetime64[s]",
    "timedelta64[ns]",
    "i4,f8",
]

MORE = [
    # tensors of every kind of number, and of every rank
    *(f"torch.ones(3).to(torch.{dtype})" for dtype in _DTYPES),
    *(
        f"torch.ones({shape}).to(torch.{dtype})"
        for shape in ("()", "(28, 28)", "(7,)")
        for dtype in ("uint16", "bfloat16", "bool")
    ),
    *(
        f"torch.zeros({shape})"
        for shape in ("0, 3", "0, 28, 28", "3, 0", "1, 0, 1, 0", "2, 3, 4, 5", "(1,) * 8", "(1,) * 9", "1")
    ),
    *("torch.quantize_per_tensor(torch.ones(3), 0.1, 0, torch.quint8)", "torch.ones(3, device='meta')", "torch.full((), -0.0)"),
    *("torch.nested.nested_tensor([torch.ones(2), torch.ones(3)])", "torch.eye(3).to_sparse_csr()"),
    *("torch.full((3,), 1e-45)", "torch.full((3,), float('-inf'))", "torch.tensor([1.0, float('nan'), float('inf')])"),
    *(
        "torch.rand(6, 6)[::2, ::3]",
        "torch.rand(28, 28).T",
        "torch.ones(3).conj()",
        "torch.ones(3, dtype=torch.complex64).imag.neg()",
    ),
    *("torch.ones(4).as_subclass(Plain)", "torch.ones(4).as_subclass(OddTensor)", "torch.ones(2, 3).expand(5, 2, 3)"),
    *("torch.empty(0, requires_grad=True)", "torch.ones(3, requires_grad=True) * 2", "torch.ones((), requires_grad=True).exp()"),
    *("UninitializedParameter()", "nn.Parameter(torch.ones(3), requires_grad=False)", "torch.ones(3).untyped_storage()"),
    *("torch.zeros(1).expand(10**8)", "[torch.zeros(0)] * 40_000", "[0] * 100_000"),
    *("torch.zeros(10**8, dtype=torch.uint8)", "torch.zeros(30_000_000)", "torch.zeros(28, 28).expand(100_000, 28, 28)"),
    *(
        "torch.float32",
        "torch.device('cpu')",
        "torch.Size([28, 28])",
        "torch.Generator()",
        "torch.tensor",
        "torch.ones(3).max(0)",
    ),
    # numbers and text
    *("0", "1", "1.0", "0.5", "-0.0", "5e-324", "1e308", "-(10**400)", "2**63", "2**64", "False", "...", "NotImplemented"),
    *("decimal.Decimal('0.5')", "fractions.Fraction(1, 2)", "OddFloat(0.5)", "OddInt(3)", "OddStr('a')", "Colour.red"),
    *(
        "''",
        "'x' * 10**6",
        "'x' * 10**7",
        "'a\\x00b'",
        "'\\ud800'",
        "'\\u202e\\x1b[31m'",
        "b'bytes'",
        "bytearray(3)",
        "memoryview(b'abc')",
    ),
    *("'z'", "'0.5'", "re.compile('a')", "pathlib.Path('/')", "datetime.datetime(2024, 1, 1)", "datetime.timedelta(1)"),
    # numpy and pandas
    *(f"np.zeros(3, dtype='{dtype}')" for dtype in _NUMPY),
    *(
        f"np.{kind}"
        for kind in ("float16(0.5)", "int8(3)", "bool_(True)", "str_('z')", "datetime64('2024')", "complex64(1j)", "nan")
    ),
    *(
        "np.array(['a', None, 1], dtype=object)",
        "np.array([torch.ones(2), 1], dtype=object)",
        "np.array([[1], [1, 2]], dtype=object)",
    ),
    *(
        "np.zeros((28, 28), dtype='U3')",
        "np.zeros((28, 28), dtype=object)",
        "np.array('a')",
        "np.array(None)",
        "np.zeros((0, 3))",
    ),
    *("np.ma.masked_array([1.0, 2.0], [True, False])", "np.matrix([[1.0]])", "np.array([1.0, 2.0], '>f4')", "np.ones(4)[::-1]"),
    *("pd.DataFrame({'a': [1, 2]})", "pd.DataFrame()", "pd.Series([1.0, 2.0])", "pd.Series(dtype=object)", "pd.NA", "pd.NaT"),
    *("pd.Timestamp('2024')", "pd.RangeIndex(5)", "pd.MultiIndex.from_product([[1], [2]])", "pd.Categorical(['a', 'b'])"),
    # containers
    *(
        "()",
        "(1, 2)",
        "[[]]",
        "[[], [1]]",
        "[(1, 2)]",
        "[(1, 2, 3)]",
        "[1, 'a', None, [torch.ones(2)]]",
        "{}",
        "{'a': 1}",
        "{1: 2}",
    ),
    *("[0.5] * 12", "[[0.5]] * 12", "[float('nan')] * 20", "[10**400] * 12", "[None] * 12", "[True] * 3", "[1j] * 3"),
    *("list(range(100_000))", "['a' * 100] * 30_000", "[[0, 1]] * 70_000", "[(torch.zeros(0, 4), torch.zeros(0, 1))] * 20_000"),
    *(
        "nested(10)",
        "nested(17)",
        "nested(500)",
        "nested(10, tuple)",
        "ring()",
        "[torch.tensor(0.5)] * 12",
        "[torch.ones(1)] * 12",
    ),
    *("(torch.tensor(0.5),) * 3", "[np.float32(0.5)] * 3", "[torch.ones(2), 1]", "[(torch.ones(0, 4), torch.ones(0, 1))]"),
    *("(torch.ones(7, 784), torch.ones(7))", "(torch.ones(7, 784, dtype=torch.uint16), torch.ones(7, 1, dtype=torch.uint16))"),
    *("[(torch.ones(5, 4), torch.ones(5, 1))] * 5", "[(torch.ones(3, 4).double(), torch.ones(3, 1).double())] * 34"),
    *("[(torch.ones(5, 4, dtype=torch.uint16), torch.ones(5, 1))] * 5", "[(torch.ones(10**6, 4), torch.ones(10**6, 1))]"),
    *(
        "OddList([1])",
        "OddDict(a=1)",
        "Point(1, 2)",
        "Pair()",
        "collections.deque([1])",
        "collections.Counter('aab')",
        "range(3)",
    ),
    *(
        "frozenset({1})",
        "{1, 2}",
        "slice(3)",
        "dict.fromkeys(map(str, range(50_000)))",
        "types.SimpleNamespace(a=1)",
        "([1], (2,))",
    ),
    *("([0, 1], [2.5])", "([0], ['a'])", "([[0]], [[1]])", "(torch.arange(3), torch.arange(3))", "(torch.ones(10**6), [1])"),
    # objects
    *(
        "lambda *a, **k: 1",
        "(i for i in range(3))",
        "map(abs, [1])",
        "zip([1], [2])",
        "type",
        "type(None)",
        "nn",
        "len",
        "coroutine()",
    ),
    *(
        "coroutine",
        "ValueError('no')",
        "ValueError",
        "OddError()",
        "NoRepr()",
        "NoAttributes()",
        "HalfName()",
        "Claims(torch.Tensor)",
    ),
    *("Claims(list)", "Claims(float)", "Claims(int)", "weakref.ref(Anything)", "io.BytesIO()", "asyncio.Future", "property()"),
    *(
        "nn.Sequential()",
        "net(nn.Linear(784, 30))",
        "net().half()",
        "net().to('meta')",
        "Raises()",
        "nn.Linear(784, 1)",
        "nn.Identity()",
    ),
    *("net().state_dict()", "list(net().parameters())", "net().parameters()", "nn.ModuleList([nn.Linear(784, 30)])", "nn.ReLU"),
    *("net(nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1)).requires_grad_(False)", "nn.LazyLinear(1)", "nn.Dropout(1.0)"),
    *(
        "torch.optim.SGD(net().parameters(), lr=0.1)",
        "loader()",
        "iter(loader())",
        "torch.utils.data.TensorDataset(torch.ones(3))",
    ),
    # what is raised
    *(f"throw({error})" for error in ("SystemExit(0)", "GeneratorExit()", "StopIteration()", "MemoryError()", "LongError()")),
    *(
        f"throw({error})"
        for error in ("NumberError()", "BaseException()", "RecursionError()", "AssertionError('\\ud800')", "Warning()")
    ),
    *(
        f"throw({error})"
        for error in ("NotImplementedError()", "ExceptionGroup('a', [OddError()])", "UnicodeError()", "BrokenPipeError()")
    ),
    *("(lambda f: f(f))(lambda f: f(f))", "kwargs['missing']", "args[99]"),
]

ENDLESS = ["itertools.count()", "Endless()", "itertools.repeat(torch.ones(1))", "iter(int, 1)", "throw(TimeoutError())"]
"""What has no end, for checks that go through it in the worker: each takes seconds."""

WRAPPED = [
    *("(right(),)", "[right()]", "[[right()]]", "{'a': right()}", "lambda: right()", "iter([right()])", "(right(), right())"),
    *("right().double()", "right().half()", "right().bfloat16()", "right().long()", "right().to(torch.uint16)", "right().bool()"),
    *("right() + 0j", "right().numpy()", "right().tolist()", "right().detach()", "right().to_sparse()", "right().to('meta')"),
    *(
        "right()[None]",
        "right().squeeze()",
        "right().flatten()",
        "right().T",
        "str(right())",
        "right().item()",
        "np.asarray(right())",
    ),
    *("np.asarray(right(), dtype=object)", "np.asarray(right(), dtype=str)", "np.asarray(right(), dtype='complex128')"),
    *(
        "tuple(right())",
        "list(right())",
        "list(right())[::-1]",
        "list(right()) * 100",
        "list(right())[:1]",
        "dict(enumerate(right()))",
    ),
    *(
        "torch.stack(list(right()))",
        "torch.as_tensor(right())",
        "torch.as_tensor(right()).double()",
        "torch.as_tensor(right())[None]",
    ),
    *(
        "[t.double() for t in right()]",
        "[t.to(torch.uint16) for t in right()]",
        "[t.numpy() for t in right()]",
        "[t[None] for t in right()]",
    ),
    *(
        "[(x.double(), y.double()) for x, y in right()]",
        "[(x, y.double()) for x, y in right()]",
        "[(x[:, :2], y) for x, y in right()]",
    ),
    *("[(x.half(), y.int()) for x, y in right()]", "[(x, y[:, 0]) for x, y in right()]", "[[x] for x, y in right()]"),
    *(
        "[float('nan') for _ in right()]",
        "[float('-inf') for _ in right()]",
        "[10**400 for _ in right()]",
        "[str(n) for n in right()]",
    ),
    *(
        "right().as_subclass(OddTensor)",
        "right() * float('nan')",
        "right() * float('inf')",
        "nn.Parameter(right())",
        "right().double",
    ),
    *(
        "right().requires_grad_()",
        "right().float()",
        "right().expand(3, *right().shape)",
        "(right()[0].double(), right()[1].double())",
    ),
]
"""A right answer in another form. Some of these are right, or may be: it is only asked that no check breaks."""

DEEDS = [
    *(
        f"data(lambda t: t.{how})"
        for how in ("double()", "half()", "bfloat16()", "long()", "to(torch.uint8)", "to(torch.complex64)")
    ),
    *(
        f"data(lambda t: t.{how})"
        for how in ("flatten()", "unsqueeze(0)", "to('meta')", "to_sparse()", "bool()", "T", "mul(1e30)")
    ),
    *(
        "data(lambda t: torch.zeros(0))",
        "data(lambda t: torch.tensor(1.0))",
        "data(lambda t: torch.zeros(2_000_000, dtype=torch.uint8))",
    ),
    *("data(lambda t: torch.zeros(3, 3, 3))", "data(lambda t: t * float('nan'))", "data(lambda t: torch.zeros(1).expand(10**8))"),
    *(
        "gradient(lambda t: None)",
        "gradient(lambda t: torch.full_like(t, float('inf')))",
        "gradient(lambda t: t.detach().to_sparse())",
    ),
    *("gradient(lambda t: t.detach().clone().requires_grad_())", "lambda t: t.requires_grad_(False)", "lambda t: t.detach_()"),
    *("lambda t: t.resize_(0)", "lambda t: t.zero_()", "lambda t: t.share_memory_()", "lambda t: t.set_(torch.zeros(5))"),
]
"""What is done to every tensor that the function was given, to those in its objects, and to those that it gives back."""
