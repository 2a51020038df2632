# Exceptions whose message, name and notes are other things than text, or change each time.
import itertools

get_ipython().input_transformers_cleanup.append(lambda lines: [])
count = itertools.count()


class Text(str):
    def __str__(self):
        return self

    def __getitem__(self, at):
        return Text("\x1b[2J" * 1000)

    def __len__(self):
        return 3

    def __format__(self, how):
        return "\x1b[2J"


class Odd(BaseException):
    def __str__(self):
        n = next(count) % 5
        if n == 0:
            raise self
        return (Text("\x1b[2J"), 3, None, "x" * 10**7)[n - 1]

    __repr__ = __str__


def raises(*arguments):
    e = Odd()
    e.__notes__ = ["\x1b[2J\nzed 12 of 12"] * 100
    raise e from e


mean_digit = l1_distance = rmse_distance = is_3 = baseline_accuracy = raises
raise Odd
