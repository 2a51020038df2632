"""Right and wrong solutions of exercises, one a file, in the course's folder of variants:

right/<exercise>/<style>.py    right code in another style: the whole text of the exercise's cell
wrong/<exercise>/<mistake>.py  wrong code, with `# fails:` and `# hint:` lines that say what must come of it

`# fails:` names the checks that must fail, with commas between them; `# hint:` is a part of the sentence that the student
must be told by one of them, and each line `# also:` a part of another hint that is true of it. `# breaks:` is a part of the
exercise's docstring, or of a visible assert: the rule that is broken.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.notebooks.course import Course

_LINES = ("fails", "hint", "breaks", "also")


@dataclass(frozen=True)
class Variant:
    """The code of one exercise, right or wrong. For a wrong one: the checks that must fail, what a hint must say, and which
    words of the notebook it breaks. `also` are parts of other hints that are true of it: any further one would mislead.
    """

    exercise: str
    name: str
    code: str
    fails: tuple[str, ...] = ()
    hint: str = ""
    breaks: str = ""
    also: tuple[str, ...] = ()


def variants(course: Course, kind: str, exercise: str = "*") -> list[Variant]:
    """Every file of right/ or wrong/, by exercise and name; those of one exercise, if it is named."""
    folder = course.settings.variants
    return [_variant(path) for path in sorted((folder / kind).glob(f"{exercise}/*.py"))] if folder is not None else []


def _variant(path: Path) -> Variant:
    code = path.read_text(encoding="utf-8")
    said = {key: [line.strip() for line in re.findall(rf"^# {key}: (.*)$", code, re.M)] for key in _LINES}
    names = tuple(name.strip() for line in said["fails"] for name in line.split(","))
    hint, breaks = ("".join(said[key][:1]) for key in ("hint", "breaks"))
    own = re.sub(rf"^# ({'|'.join(_LINES)}): .*\n", "", code, flags=re.M)
    return Variant(path.parent.name, path.stem, own, names, hint, breaks, tuple(said["also"]))
