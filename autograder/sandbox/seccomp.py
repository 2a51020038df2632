"""A seccomp filter by hand: a worker makes the system calls of `allowed.py`, and no others.

The filter is a short program for the kernel's classic BPF machine, which sees the call's number and
arguments. By hand, because it is this short, and so that no C library need be installed.
https://docs.kernel.org/userspace-api/seccomp_filter.html
"""

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterable
from itertools import chain

from autograder.sandbox.allowed import ALLOWED, NEW, OTHERWISE, OWN, PRETENDED, RULES, UNSUPPORTED, WITH_GPU, Argument, Rule
from autograder.sandbox.libc import libc
from autograder.sandbox.numbers import NUMBERS

_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 22, 2
_LOAD, _AND, _JUMP_EQUAL, _JUMP_AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data; both machines are little-endian
_X32_BIT = 0x40000000

_MACHINES = {"x86_64": 0, "aarch64": 1}  # the place of each in NUMBERS
_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

Instruction = tuple[int, int, int, int]  # operation, jump if true, jump if false, operand


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def supported() -> bool:
    """Whether there is a table of system calls for this machine."""
    return platform.system() == "Linux" and platform.machine() in _MACHINES


def program(machine: str, pid: int, with_gpu: bool = False) -> list[Instruction]:
    """The filter for a process `pid` on `machine`."""
    numbers = {name: number for name, both in NUMBERS.items() if (number := both[_MACHINES[machine]]) is not None}
    allowed = [*chain.from_iterable(ALLOWED.values()), *(WITH_GPU if with_gpu else ())]
    code: list[Instruction] = [
        (_LOAD, 0, 0, _ARCH),
        (_JUMP_EQUAL, 1, 0, _AUDIT_ARCH[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_AT_LEAST, 0, 1, _X32_BIT),
        _refused(errno.EPERM),
    ]
    for names, answer in (
        (allowed, (_RETURN, 0, 0, _ALLOW)),
        (chain.from_iterable(PRETENDED.values()), _refused(0)),
        (UNSUPPORTED, _refused(errno.ENOTSUP)),
    ):
        for number in sorted(numbers[name] for name in names if name in numbers):
            code += [(_JUMP_EQUAL, 0, 1, number), answer]
    for call in dict.fromkeys(rule.call for rule in RULES):
        if call in numbers and call not in allowed:
            body = [line for rule in RULES if rule.call == call for line in _rule(rule, pid)]
            body.append(_refused(OTHERWISE.get(call, errno.EPERM)))
            code += [(_JUMP_EQUAL, 0, len(body), numbers[call]), *body]
    return [*code, (_JUMP_AT_LEAST, 0, 1, NEW), _refused(errno.ENOSYS), _refused(errno.EPERM)]


def _refused(number: int) -> Instruction:
    """The end of the program with an error; with 0, the call isn't made and says that it was."""
    return (_RETURN, 0, 0, _ERRNO | number)


def _rule(rule: Rule, pid: int) -> list[Instruction]:
    """The answer of `rule` where it holds; else what follows is reached."""
    code: list[Instruction] = [(_RETURN, 0, 0, _ALLOW) if rule.answer is None else _refused(rule.answer)]
    for argument in reversed(rule.when):
        code = _argument(argument, pid, len(code)) + code
    return code


def _argument(argument: Argument, pid: int, rest: int) -> list[Instruction]:
    """Falls through where the argument is as it should be, and jumps over `rest` lines more where it isn't."""
    at = _ARGUMENTS + 8 * argument.index
    values = [pid if value == OWN else value for value in argument.values]
    code: list[Instruction] = [(_LOAD, 0, 0, at), (_AND, 0, 0, argument.mask)]
    for left in range(len(values) - 1, -1, -1):
        value = values[len(values) - 1 - left]
        if argument.unless:
            code.append((_JUMP_EQUAL, left + rest, 0, value))
        else:
            code.append((_JUMP_EQUAL, left, 0 if left else rest, value))
    if argument.whole:
        code = [(_LOAD, 0, 0, at + 4), (_JUMP_EQUAL, 0, len(code) + rest, 0), *code]
    return code


def install(code: Iterable[Instruction]) -> None:
    """Put a filter on this process, for good. It must have set no_new_privs. Raises OSError."""
    text = b"".join(struct.pack("<HBBI", *line) for line in code)
    buffer = ctypes.create_string_buffer(text, len(text))
    attr = _Program(len(text) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    if libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(attr), 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"seccomp: {os.strerror(number)}")


def restrict(with_gpu: bool = False) -> None:
    """Leave this process the system calls that are allowed, for good. Raises OSError."""
    install(program(platform.machine(), os.getpid(), with_gpu))
