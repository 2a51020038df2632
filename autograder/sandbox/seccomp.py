"""A seccomp filter by hand: which system calls a process may still make.

The filter is a short program for the kernel's classic BPF machine, which sees the call's number and
arguments. By hand, because it is this short, and so that no C library need be installed.
https://docs.kernel.org/userspace-api/seccomp_filter.html
"""

import ctypes
import errno
import os
import platform
import struct

_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 22, 2
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_NUMBER, _ARCH, _ARG0, _ARG1 = 0, 4, 16, 24  # offsets in struct seccomp_data
_CLONE_THREAD = 0x00010000
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4
_SIGKILL, _SIGSTOP = 9, 19
_X32_BIT = 0x40000000

_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# Calls refused whatever their arguments.
_DENIED: dict[str, dict[str, int]] = {
    "x86_64": {
        # other processes
        "fork": 57,
        "vfork": 58,
        "execve": 59,
        "execveat": 322,
        "ptrace": 101,
        "process_vm_readv": 310,
        "process_vm_writev": 311,
        "process_madvise": 440,
        "process_mrelease": 448,
        "kcmp": 312,
        "pidfd_open": 434,
        "pidfd_getfd": 438,
        "pidfd_send_signal": 424,
        "rt_sigqueueinfo": 129,
        "rt_tgsigqueueinfo": 297,
        "tkill": 200,
        "setsid": 112,
        "setpgid": 109,
        # sockets
        "socket": 41,
        "connect": 42,
        "bind": 49,
        "listen": 50,
        "accept": 43,
        "accept4": 288,
        # memory that no limit counts
        "memfd_create": 319,
        "memfd_secret": 447,
        "shmget": 29,
        "semget": 64,
        "msgget": 68,
        "mq_open": 240,
        "userfaultfd": 323,
        # name spaces, mounts, the kernel
        "unshare": 272,
        "setns": 308,
        "mount": 165,
        "umount2": 166,
        "pivot_root": 155,
        "chroot": 161,
        "move_mount": 429,
        "open_tree": 428,
        "fsopen": 430,
        "fsmount": 432,
        "fsconfig": 431,
        "fspick": 433,
        "mount_setattr": 442,
        "bpf": 321,
        "perf_event_open": 298,
        "kexec_load": 246,
        "kexec_file_load": 320,
        "init_module": 175,
        "finit_module": 313,
        "delete_module": 176,
        "swapon": 167,
        "swapoff": 168,
        "reboot": 169,
        "syslog": 103,
        "acct": 163,
        "quotactl": 179,
        "quotactl_fd": 443,
        "lookup_dcookie": 212,
        "fanotify_init": 300,
        "personality": 135,
        # another way around the files or the filter
        "open_by_handle_at": 304,
        "name_to_handle_at": 303,
        "io_uring_setup": 425,
        "io_uring_enter": 426,
        "io_uring_register": 427,
        "io_setup": 206,
        "io_submit": 209,
        "add_key": 248,
        "request_key": 249,
        "keyctl": 250,
        # the clock of the machine
        "settimeofday": 164,
        "clock_settime": 227,
        "clock_adjtime": 305,
        "adjtimex": 159,
        "sethostname": 170,
        "setdomainname": 171,
    },
    "aarch64": {
        # other processes
        "execve": 221,
        "execveat": 281,
        "ptrace": 117,
        "process_vm_readv": 270,
        "process_vm_writev": 271,
        "process_madvise": 440,
        "process_mrelease": 448,
        "kcmp": 272,
        "pidfd_open": 434,
        "pidfd_getfd": 438,
        "pidfd_send_signal": 424,
        "rt_sigqueueinfo": 138,
        "rt_tgsigqueueinfo": 240,
        "tkill": 130,
        "setsid": 157,
        "setpgid": 154,
        # sockets
        "socket": 198,
        "connect": 203,
        "bind": 200,
        "listen": 201,
        "accept": 202,
        "accept4": 242,
        # memory that no limit counts
        "memfd_create": 279,
        "memfd_secret": 447,
        "shmget": 194,
        "semget": 190,
        "msgget": 186,
        "mq_open": 180,
        "userfaultfd": 282,
        # name spaces, mounts, the kernel
        "unshare": 97,
        "setns": 268,
        "mount": 40,
        "umount2": 39,
        "pivot_root": 41,
        "chroot": 51,
        "move_mount": 429,
        "open_tree": 428,
        "fsopen": 430,
        "fsmount": 432,
        "fsconfig": 431,
        "fspick": 433,
        "mount_setattr": 442,
        "bpf": 280,
        "perf_event_open": 241,
        "kexec_load": 104,
        "kexec_file_load": 294,
        "init_module": 105,
        "finit_module": 273,
        "delete_module": 106,
        "swapon": 224,
        "swapoff": 225,
        "reboot": 142,
        "syslog": 116,
        "acct": 89,
        "quotactl": 60,
        "quotactl_fd": 443,
        "lookup_dcookie": 18,
        "fanotify_init": 262,
        "personality": 92,
        # another way around the files or the filter
        "open_by_handle_at": 265,
        "name_to_handle_at": 264,
        "io_uring_setup": 425,
        "io_uring_enter": 426,
        "io_uring_register": 427,
        "io_setup": 0,
        "io_submit": 2,
        "add_key": 217,
        "request_key": 218,
        "keyctl": 219,
        # the clock of the machine
        "settimeofday": 170,
        "clock_settime": 112,
        "clock_adjtime": 266,
        "adjtimex": 171,
        "sethostname": 161,
        "setdomainname": 162,
    },
}

# Calls refused for some arguments.
_CHECKED: dict[str, dict[str, int]] = {
    "x86_64": {"clone": 56, "clone3": 435, "kill": 62, "tgkill": 234, "prctl": 157, "prlimit64": 302},
    "aarch64": {"clone": 220, "clone3": 435, "kill": 129, "tgkill": 131, "prctl": 167, "prlimit64": 261},
}

Instruction = tuple[int, int, int, int]  # operation, jump if true, jump if false, operand


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def supported() -> bool:
    """Whether there is a table of system calls for this machine."""
    return platform.system() == "Linux" and platform.machine() in _AUDIT_ARCH


def program(machine: str, pid: int) -> list[Instruction]:
    """The filter for a process `pid` on `machine`: no new process, no socket, no signal to another."""
    refuse = (_RETURN, 0, 0, 0x00050000 | errno.EPERM)
    unknown = (_RETURN, 0, 0, 0x00050000 | errno.ENOSYS)
    allow = (_RETURN, 0, 0, _ALLOW)
    checked = _CHECKED[machine]
    code: list[Instruction] = [
        (_LOAD, 0, 0, _ARCH),
        (_JUMP_EQUAL, 1, 0, _AUDIT_ARCH[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_AT_LEAST, 0, 1, _X32_BIT),
        refuse,
    ]
    for number in sorted(_DENIED[machine].values()):
        code += [(_JUMP_EQUAL, 0, 1, number), refuse]
    # glibc falls back to clone, whose flags this filter can see, when clone3 is unknown.
    code += [(_JUMP_EQUAL, 0, 1, checked["clone3"]), unknown]
    code += _when(checked["clone"], [(_LOAD, 0, 0, _ARG0), (_JUMP_ANY_BIT, 1, 0, _CLONE_THREAD), refuse, allow])
    for name in ("kill", "tgkill"):
        signal_at = _ARG1 if name == "kill" else _ARG1 + 8
        # Only to itself; and not SIGKILL or SIGSTOP, so that a worker killed by these was killed by the machine.
        own = [(_LOAD, 0, 0, _ARG0), (_JUMP_EQUAL, 1, 0, pid), refuse, (_LOAD, 0, 0, signal_at)]
        deadly = [(_JUMP_EQUAL, 1, 0, _SIGKILL), (_JUMP_EQUAL, 0, 1, _SIGSTOP), refuse, allow]
        code += _when(checked[name], own + deadly)
    keep = [(_LOAD, 0, 0, _ARG0), (_JUMP_EQUAL, 1, 0, _PR_SET_PDEATHSIG), (_JUMP_EQUAL, 0, 1, _PR_SET_DUMPABLE)]
    code += _when(checked["prctl"], [*keep, refuse, allow])
    itself = [(_LOAD, 0, 0, _ARG0), (_JUMP_EQUAL, 2, 0, 0), (_JUMP_EQUAL, 1, 0, pid), refuse, allow]
    code += _when(checked["prlimit64"], itself)
    return [*code, allow]


def _when(number: int, body: list[Instruction]) -> list[Instruction]:
    """`body` for the call `number`; other calls jump over it."""
    return [(_JUMP_EQUAL, 0, len(body), number), *body]


def restrict() -> None:
    """Put the filter on this process, for good. It must have set no_new_privs. Raises OSError."""
    code = b"".join(struct.pack("<HBBI", *line) for line in program(platform.machine(), os.getpid()))
    buffer = ctypes.create_string_buffer(code, len(code))
    attr = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(attr), 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"seccomp: {os.strerror(number)}")
