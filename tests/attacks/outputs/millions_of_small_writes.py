# Write a letter a million times, to streams that change in between.
import sys

for i in range(200_000):
    (sys.stdout if i % 2 else sys.stderr).write("x")
