# slow
# Never read what is asked, so that whoever sends a large question waits.
import sys
import time

link = sys.modules["autograder.link"]


def never(sock, *a):
    while True:
        try:
            time.sleep(100)
        except BaseException:
            pass


link.receive = never
