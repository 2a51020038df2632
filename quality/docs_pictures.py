"""The screenshots of the documentation, in docs/pictures/: those that `make test-browser` took, made small.

They are of the program as it is: whoever changes what people see runs `make test-browser`, then `make docs-pictures`, and looks.
"""

import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
FROM, TO = ROOT / "build" / "browser", ROOT / "docs" / "pictures"
PICTURES = (
    "assignments-released-light",
    "check-fails-light",
    "check-passes-light",
    "validate-unanswered-light",
    "formgrader-submissions-light",
    "formgrader-why-it-failed-light",
    "formgrader-not-graded-light",
    "formgrader-by-hand-light",
    "feedback-of-a-wrong-one-light",
    "feedback-of-a-wrong-one-dark",
    "feedback-on-a-phone-light",
)
WIDEST, COLOURS = 1000, 64


def main() -> int:
    """Write them all; 1 where one is missing."""
    missing = [name for name in PICTURES if not (FROM / f"{name}.png").is_file()]
    if missing:
        print(f"{FROM} has no {', '.join(missing)}: run `make test-browser` first.", file=sys.stderr)
        return 1
    TO.mkdir(exist_ok=True)
    for name in PICTURES:
        with Image.open(FROM / f"{name}.png") as found:
            picture = found.convert("RGB")
        if picture.width > WIDEST:
            picture = picture.resize((WIDEST, round(picture.height * WIDEST / picture.width)), Image.Resampling.LANCZOS)
        picture.quantize(COLOURS).save(TO / f"{name}.png", optimize=True)
    print(f"{len(PICTURES)} pictures in {TO}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
