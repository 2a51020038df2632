"""What is unusual about notebooks: what couldn't be graded or read, was stopped, refused or put back. No verdict on anybody."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from autograder.pages.class_report.gathered import Class, Submission
from autograder.pages.class_report.mistakes import stem

_KINDS = (
    ("Stopped, or ended its own process", ("was stopped", "ended its own process", "was killed", "took too long")),
    ("Refused by the sandbox", ("PermissionError", "not permitted", "Permission denied", "network", "no new processes")),
    ("Raised an error in the cell of an exercise", ("The cell of `",)),
    ("Raised an error outside of the exercises", (" raised ",)),
    ("Cells put back, missing, doubled or typed over", ("put back", "missing", "more than once", "locked cell", "isn't one of")),
    ("Which file was graded, and what was left out", ("was graded", "taken for", "left out", "handed in")),
)
_ELSE = "Other notes"


@dataclass
class Group:
    """What is said of several, in the words that most of them have, and who they are."""

    sentence: str
    who: list[Submission] = field(default_factory=list)
    details: str = ""


@dataclass(frozen=True)
class Kind:
    """Groups of one kind, the largest last: what is rare is what an instructor doesn't know yet."""

    title: str
    groups: list[Group]


def not_graded(found: Class) -> list[Group]:
    """Why checks ended in error, each reason once, with the traceback of the first; the commonest first."""
    made: dict[tuple[str, str, str], Group] = {}
    for one in found.submissions:
        for cell, check in one.report.errors():
            why = check.reason or check.message
            group = made.setdefault((cell.exercise, check.name, stem(why)), Group(f"{cell.exercise}, {check.name}: {why}"))
            group.details = group.details or check.details
            if one not in group.who:
                group.who.append(one)
    return sorted(made.values(), key=lambda group: -len(group.who))


def given(found: Class) -> list[Group]:
    """What went wrong in cells that the instructor wrote, the commonest first."""
    return sorted(
        _grouped((one, f"{name}: {why}") for one in found.submissions for name, why in one.report.given_failures.items()),
        key=lambda group: -len(group.who),
    )


def refused(found: Class) -> list[Group]:
    """Files that couldn't be taken as an answer, and why."""
    return _grouped((one, one.refused) for one in found.submissions if one.refused)


def by_older_checks(found: Class, older: Collection[int] = ()) -> list[Submission]:
    """Those whose number in the store is among the `older`; where the one that was graded last isn't, also those that were graded
    by other checks than that one.
    """
    last = max(found.submissions, key=lambda one: one.kept.graded_at).kept
    others = [] if last.number in older else [one for one in found.submissions if one.kept.checks != last.checks]
    return [one for one in found.submissions if one.kept.number in older or one in others]


def untouched(found: Class) -> list[Submission]:
    """Those in which nothing is written, and of which nothing else is to be said: no note, and no cell that did anything."""
    return [one for one in found.submissions if one.is_untouched and not _notes_of(one)]


def notes(found: Class) -> list[Kind]:
    """What was noted about whole notebooks, by kind; of an untouched one too."""
    groups = _grouped((one, note) for one in found.submissions if not one.refused for note in _notes_of(one))
    by_kind: dict[str, list[Group]] = {}
    for group in sorted(groups, key=lambda group: len(group.who)):
        by_kind.setdefault(_kind(group.sentence), []).append(group)
    titles = [*(title for title, _ in _KINDS), _ELSE]
    return [Kind(title, by_kind[title]) for title in titles if title in by_kind]


def _notes_of(one: Submission) -> list[str]:
    """Without the one that says in which answers nothing is written, which is counted above."""
    return [note for note in one.report.notes if note != one.report.unwritten_told]


def _kind(sentence: str) -> str:
    return next((title for title, words in _KINDS if any(word in sentence for word in words)), _ELSE)


def _grouped(told: Iterable[tuple[Submission, str]]) -> list[Group]:
    words: dict[str, Counter[str]] = {}
    who: dict[str, dict[int, Submission]] = {}
    for one, sentence in told:
        words.setdefault(stem(sentence), Counter())[sentence] += 1
        who.setdefault(stem(sentence), {})[one.number] = one
    return [Group(counted.most_common(1)[0][0], list(who[key].values())) for key, counted in words.items()]
