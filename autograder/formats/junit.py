"""JUnit's XML, which most services for CI read: a test case for each exercise.

There is no one description of it; kept to what Apache Ant wrote first and Jenkins' schema allows: `testsuites` of `testsuite` of
`testcase`, with one `failure`, `error` or `skipped` inside. XML 1.0 has no control characters, so they are shown as escapes.
"""

from collections.abc import Iterable
from xml.etree import ElementTree

from autograder.formats.sheet import Row, Sheet
from autograder.text.places import visible, without_surrogates


def xml(sheets: Iterable[tuple[str, Sheet]]) -> str:
    """The whole document, a suite for each notebook, by the name that is given with it."""
    suites = ElementTree.Element("testsuites")
    for name, sheet in sheets:
        suite = ElementTree.SubElement(suites, "testsuite", {"name": _text(name), **_counts(sheet)})
        for row in sheet.rows:
            _add(suite, row, sheet)
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(suites, encoding="unicode") + "\n"


def _counts(sheet: Sheet) -> dict[str, str]:
    outcomes = [row.outcome for row in sheet.rows]
    return {
        "tests": str(len(outcomes)),
        "failures": str(sum(outcome in ("wrong", "unwritten") for outcome in outcomes)),
        "errors": str(outcomes.count("error")),
        "skipped": str(outcomes.count("unread")),
        **_time(sum(row.seconds for row in sheet.rows)),
    }


def _time(seconds: float) -> dict[str, str]:
    """The attribute that tells a time, where one was taken."""
    return {"time": f"{seconds:.3f}"} if seconds else {}


def _add(suite: ElementTree.Element, row: Row, sheet: Sheet) -> None:
    where = {"classname": _text(sheet.assignment), "name": _text(row.exercise), "file": _text(sheet.file)}
    where |= {"line": str(row.line)} if row.line else {}
    case = ElementTree.SubElement(suite, "testcase", where | _time(row.seconds))
    if row.outcome == "unread":
        ElementTree.SubElement(case, "skipped", {"message": "A person reads this answer."})
    elif row.outcome != "right":
        tag = "error" if row.outcome == "error" else "failure"
        found = ElementTree.SubElement(case, tag, {"message": _text(row.sentence), "type": row.outcome})
        found.text = f"{_text(row.sentence)}\n{row.given.told}"


def _text(text: str) -> str:
    return without_surrogates(visible(text, "\n\t"))
