# Ask somebody who isn't there.
import getpass
import sys

for ask in (input, getpass.getpass, sys.stdin.read, lambda: get_ipython().ask_yes_no("?"), breakpoint, lambda: __import__("pdb").set_trace(), lambda: get_ipython().run_line_magic("debug", "")):
    try:
        ask()
    except BaseException:
        pass
