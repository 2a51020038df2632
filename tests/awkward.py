"""A class whose names no table likes, for the tests of all that is exported, and what the platforms' own lists would say of it."""

from autograder.formats.sheet import Row, Sheet

ASSIGNMENT = "02_distances"
NAMES = [
    "ada",
    "Lovelace, Ada",
    'Grace "Amazing" Hopper',
    "two\nlines",
    "=cmd|' /C calc'!A0",
    "+SUM(A1)",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\uff1d1+1",
    "李小龍",
    "עדה לאבלייס",
    "\u202egnorw\u202c",
    "\ud83d half",
    "Zoë 🦊",
    "semi;colon",
    "back\\slash\\",
    "a comma, and a backslash\\",
    'a backslash\\"and a quote',
    "12345678901234567890",
    "1e5",
    "<b>&amp;",
    " spaces ",
    "",
]
FORMULAS = [name for name in NAMES if name.lstrip()[:1] in tuple("=+-@\uff1d")]


def sheet(points: float = 1.5, lost: bool = False, unread: bool = False) -> Sheet:
    """A notebook with `points` of 4, of which an exercise may be lost, and with an answer that a person reads, it may be."""
    rows = [
        Row("mean_digit", "right", 1, 1),
        Row("=l1_distance", "wrong", points - 1, 3, "It sums, where a mean is asked for: = is no formula,\nnor is this."),
    ]
    rows += [Row("fit", "error", 0, 2, "This couldn't be graded.")] if lost else []
    rows += [Row("why", "unread", 0, 4)] if unread else []
    return Sheet(ASSIGNMENT, f"{ASSIGNMENT}.ipynb", rows, ["A note, with\ttab."])


def awkward_class() -> list[tuple[str, Sheet]]:
    """Everybody with points of their own: 1.0, 1.1, and so on."""
    return [(name, sheet(1 + at / 10)) for at, name in enumerate(NAMES)]
