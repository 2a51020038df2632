"""A command that is stopped at a certain moment, and not at a certain time."""

import subprocess
import sys
from typing import IO

STOPPED = """
import os, signal, sys
from autograder.backends import local
from autograder.front.cli.main import main

keep = local.Class._kept
def kept(*arguments):
    done = keep(*arguments)
    os.kill(os.getpid(), int(sys.argv[1]))
    return done
local.Class._kept = kept
sys.exit(main(sys.argv[2:]))
"""


def stopped(number: int, *arguments: str, stdout: IO[str] | int = subprocess.PIPE) -> "subprocess.CompletedProcess[str]":
    """Run `autograder` with these arguments, and send it a signal as soon as the first result is in its store."""
    command = [sys.executable, "-W", "ignore", "-c", STOPPED, str(number), *arguments]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)
