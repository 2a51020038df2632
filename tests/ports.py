"""A port for a server of a test's own."""

import socket


def free_port() -> int:
    """One of this machine's at which nobody listens now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port
