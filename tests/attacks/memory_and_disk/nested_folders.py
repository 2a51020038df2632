# Folders so deep that whoever walks or deletes them by recursion falls.
import os

for i in range(3000):
    os.mkdir("d")
    os.chdir("d")
open("f", "w").write("x")
