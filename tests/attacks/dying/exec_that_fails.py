# Become another program that can't run: after some of these calls there is no way back.
import ctypes
import os
import sys

get_ipython().input_transformers_cleanup.append(lambda lines: [])


def away(*arguments, **named):
    open("program", "wb").write(b"\x7fELF" + bytes(60))
    os.chmod("program", 0o755)
    open("script", "w").write("#!/nowhere/python\n")
    os.chmod("script", 0o755)
    for path in ("program", "script", sys.executable, "/bin/true", "/lib64/ld-linux-x86-64.so.2"):
        for call in (lambda: os.execv(path, [path]), lambda: ctypes.CDLL(None).syscall(59, path.encode(), None, None), lambda: os.execve(os.open(path, os.O_RDONLY), [path], {})):
            try:
                call()
            except OSError:
                pass
    os._exit(127)


mean_digit = l1_distance = rmse_distance = is_3 = baseline_accuracy = calc_grad = train_epoch = validate_epoch = train_model = BasicOptim = simple_net = away
