"""A class on a screen: a line for each submission in the place of nbgrader's eleven, and at the end what came of all of them.

With `--debug` nbgrader's own lines are there too.
"""

import logging
import re
from dataclasses import dataclass, field
from typing import Any

from autograder.formats.points import total
from autograder.front.nbgrader.reasons import Reasons
from autograder.results.report import Report
from autograder.text.listing import counted, some_of
from autograder.text.places import for_log

_MOST_NAMED = 20
_ROUTINE = re.compile(
    r"Creating/updating student with ID |Overwriting files with master versions |Copying |Sanitizing |Converting notebook "
    r"|Writing \d+ bytes to |Autograding |Setting destination file permissions |Skipping existing |Removing existing "
    r"|Updating existing |Making directory |Alternative text is missing |SubmittedAssignment<"
    r"|Using late submission penalty method: |Late submission penalty: None$"
)
"""How the lines begin that nbgrader and nbconvert log of each submission, whatever becomes of it."""

_LATE = re.compile(r"SubmittedAssignment<[^\n]{1,300}? for (?P<who>[^\n]{1,300})> is (?P<seconds>[0-9.]{1,20}) seconds late")


def _lasting(seconds: float) -> str:
    """A time in the largest unit that fits: "2 days", "1 hour"."""
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size:
            return counted(int(seconds // size), unit)
    return counted(int(seconds), "second")


class WithoutRoutine(logging.Filter):
    """No line that is the same for everybody, as long as nobody asked for all of them.

    Nor any for debugging: formgrader shows these too.
    """

    _late = ""

    def filter(self, record: logging.LogRecord) -> bool:
        if (late := _LATE.fullmatch(str(record.msg))) is not None:
            if late[0] == self._late:  # nbgrader says so once more, when it comes to the penalty
                return False
            self._late = late[0]
            record.msg = f"{late['who']}: handed in {_lasting(float(late['seconds']))} late"
        is_told = record.levelno >= logging.INFO and _ROUTINE.match(str(record.msg)) is None
        return record.levelno > logging.WARNING or is_told


def shorten(converter: Any) -> None:
    """Let none of nbgrader's routine go to the converter's log, but with `--debug`."""
    logger = getattr(converter.log, "logger", converter.log)
    # The logger itself takes all; nbgrader gives the level to its handlers.
    is_asked_for = getattr(converter.parent, "log_level", logging.INFO) in (logging.DEBUG, "DEBUG", 0)
    for known in [known for known in logger.filters if isinstance(known, WithoutRoutine)]:
        logger.removeFilter(known)
    if not is_asked_for:
        logger.addFilter(WithoutRoutine())


@dataclass
class Told:
    """What is logged of a run, over `of` submissions: that of the grading, or that which writes pages. `reports` are those of the
    submission at which the run is now, one for each notebook that the judge graded. `reasons` are what couldn't be graded for.
    """

    log: Any
    of: int
    is_feedback: bool = False
    reports: list[Report] = field(default_factory=list)
    reasons: Reasons = field(default_factory=Reasons)
    begun: int = 0
    done: int = 0
    before: int = 0
    changed: list[str] = field(default_factory=list)
    older: list[str] = field(default_factory=list)
    right: int = 0
    with_errors: int = 0

    def begins(self) -> None:
        """The run comes to the next submission."""
        self.begun += 1
        self.reports = []

    def was_done(self, student: str, is_other: bool = False, is_older: bool = False) -> None:
        """nbgrader takes it for done. Of whom it isn't the student is named: the work is an `other` one than was graded, or the
        result is of `older` checks.
        """
        if is_other:
            self.changed.append(for_log(student))
        elif is_older:
            self.older.append(for_log(student))
        else:
            self.before += 1

    def ended(self, student: str) -> None:
        """The submission is done."""
        self.done += 1
        given = total(report.given for report in self.reports)
        self.with_errors += given.errors > 0
        self.right += bool(self.reports) and given.is_whole and given.earned == given.known
        told = given.told if self.reports else "its page is written" if self.is_feedback else "graded"
        self.log.info("%d of %d: %s, %s", self.begun, self.of, for_log(student), told)

    def sum_up(self) -> None:
        """All are done, as far as they will be."""
        if self.is_feedback:
            self.log.info("%s written.%s", counted(self.done, "page"), self._unchanged("writes"))
            return
        right = f", {self.right} of them with all points" if self.right else ""
        self.log.info("%s graded%s.%s", counted(self.done, "submission"), right, self._unchanged("grades"))
        if self.with_errors:
            told = "In %s something couldn't be graded: it costs nobody a point, and the lines above say why."
            self.log.warning(told, counted(self.with_errors, "submission"))
        if self.changed:
            self.log.warning(
                "%s handed in something else since they were graded, and no later timestamp.txt says so: this run passed over "
                "them. Grade each with --force --student=NAME, or all with --force.",
                some_of(self.changed, _MOST_NAMED),
            )
        if self.older:
            self.log.warning(
                "%s older checks than the course has now, and this run passed over them: %s. With --force the same command "
                "grades everybody by these; `autograder regrade --dry-run` says first who would gain or lose what.",
                "1 result is of" if len(self.older) == 1 else f"{len(self.older)} results are of",
                some_of(self.older, _MOST_NAMED),
            )

    def _unchanged(self, verb: str) -> str:
        if not self.before:
            return ""
        are, them = ("is", "it") if self.before == 1 else ("are", "them")
        return f" {self.before} {are} unchanged since an earlier run; --force {verb} {them} again."
