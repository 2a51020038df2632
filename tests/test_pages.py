"""Pages that nbgrader makes of a student's notebook: whatever stands in it, none takes long, and honest ones stay whole."""

import base64
import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import MarkdownWithMath
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from test_text import configured

from autograder.front.nbgrader import pages
from autograder.front.nbgrader.pages import FeedbackExporter
from autograder.judge.apart import Allowance
from autograder.pages.notebook.bounded import Room, is_costly_code, is_costly_markdown

GRADED = {"grade_id": "e", "solution": True, "grade": False, "locked": False, "schema_version": 3, "comment": "Nearly **there**"}


def feedback(notebook: NotebookNode, folder: Path | None = None) -> str:
    c = configured()
    resources = {"nbgrader": {"notebook": "A", "score": 1, "max_score": 2, "late_penalty": 0}}
    page, _ = FeedbackExporter(config=c).from_notebook_node(notebook, resources | {"metadata": {"path": str(folder or ".")}})
    return str(page)


def formgrader(notebook: NotebookNode, folder: Path | None = None) -> str:
    c = configured()
    c.HTMLExporter.template_name = "formgrade"
    resources = {"base_url": "", "index": 0, "total": 1, "student": "ada", "notebook_id": "A"}
    page, _ = HTMLExporter(config=c).from_notebook_node(notebook, resources | {"metadata": {"path": str(folder or ".")}})
    return str(page)


def body(page: str) -> str:
    """What stands on a page because of the notebook."""
    begins, ends = ("<main>", "</main>") if "<main>" in page else ('id="notebook-container"', '<div class="help">')
    return page.partition(begins)[2].partition(ends)[0]


def has_colours(page: str) -> bool:
    return re.search('<span class="(?!l")', body(page)) is not None


BOTH = pytest.mark.parametrize("page", [feedback, formgrader])


def test_a_page_compiles_no_template(monkeypatch: pytest.MonkeyPatch) -> None:
    """That was done before its process was begun, for all pages of a run."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a template is compiled for one page alone")

    def inline(page: Callable[[], str]) -> str:
        monkeypatch.setattr("jinja2.Environment.compile", refused)
        return page()

    monkeypatch.setattr(pages, "_apart", inline)
    assert "hello" in feedback(new_notebook(cells=[new_markdown_cell("hello")]))


# Each took minutes or hours: some rule looks from each character, or each beginning, to the end.
SLOW_CODE = ["x = 1" + "\n " * 10_000, "a." * 16_000, " " * 20_000 + "x", "x = 1\n" * 20_000, "a " * 2_000, "\n" * 20_000 + "x"]
SLOW_MARKDOWN = [
    "\\begin{a}" * 8_000,
    "\\\\( " * 8_000,
    "\\\\[ " * 8_000,
    "$a " * 8_000,
    "a" + " " * 15_000 + "b",
    "\n \n" * 10_000,
    "[" * 30_000,
    "text\n" * 30_000,
]
HONEST_CODE = [
    "import torch\n\n\n\n" + "    x = x + 1  # why\n\n    \n" * 400,
    "x = 1" + "\n    " * 200 + "\ny = 2",
    "%%time\n!pip list\n" + "values = [" + "0.5, " * 300 + "]\nmodel.layers.weight.grad.data.zero_()",
]
HONEST_MARKDOWN = [
    "**so** " + "A long answer in one line, as an editor without line breaks has it. " * 100,
    "**so**\n\n" + "| a | b |\n|---|---|\n" + "| $x_1$ | $\\frac{a}{b}$ |\n" * 100,
    "**so** \\begin{align} a &= b \\\\ c &= d \\end{align} " * 20,
    "**so**" + "\n" * 300 + "x",
]


@pytest.mark.parametrize("source", SLOW_CODE, ids=lambda source: repr(source[:12]))
@BOTH
def test_code_that_would_take_long_is_plain_text(page: Callable[..., str], source: str) -> None:
    assert is_costly_code(source)
    shown = page(new_notebook(cells=[new_code_cell(source), new_code_cell("def right(): pass")]))
    assert page is feedback or source.lstrip("\n") + "</pre>" in shown
    assert not has_colours(page(new_notebook(cells=[new_code_cell(source)])))
    assert '<span class="k">def</span>' in shown, "the other cells have their colours"


@pytest.mark.parametrize("source", SLOW_MARKDOWN, ids=lambda source: repr(source[:12]))
@BOTH
def test_markdown_that_would_take_long_is_plain_text(page: Callable[..., str], source: str) -> None:
    assert is_costly_markdown(source)
    shown = page(new_notebook(cells=[new_markdown_cell(source), new_markdown_cell("**bold**")]))
    assert "shown as it was written" in shown and "<strong>bold</strong>" in shown


@pytest.mark.parametrize("source", HONEST_CODE, ids=lambda source: repr(source[:12]))
@BOTH
def test_honest_code_has_its_colours(page: Callable[..., str], source: str) -> None:
    assert has_colours(page(new_notebook(cells=[new_code_cell(source)])))


@pytest.mark.parametrize("source", HONEST_MARKDOWN, ids=lambda source: repr(source[:12]))
@BOTH
def test_honest_markdown_is_formatted(page: Callable[..., str], source: str) -> None:
    assert "<strong>so</strong>" in page(new_notebook(cells=[new_markdown_cell(source)]))


@BOTH
def test_a_rubric_has_columns(page: Callable[..., str]) -> None:
    """Seen in a browser: "pointswhat the answer has", without Bootstrap's class. A student's own class goes."""
    rubric = "| points | what the answer has |\n|--|--|\n| 2 | a reason |\n\n`<table>`\n\n<table class='modal'><tr><td>x</td></tr></table>"
    shown = body(page(new_notebook(cells=[new_markdown_cell(rubric)])))
    assert shown.count('<table class="table') == 2 and "modal" not in shown
    assert "&lt;table&gt;" in shown


@pytest.mark.parametrize("source", ["```html\n<b>\n```", "```cuda\nx\n```", "~~~ruby\n`\n~~~"])
def test_only_python_is_coloured_in_markdown(source: str) -> None:
    assert '<span class="' not in body(formgrader(new_notebook(cells=[new_markdown_cell(source)])))
    python = formgrader(new_notebook(cells=[new_markdown_cell("```python\ndef f(): pass\n```")]))
    assert '<span class="k">def</span>' in python


def _forever(*_: Any) -> str:
    while True:
        pass


def _without_end(*_: Any) -> str:
    held = []
    while True:
        held.append(bytearray(50 << 20))


def _too_deep(*_: Any) -> str:
    raise RecursionError


@pytest.mark.parametrize("render", [_forever, _without_end, _too_deep])
def test_a_page_that_comes_to_no_end_is_made_of_plain_text(monkeypatch: pytest.MonkeyPatch, render: Callable[..., str]) -> None:
    monkeypatch.setattr(pages, "_ALLOWANCE", Allowance(memory=1024, cpu=1, wall=120))
    monkeypatch.setattr(MarkdownWithMath, "render", render)
    cell = new_code_cell("def mine(): pass", metadata={"nbgrader": GRADED})
    cell.outputs = [new_output("stream", text="\x1b[32mpassed\x1b[0m what it asks"), _picture_output(100)]
    shown = feedback(new_notebook(cells=[cell, new_markdown_cell("<script>alert(1)</script> **my** answer")]))
    assert "shown here as plain text" in shown
    assert "def mine(): pass" in shown and "passed what it asks" in shown and "Nearly **there**" in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **my** answer" in shown and "Content-Security-Policy" in shown
    assert "<img" not in shown and "<script" not in shown


def png(size: int) -> bytes:
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 1, 1) + b"\x08\x02\0\0\0" + b"\0" * 4
    return head + b"\0" * (size - len(head))


def _picture_output(size: int) -> NotebookNode:
    found: NotebookNode = new_output("display_data", data={"image/png": base64.b64encode(png(size)).decode()})
    return found


@pytest.mark.parametrize(("page", "size", "fit", "most"), [(feedback, 40_000, 3, 400_000), (formgrader, 3 << 20, 8, 40 << 20)])
def test_pictures_share_the_room_of_a_page(page: Callable[..., str], size: int, fit: int, most: int, tmp_path: Path) -> None:
    encoded = base64.b64encode(png(size)).decode()
    (tmp_path / "b.png").write_bytes(png(size))
    attached = new_markdown_cell("![](attachment:b.png)\n\n" * 5, attachments={"b.png": {"image/png": encoded}})
    sources = [
        new_markdown_cell("![a](b.png)\n\n" * 5),
        attached,
        new_markdown_cell(f"![c](data:image/png;base64,{encoded})\n\n" * 2),
    ]
    drawn = new_code_cell("1", outputs=[_picture_output(size)] * 3)
    shown = page(new_notebook(cells=[*sources, drawn]), tmp_path)
    assert len(shown) < most
    assert shown.count(encoded) == fit, "200 kB or 32 MiB of base64, whichever way a picture came"
    assert shown.count("A picture is left out here") == 15 - fit


@pytest.mark.parametrize(("page", "size"), [(feedback, 20_000), (formgrader, 100_000)])
def test_a_few_pictures_of_each_kind_are_shown(page: Callable[..., str], size: int, tmp_path: Path) -> None:
    encoded = base64.b64encode(png(size)).decode()
    (tmp_path / "b.png").write_bytes(png(size))
    attached = new_markdown_cell("![](attachment:b.png)", attachments={"b.png": {"image/png": encoded}})
    pasted = new_markdown_cell(f"![c](data:image/png;base64,{encoded}) **so**")
    drawn = new_code_cell("1", outputs=[_picture_output(size)])
    shown = page(new_notebook(cells=[new_markdown_cell("![a](b.png) <img src='b.png'>"), attached, pasted, drawn]), tmp_path)
    assert shown.count(encoded) == 5
    assert "<strong>so</strong>" in shown and "left out" not in shown


def test_colours_are_bounded_and_the_text_stays() -> None:
    few, many = "\x1b[31mred\x1b[0m", "\x1b[38;2;1;1;1ma" * 30_000
    room = Room()
    assert room.text(few) == few
    assert room.text(many) == "a" * 30_000
    assert room.text(few) == few


def test_outputs_of_a_page_are_bounded_in_number() -> None:
    cells = [new_code_cell("1", outputs=[new_output("stream", text=f"line {n}\n") for n in range(300)]) for _ in range(10)]
    shown = formgrader(new_notebook(cells=cells))
    assert shown.count("line 7\n") == 4 and "More outputs are left out here" in shown
    errors = [new_output("error", ename="E", evalue="", traceback=["a short one"])] * 100
    shown = formgrader(new_notebook(cells=[new_code_cell("1", outputs=errors) for _ in range(15)]))
    assert shown.count("a short one") == 1_000 and "More outputs are left out here" in shown
    error = new_output("error", ename="E", evalue="", traceback=["a line"] * 400)
    shown = formgrader(new_notebook(cells=[new_code_cell("1", outputs=[error] * 100)]))
    assert 20_000 <= shown.count("a line") < 20_500


LINKS = [
    "plot.html",
    "/files/plot.html",
    "//evil.example/",
    "./x",
    "?a",
    "http:plot.html",
    "http:/plot.html",
    "HtTp:\\\\x",
    "../x.svg",
]


@pytest.mark.parametrize("address", LINKS)
@BOTH
def test_a_students_link_leads_nowhere_beside_the_page(page: Callable[..., str], address: str) -> None:
    shown = page(new_notebook(cells=[new_markdown_cell(f"[click]({address}) <a href='{address}'>here</a>")]))
    assert address not in body(shown)


def test_a_students_link_to_elsewhere_stays() -> None:
    for address in ("https://docs.pytorch.org/x", "http://a.example/", "mailto:ada@a.example"):
        assert f'href="{address}"' in feedback(new_notebook(cells=[new_markdown_cell(f"[read]({address})")]))
