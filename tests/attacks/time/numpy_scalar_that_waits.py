# slow
# A value that says it is numpy's, whose item() never comes back.
import time

get_ipython().input_transformers_cleanup.append(lambda lines: [])


class float64:
    __module__ = "numpy"

    def item(self):
        while True:
            try:
                time.sleep(100)
            except BaseException:
                pass


float64.__module__ = "numpy"
l1_distance = validate_epoch = lambda *a: float64()
