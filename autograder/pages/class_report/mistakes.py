"""The commonest mistakes of a class: what its students are told first, and who they are."""

import re
from collections import Counter
from dataclasses import dataclass

from autograder.pages.class_report.gathered import Class, Submission
from autograder.results.telling import Said

_OWN = re.compile(r'`[^`]*`|"[^"]*"|\'[^\']*\'|\d+(?:\.\d+)?')
"""What differs between two students who are told the same: a name, a line of code, a number."""


@dataclass(frozen=True)
class Mistake:
    """What several are told about an exercise, in the words that most of them read; `alike` if not all read just these."""

    exercise: str
    sentence: str
    asked: str
    who: list[Submission]
    alike: bool

    @property
    def count(self) -> int:
        return len(self.who)


def mistakes(found: Class) -> list[Mistake]:
    """What is said first of each exercise that is wrong, the commonest first; each student counts once for an exercise.

    Two sentences are one mistake if they differ only in names, quoted code and numbers. Exercises that aren't written are none,
    nor are notebooks that are refused, nor letters, which `choices` counts.
    """
    made: dict[tuple[str, str], list[tuple[Submission, Said]]] = {}
    for one in found.submissions:
        for row in [] if one.refused else one.rows:
            if row.state == "wrong" and row.told and row.told[0].about != "letter":
                made.setdefault((row.name, stem(row.told[0].sentence)), []).append((one, row.told[0]))
    order = {name: at for at, name in enumerate(found.exercises)}
    every = [_mistake(exercise, told) for (exercise, _), told in made.items()]
    return sorted(every, key=lambda one: (-one.count, order[one.exercise], one.sentence))


def has_wrong_letters(found: Class) -> bool:
    """Whether a question isn't right, which is no mistake of the list: `choices` counts the letters."""
    return any(row.state == "wrong" for one in found.submissions if not one.refused for row in one.rows)


def _mistake(exercise: str, told: list[tuple[Submission, Said]]) -> Mistake:
    words = Counter(said.sentence for _, said in told)
    sentence = words.most_common(1)[0][0]
    asked = next(said.asked for _, said in told if said.sentence == sentence)
    return Mistake(exercise, sentence, asked, [one for one, _ in told], len(words) > 1)


def stem(sentence: str) -> str:
    """A sentence without what is one student's own in it."""
    return _OWN.sub("…", sentence)
