# slow
# An answer that arrives a byte at a time, with a little work between.
import gc
import socket
import struct
import time

for thing in gc.get_objects():
    if isinstance(thing, socket.socket) and thing.fileno() > 2:
        thing.sendall(struct.pack("<II", 1 << 20, 100 << 20))
        for _ in range(10**6):
            thing.sendall(b"{")
            time.sleep(1)
            sum(range(500_000))
