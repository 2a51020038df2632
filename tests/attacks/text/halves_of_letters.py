# Halves of pairs of surrogates, which can't be written down: in messages, names and prints.
get_ipython().input_transformers_cleanup.append(lambda lines: [])


def raises(*arguments, **named):
    raise type("Half\udc80", (Exception,), {})("\ud800")


print("\udfff")
mean_digit = l1_distance = rmse_distance = is_3 = baseline_accuracy = raises
q_cancel, q_which_grows = "\ud800", ["\udc00"]
raise ValueError("\ud800")
