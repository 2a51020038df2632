# Say on the link what the zygote and a starting worker say: ready, broken, ended, a number of a process.
import itertools
import os
import sys

link = sys.modules["autograder.link"]
pack = link.pack
words = itertools.cycle([{"ready": True}, {"broken": "the sandbox couldn't be set up"}, {"ended": os.getpid(), "signal": 9}, {"pid": os.getppid()}, {"error": {"type": "WorkerLost", "message": "lost"}, "lost": True}, {}])
link.pack = lambda value: pack(next(words))
