# Answer the first call of each function, and die at the second, each time in another way.
import ctypes
import itertools
import os
import signal

import torch

get_ipython().input_transformers_cleanup.append(lambda lines: [])
ways = itertools.cycle([lambda: os._exit(0), os.abort, lambda: ctypes.string_at(0), lambda: os.kill(os.getpid(), signal.SIGTERM), lambda: os.kill(os.getpid(), signal.SIGHUP)])


class Second:
    calls = 0

    def __call__(self, *arguments, **named):
        self.calls += 1
        if self.calls > 1:
            next(ways)()
        return torch.zeros(3, 3)


for name in ("mean_digit", "l1_distance", "rmse_distance", "is_3", "baseline_accuracy", "calc_grad", "train_epoch", "validate_epoch", "train_model", "BasicOptim", "simple_net"):
    globals()[name] = Second()
