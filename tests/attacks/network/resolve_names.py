# Names to addresses, users and services: whatever the C library asks over a socket.
import grp
import os
import pwd
import socket

for attempt in (
    lambda: socket.getaddrinfo("example.org", 80),
    lambda: socket.gethostbyname("localhost"),
    lambda: socket.gethostbyaddr("127.0.0.1"),
    lambda: socket.getfqdn(),
    lambda: socket.create_connection(("127.0.0.1", 22), 1),
    lambda: socket.create_server(("127.0.0.1", 0)),
    lambda: pwd.getpwall(),
    lambda: grp.getgrall(),
    lambda: os.getlogin(),
):
    try:
        attempt()
    except Exception:
        pass
