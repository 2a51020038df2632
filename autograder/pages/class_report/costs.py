"""What grading took, by submission: seconds of the time that it may take, and MiB of memory."""

from dataclasses import dataclass
from statistics import median

from autograder.pages.class_report.gathered import Class, Submission


@dataclass(frozen=True)
class Cost:
    """One submission's."""

    who: Submission
    seconds: float
    mib: float


@dataclass(frozen=True)
class Costs:
    """Those of which it is known, the longest first; and of how many it isn't."""

    known: list[Cost]
    unknown: int

    @property
    def seconds(self) -> float:
        """The median."""
        return median(cost.seconds for cost in self.known)

    @property
    def mib(self) -> float:
        """The median."""
        return median(cost.mib for cost in self.known)


def costs(found: Class) -> Costs:
    """What is known of what grading took."""
    known = [
        Cost(one, float(took["seconds"]), float(took.get("mib", 0.0)))
        for one in found.submissions
        if "seconds" in (took := one.report.took)
    ]
    return Costs(sorted(known, key=lambda cost: -cost.seconds), len(found.submissions) - len(known))
