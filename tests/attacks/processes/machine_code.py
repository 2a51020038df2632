# Make system calls from machine code of one's own: those of other kinds of processors, and with bits that no list has.
import ctypes
import mmap
import platform

if platform.machine() == "x86_64":
    page = mmap.mmap(-1, 4096, prot=7)
    where = ctypes.addressof(ctypes.c_char.from_buffer(page))
    for number in (57 | 0x40000000, 520 | 0x40000000, 41 | 0x40000000, 57 | 0x80000000):
        page[:10] = b"\x48\xc7\xc0" + number.to_bytes(4, "little") + b"\x0f\x05\xc3"
        ctypes.CFUNCTYPE(ctypes.c_long)(where)()
