"""Writes autograder/sandbox/numbers.py, the numbers of the system calls, from the kernel's own tables: `make system-calls`.

Read are `asm/unistd_64.h` (x86_64) and `asm-generic/unistd.h` (aarch64) of this machine's linux-libc-dev, and what is newer than
many headers from the list below: from 424 on every machine has the same numbers.
"""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
WRITTEN = ROOT / "autograder" / "sandbox" / "numbers.py"
X86_64 = [Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), Path("/usr/include/asm/unistd_64.h")]
GENERIC = [Path("/usr/include/asm-generic/unistd.h")]
# On aarch64 the kernel leaves these out of the generic table.
_NOT_ON_AARCH64 = {"sync_file_range2", "riscv_flush_icache", "arch_specific_syscall", "syscalls", "mmap2", "llseek"}
_ONLY_32_BITS = range(403, 424)
_NEWER = (
    *("cachestat", "fchmodat2", "map_shadow_stack", "futex_wake", "futex_wait", "futex_requeue", "statmount", "listmount"),
    *("lsm_get_self_attr", "lsm_set_self_attr", "lsm_list_modules", "mseal", "setxattrat", "getxattrat", "listxattrat"),
    *("removexattrat", "open_tree_attr", "file_getattr", "file_setattr"),
)
"""The calls from 451 on, in their order."""

_HEADER = '''"""The numbers of the system calls on x86_64 and on aarch64, by name; None where a machine hasn't got one.

Written by quality/system_calls.py from the kernel's own tables. Don't change it here.
"""

NUMBERS: dict[str, tuple[int | None, int | None]] = {
'''


def find(paths: list[Path]) -> str | None:
    """The text of the first of these files that is there."""
    return next((path.read_text() for path in paths if path.exists()), None)


def x86_64(text: str) -> dict[str, int]:
    """The calls in the text of x86_64's header."""
    return {name: int(number) for name, number in re.findall(r"^#define __NR_(\w+)\s+(\d+)", text, re.M)}


def aarch64(text: str) -> dict[str, int]:
    """The calls in the text of the generic header, by the names that a machine of 64 bits has for them."""
    numbers = {name: int(number) for name, number in re.findall(r"^#define (__NR\w+)\s+(\d+)", text, re.M)}
    found = {name.removeprefix("__NR_"): number for name, number in numbers.items() if name.startswith("__NR_")}
    for name, stands_for in re.findall(r"^#\s*define __NR_(\w+)\s+(__NR3264_\w+)", text, re.M):
        if stands_for in numbers and (not name.endswith("64") or name == "fadvise64"):  # fcntl64 and the like are of 32 bits
            found[name] = numbers[stands_for]
    return {name: number for name, number in found.items() if name not in _NOT_ON_AARCH64 and number not in _ONLY_32_BITS}


def written(x86: dict[str, int], arm: dict[str, int]) -> str:
    """The text of numbers.py."""
    newer = {name: number for number, name in enumerate(_NEWER, 451)}
    x86, arm = newer | x86, newer | arm
    lines = [f'    "{name}": ({x86.get(name)}, {arm.get(name)}),\n' for name in sorted(x86.keys() | arm.keys())]
    return _HEADER + "".join(lines) + "}\n"


def main() -> None:
    x86, generic = find(X86_64), find(GENERIC)
    if x86 is None or generic is None:
        raise SystemExit("the kernel's headers aren't here: install linux-libc-dev on an x86_64 machine")
    WRITTEN.write_text(written(x86_64(x86), aarch64(generic)))


if __name__ == "__main__":
    main()
