# Folders whose path is longer than any path may be.
import os

name = "ä" * 127
for i in range(700):
    os.mkdir(name)
    os.chdir(name)
    open("x" * 255, "w").close()
