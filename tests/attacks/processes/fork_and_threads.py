# As many processes and threads as there can be.
import os
import threading
import time

for _ in range(50):
    try:
        if os.fork() == 0:
            time.sleep(3600)
    except OSError:
        pass
for _ in range(500):
    try:
        threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()
    except Exception:
        break
