"""Points in words: the one place that says how many there are of how many, and what is in no sum."""

from collections.abc import Iterable
from dataclasses import dataclass

NOT_GRADED, WAITS = "not graded", "waits for a reader"


@dataclass(frozen=True)
class Points:
    """What graded cells gave together: `earned` of `known`, the points of those of which that can be told.

    `not_graded` are the points of what couldn't be graded, in `errors` cells, and `unread` those of what a person reads: they are
    in neither of the two.
    """

    earned: float = 0.0
    known: float = 0.0
    not_graded: float = 0.0
    unread: float = 0.0
    errors: int = 0

    def __add__(self, other: "Points") -> "Points":
        return Points(*(mine + theirs for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True)))

    @property
    def whole(self) -> float:
        """The most that there is."""
        return self.known + self.not_graded + self.unread

    @property
    def is_whole(self) -> bool:
        """Whether all of it is known, so that the sum is one."""
        return not self.errors and not self.unread

    @property
    def is_any_known(self) -> bool:
        return self.known > 0 or self.is_whole

    @property
    def of(self) -> str:
        """Of how many: "5 points"; "3 graded points" where something couldn't be graded."""
        return f"{shown(self.known)} {'graded ' if self.errors else ''}point{'s' * (self.known != 1)}"

    @property
    def missing(self) -> str:
        """What is in no sum, and why: "2 points not graded; 3 points wait for a reader"; "" where nothing is missing."""
        return "; ".join(filter(None, [self.missing_errors, self.missing_unread]))

    @property
    def missing_errors(self) -> str:
        """That something couldn't be graded, "" where all could."""
        if not self.errors:
            return ""
        return f"{counted(self.not_graded)} {NOT_GRADED}" if self.not_graded else NOT_GRADED

    @property
    def missing_unread(self) -> str:
        """That something waits for a reader, "" where nothing does."""
        return f"{counted(self.unread)} wait{'s' * (self.unread == 1)} for a reader" if self.unread else ""

    @property
    def told(self) -> str:
        """All of it: "5 of 5 points", "3 of 3 graded points; 2 points not graded", "2 points not graded"."""
        return "; ".join([*([f"{shown(self.earned)} of {self.of}"] if self.is_any_known else []), *filter(None, [self.missing])])

    @property
    def short(self) -> str:
        """The same for a column of a table: "5 of 5", "not graded", "waits for a reader"; a sum of a part says so."""
        if self.is_whole:
            return f"{shown(self.earned)} of {shown(self.known)}"
        why = NOT_GRADED if self.errors else WAITS
        return f"{shown(self.earned)} of {shown(self.known)}, rest {why}" if self.known else why


def total(several: Iterable[Points]) -> Points:
    """All of them together."""
    return sum(several, Points())


def counted(number: float) -> str:
    """Points in words, such as "1 point" and "2.5 points"."""
    return f"{shown(number)} point{'s' * (number != 1)}"


def shown(number: float) -> str:
    """A number of points such as 2.5, with at most two decimals."""
    return f"{number + 0:.2f}".rstrip("0").rstrip(".")
