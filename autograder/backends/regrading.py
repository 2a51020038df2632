"""What students would have by the checks as they are now, beside what they have.

Each is graded with the seed that it was graded with, so that nothing differs but the checks.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from autograder.results.report import Report
from autograder.text.listing import counted, some_of

_MOST_NAMED = 20


@dataclass(frozen=True)
class Change:
    """A report `before` and `now`, and whether another notebook was handed in meanwhile."""

    before: Report
    now: Report
    is_another: bool = False

    @property
    def by_exercise(self) -> dict[str, float]:
        """What each exercise gained or lost, but for those where that is nothing."""
        before, now = ({row["name"]: row["score"] for row in report.exercises()} for report in (self.before, self.now))
        names = dict.fromkeys([*now, *before])
        changed = {name: now.get(name, 0.0) - before.get(name, 0.0) for name in names}
        return {name: points for name, points in changed.items() if points}

    @property
    def points(self) -> float:
        """What is gained in all; negative if it is lost."""
        return self.now.score - self.before.score

    @property
    def is_known(self) -> bool:
        """Whether both were graded in all, so that they can be compared."""
        return "error" not in (self.before.status, self.now.status)


def lines_of(changes: list[Change]) -> Iterator[str]:
    """Who gains or loses what, a line each; and at the end why something couldn't be graded, each reason once."""
    whose: dict[tuple[str, str], dict[str, None]] = {}
    for change in changes:
        who = f"{change.now.student}  {change.now.assignment}"
        if change.now.status == "error":
            yield f"{who}  couldn't be graded in all, so the points stay as they are: {change.before.given.told}"
            for why in _reasons(change.now):
                whose.setdefault((change.now.assignment, why), {})[change.now.student] = None
        elif not change.is_known:
            yield f"{who}  wasn't graded in all before; now {change.now.given.told}"
        elif change.by_exercise:
            what = ", ".join(f"{name} {points:+g}" for name, points in change.by_exercise.items())
            another = " (the notebook is another one too)" if change.is_another else ""
            yield f"{who}  {change.before.score:g} -> {change.now.score:g} of {change.now.max_score:g}: {what}{another}"
    for (assignment, why), students in whose.items():
        yield f"{of_students(list(students))}, {assignment}, {why}"


def of_students(names: list[str]) -> str:
    """Of whom something is said: "28 students (a, b, c and 25 more)"; a name alone."""
    return names[0] if len(names) == 1 else f"{counted(len(names), 'student')} ({some_of(names, _MOST_NAMED)})"


def _reasons(report: Report) -> list[str]:
    """Why something couldn't be graded, each reason once with the checks that say so, for the instructor."""
    return [
        f"{some_of([f'{name} in {grade_id}' for grade_id, name in whose], _MOST_NAMED)}: {' '.join(why.split())}"
        for why, whose in report.reasons().items()
    ]


def sum_of(changes: list[Change], is_trial: bool) -> str:
    """How many gained and lost, or would; and of how many that can't be told."""
    known = [change for change in changes if change.is_known]
    gained, lost = (sum(change.points * sign > 0 for change in known) for sign in (1, -1))
    same = sum(not change.by_exercise for change in known)
    would = "would gain, {} would lose" if is_trial else "gained, {} lost"
    lost_now = sum(change.now.status == "error" for change in changes)
    newly = len(changes) - len(known) - lost_now
    keep = "keeps what it has" if lost_now == 1 else "keep what they have"
    more = [f"{lost_now} couldn't be graded in all and {keep}" if lost_now else ""]
    more.append(f"{newly} {'was' if newly == 1 else 'were'} not graded in all before" if newly else "")
    also = "".join(f"; {what}" for what in more if what)
    return f"{gained} {would.format(lost)}, {same} as before{also}." + (" Nobody's points were changed." if is_trial else "")
