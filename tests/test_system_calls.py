"""The filter of system calls, as a program: what it answers on each machine, without running it on that machine."""

import errno
from collections.abc import Iterator
from itertools import chain

import pytest
import system_calls

from autograder.sandbox import allowed, seccomp
from autograder.sandbox.numbers import NUMBERS

PID = 4321
ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
WHOLLY = [name for names in allowed.ALLOWED.values() for name in names]
PRETENDED = [name for names in allowed.PRETENDED.values() for name in names]
BY_ARGUMENT = {rule.call for rule in allowed.RULES}


def answer(machine: str, number: int, *arguments: int, arch: int = 0, with_gpu: bool = False) -> int | None:
    """What the filter says: None to allow, else the errno. A slow reading of the program, as the kernel does it."""
    data = {0: number, 4: arch or MACHINES[machine]}
    for i, value in enumerate([*arguments, *[0] * (6 - len(arguments))]):
        data[16 + 8 * i], data[20 + 8 * i] = value & 0xFFFFFFFF, value >> 32 & 0xFFFFFFFF
    program, at, held = seccomp.program(machine, PID, with_gpu), 0, 0
    while True:
        operation, yes, no, operand = program[at]
        at += 1
        if operation == 0x20:
            held = data[operand]
        elif operation == 0x54:
            held &= operand
        elif operation == 0x15:
            at += yes if held == operand else no
        elif operation == 0x35:
            at += yes if held >= operand else no
        else:
            assert operation == 0x06
            assert operand in (ALLOW, KILL) or operand & ~0xFFFF == ERRNO
            return None if operand == ALLOW else -1 if operand == KILL else operand & 0xFFFF


def numbers(machine: str) -> dict[str, int]:
    at = list(MACHINES).index(machine)
    return {name: number for name, both in NUMBERS.items() if (number := both[at]) is not None}


@pytest.mark.parametrize("machine", MACHINES)
def test_what_is_not_named_is_refused(machine: str) -> None:
    """Every number there is, with the arguments that refuse the least."""
    named = {numbers(machine)[name] for name in chain(WHOLLY, PRETENDED, BY_ARGUMENT) if name in numbers(machine)}
    for number in range(700):
        if number not in named:
            wanted = errno.ENOSYS if number >= 424 else errno.EPERM
            unsupported = number in [numbers(machine).get(name) for name in allowed.UNSUPPORTED]
            assert answer(machine, number) == (errno.ENOTSUP if unsupported else wanted), number


@pytest.mark.parametrize("machine", MACHINES)
def test_what_is_named_is_allowed_or_pretended(machine: str) -> None:
    for name in WHOLLY:
        if name in numbers(machine):
            assert answer(machine, numbers(machine)[name], *[2**64 - 1] * 6) is None, name
    for name in PRETENDED:
        if name in numbers(machine):
            assert answer(machine, numbers(machine)[name]) == 0, name


THREAD = 0x3D0F00  # what glibc's pthread_create asks for
HIGH = 1 << 32
ARGUMENTS: list[tuple[str, tuple[int, ...], int | None]] = [
    ("clone", (THREAD,), None),
    ("clone", (THREAD | 0x400000,), None),  # musl's
    ("clone", (17,), errno.EPERM),  # SIGCHLD: fork
    ("clone", (0x4111,), errno.EPERM),  # vfork
    ("clone", (0,), errno.EPERM),
    ("clone", (THREAD & ~0x10000,), errno.EPERM),
    *[("clone", (THREAD | 1 << bit,), errno.EPERM) for bit in (7, 13, 15, 17, 23, 25, 26, 27, 28, 29, 30, 31)],
    *[("openat", (3, 0, flags), None) for flags in (0o2000000, 0o1, 0o2, 0o1101, 0o1102, 0o200000 | 0o4000)],
    *[("openat", (3, 0, flags), errno.EPERM) for flags in (0o1000, 0o3, 0o1003, 0o2001000)],  # truncates, or opens for nothing
    *[("mkdirat", (3, 0, mode), None) for mode in (0o777, 0o700, 0o755)],
    *[("mkdirat", (3, 0, mode), errno.EPERM) for mode in (0, 0o300, 0o577, 0o77)],
    *[("umask", (mask,), None) for mask in (0, 0o22, 0o77)],
    *[("umask", (mask,), errno.EPERM) for mask in (0o777, 0o400)],
    ("utimensat", (3, 1, 12345, 0), 0),
    ("utimensat", (3, 1, HIGH, 0), 0),
    ("utimensat", (3, 1, 0, 0), errno.EPERM),
    ("kill", (PID, 6), None),
    ("kill", (PID, 0), None),
    *[("kill", (PID, number), errno.EPERM) for number in (9, 19, 20, 21, 22)],
    *[("kill", (pid & 0xFFFFFFFF, 15), errno.EPERM) for pid in (0, 1, -1, -PID, PID + 1)],
    ("tgkill", (PID, PID + 3, 6), None),
    ("tgkill", (PID, PID, 9), errno.EPERM),
    ("tgkill", (PID + 1, PID + 1, 6), errno.EPERM),
    ("prlimit64", (0, 7, 0, 12345), None),
    ("prlimit64", (PID, 7, 0, 12345), None),
    ("prlimit64", (0, 7, 12345, 0), errno.EPERM),
    ("prlimit64", (0, 7, HIGH, 0), errno.EPERM),
    ("prlimit64", (1, 7, 0, 12345), errno.EPERM),
    ("socketpair", (1, 1 | 0o2000000 | 0o4000), None),
    ("socketpair", (1, 2), errno.EPERM),
    ("socketpair", (2, 1), errno.EPERM),
    ("socketpair", (16, 3), errno.EPERM),
    *[("fcntl", (3, command), None) for command in (0, 1, 2, 3, 4, 5, 1030)],
    *[("fcntl", (3, command), 0) for command in (6, 7, 37, 38)],
    # F_SETOWN, F_SETSIG, F_SETOWN_EX, F_SETLEASE, F_NOTIFY, F_SETPIPE_SZ, F_ADD_SEALS, F_SET_RW_HINT
    *[("fcntl", (3, command), errno.EPERM) for command in (8, 10, 15, 1024, 1026, 1031, 1033, 1036)],
    ("ioctl", (0, 0x5401), None),
    ("ioctl", (0, HIGH | 0x5412), errno.ENOTTY),  # TIOCSTI: the kernel looks at 32 bits, and so does the filter
    *[("ioctl", (0, request), errno.ENOTTY) for request in (0x5412, 0x541C, 0x5452, 0x40086602, 0x40049409)],
    ("fallocate", (3, 0, 0, 100), None),
    ("fallocate", (3, 1, 0, 100), errno.EOPNOTSUPP),
    ("prctl", (15, 12345), None),
    *[("prctl", (option,), errno.EPERM) for option in (1, 4, 8, 22, 24, 28, 35, 36, 38, 0x59616D61, 41, 57, 62)],
]


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(("call", "arguments", "wanted"), ARGUMENTS)
def test_calls_that_depend_on_their_arguments(machine: str, call: str, arguments: tuple[int, ...], wanted: int | None) -> None:
    assert answer(machine, numbers(machine)[call], *arguments) == wanted


def test_calls_of_another_kind_of_machine_are_refused() -> None:
    assert answer("x86_64", 0x40000000 | numbers("x86_64")["getpid"]) == errno.EPERM  # the numbers of x32
    assert answer("x86_64", 20, arch=0x40000003) == -1  # i386, by int 0x80: the process is ended
    assert answer("aarch64", 20, arch=0x40000028) == -1


def test_a_gpu_opens_ioctl_and_little_else() -> None:
    for machine in MACHINES:
        assert answer(machine, numbers(machine)["ioctl"], 3, 0x46D2, with_gpu=True) is None
        for name in ("execve", "socket", "connect", "mount", "setns", "ptrace", "io_uring_setup", "truncate", "prctl"):
            assert answer(machine, numbers(machine)[name], with_gpu=True) not in (None, 0), name


def _tables() -> Iterator[tuple[str, dict[str, int]]]:
    for machine, paths, read in (
        ("x86_64", system_calls.X86_64, system_calls.x86_64),
        ("aarch64", system_calls.GENERIC, system_calls.aarch64),
    ):
        text = system_calls.find(paths)
        if text is not None:
            yield machine, read(text)


def test_numbers_are_those_of_the_headers_on_this_machine() -> None:
    for machine, table in _tables():
        ours = numbers(machine)
        assert {name: ours.get(name) for name in table} == table


def test_numbers_known_by_heart() -> None:
    """From the manuals, and not from a header: on a machine without headers the test above compares nothing."""
    assert NUMBERS["execve"] == (59, 221)
    assert NUMBERS["openat"] == (257, 56)
    assert NUMBERS["fork"] == (57, None)
    assert NUMBERS["fstat"] == (5, 80)
    assert NUMBERS["newfstatat"] == (262, 79)
    assert NUMBERS["clone3"] == (435, 435)
    assert NUMBERS["file_setattr"] == (469, 469)
