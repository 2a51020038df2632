# slow
# Lower the soft limit of processor time, and go on through SIGXCPU until the hard one.
import resource
import signal

get_ipython().input_transformers_cleanup.append(lambda lines: [])


def out_of_time(*arguments, **named):
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CPU, (1, 2))
    while True:
        pass


mean_digit = l1_distance = rmse_distance = is_3 = baseline_accuracy = calc_grad = train_epoch = validate_epoch = train_model = BasicOptim = simple_net = out_of_time
