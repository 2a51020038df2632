"""Right and wrong solutions of exercises, one a file, in the course's folder of variants:

right/<exercise>/<style>.py    right code in another style: the whole text of the exercise's cell
wrong/<exercise>/<mistake>.py  wrong code, with `# fails:` and `# hint:` lines that say what must come of it

`# fails:` names the checks that must fail, with commas between them; `# hint:` is a part of the sentence that the student
must be told by one of them. `# breaks:` is a part of the exercise's docstring, or of a visible assert: the rule that is broken.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.notebooks.course import Course


@dataclass(frozen=True)
class Variant:
    """The code of one exercise, right or wrong. For a wrong one: the checks that must fail, what a hint must say, and which
    words of the notebook it breaks.
    """

    exercise: str
    name: str
    code: str
    fails: tuple[str, ...] = ()
    hint: str = ""
    breaks: str = ""


def variants(course: Course, kind: str, exercise: str = "*") -> list[Variant]:
    """Every file of right/ or wrong/, by exercise and name; those of one exercise, if it is named."""
    folder = course.settings.variants
    return [_variant(path) for path in sorted((folder / kind).glob(f"{exercise}/*.py"))] if folder is not None else []


def _variant(path: Path) -> Variant:
    code = path.read_text(encoding="utf-8")
    fails = re.search(r"^# fails: (.*)$", code, re.M)
    hint = re.search(r"^# hint: (.*)$", code, re.M)
    breaks = re.search(r"^# breaks: (.*)$", code, re.M)
    names = tuple(name.strip() for name in fails[1].split(",")) if fails else ()
    own = re.sub(r"^# (fails|hint|breaks): .*\n", "", code, flags=re.M)
    return Variant(path.parent.name, path.stem, own, names, hint[1].strip() if hint else "", breaks[1].strip() if breaks else "")
