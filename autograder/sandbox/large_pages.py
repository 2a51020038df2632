"""Memory in large pages: a process that holds much of it is forked, and its children end, in a third of the time.

A fork copies a table of all pages that the process holds, a hundred thousand of them where torch is loaded, and does it for each
judge and each worker. Of large pages there are five hundred times fewer.
"""

import ctypes
from collections.abc import Iterator
from pathlib import Path

from autograder.sandbox.libc import libc

FORKS = 8
"""How often a process has forked when this begins to be worth it: it takes as long as some twenty forks, and who grades a single
notebook waits for it in vain.
"""
_LARGE = 1 << 21
"""Bytes of a large page, of those that exist on every machine which has any."""
_MADV_COLLAPSE = 25
"""linux/mman.h, from Linux 6.1 on."""


def forked() -> None:
    """Say that this process has forked once more: its memory is moved as soon as that is worth it, once."""
    global _forks
    _forks += 1
    if _forks == FORKS:
        use()


_forks = 0


def use() -> bool:
    """Move this process' own memory into large pages, as far as the kernel has them; whether any was moved.

    Nothing else changes: what children share stays shared, and a page that one of them writes to is copied as a small one.
    """
    libc.madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    moved = 0
    for start, end in _regions():
        for address in range(start, end, _LARGE):
            moved += libc.madvise(address, _LARGE, _MADV_COLLAPSE) == 0
    return moved > 0


def _regions() -> Iterator[tuple[int, int]]:
    """The regions of memory that are this process' own and belong to no file, but for its stack: what of them large pages can
    hold.
    """
    try:
        lines = Path("/proc/self/maps").read_text().splitlines()
    except OSError:
        return
    for line in lines:
        addresses, rights, _, _, inode, *name = line.split(maxsplit=5)
        if rights != "rw-p" or inode != "0" or name not in ([], ["[heap]"]):
            continue
        start, end = (int(address, 16) for address in addresses.split("-"))
        yield -(-start // _LARGE) * _LARGE, end // _LARGE * _LARGE
