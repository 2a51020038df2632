# Arrays of objects, records, text, bytes and dates.
import itertools

import numpy as np

get_ipython().input_transformers_cleanup.append(lambda lines: [])
objects = np.empty((28, 28), object)
objects[:] = None
odd = itertools.cycle([objects, np.array([None] * 7), np.array(["a"] * 7), np.array([b"a"] * 12), np.zeros(7, "datetime64[s]"), np.array("NaT", "datetime64"), np.zeros((28, 28), "timedelta64[Y]"), np.zeros(7, [("a", int)]), np.ma.masked_all((28, 28)), np.matrix(np.zeros((28, 28))), np.zeros((28, 28), ">f8"), np.zeros(7, np.longdouble), np.array([[1], [1, 2]], object), np.zeros((28, 28)).view(np.recarray), np.float16(3), np.str_("a"), np.void(b"x"), np.array([[{"a": 1}]])])
is_3 = mean_digit = l1_distance = rmse_distance = baseline_accuracy = lambda *a: next(odd)
q_cancel, q_which_grows, q_axes_of_the_mean = np.array(["a", "b"]), np.array([None, "d"], object), np.str_("z")
