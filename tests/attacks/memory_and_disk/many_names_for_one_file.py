# slow
# As many names as there can be for one file, and links to nowhere.
import os

open("one", "w").write("x")
for i in range(60_000):
    try:
        os.link("one", f"{i:0>250}")
    except OSError:
        pass
    os.symlink("x" * 4000, f"s{i:0>250}")
