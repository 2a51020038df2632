"""Start a command as in a container whose profile refuses some system calls: `python poor_container.py unshare,mount COMMAND…`."""

import ctypes
import errno
import os
import struct
import sys

from autograder.sandbox.libc import number_of

_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def refuse(names: list[str]) -> None:
    """Refuse these calls to this process and to all that it starts; Landlock's as a kernel does that doesn't know them."""
    program = [(_LOAD, 0, 0, 0)]
    for name in names:
        why = errno.ENOSYS if name.startswith("landlock") else errno.EPERM
        program += [(_IF_EQUAL, 0, 1, number_of(name)), (_RETURN, 0, 0, _REFUSE | why)]
    code = b"".join(struct.pack("HBBI", *line) for line in [*program, (_RETURN, 0, 0, _ALLOW)])
    kept = ctypes.create_string_buffer(code)
    libc = ctypes.CDLL(None, use_errno=True)
    whole = _Program(len(code) // 8, ctypes.cast(kept, ctypes.c_void_p))
    assert libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
    assert libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(whole), 0, 0) == 0


if __name__ == "__main__":
    refuse(sys.argv[1].split(","))
    os.execvp(sys.argv[2], sys.argv[2:])
