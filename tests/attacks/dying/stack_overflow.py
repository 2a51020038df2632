# slow
# Run out of stack in C, where Python doesn't count.
import ctypes
import sys
import threading

get_ipython().input_transformers_cleanup.append(lambda lines: [])


def away(*arguments, **named):
    sys.setrecursionlimit(2**31 - 1)
    deep = []
    for _ in range(10**6):
        deep = [deep]
    f = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(lambda n: f(n + 1))
    repr(deep)
    f(0)
    deep == [deep]


threading.stack_size(32768)
mean_digit = l1_distance = rmse_distance = is_3 = baseline_accuracy = calc_grad = train_epoch = validate_epoch = train_model = BasicOptim = simple_net = away
