# One call into C that takes for ever, and that no Python signal interrupts.
import re

re.match(r"(a+)+$", "a" * 60 + "b")
