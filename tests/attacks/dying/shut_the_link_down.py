# Shut one direction of the link, then the other.
import gc
import socket

get_ipython().input_transformers_cleanup.append(lambda lines: [])
for thing in gc.get_objects():
    if isinstance(thing, socket.socket) and thing.fileno() > 2:
        thing.shutdown(socket.SHUT_WR)
        thing.shutdown(socket.SHUT_RD)
