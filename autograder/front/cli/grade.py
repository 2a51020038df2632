"""`autograder grade`: grade notebooks without nbgrader, and print what came of it."""

import argparse
import contextlib
import functools
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.front.cli import finding, kept, left_out, of_pull, totals
from autograder.front.cli.layouts import LAYOUTS
from autograder.front.cli.of_pull import OfPull
from autograder.front.cli.printed import Printer
from autograder.front.cli.progress import Bar
from autograder.front.cli.usage import UsageError, add_device, course_dir, device, positive, whole_number
from autograder.front.cli.written import Files, to_file
from autograder.front.interrupted import Interruptions
from autograder.notebooks.course import Course
from autograder.notebooks.settings import CourseError
from autograder.repositories import record
from autograder.results.report import MAX_SEED, Report
from autograder.store.store import FILE, Store
from autograder.text.listing import listed
from autograder.workers import machine

if TYPE_CHECKING:
    from autograder.backends.local import Class, How
    from autograder.backends.task import Task


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser(
        "grade",
        help="grade notebooks without nbgrader",
        description="Grade notebooks in the sandbox and print a line for each. What was graded before, and is the same with the "
        "same checks, isn't graded again.",
    )
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="a notebook, or a folder submitted/<student>/<assignment>/"
    )
    parser.add_argument(
        "--pulled", type=Path, metavar="FILE", help="grade what the last `autograder pull` names in FILE, submitted.pulled.json"
    )
    parser.add_argument(
        "--json", type=to_file, metavar="FILE", help="write the reports to FILE (docs/report.md), - for the standard output"
    )
    parser.add_argument(
        "--csv", type=to_file, metavar="FILE", help="write a table of all points to FILE, a row for each notebook"
    )
    parser.add_argument("--junit", type=to_file, metavar="FILE", help="write JUnit's XML to FILE")
    parser.add_argument("--verbose", "-v", action="store_true", help="print all that is found, and not a line for each notebook")
    add_device(parser)
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="grade on the workers of a dask scheduler, tcp://host:8786, or in N jobs of Slurm's, slurm:N (docs/cluster.md)",
    )
    parser.add_argument("--jobs", type=positive, metavar="N", help="grade N notebooks at a time (else one for each core)")
    parser.add_argument("--seed", type=_seed, metavar="S", help="seed of the hidden inputs (else a new one each time)")
    parser.add_argument("--assignment", metavar="NAME", help="the assignment, where neither file nor folder is named so")
    layouts = f"what calls files or folders after students: {', '.join(LAYOUTS)}"
    parser.add_argument("--layout", choices=LAYOUTS, default="auto", metavar="LAYOUT", help=layouts)
    parser.add_argument("--force", action="store_true", help="grade what was graded before, too")
    kept.add_where(parser)
    parser.add_argument("--no-store", action="store_true", help="keep no results, and grade everything")
    parser.add_argument("--no-sandbox", action="store_true", help="run the code unprotected: only for code of your own")
    parser.set_defaults(run=run)


def _seed(text: str) -> int:
    number = whole_number(text)
    if not 0 <= number <= MAX_SEED:
        raise argparse.ArgumentTypeError(f"from 0 to {MAX_SEED}")
    return number


def run(arguments: argparse.Namespace) -> int:
    """Grade what the command line names."""
    from autograder.backends.cluster.errors import ClusterError, Unusable
    from autograder.backends.local import Class, How
    from autograder.sandbox.confine import SandboxError

    if bool(arguments.paths) == (arguments.pulled is not None):
        raise UsageError(
            "usage: autograder grade PATH, such as submitted; or grade --pulled FILE, the submitted.pulled.json of a pull."
        )
    if arguments.no_store and arguments.store is not None:
        raise UsageError("--no-store keeps no results, and --store FILE says where they are kept: name one of the two.")
    if arguments.cluster is not None:
        _must_be_a_cluster(arguments)
    pulled = of_pull.read(arguments.pulled) if arguments.pulled is not None else None
    try:
        course = Course.at(course_dir(arguments.course_dir, arguments.paths or [record.folder_of(arguments.pulled)]))
        found = _found(arguments, course, pulled)
    except CourseError as e:
        raise UsageError(str(e)) from e
    files = Files(arguments.json, arguments.csv, arguments.junit, tuple(pulled.due) if pulled is not None else ())
    if why := files.cant_be_written():
        raise UsageError(why)
    if not found.tasks:
        print("autograder: nobody has handed in yet.", file=sys.stderr)
        return 0 if files.write([]) else 1
    if arguments.no_sandbox:
        print("autograder: --no-sandbox: student code runs with all your rights.", file=sys.stderr)
    where, jobs, told = _machine(arguments, course)
    for sentence in (*found.told, *told):
        print(f"autograder: {sentence}", file=sys.stderr)
    reports: dict[int, Report] = {}
    with contextlib.ExitStack() as stack:
        interrupted = stack.enter_context(Interruptions())
        how = How(
            jobs, where, arguments.seed, not arguments.no_sandbox, stack.enter_context(_store(arguments, course)), arguments.force
        )
        bar = Bar(len(found.tasks))
        graded = Class(course, found.tasks, how, interrupted)
        try:
            if arguments.cluster is not None:
                graded = _on_cluster(arguments.cluster, course, found.tasks, how, interrupted, bar)
            is_written = _grade(graded, len(found.tasks), reports, files, arguments.verbose, bar)
        except (SandboxError, Unusable) as e:
            raise UsageError(str(e)) from e
        except ClusterError as e:
            return _lost(e, files, reports, len(found.tasks), _how_on(graded.is_kept, arguments.force))
        except CourseError as e:
            print(f"autograder: this course can't be graded as it is:\n{e}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return _stopped(files, reports, len(found.tasks), interrupted.number, _how_on(graded.is_kept, arguments.force))
    if graded.trouble:
        print(f"autograder: not all results are kept: {graded.trouble}", file=sys.stderr)
    is_done = is_written and not found.is_incomplete and not graded.trouble
    return 0 if is_done and not any(report.status == "error" for report in reports.values()) else 1


def _must_be_a_cluster(arguments: argparse.Namespace) -> None:
    """Refuse what can't be one, before anything is begun. Raises UsageError."""
    from autograder.backends.cluster.connection import jobs_of
    from autograder.backends.cluster.errors import Unusable

    if arguments.no_sandbox:
        raise UsageError("--no-sandbox is for code of your own on this machine; without --cluster it can be had.")
    try:
        jobs_of(arguments.cluster)
    except Unusable as e:
        raise UsageError(str(e)) from e


def _on_cluster(address: str, course: Course, tasks: list["Task"], how: "How", interrupted: Interruptions, bar: Bar) -> "Class":
    from autograder.backends.cluster.asking import OnCluster  # imports pytest, for which a zygote here wouldn't wait
    from autograder.backends.cluster.connection import Cluster

    connect = functools.partial(Cluster, address, how.device == "cuda")
    return OnCluster(course, tasks, how, interrupted, connect, bar.says)


def _machine(arguments: argparse.Namespace, course: Course) -> tuple[str, int, list[str]]:
    """Where checks train, how many notebooks are graded at a time, and sentences about this machine, if it grades."""
    if arguments.cluster is not None:
        # What is graded there mustn't depend on what this machine has: a GPU is asked for by name.
        return "cuda" if arguments.device == "cuda" else "cpu", arguments.jobs or sys.maxsize, []
    where, limits = device(arguments, course), course.settings.limits
    jobs = arguments.jobs or machine.at_once(limits, where == "cuda")
    told = []
    if (least := machine.fitting(limits, jobs).memory) < limits.memory:
        told.append(f"little memory is free here, so that each notebook may take {least:,} MiB, and not {limits.memory:,}.")
    return where, jobs, told


def _found(arguments: argparse.Namespace, course: Course, pulled: OfPull | None) -> finding.Found:
    """What there is to grade; where it was pulled, that may be nothing. Raises UsageError."""
    if pulled is None:
        return finding.find(arguments.paths, course, arguments.assignment, arguments.layout)
    # Each folder there is called after its student, whatever a platform would mean by the name.
    found = finding.find(pulled.paths, course, arguments.assignment, "nbgrader") if pulled.paths else finding.Found()
    found.told += [left_out.without(pulled.without, arguments.assignment)] if pulled.without else []
    return found


@contextlib.contextmanager
def _store(arguments: argparse.Namespace, course: Course) -> Iterator[Store | None]:
    """Where results are kept, which no other run writes meanwhile; None where none are. Raises UsageError."""
    if arguments.no_store:
        yield None
        return
    store = Store(arguments.store or course.root / FILE)
    with kept.alone(store, "Or grade with --no-store, and keep no results."):
        yield store


def _grade(graded: "Class", count: int, reports: dict[int, Report], files: Files, verbose: bool, bar: Bar) -> bool:
    """Grade all: each report is printed as it comes, and put into `reports` by its number; the files are there before the last is
    printed. Returns whether all could be written.

    Raises KeyboardInterrupt when it is interrupted, with all that was finished printed.
    """
    printer, is_written, known = Printer(sys.stderr if files.take_stdout else None, verbose or count == 1), True, 0
    with bar:
        for one in graded.graded():
            reports[one.number] = one.report
            known += one.is_known
            if len(reports) == count:
                is_written = files.write(_in_order(reports))  # before it is printed: who reads may stop in the middle
            with bar.away():
                printer.show(one.report)
            bar.advance()
    if count > 1:
        printer.lines(totals.lines_of(_in_order(reports), known))
    if printer.failed:
        there = f"; all of it is in {files}" if str(files) and is_written else ""
        print(f"autograder: not everything could be printed ({printer.failed}){there}.", file=sys.stderr)
    return is_written and not printer.failed


def _in_order(reports: dict[int, Report]) -> list[Report]:
    return [reports[number] for number in sorted(reports)]


def _how_on(is_kept: bool, force: bool) -> str:
    """How a run that ended before its end goes on."""
    if not is_kept:
        return "name the others to grade them"
    if force:
        return "with --force this begins anew, and without it what has a result from before isn't graded again"
    return "the same command goes on with the others"


def _lost(e: Exception, files: Files, reports: dict[int, Report], wanted: int, how_on: str) -> int:
    """Say why a run ends before its end, what was finished, and how it goes on; returns the exit status."""
    told = f"{e} {len(reports)} of {wanted} are graded{_in_files(files, reports, wanted)}"
    print(f"autograder: {told}; {how_on}.", file=sys.stderr)
    return 1


def _in_files(files: Files, reports: dict[int, Report], wanted: int) -> str:
    """Write what was finished; the end of a sentence that says where it is, "" if it is nowhere."""
    is_whole = len(reports) == wanted  # then they are written already
    there = files if is_whole else files.unfinished()
    if not (str(files) and reports and (is_whole or there.write(_in_order(reports)))):
        return ""
    kept_apart = [str(path) for path in files.paths() if path not in there.paths()]
    as_it_was = f" ({listed(kept_apart)} {'is' if len(kept_apart) == 1 else 'are'} as before)" if kept_apart else ""
    return f"; their reports are in {there}{as_it_was}"


def _stopped(files: Files, reports: dict[int, Report], wanted: int, number: int, how_on: str) -> int:
    """Say what was finished before somebody stopped it, and write it down; returns the exit status that shells expect."""
    told = f"autograder: stopped. {len(reports)} of {wanted} are graded{_in_files(files, reports, wanted)}"
    print(f"{told}. Nothing else was begun; {how_on}.", file=sys.stderr)
    return 128 + number
