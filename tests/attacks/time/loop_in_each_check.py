# slow
# An endless loop in every call of a check, that no interrupt ends.
get_ipython().input_transformers_cleanup.append(lambda lines: [])


def loop(*arguments, **named):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


mean_digit = l1_distance = rmse_distance = is_3 = baseline_accuracy = calc_grad = train_epoch = validate_epoch = train_model = BasicOptim = simple_net = loop
