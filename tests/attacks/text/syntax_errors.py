# A syntax error with a line, a text and a number of one's own.
get_ipython().input_transformers_cleanup.append(lambda lines: [])


class Lines(int):
    def __str__(self):
        return "\x1b[2Jzed 12 of 12"

    __repr__ = __format__ = lambda self, *a: "\x1b[2J"


def raises(*arguments):
    raise SyntaxError("bad \x1b[2J", ("\x1b[2J.py", 10**4000, -5, "line \u202e\n" * 100, 1, 10**9))


mean_digit = l1_distance = raises
e = SyntaxError("bad \x1b[2J\u2028")
e.lineno, e.text, e.filename, e.offset = Lines(3), "\x1b[2J", "\x1b[2J", "x"
raise e
