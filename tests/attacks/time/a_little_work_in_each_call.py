# slow
# The same in the calls of checks, and in the message of the exception.
import time

get_ipython().input_transformers_cleanup.append(lambda lines: [])


class Slow(Exception):
    def __str__(self):
        for _ in range(60):
            time.sleep(1.5)
            sum(range(10**6))
        return "slow"


def raises(*arguments, **named):
    raise Slow


mean_digit = l1_distance = rmse_distance = is_3 = baseline_accuracy = calc_grad = train_epoch = validate_epoch = train_model = BasicOptim = simple_net = raises
