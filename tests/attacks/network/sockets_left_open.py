# Listen where another submission, or the judge, could be met.
import multiprocessing.shared_memory
import socket

kept = []
for family, kind, address in (
    (socket.AF_UNIX, socket.SOCK_STREAM, "\0threes-and-sevens-attack"),
    (socket.AF_UNIX, socket.SOCK_DGRAM, "/tmp/threes-and-sevens-attack.sock"),
    (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 8888)),
    (socket.AF_INET, socket.SOCK_DGRAM, ("255.255.255.255", 53)),
    (16, socket.SOCK_RAW, (0, 0)),
):
    try:
        kept.append(socket.socket(family, kind))
        kept[-1].bind(address)
    except OSError:
        pass
try:
    kept.append(multiprocessing.shared_memory.SharedMemory("attack", create=True, size=1000))
except Exception:
    pass
