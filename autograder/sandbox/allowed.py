"""Which system calls a worker may make, and why. What isn't named here is refused: docs/sandbox.md has the table.

The lists were made from what Python, numpy, pandas, scipy, matplotlib and torch were seen to call in right submissions,
and from what each of these calls could do to anybody else.
"""

import errno
from dataclasses import dataclass

OWN = -1
"""In the place of a value: the worker's own process id."""

ALLOWED: dict[str, tuple[str, ...]] = {
    "to read and write what is open already": (
        *("read", "write", "readv", "writev", "pread64", "pwrite64", "preadv", "pwritev", "preadv2", "pwritev2", "lseek"),
        *(
            "close",
            "close_range",
            "dup",
            "dup2",
            "dup3",
            "pipe",
            "pipe2",
            "sendfile",
            "copy_file_range",
            "fadvise64",
            "readahead",
        ),
        *("fsync", "fdatasync", "ftruncate"),
    ),
    "to look for files, as far as Landlock and the name spaces let it: `open` is below, with its flags": (
        *("creat", "stat", "lstat", "fstat", "newfstatat", "statx", "statfs", "fstatfs"),
        *("access", "faccessat", "faccessat2", "readlink", "readlinkat", "getdents", "getdents64", "getcwd", "chdir", "fchdir"),
    ),
    "to order its own folder, since nothing else is open to be written": (
        *("rmdir", "unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat"),
        *("symlink", "symlinkat"),
    ),
    "memory, which RLIMIT_AS bounds": (
        *("mmap", "munmap", "mprotect", "mremap", "brk", "madvise", "msync", "mincore", "membarrier", "get_mempolicy"),
    ),
    "threads: `clone` is below, with its flags": (
        *(
            "futex",
            "futex_waitv",
            "set_robust_list",
            "set_tid_address",
            "rseq",
            "gettid",
            "sched_yield",
            "getcpu",
            "exit",
            "exit_group",
        ),
        *("sched_getaffinity", "sched_getparam", "sched_getscheduler", "sched_get_priority_max", "sched_get_priority_min"),
    ),
    "signals, as far as it handles its own": (
        *("rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigpending", "rt_sigtimedwait", "rt_sigsuspend", "sigaltstack"),
        *("pause", "restart_syscall"),
    ),
    "to wait, and to tell the time": (
        *("select", "pselect6", "poll", "ppoll", "epoll_create", "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait"),
        *("epoll_pwait2", "eventfd", "eventfd2", "nanosleep", "clock_nanosleep", "clock_gettime", "clock_getres", "gettimeofday"),
        *("time", "times", "wait4", "waitid"),
    ),
    "to ask who and where it is": (
        *(
            "getpid",
            "getppid",
            "getpgrp",
            "getpgid",
            "getsid",
            "getuid",
            "geteuid",
            "getgid",
            "getegid",
            "getresuid",
            "getresgid",
        ),
        *("getgroups", "capget", "uname", "sysinfo", "getrandom", "getrusage", "getrlimit", "getpriority"),
    ),
    # Not sendmsg: it passes open files, and those on their way are counted for the user, the judge and other workers included.
    "sockets that are open already: the link, and the two ends of a `socketpair`": (
        *("sendto", "recvfrom", "recvmsg", "shutdown", "getsockname", "getpeername", "getsockopt"),
    ),
}

PRETENDED: dict[str, tuple[str, ...]] = {
    # Every `shutil.copy`, `copytree`, `tarfile` and `zipfile` ends with these, and would raise. No file needs the change: nobody
    # else sees the worker's own, and others' must stay as they are.
    "modes of files; their times are below": ("chmod", "fchmod", "fchmodat", "fchmodat2"),
    # A lock needs no more than a file open for reading: another process could wait for it, or read it as a signal.
    "locks on files, which a process that is alone doesn't need": ("flock",),
    "to write the whole machine's files to its disks": ("sync", "syncfs"),
}
"""Calls that succeed and do nothing."""

UNSUPPORTED: tuple[str, ...] = (
    *("setxattr", "lsetxattr", "fsetxattr", "getxattr", "lgetxattr", "fgetxattr", "listxattr", "llistxattr", "flistxattr"),
    *("removexattr", "lremovexattr", "fremovexattr", "setxattrat", "getxattrat", "listxattrat", "removexattrat"),
)
"""Attributes of files: `shutil.copy2` passes over ENOTSUP, and over nothing else, in each Python."""

WITH_GPU: tuple[str, ...] = ("ioctl", "mbind", "set_mempolicy", "mlock", "munlock", "timerfd_create", "timerfd_settime")
"""What CUDA calls besides. Not run: docs/gpu.md."""


@dataclass(frozen=True)
class Argument:
    """An argument that must be one of `values`, or with `unless` none of them, in the bits of `mask`.

    `whole` looks at all 64 bits and not at the lower 32, where the kernel takes more than an int.
    """

    index: int
    values: tuple[int, ...]
    mask: int = 0xFFFFFFFF
    unless: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Rule:
    """Where every argument in `when` is as it should be, `call` is made, or fails with `answer`; 0 pretends that it was made."""

    call: str
    when: tuple[Argument, ...]
    answer: int | None = None


_THREAD = 0x10F00  # CLONE_VM, CLONE_FS, CLONE_FILES, CLONE_SIGHAND and CLONE_THREAD
_OF_A_THREAD = 0x7D0F00  # these, and CLONE_SYSVSEM, CLONE_SETTLS, CLONE_PARENT_SETTID, CLONE_CHILD_CLEARTID, CLONE_DETACHED
_OPENED = (0, 1, 2, 0o1001, 0o1002)
# SIGKILL and SIGSTOP, by which the machine ends a process, and the three others that stop one.
_DEADLY = (9, 19, 20, 21, 22)
_NOT_DEADLY = Argument(1, _DEADLY, unless=True)

RULES: tuple[Rule, ...] = (
    # A thread like those that pthread_create starts. No new process, no new name space, nothing traced.
    Rule("clone", (Argument(0, (_THREAD,), mask=_THREAD), Argument(0, (0,), mask=0xFFFFFFFF & ~_OF_A_THREAD))),
    # O_RDONLY, O_WRONLY and O_RDWR; the last two with O_TRUNC. Linux truncates what is opened for reading too, and before
    # version 3 Landlock doesn't see it.
    Rule("open", (Argument(1, _OPENED, mask=0o1003),)),
    Rule("openat", (Argument(2, _OPENED, mask=0o1003),)),
    # A folder that its owner can't list would hide from the judge what it holds.
    Rule("mkdir", (Argument(1, (0o700,), mask=0o700),)),
    Rule("mkdirat", (Argument(2, (0o700,), mask=0o700),)),
    Rule("umask", (Argument(0, (0,), mask=0o700),)),
    # `shutil.copy2` sets the times of what it copied. `Path.touch` asks for this moment, and makes the file only if that fails.
    Rule("utimensat", (Argument(2, (0,), whole=True),), answer=errno.EPERM),
    Rule("utimensat", (), answer=0),
    # abort() and raise() send signals to the process itself.
    Rule("kill", (Argument(0, (OWN,)), _NOT_DEADLY)),
    Rule("tgkill", (Argument(0, (OWN,)), Argument(2, _DEADLY, unless=True))),
    # To read a limit, not to set one.
    Rule("prlimit64", (Argument(0, (0, OWN)), Argument(2, (0,), whole=True))),
    # asyncio wakes itself through two ends of a stream. In a stream, unlike in datagrams, no message has an address.
    Rule("socketpair", (Argument(0, (1,)), Argument(1, (1,), mask=0xF))),
    # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_OFD_GETLK, F_DUPFD_CLOEXEC, F_GETPIPE_SZ, F_GET_SEALS
    Rule("fcntl", (Argument(1, (0, 1, 2, 3, 4, 5, 36, 1030, 1032, 1034)),)),
    # F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW: SQLite locks each of its files.
    Rule("fcntl", (Argument(1, (6, 7, 37, 38)),), answer=0),
    # TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX
    Rule("ioctl", (Argument(1, (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)),)),
    # Plain growth, which RLIMIT_FSIZE bounds; with FALLOC_FL_KEEP_SIZE it doesn't.
    Rule("fallocate", (Argument(1, (0,)),)),
    # PR_SET_NAME and PR_SET_VMA, which names memory, and what only reads: PR_GET_PDEATHSIG, PR_GET_DUMPABLE, PR_GET_KEEPCAPS,
    # PR_GET_NAME, PR_GET_SECCOMP, PR_CAPBSET_READ, PR_GET_TSC, PR_GET_TIMERSLACK, PR_GET_NO_NEW_PRIVS, PR_GET_THP_DISABLE and
    # PR_SVE_GET_VL.
    Rule("prctl", (Argument(0, (15, 0x53564D41, 2, 3, 7, 16, 21, 23, 25, 30, 39, 42, 51)),)),
    # ARCH_GET_XCOMP_SUPP, ARCH_GET_XCOMP_PERM and ARCH_REQ_XCOMP_PERM: oneDNN asks so whether it may use AMX.
    Rule("arch_prctl", (Argument(0, (0x1021, 0x1022, 0x1023)),)),
)

OTHERWISE: dict[str, int] = {"ioctl": errno.ENOTTY, "fallocate": errno.EOPNOTSUPP}
"""What the calls of `RULES` say to other arguments, where it isn't EPERM."""

NEW = 424
"""Calls from this number on are those of kernels since 5.1: libraries do without one that is unknown, and ENOSYS says so.
glibc then takes `clone` for `clone3`, whose flags a filter can't see."""
