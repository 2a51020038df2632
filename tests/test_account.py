"""What the kernel has counted of a worker, and memory in large pages: autograder/workers/account.py, sandbox/large_pages.py."""

import os
import subprocess
import sys
import time
from pathlib import Path

from autograder.sandbox import large_pages
from autograder.workers.account import Account, Used


def test_a_process_is_counted_and_the_last_is_kept_when_it_has_ended() -> None:
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    account = Account(busy.pid)
    first = account.now()
    while account.now().cpu < first.cpu + 0.1:
        time.sleep(0.01)
    last = account.now()
    assert last.waited >= first.waited
    busy.kill()
    busy.wait()
    assert account.now().cpu >= last.cpu
    assert account.now() == account.now()
    account.close()
    assert account.now().cpu >= last.cpu, "closed, it still knows the last"


def test_of_a_process_that_isnt_there_nothing_is_counted() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert Account(ended.pid).now() == Used()


_FILLED = """
import os, signal, sys
from autograder.sandbox import large_pages
kept = [str(number) for number in range(500_000)]
def small():
    lines = open("/proc/self/smaps_rollup").read().splitlines()
    said = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:]}
    return said["Anonymous"] - said["AnonHugePages"]
before = small()
moved = large_pages.use()
after = small()
child = os.fork()
if child == 0:
    kept[:] = [text + "!" for text in kept]
    os._exit(kept[4321] != "4321!")
print(int(moved), before, after, os.waitpid(child, 0)[1], kept == [str(number) for number in range(500_000)])
"""


def test_memory_moves_into_large_pages_and_stays_what_it_is() -> None:
    found = subprocess.run([sys.executable, "-P", "-c", _FILLED], capture_output=True, text=True, check=True).stdout.split()
    moved, before, after, child, is_same = int(found[0]), int(found[1]), int(found[2]), int(found[3]), found[4]
    assert child == 0
    assert is_same == "True"
    release = tuple(int(part) for part in os.uname().release.split(".")[:2])
    has_large = Path("/sys/kernel/mm/transparent_hugepage/enabled")
    if release >= (6, 1) and has_large.exists() and "[never]" not in has_large.read_text():
        assert moved
        assert after < before, "else a fork costs what it did"


def test_only_whole_large_pages_of_its_own_memory_are_moved() -> None:
    stack = next(line for line in Path("/proc/self/maps").read_text().splitlines() if line.endswith("[stack]"))
    at = int(stack.split("-")[0], 16)
    regions = list(large_pages._regions())
    assert all(start % (1 << 21) == end % (1 << 21) == 0 for start, end in regions)
    assert not any(start <= at < end for start, end in regions)
