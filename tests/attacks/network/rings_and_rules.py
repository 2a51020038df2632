# The network by rings, netlink, packet filters and tunnels.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
parameters = ctypes.create_string_buffer(120)
for number, arguments in (
    (425, (8, parameters)),  # io_uring_setup
    (426, (3, 1, 0, 0, 0, 0)),
    (427, (3, 0, parameters, 1)),
    (321, (0, parameters, 72)),  # bpf
    (298, (parameters, 0, -1, -1, 0)),  # perf_event_open
    (206, (8, parameters)),  # io_setup
    (323, (1,)),  # userfaultfd
    (447, (0,)),  # memfd_secret
    (53, (16, 3, 0, parameters)),  # socketpair of netlink
    (53, (40, 1, 0, parameters)),
    (307, (3, parameters, 1, 0)),  # sendmmsg
):
    libc.syscall(number, *arguments)
