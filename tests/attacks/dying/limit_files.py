# No file may be opened or written any more, by the own limits.
import resource
import signal

signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
for what in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC, resource.RLIMIT_SIGPENDING):
    try:
        resource.setrlimit(what, (0, 0))
    except (OSError, ValueError):
        pass
open("own", "wb")
