"""The unprivileged user that a worker becomes when the judge is root."""

import ctypes
import os
from pathlib import Path

from autograder.sandbox.libc import libc, prctl

_PR_SET_KEEPCAPS, _PR_CAPBSET_DROP = 8, 24
_CAP_DAC_READ_SEARCH = 2
_LAST_CAP = 40


def open_to_all(paths: list[Path]) -> bool:
    """Whether any user may reach `paths`. Below root's own home, say, another user reaches nothing."""
    above = {parent for path in paths for parent in path.parents}
    return all(parent.stat().st_mode & 0o001 for parent in above if parent.exists())


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


class _CapHeader(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _CapData(ctypes.Structure):
    _fields_ = [("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32)]


def _set_capabilities(mask: int) -> None:
    header = _CapHeader(0x20080522, 0)
    data = (_CapData * 2)(_CapData(mask, mask, 0), _CapData(0, 0, 0))
    if libc.capset(ctypes.byref(header), data) != 0:
        raise OSError(ctypes.get_errno(), "capset: " + os.strerror(ctypes.get_errno()))
