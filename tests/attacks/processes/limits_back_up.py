# Raise every limit again, by each call, and with another's number.
import ctypes
import os
import resource

libc = ctypes.CDLL(None, use_errno=True)
raised = []
for what in range(16):
    before = resource.getrlimit(what)
    for attempt in (
        lambda: resource.setrlimit(what, (-1, -1)),
        lambda: resource.prlimit(os.getpid(), what, (-1, -1)),
        lambda: libc.syscall(160, what, (ctypes.c_ulong * 2)(2**64 - 1, 2**64 - 1)),
        lambda: libc.syscall(302, ctypes.c_ulong(1 << 32), what, (ctypes.c_ulong * 2)(2**64 - 1, 2**64 - 1), None),
        lambda: resource.setrlimit(what, (before[0] + 1, before[1] + 1)),
    ):
        try:
            attempt()
        except (OSError, ValueError, OverflowError):
            pass
    after = resource.getrlimit(what)
    raised += [what] if after[1] not in (before[1],) and (before[1] != -1) else []
print("learned-by-attack" if raised else "", raised)
