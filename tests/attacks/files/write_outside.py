# Write files wherever one might be read later.
import os
import sys

for folder in ("/tmp", "/", os.path.dirname(os.__file__), *[p for p in sys.path if p], "..", "../..", os.path.expanduser("~root")):
    for name in ("threes-and-sevens-attack", "sitecustomize.py", "conftest.py", "usercustomize.py"):
        try:
            open(os.path.join(folder, name), "w").write("open('/tmp/threes-and-sevens-attack', 'w')")
            os.chdir(folder)
        except OSError:
            pass
