"""What a cell asks of the machine around Python: lines for a shell, packages to install, magics that aren't here.

In a kernel they print something, and the cell goes on; so it does here, where no program can be started and the notebook has
no page around it: a sentence stands for what would have been done.
"""

import os
from collections.abc import Callable

MOST_SAID = 20
"""Sentences of one cell that become notes."""
INSTALLERS = ("pip", "conda", "mamba", "micromamba", "uv")
RUN_CODE = ("time", "timeit", "prun", "run", "mprun", "lprun", "memit")
"""Line magics that run a student's code: what that raises is raised."""
SHELLS = ("script", "bash", "sh", "perl", "ruby", "python", "python2", "python3", "pypy", "cmd")
"""Cell magics that hand the whole cell to another program."""
_LONGEST = 120
_OF_A_SHELL = set("|&;<>()$`\\\"'*?[]#~{}\n")

said: list[str] = []
"""What is to be told about the cell that is running, beside what it prints."""


def say(sentence: str) -> None:
    """Tell it in the cell's output, and in a note about the cell."""
    print(f"[{sentence}]")
    if len(said) < MOST_SAID and sentence not in said:
        said.append(sentence)


def take() -> list[str]:
    """What was said since this was called last."""
    found = said[:]
    said.clear()
    return found


def quoted(line: str) -> str:
    """The first line of `line`, as code in a sentence."""
    first = line.strip().partition("\n")[0]
    return f"`{first if len(first) <= _LONGEST else first[:_LONGEST] + ' …'}`"


def is_installing(words: list[str]) -> bool:
    """Whether a command, in words, installs a package."""
    return "install" in words and any(word.rpartition("/")[2] in INSTALLERS for word in words)


def not_run(line: str) -> str:
    """The sentence about a line that another program would have to run."""
    if line.lstrip("%").partition(" ")[0] in INSTALLERS or is_installing(line.lstrip("!").split()):
        return f"{quoted(line)} was left out: nothing is installed while a notebook is graded."
    return f"{quoted(line)} was left out: no other program runs while a notebook is graded."


def no_magic(name: str, line: str) -> str:
    """The sentence about a magic that there isn't here."""
    return f"{quoted(f'%{name} {line}')} was left out: there is no such magic where the notebook is graded."


def no_use(name: str, line: str, error: Exception) -> str:
    """The sentence about a magic that needs something which isn't here."""
    return f"{quoted(f'%{name} {line}')} was left out, since it can't be had here: {type(error).__name__}: {f'{error}'[:300]}"


def answered(line: str) -> str | None:
    """What a line for a shell would print, if it is a plain command that needs no shell; None for all others."""
    command, *arguments = line.split() or [""]
    answer = _ANSWERS.get(command)
    if answer is None or not _OF_A_SHELL.isdisjoint(line):
        return None
    try:
        return answer(arguments)
    except OSError as e:
        return f"{command}: {e.strerror}: {e.filename}"


def _plain(arguments: list[str]) -> list[str]:
    return [argument for argument in arguments if not argument.startswith("-")]


def _ls(arguments: list[str]) -> str:
    found: list[str] = []
    for path in _plain(arguments) or ["."]:
        if os.path.isdir(path):
            found += sorted(name for name in os.listdir(path) if not name.startswith("."))
        else:
            os.stat(path)  # raises what `ls` would say
            found.append(path)
    return "\n".join(found)


def _mkdir(arguments: list[str]) -> str:
    for path in _plain(arguments):
        os.makedirs(path, exist_ok="-p" in arguments)
    return ""


_ANSWERS: dict[str, Callable[[list[str]], str]] = {
    "ls": _ls,
    "pwd": lambda _: os.getcwd(),
    "echo": " ".join,
    "mkdir": _mkdir,
}
"""What needs no shell. A folder is made since the next line writes to it."""
