"""The unprivileged user that a worker becomes when the judge is root."""

import ctypes
import os
from pathlib import Path

from autograder.sandbox.libc import libc, prctl

_PR_SET_KEEPCAPS, _PR_CAPBSET_DROP = 8, 24
_CAP_DAC_READ_SEARCH = 2
_LAST_CAP = 40


def open_to_all(paths: list[Path], above: bool) -> bool:
    """Whether any user may read `paths`, and with `above` reach them: below root's own home another user reaches nothing."""
    folders = {parent for path in paths for parent in path.parents} if above else set()
    return all(_mode(path) & 0o001 for path in folders) and all(_mode(path) & 0o004 for path in paths)


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError:  # it isn't there, or is a link to nothing
        return 0o777


def become(uid: int, keep_reading: bool) -> None:
    """Drop from root to `uid`, and every capability with it, but for reading when `keep_reading`.

    What it reads is bounded by Landlock either way; without the capability a Python that is installed in
    root's home couldn't import another module of its own.
    """
    for capability in range(_LAST_CAP + 1):
        if not (keep_reading and capability == _CAP_DAC_READ_SEARCH):
            libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    if keep_reading:
        prctl(_PR_SET_KEEPCAPS, 1)
    os.setresuid(uid, uid, uid)
    if keep_reading:
        _set_capabilities(1 << _CAP_DAC_READ_SEARCH)


def drop_rights() -> None:
    """Drop every capability, for an ordinary user: in its own user name space it has them all."""
    for capability in range(_LAST_CAP + 1):
        libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    _set_capabilities(0)


class _CapHeader(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _CapData(ctypes.Structure):
    _fields_ = [("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32)]


def _set_capabilities(mask: int) -> None:
    header = _CapHeader(0x20080522, 0)
    data = (_CapData * 2)(_CapData(mask, mask, 0), _CapData(0, 0, 0))
    if libc.capset(ctypes.byref(header), data) != 0:
        raise OSError(ctypes.get_errno(), "capset: " + os.strerror(ctypes.get_errno()))
