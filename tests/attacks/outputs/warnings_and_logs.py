# Warnings, logs and progress bars, each time anew, from each library.
import logging
import warnings

warnings.simplefilter("always")
logging.basicConfig(level=0)
for i in range(20_000):
    warnings.warn(f"12 of 12 {i}")
    logging.critical("12 of 12")
