# Raise the number of open files by threads with tables of their own, and pass files through pipes of sockets.
import array
import os
import socket

held = []
try:
    left, right = socket.socketpair()
    left.setblocking(False)
    for _ in range(2000):
        files = [os.open("/dev/zero", os.O_RDONLY) for _ in range(40)]
        left.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", files))])
        for one in files:
            os.close(one)
        if _ % 20 == 19:  # a pair within a pair
            held.append((left, right))
            inner = socket.socketpair()
            left, right = inner
            left.setblocking(False)
except OSError:
    pass
