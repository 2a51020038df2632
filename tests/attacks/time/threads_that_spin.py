# slow
# Threads that go on spinning after the cell, so that each answer waits for them.
import sys
import threading

sys.setswitchinterval(1000)


def spin():
    while True:
        pass


for _ in range(8):
    threading.Thread(target=spin, daemon=True).start()
