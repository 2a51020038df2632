# Machine code that no processor runs, that divides by zero, and that jumps nowhere.
import ctypes
import itertools
import mmap

get_ipython().input_transformers_cleanup.append(lambda lines: [])
codes = itertools.cycle([b"\x0f\x0b", b"\x31\xc9\x31\xd2\xb8\x01\0\0\0\xf7\xf9\xc3", b"\xf4", b"\xcc", b"\xcd\x01", b"\xeb\xfe"[:1]])


def away(*arguments, **named):
    page = mmap.mmap(-1, 4096, prot=7)
    code = next(codes)
    page[: len(code)] = code
    ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()


mean_digit = l1_distance = rmse_distance = is_3 = baseline_accuracy = calc_grad = train_epoch = validate_epoch = train_model = BasicOptim = simple_net = away
