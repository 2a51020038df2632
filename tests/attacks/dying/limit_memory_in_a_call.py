# Run out of memory in each call of a check, as a small machine would.
import resource

get_ipython().input_transformers_cleanup.append(lambda lines: [])


def out_of_memory(*arguments, **named):
    resource.setrlimit(resource.RLIMIT_AS, (1 << 20, 1 << 20))
    hoard = []
    while True:
        hoard.append(bytearray(1 << 16))


mean_digit = l1_distance = rmse_distance = is_3 = baseline_accuracy = calc_grad = train_epoch = validate_epoch = train_model = BasicOptim = simple_net = out_of_memory
