"""The learning curves that checks noted, all of a class over the band in which a right loop ends."""

from dataclasses import dataclass, field

from autograder.pages.class_report.gathered import Class, Submission


@dataclass(frozen=True)
class Curve:
    """One student's: an accuracy after each epoch, None where it was no number."""

    who: Submission
    points: list[float | None]
    is_right: bool


@dataclass
class Curves:
    """All that one check noted. `band` is from and to, the same for everybody."""

    exercise: str
    check: str
    claim: str
    band: tuple[float, float]
    curves: list[Curve] = field(default_factory=list)

    @property
    def wrong(self) -> list[Curve]:
        return [curve for curve in self.curves if not curve.is_right]

    @property
    def epochs(self) -> int:
        return max(len(curve.points) for curve in self.curves)


def curves(found: Class) -> list[Curves]:
    """One for each check that noted any, in the notebook's order; in it the wrong ones come last, to be drawn on top."""
    made: dict[tuple[str, str], Curves] = {}
    for one in found.submissions:
        for cell in one.report.cells:
            for check in cell.checks:
                points, band = check.noted.get("curve"), check.noted.get("band")
                if not points or not band or len(band) != 2:
                    continue
                which = (cell.exercise, check.name)
                drawn = made.setdefault(which, Curves(*which, check.claim, (float(band[0]), float(band[1]))))
                drawn.curves.append(Curve(one, list(points), check.status == "pass"))
    order = {name: at for at, name in enumerate(found.exercises)}
    for drawn in made.values():
        drawn.curves.sort(key=lambda curve: not curve.is_right)
    return sorted(made.values(), key=lambda drawn: order[drawn.exercise])
