# Names of files that no encoding knows, with line ends, and as long as they may be.
import os

for i, name in enumerate([b"\xff\xfe", b"a\nb", b"\x1b[2J", b" ", b"...", b"-rf", b"\x80" * 255, b"=cmd", "\u202e".encode(), b"*", b"'\"", b"$(touch /tmp/threes-and-sevens-attack)"]):
    os.mkdir(name + b"d" if len(name) < 200 else name)
    try:
        open(name + b"f" if len(name) < 200 else name[:-1], "w").write("x")
        os.symlink(name, name + b"l")
    except OSError:
        pass
