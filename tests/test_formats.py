"""What others read of a result keeps to their descriptions, said here in our own words, and nothing in it is more than text."""

import base64
import csv
import html
import io
import json
import random
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from autograder.formats import annotations, classroom, classroom50, junit, summary, table
from autograder.formats.sheet import Row, Sheet
from autograder.results import rows
from autograder.results.report import CellResult, CheckResult, Report
from autograder.text.github import for_actions_log, for_command, for_markdown
from autograder.text.places import visible

ENVIRONMENT = {
    "CLASSROOM": "fall",
    "ASSIGNMENT": "distances",
    "SUBMISSION_TAG": "submit/7",
    "COMMIT_URL": "a commit",
    "RELEASE_URL": "a release",
}
HOSTILE = [
    "| a | new | row |\n|---|---|---|",
    "<script>alert(1)</script> <img src=x onerror=alert(1)>",
    "@everyone look at #17 and https://evil.example, www.evil.example or mailto:a@b.example",
    "[click](javascript:alert(1)) ![x](https://evil.example/x.png)",
    "*bold* _it_ ~~gone~~ `code` ``` # head\n> quote\n- item\n1. one",
    "::error file=x::forged\n  ::set-env name=PATH::/evil\n##[error]forged\nno ##[add-path]/evil",
    "&lt;b&gt; &#60;b&#62; &amp;",
    "\x1b[2Jgone \u202egnorw\u202c \ud800 half \x00 nul \r over",
    "$x^2$ $$y$$ \\(z\\) :smile: [^1]",
    "100% of a, b: c",
    "",
]


def sheet(*rows: Row, **others: str) -> Sheet:
    return Sheet(others.get("assignment", "02_distances"), others.get("file", "02_distances.ipynb"), list(rows))


RIGHT = Row("mean_digit", "right", 1, 1, "", 40, "assert mean_digit", 0.25)
WRONG = Row("l1_distance", "wrong", 1, 2, "0.125 is the mean of the differences: 1 and -1 cancel", 80, "assert l1_distance", 0.5)
UNWRITTEN = Row("is_3", "unwritten", 0, 2, "Nothing is written here yet.")
UNREAD = Row("answer_why", "unread", 0, 3)
EMPTY = Row("answer_how", "unwritten", 0, 3, "Nothing is written here yet.", by_hand=True)
LOST = Row("fit", "error", 0, 1, "The machine was lost.")


def read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(base64.b64decode(text, validate=True))
    return found


def test_the_classroom_action_gets_a_test_for_each_exercise() -> None:
    found = read(classroom.encoded(sheet(RIGHT, WRONG, UNWRITTEN, UNREAD, EMPTY)))
    assert (found["version"], found["status"], found["max_score"]) == (1, "fail", 5)
    assert [(test["name"], test["status"], test["score"]) for test in found["tests"]] == [
        ("mean_digit", "pass", 1),
        ("l1_distance", "fail", 1),  # a part of its points
        ("is_3", "fail", 0),
    ]
    for test in found["tests"]:
        assert set(test) == {"name", "status", "score", "message", "test_code", "filename", "line_no", "duration"}
        assert isinstance(test["score"], int | float)
        assert isinstance(test["line_no"], int)  # "line undefined" where it is missing; 0 prints none
    assert [test["line_no"] for test in found["tests"]] == [40, 80, 0]
    assert [test["duration"] for test in found["tests"]] == [250, 500, 0]


@pytest.mark.parametrize(
    ("exercises", "status"), [((RIGHT,), "pass"), ((RIGHT, LOST, WRONG), "error"), ((UNREAD,), "pass"), ((), "pass")]
)
def test_the_classroom_action_fails_where_something_is_left_to_do(exercises: tuple[Row, ...], status: str) -> None:
    found = read(classroom.encoded(sheet(*exercises)))
    assert found["status"] == status
    assert isinstance(found["tests"], list)  # the action stops at a file without it


def test_classroom_50_gets_whole_points_and_every_field() -> None:
    now = datetime(2026, 11, 29, 12, 0, 5, tzinfo=timezone(timedelta(hours=2)))
    found = classroom50.results(sheet(RIGHT, WRONG, UNREAD, EMPTY), ENVIRONMENT, now)
    assert found == {
        "schema": "classroom50/result/v1",
        "classroom": "fall",
        "assignment": "distances",
        "submission": "submit/7",
        "commit": "a commit",
        "release": "a release",
        "review": "a commit",
        "datetime": "2026-11-29T10:00:05Z",
        "score": 2,
        "max-score": 3,
        "tests": [
            {"test-name": "mean_digit", "passed": True, "score": 1, "max-score": 1},
            {"test-name": "l1_distance", "passed": False, "score": 1, "max-score": 2},
        ],
    }


def test_classroom_50_counts_half_points_twice() -> None:
    found = classroom50.results(sheet(Row("a", "wrong", 0.5, 1.5), Row("b", "right", 2, 2)), ENVIRONMENT)
    assert [(test["score"], test["max-score"]) for test in found["tests"]] == [(1, 3), (4, 4)]
    assert (found["score"], found["max-score"]) == (5, 7)
    thirds = classroom50.results(sheet(Row("a", "wrong", 1 / 3, 1), Row("b", "wrong", 0.1, 0.1)), ENVIRONMENT)
    assert [test["score"] for test in thirds["tests"]] == [10, 3]
    assert all(type(value) is int for test in thirds["tests"] for value in (test["score"], test["max-score"]))


def test_classroom_50_says_what_its_runner_did_not_set() -> None:
    with pytest.raises(KeyError, match="SUBMISSION_TAG"):
        classroom50.results(sheet(RIGHT), {name: value for name, value in ENVIRONMENT.items() if name != "SUBMISSION_TAG"})


def test_junit_counts_what_it_lists() -> None:
    root = ElementTree.fromstring(junit.xml([("ada", sheet(RIGHT, WRONG, UNWRITTEN, UNREAD, LOST)), ("bob", sheet(RIGHT))]))
    assert root.tag == "testsuites"
    first, second = root
    assert {name: first.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "5",
        "failures": "2",
        "errors": "1",
        "skipped": "1",
    }
    assert second.get("tests") == "1"
    for suite in root:
        assert len(suite) == int(suite.get("tests", ""))
        for case in suite:
            assert case.tag == "testcase"
            assert case.get("name")
            assert case.get("classname")
            assert [inner.tag for inner in case] in ([], ["failure"], ["error"], ["skipped"])
    assert [[inner.tag for inner in case] for case in first] == [[], ["failure"], ["failure"], ["skipped"], ["error"]]
    failure = first[1][0]
    assert failure.get("message") == WRONG.sentence


def test_junit_has_times_where_they_are_known() -> None:
    (suite,) = ElementTree.fromstring(junit.xml([("ada", sheet(Row("a", "right", 1, 1, seconds=0.25), UNREAD))]))
    assert [suite.get("time"), *(case.get("time") for case in suite)] == ["0.250", "0.250", None]
    (suite,) = ElementTree.fromstring(junit.xml([("ada", sheet(UNREAD))]))
    assert [suite.get("time"), *(case.get("time") for case in suite)] == [None, None]


@pytest.mark.parametrize("text", HOSTILE)
def test_junit_is_xml_whatever_a_student_wrote(text: str) -> None:
    root = ElementTree.fromstring(
        junit.xml([(text, sheet(Row(text or "x", "wrong", 0, 1, text), file=text, assignment=text))]).encode()
    )
    assert [element.tag for element in root.iter()] == ["testsuites", "testsuite", "testcase", "failure"]


def test_annotations_stand_at_the_line_of_the_cell() -> None:
    found = annotations.lines(sheet(RIGHT, WRONG, UNWRITTEN, UNREAD))
    assert found == [
        "::error file=02_distances.ipynb,line=80,title=l1_distance::0.125 is the mean of the differences: 1 and -1 cancel",
        "::notice file=02_distances.ipynb,title=is_3::Nothing is written here yet.",
    ]
    assert len(annotations.lines(sheet(*[WRONG] * 30))) == annotations.MOST


@pytest.mark.parametrize("text", HOSTILE)
def test_an_annotation_is_one_command(text: str) -> None:
    (line,) = annotations.lines(sheet(Row(text, "wrong", 0, 1, text, 3), file=text))
    assert line.count("\n") == 0
    head, _, message = line.removeprefix("::").partition("::")
    assert [part.partition("=")[0] for part in head.removeprefix("error ").split(",")] == ["file", "line", "title"]
    if text.isprintable() and text:
        assert message.replace("%0A", "\n").replace("%25", "%") == text


def test_the_summary_shows_a_row_for_each_exercise_and_what_comes_next() -> None:
    text = summary.markdown([sheet(RIGHT, WRONG, UNWRITTEN, UNREAD)])
    shown = cells(text)
    assert shown == [
        ["exercise", "", "points", "what to read first"],
        ["mean_digit", "right", "1 of 1", ""],
        ["l1_distance", "not yet", "1 of 2", WRONG.sentence],
        ["is_3", "not written yet", "0 of 2", UNWRITTEN.sentence],
        ["answer_why", "waits for a reader", "", ""],
    ]
    assert "**2 of 5 points; 3 points wait for a reader**" in text
    assert "next: l1_distance" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_in_markdown_a_students_text_is_text(text: str) -> None:
    row = Row(text or "x", "wrong", 0, 1, text)
    shown = cells(summary.markdown([sheet(row, RIGHT, assignment=text or "x")]))
    assert [len(one) for one in shown] == [4, 4, 4]
    assert shown[1][3].split() == visible(text.replace("\n", " ")).split()
    assert shown[2][0] == "mean_digit"


@pytest.mark.parametrize(
    ("before", "around"),
    [
        ("x", "<p>x(.*)</p>\n"),
        ("", "<p>(.*)</p>\n"),
        ("- ", "<ul>\n<li>(.*)</li>\n</ul>\n"),
        ("## ", "<h2>(.*)</h2>\n"),
        ("| a |\n|---|\n| ", "<table>.*<tbody>\n<tr>\n<td>(.*)</td>\n</tr>\n</tbody>\n</table>\n"),
    ],
)
def test_in_markdown_nothing_is_markup_whatever_is_put_together(before: str, around: str) -> None:
    """Wherever a text stands it shows as it is, and nothing comes of it but text."""
    draw = random.Random(3)
    dialect = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    texts = [
        "1. x",
        "12) x",
        "# x",
        "- x",
        "+ x",
        "> x",
        "---",
        "===",
        "x #",
        "    x",
        "\tx",
        "[ ] x",
        ": x",
        "~~~",
        "1.",
        "&lt;b>",
    ]
    for _ in range(2_000):
        signs = "".join(draw.choice("abé_|`*_<>[]()#@:!~\\&$-+=\n \t1.)\"'{}^wwwhttp://") for _ in range(draw.randrange(30)))
        texts.append(draw.choice([f"{signs}x", f"x{signs}", f"x{signs}x"]))
    for text in texts:
        found = dialect.render(before + for_markdown(text) + (" |" if before.startswith("|") else ""))
        inner = re.fullmatch(around, found, re.S)
        assert inner is not None, (text, found)
        assert "<" not in inner[1], text
        shown = html.unescape(inner[1]).replace("\u200b", "")
        assert shown.split() == visible(text.replace("\n", " ")).split()


def test_in_markdown_only_what_must_be_is_written_otherwise() -> None:
    """Who reads it where nobody renders it reads most of it as it was written."""
    for text in ("02_distances", "It gave 0.31, not (3, 4): `x` isn't l1_distance!".replace("`", "'"), "a - b + c = 3 > 2 & 1"):
        assert for_markdown(text) == text
    assert for_markdown("__init__") == r"\_\_init\_\_"
    assert for_markdown("`mean_digit` isn't written yet: x[0] < 1") == r"\`mean_digit\` isn't written yet: x&#91;0&#93; &lt; 1"
    assert for_markdown("GH-17 :tada:") == "GH\u200b-17 &#58;tada:"


def test_in_markdown_nobody_is_called() -> None:
    found = for_markdown("@ada #17 https://x.example www.x.example")
    shown = MarkdownIt("commonmark").render(found)
    assert not re.search(r"@ada|#17|https:|www\.", shown)
    assert re.sub("\u200b", "", shown).strip() == "<p>@ada #17 https://x.example www.x.example</p>"


def test_what_follows_a_note_is_a_paragraph_of_its_own() -> None:
    noted = Sheet("a", "a.ipynb", [RIGHT], ["A note."])
    passed_over = Sheet("b", "b.ipynb", [], ["Passed over."])
    text = summary.markdown([noted, passed_over], "The end.")
    assert "\n- A note.\n\n## b\n\n- Passed over.\n\nThe end." in text
    assert "0 of 0" not in text


def test_a_long_name_leaves_room_in_the_table() -> None:
    (line,) = [line for line in summary.markdown([sheet(Row("n" * 500, "wrong", 0, 1))]).splitlines() if line.startswith("| n")]
    assert len(line) < 150


def test_a_long_summary_is_cut_where_github_would_show_nothing() -> None:
    long = sheet(*[Row(f"exercise_{i}", "wrong", 0, 1, "x" * 600) for i in range(3_000)])
    text = summary.markdown([sheet(RIGHT), long], "Read more.")
    assert len(text.encode()) <= summary.MOST_BYTES
    assert "mean_digit" in text
    assert text.endswith("the log of the run has all of it.\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_in_an_actions_log_no_line_is_a_command(text: str) -> None:
    for line in for_actions_log(text).split("\n"):
        assert not line.strip().startswith("::")
        assert "##[" not in line
    for test in read(classroom.encoded(sheet(Row(text, "wrong", 0, 1, text, 0, text), file=text)))["tests"]:
        assert not re.search(r"^\s*::|##\[", "\n".join(str(value) for value in test.values()), re.M)


def test_a_command_keeps_its_lines_and_signs() -> None:
    assert for_command("a\nb 5%") == "a%0Ab 5%25"
    assert for_command("a:b,c", is_property=True) == "a%3Ab%2Cc"


def cells(markdown: str) -> list[list[str]]:
    """The text of the cells of the table in `markdown`, as GitHub's dialect reads it; nothing else may be in them."""
    found: list[list[str]] = []
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough").parse(markdown)
    inside = False
    for token in tokens:
        if token.type == "tr_open":
            found.append([])
        inside = inside or token.type in ("th_open", "td_open")
        if inside and token.type == "inline":
            assert {child.type for child in token.children or []} <= {"text", "text_special"}, token.content
            found[-1].append("".join(child.content for child in token.children or []).replace("\u200b", ""))
            inside = False
    assert not [token for token in tokens if token.type in ("html_block", "fence", "blockquote_open")]
    return found


def test_the_times_of_classroom_50_are_now() -> None:
    found = classroom50.results(sheet(RIGHT), ENVIRONMENT)
    made = datetime.strptime(found["datetime"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert abs(datetime.now(UTC) - made) < timedelta(minutes=5)


def test_a_table_has_a_column_for_each_exercise_and_empty_fields_where_nothing_is_known() -> None:
    found = list(
        csv.reader(
            io.StringIO(table.text([("ada", sheet(RIGHT, WRONG, UNREAD)), ("=bob,", sheet(RIGHT, LOST, file="b\n.ipynb"))]))
        )
    )
    assert found == [
        [*table.HEAD, "mean_digit", "l1_distance", "answer_why", "fit"],
        ["ada", "02_distances", "02_distances.ipynb", "", "6", "2", "3 points wait for a reader", "1", "1", "", ""],
        ["'=bob,", "02_distances", "b\n.ipynb", "", "2", "1", "1 point not graded", "1", "", "", ""],
    ]


def test_a_report_becomes_rows_without_what_is_the_instructors() -> None:
    checks = [
        CheckResult("test_a", "fail", claim="It gives a mean.", finding="`a` isn't written yet.", about="cell"),
        CheckResult("test_b", "error", reason="line 3 of a check", details="a traceback"),
        CheckResult(
            "test_c", "fail", claim="It gives one number.", finding="It gave three.", hint="Is a mean missing?", about="value"
        ),
        CheckResult("test_d", "pass", claim="It gives a mean."),
    ]
    cells = [CellResult(f"test_{name}", name, 2.0, [check]) for name, check in zip("abcd", checks, strict=True)]
    cells[3].carried = ["a"]
    report = Report("ada", "02_distances", "mine.ipynb", 1, "cpu", True, cells, ["A note."], {"given": "hidden"}, {"why": 3.0})
    found = rows.sheet(report)
    assert [(row.exercise, row.outcome, row.points, row.max_points) for row in found.rows] == [
        ("a", "unwritten", 0, 2),
        ("b", "error", 0, 2),
        ("c", "wrong", 0, 2),
        ("d", "right", 2, 2),
        ("why", "unread", 0, 3),
    ]
    assert found.rows[0].sentence == "`a` isn't written yet."
    assert found.rows[1].sentence == rows.NOT_GRADED
    assert found.rows[2].sentence.startswith("Is a mean missing?")
    assert found.rows[3].sentence == "Right, given a right `a`."
    shown = summary.markdown([found]) + junit.xml([("ada", found)]) + table.text([("ada", found)])
    assert not re.search("line 3 of a check|traceback|hidden", shown)
    assert (found.points, found.max_points, found.notes) == (2, 8, ["A note."])
