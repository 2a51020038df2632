# slow
# Garbage whose collection makes more garbage, in a collector that runs all the time.
import gc

gc.set_threshold(1)


class Again:
    def __init__(self):
        self.me = self

    def __del__(self):
        Again()
        Again()


for _ in range(100):
    Again()
while True:
    gc.collect()
