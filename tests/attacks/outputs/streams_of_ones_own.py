# Put objects in the place of the streams, which raise, write elsewhere, or say that they wrote more.
import sys


class Stream:
    encoding = "\ud800"

    def write(self, text):
        raise SystemError("12 of 12")

    def flush(self):
        raise KeyboardInterrupt

    def __getattr__(self, name):
        return self


sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = Stream()
sys.displayhook = Stream()
get_ipython().display_pub = Stream()
1
