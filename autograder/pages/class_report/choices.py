"""What was chosen in the questions that have letters."""

from collections import Counter
from dataclasses import dataclass, field

from autograder.pages.class_report.gathered import Class, Submission

_LETTER = 1
OTHER = "something else"


@dataclass
class Choice:
    """One answer, and who gave it. `is_right` is what the check said of it."""

    letter: str
    is_right: bool
    who: list[Submission] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)


@dataclass
class Question:
    """A question, with its answers by letter; `unanswered` is the number of those who gave none."""

    name: str
    choices: list[Choice]
    unanswered: int

    @property
    def answered(self) -> int:
        return sum(len(choice.who) for choice in self.choices)


def questions(found: Class) -> list[Question]:
    """The exercises of which checks noted a letter, in the notebook's order. What is no letter is one answer, with examples."""
    made: dict[str, dict[str, Choice]] = {}
    for one in found.submissions:
        for cell in one.report.cells:
            for check in cell.checks:
                letter = check.noted.get("letter")
                if not isinstance(letter, str):
                    continue
                is_letter = len(letter.strip()) == _LETTER
                key = letter.strip() if is_letter else OTHER
                choice = made.setdefault(cell.exercise, {}).setdefault(key, Choice(key, False))
                choice.who.append(one)
                choice.is_right = choice.is_right or check.status == "pass"
                if not is_letter:
                    choice.examples.append(letter)
    return [
        Question(name, sorted(made[name].values(), key=_order), _unanswered(found, name))
        for name in found.exercises
        if name in made
    ]


def _order(choice: Choice) -> tuple[bool, str]:
    return choice.letter == OTHER, choice.letter


def _unanswered(found: Class, name: str) -> int:
    return Counter(row.state for one in found.submissions if (row := one.row(name)) is not None)["unwritten"]
