"""Linux Landlock by its three system calls: which files a process may still open.

PyPI's `landlock` covers files only; a worker also needs TCP, signals and abstract sockets closed, where
the kernel knows how. https://docs.kernel.org/userspace-api/landlock.html
"""

import ctypes
import os
import stat
from collections.abc import Iterable
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture
_RULE_PATH_BENEATH = 1

_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_MAKE_CHAR, _MAKE_SOCK, _MAKE_BLOCK = 1 << 6, 1 << 9, 1 << 11
# How many of the file system rights each version of the interface (ABI) knows; the bits were added in order.
_FS_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_ALL_OF_A_FILE = (1 << 0) | _WRITE_FILE | _READ_FILE | (1 << 14) | (1 << 15)

_libc = ctypes.CDLL(None, use_errno=True)


class _RulesetAttr(ctypes.Structure):
    _fields_ = [("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("parent_fd", ctypes.c_int32)]


def abi() -> int:
    """The version of Landlock that this kernel offers, 0 for none."""
    version: int = _libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    return max(0, version)


def restrict(
    readable: Iterable[Path],
    writable: Iterable[Path],
    devices: Iterable[Path],
    listed: Iterable[Path] = (),
    at_most: int | None = None,
) -> None:
    """Leave this process reading below `readable`, doing as it likes below `writable`, using `devices`, and seeing no more
    than the names of what lies below `listed`.

    Everything else can't be opened any more, and no TCP port, signal or abstract socket reaches out of
    this process where the kernel can forbid it. Paths that don't exist are passed over. The process must
    have set no_new_privs. `at_most` is for tests: the version that an older kernel would have. Raises OSError when the kernel
    refuses.
    """
    version = abi() if at_most is None else min(abi(), at_most)
    all_fs = (1 << _FS_RIGHTS[min(version, max(_FS_RIGHTS))]) - 1
    attr = _RulesetAttr(all_fs, 0b11 if version >= 4 else 0, 0b11 if version >= 6 else 0)
    ruleset = _check(_libc.syscall(_CREATE_RULESET, ctypes.byref(attr), ctypes.c_size_t(_size(version)), 0))
    scratch_rights = all_fs & ~(_MAKE_CHAR | _MAKE_BLOCK | _MAKE_SOCK)
    try:
        for paths, rights in (
            (readable, _READ_FILE | _READ_DIR),
            (listed, _READ_DIR),
            (writable, scratch_rights),
            (devices, _READ_FILE | _WRITE_FILE | (all_fs & (1 << 15))),
        ):
            for path in paths:
                _allow(ruleset, path, rights)
        _check(_libc.syscall(_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


def _size(version: int) -> int:
    return 24 if version >= 6 else 16 if version >= 4 else 8


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(fd).st_mode):
            rights &= _ALL_OF_A_FILE
        rule = _PathBeneath(rights, fd)
        _check(_libc.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.byref(rule), 0))
    finally:
        os.close(fd)


def _check(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"Landlock: {os.strerror(number)}")
    return result
