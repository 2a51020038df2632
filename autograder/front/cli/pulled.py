"""What `autograder pull` says at its end: who has nothing, whether that lies with us, and the exit status that tells it."""

import os
import sys
from pathlib import Path
from typing import TextIO

from autograder.front.cli.usage import UsageError
from autograder.repositories.pull import Outcome
from autograder.text.github import for_markdown
from autograder.text.listing import counted, some_of
from autograder.text.places import for_terminal, shortened

OURS, THEIRS = 1, 3
"""Exit status: something failed here or on the way; or all went well, and some students have nothing that could be taken."""
_LONGEST_LINE = 600
_MOST_TOLD, _MOST_LISTED = 50, 1000


def told(outcomes: list[Outcome], path: Path) -> int:
    """Say who has nothing and who lacks something; returns the exit status. Each student is counted once."""
    without = [one.student for one in outcomes if one.has_nothing]
    partly = [one.student for one in outcomes if not one.is_had and not one.has_nothing]
    for names, what in ((without, "have nothing"), (partly, "lack something, or couldn't be brought up to date")):
        if names:
            say(f"{len(names)} of {len(outcomes)} {what}: {some_of(names, _MOST_TOLD)}.", sys.stderr, 10_000)
    had = len(outcomes) - len(without) - len(partly)
    say(f"{had} of {len(outcomes)} have all that was looked for; what came from where is in {path}.", sys.stderr)
    if outcomes and all(one.is_not_there for one in outcomes):
        say("None of the repositories is there: see how --repos is written, and what the token may read.", sys.stderr)
        return OURS
    if any(one.is_ours for one in outcomes):
        return OURS
    return THEIRS if without or partly else 0


def summarise(outcomes: list[Outcome], path: Path) -> None:
    """Add to the summary of a GitHub job who lacks something, and why. Raises UsageError."""
    lacking = [one for one in outcomes if not one.is_had]
    lines = [f"### Pulled: {len(outcomes) - len(lacking)} of {counted(len(outcomes), 'student')}", ""]
    for one in lacking[:_MOST_LISTED]:
        what = "**failed here**: " if one.is_ours else ""
        lines += [f"- {what}{for_markdown(shortened(line, _LONGEST_LINE))}" for line in one.lines[:1]]
    lines += [f"- and {len(lacking) - _MOST_LISTED} more"] * (len(lacking) > _MOST_LISTED)
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n\n")
    except OSError as e:
        raise UsageError(f"{path} can't be written ({e.strerror}).") from e


def say(line: str, stream: TextIO | None = None, longest: int = _LONGEST_LINE) -> None:
    """Print a line."""
    stream = stream or sys.stdout
    try:
        print(for_terminal(shortened(line, longest), stream.encoding), file=stream, flush=True)
    except BrokenPipeError:  # who reads has enough; what is pulled is written down all the same
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
