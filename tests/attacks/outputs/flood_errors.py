# Write to the error stream below Python, for as long as one is let.
import os

while True:
    os.write(2, b"flood\n" * 10_000)
