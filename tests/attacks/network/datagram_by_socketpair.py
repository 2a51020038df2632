# A pair of sockets may be had; send from it to other sockets on this machine, by path and by abstract name.
import socket

learned = []
for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM, socket.SOCK_SEQPACKET):
    try:
        left, right = socket.socketpair(socket.AF_UNIX, kind)
    except OSError:
        continue
    for address in (f"{BAIT}/server.sock", f"\0{BAIT}", "/dev/log", "/run/systemd/journal/socket", "/run/systemd/notify"):
        for attempt in (
            lambda: left.sendto(b"from-attack", address),
            lambda: left.sendmsg([b"from-attack"], [], 0, address),
            lambda: left.connect(address),
            lambda: left.bind(f"\0threes-and-sevens-attack-{kind}"),
            lambda: left.bind("own.sock"),
        ):
            try:
                attempt()
                learned.append(address)
            except OSError:
                pass
print("learned-by-attack" if learned else "", learned)
