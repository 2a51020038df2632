"""The page of a class: everything computed, and put into its template."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from autograder.pages.class_report import choices, costs, curves, drawn, items, mistakes, odd, points
from autograder.pages.class_report.alike import Alike
from autograder.pages.class_report.codes import Codes
from autograder.pages.class_report.gathered import Class, Submission
from autograder.pages.page import page

FEW_MISTAKES, MOST_MISTAKES, MOST_COSTS = 6, 60, 10


@dataclass(frozen=True)
class Comparison:
    """What came of reading the notebooks once more: `alike` is None where it wasn't done, and `why` says so."""

    alike: Alike | None = None
    codes: Codes = field(default_factory=lambda: Codes({}, {}))
    why: str = ""


def made(
    found: Class,
    version: str,
    comparison: Comparison,
    address: Callable[[Submission], str] = lambda one: "",
    older: Collection[int] = (),
) -> str:
    """The whole file. `address` is where a student's own page lies, as seen from this one; "" where there is none.

    `older` are the numbers in the store of what was graded by other checks than the course has now.
    """
    shown = values(found, version, comparison, address, older)
    return page("class_report/page.html.j2", script="class_report/class_report.js", **shown)


def values(
    found: Class, version: str, comparison: Comparison, address: Callable[[Submission], str], older: Collection[int]
) -> dict[str, Any]:
    """What the template shows."""
    told = points.summary(found)
    cost = costs.costs(found)
    all_curves = curves.curves(found)
    lost = points.lost(found)
    every = mistakes.mistakes(found)
    # Of a few students all mistakes may be single ones.
    shown = min(MOST_MISTAKES, max(FEW_MISTAKES, sum(one.count > 1 for one in every)))
    dates = sorted(one.kept.graded_at for one in found.submissions)
    elsewhere = [
        (one, comparison.codes.found[one.number].cells)
        for one in found.submissions
        if one.is_untouched and one.number in comparison.codes.found and comparison.codes.found[one.number].cells
    ]
    busy = {one.number for one, _ in elsewhere}
    return {
        "found": found,
        "version": version,
        "counts": told,
        "first_graded": dates[0] if dates else "",
        "last_graded": dates[-1] if dates else "",
        "histogram": drawn.histogram(points.bars(found), found.max_score, told.mean),
        "lost": lost,
        "most_lost": max((one.mean for one in lost), default=0.0),
        "mistakes": every[:shown],
        "wrong_letters": not every and mistakes.has_wrong_letters(found),
        "rare_mistakes": every[shown : shown + MOST_MISTAKES],
        "more_mistakes": max(0, len(every) - shown - MOST_MISTAKES),
        "items": items.items(found),
        "few": items.FEW,
        "low": items.LOW,
        "worked": len(found.worked),
        "questions": choices.questions(found),
        "curves": [(one, drawn.band(one)) for one in all_curves],
        "costs": cost,
        "costliest": cost.known[:MOST_COSTS],
        "scatter": drawn.scatter(cost) if cost.known else None,
        "not_graded": odd.not_graded(found),
        "given": odd.given(found),
        "refused": odd.refused(found),
        "notes": odd.notes(found),
        "untouched": [one for one in odd.untouched(found) if one.number not in busy],
        "elsewhere": elsewhere,
        "comparison": comparison,
        "left_out": left_out(found, comparison),
        "pages": {one.number: address(one) for one in found.submissions},
        "older": odd.by_older_checks(found, older),
        "unsafe": [one for one in found.submissions if not one.report.sandbox],
        "pieces": pieces,
        "drawing": {"width": drawn.WIDTH, "height": drawn.HEIGHT, "tall": drawn.TALL},
    }


def pieces(text: str) -> list[tuple[str, str]]:
    """A text as pairs of words and of the code in backticks behind them; a backtick without another stays one."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        parts[-2:] = [f"{parts[-2]}`{parts[-1]}"]
    return list(zip_longest(parts[::2], parts[1::2], fillvalue=""))


def left_out(found: Class, comparison: Comparison) -> list[odd.Group]:
    """Why some notebooks weren't compared, each reason once."""
    groups: dict[str, odd.Group] = {}
    for one in found.submissions:
        why = comparison.codes.left_out.get(one.number)
        if why is not None:
            groups.setdefault(why, odd.Group(why)).who.append(one)
    return list(groups.values())
