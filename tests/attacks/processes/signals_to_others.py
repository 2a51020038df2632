# Kill the judge, the zygote, and everybody else.
import os
import signal

for pid in (os.getppid(), 1, 0, -1, -os.getppid()):
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP):
        try:
            if pid > 0 or number != signal.SIGSTOP:
                os.kill(pid, number)
        except OSError:
            pass
