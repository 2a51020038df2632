"""`autograder regrade`: grade again what was graded, by the checks as they are now, and say who gains or loses what."""

import argparse
import os
import sys
from typing import Any

from autograder.front.cli import kept
from autograder.front.cli.printed import Printer
from autograder.front.cli.usage import UsageError, add_device, positive
from autograder.front.interrupted import Interruptions
from autograder.handed_in import shown
from autograder.notebooks.settings import CourseError
from autograder.text.places import for_terminal
from autograder.workers import machine


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser(
        "regrade",
        help="grade again by changed checks: who gains or loses what",
        description="Grade again what was graded, each with its seed, by the checks as they are now, and print who gains or "
        "loses what. Where nothing has changed nothing is graded.",
    )
    parser.add_argument("assignment", nargs="?", metavar="ASSIGNMENT", help="only this one")
    parser.add_argument("--dry-run", action="store_true", help="change nobody's points: what is graded now is taken over later")
    parser.add_argument("--student", metavar="NAME", help="only this one's")
    add_device(parser)
    parser.add_argument("--jobs", type=positive, metavar="N", help="grade N notebooks at a time (else one for each core)")
    kept.add_where(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Grade again what the command line names."""
    from rich.progress import track

    from autograder.backends.local import Class, How  # imports pytest
    from autograder.backends.regrading import Change, lines_of, task_of
    from autograder.sandbox.confine import SandboxError

    course, store = kept.course_and_store(arguments)
    before, tasks, gone = [], [], 0
    for known in kept.latest(store, arguments.student, arguments.assignment):
        task = task_of(known)
        if os.path.lexists(task.path):
            before.append(known)
            tasks.append(task)
        else:
            gone += 1
            name = shown(task.path.name)
            told = f"{known.report.student}'s {name} isn't there any more ({task.path}): points stay as they are."
            print(for_terminal(f"autograder: {told}", sys.stderr.encoding), file=sys.stderr)
    where = machine.device(arguments.device)
    jobs = arguments.jobs or machine.at_once(course.settings.limits, where == "cuda")
    how = How(jobs, where, store=store, counts=not arguments.dry_run)
    changes: dict[int, Change] = {}
    with Interruptions() as interrupted, kept.alone(store):
        graded = Class(course, tasks, how, interrupted)
        try:
            is_seen = sys.stderr.isatty()
            for one in track(graded.graded(), "regrading", len(before), disable=not is_seen, auto_refresh=False, transient=True):
                changes[one.number] = Change(before[one.number].report, one.report, one.content != before[one.number].content)
        except (SandboxError, CourseError) as e:
            raise UsageError(str(e)) from e
        except KeyboardInterrupt:
            kept_all = "what was graded is kept, and isn't graded again" if graded.is_kept else "nothing of it is kept"
            print(f"autograder: stopped after {len(changes)} of {len(before)}; {kept_all}.", file=sys.stderr)
            return 128 + interrupted.number
    found = [changes[number] for number in sorted(changes)]
    Printer().lines(lines_of(found, arguments.dry_run))
    if graded.trouble:
        print(f"autograder: not all results are kept: {graded.trouble}", file=sys.stderr)
    return 0 if not gone and not graded.trouble and all(change.is_known for change in found) else 1
