# A thread that goes on writing, after the cell, the checks and the notebook are done.
import threading
import time


def go_on():
    i = 0
    while True:
        i += 1
        try:
            open(f"still-here-{i % 100}", "w").write("x" * 1_000_000)
            open("/tmp/threes-and-sevens-attack-background", "w").write("x")
        except OSError:
            time.sleep(0.01)


threading.Thread(target=go_on).start()
