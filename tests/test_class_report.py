"""The report of a class: its numbers by hand arithmetic, and a page on which nobody's text is more than text."""

import base64
import contextlib
import hashlib
import os
import re
import sqlite3
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from scipy import stats

from autograder import Course
from autograder.authoring import submissions
from autograder.backends.task import Task
from autograder.front.cli import report
from autograder.front.cli.main import main
from autograder.pages.class_report import alike, choices, codes, costs, curves, drawn, items, mistakes, odd, points
from autograder.pages.class_report.alike import alike as compared
from autograder.pages.class_report.gathered import Class, Submission, classes
from autograder.pages.class_report.made import Comparison, made
from autograder.results.report import CellResult, CheckResult, Report
from autograder.store.keys import Key
from autograder.store.store import Kept, Store

WEATHER = Path(__file__).parent / "weather_course"
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>\u202e\x1b[2J'


def ok(name: str = "test_it", **noted: Any) -> CheckResult:
    return CheckResult(name, "pass", claim="It is so.", noted=noted)


def bad(hint: str = "Divide by the number.", name: str = "test_it", **more: Any) -> CheckResult:
    return CheckResult(name, "fail", **({"claim": "It is so.", "finding": "It is 3.", "about": "value"} | more), hint=hint)


def stub(exercise: str) -> CheckResult:
    return CheckResult("test_it", "fail", finding=f"`{exercise}` isn't written yet.", about="cell")


def lost(reason: str = "line 3: no such file", details: str = "") -> CheckResult:
    return CheckResult("test_it", "error", "Not graded.", reason, details)


def kept(student: str, cells: dict[str, tuple[float, list[CheckResult]]], **more: Any) -> Kept:
    """What is kept of somebody, by exercise with its points and checks."""
    found = [CellResult(f"test_{name}", name, gives, checks) for name, (gives, checks) in cells.items()]
    made_of = Report(student, "01", "01.ipynb", 7, "cpu", True, found, **more)
    return Kept(made_of, "2026-11-29T20:00:00+00:00", "content", {}, None, "01")


def of(*several: Kept) -> Class:
    (found,) = classes(several)
    return found


def simple(student: str, *right: bool, **more: Any) -> Kept:
    """Somebody with exercises a, b, c…, of 1, 2, 3… points, each right or not."""
    cells = {"abcdef"[at]: (at + 1.0, [ok() if is_right else bad()]) for at, is_right in enumerate(right)}
    return kept(student, cells, **more)


# What is counted


def test_the_class_in_numbers() -> None:
    found = of(
        simple("ada", True, True),  # 3
        simple("bob", True, False),  # 1
        simple("cyd", False, True),  # 2
        kept("dan", {"a": (1.0, [stub("a")]), "b": (2.0, [stub("b")])}),  # 0
        kept("eve", {"a": (1.0, [ok()]), "b": (2.0, [lost()])}),  # not known
    )
    told = points.summary(found)
    assert (told.handed_in, told.graded, told.untouched, told.full) == (5, 4, 1, 1)
    assert (told.mean, told.middle) == (1.5, 1.5)
    assert [(bar.label, bar.count, bar.untouched) for bar in points.bars(found)] == [
        ("0", 1, 1),
        ("1", 1, 0),
        ("2", 1, 0),
        ("3", 1, 0),
    ]
    a, b = points.lost(found)
    assert (a.right, a.wrong, a.unwritten, a.error, a.mean) == (3, 1, 1, 0, 2 / 5)
    assert (b.right, b.wrong, b.unwritten, b.error, b.mean) == (2, 1, 1, 1, 4 / 4)


def test_many_points_come_in_few_bars() -> None:
    found = of(kept("ada", {"a": (95.0, [ok()])}), kept("bob", {"a": (95.0, [bad()])}))
    bars = points.bars(found)
    assert [bar.label for bar in bars][:2] == ["0 to 5", "5 to 10"] and bars[-1].label == "90 to 95"
    assert [bar.count for bar in bars] == [1] + [0] * 17 + [1]


def test_halves_of_points_come_in_bars_too() -> None:
    half = CellResult("test_a", "a", 2.0, [bad()], earned=1.5)
    found = of(Kept(Report("ada", "01", "01", 7, "cpu", True, [half]), "2026-11-29T20:00:00+00:00", "", {}, None, "01"))
    assert sum(bar.count for bar in points.bars(found)) == 1
    assert [bar.low for bar in points.bars(found) if bar.count] == [1.5]


def test_discrimination_by_hand() -> None:
    """Ten: five pass, with a rest of 2 each, and five don't, with a rest of 0: (2 - 0) / 1 * sqrt(1/4) = 1."""
    assert items.point_biserial([(True, 2.0)] * 5 + [(False, 0.0)] * 5) == pytest.approx(1.0)
    # Means 3 and 1, all together 2, with a spread of sqrt((4 * 0 + 3 * 4 + 3 * 4) / 10); shares of a half.
    answers = [(True, 4.0)] * 3 + [(True, 2.0)] * 2 + [(False, 2.0)] * 2 + [(False, 0.0)] * 3
    assert items.point_biserial(answers) == pytest.approx((3.2 - 0.8) / 2.4**0.5 * 0.5)


def test_discrimination_is_what_scipy_says() -> None:
    answers = [(number % 3 == 0, float(number * number % 17)) for number in range(40)]
    expected = stats.pointbiserialr([is_right for is_right, _ in answers], [rest for _, rest in answers]).statistic
    assert items.point_biserial(answers) == pytest.approx(expected)


def test_nothing_is_said_of_few_or_of_all_alike() -> None:
    assert items.point_biserial([(True, 1.0), (False, 0.0)] * 4) is None
    assert items.point_biserial([(True, float(number)) for number in range(20)]) is None
    assert items.point_biserial([(True, 1.0), (False, 1.0)] * 10) is None


def test_a_check_counts_where_it_judged_something_and_its_own_points_are_left_out() -> None:
    untried = bad("", about="untried", finding="It wasn't tried.")
    several = [simple(f"s{number}", number < 6, number < 6) for number in range(12)]
    several += [
        kept("untried", {"a": (1.0, [untried]), "b": (2.0, [ok()])}),
        kept("unwritten", {"a": (1.0, [stub("a")]), "b": (2.0, [ok()])}),
        kept("untouched", {"a": (1.0, [stub("a")]), "b": (2.0, [stub("b")])}),
        kept("lost", {"a": (1.0, [lost()]), "b": (2.0, [ok()])}),
        kept("refused", {"a": (1.0, [CheckResult("notebook", "fail", "No notebook.")])}),
    ]
    a, b = items.items(of(*several))
    assert (a.exercise, a.asked, a.passed, a.difficulty) == ("a", 12, 6, 0.5)
    assert a.discrimination == pytest.approx(1.0), "with the points of b, which they have or haven't alike"
    assert (b.asked, b.passed) == (14, 8)


def test_the_points_of_the_exercise_itself_are_no_part_of_the_rest() -> None:
    """Who has a has b as often as who hasn't."""
    found = of(*(simple(f"s{number}", number % 2 == 0, number % 4 < 2) for number in range(12)))
    assert [one.discrimination for one in items.items(found)] == [pytest.approx(0.0), pytest.approx(0.0)]


def test_what_an_instructor_may_want_to_look_at() -> None:
    everybody = items.items(of(*(simple(f"s{number}", True) for number in range(10))))
    few = items.items(of(simple("ada", True)))
    assert everybody[0].remark == "everybody passed" and few[0].remark == "few asked"


def test_a_check_is_pointed_at_where_that_is_more_than_chance() -> None:
    """Of 16 notebooks r varies by about 2 / sqrt(16) = 0.5: what lies below 0.1 - 0.5 is remarked."""
    assert items.Item("a", "c", "", 16, 8, -0.32).remark == ""
    assert items.Item("a", "c", "", 16, 8, -0.45).remark == "says little of the rest"
    assert items.Item("a", "c", "", 900, 8, 0.0).remark == "says little of the rest"


def test_a_mistake_is_one_whatever_is_quoted_in_it() -> None:
    found = of(
        kept("ada", {"a": (1.0, [bad("`mine` is 3 too long.")])}),
        kept("bob", {"a": (1.0, [bad("`yours` is 14 too long.")])}),
        kept("cyd", {"a": (1.0, [bad("`yours` is 14 too long.")])}),
        kept("dan", {"a": (1.0, [bad("It is upside down.")])}),
        kept("eve", {"a": (1.0, [stub("a")])}),
        kept("fay", {"a": (1.0, [bad("Your answer is b.", about="letter")])}),
    )
    first, second = mistakes.mistakes(found)
    assert (first.sentence, first.count, first.alike) == ("`yours` is 14 too long.", 3, True)
    assert [one.name for one in first.who] == ["ada", "bob", "cyd"]
    assert (second.sentence, second.count, second.alike) == ("It is upside down.", 1, False)


def test_letters_that_were_chosen() -> None:
    def answer(student: str, letter: str, is_right: bool = False) -> Kept:
        check = ok(letter=letter) if is_right else bad(f"Your answer is {letter}.", about="letter", noted={"letter": letter})
        return kept(student, {"q_1": (1.0, [check])})

    found = of(answer("ada", "b", True), answer("bob", "a"), answer("cyd", "b", True), answer("dan", '"20 / 784"'))
    (question,) = choices.questions(found)
    assert [(one.letter, one.is_right, len(one.who)) for one in question.choices] == [
        ("a", False, 1),
        ("b", True, 2),
        (choices.OTHER, False, 1),
    ]
    assert question.choices[2].examples == ['"20 / 784"'] and question.unanswered == 0


def test_curves_lie_over_the_band() -> None:
    good = ok(curve=[0.5, 0.9, 1.0], band=[0.9, 1.0])
    gap = bad(noted={"curve": [0.5, None, 0.6], "band": [0.9, 1.0]})
    (found,) = curves.curves(of(kept("ada", {"a": (1.0, [gap])}), kept("bob", {"a": (1.0, [good])})))
    assert [curve.who.name for curve in found.curves] == ["bob", "ada"], "the wrong one on top"
    drawing = drawn.band(found)
    assert drawing.lines[1].path.count("M") == 2, "a gap"
    frame = drawing.frame
    assert drawing.high == frame.top and frame.top < drawing.low < frame.bottom


def test_every_drawing_stays_inside_its_frame() -> None:
    for scores in ([True], [True, False, True]):
        found = of(*(simple(f"s{n}", *scores, took={"seconds": 0.001 * 10**n, "mib": 0.0}) for n in range(5)))
        told = points.summary(found)
        picture = drawn.histogram(points.bars(found), found.max_score, told.mean)
        assert all(0 <= c.x <= drawn.WIDTH and 0 <= c.y <= drawn.HEIGHT and c.height >= 0 for c in picture.columns)
        assert picture.mean is not None and picture.frame.left <= picture.mean <= picture.frame.right
        cloud = drawn.scatter(costs.costs(found))
        assert all(0 <= dot.x <= drawn.WIDTH and 0 <= dot.y <= drawn.HEIGHT for dot in cloud.dots)


def test_why_it_wasnt_graded_stands_once() -> None:
    found = of(*(kept(f"s{n}", {"a": (1.0, [lost(f"line {n}: no such file", "Traceback")])}) for n in range(3)))
    (group,) = odd.not_graded(found)
    assert group.sentence == "a, test_it: line 0: no such file" and len(group.who) == 3 and group.details == "Traceback"


def test_who_was_graded_by_older_checks_is_told() -> None:
    old, new = (
        replace(simple(name, True), checks=checks, graded_at=at)
        for name, checks, at in (("ada", "old", "2026-11-28T20:00:00+00:00"), ("bob", "new", "2026-11-29T20:00:00+00:00"))
    )
    assert [one.name for one in odd.by_older_checks(of(old, new))] == ["ada"]
    page = made(of(old, new), "1.0", Comparison(why="it was left out"))
    assert "1 notebook was graded by older checks" in page and "autograder regrade 01" in page
    both = [replace(one, number=at) for at, one in enumerate((replace(old, checks="new"), new))]
    assert [one.name for one in odd.by_older_checks(of(*both), {1})] == ["bob"], "by the course's own word"
    assert odd.by_older_checks(of(*both)) == []


def test_untouched_ones_are_apart_from_odd_ones() -> None:
    def untouched(student: str, *notes: str) -> Kept:
        return kept(student, {"a": (1.0, [stub("a")])}, notes=list(notes))

    refused = CheckResult("notebook", "fail", "01.ipynb is a PDF and no notebook.")
    found = of(
        untouched("ada"),
        untouched("bob", "Code cell 4 was stopped: the code ended its own process."),
        untouched("cyd", "Code cell 9 was stopped: the code ended its own process."),
        untouched("dan", "The cell `test_a` was missing; it was put back."),
        untouched("fay", "The cell of `a`, line 2 raised NameError: name 'x' is not defined."),
        untouched("gil", "Code cell 3, line 1 raised NameError: name 'x' is not defined."),
        kept("eve", {"a": (1.0, [refused])}),
    )
    assert [one.name for one in odd.untouched(found)] == ["ada"]
    stopped, own, outside, back = odd.notes(found)
    assert [one.name for one in stopped.groups[0].who] == ["bob", "cyd"] and "Stopped" in stopped.title
    assert [one.name for one in back.groups[0].who] == ["dan"]
    assert (own.title, own.groups[0].who[0].name) == ("Raised an error in the cell of an exercise", "fay")
    assert (outside.title, outside.groups[0].who[0].name) == ("Raised an error outside of the exercises", "gil")
    assert [(group.sentence, group.who[0].name) for group in odd.refused(found)] == [
        ("01.ipynb is a PDF and no notebook.", "eve")
    ]


# The page


class Elements(HTMLParser):
    """What a browser would make of a page: its elements, and the text of its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.is_in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.is_in_script = tag == "script"
        if self.is_in_script:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.is_in_script = False

    def handle_data(self, data: str) -> None:
        if self.is_in_script:
            self.scripts[-1] += data


def hostile_class() -> Class:
    """Everything that can come from a student is hostile."""
    check = bad(HOSTILE, claim=HOSTILE, finding=HOSTILE, noted={"letter": HOSTILE[:60], "curve": [0.1, 0.2], "band": [0.9, 1.0]})
    one = kept(f"ada{HOSTILE}", {HOSTILE: (1.0, [check])}, notes=[HOSTILE], given_failures={"given": HOSTILE})
    one.report.took.update(seconds=1.0, mib=2.0)
    return of(one, kept(f"bob{HOSTILE}", {HOSTILE: (1.0, [lost(HOSTILE, HOSTILE)])}))


def test_no_script_but_ours_can_run() -> None:
    found = hostile_class()
    code = codes.Code([codes.Cell("", 4, HOSTILE)], [])
    piece = alike.Side(found.submissions[0], [(HOSTILE, [alike.Piece(HOSTILE, True)])])
    comparison = Comparison(
        alike.Alike([alike.Pair(1.0, 99, piece, piece)], 0, 2, 2), codes.Codes({1: code, 2: code}, {2: HOSTILE})
    )
    page = made(found, "1.0", comparison, lambda one: "feedback/x.html")
    elements = Elements(page)
    assert len(elements.scripts) == 1
    digest = base64.b64encode(hashlib.sha256(elements.scripts[0].encode()).digest()).decode()
    policy = next(attrs["content"] for tag, attrs in elements.elements if tag == "meta" and "http-equiv" in attrs)
    assert policy is not None and "default-src 'none'" in policy
    assert re.findall(r"script-src ([^;]*)", policy) == [f"'sha256-{digest}'"]
    assert not [name for _, attrs in elements.elements for name in attrs if name.startswith("on")]
    assert {tag for tag, _ in elements.elements}.isdisjoint({"img", "iframe", "link", "object", "base"})
    addresses = [attrs["href"] or "" for tag, attrs in elements.elements if "href" in attrs]
    assert all(address.startswith(("#", "feedback/")) for address in addresses)
    assert "\u202e" not in page and "\x1b" not in page
    assert "ada&#34;&gt;&lt;script&gt;" in page, "and it is told"


def test_points_by_hand_are_told_apart() -> None:
    found = of(simple("ada", True, by_hand={"why": 2.0, "how": 1.5}), simple("bob", True, by_hand={"why": 2.0, "how": 1.5}))
    page = made(found, "1.0", Comparison(why="it was left out"))
    assert "2 written answers for 3.5 more points are read by a person" in page and found.max_score == 1.0
    assert ">all points of the checks<" in page and ">all points<" not in page, "nobody has read the rest"
    assert "<dt>wait for a reader</dt><dd>2</dd>" in page and "1 of 1, rest waits for a reader" in page
    known = made(of(simple("ada", True), simple("bob", True)), "1.0", Comparison(why="it was left out"))
    assert ">all points<" in known and "reader" not in known.partition("</style>")[2]


def test_answers_left_empty_are_counted_and_wait_for_nobody() -> None:
    both: Any = {"by_hand": {"why": 2.0, "how": 1.5}}
    nothing: Any = {**both, "unwritten": ["why", "how"], "notes": ["Nothing is written in `why` and `how`."]}
    found = of(
        kept("ada", {"a": (1.0, [stub("a")])}, **both),  # no letters, all answers
        kept("bob", {"a": (1.0, [stub("a")])}, **nothing),
        simple("cyd", True, **nothing),
        simple("dan", True, **both | {"unwritten": ["how"]}),
    )
    told = points.summary(found)
    assert (told.untouched, told.unread, told.answers) == (1, 2, 3)
    assert [one.name for one in odd.untouched(found)] == ["bob"] and not odd.notes(found)
    assert [one.given.told for one in found.submissions] == [
        "0 of 1 point; 3.5 points wait for a reader",
        "0 of 4.5 points",
        "1 of 4.5 points",
        "1 of 2.5 points; 2 points wait for a reader",
    ]
    page = made(found, "1.0", Comparison(why="it was left out"))
    assert "Left empty, which gives 0: <code>why</code> by 2, <code>how</code> by 3." in page


def test_no_mistake_is_no_praise_where_a_letter_is_wrong() -> None:
    letter = CheckResult("right_letter", "fail", claim="The right one.", finding='"zzz" is no letter', about="letter")
    page = made(of(kept("ada", {"q": (1.0, [letter])})), "1.0", Comparison(why="it was left out"))
    assert "what is written is right" not in page and "None but in questions" in page
    untouched = made(of(kept("ada", {"a": (1.0, [stub("a")])})), "1.0", Comparison(why="it was left out"))
    assert "what is written is right" not in untouched
    assert "what is written is right" in made(of(simple("ada", True)), "1.0", Comparison(why="it was left out"))


def test_the_page_says_over_how_many_the_mean_is() -> None:
    some = made(of(simple("ada", True), kept("eve", {"a": (1.0, [lost()])})), "1.0", Comparison(why="it was left out"))
    assert "Mean and median are over the 1 that is fully graded." in some
    assert "Mean and median" not in made(of(simple("ada", True)), "1.0", Comparison(why="it was left out"))


def test_points_are_told_as_everywhere() -> None:
    """Of an exercise of which nothing is known, and of one of which a part is."""
    cells = [
        CellResult("test_a-1", "a", 1, [ok()]),
        CellResult("test_a-2", "a", 2, [lost()]),
        CellResult("test_b", "b", 4, [lost()]),
    ]
    one = Kept(Report("ada", "01", "01.ipynb", 7, "cpu", True, cells), "2026-11-29T20:00:00+00:00", "content", {}, None, "01")
    page = made(of(one), "1.0", Comparison(why="it was left out"))
    assert '<span class="score">1 of 1, rest not graded</span>' in page and "1 of 1 graded point; 6 points not graded." in page
    assert '<code>a</code> <span class="quiet">1 of 1, rest not graded</span>' in page
    assert '<code>b</code> <span class="quiet">not graded</span>' in page


def test_every_link_inside_leads_somewhere() -> None:
    page = made(hostile_class(), "1.0", Comparison(why="it was left out"), lambda one: "")
    elements = Elements(page).elements
    there = {attrs["id"] for _, attrs in elements if "id" in attrs}
    assert {(attrs["href"] or "")[1:] for tag, attrs in elements if tag == "a"} <= there
    assert len(there) == sum("id" in attrs for _, attrs in elements), "no name twice"


@pytest.mark.parametrize(
    "checks", [[ok()], [bad()], [lost()], [stub("a")], [CheckResult("notebook", "fail", "No notebook.")], []]
)
def test_one_submission_is_a_page_too(checks: list[CheckResult]) -> None:
    page = made(of(kept("", {"a": (1.0, checks)})), "1.0", Comparison(why="it was left out"))
    assert "One notebook only" in page and "(without a name)" in page and "left out" in page


def test_one_student_is_no_students() -> None:
    page = made(of(simple("ada", True)), "1.0", Comparison(why="it was left out"))
    assert "1 students" not in page and '${students.length} student${students.length === 1 ? "" : "s"}' in page


# Code that is alike


LONG = """def area({0}):
    {1} = {0}[0] * {0}[1]
    if {1} < 0:
        raise ValueError("negative")
    for side in {0}[2:]:
        {1} += side * len({0}) / 19 - 4.25
    return round({1} * 3.75 / 2.5, 17)
"""


def of_code(*sources: str) -> tuple[dict[int, codes.Code], list[Submission]]:
    library = alike.library()
    assert library is not None
    filtered = alike.filtered(library)
    found = of(*(simple(f"s{number:02}", True) for number in range(len(sources))))
    read = {
        one.number: codes.Code([codes.Cell("area", 1, source)], [filtered(source)])
        for one, source in zip(found.submissions, sources, strict=True)
    }
    return read, found.submissions


def others(count: int) -> list[str]:
    return [f"def area(a):\n    return a[{number}] + {number * 7919} / a[{number + 3}] ** {number}\n" for number in range(count)]


def test_other_names_and_comments_hide_nothing() -> None:
    library = alike.library()
    assert library is not None
    read, several = of_code(*others(8), LONG.format("x", "y"), "# all mine\n" + LONG.format("width", "product"))
    found = compared(library, read, several, [])
    (pair,) = found.pairs
    assert [pair.left.who.name, pair.right.who.name] == ["s08", "s09"] and pair.share == 1.0
    marked = "".join(piece.text for _, pieces in pair.right.cells for piece in pieces if piece.shared)
    assert "product = width[0] * width[1]" in marked
    whole = "".join(piece.text for _, pieces in pair.right.cells for piece in pieces)
    assert whole == "# all mine\n" + LONG.format("width", "product"), "all of it, marked or not"


def test_what_is_marked_stands_in_its_own_cell() -> None:
    library = alike.library()
    assert library is not None
    filtered = alike.filtered(library)
    read, several = of_code(*others(8), LONG.format("x", "y"), "")
    first, second = "# a comment\ndef first(a):\n    return a[77] ** 3 - len(a) * 31\n", LONG.format("side", "whole")
    read[10] = codes.Code(
        [codes.Cell("first", 1, first), codes.Cell("area", 2, second)], [filtered(text) for text in (first, second)]
    )
    (pair,) = compared(library, read, several, []).pairs
    ((title, pieces),) = pair.right.cells
    assert title == "area" and "".join(piece.text for piece in pieces if piece.shared).startswith("def area(side):")


def test_what_everybody_has_is_left_out() -> None:
    library = alike.library()
    assert library is not None
    read, several = of_code(*others(8), LONG.format("x", "y"), LONG.format("x", "y"))
    assert not compared(library, read, several, [LONG.format("a", "b")]).pairs, "it was handed out"
    read, several = of_code(*others(8), *[LONG.format("x", "y")] * 4)
    assert not compared(library, read, several, []).pairs, "four of twelve have it"


def handed_in(folder: Path, student: str, notebook: NotebookNode) -> Kept:
    """A notebook of the weather course in its place, and what is kept of it."""
    path = folder / student / "01_arrays.ipynb"
    path.parent.mkdir()
    path.write_text(nbformat.writes(notebook))
    one = simple(student, True)
    one.report.digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return replace(one, task=Task(path, student, "01_arrays", top=folder).as_dict())


def filtered_or_dead(text: str) -> str:
    """What a notebook might do to who reads it."""
    if "boom" in text:
        os._exit(1)
    return text.upper()


def test_the_notebooks_are_read_once_more_and_one_costs_nobody_else(tmp_path: Path) -> None:
    assignment = Course.at(WEATHER).assignment("01_arrays")
    exercise = assignment.exercises()[0]

    def written(code: str) -> NotebookNode:
        return submissions.with_code(submissions.solved(assignment), exercise, code)

    added = submissions.solved(assignment)
    added.cells.insert(3, new_code_cell("mine = 1"))
    several = [
        handed_in(tmp_path, "ada", written("def mine(): pass")),
        handed_in(tmp_path, "bob", written("# boom")),
        handed_in(tmp_path, "cyd", added),
        handed_in(tmp_path, "dan", submissions.solved(assignment)),
        handed_in(tmp_path, "eve", added),
        handed_in(tmp_path, "fay", added),
        handed_in(tmp_path, "gus", added),
        simple("hal", True),
    ]
    with (tmp_path / "eve" / "01_arrays.ipynb").open("a") as file:
        file.write(" ")
    (tmp_path / "fay" / "01_arrays.ipynb").unlink()
    (tmp_path / "gus" / "01_arrays.ipynb").unlink()
    os.mkfifo(tmp_path / "gus" / "01_arrays.ipynb")
    found = of(*several)
    names = {one.number: one.name for one in found.submissions}
    read = codes.read(assignment, found.submissions, lambda one: report._files(one, tmp_path), filtered_or_dead)
    cells = {names[number]: [(cell.title, cell.source) for cell in code.cells] for number, code in read.found.items()}
    assert cells["ada"] == [(exercise, "def mine(): pass")] and cells["dan"] == []
    assert [source for _, source in cells["cyd"]] == ["mine = 1"] and cells["cyd"][0][0].startswith("code cell ")
    assert read.found[1].filtered == ["DEF MINE(): PASS"]
    why = {names[number]: told for number, told in read.left_out.items()}
    assert why["bob"] == "the process that read it ended without a word"
    assert "another file lies there now" in why["eve"] and "isn't there" in why["fay"] and "pipe" in why["gus"]
    assert why["hal"] == "nothing says where it lies"


# The command


def course(folder: Path) -> Path:
    for name in ("source", "checks", "variants"):
        (folder / name).symlink_to(WEATHER / name)
    (folder / "course.toml").write_bytes((WEATHER / "course.toml").read_bytes())
    (folder / "nbgrader_config.py").write_bytes((WEATHER / "nbgrader_config.py").read_bytes())
    return folder


def put(folder: Path, *several: Kept) -> None:
    for one in several:
        student, name = one.report.student, one.report.assignment
        Store(folder / "results.db").put(Key(student, name, name, "c", "c", "k", "cpu", True), one.report, one.task)


def test_a_page_for_each_class(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course(tmp_path)
    second = simple("cyd", True)
    second.report.assignment = "02"
    put(tmp_path, simple("ada", True, False), simple("bob", False, True), second)
    where = ["--course-dir", str(tmp_path)]
    assert main(["report", *where, "--no-alike"]) == 0
    assert sorted(path.name for path in (tmp_path / "report").iterdir()) == ["01.html", "02.html"]
    assert "ada" in (tmp_path / "report" / "01.html").read_text()
    assert main(["report", "01", *where, "--out", str(tmp_path / "mine.html")]) == 0, "nothing can be compared, which is told"
    assert "Nothing was compared" in (tmp_path / "mine.html").read_text()
    capsys.readouterr()
    assert main(["report", *where, "--out", str(tmp_path / "all.html")]) == 2
    assert "name an assignment (01, 02), or a folder" in capsys.readouterr().err


def test_a_students_page_is_linked_where_it_is(tmp_path: Path) -> None:
    course(tmp_path)
    put(tmp_path, simple("ada lovelace", True), simple("../bob", True))
    for folder in ("feedback/ada lovelace", "bob"):
        (tmp_path / folder / "01").mkdir(parents=True)
        (tmp_path / folder / "01" / "01.html").touch()
    assert main(["report", "01", "--course-dir", str(tmp_path), "--no-alike"]) == 0
    page = (tmp_path / "report" / "01.html").read_text()
    assert page.count("Their page of feedback") == 1
    assert 'href="../feedback/ada%20lovelace/01/01.html"' in page


def test_nobody_handed_it_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course(tmp_path)
    put(tmp_path, simple("ada", True))
    where = ["--course-dir", str(tmp_path)]
    assert main(["report", "02_tables", *where]) == 2
    assert "nobody's 02_tables is graded yet" in capsys.readouterr().err
    assert main(["report", "no_such", *where]) == 2
    assert "has no results of no_such. The assignments with results there: 01." in capsys.readouterr().err


def test_a_store_of_the_first_version(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course(tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / "results.db")) as connection:
        connection.executescript(Path(__file__).with_name("store_1.sql").read_text())
    assert main(["report", "--course-dir", str(tmp_path)]) == 0
    page = (tmp_path / "report" / "01.html").read_text()
    assert "It isn&#39;t known: these were graded by an older" in page or "It isn't known" in page
    assert main(["report", "--terminal", "--course-dir", str(tmp_path)]) == 0


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_in_the_terminal_no_number_is_cut(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """Also where something isn't graded, which is a column more."""
    monkeypatch.setenv("COLUMNS", str(columns))
    course(tmp_path)
    name = "an_exercise_with_a_long_name"
    cells = {name: (10.0, [lost()]), "b": (10.0, [stub("b")])}
    put(tmp_path, *(kept(f"s{n}", {name: (10.0, [bad()]), "b": (10.0, [ok()])}) for n in range(12)), kept("x", cells))
    assert main(["report", "--terminal", "--course-dir", str(tmp_path)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert max(map(len, printed)) <= columns
    assert max(map(len, printed)) > columns - 25, "and the width is used"
    (head,) = (at for at, line in enumerate(printed) if line.startswith("exercise") or "unwritten" in line)
    titles = " ".join(printed[head - 1 : head + 2])
    assert (
        all(word in titles for word in ("right", "yet", "unwritten", "graded", "lost")) and "…" not in titles.partition("an_")[0]
    )
    row = next(line for line in printed if line.startswith("an_exercise"))
    assert row.split()[-5:] == ["12", "1", "10.00", "of", "10"]


def test_in_the_terminal_nothing_is_wider_than_80(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    course(tmp_path)
    long = "A sentence that goes on. " * 30
    name = "an_exercise_with_a_name_that_is_quite_long_for_anybody"
    put(
        tmp_path, *(kept(f"s{n}{HOSTILE}", {name: (1.0, [bad(long)])}) for n in range(12)), kept("x", {name: (1.0, [lost(long)])})
    )
    assert main(["report", "--terminal", "--course-dir", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert max(map(len, printed.splitlines())) <= 80
    assert "12  an_exercise" in printed and "\x1b" not in printed and "\u202e" not in printed


def test_in_the_terminal_it_is_said_of_whom_the_mean_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    course(tmp_path)
    why = "It is a notebook of another assignment, which has to be handed in under its own name, and not under this one."
    refused = CheckResult("notebook", "fail", why)
    put(tmp_path, simple("ada", True), kept("bob", {"a": (1.0, [refused])}), *(kept(n, {"a": (1.0, [lost()])}) for n in "cde"))
    assert main(["report", "--terminal", "--course-dir", str(tmp_path)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert "5 notebooks, 3 not fully graded; over the 2 that are: 0.5 of 1 on average," in printed
    assert all(line == line.rstrip() for line in printed)
    at = printed.index("Couldn't be taken as an answer")
    assert printed[at + 1].startswith("   1  It is a notebook") and printed[at + 2].startswith("      its own name")


def test_without_copydetect_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course(tmp_path)
    one = replace(simple("ada", True), notebook="01_arrays")
    one.report.assignment = "01_arrays"
    put(tmp_path, one)
    monkeypatch.setitem(sys.modules, "copydetect.utils", None)
    assert main(["report", "--course-dir", str(tmp_path)]) == 0
    page = (tmp_path / "report" / "01_arrays.html").read_text()
    assert "Nothing was compared: it is made with the package copydetect" in page and "nothing says where it lies" in page


def test_a_place_that_cant_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course(tmp_path)
    put(tmp_path, simple("ada", True))
    assert main(["report", "--course-dir", str(tmp_path), "--out", str(tmp_path / "no" / "such" / "page.html")]) == 2
    assert "can't be written (No such file or directory)" in capsys.readouterr().err
