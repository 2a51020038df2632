"""The page of feedback in Chromium: axe finds nothing, nothing is cut off on a phone, and screenshots lie in build/browser/.

The pages are those of a right, a wrong, a broken and a hostile submission, made of hand-made results: no judge is needed.
"""

import re
from pathlib import Path
from typing import Any

import classroom
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from test_feedback import CODE, failed, made, passed, test_cell, written

from autograder.checking.pictures import learning_curve
from autograder.results.report import CellResult, CheckResult

pytestmark = pytest.mark.browser

FOLDER = classroom.COURSE.root / "build" / "browser"
WIDTHS = {"phone": 390, "desktop": 1280}
PAGES = ("right", "wrong", "broken", "hostile")


def right() -> str:
    """All that can be right: an exercise, one that stands on another, an answer that was read, and one that waits."""
    near = CellResult("test_near", "near", 1, [passed()], carried=["far"])
    cells = [
        new_markdown_cell("# Distances\n\nHow far are two pictures apart?\n\n| | one | two |\n|--|--|--|\n| a | 1 | 2 |"),
        written("far", CODE, 1),
        test_cell("test_far", 2, 2),
        written("near", "def near(a, b):\n    return far(a, b) < 1", 2),
        test_cell("test_near", 1, 1),
        written(
            "answer_why",
            "Because **labels** are old.",
            grade=True,
            points=3,
            score=2.5,
            by_person=True,
            comment="Which ones?",
            comment_by_person=True,
        ),
        written("answer_how", "By hand.", grade=True, points=3, undecided=True),
    ]
    return made(cells, [CellResult("test_far", "far", 2, [passed()]), near], score=5.5, points=9.0, penalty=0.0)


def wrong() -> str:
    """A line that is marked, a picture, more that isn't right, and an exercise that couldn't be graded."""
    picture = learning_curve([0.5, 0.55, 0.61, 0.64], (0.975, 1.0))
    checks = [
        failed(at_cell=1, at_line=4, picture=picture.png, alt=picture.alt),
        failed(finding="The result has shape (), and should have (7,).", hint="", about="shape", claim="One for each."),
    ]
    error = CheckResult("test_it", "error", message="Sorry: this check is broken. Your instructor sees why.")
    cells = [
        new_markdown_cell("# Distances"),
        written("far", CODE, 1),
        test_cell("test_far", 2, 0),
        written("near", "def near(a, b):\n    return far(a, b) < 1", 2),
        test_cell("test_near", 1, None),
    ]
    return made(cells, [CellResult("test_far", "far", 2, checks), CellResult("test_near", "near", 1, [error])])


def broken() -> str:
    """Python can't read it, and a note says so of the whole notebook."""
    sentence = "Python can't read the cell of `far`, so nothing in it ran. SyntaxError: '(' was never closed, in line 1, `def far(a, b:`."
    check = CheckResult("test_it", "fail", finding=sentence, about="cell", at_cell=1, at_line=1)
    cells = [written("far", "def far(a, b:\n    return (a - b).abs().mean()", 1), test_cell("test_far", 2, 0)]
    cells[0].outputs = [
        new_output("error", ename="SyntaxError", evalue="", traceback=["\x1b[31mSyntaxError\x1b[0m: '(' was never closed"])
    ]
    return made(
        cells, [CellResult("test_far", "far", 2, [check])], ["Code cell 1, line 1 raised SyntaxError: '(' was never closed."]
    )


def hostile() -> str:
    """Markup, colours, long words and headings of all levels, wherever a student can put them."""
    markup = "<h1>mine</h1><h6>deep</h6><img src=x onerror=alert(1)><img alt='a cat'><font color='#fefefe'>pale</font>"
    markup += "<p style='color: white; background-color: #fff'>unseen</p><a href='https://a.example/'><b>there</b></a><table><tr><th></th><td>x</td></tr></table>"
    word = "x" * 3_000
    cells = [
        new_markdown_cell(f"{markup}\n\n{word}\n\n# mine\n\n##### deeper"),
        new_code_cell(
            f"print('{word}')  # \u202e",
            execution_count=1,
            outputs=[new_output("stream", text=f"\x1b[30;40m{word}\x1b[0m\n" * 90)],
        ),
        written("far", f"def far(a, b):\n    '''{'y ' * 900}'''\n" + "    a = b\n" * 300, 2),
        test_cell("test_far", 2, 0),
    ]
    told = failed(
        finding=f"It raised ValueError: <script>alert(1)</script> {word}", hint="", about="code", at_cell=2, at_line=250
    )
    return made(cells, [CellResult("test_far", "far", 2, [told])], [f"<b>{word}</b>"])


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a page."""
    path: Path = tmp_path_factory.mktemp("pages") / f"{request.param}.html"
    path.write_text(globals()[request.param]())
    return path


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(browser: Any, page: Path, scheme: str, width: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # The page's own policy allows no script, which axe is.
    shown = browser.new_page(viewport={"width": WIDTHS[width], "height": 900}, color_scheme=scheme, bypass_csp=True)
    shown.goto(page.as_uri())
    FOLDER.mkdir(parents=True, exist_ok=True)
    shown.screenshot(path=FOLDER / f"feedback-{page.stem}-{scheme}-{width}.png", full_page=True)
    for is_open in (False, True):
        shown.evaluate("open => document.querySelectorAll('details').forEach(one => one.open = open)", is_open)
        found = Axe().run(shown).response
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
        assert len(found["passes"]) > 15, "it looked at something"
        assert shown.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width]
    shown.close()


def test_the_policy_lets_the_page_show_itself_and_ask_for_nothing(browser: Any, page: Path) -> None:
    shown = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    shown.on("console", lambda message: said.append(message.text))
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(page.as_uri())
    assert said == [] and [url for url in asked if not url.startswith(("file:", "data:"))] == []
    shown.close()


def test_it_is_worked_without_a_mouse(browser: Any, page: Path) -> None:
    """Tab goes to the first exercise of the row, Enter to its section, and a right one opens."""
    shown = browser.new_page(viewport={"width": 1280, "height": 900})
    shown.goto(page.as_uri())
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.getAttribute('href')") == "#exercise-1"
    shown.keyboard.press("Enter")
    assert shown.url.endswith("#exercise-1")
    if page.stem == "right":
        shown.locator("#exercise-1 summary").focus()
        shown.keyboard.press("Enter")
        assert shown.locator("#exercise-1 pre").is_visible()
    shown.close()


def test_on_paper_nothing_that_matters_is_folded(browser: Any, page: Path) -> None:
    """Black on white in a dark room too; a person's comment, all that was found, and the answers are there; the notebook isn't."""
    shown = browser.new_page(color_scheme="dark")
    shown.goto(page.as_uri())
    shown.emulate_media(media="print", color_scheme="dark")
    assert shown.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    folded = shown.locator(".exercise:not(.right) details pre, .exercise:not(.right) details .text")
    assert all(folded.nth(number).is_visible() for number in range(folded.count()))
    assert page.stem != "right" or folded.count() == 2
    assert not shown.locator("section.rest").is_visible()
    shown.pdf(
        path=FOLDER / f"feedback-{page.stem}.pdf", format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "15mm")
    )
    shown.close()


def test_the_signs_tell_the_states_without_a_colour() -> None:
    page = right() + wrong()
    pairs = set(re.findall(r'class="chip \w+".*?aria-hidden="true">(.)</span>.*?class="word">([^<]+)<', page))
    assert pairs == {("✓", "right"), ("✗", "not yet"), ("?", "not graded"), ("…", "waits for a reader"), ("✎", "read")}
