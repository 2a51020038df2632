# Memory that isn't the process' own: in pipes, sockets, watches and timers.
import ctypes
import fcntl
import os
import select
import socket

libc = ctypes.CDLL(None, use_errno=True)
held = []
try:
    while True:
        left, right = socket.socketpair()
        held += [left, right]
        for end in (left, right):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 30)
            end.setblocking(False)
            try:
                while True:
                    end.send(bytes(1 << 16))
            except OSError:
                pass
except OSError:
    pass
for _ in range(50):
    try:
        held.append(select.epoll())
        held[-1].register(0 if len(held) < 2 else held[-2].fileno())
    except (OSError, ValueError):
        pass
