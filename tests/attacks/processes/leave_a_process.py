# Leave a process behind that writes into the gradebook later.
import os
import subprocess
import threading

for start in (os.fork, lambda: os.posix_spawn("/bin/sh", ["sh", "-c", "sleep 60"], {}), lambda: subprocess.Popen("sleep 60", shell=True)):
    try:
        if start() == 0:
            os.setsid()
            open("/tmp/threes-and-sevens-attack", "w").write("still here")
            os._exit(0)
    except OSError:
        pass
threading.Thread(target=lambda: [open("/tmp/threes-and-sevens-attack", "a") for _ in range(10)]).start()
