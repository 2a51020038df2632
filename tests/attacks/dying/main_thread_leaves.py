# slow
# End the main thread alone: the process is a zombie whose other threads live on.
import ctypes
import threading
import time


def go_on():
    while True:
        time.sleep(0.5)


for _ in range(3):
    threading.Thread(target=go_on).start()
ctypes.CDLL(None).syscall(60, 0)
