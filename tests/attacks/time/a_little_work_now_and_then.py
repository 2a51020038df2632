# slow
# Sleep, and use 25 ms of processor time whenever one would be called asleep.
import time


def never_asleep(*arguments, **named):
    for _ in range(1000):
        time.sleep(2)
        end = time.process_time() + 0.025
        while time.process_time() < end:
            pass


never_asleep()
