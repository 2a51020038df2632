# Leave something in memory that outlives the process: by System V, POSIX and keys.
import ctypes
import multiprocessing.shared_memory

libc = ctypes.CDLL(None, use_errno=True)
left = []
for key in (0x37733, 0):
    for number, arguments in ((29, (key, 4096, 0o1666)), (68, (key, 0o1666)), (64, (key, 1, 0o1666))):
        if libc.syscall(number, *arguments) >= 0:
            left.append(number)
for name in (b"/threes-and-sevens-attack", b"/dev/shm/threes-and-sevens-attack"):
    for call in (libc.shm_open, libc.sem_open, libc.mq_open):
        try:
            call(name, 0o102, 0o666, 1)
        except Exception:
            pass
for number in (240, 248, 319):
    libc.syscall(number, b"user", b"attack", b"data", 4, ctypes.c_int(-4))
try:
    multiprocessing.shared_memory.SharedMemory("threes-and-sevens-attack", create=True, size=100)
    left.append("shm")
except Exception:
    pass
print("learned-by-attack" if left else "", left)
