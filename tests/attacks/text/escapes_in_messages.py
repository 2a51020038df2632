# Sequences in a message that move the cursor, set the title, ask the terminal to answer, and hide what stood there.
import itertools

get_ipython().input_transformers_cleanup.append(lambda lines: [])
texts = itertools.cycle(["\x1b[2J\x1b[1;1Hzed  02_distances  12 of 12", "\x1b]0;graded\x07", "\x1b]8;;http://example.org\x1b\\here\x1b]8;;\x1b\\", "\x1b[6n\x1b[c\x1bZ", "\x9b2J\x9dtitle\x9c", "\x1bP+q\x1b\\", "\x1b[8m hidden", "\r" + " " * 80 + "\r12 of 12", "\b" * 500, "\x0e\x0f\x7f\x00", "\x1bc", "\x1b[?1049h", "\x1b(0"])


def raises(*arguments, **named):
    raise ValueError(next(texts))


mean_digit = l1_distance = rmse_distance = is_3 = baseline_accuracy = raises
raise RuntimeError("\x1b[2J\x1b]0;cell\x07\x9b31m\r12 of 12\x00")
