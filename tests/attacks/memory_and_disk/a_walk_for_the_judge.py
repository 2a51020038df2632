# slow
# As many files and folders as are let through, which the judge looks through again and again while this waits.
import os
import time

for i in range(97):
    os.mkdir(f"d{i}")
    for j in range(100):
        os.close(os.open(f"d{i}/{j}", os.O_CREAT | os.O_WRONLY))
for _ in range(40):
    time.sleep(1)
    sum(range(10**6))
