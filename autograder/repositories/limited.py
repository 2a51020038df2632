"""Started in git's place: takes limits upon itself, without a moment in which there are none, and becomes git.

python -I -S limited.py BYTES SECONDS MEMORY COMMAND...   bytes of a file, seconds of processor time, bytes of memory; 0 is none
"""

import os
import resource
import signal
import sys


def main() -> None:
    """Limit this process, and run the command in its place."""
    size, seconds, memory = map(int, sys.argv[1:4])
    for kind, most in ((resource.RLIMIT_FSIZE, size), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory)):
        if most:
            there = resource.getrlimit(kind)[1]
            # With a second more at the end: by the signal of the first limit it can be told which it was.
            last = most + (kind == resource.RLIMIT_CPU)
            last = last if there == resource.RLIM_INFINITY else min(last, there)
            resource.setrlimit(kind, (min(most, last), last))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for number in (signal.SIGXFSZ, signal.SIGPIPE):  # Python ignores them, and a child would too
        signal.signal(number, signal.SIG_DFL)
    try:
        os.execvp(sys.argv[4], sys.argv[4:])
    except FileNotFoundError:
        sys.exit(127)


main()
