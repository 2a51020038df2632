# Read what other workers have in their folders.
import glob
import os

found = []
for pattern in ("/tmp/autograder-*/*", "/tmp/autograder-*/worker-*/*", "../*/*", "/tmp/*"):
    for path in glob.glob(pattern):
        if not path.startswith(os.getcwd()):
            try:
                found.append(open(path).read())
            except OSError:
                pass
assert not found
