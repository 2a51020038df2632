"""Difficulty and discrimination of each check, as tests are analysed item by item."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from autograder.pages.class_report.gathered import Class, is_unwritten

FEW = 10
"""Of fewer students than these nothing is said about how well a check tells them apart."""
LOW = 0.1
"""A discrimination that is below it, and not by chance, is pointed at: who passes isn't better at the rest."""
_ERRORS = 2.0
"""So many standard errors, each of about 1 / √n, chance is given, or nearly every check of a small class would be pointed at."""


@dataclass(frozen=True)
class Item:
    """One check. `passed` of the `asked` passed it; `discrimination` is None where it can't be told."""

    exercise: str
    name: str
    claim: str
    asked: int
    passed: int
    discrimination: float | None

    @property
    def difficulty(self) -> float:
        """The share that passed, from 0 to 1: the smaller, the harder."""
        return self.passed / self.asked if self.asked else 0.0

    @property
    def is_doubtful(self) -> bool:
        """Whether the check itself, or what it asks, may be at fault."""
        return self.remark not in ("", "few asked", "everybody passed")

    @property
    def remark(self) -> str:
        """What an instructor may want to look at, "" for nothing."""
        if self.asked < FEW:
            return "few asked"
        if self.passed == self.asked:
            return "everybody passed"
        if self.passed == 0:
            return "nobody passed"
        if self.discrimination is not None and self.discrimination + _ERRORS / math.sqrt(self.asked) < LOW:
            return "says little of the rest"
        return ""


def items(found: Class) -> list[Item]:
    """Every check, in the notebook's order.

    A submission counts for a check that judged something: not where the exercise isn't written, where the check wasn't tried any
    more or couldn't be graded, nor where the whole notebook is untouched or refused. What a check is compared with, the rest, are
    the points of all other exercises, since those of its own hang on it.
    """
    seen: dict[tuple[str, str], list[tuple[bool, float]]] = {}
    claims: dict[tuple[str, str], str] = {}
    for one in found.worked:
        own = {row.name: row.score for row in one.rows}
        for cell in one.report.cells:
            for check in cell.checks:
                which = (cell.exercise, check.name)
                answers = seen.setdefault(which, [])
                claims.setdefault(which, check.claim)
                claims[which] = claims[which] or check.claim
                if check.about == "untried" or check.status == "error" or is_unwritten(check):
                    continue
                answers.append((check.status == "pass", one.score - own[cell.exercise]))
    order = {name: at for at, name in enumerate(found.exercises)}
    return [
        Item(*which, claims[which], len(answers), sum(is_right for is_right, _ in answers), point_biserial(answers))
        for which, answers in sorted(seen.items(), key=lambda one: order[one[0][0]])
    ]


def point_biserial(answers: Sequence[tuple[bool, float]]) -> float | None:
    """How passing an item goes with the `rest` of the points, from -1 to 1: r = (M1 - M0) / s * sqrt(p * q).

    M1 and M0 are the means of the rest of those who passed and of those who didn't, p and q their shares, and s is the standard
    deviation of the rest, over n: Pearson's correlation of a number and a yes or no. That the item itself is left out of the sum
    is Henrysson's correction ("Correction of item-total correlations in item analysis", Psychometrika 28, 1963). None of fewer
    than FEW answers, and where all are alike in one of the two.
    """
    right = [rest for is_right, rest in answers if is_right]
    wrong = [rest for is_right, rest in answers if not is_right]
    if len(answers) < FEW or not right or not wrong:
        return None
    mean = fmean(right + wrong)
    spread = math.sqrt(fmean((rest - mean) ** 2 for _, rest in answers))
    if spread < 1e-12:
        return None
    share = len(right) / len(answers)
    return (fmean(right) - fmean(wrong)) / spread * math.sqrt(share * (1 - share))
