# Read memory, environment and files of other processes by /proc.
import os

found = []
for pid in ("self", "1", str(os.getppid())):
    for name in ("environ", "mem", "maps", "cmdline", "fd", "root/etc/passwd", "cwd/source"):
        try:
            found.append(open(f"/proc/{pid}/{name}", "rb").read(100))
        except OSError:
            pass
assert not found, found
