# slow
# Urgent bytes, empty messages and other kinds of data between the bytes of the answers.
import gc
import socket

for thing in gc.get_objects():
    if isinstance(thing, socket.socket) and thing.fileno() > 2:
        for attempt in (
            lambda: thing.send(b"x", socket.MSG_OOB),
            lambda: thing.sendmsg([], [(socket.SOL_SOCKET, socket.SCM_CREDENTIALS, bytes(12))]),
            lambda: thing.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1),
            lambda: thing.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1),
            lambda: thing.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1),
            lambda: thing.setsockopt(socket.SOL_SOCKET, 42, 100),  # SO_PEEK_OFF
            lambda: thing.setblocking(False),
        ):
            try:
                attempt()
            except OSError:
                pass
