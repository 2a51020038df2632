# slow
# Answer with a string of a gigabyte, and with an error as long.
mean_digit = lambda images: "x" * 10**9


def l1_distance(a, b):
    raise ValueError("x" * 10**8)


class Long(Exception):
    def __str__(self):
        return "y" * 10**8


def rmse_distance(a, b):
    raise Long()


calc_grad = mean_digit
