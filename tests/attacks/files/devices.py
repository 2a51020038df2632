# Open what stands in /dev: terminals, disks, the kernel's memory; and push keys into a terminal.
import fcntl
import glob
import os

opened = []
for path in ("/dev/tty", "/dev/ptmx", "/dev/console", "/dev/tty0", "/dev/mem", "/dev/kmsg", "/dev/kvm", "/dev/fuse", "/dev/net/tun", "/dev/vda", "/dev/sda", "/dev/nvidiactl", "/dev/random", "/dev/full", "/dev/fd/0", "/dev/stdin", "/dev/pts/0", "/dev/shm", "/dev/mqueue"):
    for flags in (os.O_RDWR, os.O_RDONLY, os.O_WRONLY):
        try:
            opened.append((path, os.open(path, flags | os.O_NOCTTY | os.O_NONBLOCK)))
        except OSError:
            pass
for number in [0, 1, 2, *(one for _, one in opened)]:
    for code in (0x5412, 0x540E, 0x541C, 0x4B33):  # TIOCSTI, TIOCSCTTY, TIOCLINUX, KDSKBSENT
        try:
            fcntl.ioctl(number, code, b"x")
        except OSError:
            pass
bad = [path for path, _ in opened if path not in ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random", "/dev/fd/0", "/dev/stdin")]
print("learned-by-attack" if bad else "", bad)
