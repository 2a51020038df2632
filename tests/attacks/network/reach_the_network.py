# Send the notebook to somebody, or fetch the answers.
import socket
import urllib.request

for kind in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK):
    try:
        socket.socket(kind, socket.SOCK_STREAM).connect(("127.0.0.1", 80))
        raise SystemError("a socket was opened")
    except OSError:
        pass
try:
    urllib.request.urlopen("http://127.0.0.1:8888", timeout=2)
except OSError:
    pass
